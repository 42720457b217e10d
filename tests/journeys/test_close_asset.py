"""What closes is told as closed, when and why; nothing of it is lost."""

from uuid import uuid4

import pytest
from keeping import changed_by, keeper_of, somebody
from loads import ask, ask_one
from telling import asset_named

from asset_map.db import contributed, session
from asset_map.domain.contributions import Consent, State
from asset_map.domain.people import VISITOR, Person
from asset_map.journeys import change_asset, take_in
from asset_map.journeys.acting import acting
from asset_map.journeys.close_asset import Closing, close

pytestmark = pytest.mark.usefixtures("town")


def closed_by(person: Person, name: str = "Lunch", *, when="2026-05-31", why="ended", words=""):
    closing = Closing(
        id=uuid4(),
        asset_id=str(asset_named(name)),
        when=when,
        why=why,
        words=words,
        consent=Consent("agreed"),
        email="" if person.account_id else "resident@example.org",
    )
    with acting(lambda: person):
        return close(closing)


def told(name: str = "Lunch") -> tuple:
    [row] = ask(
        "SELECT valid_to::text, valid_to_precision, closed_because FROM asset WHERE name = :name",
        name=name,
    )
    return tuple(row)


@pytest.mark.parametrize(
    ("when", "why", "words", "shown"),
    [
        ("31 May 2026", "ended", "", ("2026-05-31", "day", "It came to an end")),
        ("May 2030", "no_money", "", ("2030-05-31", "month", "There was no money")),
        ("2019", "moved", "to Sedgley", ("2019-12-31", "year", "It moved: to Sedgley")),
        ("2019", "other", "The roof fell in", ("2019-12-31", "year", "The roof fell in")),
        (
            "2019",
            "other",
            "Ask jo.bloggs@gmail.com",
            ("2019-12-31", "year", "Ask (left out)"),
        ),
    ],
)
def test_its_keeper_closes_it_at_once(when, why, words, shown):
    outcome = closed_by(keeper_of("Lunch"), when=when, why=why, words=words)

    assert outcome.live
    assert told() == shown


@pytest.mark.parametrize("person", [lambda: VISITOR, somebody, lambda: keeper_of("Supper")])
def test_said_by_others_it_waits(person):
    outcome = closed_by(person())

    assert outcome.sent.state in (State.HELD, State.WAITING)
    assert told() == (None, None, "")


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"when": ""}, ["valid_to"]),
        ({"when": "some day"}, ["valid_to"]),
        ({"why": ""}, ["why"]),
        ({"why": "other"}, ["words"]),
        ({"words": "x" * 301}, ["words"]),
        ({"when": "", "why": "", "words": "x" * 301}, ["valid_to", "why", "words"]),
        ({"when": "some day", "why": "other"}, ["valid_to", "words"]),
    ],
)
def test_everything_that_is_wrong_is_told_at_once_by_field(said, fields):
    outcome = closed_by(keeper_of("Lunch"), **said)

    assert [one.field for one in outcome.problems] == fields
    assert told() == (None, None, "")


def test_a_steward_sees_what_it_would_change():
    outcome = closed_by(somebody(), when="May 2026", why="moved")
    with session.transaction() as connection:
        one = take_in.held(connection, outcome.sent.id)
        found = {d.field: (d.now, d.then) for d in change_asset.differences(connection, one)}
        change_asset.take(connection, take_in.begin(connection), one)

    assert found == {"valid_to": ("", "May 2026"), "closed_because": ("", "It moved")}
    assert told() == ("2026-05-31", "month", "It moved")


def test_what_is_closed_keeps_its_times_and_is_opened_again_by_a_change():
    closed_by(keeper_of("Lunch"))
    lunch = asset_named("Lunch")
    times = ask_one("SELECT count(*) FROM schedule WHERE asset_id = :id", id=lunch)
    outcome = changed_by(somebody(), "Lunch", valid_to="")
    with session.transaction() as connection:
        one = take_in.held(connection, outcome.sent.id)
        change_asset.take(connection, take_in.begin(connection), one)
        said = contributed.said_now(connection, lunch)

    assert times == 1
    assert told() == (None, None, "")
    assert said["valid_to"] is None


def test_saying_the_same_end_again_sends_nothing():
    keeper = keeper_of("Lunch")
    closed_by(keeper, when="May 2026")

    assert closed_by(keeper, when="05/2026") == change_asset.NOTHING
