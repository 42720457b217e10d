"""Step 4: the report, who may see a draft, what only people can answer, and publishing."""

from datetime import date
from html import escape
from uuid import UUID

import streamlit as st

from asset_map.app import addresses, ask, deeds, parts, typed, widgets, wording
from asset_map.app import proposal_wording as words
from asset_map.domain.errors import BadInput
from asset_map.domain.prompts import BY_ID, PROMPTS
from asset_map.domain.proposals import Answer, Proposal, State
from asset_map.journeys.see_proposal import SeenProposal

READERS, ANSWERS, PUBLISH, DELETE, ONWARD = "readers", "prompts", "publish", "delete", "onward"
COPY = "copy"
_OUTCOME = ("outcome", "outcome-day")


def downloads(of: Proposal, since: str = "") -> str:
    """Return the ways to the report and to the proposal as a file."""
    title = parts.heading(words.REPORT_TITLE, 3)
    if not of.changes:
        return title + parts.para(words.REPORT_NONE)
    report = parts.link(addresses.report(str(of.id), since), words.REPORT_GO, "am-button")
    return f"{title}{parts.para(words.REPORT_TEXT)}<p>{report}</p>"


def file(of: Proposal) -> None:
    """Draw the way to have the proposal as a file."""
    if of.id is None:
        return
    parts.draw(f"<p>{parts.link(addresses.proposal_file(of.id), words.TOML_GO)}</p>")


def taking_part(seen: SeenProposal, done: deeds.Done) -> None:
    """Draw what the author of a proposal does with it, and the officers named in it."""
    of = seen.proposal
    author, draft = of.author_id is not None, of.state is State.DRAFT
    _answers(seen, done)
    if author:
        _readers(seen, done)
    if not draft:
        _onward(of, done)
    elif author:
        _publish(of, done)
        _delete(of, done)


def copying(of: Proposal, done: deeds.Done) -> None:
    """Draw the way for an officer to a draft of their own from a proposal of others."""
    parts.draw(done.told(COPY) + parts.para(words.COPY_TEXT))
    deeds.button(words.COPY_GO, "copy", COPY, of.id, key="copy")


def copy(proposal_id: UUID) -> str:
    """Begin a draft of one's own with what stands in a proposal, and go on to it."""
    made = ask.draft_from(proposal_id)
    widgets.say("id", str(made.id))
    return words.COPIED


def answered(seen: SeenProposal) -> str:
    """Return what officers answered so far."""
    said = [
        (one.question, f"{escape(now.answer)}<br><small>{escape(_by(now))}</small>")
        for one in PROMPTS
        if (now := seen.answers.get(one.id)) is not None
    ]
    return parts.heading(words.PROMPTS_ANSWERED, 3) + parts.facts(said) if said else ""


def name(proposal_id: UUID) -> str:
    """Name another officer."""
    email = deeds.typed("reader")
    ask.name_officer(proposal_id, email)
    deeds.clear("reader")
    return words.READER_NAMED.format(email=email)


def unname(proposal_id: UUID, email: str) -> str:
    """Take an officer out."""
    ask.unname_officer(proposal_id, email)
    return words.READER_REMOVED.format(email=email)


def answer(proposal_id: UUID, prompt: str) -> str:
    """Keep an answer to a prompt."""
    said = deeds.typed(f"answer-{prompt}")
    ask.answer_prompt(proposal_id, prompt, said, deeds.typed("answer-by"))
    return words.PROMPT_KEPT


def publish(proposal_id: UUID, version: int) -> str:
    """Publish a draft, if that was ticked."""
    confirmed = bool(st.session_state.get("publish-tick"))
    ask.publish_proposal(proposal_id, confirmed=confirmed, seen=version)
    return words.PUBLISHED_NOW


def decide(proposal_id: UUID) -> str:
    """Keep what was decided."""
    outcome, day = _said()
    ask.decide_proposal(proposal_id, outcome=outcome, day=day)
    deeds.clear(*_OUTCOME)
    return words.DECIDED_KEPT


def finish(proposal_id: UUID) -> str:
    """Keep what happened."""
    outcome, day = _said()
    ask.finish_proposal(proposal_id, outcome=outcome, day=day)
    deeds.clear(*_OUTCOME)
    return words.DONE_KEPT


