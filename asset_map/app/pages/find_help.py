"""What is near a postcode, and what an area holds: a list, and the same on a map beside it."""

import streamlit as st

from asset_map.app import ask, found, frame, parts, widgets, wording
from asset_map.domain.places import normal_postcode
from asset_map.domain.seeking import Sought


def show() -> None:
    """Draw the page for the place in the address."""
    with frame.page(wording.NEAR_TITLE, wording.UNKNOWN_PLACE_NEXT, _areas):
        place = widgets.said("place")
        needs = {need.id: need.label for need in ask.list_needs()}
        frame.title(wording.NEAR_TITLE)
        kept = {name: widgets.said(name) for name in ("need", "far")}
        parts.draw(parts.search(wording.PLACE_LABEL, wording.PLACE_HINT, wording.SHOW, place, kept))
        if not place:
            parts.draw(parts.para(wording.NEAR_START))
            _areas()
        elif normal_postcode(place) or found.is_position(place):
            _near(place, needs)
        else:
            _area(place, needs)


def _areas() -> None:
    parts.draw(parts.areas(ask.list_areas()))


def _near(place: str, needs: dict[str, str]) -> None:
    listed, beside = st.columns([3, 2], gap="large")
    with listed, st.container(key="filters", horizontal=True):
        need = widgets.pick(wording.NEED_LABEL, "need", needs, nothing=wording.NEED_ANY)
        far = widgets.pick(wording.FAR_LABEL, "far", wording.FAR_CHOICES, nothing=wording.FAR_ANY)
    within = float(far) if far else None
    near = ask.find_near(
        place, Sought(needs=(need,) if need else ()), within_m=within, limit=found.MOST_FOUND
    )
    with listed:
        found.near(near, needs)
    with beside:
        here = (near.latitude, near.longitude, near.place.label)
        found.map_of(near.place.label, near.hits, here=here)


def _area(place: str, needs: dict[str, str]) -> None:
    picture = ask.describe_area(place)
    met = {need: f"{label} ({picture.with_need.get(need, 0)})" for need, label in needs.items()}
    listed, beside = st.columns([3, 2], gap="large")
    with listed:
        found.area(picture)
        need = widgets.pick(wording.NEED_LABEL, "need", met, nothing=wording.NEED_ANY)
        hits = tuple(hit for hit in picture.hits if not need or need in hit.asset.needs)
        found.in_area(picture, hits, needs, need)
    with beside:
        found.map_of(picture.area.name, hits, outline=ask.draw_area(picture.area.code))
