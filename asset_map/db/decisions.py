"""What is held of pairs of records, for people to read and to decide on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

_HIDDEN = """({asset}.hidden OR coalesce(({version}.content->>'masked')::boolean, false)
              OR coalesce(({version}.content->>'correspondence')::boolean, false))"""
_WHERE = """concat_ws(', ', nullif({version}.content->>'address', ''),
              CASE WHEN strpos(replace(coalesce({version}.content->>'address', ''), ' ', ''),
                               replace({version}.content->>'postcode', ' ', '')) = 0
                   THEN {version}.content->>'postcode' END)"""
_HIDDEN_A = _HIDDEN.format(asset="aa", version="va")
_HIDDEN_B = _HIDDEN.format(asset="ab", version="vb")
_WHERE_A = _WHERE.format(version="va")
_WHERE_B = _WHERE.format(version="vb")

# A distance between a masked place and one that everybody knows would give the masked one away.
_LISTED = f"""
SELECT t.record_a, t.record_b, t.verdict, t.score, t.reason, t.decided, t.decided_by, ra.kind,
       va.content->>'name' AS name_a, vb.content->>'name' AS name_b,
       sa.title AS source_a, sb.title AS source_b, ma.asset_id AS asset_a, mb.asset_id AS asset_b,
       ma.asset_id = mb.asset_id AS joined,
       CASE WHEN {_HIDDEN_A} THEN NULL
            ELSE {_WHERE_A}
       END AS where_a,
       CASE WHEN {_HIDDEN_B} THEN NULL
            ELSE {_WHERE_B}
       END AS where_b,
       CASE WHEN {_HIDDEN_A} OR {_HIDDEN_B} THEN NULL
            ELSE sqrt(power((va.content->>'easting')::float8 - (vb.content->>'easting')::float8, 2)
                 + power((va.content->>'northing')::float8 - (vb.content->>'northing')::float8, 2))
       END AS metres
FROM twin t
JOIN record ra ON ra.id = t.record_a JOIN source sa ON sa.id = ra.source_id
JOIN record rb ON rb.id = t.record_b JOIN source sb ON sb.id = rb.source_id
JOIN record_version va ON va.record_id = ra.id AND va.until IS NULL
JOIN record_version vb ON vb.record_id = rb.id AND vb.until IS NULL
JOIN record_asset ma ON ma.record_id = ra.id AND ma.until IS NULL
JOIN record_asset mb ON mb.record_id = rb.id AND mb.until IS NULL
JOIN asset aa ON aa.id = ma.asset_id
JOIN asset ab ON ab.id = mb.asset_id
"""

_WHICH = {
    "open": "(t.decided IS NULL OR t.verdict = 'open') AND ma.asset_id <> mb.asset_id",
    "joined": "ma.asset_id = mb.asset_id",
    "by-rule": "t.verdict = 'sure' AND ma.asset_id = mb.asset_id",
    "decided": "t.decided IS NOT NULL AND t.verdict <> 'open'",
}

_ORDER = {
    "open": "t.score DESC",
    "joined": "t.decided DESC NULLS LAST, t.score DESC",
    "by-rule": "t.found DESC, t.score",
    "decided": "t.decided DESC",
}

_RECORD = """
SELECT r.id, r.kind, s.demo, coalesce(v.content->>'name', r.key) AS name,
       v.until IS NULL AND v.record_id IS NOT NULL AS in_force
