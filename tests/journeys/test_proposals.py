"""Proposals: drafts open to their author and the officers named, published ones to everybody."""

import threading
from contextvars import copy_context
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from loads import ask, ask_one, change
from proposers import by, close, drafted, id_of, join, somebody

from asset_map.db import people, proposals, session
from asset_map.domain.errors import AssetMapError, BadInput, NotAllowed, NotFound
from asset_map.domain.people import OPERATOR, VISITOR, Role
from asset_map.domain.proposals import Change, ChangeKind, State, UserCount
from asset_map.journeys.acting import acting
from asset_map.journeys.answer_prompts import answer_prompt
from asset_map.journeys.draft_proposal import (
    add_change,
    add_user_count,
    change_proposal,
    delete_draft,
    draft_from,
    draft_proposal,
    remove_change,
    remove_user_count,
)
from asset_map.journeys.list_proposals import list_proposals
from asset_map.journeys.own_proposal import ChangedMeanwhile
from asset_map.journeys.proposal_as_toml import see_as_toml
from asset_map.journeys.publish_proposal import (
    decide_proposal,
    finish_proposal,
    publish_proposal,
)
from asset_map.journeys.see_proposal import may_open, see_proposal
from asset_map.journeys.share_draft import name_officer, unname_officer

DAY = date(2026, 11, 2)
COUNT = dict(count=40, period="a week", source="door count", as_of=DAY)


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    """What publishing keeps is kept here."""
    monkeypatch.setenv("ASSET_MAP_HOME", str(tmp_path))


@pytest.fixture
def anna(town):
    return somebody("anna")


@pytest.fixture
def ben(town):
    return somebody("ben")


@pytest.fixture
def zoe(town):
    """Another administrator."""
    return somebody("zoe", Role.ADMINISTRATOR)


@pytest.fixture
def draft(anna):
    return drafted(anna, close("Old Hall"))


def open_ids():
    return {proposal.id for proposal in list_proposals()}


# What is kept.


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


# Who may open a draft.


def words_of(journey, *args, **kwargs):
    with pytest.raises(AssetMapError) as refused:
        journey(*args, **kwargs)
    return type(refused.value), str(refused.value)


EACH = {
    "see": lambda it: see_proposal(it),
    "open": lambda it: opened(it),
    "change": lambda it: change_proposal(it, title="Mine"),
    "change nothing": lambda it: change_proposal(it),
    "add": lambda it: add_change(it, close("Supper")),
    "remove": lambda it: remove_change(it, 1),
    "count": lambda it: add_user_count(it, UserCount(id_of("Lunch"), **COUNT)),
    "uncount": lambda it: remove_user_count(it, 1),
    "delete": lambda it: delete_draft(it),
    "copy": lambda it: draft_from(it),
    "name": lambda it: name_officer(it, "ben@example.org"),
    "unname": lambda it: unname_officer(it, "ben@example.org"),
    "publish": lambda it: publish_proposal(it, confirmed=True),
    "publish unconfirmed": lambda it: publish_proposal(it, confirmed=False),
    "decide": lambda it: decide_proposal(it, outcome="Agreed", day=DAY),
    "finish": lambda it: finish_proposal(it, outcome="Closed", day=DAY),
    "answer": lambda it: answer_prompt(it, "options", "None.", "head of property"),
}


def opened(proposal_id):
    with session.reading() as connection:
        return may_open(connection, proposal_id)


def others(town):
    """Everybody whom a draft of Anna's does not open to."""
    yield "visitor", acting(lambda: VISITOR)
    yield "operator", acting(lambda: OPERATOR)
    for role in (Role.MEMBER, Role.STEWARD, Role.OFFICER, Role.ADMINISTRATOR):
        yield role.value, by(somebody(f"other-{role}", role))


