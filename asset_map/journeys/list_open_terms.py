"""Anybody: what open data is, and the words it sorts services by."""

from typing import Any
from uuid import UUID

from asset_map.db import open_sources, reference, session
from asset_map.domain.days import uk_today
from asset_map.domain.errors import NotFound
from asset_map.domain.open_referral import (
    OPENAPI,
    PROFILE,
    TAXONOMY,
    VERSION,
    Asked,
    Fields,
    page,
    term_id,
)
from asset_map.domain.places import name_key
from asset_map.domain.rights import Action
from asset_map.exports import open_referral
from asset_map.exports.about import About, source_as_data
from asset_map.journeys.acting import asks


@asks(Action.BROWSE)
def about_open_data() -> Fields:
    """Return what the routes speak, and which sources they tell from."""
    with session.reading() as connection:
        sources = tuple(open_sources.sources(connection).values())
    about = About(uk_today(), sources, any(one.share_alike for one in sources))
    return {
        "version": VERSION,
        "profile": PROFILE,
        "openapi_url": OPENAPI,
        "demo": about.demo,
        "notes": about.notes,
        "sources": [source_as_data(source) for source in sources],
    }


@asks(Action.BROWSE)
def list_taxonomies(asked: Asked) -> Fields:
    """Return the one taxonomy, as a page."""
    return _paged(asked, [TAXONOMY])


@asks(Action.BROWSE)
def see_taxonomy(wanted: UUID) -> Fields:
    """Return the one taxonomy by its id. Raises NotFound."""
    if str(wanted) != TAXONOMY["id"]:
        raise NotFound(f"There is no taxonomy with the id {wanted}.", "See /taxonomies.")
    return TAXONOMY


@asks(Action.BROWSE)
def list_taxonomy_terms(asked: Asked) -> Fields:
    """Return the needs as a page of terms."""
    ours = asked.taxonomy_id is None or str(asked.taxonomy_id) == TAXONOMY["id"]
    with session.reading() as connection:
        terms = [open_referral.taxonomy_term(need) for need in reference.needs(connection)]
    return _paged(asked, terms if ours else [])


@asks(Action.BROWSE)
def see_taxonomy_term(wanted: UUID) -> Fields:
    """Return a need as a term. Raises NotFound."""
    with session.reading() as connection:
        needs = {term_id(need.id): need for need in reference.needs(connection)}
    if wanted not in needs:
        raise NotFound(f"There is no taxonomy_term with the id {wanted}.", "See /taxonomy_terms.")
    return open_referral.taxonomy_term(needs[wanted])


def _paged(asked: Asked, entries: list[Fields]) -> Fields:
    words = name_key(asked.search).split()
    found = [one for one in entries if all(word in _key(one) for word in words)]
    return page(asked, len(found), found[asked.offset : asked.offset + asked.per_page])


def _key(entry: dict[str, Any]) -> str:
    return name_key(f"{entry['name']} {entry['description']}")
