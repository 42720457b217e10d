"""One proposal in four steps: what changes, about it, what would happen, report and publishing."""

from datetime import date
from uuid import UUID

import streamlit as st

from asset_map.app import (
    addresses,
    ask,
    deeds,
    frame,
    parts,
    proposal,
    proposal_about,
    proposal_changes,
    proposal_report,
    proposal_result,
    proposal_said,
    said_wording,
    typed,
    who,
    widgets,
    wording,
)
from asset_map.app import proposal_wording as words
from asset_map.app.proposal import Things
from asset_map.domain.errors import BadInput
from asset_map.domain.proposals import Proposal, State
from asset_map.domain.rights import Action
from asset_map.journeys.see_answers import Answers
from asset_map.journeys.see_proposal import SeenProposal

RESULT, COPY = "result", proposal_report.COPY


def show() -> None:
    """Draw the proposal in the address, after doing what was asked for."""
    with frame.page(words.PROPOSAL_NAV, words.UNKNOWN_NEXT, _all):
        done = deeds.do(DEEDS if who.may(Action.DRAFT_PROPOSAL) else {})
        if done.sentence == words.DELETED:
            frame.title(words.PROPOSAL_NAV)
            parts.draw(done.told("delete"))
            _all()
            return
        seen = ask.see_proposal(widgets.said("id"))
        of = seen.proposal
        frame.name(of.title)
        frame.title(of.title, above=words.PROPOSAL_NAV)
        parts.draw(done.told("page") + (done.told(COPY) if seen.may_change else ""))
        answers = None if of.state is State.DRAFT or of.id is None else ask.see_answers(of.id)
        said = "" if answers is None else proposal_said.at(answers)
        parts.draw(proposal.state(of) + proposal.overview(of, own=seen.may_change, said=said))
        if answers is not None:
            parts.draw(proposal_said.itself(of, answers, steward=who.may(Action.REVIEW)))
        if seen.other_drafts:
            parts.draw(parts.notice(words.TOUCHED_TITLE, words.TOUCHED))
        _steps(seen, done)
        if answers is not None:
            _said(of, answers)


def _all() -> None:
    parts.draw(f"<p>{parts.link(addresses.cut(), words.TO_ALL, 'am-button')}</p>")


def _steps(seen: SeenProposal, done: deeds.Done) -> None:
    of, things = seen.proposal, proposal.things_of(ask.pick_asset())
    if seen.may_change:
        proposal_changes.draw(of, things, done)
        proposal_about.draw(of, things, done)
    else:
        _read(seen, things)
    _result(of, done)
    parts.draw(parts.heading(words.STEP_REPORT, anchor="report"))
    parts.draw(proposal_report.downloads(of, widgets.said("since")))
    proposal_report.file(of)
    parts.draw(proposal_report.outcome(of) + proposal_report.answered(seen))
    if seen.takes_part:
        proposal_report.taking_part(seen, done)
    if not seen.may_change and who.may(Action.DRAFT_PROPOSAL):
        proposal_report.copying(of, done)


def _read(seen: SeenProposal, things: Things) -> None:
    """Draw steps 1 and 2 as text."""
    of = seen.proposal
    parts.draw(
        parts.heading(words.STEP_CHANGES, anchor="changes")
        + proposal.changes(of, things)
        + parts.heading(words.STEP_ABOUT, anchor="about")
        + proposal.about(of, seen.outcome)
        + proposal.counts(of, things)
    )


def _result(of: Proposal, done: deeds.Done) -> None:
    parts.draw(parts.heading(words.STEP_RESULT, anchor=RESULT))
    if not of.changes or of.id is None:
        parts.draw(parts.para(words.RESULT_NONE))
        return
    try:
        proposal_result.one(ask.see_impact((of.id,)))
    except BadInput as error:  # A change that could be made when it was added, and cannot now.
        parts.draw(parts.notice(error.sentence, error.next_step, css="am-problem"))
        return
    _since(of, done)


def _said(of: Proposal, found: Answers) -> None:
    """Draw what people said of a proposal, and what they propose instead."""
    parts.draw(parts.heading(said_wording.STEP, anchor=proposal_said.HERE))
    parts.draw(proposal_said.said(of, found, steward=who.may(Action.REVIEW)))
    if not found.counters or of.id is None:
        return
    try:
        weighed = ask.weigh_answers(of.id)
    except BadInput as error:  # The proposal itself cannot be made any more.
        parts.draw(parts.notice(error.sentence, error.next_step, css="am-problem"))
        weighed = ()
    parts.draw(proposal_said.instead(found, weighed))


def _since(of: Proposal, done: deeds.Done) -> None:
    """Let somebody count what closed since a day together with the proposal."""
    parts.draw(parts.heading(words.SINCE_TITLE, 3) + done.told("since"))
    with st.form("since", border=False):
        deeds.box(words.SINCE_LABEL, "since-day")
        deeds.send(words.SINCE_GO, "since", "since")
    since = _day(widgets.said("since"))
    if since is not None and of.id is not None:
        seen = ask.see_impact((of.id,), since)
        parts.draw(parts.para(words.SINCE_ON.format(day=wording.day(since)), "am-fresh"))
        proposal_result.together(seen.impact, level=4)


def _day(said: str) -> date | None:
    return typed.day(said)


def _since_day() -> str:
    day = typed.day(deeds.typed("since-day"))
    widgets.say("since", "" if day is None else day.isoformat())
    return "" if day is None else words.SINCE_ON.format(day=wording.day(day))


def _delete(proposal_id: UUID) -> str:
    if not st.session_state.get("delete-tick"):
        raise BadInput(words.DELETE_NOT, words.DELETE_NOT_NEXT)
    ask.delete_draft(proposal_id)
    return words.DELETED


DEEDS: deeds.Deeds = {
    "add-change": proposal_changes.add,
    "remove-change": proposal_changes.remove,
    "about": proposal_about.keep,
    "count": proposal_about.count,
    "remove-count": proposal_about.remove_count,
    "since": _since_day,
    "name": proposal_report.name,
    "unname": proposal_report.unname,
    "answer": proposal_report.answer,
    "publish": proposal_report.publish,
    "decide": proposal_report.decide,
    "finish": proposal_report.finish,
    "copy": proposal_report.copy,
    "delete": _delete,
}
