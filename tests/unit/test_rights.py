"""Who may do what, drawn; and that no journey forgets to ask."""

import importlib
import inspect
import pkgutil

import pytest

import asset_map.journeys
from asset_map.domain.errors import NotAllowed
from asset_map.domain.people import Person, Role
from asset_map.domain.rights import Action, may
from asset_map.journeys.acting import MARK, acting, asks, check

MAY = """
    action           | visitor | member | steward | officer | administrator
    BROWSE           | yes     | yes    | yes     | yes     | yes
    SIGN_IN          | yes     | yes    | yes     | yes     | yes
    CONTRIBUTE       | yes     | yes    | yes     | yes     | yes
    ADD_OWN          |         | yes    | yes     | yes     | yes
    REVIEW           |         |        | yes     |         | yes
    ANSWER_OBSTACLE  |         |        |         | yes     | yes
    EXPORT_DEEDS     |         |        |         |         | yes
    SEE_LOADS        |         |        | yes     | yes     | yes
    DECIDE_TWINS     |         |        | yes     |         | yes
    CHANGE_STANDARDS |         |        |         | yes     | yes
    WEIGH_CLOSURE    |         |        |         | yes     | yes
    DRAFT_PROPOSAL   |         |        |         | yes     | yes
    LOAD_DATA        |         |        |         |         | yes
    MANAGE_USERS     |         |        |         |         | yes
    RUN_DATABASE     |         |        |         |         | yes
    ERASE            |         |        |         |         | yes
"""

NO_JOURNEYS = {
    "accounts_told": "puts accounts into words",
    "acting": "is what checks",
    "add_looked": "reads within a journey's own transaction",
    "add_problems": "looks at what it is given",
    "take_added": "writes within a journey's own transaction",
    "where_typed": "reads within a journey's own transaction",
    "like_typed": "reads within a journey's own transaction",
    "alternatives_as_data": "puts results into plain data",
    "answers_beside": "weighs within a journey's own transaction",
    "as_csv": "writes a table it is given",
    "as_data": "puts results into plain data",
    "as_rows": "puts results into tables",
    "asset_names": "looks into assets that were read",
    "behind_impact": "looks into what was weighed",
    "changes_in_words": "puts changes into words",
    "change_rules": "looks at what it is given",
    "check_proposal": "reads within a journey's own transaction",
    "contradictions": "looks at what it is given",
    "deciding": "decides within a journey's own transaction",
    "demo_proposals": "keeps within a journey's own transaction",
    "expectations": "keeps within a journey's own transaction",
    "find_alternatives": "reads within a journey's own transaction",
    "draw_links": "draws what was weighed",
    "found_as_calendar": "writes a calendar it is given",
    "found_as_rows": "puts results into plain data",
    "gap_as_data": "puts results into plain data",
    "gaps_in_words": "puts results into words",
    "ground": "reads within a journey's own transaction",
    "hits": "reads within a journey's own transaction",
    "letter_made": "writes within a journey's own transaction",
    "likely_twins": "reads within a journey's own transaction",
    "open_referral_read": "reads within a journey's own transaction",
    "ideas_in_words": "puts results into words",
    "impact_as_data": "puts results into plain data",
    "impact_in_words": "puts results into words",
    "impact_told": "puts results into words",
    "knock_on_in_words": "puts results into words",
    "needs_in_words": "puts results into words",
    "own_proposal": "holds a proposal within a journey's own transaction",
    "public_words": "looks through words within a journey's own transaction",
    "proposal_as_data": "puts a proposal into plain data and back",
    "named_places": "reads within a journey's own transaction",
    "names_now": "reads within a journey's own transaction",
    "paper": "puts results into a paper",
    "paper_alternatives": "puts results into a paper",
    "paper_cells": "puts results into a paper",
    "paper_evidence": "puts results into a paper",
    "paper_first_page": "puts results into a paper",
    "paper_groups": "puts results into a paper",
    "paper_knock_on": "puts results into a paper",
    "paper_matter": "reads within a journey's own transaction",
    "paper_method": "puts results into a paper",
    "paper_pictures": "puts results into a paper",
    "paper_prompts": "puts results into a paper",
    "paper_proposal": "puts results into a paper",
    "paper_reach": "puts results into a paper",
    "paper_said": "puts results into a paper",
    "paper_together": "puts results into a paper",
    "postcode_places": "reads within a journey's own transaction",
    "proposal_facts": "looks at what it is given",
    "ranking": "puts results into words and data",
    "remarks": "reads within a journey's own transaction",
    "replay_file": "reads and writes a file of results",
    "replay_in_words": "puts results into words",
    "said_in_public": "reads within a journey's own transaction",
    "side_by_side": "reads within a journey's own transaction",
    "situation": "reads within a journey's own transaction",
    "take_in": "writes within a journey's own transaction",
    "typed_of": "puts contents into texts",
    "resolve_place": "reads within a journey's own transaction",
    "sources_known": "reads within a journey's own transaction",
    "standards_as_rows": "puts results into tables",
    "story_in_words": "puts the story into words",
    "toml_proposal": "reads a text that it is given",
    "toml_values": "looks at what it is given",
    "visits_as_data": "puts a plan into plain data",
    "visits_in_words": "puts a plan into words",
    "what_meets": "reads within a journey's own transaction",
    "words_for": "puts numbers into words",
}
"""Modules of helpers: they are given what a journey found, or the connection that it opened."""

