"""Anybody: the languages in which something on the map is offered."""

from asset_map.db import session, terms, told
from asset_map.domain.rights import Action
from asset_map.domain.terms import Language
from asset_map.journeys.acting import asks


@asks(Action.BROWSE)
def list_languages() -> tuple[Language, ...]:
    """Return the languages that are there, by name."""
    known = terms.languages()
    with session.reading() as connection:
        codes = told.languages(connection)
    found = [known.get(code, Language(code, code)) for code in codes]
    return tuple(sorted(found, key=lambda language: language.name))