@pytest.mark.parametrize("journey", EACH)
def test_a_draft_of_somebody_else_is_told_as_one_that_does_not_exist(draft, town, journey):
    kept = ask("SELECT p::text, (SELECT count(*) FROM proposal) FROM proposal p")
    for name, acts in others(town):
        with acts:
            theirs = words_of(EACH[journey], draft.id)
            none = words_of(EACH[journey], uuid4())
        assert theirs == none, name
        assert theirs[0] in (NotFound, NotAllowed)
        for secret in ("Halls", "Old Hall", "Property", "anna", str(draft.id)):
            assert secret not in theirs[1], name
    assert ask("SELECT p::text, (SELECT count(*) FROM proposal) FROM proposal p") == kept
    assert ask("SELECT 1 FROM proposal_reader") == ask("SELECT 1 FROM proposal_answer") == []


def test_a_draft_of_somebody_else_is_in_no_list(draft, town):
    for name, acts in others(town):
        with acts:
            assert list_proposals() == (), name


def test_what_is_no_id_is_told_as_a_draft_that_does_not_exist(draft, ben):
    with by(ben):
        assert words_of(see_proposal, "Halls'; --") == words_of(see_proposal, draft.id)


def test_nobody_at_the_shell_drafts(town):
    with pytest.raises(NotAllowed, match="needs an author"):
        draft_proposal("Halls", "Property")


def test_its_author_no_longer_opens_a_draft_after_signing_out(draft, anna):
    with acting(lambda: VISITOR), pytest.raises(NotFound):
        see_proposal(draft.id)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.STEWARD])
def test_who_is_an_officer_no_more_opens_no_draft_be_it_their_own(draft, anna, ben, role):
    with by(anna):
        name_officer(draft.id, ben.email)
    for person in (anna, ben):
        with session.transaction() as connection:
            people.set_role(connection, person.email, role)
        with by(person):
            assert list_proposals() == ()
            with pytest.raises(NotFound):
                see_proposal(draft.id)


def test_an_officer_who_is_named_reads_and_answers_and_changes_nothing(draft, anna, ben):
    with by(anna):
        name_officer(draft.id, " Ben@Example.org ")
        assert see_proposal(draft.id).readers == ("ben@example.org",)
    may = {"see", "open", "copy", "answer"}
    with by(ben):
        assert open_ids() == {draft.id}
        seen = see_proposal(draft.id)
        assert (seen.may_change, seen.readers, seen.proposal.author_id) == (False, (), None)
        assert seen.takes_part
        for name, journey in EACH.items():
            if name in may:
                journey(draft.id)
            else:
                with pytest.raises((NotAllowed, BadInput)) as refused:
                    journey(draft.id)
                assert not isinstance(refused.value, NotFound), name
    with by(anna):
        assert see_proposal(draft.id).proposal == draft


def test_who_is_named_no_more_opens_it_no_more(draft, anna, ben):
    with by(anna):
        name_officer(draft.id, ben.email)
        name_officer(draft.id, ben.email)
        unname_officer(draft.id, ben.email)
        with pytest.raises(BadInput, match="is not named"):
            unname_officer(draft.id, ben.email)
    with by(ben), pytest.raises(NotFound):
        see_proposal(draft.id)


def test_only_somebody_who_drafts_can_be_named_and_the_words_do_not_tell_who_has_an_account(
    draft, anna, town
):
    somebody("stew", Role.STEWARD)
    with by(anna):
        said = {
            words_of(name_officer, draft.id, email)[1].replace(email, "X")
            for email in ("stew@example.org", "nobody@example.org")
        }
        assert said == {
            "No officer signs in with X. "
            "Check the address, or ask an administrator of the map to add them."
        }
        with pytest.raises(BadInput, match="You wrote it"):
            name_officer(draft.id, anna.email)
        with pytest.raises(BadInput, match="not an e-mail address"):
            name_officer(draft.id, "ben")


def test_a_draft_whose_author_left_stays_with_the_officers_named_and_goes_no_further(
    draft, anna, ben
):
    with by(anna):
        name_officer(draft.id, ben.email)
    with session.transaction() as connection:
        people.end(connection, anna.email)
    again = somebody("anna")  # The address is given to somebody else.
    with by(again), pytest.raises(NotFound):
        see_proposal(draft.id)
    with by(ben):
        assert open_ids() == {draft.id}
        with pytest.raises(NotAllowed):
            publish_proposal(draft.id, confirmed=True)
        own = draft_from(draft.id)
        assert publish_proposal(own.id, confirmed=True).changes == draft.changes


