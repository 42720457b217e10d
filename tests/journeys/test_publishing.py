"""Publishing a proposal, and what is noted beside it afterwards."""

from datetime import date

import pytest
from loads import ask_one, change
from proposers import EACH, by, close, drafted, id_of

from asset_map.db import proposals, session
from asset_map.domain.errors import BadInput, NotAllowed
from asset_map.domain.people import VISITOR
from asset_map.domain.proposals import State, UserCount
from asset_map.journeys.acting import acting
from asset_map.journeys.answer_prompts import answer_prompt
from asset_map.journeys.draft_proposal import (
    add_change,
    add_user_count,
    delete_draft,
    draft_from,
)
from asset_map.journeys.list_proposals import list_proposals
from asset_map.journeys.own_proposal import ChangedMeanwhile
from asset_map.journeys.proposal_as_toml import see_as_toml
from asset_map.journeys.publish_proposal import (
    decide_proposal,
    finish_proposal,
    publish_proposal,
)
from asset_map.journeys.see_proposal import see_proposal
from asset_map.journeys.share_draft import name_officer

DAY = date(2026, 11, 2)
COUNT = dict(count=40, period="a week", source="door count", as_of=DAY)


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    """What publishing keeps is kept here."""
    monkeypatch.setenv("ASSET_MAP_HOME", str(tmp_path))


def open_ids():
    return {proposal.id for proposal in list_proposals()}


def test_publishing_has_to_be_confirmed_and_opens_a_proposal_to_everybody(draft, anna):
    with by(anna):
        for unsure in (False, "no", None, 1):
            with pytest.raises(BadInput, match="Nothing was published"):
                publish_proposal(draft.id, confirmed=unsure)
        assert see_proposal(draft.id).proposal.state is State.DRAFT
        done = publish_proposal(draft.id, confirmed=True)
    assert (done.state, done.version) == (State.PUBLISHED, draft.version + 1)
    assert done.published is not None
    with acting(lambda: VISITOR):
        seen = see_proposal(draft.id)
        assert open_ids() == {draft.id}
    assert (seen.may_change, seen.takes_part, seen.readers, seen.other_drafts) == (
        False,
        False,
        (),
        0,
    )
    assert (seen.proposal.author_id, seen.proposal.author_role) == (None, "officer")


def test_a_proposal_that_changes_nothing_or_cannot_be_is_not_published(anna, draft):
    empty = drafted(anna)
    change("UPDATE asset SET valid_to = '2018-03-31' WHERE name = 'Old Hall'")
    with by(anna):
        with pytest.raises(BadInput, match="without a change"):
            publish_proposal(empty.id, confirmed=True)
        with pytest.raises(BadInput, match=r"\(close Old Hall\): it closed on 31 March 2018"):
            publish_proposal(draft.id, confirmed=True)


def test_what_was_seen_is_what_is_published(anna, draft):
    with by(anna):
        add_change(draft.id, close("Supper"))
        with pytest.raises(ChangedMeanwhile):
            publish_proposal(draft.id, confirmed=True, seen=draft.version)


def test_a_published_proposal_is_changed_and_deleted_no_more_but_copied(anna, draft):
    with by(anna):
        done = publish_proposal(draft.id, confirmed=True)
        for name in ("change", "add", "remove", "count", "uncount", "delete", "publish"):
            with pytest.raises(BadInput, match="is published and is not changed any more"):
                EACH[name](draft.id)
        assert see_proposal(draft.id).proposal == done
        copy = draft_from(draft.id)
    assert (copy.state, copy.changes, copy.version) == (State.DRAFT, done.changes, 1)
    assert copy.id != done.id


