"""Step 3: what would happen. The same drawing for a proposal, several together, and a quick try."""

import streamlit as st

from asset_map.app import (
    ask,
    frame,
    impact,
    impact_instead,
    impact_map,
    impact_together,
    maps,
    parts,
    widgets,
)
from asset_map.app import proposal_wording as words
from asset_map.domain.places import AreaKind
from asset_map.journeys.behind_impact import Impact
from asset_map.journeys.impact_in_words import first_sentences
from asset_map.journeys.see_impact import SeenImpact


def one(seen: SeenImpact, level: int = 3) -> None:
    """Draw all of a result: in short, what hangs on it, who it concerns, where, what instead."""
    found = seen.impact
    parts.draw(
        '<section class="am-closure">'
        + impact.in_short(found, first_sentences(found), level)
        + impact.follows(found, ask.draw_links(found), level)
        + impact.who(found, level)
        + "</section>"
    )
    areas(found, level)
    instead = seen.alternatives
    parts.draw(
        (impact_instead.drawn(instead, level) if instead is not None else "")
        + impact.rests(found, level)
    )


def together(found: Impact, level: int = 2) -> None:
    """Draw what several proposals do together, beside each alone."""
    parts.draw(impact_together.drawn(found, level))
    extra = next(
        (one for one in impact_together.most_first(found) if one.only_together_points), None
    )
    whole = {one.need.id: one for one in found.needs}
    if extra is None or extra.need.id not in whole:
        return
    with st.container(key="lost-together"):
        parts.draw(parts.heading(words.TOGETHER_MAP, level))
        loss = impact_map.only_together(extra, whole[extra.need.id])
        title = words.TOGETHER_MAP_ALT.format(need=extra.need.label)
        shade(found, loss, extra.need.id, title, key="together-map")


def areas(found: Impact, level: int = 3) -> None:
    """Draw the map of where people leave reach of a need, which may be chosen."""
    needs = [one for one in found.most_first if one.headline.points_leaving]
    if not needs:
        return
    with st.container(key="lost"):
        parts.draw(parts.heading(words.MAP_TITLE, level, anchor="map"))
        labels = {one.need.id: one.need.label for one in needs}
        chosen = widgets.pick(words.MAP_NEED, "need", labels) if len(needs) > 1 else ""
        one = next((one for one in needs if one.need.id == chosen), needs[0])
        title = words.MAP_ALT.format(need=one.need.label)
        shade(found, impact_map.of_need(one), one.need.id, title)


def shade(
    found: Impact, loss: impact_map.Loss, need: str, title: str, *, key: str = "lost-map"
) -> None:
    """Draw wards in the shades of what they lose, with what these mean."""
    ids = {area.code: area.id for area in found.situation.areas if area.kind is AreaKind.WARD}
    shades = impact_map.shades(loss, ask.draw_areas(AreaKind.WARD), ids, need)
    parts.draw(impact_map.legend(loss, len(shades)))
    maps.shade(title, shades, demo=frame.demo_mark(), key=key)
    parts.draw(parts.para(words.MAP_NOTE, "am-meta"))
