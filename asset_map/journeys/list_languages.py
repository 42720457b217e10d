"""Anybody: the languages in which something on the map is offered."""

from asset_map.db import session, told
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks


@asks(Action.BROWSE)
def list_languages() -> tuple[str, ...]:
    """Return the codes of the languages that are there."""
    with session.reading() as connection:
        return tuple(told.languages(connection))
