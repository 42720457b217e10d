"""A ward or a neighbourhood: what it has, what people there need, and where the gaps are."""

import streamlit as st

from asset_map.app import area, area_choice, area_list, ask, care, frame, parts, widgets, wording
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
        frame.title(picture.area.name, above=wording.boundaries(picture.area))
        _one(picture)


def _areas() -> None:
    parts.draw(area.all_of(ask.list_areas()))


def _one(picture: AreaPicture) -> None:
    code = picture.area.code
    around = ask.see_around(code)
    listed, beside = st.columns([3, 2], gap="large")
    with listed:
        parts.draw(area.top(picture, around))
        parts.draw(area.here(picture, ask.see_strengths(code)))
        chosen = area_choice.choose(picture)
        _care_for(picture, chosen.need)
        parts.draw(area_list.html(picture, chosen, ask.list_areas()))
        parts.draw(area_list.over(around, chosen, picture.at))
        parts.draw(area_list.wider(around, chosen, picture.at))
    with beside:
        area_choice.map_of(picture, around, area_list.shown(picture, chosen), chosen.need)
    found = ask.gaps_of_area(picture.area, picture.at)
    parts.draw(area.needs(picture, found))
    parts.draw(area.lacks(picture, found))
    parts.draw(area.take(picture.area))


def _care_for(picture: AreaPicture, need: str) -> None:
    if any(one.id == need and one.sensitive for one in picture.needs):
        care.leave()
