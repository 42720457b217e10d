"""What was loaded, when, from which files, and what was not taken as it came."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import pandas as pd
from sqlalchemy import Connection, text

from asset_map.db.staging import copy_in

# Any number will do, as long as nobody else in this database takes it for a lock.
_ONE_LOAD_AT_A_TIME = 27_700_001


def lock(connection: Connection) -> bool:
    """Take the lock that lets one load run at a time; False where another one holds it."""
    return bool(
        connection.execute(
            text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _ONE_LOAD_AT_A_TIME}
        ).scalar()
    )


def wait_for_lock(connection: Connection, seconds: int) -> None:
    """Take that lock, once whoever holds it is done. Raises what says so, after some seconds."""
    connection.execute(text(f"SET LOCAL lock_timeout = '{seconds}s'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ONE_LOAD_AT_A_TIME})
    connection.execute(text("SET LOCAL lock_timeout = 0"))


def give_room(connection: Connection) -> None:
    """Let this transaction sort and join in memory what a load brings."""
    connection.execute(text("SET LOCAL work_mem = '128MB'"))
    connection.execute(text("SET LOCAL maintenance_work_mem = '256MB'"))


def save_source(connection: Connection, fields: Mapping[str, Any]) -> None:
    """Write what is known of a source."""
    names = list(fields)
    connection.execute(
        text(
            f"""
            INSERT INTO source ({", ".join(names)}) VALUES ({", ".join(f":{n}" for n in names)})
            ON CONFLICT (id) DO UPDATE
            SET {", ".join(f"{n} = excluded.{n}" for n in names)}, taken_out = NULL
            """
        ),
        dict(fields),
    )


def declare_licences(connection: Connection, said: Mapping[str, tuple[bool, bool]]) -> None:
    """Write of sources that were loaded before whether they are open, and whether share-alike."""
    connection.execute(
        text(
            """
            UPDATE source SET open = said.open, share_alike = said.share_alike
            FROM unnest(CAST(:ids AS text[]), CAST(:open AS boolean[]), CAST(:alike AS boolean[]))
                 AS said(id, open, share_alike)
            WHERE source.id = said.id
              AND (source.open, source.share_alike) <> (said.open, said.share_alike)
            """
        ),
        {
            "ids": list(said),
            "open": [is_open for is_open, _ in said.values()],
            "alike": [share_alike for _, share_alike in said.values()],
        },
    )


def save_load(connection: Connection, fields: Mapping[str, Any]) -> None:
    """Write that a load began; every row it brings leads back to this."""
    packed = {
        name: json.dumps(value) if isinstance(value, dict | list) else value
        for name, value in fields.items()
    }
    names = list(packed)
    connection.execute(
        text(f"INSERT INTO load ({', '.join(names)}) VALUES ({', '.join(f':{n}' for n in names)})"),
        packed,
    )


def finish(connection: Connection, load_id: UUID, counts: dict[str, int], seconds: float) -> None:
    """Write what a load did."""
    connection.execute(
        text(
            "UPDATE load SET counts = :counts, seconds = :seconds, finished = clock_timestamp() "
            "WHERE id = :id"
        ),
        {"id": load_id, "counts": json.dumps(counts), "seconds": seconds},
    )


def save_issues(connection: Connection, load_id: UUID, issues: Iterable[Mapping[str, Any]]) -> None:
    """Write the issues of a load."""
    rows = pd.DataFrame([{"load_id": str(load_id), **issue} for issue in issues])
    copy_in(connection, "issue", rows)


def forget_set_aside(connection: Connection, load_id: UUID) -> None:
    """Delete the rows that former loads of the same source set aside: they may name people."""
    connection.execute(
        text(
            """
            DELETE FROM set_aside USING load former, load this
            WHERE set_aside.load_id = former.id AND this.id = :id
              AND former.source_id = this.source_id AND former.id <> this.id
            """
        ),
        {"id": load_id},
    )


def save_set_aside(connection: Connection, load_id: UUID, rows: pd.DataFrame) -> None:
    """Write rows that were set aside: file, line, and cells (JSON: pairs of header and value)."""
    copy_in(connection, "set_aside", rows.assign(load_id=str(load_id)))


def set_aside(connection: Connection, load_id: UUID) -> list[dict[str, Any]]:
    """Return the rows that a load set aside, with file, line, cells, problems and remedies."""
    rows = connection.execute(
        text(
            """
            SELECT a.file, a.line, a.cells, i.problems, i.remedies
            FROM set_aside a
            LEFT JOIN (
                SELECT file, line, array_agg(DISTINCT remedy) AS remedies,
                       array_agg(DISTINCT concat_ws(': ', nullif(column_name, ''), problem))
                           AS problems
                FROM issue WHERE load_id = :id AND row_set_aside GROUP BY file, line
            ) AS i USING (file, line)
            WHERE a.load_id = :id ORDER BY a.file, a.line
            """
        ),
        {"id": load_id},
    )
    return [dict(row._mapping) for row in rows]


def latest(connection: Connection) -> list[dict[str, Any]]:
    """Return the last load of each source, newest first, with its source."""
    rows = connection.execute(
        text(
            """
            SELECT DISTINCT ON (l.source_id) l.id, l.finished, l.seconds, l.authority, l.extent,
                   l.files, l.counts, s.id AS source_id, s.title, s.publisher, s.licence,
                   s.licence_url, s.attribution, s.demo
            FROM load l JOIN source s ON s.id = l.source_id AND s.taken_out IS NULL
            ORDER BY l.source_id, l.finished DESC
            """
        )
    )
    found = [dict(row._mapping) for row in rows]
    return sorted(found, key=lambda load: load["finished"], reverse=True)


def any_yet(connection: Connection) -> bool:
    """Tell whether anything was ever loaded into this database."""
    return bool(connection.execute(text("SELECT EXISTS (SELECT 1 FROM load)")).scalar())


def latest_of(connection: Connection, source_id: str) -> dict[str, Any] | None:
    """Return the last load of a source, or None."""
    return next((load for load in latest(connection) if load["source_id"] == source_id), None)


def history(connection: Connection, source_id: str, limit: int) -> list[dict[str, Any]]:
    """Return the last loads of a source, newest first; ``total`` is how many there were."""
    rows = connection.execute(
        text(
            """
            SELECT finished, seconds, authority, extent, files, counts, version,
                   count(*) OVER () AS total
            FROM load WHERE source_id = :source ORDER BY finished DESC LIMIT :limit
            """
        ),
        {"source": source_id, "limit": limit},
    )
    return [dict(row._mapping) for row in rows]


def reasons(
    connection: Connection, load_id: UUID, limit: int, examples: int
) -> list[dict[str, Any]]:
    """Return why a load did not take values and rows as they came: what set rows aside first.

    Each has column_name, problem, remedy, mender, row_set_aside, ``issues`` (how many), the first
    ``examples`` of them (file, line, value, problem), and ``total`` (how many reasons there are).
    What is said of a value often repeats it; without it the same reason is told once.
    """
    rows = connection.execute(
        text(
            """
            WITH said AS (
                SELECT *, CASE WHEN length(value) < 3 THEN problem
                               ELSE replace(problem, value, '…') END AS reason
                FROM issue WHERE load_id = :id
            ),
            placed AS (
                SELECT *, row_number() OVER (
                    PARTITION BY row_set_aside, column_name, reason, remedy, mender
                    ORDER BY file, line, id) AS place
                FROM said
            )
            SELECT row_set_aside, column_name, remedy, mender, count(*) AS issues,
                   CASE WHEN count(*) = 1 THEN min(problem) ELSE reason END AS problem,
                   jsonb_agg(jsonb_build_object('file', file, 'line', line, 'value', value)
                             ORDER BY place) FILTER (WHERE place <= :examples) AS examples,
                   count(*) OVER () AS total
            FROM placed GROUP BY row_set_aside, column_name, reason, remedy, mender
            ORDER BY row_set_aside DESC, issues DESC, column_name, reason LIMIT :limit
            """
        ),
        {"id": load_id, "limit": limit, "examples": examples},
    )
    return [dict(row._mapping) for row in rows]
