"""What sources say, kept version by version, and which asset each record speaks of."""

import pandas as pd
from sqlalchemy import Connection, text

from asset_map.db import staging
from asset_map.db.staging import Counts, Repeats, copy_in

_STAGED = """
CREATE TEMP TABLE staged_record (
    record_id uuid, kind text, key text, content jsonb, digest text,
    _row bigint, _file text, _line integer, outcome smallint
) ON COMMIT DROP
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
       count(*) FILTER (WHERE most = 0) AS unchanged
FROM (SELECT min(outcome) AS least, max(outcome) AS most
      FROM staged_record GROUP BY _row) AS of_rows
"""

_WRITE = (
    """
    INSERT INTO record (id, kind, key, source_id)
    SELECT record_id, kind, key, :source FROM staged_record WHERE outcome = 2
    ON CONFLICT (id) DO NOTHING
    """,
    """
    UPDATE record_version v SET until = now()
    FROM staged_record s WHERE s.record_id = v.record_id AND v.until IS NULL AND s.outcome = 1
    """,
    """
    INSERT INTO record_version (record_id, version, content, digest, load_id, since)
    SELECT s.record_id, coalesce(max(v.version), 0) + 1, s.content, s.digest, :load, now()
    FROM staged_record s LEFT JOIN record_version v USING (record_id)
    WHERE s.outcome > 0
    GROUP BY s.record_id, s.content, s.digest
    """,
    # A record that nobody has matched yet speaks of an asset of its own, under its own id.
    """
    INSERT INTO record_asset (record_id, asset_id, since, reason)
    SELECT s.record_id, s.record_id, now(), 'first seen'
    FROM staged_record s
    WHERE NOT EXISTS (SELECT 1 FROM record_asset m WHERE m.record_id = s.record_id)
    """,
)


def begin(connection: Connection) -> None:
    """Make room for the records of a load."""
    connection.execute(text("DROP TABLE IF EXISTS pg_temp.staged_record"))
    connection.execute(text(_STAGED))


def stage(connection: Connection, rows: pd.DataFrame) -> None:
    """Stage records: record_id, kind, key, content (JSON text), digest and where each came from."""
    copy_in(connection, "staged_record", rows)


def settle_repeats(connection: Connection) -> Repeats:
    """Take out records whose key was staged before, and tell what they were."""
    return staging.settle_repeats(connection, "staged_record", ["record_id"], ["digest"], "key")


def write(connection: Connection, source_id: str, load_id: object) -> Counts:
    """Keep what is new or changed as a further version; return the counts by row of the file."""
    connection.execute(text(_COMPARE))
    found = connection.execute(text(_COUNT)).one()
    for statement in _WRITE:
        connection.execute(text(statement), {"source": source_id, "load": load_id})
    return Counts(found.new, found.changed, found.unchanged)


def touched_assets(connection: Connection) -> list[object]:
    """Return the assets whose records were new or changed in this load."""
    rows = connection.execute(
        text(
            """
            SELECT DISTINCT m.asset_id FROM staged_record s
            JOIN record_asset m ON m.record_id = s.record_id AND m.until IS NULL
            WHERE s.outcome > 0
            """
        )
    )
    return list(rows.scalars())
