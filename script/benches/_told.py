"""A council area about which people told a lot: what they sent in, keep, link, say of proposals.

The assets are made up, with the words of real names mixed anew, and go in by the way that own lists
take, so that each has its records. What people told is written as the journeys would leave it.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

import numpy as np
from _country import Words, mixed_anew
from sqlalchemy import Connection, text

from asset_map.db import (
    contributed,
    contributions,
    derive,
    keepers,
    obstacles,
    people,
    proposal_comments,
    proposals,
    session,
)
from asset_map.domain.assets import AssetKind, LinkType, SaidBy
from asset_map.domain.contributions import Consent, Contribution, Kind, State
from asset_map.domain.obstacles import COMMUNITY, DIRECTORATES, Obstacle, Theme
from asset_map.domain.people import Person, Role
from asset_map.domain.proposals import Change, ChangeKind, Comment, Proposal
from asset_map.domain.proposals import State as Step
from asset_map.journeys import take_in
from asset_map.journeys.load_demo import load_demo
from asset_map.settings import CHECKOUT, get_settings
from etl.load import Wish, run
from etl.sources import ALL

CONTRIBUTIONS, WAITING = 5_000, 500
KEPT, LINKS, OBSTACLES = 300, 2_000, 500
PROPOSALS, CHANGES, COMMENTS, COUNTERS = 50, 6, 10, 3
VERSIONS = 12
"""So often an asset of which many told was changed."""

SHARES = {AssetKind.VENUE: 0.25, AssetKind.GROUP: 0.3, AssetKind.SERVICE: 0.45}
NEEDS = ("food", "company", "learning", "culture", "getting_active", "place_to_meet")
KEEPER = "keeper@example.org"
_FILES = {AssetKind.VENUE: "venues", AssetKind.GROUP: "groups", AssetKind.SERVICE: "services"}


@dataclass(frozen=True)
class Told:
    """Whom and what the measurements ask about. ``assets``: by kind, in the order of their ids;
    ``often``: what was changed many times."""

    keeper: Person
    steward: Person
    assets: dict[AssetKind, list[tuple[UUID, str]]]
    often: UUID
    proposals: list[UUID]
    postcodes: list[str]


def fill(count: int) -> None:
    """Fill an empty database with the demonstration, so many assets, and what people told."""
    load_demo()
    _load(count)
    chance = random.Random(1)  # noqa: S311 - the same each time
    with session.transaction() as connection:
        some = {kind: _of_kind(connection, kind) for kind in SHARES}
        keeper = people.add(connection, KEEPER, Role.MEMBER, "operator")
        people.add(connection, "steward@example.org", Role.STEWARD, "operator")
        if keeper is None:
            raise SystemExit("Somebody has that account already.")
        for id, _ in chance.sample(some[AssetKind.GROUP] + some[AssetKind.SERVICE], KEPT):
            keepers.begin(connection, id, keeper.id, "a steward")
        load_id = take_in.begin(connection)
        _links(connection, chance, load_id, some)
        _changed_often(connection, load_id, some[AssetKind.GROUP][0][0])
        derive.refresh_assets(connection)
        derive.refresh_places(connection)
        for one in _sent(chance, some, keeper.id):
            contributions.keep(connection, one)
            if one.decided:
                contributions.move_on(connection, one.id, 1, state=one.state, decided=one.decided)
            contributions.note_turn(connection, one.id, "visitor", "sent")
        for one in _obstacles(chance, some[AssetKind.GROUP]):
            obstacles.add(connection, one)
        _proposals(connection, chance, some)
    with session.transaction() as connection:
        connection.execute(text("ANALYZE"))


def told() -> Told:
    """Return what the measurements ask about, of a database that is filled."""
    with session.reading() as connection:
        some = {kind: _of_kind(connection, kind) for kind in SHARES}
        listed = connection.execute(
            text("SELECT id FROM proposal WHERE answers_id IS NULL AND NOT demo ORDER BY id")
        )
        accounts = {one.role: one for one in people.accounts(connection)}
        keeper, steward = accounts[Role.MEMBER], accounts[Role.STEWARD]
        return Told(
            keeper=Person(Role.MEMBER, keeper.id, keeper.email),
            steward=Person(Role.STEWARD, steward.id, steward.email),
            assets=some,
            often=some[AssetKind.GROUP][0][0],
            proposals=list(listed.scalars()),
            postcodes=_postcodes(),
        )


def _load(count: int) -> None:
    """Load made-up venues, groups and services, half of them linked, by the way of own lists."""
    chance = np.random.default_rng(1)
    words = Words.of(get_settings().sample_data)
    names = mixed_anew(chance, words, count)
    at = chance.choice(_postcodes(), count)
    kinds = np.repeat(list(SHARES), [round(count * share) for share in SHARES.values()])
    with TemporaryDirectory() as folder:
        for kind, file in _FILES.items():
            rows = np.flatnonzero(kinds == kind)
            with (Path(folder) / f"{file}.csv").open("w", newline="", encoding="utf-8") as to:
                out = csv.writer(to)
                links = {AssetKind.GROUP: "meets_at", AssetKind.SERVICE: "delivered_at"}.get(kind)
                columns = ["ref", "name", "description", "needs", "postcode", "last_confirmed"]
                out.writerow([*columns, *([links] if links else [])])
                for row in rows:
                    said = words.said[chance.integers(len(words.said))]
                    # An older day for some: they go stale.
                    day = "2025-02-01" if row % 5 == 0 else "2026-06-01"
                    hall = f"v{chance.integers(0, round(count * SHARES[AssetKind.VENUE]))}"
                    told = [hall if row % 2 else ""] if links else []
                    need = chance.choice(NEEDS)
                    ref = f"{kind[0]}{row}"
                    out.writerow([ref, names[row], said, need, at[row], day, *told])
        settings = get_settings()
        run(
            Wish(
                source=ALL["own-list"],
                files=[Path(folder) / f"{file}.csv" for file in _FILES.values()],
                authority=settings.authority,
                limit_bytes=settings.max_file_mb * 1_000_000,
            )
        )


def _postcodes() -> list[str]:
    file = CHECKOUT / "data/demo/postcodes.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        return [row[0] for row in csv.reader(rows)]


def _of_kind(connection: Connection, kind: AssetKind) -> list[tuple[UUID, str]]:
    rows = connection.execute(
        text(
            "SELECT id, name FROM asset WHERE kind = :kind AND source_id = 'own-list' ORDER BY id"
        ),
        {"kind": kind.value},
    )
    return [(row.id, row.name) for row in rows]


Some = dict[AssetKind, list[tuple[UUID, str]]]


def _links(connection: Connection, chance: random.Random, load_id: UUID, some: Some) -> None:
    """State links that one side says, those of one's own hall first."""
    for _ in range(LINKS):
        ends = chance.choice(some[AssetKind.GROUP])[0], chance.choice(some[AssetKind.VENUE])[0]
        link_id = take_in.link_id_of(ends[0], LinkType.MEETS_AT, ends[1])
        contributed.link(connection, load_id, link_id, ends, LinkType.MEETS_AT, SaidBy.FROM)


