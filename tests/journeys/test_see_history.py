"""What was said of an entry, in public words; what was brought back; and what somebody keeps."""

import pytest
from keeping import changed_by, keeper_of, somebody
from loads import ask_one, load
from tables import write_csv
from telling import asset_named
from town import SERVICES, VENUES

from asset_map.db import session
from asset_map.domain.contributions import State
from asset_map.domain.days import uk_today
from asset_map.domain.errors import NotAllowed
from asset_map.domain.people import VISITOR, Role
from asset_map.journeys import change_asset, keep_asset, take_in
from asset_map.journeys.acting import acting
from asset_map.journeys.see_history import restore, see_history
from asset_map.journeys.see_own import see_own

pytestmark = pytest.mark.usefixtures("town")


def approved(outcome) -> None:
    with session.transaction() as connection:
        load_id = take_in.begin(connection)
        one = take_in.held(connection, outcome.sent.id)
        change_asset.take(connection, load_id, one)


def history(name: str):
    with acting(lambda: VISITOR):
        return see_history(str(asset_named(name)))


def cost(name: str = "Lunch") -> str:
    return ask_one("SELECT cost FROM service WHERE asset_id = :id", id=asset_named(name))


def back(name: str, version) -> bool:
    with acting(lambda: somebody(Role.STEWARD)):
        return restore(str(asset_named(name)), version.record_id, version.number)


def test_each_version_says_whose_word_it_is_and_what_changed(tmp_path):
    keeper = keeper_of("Lunch")
    changed_by(keeper, "Lunch", cost="£2")
    changed_by(keeper, "Lunch", cost="£3")
    services = SERVICES.replace("Tu 12:00-14:00", "We 12:00-14:00")
    load("own-list", write_csv(tmp_path / "services.csv", services))

    found = [
        (one.whose, one.first, [(step.field, step.before, step.after) for step in one.steps])
        for one in history("Lunch").versions
    ]
    own = "Own lists of groups, venues, services, skills and links"
    assert found == [
        (own, False, [("hours", "Tu 12:00-14:00", "We 12:00-14:00")]),
        ("", False, [("cost", "£2", "£3")]),
        ("", False, [("cost", "", "£2")]),
        (own, True, []),
    ]


def test_no_person_and_no_contact_is_in_it():
    keeper = keeper_of("Lunch", "jo.bloggs@example.org")
    changed_by(keeper, "Lunch", cost="£2")
    approved(changed_by(keeper, "Lunch", email="info@lunch.org.uk", phone="01384 111222"))

    assert history("Lunch").versions[0].hidden
    for told in ("bloggs", "info@lunch", "111222"):
        assert told not in repr(history("Lunch").versions)


def test_of_a_hidden_place_no_version_tells_anything(tmp_path):
    approved(changed_by(keeper_of("Safe House"), "Safe House", postcode="DY2 2AB"))
    approved(changed_by(somebody(), "Safe House", description="Behind the New Hall"))
    told = history("Safe House")

    assert [one.hidden for one in told.versions] == [True, True, False]
    assert "DY2" not in repr(told.versions)
    assert "New Hall" not in repr(told.versions)


def test_what_was_hidden_once_stays_hidden_when_it_moves_into_the_open(tmp_path):
    venues = VENUES.replace(
        "DY2 2AD  | a safe place    | yes ", "DY1 1AA  | a house         |     "
    )
    load("own-list", write_csv(tmp_path / "venues.csv", venues))

    assert ask_one("SELECT masked FROM asset WHERE name = 'Safe House'") is False
    assert "DY2 2AD" not in repr(history("Safe House").versions)


def test_numbers_of_real_people_are_in_no_version(tmp_path):
    approved(changed_by(keeper_of("Drivers"), "Drivers", people="17"))
    [version, _] = history("Drivers").versions

    assert (version.steps, version.hidden) == ((), True)


def test_a_steward_brings_a_version_of_the_group_back_and_undoes_that():
    keeper = keeper_of("Lunch")
    changed_by(keeper, "Lunch", cost="£2")
    changed_by(keeper, "Lunch", cost="£3")
    newest, older, _ = history("Lunch").versions

    assert back("Lunch", older)
    assert cost() == "£2"
    assert back("Lunch", newest)
    assert cost() == "£3"
    assert ask_one("SELECT count(*) FROM deed WHERE what = 'restored'") == 2
    assert ask_one("SELECT count(*) FROM contribution_turn WHERE what = 'restored'") == 2


def test_a_version_of_a_list_is_brought_back_as_what_people_say(tmp_path):
    services = SERVICES.replace("Tu 12:00-14:00", "We 12:00-14:00")
    load("own-list", write_csv(tmp_path / "services.csv", services))
    changed_by(keeper_of("Lunch"), "Lunch", cost="£2")
    first = history("Lunch").versions[-1]

    assert back("Lunch", first)
    assert cost() == ""
    day = "SELECT byday FROM schedule WHERE asset_id = :id"
    assert ask_one(day, id=asset_named("Lunch")) == "TU"
    load("own-list", write_csv(tmp_path / "services.csv", services.replace("We 12", "Th 12")))
    assert ask_one(day, id=asset_named("Lunch")) == "TU"


def test_bringing_back_what_is_there_changes_nothing():
    changed_by(keeper_of("Lunch"), "Lunch", cost="£2")

    assert back("Lunch", history("Lunch").versions[0]) is False


def test_a_place_that_is_hidden_now_is_not_opened_by_an_older_version(tmp_path):
    load(
        "own-list",
        write_csv(
            tmp_path / "venues.csv", VENUES.replace("glass, 1990     | ", "glass, 1990     | yes")
        ),
    )
    assert ask_one("SELECT masked FROM asset WHERE name = 'New Hall'") is True
    back("New Hall", history("New Hall").versions[-1])

    assert ask_one("SELECT masked FROM asset WHERE name = 'New Hall'") is True


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OFFICER])
def test_nobody_but_stewards_brings_anything_back(role):
    [version] = history("Lunch").versions
    with acting(lambda: somebody(role)), pytest.raises(NotAllowed):
        restore(str(asset_named("Lunch")), version.record_id, version.number)


def test_its_keeper_says_that_it_is_still_right():
    keeper = keeper_of("Supper")
    with acting(lambda: keeper):
        for _ in range(2):
            keep_asset.say_still_right(str(asset_named("Supper")))

    newest = history("Supper").versions[0]
    assert ask_one("SELECT last_confirmed FROM asset WHERE name = 'Supper'") == uk_today()
    assert (newest.confirmed, newest.steps) == (True, ())
    assert len(history("Supper").versions) == 2


@pytest.mark.parametrize("journey", [keep_asset.say_still_right, keep_asset.give_up])
def test_nobody_else_says_so(journey):
    with acting(somebody), pytest.raises(NotAllowed):
        journey(str(asset_named("Supper")))


def test_what_somebody_keeps_is_told_with_what_waits_and_what_they_sent():
    keeper = keeper_of("Lunch")
    changed_by(keeper, "Lunch", cost="£2")
    changed_by(keeper, "Lunch", name="Dinner")
    changed_by(somebody(), "Supper", cost="£2")
    with acting(lambda: keeper):
        own = see_own()

    assert [(one.asset.name, one.waiting) for one in own.kept] == [("Lunch", 1)]
    assert [(one.name, one.state) for one in own.sent] == [
        ("Lunch", State.WAITING),
        ("Lunch", State.ACCEPTED),
    ]
    with acting(lambda: somebody()):
        assert (see_own().kept, see_own().sent) == ((), ())
