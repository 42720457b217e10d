"""A ward or a neighbourhood: what it has, what people there need, and where the gaps are."""

import streamlit as st

from asset_map.app import (
    addresses,
    area,
    area_choice,
    area_list,
    ask,
    care,
    frame,
    parts,
    unmet,
    widgets,
    wording,
)
from asset_map.app import area_wording as words
from asset_map.journeys.describe_area import AreaPicture


def show() -> None:
    """Draw the page for the area in the address."""
    with frame.page(words.NAV, wording.UNKNOWN_PLACE_NEXT, _areas):
        wanted = widgets.said("code") or widgets.said("name")
        if not wanted:
            frame.title(words.CHOOSE, words.CHOOSE_LEAD)
            _areas()
            return
        picture = ask.describe_area(wanted)
        frame.name(picture.area.name)
        frame.title(picture.area.name, above=words.boundaries(picture.area))
        _one(picture)


def _areas() -> None:
    parts.draw(area.all_of(ask.list_areas()))


def _one(picture: AreaPicture) -> None:
    code, chosen = picture.area.code, area_choice.read(picture)
    if any(need.sensitive and need.id == chosen.need for need in picture.needs):
        care.leave()
    around = ask.see_around(code, need=chosen.need or None)
    listed, beside = st.columns([3, 2], gap="large")
    with listed:
        parts.draw(area.top(picture, around))
        parts.draw(area.here(picture, ask.see_strengths(code)))
        area_choice.choose(picture, chosen)
        parts.draw(area_list.html(picture, chosen, ask.list_areas()))
        parts.draw(area_list.over(around, picture.at))
        parts.draw(area_list.wider(around, picture.at))
    with beside:
        area_choice.map_of(picture, around, area_list.shown(picture, chosen))
    found = ask.gaps_of_area(picture.area, picture.at)
    parts.draw(area.needs(picture, found, unmet.of_area(picture.area, level=3)))
    parts.draw(area.lacks(picture, found))
    parts.draw(area.take(picture.area) + care.urgent(addresses.area(code, need="food")))
