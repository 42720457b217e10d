"""Officers, before anything is proposed: what must not be lost, by need and by directorate."""

from html import escape

import streamlit as st

from asset_map.app import ask, critical, frame, obstacles, parts, who, widgets
from asset_map.app import critical_wording as words
from asset_map.domain.rights import Action
from asset_map.journeys.ranking import Critical, Ranking

MOST = 100


def show() -> None:
    """Draw what the address asks for: a need, a directorate, both, or the first of each need."""
    with frame.page(words.TITLE, words.NEXT, _start):
        frame.title(words.TITLE, words.LEAD)
        if not who.may(Action.WEIGH_CLOSURE):
            parts.draw(who.refused(Action.WEIGH_CLOSURE))
            return
        whole = ask.rank_closures(limit=1)
        _choose(whole)
        need, keeper = widgets.said("need"), widgets.said("directorate")
        if need or keeper:
            _one(ask.rank_closures(need or None, keeper=keeper or None, limit=MOST), need)
        else:
            _all(whole)
        parts.draw(parts.bullets(map(escape, [*whole.sentences(), words.NO_CUTS])))
        parts.draw(obstacles.way())


def _start() -> None:
    parts.draw(f"<p>{parts.link(critical.address(), words.START, 'am-button')}</p>")


def _choose(whole: Ranking) -> None:
    with st.container(key="critical-what", horizontal=True):
        needs = {need.id: need.label for need in ask.list_needs()}
        widgets.pick(words.NEED, "need", needs, words.NEED_ALL)
        keepers = critical.choices(whole)
        widgets.pick(words.DIRECTORATE, "directorate", keepers, words.DIRECTORATE_ALL)


def _all(whole: Ranking) -> None:
    parts.draw(critical.directorates(whole))
    parts.draw(parts.heading(words.FIRST_OF_EACH))
    parts.draw(critical.listed(words.FIRST_TABLE, _most_first(whole), _day(whole)))


def _one(found: Ranking, need: str) -> None:
    labels = {one.id: one.label for one in ask.list_needs()}
    keeper = found.keeper.name if found.keeper else ""
    said = words.OF_BOTH if need and keeper else words.OF_NEED if need else words.OF_KEEPER
    caption = said.format(need=labels.get(need, need), name=keeper)
    parts.draw(parts.heading(caption))
    rows = list(found.rows) if need else _most_first(found)
    parts.draw(critical.listed(caption, rows, _day(found)))


def _most_first(found: Ranking) -> list[Critical]:
    return sorted(found.rows, key=lambda row: (-row.people_leaving, row.need.label, row.rank))


def _day(found: Ranking) -> str:
    return f"{found.at:%-d %B %Y}"
