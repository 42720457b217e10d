"""A group adds itself: everything that is wrong at once, what is there already, and never twice."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from loads import ask, ask_one
from telling import asset_named

from asset_map.db import contributions, people, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import State
from asset_map.domain.people import VISITOR, Person, Role
from asset_map.journeys import add_asset, see_sent, take_added, take_in, while_typing
from asset_map.journeys.acting import acting
from asset_map.journeys.tell_where import tell_where

pytestmark = pytest.mark.usefixtures("town")

CHESS = {
    "kind": "group",
    "name": "Chess Club",
    "postcode": "DY1 1AB",
    "consent": "yes",
    "sender": "anna@example.org",
}


def add(id=None, person=VISITOR, sent_here=False, **more):
    with acting(lambda: person):
        return add_asset.add(id or uuid4(), CHESS | more, sent_here=sent_here)


def steward() -> Person:
    with session.transaction() as connection:
        people.add(connection, "steward@example.org", Role.STEWARD, "operator")
        account = people.account_of(connection, "steward@example.org")
    return Person(Role.STEWARD, account.id, account.email)


def kept(added):
    with session.reading() as connection:
        return contributions.of_id(connection, added.id)


def taken(added, others=()):
    """Take in what was added, as a steward does; its id."""
    with session.transaction() as connection:
        load_id = take_in.begin(connection)
        return take_added.take(connection, load_id, take_in.held(connection, added.id), others)


WRONG = {
    "nobody says what": ({"kind": ""}, {"kind"}),
    "no name": ({"name": ""}, {"name"}),
    "nowhere": ({"postcode": ""}, {"postcode"}),
    "half a spot": ({"latitude": "52.5"}, {"latitude"}),
    "a spot elsewhere": ({"latitude": "12.5", "longitude": "3"}, {"latitude"}),
    "a spot far from the postcode": ({"latitude": "52.9", "longitude": "-2.1"}, {"postcode"}),
    "no postcode": ({"postcode": "tea"}, {"postcode"}),
    "a postcode beyond the map": ({"postcode": "EH1 1AA"}, {"postcode"}),
    "no such hall": ({"venue": "Crystal Palace"}, {"venue"}),
    "no consent": ({"consent": ""}, {"consent"}),
    "no address": ({"sender": ""}, {"sender"}),
    "no address that can be": ({"sender": "anna"}, {"sender"}),
    "a private mailbox": ({"email": "anna.smith@gmail.com"}, {"email"}),
    "a private number in the text": ({"description": "Ring 07700 900123"}, {"description"}),
    "a day that is none": ({"valid_from": "soon"}, {"valid_from"}),
    "the end before the beginning": (
        {"valid_from": "2026-05-01", "valid_to": "2026-04-01"},
        {"valid_to"},
    ),
    "too long a name": ({"name": "x" * 201}, {"name"}),
    "help at a time, but which": ({"asks_when": "mornings"}, {"asks_when"}),
    "all at once": (
        {"name": "", "postcode": "tea", "consent": "", "sender": "anna"},
        {"name", "postcode", "consent", "sender"},
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_kept(case):
    typed, fields = WRONG[case]
    added = add(**typed)

    assert {one.field for one in added.looked.problems} == fields
    assert added.id is None
    assert ask_one("SELECT count(*) FROM contribution") == 0


def test_problems_come_in_the_order_of_the_page():
    added = add(name="", postcode="tea", consent="", sender="")

    fields = [one.field for one in added.looked.problems]
    assert fields == ["name", "postcode", "consent", "sender"]


def test_what_may_be_private_is_named_and_nothing_is_said_to_be_left_out_yet():
    added = add(description="Ring 07700 900123", email="anna.smith@gmail.com", phone="07700 900123")

    said = {one.field: str(one) for one in added.looked.problems}
    assert [*said] == ["description", "email", "phone"]
    assert len({*said.values()}) == 3
    assert not [text for text in said.values() if "left out" in text]


def test_a_place_needs_no_hall_and_a_helpline_no_place():
    hall = add(kind="venue", name="Chapel Rooms")
    line = add(kind="service", name="Talk Line", postcode="", how="by phone")

    assert hall.id
    assert line.id
    assert kept(line).asset_kind is AssetKind.SERVICE


def test_what_is_kept_says_only_what_the_kind_has():
    added = add(cost="£2", hours="Tue 10am-12 noon", description="All welcome", venue_type="hall")

    assert kept(added).said == {
        "name": "Chess Club",
        "postcode": "DY1 1AB",
        "hours": "Tue 10am-12 noon",
        "description": "All welcome",
    }
    assert kept(added).state is State.HELD


def test_a_contact_that_is_the_groups_own_may_be_shown():
    added = add(email="anna.smith@gmail.com", contact_own="yes")

    assert kept(added).consent.contact
    assert ask_one("SELECT email FROM asset WHERE id = :id", id=taken(added)) == (
        "anna.smith@gmail.com"
    )


# --- The same thing -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name", "postcode", "found"),
    [
        ("venue", "The Old Hall", "DY1 1AA", {"Old Hall"}),
        ("venue", "Old Hal", "", {"Old Hall"}),
        ("group", "Friends of the Town", "DY1 1AB", {"Town Friends"}),
        ("group", "Lunch", "DY1 1AA", {"Lunch"}),
        ("group", "Old Hall", "DY1 1AA", set()),
        ("venue", "Chapel Rooms", "DY1 1AA", set()),
        ("group", "Lu", "", set()),
    ],
)
def test_what_is_on_the_map_already_is_found_by_its_name(kind, name, postcode, found):
    like = while_typing.see_alike({"kind": kind, "name": name, "postcode": postcode})

    assert {one.name for one in like} == found


def test_what_is_far_away_is_another_one():
    like = while_typing.see_alike({"kind": "venue", "name": "Old Hall", "postcode": "DY2 2AD"})

    assert not like  # 1,800 m along the road.


def test_of_a_hidden_place_its_name_and_ward_alone_are_told():
    for postcode in ("", "DY2 2AD", "DY2 2AA"):
        (like,) = while_typing.see_alike(
            {"kind": "venue", "name": "Safe House", "postcode": postcode}
        )
        assert (like.name, like.ward, like.where) == ("Safe House", "East Town", "East Town")


def test_what_may_be_there_already_is_asked_about_and_then_kept():
    typed = {"kind": "venue", "name": "The Old Hall", "postcode": "DY1 1AA"}
    asked = add(**typed)
    again = add(**typed, none_of=str(asset_named("Old Hall")))

    assert [one.field for one in asked.looked.problems] == ["none_of"]
    assert again.id
    there = asset_named("Old Hall")
    assert taken(again, [there]) != there
    assert ask_one("SELECT count(*) FROM twin WHERE decided IS NOT NULL") == 1


# --- Where it meets -------------------------------------------------------------------------------


def test_a_group_meets_in_the_hall_whose_name_was_typed():
    added = add(venue="old hall", postcode="")

    assert kept(added).said["meets_at"] == str(asset_named("Old Hall"))
    place = ask_one("SELECT venue_id FROM asset_place WHERE asset_id = :id", id=taken(added))
    assert place == asset_named("Old Hall")


def test_a_name_that_may_mean_several_halls_is_asked_about():
    asked = add(venue="Hall", postcode="")
    new = str(asset_named("New Hall"))

    assert [one.field for one in asked.looked.problems] == ["venue"]
    assert {one.name for one in asked.looked.meant["venue"]} == {"Old Hall", "New Hall"}
    assert kept(add(venue="Hall", venue_id=new, postcode="")).said["meets_at"] == new


def test_half_a_name_is_asked_about_even_where_one_hall_alone_is_like_it():
    asked = add(venue="Old", postcode="")

    assert [one.field for one in asked.looked.problems] == ["venue"]
    assert [one.name for one in asked.looked.meant["venue"]] == ["Old Hall"]


def test_a_hall_that_is_none_of_those_on_the_map_is_told_to_the_stewards_as_typed():
    added = add(venue="Hall", venue_id="none")

    assert "meets_at" not in kept(added).said
    assert kept(added).note == "Not on the map, as typed: Hall."
    assert {
        one.field for one in add(venue="Hall", venue_id="none", postcode="").looked.problems
    } == {"postcode"}


def test_an_id_that_nobody_offered_is_no_hall():
    asked = add(venue="Hall", venue_id=str(asset_named("Lunch")), postcode="")

    assert [one.field for one in asked.looked.problems] == ["venue"]


def test_a_service_is_run_by_a_group_and_takes_place_in_a_hall():
    added = add(kind="service", name="Soup", venue="New Hall", run_by="Town Friends", postcode="")

    soup = taken(added)
    links = ask("SELECT type, to_id FROM link WHERE from_id = :id ORDER BY type", id=soup)
    assert [(row.type, row.to_id) for row in links] == [
        ("delivered_at", asset_named("New Hall")),
        ("provided_by", asset_named("Town Friends")),
    ]


def test_what_is_to_be_hidden_is_in_no_hall_that_everybody_sees():
    asked = add(venue="Old Hall", postcode="", masked="yes")
    hidden = add(venue="Safe House", postcode="", masked="yes")

    assert [one.field for one in asked.looked.problems] == ["masked"]
    place = ask_one("SELECT exact FROM asset_place WHERE asset_id = :id", id=taken(hidden))
    assert place is False
    seen = see_sent.see_sent(hidden.id, sent_here=True)
    assert (seen.share, seen.near) == (None, None)


def test_a_hidden_place_stays_hidden():
    added = add(kind="venue", name="Quiet House", postcode="DY2 2AB", masked="yes")

    house = taken(added)
    assert ask_one("SELECT exact FROM asset_place WHERE asset_id = :id", id=house) is False
    seen = see_sent.see_sent(added.id, sent_here=True)
    assert (seen.share, seen.near) == (None, None)


# --- Once, and nobody else's ----------------------------------------------------------------------


def test_sent_twice_is_one():
    id = uuid4()
    first, again = add(id), add(id, sent_here=True)

    assert (first.again, again.again, again.id) == (False, True, first.id)
    assert ask_one("SELECT count(*) FROM contribution") == 1


def test_sent_at_once_it_is_one_too():
    id = uuid4()
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: add(id), range(16)))

    assert {one.id for one in done} == {id}
    assert [one.again for one in done].count(False) == 1
    assert ask_one("SELECT count(*) FROM contribution") == 1
    assert ask_one("SELECT count(*) FROM letter") == 1


def test_something_else_from_the_same_form_is_asked_about_and_never_lost():
    id = uuid4()
    add(id)
    other = add(id, sent_here=True, name="Draughts Club")

    assert other.other
    assert other.id is None
    assert ask_one("SELECT count(*) FROM contribution") == 1


def test_an_id_that_was_guessed_tells_nothing_and_changes_nothing():
    first = add()
    guessed = add(first.id, name="Draughts Club")

    assert guessed.id not in (None, first.id)
    assert kept(first).said["name"] == "Chess Club"
    assert see_sent.see_sent(first.id, sent_here=False) is None
    assert see_sent.see_sent(uuid4(), sent_here=True) is None


def test_who_signed_in_sees_what_they_sent_and_nobody_elses():
    person = steward()
    own, others = add(person=person, sender=""), add(name="Draughts Club")

    with acting(lambda: person):
        assert see_sent.see_sent(own.id, sent_here=False).name == "Chess Club"
        assert see_sent.see_sent(others.id, sent_here=False) is None


def test_neighbours_are_counted_without_what_is_hidden():
    added = add(venue="Old Hall", postcode="")
    seen = see_sent.see_sent(added.id, sent_here=True)

    assert (seen.share, seen.near) == (1, 0)  # The Lunch; the Refuge is hidden, and far.


# --- On behalf of somebody ------------------------------------------------------------------------

BEHALF = {
    "behalf_of": "the secretary",
    "behalf_how": "by phone",
    "behalf_when": "12 November 2026",
}


def test_a_steward_adds_for_somebody_without_email():
    added = add(person=steward(), sender="", belongs="yes", **BEHALF)
    one = kept(added)

    assert one.state is State.WAITING
    assert one.consent.on_behalf
    for said in BEHALF.values():
        assert said in one.consent.how
    taken(added)
    assert ask_one("SELECT count(*) FROM asset_keeper") == 0


def test_a_steward_says_how_and_when_they_agreed():
    added = add(person=steward(), sender="", behalf_of="the secretary")

    assert {one.field for one in added.looked.problems} == {"behalf_how", "behalf_when"}


@pytest.mark.parametrize("when", ["soon", "31 February 2026", "1 January 2190"])
def test_the_day_on_which_they_agreed_is_a_day_that_was(when):
    added = add(person=steward(), sender="", **(BEHALF | {"behalf_when": when}))

    assert [one.field for one in added.looked.problems] == ["behalf_when"]


def test_nobody_else_adds_for_somebody():
    assert not kept(add(**BEHALF)).consent.on_behalf


# --- Who keeps it ---------------------------------------------------------------------------------


def confirmed(added):
    with session.transaction() as connection:
        one = contributions.of_id(connection, added.id)
        contributions.move_on(connection, one.id, one.version, state="waiting", confirmed=one.sent)
    return added


def test_whoever_belongs_to_it_keeps_it_once_it_is_on_the_map():
    asset_id = taken(confirmed(add(belongs="yes")))
    (keeper,) = ask(
        "SELECT k.asset_id, k.how, a.email, a.role FROM asset_keeper k "
        "JOIN account a ON a.id = k.account_id"
    )
    assert tuple(keeper) == (asset_id, "added it", "anna@example.org", "member")


def test_an_address_that_was_never_confirmed_keeps_nothing():
    taken(add(belongs="yes"))

    assert ask_one("SELECT count(*) FROM account") == 0


def test_who_has_an_account_keeps_it_with_that():
    person = steward()
    taken(add(person=person, sender="", belongs="yes"))

    assert ask_one("SELECT account_id FROM asset_keeper") == person.account_id


# --- In words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "times"),
    [
        ("Tuesday 10am-12 noon", "Tuesday 10:00-12:00"),
        ("Mon and Thu 6pm to 8pm", "Monday and Thursday 18:00-20:00"),
        ("every other Tuesday", ""),
        ("", ""),
        ("\x00<script>", ""),
    ],
)
def test_times_are_said_back(hours, times):
    assert while_typing.read_times(hours) == times


def test_a_postcode_and_a_pin_are_said_in_words():
    at = tell_where("dy11ab")
    north = tell_where(latitude=f"{at.latitude + 40 / 111_320}", longitude=f"{at.longitude}")

    far = tell_where("DY1 1AA", f"{at.latitude}", f"{at.longitude}")
    beyond = tell_where("DY2 2AD", f"{at.latitude}", f"{at.longitude}")

    assert at.words == "At DY1 1AB, in West Town"
    assert far.words == "200 m east of DY1 1AA, in West Town"
    assert beyond.words == "At DY1 1AB, in West Town"
    assert north.words == "40 m north of DY1 1AB, in West Town"


# --- Another one like it --------------------------------------------------------------------------


def test_another_one_begins_where_the_first_is_with_its_contact_and_without_its_name_and_time():
    added = add(
        kind="service",
        name="Soup",
        venue="Old Hall",
        run_by="Town Friends",
        hours="Tue 6pm-8pm",
        email="info@soup.example.org",
        cost="£2",
    )
    begun = see_sent.begin_like(added.id, sent_here=True)

    assert begun == {
        "kind": "service",
        "postcode": "DY1 1AB",
        "email": "info@soup.example.org",
        "venue": "Old Hall",
        "venue_id": str(asset_named("Old Hall")),
        "run_by": "Town Friends",
        "run_by_id": str(asset_named("Town Friends")),
    }
    another = add(**begun, name="Bread")
    assert kept(another).said["delivered_at"] == kept(added).said["delivered_at"]


def test_nobody_else_begins_one_like_it_and_a_hidden_place_is_typed_anew():
    added = add(kind="venue", name="Quiet House", postcode="DY2 2AB", masked="yes")

    assert see_sent.begin_like(added.id, sent_here=False) == {}
    assert see_sent.begin_like(added.id, sent_here=True) == {"kind": "venue", "masked": "yes"}
