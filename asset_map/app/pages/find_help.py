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
    find_place,
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
from asset_map.app.find_ask import PlaceBox
from asset_map.app.find_asked import FindAsked
from asset_map.domain.errors import BadInput
from asset_map.domain.needs import Need
from asset_map.domain.opening import uk_time
from asset_map.journeys.find_near import Near


def show() -> None:
    """Draw the page for what is asked: by the address, and by what is kept for this visit."""
    with frame.page(wording.NEAR_TITLE, wording.UNKNOWN_PLACE_NEXT, _areas):
        frame.title(wording.NEAR_TITLE)
        asked, needs = _asked_now(), ask.list_needs()
        if any(need.sensitive and need.id in asked.needs for need in needs):
            care.leave()
        parts.draw(care.line(find_search.food_address(asked)))
        listed, beside = st.columns([3, 2], gap="large")
        with listed:
            if asked.forgotten:
                without = f"<p>{parts.link(addresses.FIND, words.FORGOTTEN_PLAIN)}</p>"
                parts.draw(parts.notice(words.FORGOTTEN, words.FORGOTTEN_NEXT, without))
            box = find_ask.place(asked)
        near = _near(asked, needs, box) if asked.place else None
        if near is not None:
            _found(near, asked, needs, box, listed, beside)
        elif asked.place:
            _browse(beside)
        else:
            _start(asked, needs, box, listed, beside)


def _asked_now() -> FindAsked:
    try:
        return find_search.asked_now()
    except BadInput:
        parts.draw(care.line())
        raise


def _start(
    asked: FindAsked,
    needs: tuple[Need, ...],
    box: PlaceBox,
    listed: DeltaGenerator,
    beside: DeltaGenerator,
) -> None:
    untyped = find_place.nothing_typed() if find_ask.nothing_typed() else ""
    with box.problem:
        parts.draw(parts.notice(untyped, "", css="am-problem") if untyped else "")
    with box.live:
        find_browser.announce(untyped, find_search.times_led(), refused=bool(untyped))
    with listed:
        parts.draw(parts.heading(words.NEEDS) + parts.para(words.NEEDS_HINT, "am-meta"))
        find_ask.needs(asked, needs)
    _browse(beside)


def _browse(beside: DeltaGenerator) -> None:
    with beside:
        parts.draw(parts.heading(wording.BROWSE_TITLE))
        _areas()


def _areas() -> None:
    parts.draw(parts.areas(ask.list_areas()))


def _found(
    near: Near,
    asked: FindAsked,
    needs: tuple[Need, ...],
    box: PlaceBox,
    listed: DeltaGenerator,
    beside: DeltaGenerator,
) -> None:
    labels = {need.id: need.label for need in needs}
    at = datetime.now(UTC)
    place = find_results.place_words(near)
    far = find_said.far_words(asked.far_m) if asked.far_m else ""
    laid = find_bands.laid(near, labels, far, uk_time(at).date())
    said = find_results.found_words(asked, near, laid)
    with box.live:
        find_browser.announce(said, find_search.times_led())
    with listed:
        narrowed = find_ask.narrow(asked, needs)
        find_results.head(near, laid, said, find_keep.print_head(place, narrowed, said, at))
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


def _near(asked: FindAsked, needs: tuple[Need, ...], box: PlaceBox) -> Near | None:
    """Return what is near; None where the place was not taken, which is said by its field."""
    try:
        return ask.find_near(
            asked.place, asked.sought(), within_m=asked.far_m, limit=find_results.MOST_FOUND
        )
    except BadInput as error:
        if not {need.id for need in needs}.issuperset(asked.needs):
            raise
        with box.problem:
            find_ask.choices(error)
        with box.live:
            find_browser.announce(error.sentence, find_search.times_led(), refused=True)
        return None
