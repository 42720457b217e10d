"""Drafts open to their author and the officers named, and to nobody else."""

from datetime import date
from uuid import uuid4

import pytest
from loads import ask
from proposers import EACH, by, somebody

from asset_map.db import people, session
from asset_map.domain.errors import AssetMapError, BadInput, NotAllowed, NotFound
from asset_map.domain.people import OPERATOR, VISITOR, Role
from asset_map.journeys.acting import acting
from asset_map.journeys.draft_proposal import (
    draft_from,
    draft_proposal,
)
from asset_map.journeys.list_proposals import list_proposals
from asset_map.journeys.publish_proposal import (
    publish_proposal,
)
from asset_map.journeys.see_proposal import see_proposal
from asset_map.journeys.share_draft import name_officer, unname_officer

DAY = date(2026, 11, 2)
COUNT = dict(count=40, period="a week", source="door count", as_of=DAY)


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    """What publishing keeps is kept here."""
    monkeypatch.setenv("ASSET_MAP_HOME", str(tmp_path))


def open_ids():
    return {proposal.id for proposal in list_proposals()}


def words_of(journey, *args, **kwargs):
    with pytest.raises(AssetMapError) as refused:
        journey(*args, **kwargs)
    return type(refused.value), str(refused.value)


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
    may = {"see", "open", "file", "copy", "answer"}
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
