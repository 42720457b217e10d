"""What happens if something is cut: what is proposed, and for officers drafts and a quick try."""

from uuid import UUID

import streamlit as st

from asset_map.app import (
    addresses,
    ask,
    deeds,
    frame,
    gaps_wording,
    obstacles,
    parts,
    proposal,
    proposal_result,
    who,
    widgets,
    wording,
)
from asset_map.app import proposal_wording as words
from asset_map.app.pages import see_proposal
from asset_map.domain.proposals import Change, ChangeKind, Proposal, State
from asset_map.domain.rights import Action
from asset_map.journeys.pick_asset import Choice

HERE = "draft"
_TITLE, _DIRECTORATE = "draft-title", "draft-directorate"
_FILE, _WITH = "draft-file", "draft-with"


def show() -> None:
    """Draw the page, after doing what was asked for; drafting and trying are for officers."""
    with frame.page(wording.CUT_TITLE, words.UNKNOWN_NEXT, _lists):
        frame.title(wording.CUT_TITLE, words.LEAD)
        officer = who.may(Action.DRAFT_PROPOSAL)
        done = deeds.do(DEEDS if officer else {})
        parts.draw(done.told("page"))
        if officer:
            _for_officers(done)
        _lists()
        if not officer:
            parts.draw(parts.heading(words.FOR_OFFICERS) + parts.para(words.VISITORS))
            parts.draw(who.refused(Action.WEIGH_CLOSURE))


def _lists() -> None:
    """Draw what is open to everybody."""
    found = ask.list_proposals()
    shared = [one for one in found if one.state is not State.DRAFT]
    parts.draw(parts.heading(words.PUBLISHED) + proposal.published(shared))
    _together(found)
    story = f"<p>{parts.link(addresses.STORY, words.STORY_LINK, 'am-button')}</p>"
    parts.draw(parts.heading(words.STORY) + parts.para(words.STORY_TEXT) + story)
    gaps = f"<p>{parts.link(addresses.GAPS, gaps_wording.NAV)}</p>"
    parts.draw(parts.heading(gaps_wording.MOVED) + parts.para(gaps_wording.MOVED_TEXT) + gaps)
    parts.draw(obstacles.way())


def _for_officers(done: deeds.Done) -> None:
    parts.draw(parts.para(words.STAFF_HERE, "am-meta"))
    _quick()
    _draft(done)
    own = [one for one in ask.list_proposals() if one.state is State.DRAFT]
    parts.draw(parts.heading(words.OWN) + proposal.drafts(own))
    critical = f"<p>{parts.link(addresses.CRITICAL, words.CRITICAL_LINK)}</p>"
    parts.draw(parts.heading(words.CRITICAL_TITLE) + parts.para(words.CRITICAL_TEXT) + critical)


def _quick() -> None:
    """Draw what closing one thing would change, once it is chosen."""
    parts.draw(parts.heading(words.QUICK_TITLE) + parts.para(words.QUICK_TEXT))
    choices = {str(choice.id): wording.choice(choice) for choice in ask.pick_asset()}
    asset_id = widgets.pick(words.QUICK_PICK, "id", choices, nothing=words.QUICK_NONE)
    asset_id = asset_id or widgets.said("id")
    if asset_id:
        proposal_result.one(ask.see_one_off(asset_id))


def _draft(done: deeds.Done) -> None:
    parts.draw(parts.heading(words.DRAFT_TITLE) + parts.para(words.DRAFT_TEXT))
    parts.draw(done.told(HERE))
    with st.form("draft", border=False):
        deeds.box(words.DRAFT_NAME, _TITLE)
        deeds.box(words.DRAFT_DIRECTORATE, _DIRECTORATE)
        tried = _tried()
        if tried is not None:
            st.checkbox(words.QUICK_DRAFT.format(name=tried.name), value=True, key=_WITH)
        deeds.send(words.DRAFT_GO, "draft", HERE, None if tried is None else tried.id)
    with st.expander(words.FILE_TITLE), st.form("file", border=False):
        st.file_uploader(words.FILE_LABEL, type="toml", key=_FILE)
        deeds.send(words.FILE_GO, "file", HERE)


def _together(found: tuple[Proposal, ...]) -> None:
    """Let somebody choose proposals to be seen together."""
    named = {str(one.id): f"{one.title} ({one.directorate})" for one in found}
    if len(named) < 2:
        return
    parts.draw(parts.heading(words.TOGETHER_TITLE) + parts.para(words.TOGETHER_TEXT))
    chosen = [key for key in named if st.checkbox(named[key], key=f"together-{key}")]
    if len(chosen) > 1:
        way = parts.link(addresses.together(chosen), words.TOGETHER_GO, "am-button")
        parts.draw(f"<p>{way}</p>")
    else:
        parts.draw(parts.para(words.TOGETHER_PICK, "am-meta"))


def _tried() -> Choice | None:
    """Return what was tried quickly."""
    asset_id = widgets.said("id")
    return next((one for one in ask.pick_asset() if str(one.id) == asset_id), None)


def _begin(tried: UUID | None) -> str:
    made = ask.draft_proposal(deeds.typed(_TITLE), deeds.typed(_DIRECTORATE))
    if tried is not None and made.id is not None and st.session_state.get(_WITH):
        made = ask.add_change(made.id, Change(ChangeKind.CLOSE, tried))
    return _go_on(made)


def _from_file() -> str:
    given = st.session_state.get(_FILE)
    content = "" if given is None else given.getvalue().decode("utf-8-sig", errors="replace")
    made = ask.keep_file(content, "" if given is None else given.name)
    return _go_on(made)


def _go_on(made: Proposal) -> str:
    """Go on to a draft that was just begun."""
    said = words.DRAFTED.format(title=made.title)
    deeds.tell("page", said)
    there = st.Page(see_proposal.show, title=words.PROPOSAL_NAV, url_path="proposal")
    st.switch_page(there, query_params={"id": str(made.id)})


DEEDS: deeds.Deeds = {"draft": _begin, "file": _from_file}