NO_JOURNEY = {
    "letter_words.too_old": "puts an error into words",
    "send_elsewhere.all_of": "reads within a journey's own transaction",
    "send_in.of_address": "looks at what it is given",
    "answer_proposal.of_contribution": "reads within a journey's own transaction",
    "answer_proposal.published": "reads within a journey's own transaction",
    "answer_proposal.still_open": "reads within a journey's own transaction",
    "answer_proposal.take": "writes within a journey's own transaction",
    "counter_proposal.changes_of": "looks at what it is given",
    "counter_proposal.take": "writes within a journey's own transaction",
    "count_unmet.in_vain": "looks at what it is given",
    "count_unmet.settle": "waits, for tests",
    "decide_twins.join": "writes within a journey's own transaction",
    "decide_twins.take_apart": "writes within a journey's own transaction",
    "export_open_data.in_words": "puts what was left out into words",
    "find_near.check_needs": "looks at what it is given",
    "list_standards.as_json": "puts a standard into plain data",
    "list_standards.change_as_json": "puts a change into plain data",
    "list_standards.find": "looks into standards that were read",
    "list_standards.how_far": "puts a standard into words",
    "list_standards.moment": "puts a moment into words",
    "list_standards.uk_time": "puts a moment into words",
    "see_links.line_of": "reads within a journey's own transaction",
    "see_links.sentence": "looks at what it is given",
    "state_link.ends_of": "reads within a journey's own transaction",
    "state_link.take": "writes within a journey's own transaction",
    "change_asset.as_it_would_be": "looks at what it is given",
    "change_asset.asset_about": "reads within a journey's own transaction",
    "change_asset.differences": "reads within a journey's own transaction",
    "change_asset.is_steward": "looks at what it is given",
    "change_asset.take": "writes within a journey's own transaction",
    "claim_asset.begin_keeping": "writes within a journey's own transaction",
    "claim_asset.contact_of": "reads within a journey's own transaction",
    "claim_asset.take": "writes within a journey's own transaction",
    "go_live.take_live": "takes in only what needs nobody's leave",
    "send_in.keep": "writes within a journey's own transaction",
    "send_in.take_confirmation": "writes within a journey's own transaction",
    "proposal_as_toml.as_toml": "puts a proposal into the words of a file",
    "open_again.ended_by": "looks at what it is given",
    "see_asset.find_asset": "reads within a journey's own transaction",
    "see_impact.weighed": "weighs within a journey's own transaction",
    "see_proposal.found_by": "reads within a journey's own transaction",
    "see_proposal.handed_on": "leaves out few people who were counted",
    "see_proposal.handed_to": "leaves out few people who were counted",
    "see_proposal.is_author": "looks at what it is given",
    "see_proposal.known_id": "looks at what it is given",
    "see_proposal.may_open": "reads within a journey's own transaction",
    "see_proposal.reader_of": "looks at what it is given",
    "see_proposal.shown_to": "leaves out whose a proposal is",
    "see_strengths.running_in_words": "puts a hub into words",
    "see_strengths.shared_in_words": "puts a hub into words",
    "see_obstacles.with_names": "reads within a journey's own transaction",
    "tell_obstacle.known_directorates": "reads within a journey's own transaction",
    "tell_obstacle.take": "writes within a journey's own transaction",
    "weigh_proposals.impact_of": "weighs within a journey's own transaction",
}


def rows() -> list[tuple[Action, Role, bool]]:
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in MAY.strip().split("\n")]
    return [
        (Action[name], Role(role), cell == "yes")
        for name, *cells in lines
        for role, cell in zip(head[1:], cells, strict=True)
    ]


def public_functions() -> dict[str, object]:
    found = {}
    for module in pkgutil.iter_modules(asset_map.journeys.__path__):
        if module.name in NO_JOURNEYS:
            continue
        here = importlib.import_module(f"asset_map.journeys.{module.name}")
        for name, function in inspect.getmembers(here, inspect.isroutine):
            if function.__module__ == here.__name__ and not name.startswith("_"):
                found[f"{module.name}.{name}"] = function
    return found


@pytest.mark.parametrize(("action", "role", "allowed"), rows())
def test_each_role_may_do_what_is_drawn_and_no_more(action, role, allowed):
    assert may(role, action) is allowed
    with acting(lambda: Person(role)):
        if allowed:
            check(action)
        else:
            with pytest.raises(NotAllowed, match=action):
                check(action)


def test_every_action_and_role_is_drawn():
    assert {(action, role) for action, role, _ in rows()} == {
        (action, role) for action in Action for role in Role
    }


@pytest.mark.parametrize("name", sorted(public_functions()))
def test_every_journey_says_which_action_it_is(name):
    if name in NO_JOURNEY:
        return
    assert isinstance(getattr(public_functions()[name], MARK, None), Action), (
        f"{name} has to be marked with @asks(Action....), or listed here with the reason."
    )


def test_nothing_is_excused_that_is_not_there():
    modules = {module.name for module in pkgutil.iter_modules(asset_map.journeys.__path__)}
    assert set(NO_JOURNEYS) <= modules
    assert set(NO_JOURNEY) <= set(public_functions())


def test_a_journey_is_refused_before_anything_of_it_is_done():
    done = []

    @asks(Action.CHANGE_STANDARDS)
    def journey():
        done.append("something")

    with acting(lambda: Person(Role.STEWARD)), pytest.raises(NotAllowed) as refused:
        journey()

    assert not done
    assert str(refused.value) == (
        "To change how near is near enough you have to be an officer. "
        "You are signed in as a steward; ask an administrator of the map."
    )


def test_nobody_is_looked_up_for_what_is_open_to_all():
    def nobody_knows() -> Person:
        raise AssertionError

    with acting(nobody_knows):
        check(Action.BROWSE)


def test_who_acts_is_asked_at_each_check():
    roles = iter([Role.OFFICER, Role.MEMBER])
    with acting(lambda: Person(next(roles))):
        check(Action.WEIGH_CLOSURE)
        with pytest.raises(NotAllowed):
            check(Action.WEIGH_CLOSURE)
