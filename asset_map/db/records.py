"""What sources say, kept version by version, and which asset each record speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import pandas as pd
from sqlalchemy import Connection, text

from asset_map.db import staging
from asset_map.db.staging import Counts, Repeats, copy_in

_STAGED = """
CREATE TEMP TABLE staged_record (
    record_id uuid, kind text, key text, scope text, content jsonb, digest text,
    as_of text, _row bigint, _file text, _line integer, outcome smallint
) ON COMMIT DROP
"""

# Records whose row is there but was set aside: nobody may conclude that they are gone.
_SPARED = "CREATE TEMP TABLE spared_record (record_id uuid) ON COMMIT DROP"

_TOUCHED = "CREATE TEMP TABLE touched (asset_id uuid PRIMARY KEY) ON COMMIT DROP"
_TOUCHED_PERHAPS = _TOUCHED.replace("TABLE", "TABLE IF NOT EXISTS")

# Of what only hangs on rows, and is told of by several, the fullest telling stands.
_FULLEST = """
DELETE FROM staged_record USING (
    SELECT ctid AS at, _row,
           row_number() OVER (PARTITION BY record_id
                              ORDER BY _row, length(content::text) DESC, digest) AS place
    FROM staged_record
    WHERE record_id IN (SELECT record_id FROM staged_record WHERE _row IS NULL)
) AS ranked
WHERE staged_record.ctid = ranked.at AND ranked._row IS NULL AND ranked.place > 1
"""

# Of rows that tell of one thing as of different days, the newest stands for all.
_NEWEST = """
UPDATE staged_record s SET content = newest.content, digest = newest.digest
FROM (
    SELECT DISTINCT ON (record_id) record_id, content, digest FROM staged_record
    WHERE as_of <> '' AND _row IS NOT NULL
    ORDER BY record_id, as_of DESC, digest
) AS newest
WHERE s.record_id = newest.record_id AND s.as_of <> '' AND s.digest <> newest.digest
"""

_COMPARE = """
UPDATE staged_record s
SET outcome = CASE WHEN v.record_id IS NULL THEN 2 WHEN v.digest <> s.digest THEN 1 ELSE 0 END
FROM staged_record same
LEFT JOIN record_version v ON v.record_id = same.record_id AND v.until IS NULL
WHERE s.record_id = same.record_id
"""

_COUNT = """
SELECT count(*) FILTER (WHERE least = 2) AS new,
       count(*) FILTER (WHERE least < 2 AND most > 0) AS changed,
       count(*) FILTER (WHERE most = 0) AS unchanged,
       (SELECT count(*) FROM staged_record WHERE _row IS NULL AND outcome > 0) AS besides
FROM (SELECT min(outcome) AS least, max(outcome) AS most
      FROM staged_record WHERE _row IS NOT NULL GROUP BY _row) AS of_rows
"""

_WRITE = (
    """
    INSERT INTO record (id, kind, key, source_id, scope)
    SELECT record_id, kind, key, :source, scope FROM staged_record WHERE outcome = 2
    ON CONFLICT (id) DO NOTHING
    """,
    """
    UPDATE record r SET scope = s.scope FROM staged_record s
    WHERE s.record_id = r.id AND s.scope <> r.scope
    """,
    """
    UPDATE record_version v SET until = now()
    FROM staged_record s WHERE s.record_id = v.record_id AND v.until IS NULL AND s.outcome = 1
    """,
    """
    INSERT INTO record_version (record_id, version, content, digest, load_id, since)
    SELECT s.record_id, coalesce(before.version, 0) + 1, s.content, s.digest, :load, now()
    FROM staged_record s
    LEFT JOIN (SELECT record_id, max(version) AS version FROM record_version GROUP BY record_id)
        AS before USING (record_id)
    WHERE s.outcome > 0
    """,
    # A record that nobody has matched yet speaks of an asset of its own, under its own id.
    """
    INSERT INTO record_asset (record_id, asset_id, since, reason)
    SELECT s.record_id, s.record_id, now(), 'first seen'
    FROM staged_record s
    WHERE NOT EXISTS (SELECT 1 FROM record_asset m WHERE m.record_id = s.record_id)
    """,
)


# What a load is the whole of, and does not hold any more.
_GONE = """
FROM record r
JOIN record_version v ON v.record_id = r.id AND v.until IS NULL
WHERE r.source_id = :source AND r.scope = ANY(:scopes)
  AND NOT EXISTS (SELECT 1 FROM staged_record s WHERE s.record_id = r.id)
  AND NOT EXISTS (SELECT 1 FROM spared_record s WHERE s.record_id = r.id)
