"""Staff: what was loaded, what was not taken as it came, and how good what is held is."""

from asset_map.app import addresses, ask, frame, loads, parts, who, widgets
from asset_map.app import loads_wording as words
from asset_map.domain.rights import Action


def show() -> None:
    """Draw the page; to whoever may not see it say who may."""
    with frame.page(words.TITLE, words.UNKNOWN_SOURCE_NEXT):
        source_id = widgets.said("source")
        if not who.may(Action.SEE_LOADS):
            frame.title(words.TITLE, words.LEAD)
            parts.draw(who.refused(Action.SEE_LOADS))
        elif source_id:
            _source(source_id)
        else:
            _all()


def _all() -> None:
    frame.title(words.TITLE, words.LEAD)
    parts.draw(loads.last_loads(ask.see_loads()))
    overall, *by_source = ask.see_quality()
    if overall.assets:
        parts.draw(loads.completeness(overall) + loads.by_source(by_source))
    parts.draw(loads.withdrawn(*ask.list_withdrawn()))


def _source(source_id: str) -> None:
    found = ask.see_source_loads(source_id)
    frame.name(found.title)
    frame.title(found.title, above=words.TITLE)
    parts.draw(f"<p>{parts.link(addresses.LOADS, words.ALL)}</p>")
    parts.draw(loads.last_load(found) + loads.reasons(found))
    for quality in ask.see_quality():
        if quality.source == source_id:
            parts.draw(loads.completeness(quality))
    parts.draw(loads.withdrawn(*ask.list_withdrawn(source_id)))
    parts.draw(loads.history(found))