# Publishing, and what comes after it.


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


# Other drafts that touch the same places.


@pytest.mark.parametrize(
    ("mine", "theirs", "touch"),
    [
        ("Old Hall", "Old Hall", 1),
        ("Old Hall", "Lunch", 1),  # It is held there.
        ("Lunch", "Old Hall", 1),
        ("Town Friends", "Lunch", 1),  # They support it.
        ("Town Friends", "Old Hall", 1),  # What they support is held there.
        ("Old Hall", "New Hall", 0),
        ("Old Hall", "Supper", 0),
        ("Town Friends", "Supper", 0),
    ],
)
def test_an_officer_is_told_how_many_other_drafts_touch_the_same_places(
    anna, ben, mine, theirs, touch
):
    own = drafted(anna, close(mine))
    drafted(ben, close(theirs), title="Secret")
    drafted(ben, close(theirs), title="Secret too")
    with by(anna):
        seen = see_proposal(own.id)
    assert seen.other_drafts == 2 * touch
    assert "Secret" not in repr(seen)


def test_two_services_of_one_venue_touch_each_other(anna, ben):
    change(
        "UPDATE link SET to_id = :hall WHERE from_id = :supper",
        hall=id_of("Old Hall"),
        supper=id_of("Supper"),
    )
    own = drafted(anna, close("Lunch"))
    drafted(ben, close("Supper"))
    with by(anna):
        assert see_proposal(own.id).other_drafts == 1


def test_what_was_joined_since_is_touched_as_what_it_is_now(anna, ben):
    lunch, supper = id_of("Lunch"), id_of("Supper")
    own = drafted(anna, close("Supper"))
    drafted(ben, close("Old Hall"))
    join(supper, lunch)
    with by(anna):
        assert see_proposal(own.id).other_drafts == 1


def test_where_something_moves_to_is_touched_too(anna, ben):
    own = drafted(anna, Change(ChangeKind.MOVE, id_of("Lunch"), other_id=id_of("New Hall")))
    drafted(ben, close("New Hall"))
    with by(anna):
        assert see_proposal(own.id).other_drafts == 1


def test_drafts_that_open_to_an_officer_or_are_out_or_have_nobody_are_not_among_the_others(
    anna, ben, zoe
):
    own = drafted(anna, close("Old Hall"))
    drafted(anna, close("Old Hall"), title="Also mine")
    shared = drafted(ben, close("Old Hall"))
    out = drafted(ben, close("Old Hall"))
    drafted(zoe, close("Old Hall"))
    with by(ben):
        name_officer(shared.id, anna.email)
        publish_proposal(out.id, confirmed=True)
    with by(anna):
        assert see_proposal(own.id).other_drafts == 1
    with session.transaction() as connection:
        people.end(connection, zoe.email)
    with by(anna):
        assert see_proposal(own.id).other_drafts == 0


def test_links_that_lead_in_a_circle_are_followed_to_an_end(anna, ben):
    change(
        "INSERT INTO link (id, from_id, type, to_id, said_by, from_record, to_record, source_id, "
        "load_id) SELECT gen_random_uuid(), to_id, type, from_id, said_by, from_record, to_record, "
        "source_id, load_id FROM link WHERE type = 'delivered_at'"
    )
    own = drafted(anna, close("Old Hall"))
    drafted(ben, close("Lunch"))
    with by(anna):
        assert see_proposal(own.id).other_drafts == 1


# What was expected.


def test_what_was_expected_is_kept_each_time_that_it_is_another(draft):
    with session.transaction() as connection:
        for checksum in ("a", "a", "b"):
            proposals.keep_expected(connection, draft.id, checksum, "inputs", {"food": [9.5, 3]})
        found = proposals.expected_of(connection, draft.id)
    assert [one.checksum for one in found] == ["b", "a"]
    assert found[0].expected == {"food": [9.5, 3]}
