"""What two assets say as one, and the record by which a person chose between them.

The choice is a record of its own, so that taking it back takes back nothing else. Its id follows
from the pair and from how often the two were joined.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, text

from asset_map.db import contributed
from asset_map.db.merge import AS_ONE, SAYS
from asset_map.domain.assets import NAMESPACE

_ONE = SAYS.replace("m.asset_id, m.record_id", "CAST(:a AS uuid) AS asset_id, m.record_id").replace(
    "PARTITION BY m.asset_id", "PARTITION BY 1"
)

_TOGETHER = text(
    f"""
    WITH saying AS MATERIALIZED (SELECT {_ONE} WHERE m.asset_id IN (:a, :b) AND m.until IS NULL),
    shared AS ({AS_ONE})
    SELECT said FROM shared
    """
)

# What its source tells of no more is named as it was told last.
_LAST_SAID = """
    JOIN record {r} ON {r}.id = t.record_{r} JOIN source s{r} ON s{r}.id = {r}.source_id
    JOIN record_asset m{r} ON m{r}.record_id = {r}.id AND m{r}.until IS NULL
    CROSS JOIN LATERAL (
        SELECT content->>'name' AS name FROM record_version v WHERE v.record_id = {r}.id
        ORDER BY v.version DESC LIMIT 1
    ) AS v{r}
"""

_JOINED = text(
    f"""
    SELECT t.record_a, t.record_b, va.name AS name_a, vb.name AS name_b,
           sa.title AS source_a, sb.title AS source_b, t.decided, t.found
    FROM twin t {_LAST_SAID.format(r="a")} {_LAST_SAID.format(r="b")}
    WHERE t.verdict IN ('same', 'sure') AND ma.asset_id = :id AND mb.asset_id = :id
    ORDER BY t.decided DESC NULLS LAST, t.score DESC, t.record_a, t.record_b
    """
)

Pair = tuple[UUID, UUID]


@dataclass(frozen=True)
class Joined:
    """Two records that are shown as one, each with its name and the list that it stands in.
    ``decided``: when a person said so; None where a load did by itself, when it ``found`` them."""

    record_a: UUID
    record_b: UUID
    name_a: str
    name_b: str
    source_a: str
    source_b: str
    decided: datetime | None
    found: datetime


def together(connection: Connection, a: UUID, b: UUID) -> dict[str, Any]:
    """Return what all records of two assets would say as one, by precedence."""
    said: dict[str, Any] | None = connection.execute(_TOGETHER, {"a": a, "b": b}).scalar()
    return said or {}


def joined(connection: Connection, asset_id: UUID) -> list[Joined]:
    """Return the pairs of records that an asset was joined from: what a person said last first,
    then what loads hold."""
    return [Joined(**row._mapping) for row in connection.execute(_JOINED, {"id": asset_id})]


def choose(
    connection: Connection, load_id: UUID, pair: Pair, kind: str, said: dict[str, Any], of: UUID
) -> None:
    """Write down which values stand where two were joined. ``said``: only those that precedence
    would not give; ``of``: the asset that they are now."""
    number = 0
    while _exists(connection, _id(pair, number)):
        number += 1
    known = {"known": contributed.said_now(connection, of)}
    contributed.write(connection, load_id, _id(pair, number), kind, said | known, of)


def choice_of(connection: Connection, pair: Pair) -> UUID | None:
    """Return the record by which a person chose between two, as long as it says anything."""
    number = 0
    while _exists(connection, _id(pair, number + 1)):
        number += 1
    last = _id(pair, number)
    return last if _said(connection, last) else None


def take_back(connection: Connection, load_id: UUID, record_id: UUID) -> None:
    """Take back what was chosen. What people said of the asset since then stays said."""
    chosen, now = _said(connection, record_id, first=True), _said(connection, record_id)
    left = {
        name: value
        for name, value in now.items()
        if name != "known" and chosen.get(name, ...) != value
    }
    if left:
        kind: str = connection.execute(
            text("SELECT kind FROM record WHERE id = :id"), {"id": record_id}
        ).scalar_one()
        if "known" in now:  # Else it speaks for itself: a version was brought back since.
            left["known"] = {
                name: value for name, value in now["known"].items() if name not in chosen
            }
        contributed.write(connection, load_id, record_id, kind, left)
    else:
        contributed.withdraw(connection, record_id)


def _id(pair: Pair, number: int) -> UUID:
    first, second = sorted(pair)
    return uuid5(NAMESPACE, f"chosen\x1f{first}\x1f{second}\x1f{number}")


def _exists(connection: Connection, record_id: UUID) -> bool:
    found = connection.execute(text("SELECT 1 FROM record WHERE id = :id"), {"id": record_id})
    return found.first() is not None


def _said(connection: Connection, record_id: UUID, *, first: bool = False) -> dict[str, Any]:
    """Return what a record says now, or said at first; empty where it says nothing."""
    version = "version = 1" if first else "until IS NULL"
    said: dict[str, Any] | None = connection.execute(
        text(f"SELECT content FROM record_version WHERE record_id = :id AND {version}"),
        {"id": record_id},
    ).scalar()
    return said or {}
