"""Who may see what proposals would change, and what is told then."""

from datetime import date
from uuid import uuid4

import pytest
from proposers import by, close, drafted, somebody

from asset_map.domain.errors import BadInput, NotAllowed, NotFound
from asset_map.domain.people import Person, Role
from asset_map.journeys.acting import acting
from asset_map.journeys.publish_proposal import publish_proposal
from asset_map.journeys.see_impact import see_impact, see_proposed
from asset_map.journeys.share_draft import name_officer

TODAY = date(2026, 11, 23)
EVERYBODY_ELSE = [Role.VISITOR, Role.MEMBER, Role.STEWARD]


def test_a_draft_is_weighed_for_its_author_and_the_officers_named(town):
    ann, bob = somebody("ann"), somebody("bob")
    draft = drafted(ann, close("Lunch"))
    with by(ann):
        name_officer(draft.id, bob.email)
        own = see_impact((draft.id,), at=TODAY)
    with by(bob):
        named = see_impact((draft.id,), at=TODAY)

    assert own.as_json()["people_leaving_reach"] == {"company": 60, "food": 60}
    assert named.as_json()["checksum"] == own.as_json()["checksum"]
    assert {one.need.id for one in own.alternatives.for_people} == {"company", "food"}


def test_a_draft_of_others_is_not_found_in_the_words_of_one_that_is_not_there(town):
    draft = drafted(somebody("ann"), close("Lunch"))
    said = set()
    for person in (somebody("cy"), *map(Person, EVERYBODY_ELSE)):
        for proposal_id in (draft.id, uuid4()):
            with acting(lambda person=person: person), pytest.raises(NotFound) as refused:
                see_impact((proposal_id,), at=TODAY)
            said.add(str(refused.value))

    assert len(said) == 1


def test_one_draft_that_does_not_open_keeps_shut_what_it_is_weighed_with(town):
    ann, bob = somebody("ann"), somebody("bob")
    hers, his = drafted(ann, close("Lunch")), drafted(bob, close("Supper"))

    with by(ann), pytest.raises(NotFound):
        see_impact((hers.id, his.id), at=TODAY)


def test_published_proposals_are_weighed_together_for_anybody(town):
    ann, bob = somebody("ann"), somebody("bob")
    both = []
    for person, name in ((ann, "Lunch"), (bob, "Supper")):
        draft = drafted(person, close(name), title=name)
        with by(person):
            both.append(publish_proposal(draft.id, confirmed=True).id)
    with acting(lambda: Person(Role.VISITOR)):
        found = see_impact(tuple(both), at=TODAY)

    assert [proposal.title for proposal in found.impact.proposals] == ["Lunch", "Supper"]
    assert found.as_json()["people_leaving_reach"]["food"] == 140
    assert all(proposal.author_id is None for proposal in found.impact.proposals)


def test_what_is_not_kept_is_weighed_for_officers_alone(same_town):
    for role in EVERYBODY_ELSE:
        with acting(lambda role=role: Person(role)), pytest.raises(NotAllowed):
            see_proposed([], at=TODAY)


def test_closures_after_the_day_asked_about_are_refused(same_town):
    with pytest.raises(BadInput, match="What closed since 24 November 2026 cannot be counted"):
        see_proposed([], at=TODAY, closed_since=date(2026, 11, 24))
