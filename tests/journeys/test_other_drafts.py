"""Officers are told how many other drafts touch the same places, and nothing else of them."""

import pytest
from loads import change
from proposers import by, close, drafted, id_of, join

from asset_map.db import people, session
from asset_map.domain.proposals import Change, ChangeKind
from asset_map.journeys.draft_proposal import delete_draft
from asset_map.journeys.publish_proposal import (
    publish_proposal,
)
from asset_map.journeys.see_proposal import see_proposal
from asset_map.journeys.share_draft import name_officer


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    """What publishing keeps is kept here."""
    monkeypatch.setenv("ASSET_MAP_HOME", str(tmp_path))


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


def test_drafting_one_thing_after_another_does_not_tell_what_in_a_building_others_draft(anna, ben):
    change(
        "UPDATE link SET to_id = :hall WHERE from_id = :it",
        hall=id_of("Old Hall"),
        it=id_of("Supper"),
    )
    own = {name: drafted(anna, close(name)) for name in ("Old Hall", "New Hall", "Lunch", "Supper")}

    def told() -> set[str]:
        with by(anna):
            return {name for name, draft in own.items() if see_proposal(draft.id).other_drafts}

    found = []
    for theirs in ("Old Hall", "Lunch", "Supper", "Town Friends"):  # They support Lunch.
        draft = drafted(ben, close(theirs))
        found.append(told())
        with by(ben):
            delete_draft(draft.id)

    assert found == [{"Old Hall", "Lunch", "Supper"}] * 4
