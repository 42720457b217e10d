"""A break is told while it lasts and ends by itself; what closed is opened again."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from keeping import changed_by, keeper_of, somebody
from loads import ask, ask_one
from telling import asset_named
from test_change_asset import approved, differences
from test_close_asset import closed_by, told

from asset_map.domain.breaks import Break
from asset_map.domain.contributions import Consent, State
from asset_map.domain.days import uk_today
from asset_map.domain.people import VISITOR, Person
from asset_map.domain.seeking import Sought
from asset_map.journeys import as_data, change_asset
from asset_map.journeys.acting import acting
from asset_map.journeys.find_near import find_near
from asset_map.journeys.open_again import Again, open_again
from asset_map.journeys.see_asset import see_asset
from asset_map.journeys.see_history import see_history
from asset_map.journeys.take_break import Said, take_break

pytestmark = pytest.mark.usefixtures("town")


def day(ahead: int) -> date:
    return uk_today() + timedelta(days=ahead)


def away(person: Person, name="Lunch", *, begins="", back=None, why=""):
    """Say that something is away from today until in a week, if nothing else is said."""
    said = Said(
        id=uuid4(),
        asset_id=str(asset_named(name)),
        begins=begins,
        back=day(7).isoformat() if back is None else back,
        why=why,
        consent=Consent("agreed"),
        email="" if person.account_id else "resident@example.org",
    )
    with acting(lambda: person):
        return take_break(said)


def again(person: Person, name="Lunch"):
    email = "" if person.account_id else "resident@example.org"
    with acting(lambda: person):
        return open_again(Again(uuid4(), str(asset_named(name)), Consent("agreed"), email))


def said_in(outcome) -> set[str]:
    return set(ask_one("SELECT said FROM contribution WHERE id = :id", id=outcome.sent.id))


def break_of(name="Lunch") -> Break | None:
    return see_asset(str(asset_named(name))).asset.away


@pytest.mark.parametrize("name", ["Lunch", "Old Hall", "Town Friends", "Drivers", "Safe House"])
def test_its_keeper_says_a_break_at_once(name):
    outcome = away(keeper_of(name), name, begins=day(2).isoformat(), why="summer")

    assert outcome.live
    assert break_of(name) == Break(day(2), day(7), "summer")


@pytest.mark.parametrize("person", [lambda: VISITOR, somebody, lambda: keeper_of("Supper")])
def test_said_by_others_a_break_waits_and_is_told_to_stewards_in_words(person):
    outcome = away(person(), why="repairs")
    found = {name: (one.now, one.then) for name, one in differences(outcome).items()}

    assert outcome.sent.state in (State.HELD, State.WAITING)
    assert break_of() is None
    assert found == {
        "break_from": ("", f"{day(0):%-d %B %Y}"),
        "break_until": ("", f"{day(7):%-d %B %Y}"),
        "break_why": ("", "repairs"),
    }

    approved(outcome)
    assert break_of() == Break(day(0), day(7), "repairs")


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"back": ""}, {"break_until"}),
        ({"back": "some day"}, {"break_until"}),
        ({"back": "September 2099"}, {"break_until"}),
        ({"back": "2099-09-01"}, {"break_until"}),
        ({"begins": "2020-07-20", "back": "2020-09-01"}, {"break_until"}),
        (
            {"begins": "soon", "back": "", "why": "x" * 301},
            {"break_from", "break_until", "break_why"},
        ),
        ({"why": "Ask jo.bloggs@gmail.com"}, {"break_why"}),
    ],
)
def test_everything_wrong_with_a_break_is_told_at_once_by_field(said, fields):
    outcome = away(keeper_of("Lunch"), **said)

    assert {one.field for one in outcome.problems} == fields
    assert break_of() is None


def test_a_break_that_is_too_long_is_sent_to_closing_and_opening_again():
    outcome = away(keeper_of("Lunch"), back=day(7 * 12 + 1).isoformat())

    assert "open it again" in str(outcome.problems[0])
    assert away(keeper_of("Lunch"), back=day(7 * 12).isoformat()).live


def test_a_break_may_be_moved_and_only_what_moved_is_said():
    keeper = keeper_of("Lunch")
    away(keeper, why="summer")
    outcome = away(keeper, begins=day(0).isoformat(), back=day(9).isoformat(), why="summer")

    assert outcome.live
    assert break_of() == Break(day(0), day(9), "summer")
    assert said_in(outcome) == {"break_until"}


def found(times: str) -> set[str]:
    near = find_near("DY1 1AA", Sought(times=times))
    return {hit.asset.name for hit in near.hits}


def on(ahead: int) -> str:
    return ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][day(ahead).weekday()]


def test_on_a_day_of_its_break_it_is_not_on_today_but_is_found_by_its_day_of_the_week():
    keeper = keeper_of("Lunch")
    changed_by(keeper, "Lunch", hours=f"{on(0)} 00:00-24:00; {on(1)} 00:00-24:00")
    before = {times: "Lunch" in found(times) for times in ("today", "tomorrow", "soon", on(0))}
    away(keeper, back=day(1).isoformat())

    assert all(before.values())
    assert {times: "Lunch" in found(times) for times in before} == {
        "today": False,
        "tomorrow": True,
        "soon": True,
        on(0): True,
    }


def test_a_break_changes_no_place_at_which_a_need_is_met():
    places = ask("SELECT * FROM supply ORDER BY asset_id, need_id, venue_id")
    away(keeper_of("Lunch"))

    assert ask("SELECT * FROM supply ORDER BY asset_id, need_id, venue_id") == places


def test_programs_are_told_both_days_and_why():
    away(keeper_of("Lunch"), why="summer")
    told = as_data.of_asset(see_asset(str(asset_named("Lunch"))).asset)

    assert (told["break_from"], told["break_until"], told["break_why"]) == (
        day(0).isoformat(),
        day(7).isoformat(),
        "summer",
    )


@pytest.mark.parametrize(
    ("person", "live"), [(lambda: keeper_of("Lunch"), True), (somebody, False)]
)
def test_what_closed_is_open_again_at_once_by_its_keeper_and_by_others_after_review(person, live):
    closed_by(keeper_of("Lunch"), why="no_money")
    outcome = again(person())

    assert outcome.live is live
    assert (told() == (None, None, "")) is live
    if not live:
        assert differences(outcome)["valid_to"].then == ""
        approved(outcome)
    assert told() == (None, None, "")


def test_a_break_ends_early_and_its_history_is_kept():
    keeper = keeper_of("Lunch")
    away(keeper, why="summer")

    assert again(keeper).live
    assert break_of() is None
    newest, before, *_ = see_history(str(asset_named("Lunch"))).versions
    assert {step.field for step in newest.steps} == {"break_from", "break_until", "break_why"}
    assert {step.field for step in before.steps} == {"break_from", "break_until", "break_why"}


def test_what_is_open_or_was_opened_already_is_not_opened_again():
    keeper = keeper_of("Lunch")
    assert again(keeper) == change_asset.NOTHING

    away(keeper, begins=day(3).isoformat())
    assert again(keeper) == change_asset.NOTHING

    closed_by(keeper)
    assert again(keeper).live
    assert again(keeper) == change_asset.NOTHING


def test_its_keeper_opens_what_a_list_calls_closed_and_a_load_does_not_undo_it():
    keeper = keeper_of("Lunch")
    outcome = changed_by(keeper, "Lunch", valid_to="2020")

    assert outcome.live
    assert again(keeper).live
    assert told() == (None, None, "")
