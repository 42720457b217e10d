"""What is derived of the few things that were touched is what deriving everything anew gives."""

import random
from collections.abc import Callable
from uuid import UUID, uuid4

import pandas as pd
import pytest
from sqlalchemy import Connection, text

from asset_map.db import among, contributed, derive, found_by, records, session, twins
from asset_map.db.derive import DETAIL_TABLES
from asset_map.domain.assets import LinkType, SaidBy
from asset_map.domain.places import name_key

pytestmark = pytest.mark.usefixtures("town")

DERIVED = ("asset", "link", *DETAIL_TABLES, "asset_place", "supply", "asset_coming", "search_word")
AT = {"DY1 1AA": (100, 500), "DY1 1AC": (500, 500), "DY2 2AB": (1500, 500), "DY2 2AD": (1900, 500)}
NAMES = ("Old Lunch", "New Lunch", "Chess Club", "The Hall", "Friends of Tea", "Tea")
NEEDS = ("food", "company", "learning", "housing")
STEPS = 12


def held(connection: Connection) -> dict[str, list[tuple]]:
    """All rows of what is derived; times have numbers that count up."""
    asked = {name: f"SELECT * FROM {name}" for name in DERIVED}
    asked["schedule"] = "SELECT asset_id, freq, byday, opens_at, closes_at FROM schedule"
    return {
        name: sorted(map(repr, connection.execute(text(query)).all()))
        for name, query in asked.items()
    }


def ids_of(connection: Connection, *kinds: str) -> list[tuple[UUID, str]]:
    asked = text("SELECT id, kind FROM asset WHERE kind = ANY(:kinds) ORDER BY id")
    return [tuple(row) for row in connection.execute(asked, {"kinds": list(kinds)})]


def content(chance: random.Random, kind: str) -> dict:
    """Some of what may be said of an asset."""
    postcode, (x, y) = chance.choice(list(AT.items()))
    west, south = chance.choice([(0, 0), (0, 0), (200, 100)])
    name = chance.choice(NAMES)
    said = {
        "name": name,
        "name_key": name_key(name),
        "description": " ".join(chance.choices(("warm", "free", "tea", "chess", "Jo's"), k=3)),
        "needs": chance.sample(NEEDS, chance.randrange(3)),
        "covers": chance.sample(["E05000001", "E05000002"], chance.randrange(2)),
        "languages": chance.sample(["pa", "ur"], chance.randrange(2)),
        "located_by": "area",
        "masked": chance.random() < 0.3,
        "valid_to": chance.choice([None, "2030-01-01"]),
    }
    if chance.random() < 0.8:
        said |= {"postcode": postcode, "located_by": "postcode"}
        said |= {"easting": 390_000 + x + west, "northing": 290_000 + y + south}
    if kind == "service":
        said |= {"cost": chance.choice(["free", "£2", ""]), "how": chance.choice(["", "by phone"])}
        at = {"byday": "TU", "opens_at": "12:00", "closes_at": "14:00"}
        said["sessions"] = [at] if chance.random() < 0.5 else []
    if kind == "venue":
        said["step_free"] = chance.choice([True, False, None])
    if kind == "skill_offer":
        said |= {"skill": chance.choice(["cooking", "driving"]), "people": chance.randrange(20)}
    return said


KINDS = ("venue", "group", "service", "skill_offer")


def say(connection: Connection, chance: random.Random, load_id: UUID) -> None:
    """Something is said of an asset, or of a new one."""
    if chance.random() < 0.3:
        kind = chance.choice(KINDS)
        record, asset = uuid4(), None
        said = content(chance, kind)
    else:
        asset, kind = chance.choice(ids_of(connection, *KINDS))
        own = contributed.own_record(connection, asset)
        record = own[0] if own else uuid4()
        said, known = content(chance, kind), contributed.said_now(connection, asset)
        if known and own is None:
            said = {name: said[name] for name in chance.sample(sorted(said), 3)} | {"known": known}
        elif known and own:
            said = own[1] | said
    contributed.write(connection, load_id, record, kind, said, asset)


def take_back(connection: Connection, chance: random.Random, _: UUID) -> None:
    asset, _ = chance.choice(ids_of(connection, *KINDS))
    for record in [contributed.any_record(connection, asset)]:
        if record is not None:
            contributed.withdraw(connection, record)


def link(connection: Connection, chance: random.Random, load_id: UUID) -> None:
    one, _ = chance.choice(ids_of(connection, "group", "service", "skill_offer"))
    other, kind = chance.choice(ids_of(connection, "venue", "group"))
    type = chance.choice([LinkType.MEETS_AT, LinkType.DELIVERED_AT])
    type = type if kind == "venue" else LinkType.PROVIDED_BY
    contributed.link(connection, load_id, uuid4(), (one, other), type, SaidBy.FROM)


def unlink(connection: Connection, chance: random.Random, _: UUID) -> None:
    links = connection.execute(text("SELECT id FROM link ORDER BY id")).scalars().all()
    connection.execute(text("UPDATE link SET source_id = 'contributions'"))
    contributed.unlink(connection, chance.choice(links))


def join(connection: Connection, chance: random.Random, _: UUID) -> None:
    """A record speaks of another asset of its kind from now on, or of its own again."""
    asset, kind = chance.choice(ids_of(connection, *KINDS))
    record = contributed.any_record(connection, asset)
    if record is None:
        return
    to = chance.choice([*(id for id, _ in ids_of(connection, kind)), record])
    if to != asset:
        moved = {"record_id": [str(record)], "asset_id": [str(to)], "reason": ["by chance"]}
        twins.move(connection, pd.DataFrame(moved))


DEEDS: tuple[Callable[[Connection, random.Random, UUID], None], ...] = (
    *(say, say, say, take_back, link, link, unlink, join),
)


@pytest.mark.parametrize("seed", range(6))
def test_few_derived_anew_are_as_all_derived_anew(seed, monkeypatch):
    chance = random.Random(seed)  # noqa: S311
    for _ in range(STEPS):
        done = chance.choice(DEEDS)
        with session.transaction() as connection:
            load_id = contributed.begin(connection, "E08000027")
            done(connection, chance, load_id)
            with monkeypatch.context() as patch:
                patch.setattr(found_by, "fill_words", everything_is_derived)
                derive.refresh_assets(connection)
                derive.refresh_places(connection)
        few, everything = held_now(), all_anew(monkeypatch)
        assert {name for name in DERIVED if few[name] != everything[name]} == set(), done.__name__


def everything_is_derived(_: Connection) -> None:
    raise AssertionError("Few things were touched: they alone are to be derived.")


def held_now() -> dict[str, list[tuple]]:
    with session.reading() as connection:
        return held(connection)


def all_anew(monkeypatch) -> dict[str, list[tuple]]:
    """What is held once everything is derived anew, in a transaction that is not kept."""
    with monkeypatch.context() as patch, session.transaction(keep=False) as connection:
        patch.setattr(among, "FEW", -1)
        records.begin(connection)
        connection.execute(text("INSERT INTO touched SELECT DISTINCT asset_id FROM record_asset"))
        derive.refresh_assets(connection)
        for table in ("asset_place", "supply", "asset_coming", "search_word"):
            connection.execute(text(f"DELETE FROM {table}"))
        derive.refresh_places(connection)
        return held(connection)