def _said() -> tuple[str, date]:
    outcome, day = deeds.typed("outcome"), typed.day(deeds.typed("outcome-day"))
    if day is None:
        raise BadInput(words.OUTCOME_NO_DAY, words.NO_DATE_NEXT)
    return outcome, day


def _answers(seen: SeenProposal, done: deeds.Done) -> None:
    of = seen.proposal
    lead = words.PROMPTS_LEAD.format(answered=len(seen.answers), all=len(PROMPTS))
    parts.draw(parts.heading(words.PROMPTS_TITLE, 3) + parts.para(lead))
    parts.draw(done.told(ANSWERS))
    # What a list to choose from shows has to stay the same, or the choice in it is lost.
    questions = {one.id: one.question for one in PROMPTS}
    chosen = widgets.pick(words.PROMPT_PICK, "question", questions)
    asked = BY_ID[chosen]
    now = seen.answers.get(chosen)
    parts.draw(parts.para(asked.question, "am-fresh"))
    if now is not None:
        parts.draw(parts.para(_by(now), "am-meta"))
    with st.form(f"form-{chosen}", border=False):
        deeds.area(
            words.PROMPT_ANSWER, f"answer-{chosen}", begin=now.answer if now else "", longest=10_000
        )
        deeds.box(words.PROMPT_BY, "answer-by", begin=of.lead_officer, longest=80)
        deeds.send(words.PROMPT_GO, "answer", ANSWERS, of.id, chosen)


def _by(now: Answer) -> str:
    return words.PROMPT_SAID.format(officer=now.officer, when=wording.moment(now.answered))


def _readers(seen: SeenProposal, done: deeds.Done) -> None:
    of = seen.proposal
    draft = of.state is State.DRAFT
    parts.draw(parts.heading(words.READERS_TITLE if draft else words.READERS_LATER, 3))
    if not seen.readers:
        parts.draw(parts.para(words.READERS_NONE if draft else words.READERS_NONE_LATER))
    for email in seen.readers:
        label = words.READER_REMOVE.format(email=email)
        deeds.button(label, "unname", READERS, of.id, email, key=f"unname-{email}")
    parts.draw(done.told(READERS))
    with st.form("readers", border=False):
        deeds.box(words.READER_LABEL, "reader")
        deeds.send(words.READER_GO, "name", READERS, of.id)


def _publish(of: Proposal, done: deeds.Done) -> None:
    parts.draw(parts.heading(words.PUBLISH_TITLE, 3) + parts.para(words.PUBLISH_TEXT))
    parts.draw(done.told(PUBLISH))
    with st.form("publish", border=False):
        st.checkbox(words.PUBLISH_TICK, key="publish-tick")
        deeds.send(words.PUBLISH_GO, "publish", PUBLISH, of.id, of.version)


def _delete(of: Proposal, done: deeds.Done) -> None:
    with st.expander(words.DELETE_TITLE):
        parts.draw(done.told(DELETE))
        with st.form("delete", border=False):
            st.checkbox(words.DELETE_TICK, key="delete-tick")
            deeds.send(words.DELETE_GO, "delete", DELETE, of.id)


def outcome(of: Proposal) -> str:
    """Return what happened beside what was expected, once a proposal is decided."""
    if of.id is None or of.state not in (State.DECIDED, State.DONE):
        return ""
    said = parts.bullets(escape(line) for line in ask.see_outcome(of.id).sentences())
    return parts.heading(words.BESIDE_TITLE, 3) + said


def _onward(of: Proposal, done: deeds.Done) -> None:
    """Draw what comes after publishing: the decision, and then what happened."""
    parts.draw(done.told(PUBLISH) + done.told(ONWARD))
    if of.state is State.DONE:
        return
    decided = of.state is State.DECIDED
    parts.draw(parts.heading(words.DONE_TITLE if decided else words.DECIDED_TITLE, 3))
    with st.form("onward", border=False):
        deeds.area(words.DONE_LABEL if decided else words.DECIDED_LABEL, "outcome", longest=2000)
        deeds.box(words.DONE_DAY if decided else words.DECIDED_DAY, "outcome-day")
        go = words.DONE_GO if decided else words.DECIDED_GO
        deeds.send(go, "finish" if decided else "decide", ONWARD, of.id)
