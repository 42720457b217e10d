"""What a keeper may say alone, and a load that is under way: it is live after the load, unasked."""

from uuid import uuid4

import pytest
from keeping import changed_by, keeper_of, somebody
from loads import LoadUnderWay, ask_one
from tables import write_csv
from telling import asset_named, own_home
from town import SERVICES

from asset_map.db import keepers, session
from asset_map.domain.contributions import Consent, State
from asset_map.domain.people import Person, Role
from asset_map.journeys import close_asset, go_live, state_link, state_skills
from asset_map.journeys.acting import acting
from asset_map.journeys.close_asset import Closing
from asset_map.journeys.go_live_later import take_waiting_live
from asset_map.journeys.load_source import load_source
from asset_map.journeys.state_link import Statement
from asset_map.journeys.state_skills import Count

pytestmark = pytest.mark.usefixtures("town")
GROUP = "Town Friends"


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


@pytest.fixture
def little_patience(monkeypatch):
    """Nobody waits for a load for as long as it goes on here."""
    monkeypatch.setattr(go_live, "PATIENCE_SECONDS", 0.2)


def changes(person: Person):
    return changed_by(person, GROUP, languages="Polish")


def closes(person: Person):
    with acting(lambda: person):
        return close_asset.close(
            Closing(uuid4(), str(asset_named(GROUP)), "2026-10-01", "ended", "", Consent("agreed"))
        )


def counts_skills(person: Person):
    with acting(lambda: person):
        return state_skills.state_skills(
            Count(uuid4(), str(asset_named(GROUP)), "gardening", "12", "E05000002")
        )


def states_a_link(person: Person):
    with acting(lambda: person):
        return state_link.state_link(
            Statement(uuid4(), str(asset_named(GROUP)), "meets", "Old Hall")
        )


def state_of(outcome) -> State:
    return State(ask_one("SELECT state FROM contribution WHERE id = :id", id=outcome.sent.id))


EACH = pytest.mark.parametrize("says", [changes, closes, counts_skills, states_a_link])


@EACH
@pytest.mark.usefixtures("little_patience")
def test_what_a_keeper_says_during_a_load_goes_live_after_it(says, tmp_path):
    person = keeper_of(GROUP)
    with LoadUnderWay():
        outcome = says(person)
        during = (outcome.live, state_of(outcome), take_waiting_live())
    load_source("own-list", [write_csv(tmp_path / "services.csv", SERVICES)])

    assert during == (False, State.WAITING, 0)
    assert state_of(outcome) is State.ACCEPTED
    assert take_waiting_live() == 0


@EACH
@pytest.mark.usefixtures("little_patience")
def test_whoever_keeps_it_no_more_by_then_is_looked_at_by_a_steward(says):
    person = keeper_of(GROUP)
    with LoadUnderWay():
        outcome = says(person)
    keeper_elsewhere(person)

    assert take_waiting_live() == 0
    assert state_of(outcome) is State.WAITING


def keeper_elsewhere(person: Person) -> None:
    """Let somebody keep another thing than they did."""
    with session.transaction() as connection:
        keepers.end(connection, asset_named(GROUP), person.account_id)
        keepers.begin(connection, asset_named("Lunch"), person.account_id, "a steward")


def test_what_is_to_be_reviewed_never_goes_live_by_itself():
    changed_by(keeper_of("Lunch"), "Lunch", name="Dinner")
    changed_by(somebody(), "Supper", cost="£2")
    counts_skills(somebody(Role.STEWARD))
    states_a_link(somebody())

    assert take_waiting_live() == 0
