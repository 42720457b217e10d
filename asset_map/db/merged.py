"""What two assets say as one, and the record by which a person chose between them.

The choice is a record of its own, so that taking it back takes back nothing else. Its id follows
from the pair and from how often the two were joined.
"""

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

_DECIDED = text(
    """
    SELECT t.record_a, t.record_b, va.content->>'name' AS name_a, vb.content->>'name' AS name_b
    FROM twin t
    JOIN record_asset ma ON ma.record_id = t.record_a AND ma.until IS NULL
    JOIN record_asset mb ON mb.record_id = t.record_b AND mb.until IS NULL
    JOIN record_version va ON va.record_id = t.record_a AND va.until IS NULL
    JOIN record_version vb ON vb.record_id = t.record_b AND vb.until IS NULL
    WHERE t.verdict = 'same' AND t.decided IS NOT NULL
      AND ma.asset_id = :id AND mb.asset_id = :id
    ORDER BY t.decided DESC, t.record_a, t.record_b
    """
)

Pair = tuple[UUID, UUID]


def together(connection: Connection, a: UUID, b: UUID) -> dict[str, Any]:
    """Return what all records of two assets would say as one, by precedence."""
    said: dict[str, Any] | None = connection.execute(_TOGETHER, {"a": a, "b": b}).scalar()
    return said or {}


def joined_by_hand(connection: Connection, asset_id: UUID) -> list[tuple[UUID, UUID, str, str]]:
    """Return the pairs of records that a person joined to an asset, with their names."""
    return [tuple(row) for row in connection.execute(_DECIDED, {"id": asset_id})]


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
