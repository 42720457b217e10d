"""Changes: what goes live, what waits, and that two of them never lose anything."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from keeping import changed_by, keeper_of, seen_by, somebody
from loads import ask, ask_one, load
from tables import write_csv
from telling import asset_named
from town import SERVICES

from asset_map.db import contributions, history, session
from asset_map.domain.contributions import Consent, Kind, State
from asset_map.domain.people import OPERATOR, VISITOR, Role
from asset_map.journeys import change_asset, go_live, take_in
from asset_map.journeys.acting import acting
from asset_map.journeys.change_asset import Change
from asset_map.journeys.decide_twins import say_same

pytestmark = pytest.mark.usefixtures("town")


def approved(outcome) -> None:
    """Take in what waits, as a steward does."""
    with session.transaction() as connection:
        load_id = take_in.begin(connection)
        one = take_in.held(connection, outcome.sent.id)
        change_asset.take(connection, load_id, one)


def differences(outcome):
    with session.reading() as connection:
        one = contributions.of_id(connection, outcome.sent.id)
        return {one.field: one for one in change_asset.differences(connection, one)}


def service(name: str, field: str):
    return ask_one(f"SELECT {field} FROM service WHERE asset_id = :id", id=asset_named(name))


def state_of(outcome) -> State:
    return State(ask_one("SELECT state FROM contribution WHERE id = :id", id=outcome.sent.id))


@pytest.mark.parametrize(
    ("keeps", "typed", "live"),
    [
        (True, {"cost": "£2"}, True),
        (True, {"cost": "£2", "hours": "We 12:00-14:00", "asks_for": "cooking"}, True),
        (True, {"cost": "£2", "name": "Dinner"}, False),
        (True, {"email": "info@lunch.org.uk"}, False),
        (True, {"postcode": "DY1 1AC"}, False),
        (False, {"cost": "£2"}, False),
    ],
)
def test_what_a_keeper_says_of_hours_and_cost_is_live_at_once_and_all_else_waits(
    keeps, typed, live
):
    person = keeper_of("Lunch") if keeps else somebody()
    outcome = changed_by(person, "Lunch", **typed)

    assert outcome.live is live
    assert state_of(outcome) is (State.ACCEPTED if live else State.WAITING)
    assert service("Lunch", "cost") == ("£2" if live else "")


def test_a_visitor_is_held_until_the_address_is_confirmed():
    outcome = changed_by(VISITOR, "Lunch", cost="£2")

    assert outcome.sent.to_confirm
    assert service("Lunch", "cost") == ""


def test_only_what_differs_is_kept_with_what_was_seen_of_it():
    outcome = changed_by(somebody(), "Lunch", cost="£2", needs="company; food")
    with session.reading() as connection:
        one = contributions.of_id(connection, outcome.sent.id)

    assert (one.said, one.before) == ({"cost": "£2"}, {"cost": ""})


def test_nothing_changed_is_nothing_sent():
    assert changed_by(somebody(), "Lunch") == change_asset.NOTHING
    assert ask_one("SELECT count(*) FROM contribution") == 0


def test_a_note_alone_is_for_stewards_and_changes_nothing():
    outcome = changed_by(somebody(), "Lunch", note="It is in the other room now.")
    before = ask("SELECT * FROM asset ORDER BY id")
    approved(outcome)

    assert differences(outcome) == {}
    assert ask("SELECT * FROM asset ORDER BY id") == before


def test_of_two_changes_of_one_asset_both_are_kept():
    one, other = somebody(), somebody()
    seen = seen_by(one, "Lunch")
    first = changed_by(one, "Lunch", seen=seen, cost="£2")
    second = changed_by(other, "Lunch", seen=seen, description="With pudding")
    approved(first)
    approved(second)

    assert service("Lunch", "cost") == "£2"
    assert ask_one("SELECT description FROM asset WHERE name = 'Lunch'") == "With pudding"


def test_of_two_changes_of_one_field_the_second_is_told_what_moved_on():
    seen = seen_by(VISITOR, "Lunch")
    changed_by(keeper_of("Lunch"), "Lunch", cost="£2")
    second = changed_by(somebody(), "Lunch", seen=seen, cost="£3")

    assert second.sent is None
    assert [(one.field, one.seen, one.now, one.then) for one in second.moved_on] == [
        ("cost", "", "£2", "£3")
    ]


def test_what_moved_on_while_a_change_waits_is_told_to_whoever_reviews_it():
    waiting = changed_by(somebody(), "Lunch", cost="£3", description="With pudding")
    changed_by(keeper_of("Lunch"), "Lunch", cost="£2")

    assert {name: one.moved_on for name, one in differences(waiting).items()} == {
        "cost": True,
        "description": False,
    }


def test_a_load_while_a_change_waits_is_not_undone_by_it(tmp_path):
    waiting = changed_by(somebody(), "Lunch", cost="£3")
    services = SERVICES.replace("Tu 12:00-14:00", "We 12:00-14:00")
    load("own-list", write_csv(tmp_path / "services.csv", services))
    approved(waiting)

    assert service("Lunch", "cost") == "£3"
    assert service("Lunch", "hours_text") == "We 12:00-14:00"


def test_a_change_follows_what_its_asset_was_joined_to():
    lunch, supper = asset_named("Lunch"), asset_named("Supper")
    waiting = {
        "Lunch": changed_by(somebody(), "Lunch", cost="£3"),
        "Supper": changed_by(somebody(), "Supper", who_for="Everybody"),
    }
    with acting(lambda: OPERATOR):
        say_same(str(lunch), str(supper))
    for outcome in waiting.values():
        approved(outcome)

    assert ask("SELECT cost, who_for FROM service WHERE cost <> ''") == [("£3", "Everybody")]
    assert ask_one("SELECT count(*) FROM asset WHERE id IN (:a, :b)", a=lunch, b=supper) == 1


@pytest.mark.parametrize(
    ("person", "postcode"), [(lambda: VISITOR, ""), (lambda: keeper_of("Safe House"), "DY2 2AD")]
)
def test_a_masked_place_is_told_to_its_keepers_alone(person, postcode):
    assert seen_by(person(), "Safe House")["postcode"] == postcode


def test_a_hidden_field_that_is_left_empty_stays():
    outcome = changed_by(VISITOR, "Safe House", description="Ring first")
    approved(outcome)

    assert ask_one("SELECT postcode FROM asset WHERE name = 'Safe House'") == "DY2 2AD"
    assert ask_one("SELECT masked FROM asset WHERE name = 'Safe House'") is True


def test_the_street_of_a_hidden_place_is_changed_without_its_postcode():
    outcome = changed_by(somebody(), "Safe House", address="2 Safe Street")

    assert not outcome.problems
    approved(outcome)
    [row] = ask("SELECT address, postcode FROM asset WHERE name = 'Safe House'")
    assert tuple(row) == ("2 Safe Street", "DY2 2AD")


def test_what_is_answered_tells_nothing_of_a_hidden_place():
    seen = seen_by(VISITOR, "Safe House")
    told = [
        changed_by(VISITOR, "Safe House", seen=seen, postcode=guess)
        for guess in ("DY1 1AA", "DY2 2AB", "DY2 2AD")
    ]
    answers = {(one.sent and one.sent.state, one.problems, one.moved_on) for one in told}

    assert len(answers) == 1  # The last guess is right.


def test_real_people_are_counted_for_their_keepers_alone():
    assert seen_by(VISITOR, "Drivers")["people"] == ""
    outcome = changed_by(VISITOR, "Drivers", description="Vans too")
    approved(outcome)

    assert ask_one("SELECT people FROM skill_offer WHERE skill = 'driving'") == 12


def test_what_is_wrong_is_told_by_field_and_not_kept():
    outcome = changed_by(somebody(), "Lunch", url="no address", cost="£2")

    assert [one.field for one in outcome.problems] == ["url"]
    assert ask_one("SELECT count(*) FROM contribution") == 0


def test_a_new_postcode_leaves_the_old_position_behind():
    changed_by(somebody(Role.STEWARD), "Old Hall", latitude="52.49")
    now = {"postcode": "DY1 1AA", "latitude": "52.5", "longitude": "-2.1", "name": "Hall"}

    assert change_asset.as_it_would_be(now, {"postcode": "DY1 1AC"}) == {
        "postcode": "DY1 1AC",
        "latitude": "",
        "longitude": "",
        "name": "Hall",
    }


def test_only_keepers_and_stewards_are_told_that_something_waits():
    changed_by(somebody(), "Lunch", cost="£2")

    def told(person) -> int:
        with acting(lambda: person):
            return change_asset.look_at(str(asset_named("Lunch"))).waiting

    people = [VISITOR, somebody(), somebody(Role.OFFICER), somebody(Role.STEWARD)]
    assert [told(person) for person in (*people, keeper_of("Lunch"))] == [0, 0, 0, 1, 1]


def test_a_change_that_is_live_is_told_as_a_version():
    outcome = changed_by(keeper_of("Lunch"), "Lunch", cost="£2")
    with session.reading() as connection:
        found = history.said_of(connection, asset_named("Lunch"))

    assert outcome.sent.id in {one.contribution for one in found if one.until is None}
    assert ask_one("SELECT count(*) FROM deed WHERE what = :w", w=f"went live: {Kind.CHANGE}") == 1


def test_what_two_keepers_say_in_one_moment_is_kept_of_both(monkeypatch):
    monkeypatch.setattr(go_live, "PATIENCE_SECONDS", 30)
    keepers = [keeper_of("Lunch"), keeper_of("Lunch")]
    seen = seen_by(keepers[0], "Lunch")
    typed = ({"cost": "£2"}, {"who_for": "Everybody"})
    with ThreadPoolExecutor(2) as both:
        asked = [
            both.submit(changed_by, person, "Lunch", seen=seen, **said)
            for person, said in zip(keepers, typed, strict=True)
        ]
        outcomes = [one.result() for one in asked]

    assert [one.live for one in outcomes] == [True, True]
    assert ask("SELECT cost, who_for FROM service WHERE cost <> ''") == [("£2", "Everybody")]


def test_a_form_sent_twice_is_one_change_and_sent_otherwise_another():
    member, lunch = somebody(), str(asset_named("Lunch"))
    before = seen_by(member, "Lunch")

    def sent(id, **typed):
        change = Change(id, lunch, before, before | typed, Consent("agreed"))
        with acting(lambda: member):
            return change_asset.send_change(change).sent

    id = uuid4()
    first, again, other = sent(id, cost="£2"), sent(id, cost="£2"), sent(id, cost="£3")

    assert (first.id, again.id, again.again) == (id, id, True)
    assert other.id != id
    assert ask_one("SELECT count(*) FROM contribution") == 2