FROM record r
JOIN source s ON s.id = r.source_id
LEFT JOIN LATERAL (
    SELECT * FROM record_version v WHERE v.record_id = r.id ORDER BY v.version DESC LIMIT 1
) AS v ON true
LEFT JOIN record_asset m ON m.record_id = r.id AND m.until IS NULL
WHERE r.id = :id OR m.asset_id = :id
ORDER BY r.id = :id DESC, in_force DESC, s.rank DESC, r.id
LIMIT 1
"""


@dataclass(frozen=True)
class Told:
    """A record that a pair is decided by, with the name its source gives it. ``in_force``: somebody
    still tells of it."""

    id: UUID
    kind: str
    name: str
    demo: bool
    in_force: bool


@dataclass(frozen=True)
class Held:
    """A pair of records: what is held of it and why, and which assets they are shown as now.

    ``where_a``, ``where_b``: address and postcode as each source gives them; None where the place
    is not to be shown. ``metres``: between the two points; None where one has none, or is hidden.
    """

    record_a: UUID
    record_b: UUID
    verdict: str
    score: float
    reason: str
    decided: datetime | None
    decided_by: str
    kind: str
    name_a: str
    name_b: str
    source_a: str
    source_b: str
    asset_a: UUID
    asset_b: UUID
    joined: bool
    where_a: str | None
    where_b: str | None
    metres: float | None

    @property
    def hidden(self) -> bool:
        """Tell whether the place of one of the two is not to be shown."""
        return self.where_a is None or self.where_b is None


def listed(connection: Connection, which: str, limit: int) -> list[Held]:
    """Return pairs by a name of ``domain.twins.Which``: what was decided or found last, then the
    most alike first; of those that a load joined by itself, the least alike."""
    rows = connection.execute(
        text(
            f"{_LISTED} WHERE {_WHICH[which]} "
            f"ORDER BY {_ORDER[which]}, t.record_a, t.record_b LIMIT :limit"
        ),
        {"limit": limit},
    )
    return [Held(**row._mapping) for row in rows]


def count(connection: Connection, which: str) -> int:
    """Count the pairs that ``listed`` would return without a limit."""
    query = f"SELECT count(*) FROM ({_LISTED} WHERE {_WHICH[which]}) AS found"
    return int(connection.execute(text(query)).scalar_one())


def told(connection: Connection, id: UUID) -> Told | None:
    """Return the record of an id, or the one that speaks first for the asset of that id."""
    row = connection.execute(text(_RECORD), {"id": id}).one_or_none()
    return None if row is None else Told(**row._mapping)


def decide(connection: Connection, pair: tuple[UUID, UUID], verdict: str, by: str) -> None:
    """Write down what a person decided of a pair (the smaller id first)."""
    connection.execute(
        text(
            """
            INSERT INTO twin
                (record_a, record_b, verdict, score, reason, found, decided, decided_by)
            VALUES (:a, :b, :verdict, 1, 'a person said so', now(), now(), :by)
            ON CONFLICT (record_a, record_b) DO UPDATE
            SET verdict = excluded.verdict, decided = now(), decided_by = excluded.decided_by
            """
        ),
        _bound(pair) | {"verdict": verdict, "by": by},
    )


def undo(connection: Connection, pair: tuple[UUID, UUID]) -> bool:
    """Forget what a person decided of a pair; tell whether there was anything to forget."""
    done = connection.execute(
        text(
            """
            DELETE FROM twin
            WHERE record_a = :a AND record_b = :b AND decided IS NOT NULL
            """
        ),
        _bound(pair),
    )
    return done.rowcount > 0


def against(connection: Connection) -> tuple[str, str] | None:
    """Return the names of two records that share an asset although a person told them apart."""
    found = connection.execute(
        text(f"{_LISTED} WHERE t.verdict = 'different' AND ma.asset_id = mb.asset_id LIMIT 1")
    ).one_or_none()
    return None if found is None else (found.name_a, found.name_b)


def share_an_asset(connection: Connection, pair: tuple[UUID, UUID]) -> bool:
    """Tell whether two records are shown as one. What its source tells of no more is not shown."""
    found = connection.execute(
        text(
            """
            SELECT count(*) = 2 AND count(DISTINCT m.asset_id) = 1 FROM record_asset m
            JOIN record_version v ON v.record_id = m.record_id AND v.until IS NULL
            WHERE m.record_id IN (:a, :b) AND m.until IS NULL
            """
        ),
        _bound(pair),
    )
    return bool(found.scalar_one())


def _bound(pair: tuple[UUID, UUID]) -> dict[str, Any]:
    return {"a": pair[0], "b": pair[1]}