def test_a_proposal_only_goes_on_and_keeps_what_was_said_at_each_step(anna, draft):
    with by(anna):
        with pytest.raises(BadInput, match="only one that is published becomes decided"):
            decide_proposal(draft.id, outcome="Agreed", day=DAY)
        publish_proposal(draft.id, confirmed=True)
        with pytest.raises(BadInput, match="only one that is decided becomes done"):
            finish_proposal(draft.id, outcome="Closed", day=DAY)
        with pytest.raises(BadInput, match="outcome is missing"):
            decide_proposal(draft.id, outcome=" ", day=DAY)
        with pytest.raises(BadInput, match="still to come"):
            decide_proposal(draft.id, outcome="Agreed", day=date(2190, 1, 1))
        decide_proposal(draft.id, outcome="Agreed by Cabinet.", day=DAY)
        with pytest.raises(BadInput, match="is decided"):
            decide_proposal(draft.id, outcome="Agreed", day=DAY)
        finish_proposal(draft.id, outcome="Closed.", day=date(2026, 11, 9))
        seen = see_proposal(draft.id)
    assert seen.proposal.state is State.DONE
    assert (
        seen.outcome
        == "Decided, 2 November 2026: Agreed by Cabinet.\nDone, 9 November 2026: Closed."
    )
    assert seen.outcome_day == date(2026, 11, 9)


def test_only_who_takes_part_notes_what_was_decided_or_answers(anna, ben, zoe, draft):
    with by(anna):
        publish_proposal(draft.id, confirmed=True)
        name_officer(draft.id, ben.email)
    with by(zoe):
        assert not see_proposal(draft.id).takes_part
        for name in ("decide", "answer", "name", "unname"):
            with pytest.raises(NotAllowed, match="Only its author"):
                EACH[name](draft.id)
    with by(ben):
        assert decide_proposal(draft.id, outcome="Agreed", day=DAY).state is State.DECIDED


def test_answers_are_kept_by_prompt_and_can_be_blank_again(anna, draft):
    with by(anna):
        answer_prompt(draft.id, "options", "We looked\nat two.", "head of property")
        found = answer_prompt(draft.id, "options", "We looked at three.", "head of property")
        assert (found["options"].answer, found["options"].officer) == (
            "We looked at three.",
            "head of property",
        )
        assert see_proposal(draft.id).answers == found
        assert answer_prompt(draft.id, "options", " ", "") == {}
        for prompt, answer, officer, said in (
            ("no-such", "Yes", "head", "No prompt"),
            ("options", "Yes", "", "not said who answers"),
            ("options", "Yes", "jo@example.org", "not a role"),
            ("options", "x" * 10_001, "head", "10,001 characters"),
        ):
            with pytest.raises(BadInput, match=said):
                answer_prompt(draft.id, prompt, answer, officer)


def test_a_deleted_draft_leaves_nothing_behind(anna, ben, draft):
    with by(anna):
        name_officer(draft.id, ben.email)
        add_user_count(draft.id, UserCount(id_of("Lunch"), **COUNT))
        answer_prompt(draft.id, "options", "None.", "head of property")
        delete_draft(draft.id)
        assert list_proposals() == ()
    for table in (
        "proposal",
        "proposal_change",
        "proposal_reader",
        "user_count",
        "proposal_answer",
    ):
        assert ask_one(f"SELECT count(*) FROM {table}") == 0


def test_few_people_who_were_counted_are_told_to_the_author_alone(anna, ben, draft):
    with by(anna):
        for people in (3, 42):
            add_user_count(draft.id, UserCount(id_of("Lunch"), **COUNT | {"count": people}))
        publish_proposal(draft.id, confirmed=True)
        assert "count = 3\n" in see_as_toml(draft.id)
        assert [one.count for one in draft_from(draft.id).user_counts] == [3, 42]
    with by(ben):
        text = see_as_toml(draft.id)
        assert [one.count for one in draft_from(draft.id).user_counts] == [40]
    assert text.count("count = ") == text.count("count = 40") == 1


def test_what_was_expected_is_kept_each_time_that_it_is_another(draft):
    with session.transaction() as connection:
        for checksum in ("a", "a", "b"):
            proposals.keep_expected(connection, draft.id, checksum, "inputs", {"food": [9.5, 3]})
        found = proposals.expected_of(connection, draft.id)
    assert [one.checksum for one in found] == ["b", "a"]
    assert found[0].expected == {"food": [9.5, 3]}
