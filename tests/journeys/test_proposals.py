"""Drafts as they are kept and changed."""

import threading
from contextvars import copy_context
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from loads import ask, change
from proposers import by, close, drafted, id_of

from asset_map.domain.errors import BadInput
from asset_map.domain.proposals import Change, ChangeKind, UserCount
from asset_map.journeys.draft_proposal import (
    add_change,
    add_user_count,
    change_proposal,
    draft_proposal,
    remove_change,
    remove_user_count,
)
from asset_map.journeys.own_proposal import ChangedMeanwhile
from asset_map.journeys.publish_proposal import (
    publish_proposal,
)
from asset_map.journeys.see_proposal import see_proposal

DAY = date(2026, 11, 2)
COUNT = dict(count=40, period="a week", source="door count", as_of=DAY)


def test_what_is_drafted_is_read_again_as_it_was_written(anna):
    facts = {
        "title": "Two halls",
        "directorate": "Property",
        "reference": "P/12",
        "summary": "First line.\n\nSecond part.",
        "from_day": date(2027, 4, 1),
        "saving": 42_000.5,
        "decision_date": date(2027, 2, 1),
        "decision_body": "Cabinet",
        "budget_round": "2027/28",
        "review_date": date(2028, 4, 1),
        "lead_officer": "head of property",
    }
    made = drafted(
        anna,
        close("Old Hall"),
        Change(ChangeKind.REDUCE, id_of("Supper"), share=0.25, from_day=date(2027, 5, 1)),
        Change(
            ChangeKind.OPEN, name="New", needs=("food", "company"), postcode="dy11ab", capacity=30
        ),
    )
    with by(anna):
        add_user_count(made.id, UserCount(id_of("Lunch"), **COUNT))
        change_proposal(made.id, **facts)
        found = see_proposal(made.id).proposal

    assert {name: getattr(found, name) for name in facts} == facts
    assert found.changes == (
        close("Old Hall"),
        Change(ChangeKind.REDUCE, id_of("Supper"), share=0.25, from_day=date(2027, 5, 1)),
        Change(
            ChangeKind.OPEN, name="New", needs=("food", "company"), postcode="DY1 1AB", capacity=30
        ),
    )
    assert found.user_counts == (UserCount(id_of("Lunch"), **COUNT),)
    assert (found.state, found.author_id, found.author_role) == (
        "draft",
        anna.account_id,
        "officer",
    )
    assert (found.version, found.published) == (6, None)


def test_a_proposal_needs_a_title_and_a_directorate(anna):
    with by(anna):
        with pytest.raises(BadInput, match="needs a title"):
            draft_proposal(" \n", "Property")
        with pytest.raises(BadInput, match="needs a directorate"):
            draft_proposal("Halls", "")
    assert ask("SELECT 1 FROM proposal") == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"title": ""}, "needs a title"),
        ({"title": "x" * 201}, "has 201 characters"),
        ({"title": None}, "is no text"),
        ({"saving": "42000"}, "saving is no number"),
        ({"saving": True}, "saving is no number"),
        ({"saving": float("nan")}, "cannot be"),
        ({"saving": float("inf")}, "cannot be"),
        ({"from_day": "2027-04-01"}, "is no day"),
        ({"decision_date": date(9999, 1, 1)}, "is no day"),
        ({"lead_officer": "jo@example.org"}, "not a role"),
        ({"state": "published"}, "has no 'state'"),
        ({"author_id": None}, "has no 'author_id'"),
        ({"version": 3}, "has no 'version'"),
    ],
)
def test_what_cannot_be_said_of_a_proposal_is_refused_and_nothing_is_changed(
    draft, anna, facts, said
):
    with by(anna):
        with pytest.raises(BadInput, match=said):
            change_proposal(draft.id, **facts)
        assert see_proposal(draft.id).proposal == draft


def test_signs_that_steer_a_terminal_or_a_page_are_not_kept(anna, draft):
    with by(anna):
        found = change_proposal(draft.id, title="A\x1b[31m\u202eB\x00 \t C", summary="a\r\nb\x07")
    assert (found.title, found.summary) == ("A[31mB C", "a\nb")


def test_a_change_that_cannot_be_made_is_refused_when_it_is_added(anna, draft):
    with by(anna):
        with pytest.raises(BadInput, match=r"Change 2 of “Halls” \(reduce Supper\): a share of 2"):
            add_change(draft.id, Change(ChangeKind.REDUCE, id_of("Supper"), share=2))
        with pytest.raises(BadInput, match="change 1 says the same already"):
            add_change(draft.id, Change(ChangeKind.CLOSE, id_of("Old Hall"), date(2027, 1, 1)))
        assert see_proposal(draft.id).proposal == draft


def test_a_change_that_closed_meanwhile_does_not_stop_what_is_added_after_it(anna, draft):
    change("UPDATE asset SET valid_to = '2026-01-01' WHERE name = 'Old Hall'")
    with by(anna):
        assert len(add_change(draft.id, close("Supper")).changes) == 2


def test_changes_are_taken_out_by_their_number_from_1_on(anna, draft):
    with by(anna):
        add_change(draft.id, close("Supper"))
        assert remove_change(draft.id, 1).changes == (close("Supper"),)
        for number in (0, 2, -1):
            with pytest.raises(BadInput, match=f"no change {number}"):
                remove_change(draft.id, number)


def test_user_counts_are_entered_apart_with_their_source(anna, draft):
    lunch = UserCount(id_of("Lunch"), **COUNT)
    with by(anna):
        assert add_user_count(draft.id, lunch).user_counts == (lunch,)
        for wrong, said in (
            ({"asset_id": uuid4()}, "there is no asset"),
            ({"count": -1}, "-1 is no number of people"),
            ({"count": 40.5}, "40.5 is no number of people"),
            ({"source": " "}, "who counted them"),
            ({"period": ""}, "over which time"),
        ):
            with pytest.raises(BadInput, match=said):
                add_user_count(draft.id, replace(lunch, **wrong))
        assert remove_user_count(draft.id, 1).user_counts == ()


def test_what_was_changed_in_another_window_is_not_overwritten(anna, draft):
    with by(anna):
        change_proposal(draft.id, reference="P/1", seen=draft.version)
        with pytest.raises(ChangedMeanwhile, match="meanwhile"):
            remove_change(draft.id, 1, seen=draft.version)
        assert len(see_proposal(draft.id).proposal.changes) == 1


def test_changes_made_at_once_are_all_kept(anna, draft):
    names = ["Supper", "Lunch", "New Hall", "Refuge"]
    with by(anna):
        runs = [
            threading.Thread(target=copy_context().run, args=(add_change, draft.id, close(name)))
            for name in names
        ]
        for run in runs:
            run.start()
        for run in runs:
            run.join()
        found = see_proposal(draft.id).proposal
    assert {one.asset_id for one in found.changes} == {id_of(name) for name in (*names, "Old Hall")}


def test_drafting_writes_to_no_asset(anna, town):
    before = ask("SELECT md5(string_agg(a::text, '' ORDER BY id)) FROM asset a")
    made = drafted(anna, close("Old Hall"))
    with by(anna):
        publish_proposal(made.id, confirmed=True)
    assert ask("SELECT md5(string_agg(a::text, '' ORDER BY id)) FROM asset a") == before
