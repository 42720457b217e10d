"""The journeys that pages call, each answer remembered for a minute by what was asked."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

import streamlit as st

from asset_map.app import gaps_wording, wording
from asset_map.domain.days import uk_today
from asset_map.journeys import acting as _acting
from asset_map.journeys import answer_prompts as _prompts
from asset_map.journeys import change_standard as _standard
from asset_map.journeys import count_unmet as _count
from asset_map.journeys import decide_twins as _decide
from asset_map.journeys import describe_area as _area
from asset_map.journeys import draft_proposal as _draft
from asset_map.journeys import draw_area as _draw
from asset_map.journeys import draw_links as _links
from asset_map.journeys import find_near as _near
from asset_map.journeys import list_languages as _languages
from asset_map.journeys import list_needs as _needs
from asset_map.journeys import list_proposals as _proposals
from asset_map.journeys import list_standards as _standards
from asset_map.journeys import list_twins as _twins
from asset_map.journeys import load_demo as _demo
from asset_map.journeys import meet_gap as _meet
from asset_map.journeys import offer_help as _offer
from asset_map.journeys import one_off as _one_off
from asset_map.journeys import pick_asset as _pick
from asset_map.journeys import plan_visits as _visits
from asset_map.journeys import publish_proposal as _publish
from asset_map.journeys import rank_closures as _rank
from asset_map.journeys import see_answers as _answers
from asset_map.journeys import see_around as _around
from asset_map.journeys import see_asset as _asset
from asset_map.journeys import see_gaps as _gaps
from asset_map.journeys import see_impact as _impact
from asset_map.journeys import see_loads as _loads
from asset_map.journeys import see_outcome as _outcome
from asset_map.journeys import see_proposal as _proposal
from asset_map.journeys import see_quality as _quality
from asset_map.journeys import see_strengths as _strengths
from asset_map.journeys import see_unmet as _unmet
from asset_map.journeys import see_walk as _walk
from asset_map.journeys import share_draft as _share
from asset_map.journeys import tell_story as _story

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")
_Journey = Callable[_Parameters, _Result]


def _remembering(
    remember: Callable[..., Any],
) -> Callable[[_Journey[_Parameters, _Result]], _Journey[_Parameters, _Result]]:
    """Let answers be remembered: whoever gets one is first asked whether they may have it."""

    def of(journey: _Journey[_Parameters, _Result]) -> _Journey[_Parameters, _Result]:
        remembered = remember(journey)

        @wraps(journey)
        def answer(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> _Result:
            _acting.check_asked(journey)
            found: _Result = remembered(*args, **kwargs)
            return found

        return answer

    return of


_remember = _remembering(st.cache_data(ttl=60, max_entries=200, show_spinner=False))
_remember_shared = _remembering(st.cache_resource(ttl=60, max_entries=50, show_spinner=False))
# What proposals change is one large answer that nobody alters: it is shared, never copied.
_remember_weighed = st.cache_resource(ttl=60, max_entries=20, show_spinner=wording.WEIGH_WAIT)
_remember_gaps = _remembering(
    st.cache_data(ttl=60, max_entries=100, show_spinner=gaps_wording.WAIT)
)

list_areas = _remember(_area.list_areas)
# What an area holds is large, and nobody alters it: it is shared, never copied.
describe_area = _remember_shared(_area.describe_area)
see_around = _remember(_around.see_around)
draw_area = _remember(_draw.draw_area)
draw_areas = _remember(_draw.draw_areas)
find_near = _remember(_near.find_near)
plan_visits = _visits.plan_visits  # From a moment on, and from what is found near: not remembered.
list_languages = _remember(_languages.list_languages)
list_needs = _remember(_needs.list_needs)
list_skills = _remember(_offer.list_skills)
# What somebody can do, and where they are, is remembered nowhere.
offer_help = _offer.offer_help
demo_kinds = _remember(_demo.demo_kinds)
pick_asset = _remember(_pick.pick_asset)
# Rare skills are shown to whoever keeps them alone: what one sees is remembered for nobody else.
see_asset = _asset.see_asset
see_walk = _walk.see_walk
see_gaps = _remember_gaps(_gaps.see_gaps)
gaps_of_area = _remember_gaps(_gaps.gaps_of_area)
meet_gap = _remember(_meet.meet_gap)
see_loads = _loads.see_loads
see_source_loads = _loads.see_source_loads
see_strengths = _remember(_strengths.see_strengths)
see_unmet = _remember(_unmet.see_unmet)
count_nothing_found = _count.count_nothing_found
count_missing = _count.count_missing
ward_of = _count.ward_of
see_quality = _remember(_quality.see_quality)
list_withdrawn = _quality.list_withdrawn
list_twins = _twins.list_twins
say_same = _decide.say_same
say_different = _decide.say_different
leave_twins_open = _decide.leave_open
foresee_undo = _decide.foresee_undo
undo_decision = _decide.undo
list_standards = _standards.list_standards
change_standard = _standard.change_standard
reset_standard = _standard.reset_standard
credit_sources = _remember(_loads.credit_sources)

# What proposals say is looked up on every run, so that nobody is shown a draft that was taken from
# them, and nobody an old version.
list_proposals = _proposals.list_proposals
see_proposal = _proposal.see_proposal
draft_proposal = _draft.draft_proposal
draft_from = _draft.draft_from
keep_file = _draft.keep_file
change_proposal = _draft.change_proposal
add_change = _draft.add_change
remove_change = _draft.remove_change
add_user_count = _draft.add_user_count
remove_user_count = _draft.remove_user_count
delete_draft = _draft.delete_draft
name_officer = _share.name_officer
unname_officer = _share.unname_officer
publish_proposal = _publish.publish_proposal
decide_proposal = _publish.decide_proposal
finish_proposal = _publish.finish_proposal
answer_prompt = _prompts.answer_prompt
draw_links = _links.draw_links
see_answers = _answers.see_answers
tell_story = _remember(_story.tell_story)

see_outcome = _outcome.see_outcome
rank_closures = _remember(_rank.rank_closures)
see_one_off = _remembering(_remember_weighed)(_one_off.see_one_off)


def see_impact(ids: tuple[UUID, ...], since: date | None = None) -> _impact.SeenImpact:
    """Return what proposals would change. Each is opened first, whatever is remembered: so it is
    refused to whom it does not open, and what is remembered is of this version of it."""
    opened = tuple((str(one), _version(one)) for one in ids)
    return _weighed(opened, since, uk_today())


def _version(proposal_id: UUID) -> int:
    """Open a proposal, which is refused to whom it does not open; return which version it is."""
    return see_proposal(proposal_id).proposal.version


@_remember_weighed
def _weighed(
    opened: tuple[tuple[str, int], ...], since: date | None, at: date
) -> _impact.SeenImpact:
    return _impact.see_impact(tuple(UUID(one) for one, _ in opened), at=at, closed_since=since)


def weigh_answers(proposal_id: UUID) -> tuple[_answers.Beside, ...]:
    """Return what answers to a proposal would change beside it; opened first, as impacts are."""
    found = see_answers(proposal_id).counters
    versions = tuple((str(one.id), one.version) for one in found)
    return _weighed_answers((str(proposal_id), _version(proposal_id)), versions, uk_today())


@_remember_weighed
def _weighed_answers(
    opened: tuple[str, int], answers: tuple[tuple[str, int], ...], at: date
) -> tuple[_answers.Beside, ...]:
    return _answers.weigh_answers(UUID(opened[0]), at=at) if answers else ()


def forget() -> None:
    """Forget all that is remembered: what it was counted by has changed."""
    st.cache_data.clear()
    st.cache_resource.clear()