def _changed_often(connection: Connection, load_id: UUID, asset_id: UUID) -> None:
    record_id = uuid4()
    for number in range(VERSIONS):
        content = {"description": f"Said for the {number + 1}. time.", "cost": f"£{number}"}
        contributed.write(connection, load_id, record_id, "group", content, asset_id)


def _sent(chance: random.Random, some: Some, keeper: UUID) -> Iterator[Contribution]:
    """Make contributions of every kind, the last of them waiting."""
    now = datetime.now(UTC)
    postcodes = _postcodes()
    for number in range(CONTRIBUTIONS):
        waits = number >= CONTRIBUTIONS - WAITING
        sent = now - timedelta(minutes=10 * (CONTRIBUTIONS - number))
        kind = (Kind.ADD, Kind.CHANGE, Kind.LINK, Kind.OBSTACLE)[number % 4]
        yield _one(chance, some, kind, postcodes, sent, None if waits else sent, keeper)


def _one(
    chance: random.Random,
    some: Some,
    kind: Kind,
    postcodes: Sequence[str],
    sent: datetime,
    decided: datetime | None,
    keeper: UUID,
) -> Contribution:
    group, name = chance.choice(some[AssetKind.GROUP])
    hall = chance.choice(some[AssetKind.VENUE])[0]
    said = {
        Kind.ADD: {
            "name": f"{name.split()[0]} {chance.choice(postcodes)} circle {chance.random():.6f}",
            "description": "Made up, to be added.",
            "needs": chance.choice(NEEDS),
            "postcode": chance.choice(postcodes),
        },
        Kind.CHANGE: {"description": f"Made up, to be changed {chance.random():.6f}."},
        Kind.LINK: {
            "link_type": LinkType.MEETS_AT.value,
            "link_from": str(group),
            "link_to": str(hall),
            "link_said_by": SaidBy.FROM.value,
        },
        Kind.OBSTACLE: {"theme": "keys", "words": "Made up: nobody opens.", "directorate": ""},
    }[kind]
    return Contribution(
        id=uuid4(),
        kind=kind,
        asset_kind=None if kind is Kind.OBSTACLE else AssetKind.GROUP,
        about=None if kind is Kind.ADD else group,
        said=said,
        before={"description": ""} if kind is Kind.CHANGE else {},
        note="",
        state=State.ACCEPTED if decided else State.WAITING,
        sent=sent,
        confirmed=sent,
        by_account=keeper if chance.random() < 0.02 else None,
        sender=f"{chance.randrange(400):064x}",
        consent=Consent("Agreed."),
        decided=decided,
    )


def _obstacles(chance: random.Random, groups: list[tuple[UUID, str]]) -> Iterator[Obstacle]:
    for number in range(OBSTACLES):
        yield Obstacle(
            id=uuid4(),
            asset_id=chance.choice(groups)[0],
            theme=chance.choice(list(Theme)),
            words=f"Made up: what stood in the way the {number + 1}. time.",
            directorate=chance.choice(DIRECTORATES),
            since=datetime.now(UTC) - timedelta(hours=number),
        )


def _proposals(connection: Connection, chance: random.Random, some: Some) -> None:
    for number in range(PROPOSALS):
        closing = chance.sample(some[AssetKind.VENUE], CHANGES)
        of = proposals.insert_proposal(
            connection,
            Proposal(
                title=f"Made-up proposal {number + 1}",
                directorate=chance.choice(DIRECTORATES),
                changes=tuple(Change(ChangeKind.CLOSE, id) for id, _ in closing),
                state=Step.PUBLISHED,
            ),
        )
        for _ in range(COMMENTS):
            group = chance.choice(some[AssetKind.GROUP])[0]
            words = f"Made up: {chance.random():.6f}."
            proposal_comments.add(connection, Comment(uuid4(), of, words, group, datetime.now(UTC)))
        for _ in range(COUNTERS):
            group = chance.choice(some[AssetKind.GROUP])[0]
            instead = Change(ChangeKind.HAND_OVER, closing[0][0], other_id=group)
            proposals.insert_proposal(
                connection,
                Proposal(
                    title="Made-up answer",
                    directorate=COMMUNITY,
                    changes=(instead,),
                    state=Step.PUBLISHED,
                    answers_id=of,
                    author_role="the community",
                ),
            )
