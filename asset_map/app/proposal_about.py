"""Step 2 of a draft: what is said of it, and how many people use what, if that was counted."""

from typing import Any
from uuid import UUID

import streamlit as st

from asset_map.app import ask, deeds, parts, proposal, typed, wording
from asset_map.app import proposal_wording as words
from asset_map.app.proposal import Things
from asset_map.domain.errors import BadInput
from asset_map.domain.proposals import Proposal, UserCount

HERE = "about"
COUNTS = "counts"
_BEGUN = "about-begun"
_COUNT_BOXES = ("number", "period", "source", "day")
FIRST = ("title", "directorate", "reference", "summary", "lead_officer")
"""What stands in the first of two columns."""

LONG = {"summary": 4000, "lead_officer": 80}


def draw(of: Proposal, things: Things, done: deeds.Done) -> None:
    """Draw what can be said of a draft, and the counts of users."""
    parts.draw(parts.heading(words.STEP_ABOUT, anchor=HERE) + parts.para(words.ABOUT_LEAD))
    parts.draw(done.told(HERE))
    begun = {name: _as_typed(of, name) for name in words.FACTS}
    st.session_state.setdefault(_BEGUN, {}).setdefault(str(of.id), begun)
    with st.form("about", border=False):
        first, second = st.columns(2, gap="large")
        for name in words.FACTS:
            with first if name in FIRST else second:
                _box(of, name, begun[name])
        deeds.send(words.ABOUT_GO, "about", HERE, of.id)
    _counts(of, things, done)


def keep(proposal_id: UUID) -> str:
    """Keep what was typed differently from how it stood when the form was opened."""
    begun = st.session_state.get(_BEGUN, {}).get(str(proposal_id), {})
    said = {name: deeds.typed(_key(proposal_id, name)) for name in words.FACTS}
    facts = {name: _read(name, text) for name, text in said.items() if text != begun.get(name)}
    if not facts:
        return words.ABOUT_SAME
    ask.change_proposal(proposal_id, **facts)
    st.session_state.get(_BEGUN, {}).pop(str(proposal_id), None)
    deeds.clear(*(_key(proposal_id, name) for name in words.FACTS))
    return words.ABOUT_KEPT.format(
        what=", ".join(words.FACTS_READ.get(name, words.FACTS[name]).lower() for name in facts)
    )


def count(proposal_id: UUID) -> str:
    """Add the user count that was filled in."""
    asset = str(st.session_state.get("count-asset") or "")
    said = {box: deeds.typed(f"count-{box}") for box in _COUNT_BOXES}
    number, day = typed.number(said["number"]), typed.day(said["day"])
    if not asset or number is None or day is None:
        raise BadInput(words.COUNT_MISSING, words.COUNT_MISSING_NEXT)
    if number != int(number):
        raise BadInput(words.COUNT_WHOLE, words.COUNT_MISSING_NEXT)
    found = UserCount(UUID(asset), int(number), said["period"], said["source"], day)
    ask.add_user_count(proposal_id, found)
    deeds.clear(*(f"count-{box}" for box in (*_COUNT_BOXES, "asset")))
    return words.COUNT_ADDED


def remove_count(proposal_id: UUID, number: int) -> str:
    """Take a user count out."""
    ask.remove_user_count(proposal_id, number)
    return words.COUNT_REMOVED


def _box(of: Proposal, name: str, begin: str) -> None:
    hint = f" ({words.FACT_HINTS[name]})" if name in words.FACT_HINTS else ""
    box = deeds.area if name == "summary" else deeds.box
    key, longest = _key(of.id, name), LONG.get(name, 200)
    box(words.FACTS[name] + hint, key, begin=begin, longest=longest)


def _counts(of: Proposal, things: Things, done: deeds.Done) -> None:
    parts.draw(parts.heading(words.COUNTS_TITLE, 3) + parts.para(words.COUNTS_LEAD))
    parts.draw(proposal.counts(of, things))
    for number, one in enumerate(of.user_counts, 1):
        label = words.COUNT_REMOVE.format(name=proposal.name_of(one, things))
        deeds.button(label, "remove-count", COUNTS, of.id, number, key=f"remove-count-{number}")
    parts.draw(done.told(COUNTS))
    with st.expander(words.COUNT_OPEN), st.form("count", border=False):
        named = {"": words.CHANGE_WHAT_NONE} | _used(of, things)
        st.selectbox(
            words.COUNT_ASSET, list(named), format_func=named.__getitem__, key="count-asset"
        )
        deeds.box(words.COUNT_NUMBER, "count-number")
        deeds.box(words.COUNT_PERIOD, "count-period")
        deeds.box(words.COUNT_SOURCE, "count-source")
        deeds.box(words.COUNT_DAY, "count-day")
        deeds.send(words.COUNT_GO, "count", COUNTS, of.id)


def _used(of: Proposal, things: Things) -> dict[str, str]:
    """Return what may have users: what changes first, then everything else by name."""
    changed = [change.asset_id for change in of.changes if change.asset_id in things]
    first = {str(one): things[one].name for one in changed if one is not None}
    return first | {str(one.id): wording.choice(one) for one in ask.pick_asset()} | first


def _as_typed(of: Proposal, name: str) -> str:
    value = getattr(of, name)
    if name in proposal.DAYS:
        return typed.as_day(value)
    return typed.as_number(value) if name == "saving" else str(value)


def _read(name: str, text: str) -> Any:
    if name in proposal.DAYS:
        return typed.day(text)
    return typed.number(text) if name == "saving" else text


def _key(proposal_id: UUID | None, name: str) -> str:
    return f"about-{proposal_id}-{name}"
