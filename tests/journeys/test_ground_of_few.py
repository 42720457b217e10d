"""A proposal is held against what it names alone; that says the same as the whole map would."""

import random
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Connection, text

from asset_map.db import session
from asset_map.domain.proposals import Change, ChangeKind, Proposal, UserCount
from asset_map.journeys.check_proposal import ground_of, ground_on, look_through
from asset_map.journeys.counter_proposal import _touched

pytestmark = pytest.mark.usefixtures("own_demo")

AT = date(2026, 11, 23)
PROPOSALS = 60


def ids(connection: Connection) -> list[UUID | None]:
    """All assets, and some ids that lead nowhere."""
    found = connection.execute(text("SELECT id FROM asset ORDER BY id")).scalars()
    return [*found, uuid4(), uuid4(), None]


def drawn(chance: random.Random, among: list[UUID | None]) -> Proposal:
    """A proposal by chance, most of which cannot be made."""
    few = chance.sample(among, 6)
    kinds = chance.choices(list(ChangeKind), k=chance.randrange(1, 6))
    return Proposal(
        title="By chance",
        directorate="Housing",
        from_day=AT,
        changes=tuple(
            Change(
                kind,
                None if kind is ChangeKind.OPEN else chance.choice(few),
                other_id=chance.choice([None, *few]),
                share=chance.choice([None, 0.5, 1.0]),
                postcode=chance.choice(["", "", "DY1 3SB", "nowhere", "ZZ9 9ZZ"]),
                name=chance.choice(["", "A new hall"]),
                needs=chance.choice([(), ("food",), ("fod",)]),
                until=chance.choice([None, date(2027, 1, 1)]),
                condition=chance.choice(["", "only on Mondays"]),
            )
            for kind in kinds
        ),
        user_counts=tuple(
            UserCount(chance.choice(few) or uuid4(), 20, "a week", "the door", AT)
            for _ in range(chance.randrange(2))
        ),
    )


def test_the_same_is_found_wrong_and_the_same_may_be_done_otherwise():
    chance = random.Random(7)  # noqa: S311
    with session.transaction(keep=False) as connection:
        among = ids(connection)
        _join_two(connection)
        whole = ground_on(connection, AT)
        met = set()
        for _ in range(PROPOSALS):
            proposal = drawn(chance, among)
            few = ground_of(connection, AT, proposal)
            said = look_through(connection, whole, proposal)
            assert look_through(connection, few, proposal) == said
            assert list(_touched(few, said[0])) == list(_touched(whole, said[0]))
            met |= {bool(said[1])} | {change.kind for change in said[0].changes}
    assert met >= {True, *ChangeKind}


def test_of_a_sound_proposal_nothing_is_found_wrong_either_way():
    with session.reading() as connection:
        whole = ground_on(connection, AT)
        closing = Proposal(title="Close", directorate="Housing", changes=())
        for thing in whole.things.values():
            one = replace(closing, changes=(Change(ChangeKind.CLOSE, thing.id),))
            said = look_through(connection, whole, one)
            assert look_through(connection, ground_of(connection, AT, one), one) == said


def _join_two(connection: Connection) -> None:
    """Let an id lead on to another asset, as once two were said to be one."""
    gone, stays = connection.execute(
        text("SELECT id FROM asset WHERE kind = 'venue' ORDER BY id LIMIT 2")
    ).scalars()
    for statement in (
        "UPDATE record_asset SET until = now() WHERE asset_id = :gone",
        "INSERT INTO record_asset (record_id, asset_id, since, reason) "
        "SELECT record_id, :stays, now(), 'joined' FROM record_asset WHERE asset_id = :gone",
        "DELETE FROM asset WHERE id = :gone",
    ):
        connection.execute(text(statement), {"gone": gone, "stays": stays})
