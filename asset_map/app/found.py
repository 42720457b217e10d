"""The map of what was found, beside the list."""

from collections.abc import Sequence

import streamlit as st

from asset_map.app import frame, maps, parts, wording
from asset_map.journeys.draw_area import Outline
from asset_map.journeys.hits import Hit


def map_of(
    title: str,
    hits: Sequence[Hit],
    *,
    here: tuple[float, float, str] | None = None,
    outline: Outline | None = None,
    note: str = wording.MAP_NOTE,
) -> None:
    """Draw the map of what the list holds; ``note`` says what it shows beside it."""
    with st.container(key="map"):
        parts.draw(parts.heading(wording.MAP_TITLE, anchor="map"))
        maps.show(title, hits, demo=frame.demo_mark(), here=here, outline=outline)
        placeless = sum(hit.latitude is None for hit in hits)
        said = [note, wording.legend()]
        said += [wording.MAP_ELSEWHERE.format(count=placeless)] if placeless else []
        parts.draw("".join(parts.para(line, "am-meta") for line in said))
