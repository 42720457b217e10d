"""Stewards and loads at once: the second is told, and nothing is done twice or by half."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from uuid import UUID

import pytest
from loads import LoadUnderWay, ask, ask_one, change
from sqlalchemy import text
from telling import asset_named, letters, own_home, sent_by, token_in

from asset_map.db import contributions, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Kind, State
from asset_map.domain.errors import AssetMapError, Failure
from asset_map.domain.people import OPERATOR, VISITOR
from asset_map.journeys import take_in
from asset_map.journeys.acting import acting
from asset_map.journeys.merge_assets import look_at_pair, merge
from asset_map.journeys.review_contribution import Decided, accept, decline
from asset_map.journeys.review_contribution import ask as ask_sender
from asset_map.journeys.send_in import confirm

pytestmark = pytest.mark.usefixtures("town")

STEWARDS = 4


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    return own_home(tmp_path, monkeypatch)


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do all at the same time; return how each ended, "" where it was done."""
    start = Barrier(len(deeds))

    def one(deed: Callable[[], object]) -> str:
        start.wait()
        try:
            with acting(lambda: OPERATOR):
                deed()
        except AssetMapError as error:
            return type(error).__name__
        return ""

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(one, deeds))


def added(name: str = "Chess Club"):
    said = {"name": name, "postcode": "DY1 1AB", "needs": "company"}
    return sent_by(OPERATOR, said=said).id


def changes(name: str, **said: str):
    sent = sent_by(
        OPERATOR,
        kind=Kind.CHANGE,
        about=asset_named(name),
        asset_kind=AssetKind.SERVICE,
        said=said,
        before=dict.fromkeys(said, ""),
    )
    return sent.id


def state(id) -> State:
    with session.reading() as connection:
        return contributions.of_id(connection, id).state


def turns(id) -> list[str]:
    rows = ask("SELECT what FROM contribution_turn WHERE contribution_id = :id ORDER BY id", id=id)
    return [row.what for row in rows]


@contextmanager
def accepting_during_a_load(id: UUID) -> Iterator[tuple[LoadUnderWay, "Future[Decided]"]]:
    """A load that goes on, and a steward's decision that waits for it."""

    def decide() -> Decided:
        with acting(lambda: OPERATOR):
            return accept(id, 1)

    with LoadUnderWay() as load, ThreadPoolExecutor(1) as thread:
        deciding = thread.submit(decide)
        with pytest.raises(TimeoutError):
            deciding.result(timeout=1)
        yield load, deciding


def test_of_stewards_who_accept_at_once_one_does_and_the_others_are_told():
    id = added()

    ended = at_once(*[lambda: accept(id, 1)] * STEWARDS)

    assert Counter(ended) == {"": 1, "DecidedMeanwhile": STEWARDS - 1}
    assert turns(id) == ["sent", "accepted"]
    assert ask_one("SELECT count(*) FROM asset WHERE name = 'Chess Club'") == 1


def test_of_an_accept_and_a_decline_at_once_one_is_done_whole():
    for number in range(3):
        id = added(f"Group {number}")
        ended = at_once(lambda id=id: accept(id, 1), lambda id=id: decline(id, 1, "No."))

        on_the_map = len(ask("SELECT 1 FROM asset WHERE name = :n", n=f"Group {number}"))
        assert (ended, state(id), on_the_map) in (
            (["", "DecidedMeanwhile"], State.ACCEPTED, 1),
            (["DecidedMeanwhile", ""], State.DECLINED, 0),
        )
        assert len(turns(id)) == 2


def test_of_two_who_ask_at_once_one_does_and_one_letter_goes_out():
    sent = sent_by(VISITOR)
    confirm(token_in(letters()[-1]))
    before = len(letters())

    ended = at_once(*[lambda: ask_sender(sent.id, 2, "Which room?")] * 2)

    assert sorted(ended) == ["", "DecidedMeanwhile"]
    assert turns(sent.id) == ["sent", "confirmed", "asked"]
    assert len(letters()) == before + 1


def test_two_changes_of_one_asset_accepted_at_once_both_hold():
    cost, languages = changes("Lunch", cost="£2"), changes("Lunch", who_for="everybody")

    assert at_once(lambda: accept(cost, 1), lambda: accept(languages, 1)) == ["", ""]

    [row] = ask("SELECT cost, who_for FROM service WHERE asset_id = :id", id=asset_named("Lunch"))
    assert tuple(row) == ("£2", "everybody")


def test_what_is_accepted_while_a_load_runs_waits_for_it():
    id = added()
    with accepting_during_a_load(id) as (load, deciding):
        assert state(id) is State.WAITING
        load.let_go()
        assert deciding.result(timeout=30).state is State.ACCEPTED


def test_what_waited_too_long_for_a_load_says_so_and_nothing_is_done(monkeypatch):
    monkeypatch.setattr(take_in, "WAIT_SECONDS", 1)
    id = added()
    with LoadUnderWay():
        with pytest.raises(Failure, match="Another load is running"):
            accept(id, 1)

        assert state(id) is State.WAITING
        decline(id, 1, "No.")  # What takes nothing in needs not wait.
    assert turns(id) == ["sent", "declined"]
    assert ask("SELECT 1 FROM asset WHERE name = 'Chess Club'") == []


def test_two_are_joined_while_a_change_of_one_is_accepted():
    pair = [str(asset_named(name)) for name in ("Lunch", "Supper")]
    seen = look_at_pair(*pair).seen
    waits = changes("Supper", cost="£2")

    ended = at_once(lambda: merge(*pair, {}, seen), lambda: accept(waits, 1))

    assert ended in (["", ""], ["ChangedMeanwhile", ""])
    costs = ask("SELECT cost FROM service WHERE cost <> ''")
    assert [row.cost for row in costs] == ["£2"]
    assert state(waits) is State.ACCEPTED


def test_of_two_who_join_the_same_two_one_does():
    pair = [str(asset_named(name)) for name in ("Lunch", "Supper")]
    seen = look_at_pair(*pair).seen

    ended = at_once(*[lambda: merge(*pair, {"name": "a"}, seen)] * 2)

    assert sorted(ended) == ["", "BadInput"]
    assert ask_one("SELECT count(*) FROM asset WHERE name IN ('Lunch', 'Supper')") == 1


def test_what_fails_at_the_very_end_leaves_nothing_behind():
    id = added()
    change(
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON letter EXECUTE FUNCTION refuse()
        """
    )

    with pytest.raises(Failure, match="no room"):
        accept(id, 1)

    assert state(id) is State.WAITING
    assert turns(id) == ["sent"]
    assert ask("SELECT 1 FROM asset WHERE name = 'Chess Club'") == []


def test_a_connection_that_is_cut_while_it_is_accepted_leaves_nothing_behind():
    id = added()
    with accepting_during_a_load(id) as (load, deciding):
        with session.transaction() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE wait_event_type = 'Lock' AND datname = current_database()"
                )
            )
        with pytest.raises(AssetMapError):
            deciding.result(timeout=30)
        load.let_go()

    assert state(id) is State.WAITING
    assert accept(id, 1).state is State.ACCEPTED
