"""One need in all areas of a kind: in words, on a map, and as a table that says the same."""

from dataclasses import replace

import streamlit as st

from asset_map.app import (
    addresses,
    area_gaps,
    ask,
    choropleth,
    frame,
    gaps,
    known,
    maps,
    parts,
    wording,
)
from asset_map.app import gaps_wording as words
from asset_map.app.gaps_asked import KINDS, Asked
from asset_map.domain.places import AreaKind
from asset_map.journeys.gap import Gap
from asset_map.journeys.see_gaps import Gaps


def draw(found: Gaps, whole: Gap, question: Asked, *, in_full: bool = True) -> None:
    """Draw one need in the whole authority and in its areas: these lead on in table and map alike.

    Without ``in_full`` the table is there to be opened.
    """
    said, beside = st.columns(2, gap="large")
    with said:
        parts.draw(area_gaps.sentence(whole) + known.counts(found.needs[0]))
        parts.draw(choropleth.legend(found.rows) + _next(whole))
    with beside:
        _map(found, question)
    table = gaps.of_areas(found, question)
    parts.draw(table if in_full else parts.details(_title(found, question), table))


def around(gap: Gap, question: Asked) -> None:
    """Draw the map of an area among others of its kind, and the table of these, to be opened."""
    if gap.area.kind not in KINDS or gap.area.kind is AreaKind.AUTHORITY:
        return
    among = replace(question, need=gap.need.id, area="", kind=gap.area.kind)
    found = ask.see_gaps(**among.put())
    _map(found, among, here=gap.area.code)
    table = choropleth.legend(found.rows) + gaps.of_areas(found, among)
    parts.draw(parts.details(_title(found, among), table))


def _title(found: Gaps, question: Asked) -> str:
    by = words.BY_KIND[question.kind]
    return words.NEED_OF.format(need=found.needs[0].need.label, by=by)


def _next(whole: Gap) -> str:
    address = addresses.area(whole.area.code, need=whole.need.id)
    there = f"<p>{parts.link(address, words.WHAT_IS_THERE)}</p>"
    return parts.para(words.AREA_NEXT) + there


def _map(found: Gaps, question: Asked, here: str = "") -> None:
    need = found.needs[0]
    shown = choropleth.shades(found.rows, ask.draw_areas(question.kind), question, here)
    by = words.BY_KIND[question.kind]
    with st.container(key="shaded"):
        parts.draw(parts.heading(words.MAP_TITLE.format(need=need.need.label), 3, anchor="map"))
        maps.shade(words.MAP_ALT.format(need=need.need.label, by=by), shown, demo=frame.demo_mark())
        note = words.MAP_NOTE.format(metres=wording.metres(need.standard.metres))
        parts.draw(parts.para(note, "am-meta"))
