"""What an area's page asks, a need and how to group, and the map of what it shows."""

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from asset_map.app import area_list, ask, find_search, found, parts, widgets, wording
from asset_map.app import area_wording as words
from asset_map.app.area_list import Chosen
from asset_map.journeys.describe_area import AreaPicture
from asset_map.journeys.hits import Hit
from asset_map.journeys.see_around import Around
from asset_map.web import kept_search
from asset_map.web.kept_search import KeptSearch


def read(picture: AreaPicture) -> Chosen:
    """Return the need and the grouping that the address asks for."""
    known = {need.id for need in picture.needs}
    return Chosen(_need_now(known), "kind" if st.query_params.get("by") == "kind" else "need")


def choose(picture: AreaPicture, now: Chosen) -> None:
    """Let somebody choose a need and how to group. A need that is nobody else's business stays out
    of the address, and is kept for the visit alone."""
    met = picture.with_need
    labels = {
        need.id: words.NEED_COUNTED.format(need=need.label, count=f"{met.get(need.id, 0):,}")
        for need in picture.needs
    }
    sensitive = {need.id for need in picture.needs if need.sensitive}
    parts.draw(parts.heading(words.LIST, anchor="list"))
    with st.container(key="filters", horizontal=True):
        _pick(words.NEED, "area-need", {"": words.NEED_ANY} | labels, now.need, sensitive)
        if not now.need:
            _pick(words.BY, "area-by", words.BYS, now.by, set())


def _need_now(known: Collection[str]) -> str:
    kept = kept_search.kept(find_search.visit_token(), str(st.query_params.get("search", "")))
    said = (*(kept.needs if kept else ()), str(st.query_params.get("need", "")))
    return next((need for need in said if need in known), "")


def _pick(label: str, key: str, options: Mapping[str, str], now: str, sensitive: set[str]) -> None:
    widgets.follow(key, now)
    st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=_picked,
        args=(key, sensitive),
    )


def _picked(key: str, sensitive: set[str]) -> None:
    value = st.session_state[key] or ""
    query = {
        name: said
        for name, said in st.query_params.to_dict().items()
        if name not in (("by",) if key == "area-by" else ("need", "search"))
    }
    if key == "area-by":
        query |= {"by": value} if value == "kind" else {}
    elif value in sensitive:
        query["search"] = kept_search.keep(find_search.visit_token(), KeptSearch(needs=(value,)))
    elif value:
        query["need"] = value
    st.query_params.from_dict(query)


def map_of(picture: AreaPicture, around: Around, hits: Sequence[Hit]) -> None:
    """Draw the map of what the list holds, with what is just over the boundary."""
    near = [one.hit for one in around.over]
    found.map_of(
        picture.area.name,
        [*hits, *near],
        outline=ask.draw_area(picture.area.code),
        note=words.MAP_CUT if len(hits) > area_list.ALL_MOST else wording.MAP_NOTE,
    )