"""


@dataclass(frozen=True)
class Vanished:
    """How many keys of a source are no longer in what was loaded, of how many that were held."""

    gone: int
    held: int


def begin(connection: Connection) -> None:
    """Make room for the records of a load."""
    for table, statement in (
        ("staged_record", _STAGED),
        ("spared_record", _SPARED),
        ("touched", _TOUCHED),
    ):
        connection.execute(text(f"DROP TABLE IF EXISTS pg_temp.{table}"))
        connection.execute(text(statement))


def stage(connection: Connection, rows: pd.DataFrame) -> None:
    """Stage records: record_id, kind, key, scope, content (JSON), digest, as_of, and their row."""
    copy_in(connection, "staged_record", rows)


def spare(connection: Connection, rows: pd.DataFrame) -> None:
    """Keep records (record_id) from being withdrawn, because their row could not be taken."""
    copy_in(connection, "spared_record", rows)


def settle_repeats(connection: Connection) -> Repeats:
    """Take out records whose key was staged before, and tell what they were."""
    connection.execute(text(_FULLEST))
    connection.execute(text(_NEWEST))
    return staging.settle_repeats(connection, "staged_record", ["record_id"], ["digest"], "key")


def write(connection: Connection, source_id: str, load_id: object) -> Counts:
    """Keep what is new or changed as a further version; return the counts by row of the file."""
    connection.execute(text(_COMPARE))
    found = connection.execute(text(_COUNT)).one()
    for statement in _WRITE:
        connection.execute(text(statement), {"source": source_id, "load": load_id})
    return Counts(found.new, found.changed, found.unchanged, besides=found.besides)


def vanished(connection: Connection, source_id: str, scopes: Iterable[str]) -> Vanished:
    """Tell how much of what the load is the whole of is no longer in it. Comes before ``write``."""
    found = connection.execute(
        text(
            f"""
            SELECT (SELECT count(DISTINCT r.key) {_GONE}) AS gone,
                   (SELECT count(DISTINCT r.key) FROM record r
                    JOIN record_version v ON v.record_id = r.id AND v.until IS NULL
                    WHERE r.source_id = :source AND r.scope = ANY(:scopes)) AS held
            """
        ),
        {"source": source_id, "scopes": list(scopes)},
    ).one()
    return Vanished(found.gone, found.held)


def withdraw(connection: Connection, source_id: str, scopes: Iterable[str]) -> None:
    """Close the version of every record that is no longer in what the load is the whole of."""
    connection.execute(
        text(
            f"""
            WITH gone AS (
                UPDATE record_version SET until = now()
                WHERE until IS NULL AND record_id IN (SELECT r.id {_GONE})
                RETURNING record_id
            )
            INSERT INTO touched
            SELECT DISTINCT m.asset_id FROM gone
            JOIN record_asset m ON m.record_id = gone.record_id AND m.until IS NULL
            ON CONFLICT DO NOTHING
            """
        ),
        {"source": source_id, "scopes": list(scopes)},
    )


def touch_these(connection: Connection, ids: Iterable[UUID]) -> None:
    """Note assets to be derived anew, whatever was changed of them."""
    connection.execute(text(_TOUCHED_PERHAPS))
    connection.execute(
        text("INSERT INTO touched SELECT unnest(CAST(:ids AS uuid[])) ON CONFLICT DO NOTHING"),
        {"ids": list(ids)},
    )


def touch(connection: Connection) -> None:
    """Note the assets whose records were new or changed in this load, to be derived anew."""
    connection.execute(
        text(
            """
            INSERT INTO touched
            SELECT DISTINCT m.asset_id FROM staged_record s
            JOIN record_asset m ON m.record_id = s.record_id AND m.until IS NULL
            WHERE s.outcome > 0
            ON CONFLICT DO NOTHING
            """
        )
    )
