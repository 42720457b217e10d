"""Several proposals at once: each alone beside all together, and what only comes of that."""

from datetime import date
from uuid import UUID

import streamlit as st

from asset_map.app import (
    addresses,
    ask,
    deeds,
    frame,
    parts,
    proposal_result,
    typed,
    widgets,
    wording,
)
from asset_map.app import proposal_wording as words
from asset_map.domain.errors import BadInput


def show() -> None:
    """Draw the proposals in the address together; with closures since a day, if it says one."""
    with frame.page(words.TOGETHER, words.UNKNOWN_NEXT, _all):
        frame.title(words.TOGETHER, words.TOGETHER_LEAD)
        done = deeds.do({"since": _since_day})
        ids, since = _ids(widgets.said("ids")), typed.day(widgets.said("since"))
        if len(ids) + (since is not None) < 2:
            raise BadInput(words.TOGETHER_ONE + ".", words.TOGETHER_ONE_NEXT)
        seen = ask.see_impact(ids, since)
        proposal_result.together(seen.impact, level=2)
        _since(done, since)
        report = addresses.report(",".join(map(str, ids)), since.isoformat() if since else "")
        parts.draw(f"<p>{parts.link(report, words.TOGETHER_REPORT, 'am-button')}</p>")
        parts.draw(parts.heading(words.TOGETHER_ALL_TITLE))
        proposal_result.one(seen)


def _since(done: deeds.Done, since: date | None) -> None:
    """Let somebody count what closed since a day too, or no longer."""
    parts.draw(parts.heading(words.SINCE_TITLE) + done.told("since"))
    with st.form("since", border=False):
        deeds.box(
            words.SINCE_LABEL, "since-day", begin="" if since is None else f"{since:%d/%m/%Y}"
        )
        deeds.send(words.SINCE_GO, "since", "since")


def _since_day() -> str:
    day = typed.day(deeds.typed("since-day"))
    widgets.say("since", "" if day is None else day.isoformat())
    return words.SINCE_OFF if day is None else words.SINCE_HERE.format(day=wording.day(day))


def _ids(said: str) -> tuple[UUID, ...]:
    """Return the proposals that an address names, each once."""
    try:
        named = [UUID(one.strip()) for one in said.split(",") if one.strip()]
    except ValueError:
        raise BadInput(words.TOGETHER_UNKNOWN, words.UNKNOWN_NEXT) from None
    return tuple(dict.fromkeys(named))


def _all() -> None:
    parts.draw(f"<p>{parts.link(addresses.cut(), words.TO_ALL, 'am-button')}</p>")
