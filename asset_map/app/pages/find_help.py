"""What is near me, what can I get: it starts with the person, and ends with a list and a map."""

from datetime import UTC, datetime

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from asset_map.app import (
    addresses,
    ask,
    care,
    find_ask,
    find_bands,
    find_browser,
    find_keep,
    find_results,
    find_said,
    find_search,
    found,
    frame,
    parts,
    visits,
    wording,
)
from asset_map.app import find_wording as words
from asset_map.app.find_asked import FindAsked
from asset_map.domain.errors import BadInput
from asset_map.domain.needs import Need
from asset_map.domain.opening import uk_time
from asset_map.journeys.find_near import Near


def show() -> None:
    """Draw the page for what is asked: by the address, and by what is kept for this visit."""
    with frame.page(wording.NEAR_TITLE, wording.UNKNOWN_PLACE_NEXT, _instead):
        frame.title(wording.NEAR_TITLE)
        asked, needs = find_search.asked_now(), ask.list_needs()
        if any(need.sensitive and need.id in asked.needs for need in needs):
            care.leave()
        listed, beside = st.columns([3, 2], gap="large")
        with listed:
            if asked.forgotten:
                without = f"<p>{parts.link(addresses.FIND, words.FORGOTTEN_PLAIN)}</p>"
                parts.draw(parts.notice(words.FORGOTTEN, words.FORGOTTEN_NEXT, without))
            find_ask.place(asked)
        if asked.place:
            _found(asked, needs, listed, beside)
        else:
            _start(asked, needs, listed, beside)
        parts.draw(care.urgent(find_search.food_address(asked)))


def _instead() -> None:
    _areas()
    parts.draw(care.urgent())


def _start(
    asked: FindAsked, needs: tuple[Need, ...], listed: DeltaGenerator, beside: DeltaGenerator
) -> None:
    with listed:
        parts.draw(parts.heading(words.NEEDS) + parts.para(words.NEEDS_HINT, "am-meta"))
        find_ask.needs(asked, needs)
    with beside:
        parts.draw(parts.heading(wording.BROWSE_TITLE))
        _areas()


def _areas() -> None:
    parts.draw(parts.areas(ask.list_areas()))


def _found(
    asked: FindAsked, needs: tuple[Need, ...], listed: DeltaGenerator, beside: DeltaGenerator
) -> None:
    labels = {need.id: need.label for need in needs}
    at = datetime.now(UTC)
    with listed:
        narrowed = find_ask.narrow(asked, needs)
        near = _near(asked)
        if near is None:
            return
        place = find_results.place_words(near)
        far = find_said.far_words(asked.far_m) if asked.far_m else ""
        laid = find_bands.laid(near, labels, far, uk_time(at).date())
        find_results.head(asked, near, laid, find_keep.print_head(place, narrowed, at))
        # Where nothing is within, there is no visit to plan: the list tells of the nearest beyond.
        if len(asked.needs) > 1 and not near.nothing_within:
            plan = ask.plan_visits(
                asked.place,
                asked.sought(),
                within_m=find_said.to_visit(asked),
                at=at,
                found=near,
            )
            visits.draw(plan, labels)
        find_results.widen(asked, near)
        find_results.lists(near, laid, labels, at)
        find_keep.take_along(asked)
        find_results.missing_here(asked, near, labels)
    with beside:
        found.map_of(place, laid.hits, here=(near.latitude, near.longitude, place))


def _near(asked: FindAsked) -> Near | None:
    """Return what is near; None where the place may be one of several, which is asked."""
    try:
        return ask.find_near(
            asked.place, asked.sought(), within_m=asked.far_m, limit=find_results.MOST_FOUND
        )
    except BadInput as error:
        find_browser.announce(error.sentence, find_search.times_led())
        if not error.choices:
            raise
        find_ask.choices(error)
        return None
