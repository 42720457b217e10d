"""Officers and communities: what a place has, who is in reach of what, and where the gaps are."""

from dataclasses import replace

import streamlit as st

from asset_map.app import (
    addresses,
    area_gaps,
    area_wording,
    ask,
    frame,
    gaps,
    gaps_asked,
    ideas,
    known,
    obstacles,
    parts,
    side_by_side,
    strengths,
    unmet,
)
from asset_map.app import gaps_wording as words
from asset_map.app.gaps_asked import Asked
from asset_map.domain.places import AreaKind
from asset_map.journeys.see_gaps import Gaps


def show() -> None:
    """Draw what the address asks for: all needs, one need area by area, or one area in depth."""
    with frame.page(words.TITLE, words.NEXT, _start):
        question = gaps_asked.read(st.query_params)
        if question.area:
            _one_area(question)
        elif question.need:
            _one_need(question)
        else:
            _all_needs(question)


def _start() -> None:
    frame.title(words.TITLE)
    parts.draw(f"<p>{parts.link(addresses.GAPS, words.START, 'am-button')}</p>")


def _all_needs(question: Asked) -> None:
    whole = ask.see_gaps(**question.put(kind=AreaKind.AUTHORITY))
    worst = gaps.fewest_first(whole.rows)[0].need
    frame.title(words.TITLE, words.LEAD)
    _strengths(whole.rows[0].area.code)
    _choose(question)
    parts.draw(gaps.status_of_all(whole))
    by_area = ask.see_gaps(**question.put())
    parts.draw(gaps.overview(whole, by_area, question) + gaps.matrix(by_area, question))
    parts.draw(gaps.save(question))
    parts.draw(parts.heading(words.WIDEST.format(need=worst.label)))
    found, here = gaps.only(by_area, worst), gaps.only(whole, worst).rows[0]
    side_by_side.draw(found, here, replace(question, need=worst.id), in_full=False)
    parts.draw(unmet.beside_gaps())
    parts.draw(known.of_all(whole) + obstacles.way())


def _one_need(question: Asked) -> None:
    found = ask.see_gaps(**question.put())
    need = found.needs[0].need
    frame.name(f"{need.label}: {words.TITLE}")
    frame.title(need.label, above=words.TITLE)
    _choose(question)
    parts.draw(gaps.status_of_need(found, question))
    if gaps.any_known(found):
        whole = ask.see_gaps(**question.put(kind=AreaKind.AUTHORITY)).rows[0]
        side_by_side.draw(found, whole, question)
        parts.draw(gaps.save(question))
    parts.draw(unmet.beside_gaps(need.id))
    parts.draw(known.of_need(found))


def _one_area(question: Asked) -> None:
    need = question.need or gaps.fewest_first(_all_of(question).rows)[0].need.id
    one = ask.see_gaps(**question.put(need=need), groups=True)
    gap = one.rows[0]
    frame.name(f"{gap.area.name}: {words.TITLE}")
    frame.title(gap.area.name, above=area_wording.boundaries(gap.area))
    _choose(question)
    said, beside = st.columns(2, gap="large")
    with said:
        parts.draw(area_gaps.top(gap, question))
        _strengths(gap.area.code)
    with beside:
        side_by_side.around(gap, question)
    parts.draw(gaps.of_needs(_all_of(question), question))
    parts.draw(gaps.save(replace(question, need=need)))
    parts.draw(area_gaps.in_depth(one) + unmet.of_area(gap.area, question.need, level=3))
    parts.draw(area_gaps.help_title(question))
    ideas.draw(ask.meet_gap(gap.need.id, gap.area.code), level=4)
    parts.draw(known.of_need(one))


def _all_of(question: Asked) -> Gaps:
    return ask.see_gaps(**question.put(need=""))


def _choose(question: Asked) -> None:
    gaps_asked.choose(question, ask.list_needs(), ask.list_areas())


def _strengths(code: str) -> None:
    found = ask.see_strengths(code)
    parts.draw(gaps.strengths_in_short(found, strengths.html(found)))
