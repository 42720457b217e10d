"""Pairs of records that may speak of one thing, and the assets that they are mapped to for it."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
import pandas as pd
import pyarrow as pa
from pyarrow import csv
from sqlalchemy import Connection, text

from asset_map.db.record_search import POINT
from asset_map.db.staging import copy_in

FEW = 500
"""Up to so many fresh records, what is near them is looked up; for more, all is read at once."""

_FRESH = "CREATE TEMP TABLE fresh_record (record_id uuid PRIMARY KEY) ON COMMIT DROP"

_SAID = """
    r.id, r.source_id AS source, r.kind, s.demo, c.name_key, c.easting, c.northing,
    coalesce(c.postcode, '') AS postcode, coalesce(c.address, '') AS address,
    coalesce(c.located_by = 'coordinates', false) AS exact,
    coalesce(c.masked, false) OR coalesce(c.correspondence, false) AS weak,
    coalesce(c.identifiers::text, '') AS identifiers, f.record_id IS NOT NULL AS fresh
FROM record r
JOIN source s ON s.id = r.source_id
JOIN record_version v ON v.record_id = r.id AND v.until IS NULL
LEFT JOIN fresh_record f ON f.record_id = r.id
CROSS JOIN LATERAL jsonb_to_record(v.content) AS c(
    name_key text, postcode text, address text, easting float8, northing float8, located_by text,
    masked boolean, correspondence boolean, identifiers jsonb)
"""

# A record may be a twin of a fresh one if it or its asset is in reach, or has an identifier or the
# name of it, or is one with it already: what is joined is shown at the place of one record alone.
# Numbers are published with and without leading zeros.
_NEAR = f"""
CREATE TEMP TABLE near_fresh ON COMMIT DROP AS
WITH asked AS (
    SELECT r.kind, c.name_key, c.identifiers,
           ST_SetSRID(ST_MakePoint(c.easting, c.northing), 27700) AS geom
    FROM fresh_record f
    JOIN record r ON r.id = f.record_id
    JOIN record_version v ON v.record_id = r.id AND v.until IS NULL
    CROSS JOIN LATERAL jsonb_to_record(v.content) AS c(
        name_key text, easting float8, northing float8, identifiers jsonb)
),
found AS (
    SELECT a.id FROM asked
    JOIN asset a ON a.kind = asked.kind AND ST_DWithin(a.geom, asked.geom, :reach)
    UNION
    SELECT a.id FROM asked JOIN asset a ON a.name_key = asked.name_key AND a.kind = asked.kind
    UNION
    SELECT i.asset_id FROM asked
    CROSS JOIN LATERAL jsonb_each_text(asked.identifiers) AS said
    JOIN asset_identifier i ON i.scheme = said.key AND i.value IN (
        said.value, ltrim(said.value, '0'), lpad(ltrim(said.value, '0'), 8, '0'))
)
SELECT m.record_id FROM found JOIN record_asset m ON m.asset_id = found.id AND m.until IS NULL
UNION
SELECT v.record_id FROM asked
JOIN record_version v ON v.until IS NULL AND v.content ? 'easting'
    AND ST_DWithin({POINT.format("v.content")}, asked.geom, :reach)
JOIN record r ON r.id = v.record_id AND r.kind = asked.kind
UNION
SELECT o.record_id FROM fresh_record
JOIN record_asset m ON m.record_id = fresh_record.record_id AND m.until IS NULL
JOIN record_asset o ON o.asset_id = m.asset_id AND o.until IS NULL
UNION
SELECT record_id FROM fresh_record
"""

_STAGED = """
CREATE TEMP TABLE staged_twin (
    record_a uuid, record_b uuid, verdict text, score float8, reason text
) ON COMMIT DROP
"""

# What a person decided stays; what the machine held of a record that changed is held anew.
_FORGET = """
    DELETE FROM twin WHERE decided IS NULL
      AND (record_a IN (SELECT record_id FROM fresh_record)
           OR record_b IN (SELECT record_id FROM fresh_record))
"""

_KEEP = """
    INSERT INTO twin (record_a, record_b, verdict, score, reason, found)
    SELECT record_a, record_b, verdict, score, reason, now() FROM staged_twin
    ON CONFLICT (record_a, record_b) DO NOTHING
"""

# All records that hang together with a fresh one: through a pair that is held to be one thing, or
# through the asset that they are mapped to now.
_CONCERNED = """
CREATE TEMP TABLE concerned ON COMMIT DROP AS
WITH RECURSIVE one_thing AS (
    SELECT record_a, record_b FROM twin WHERE verdict IN ('sure', 'same')
),
seed AS (
    SELECT record_a AS record_id FROM one_thing JOIN fresh_record ON record_id = record_a
    UNION
    SELECT record_b FROM one_thing JOIN fresh_record ON record_id = record_b
    UNION
    SELECT m.record_id FROM fresh_record
    JOIN record_asset m USING (record_id)
    JOIN record_asset o ON o.asset_id = m.asset_id AND o.record_id <> m.record_id
    WHERE m.until IS NULL AND o.until IS NULL
),
concerned AS (
    SELECT record_id FROM seed
    UNION
    SELECT next.record_id FROM concerned c CROSS JOIN LATERAL (
        SELECT record_b AS record_id FROM twin
        WHERE record_a = c.record_id AND verdict IN ('sure', 'same')
        UNION ALL
        SELECT record_a FROM twin WHERE record_b = c.record_id AND verdict IN ('sure', 'same')
        UNION ALL
        SELECT o.record_id FROM record_asset m JOIN record_asset o USING (asset_id)
        WHERE m.record_id = c.record_id AND m.until IS NULL AND o.until IS NULL
    ) AS next
)
SELECT record_id FROM concerned
"""

_MEMBERS = """
SELECT r.id::text, r.source_id AS source, s.rank, first.asset_id::text AS home,
       first.since AS first_seen, now.asset_id::text AS asset_id,
       v.until IS NULL AS in_force, coalesce(v.content->'identifiers', '{}') AS identifiers,
       coalesce(last.asset_id, first.asset_id)::text AS last_told_as
FROM concerned c
JOIN record r ON r.id = c.record_id
JOIN source s ON s.id = r.source_id
JOIN record_asset now ON now.record_id = r.id AND now.until IS NULL
JOIN (
    SELECT DISTINCT ON (record_id) record_id, asset_id, since FROM record_asset
    WHERE record_id IN (SELECT record_id FROM concerned) ORDER BY record_id, id
) AS first ON first.record_id = r.id
LEFT JOIN (
    SELECT DISTINCT ON (m.record_id) m.record_id, m.asset_id FROM record_asset m
    JOIN (
        SELECT record_id, max(until) AS ended FROM record_version
        WHERE record_id IN (SELECT record_id FROM concerned)
        GROUP BY record_id HAVING count(*) = count(until)
    ) AS gone USING (record_id)
    WHERE m.since < gone.ended ORDER BY m.record_id, m.id DESC
) AS last ON last.record_id = r.id
CROSS JOIN LATERAL (
    SELECT content, until FROM record_version v WHERE v.record_id = r.id
    ORDER BY v.version DESC LIMIT 1
) AS v
"""

_MOVE = (
    """
    INSERT INTO touched
    SELECT m.asset_id FROM record_asset m JOIN moved USING (record_id) WHERE m.until IS NULL
    UNION SELECT asset_id FROM moved
    ON CONFLICT DO NOTHING
    """,
    """
    UPDATE record_asset m SET until = now()
    FROM moved WHERE moved.record_id = m.record_id AND m.until IS NULL
    """,
    """
    INSERT INTO record_asset (record_id, asset_id, since, reason)
    SELECT record_id, asset_id, now(), reason FROM moved
    """,
)


@dataclass(frozen=True)
class Member:
    """A record among those that hang together, and the asset it is mapped to; ``home``: at first.

    ``in_force``: its source still tells of it; else ``last_told_as``: the asset it was when it did.
    """

    id: str
    source: str
    rank: int
    home: str
    first_seen: datetime
    asset_id: str
    in_force: bool
    identifiers: dict[str, str]
    last_told_as: str


def note_loaded(connection: Connection) -> int:
    """Take the records that are new or changed in this load as the fresh ones; count them."""
    return _note(connection, "SELECT record_id FROM staged_record WHERE outcome > 0 GROUP BY 1", {})


def note(connection: Connection, records: list[UUID]) -> int:
    """Take these records as the fresh ones, to be looked at again; count them."""
    return _note(connection, "SELECT unnest(CAST(:records AS uuid[]))", {"records": records})


def _note(connection: Connection, query: str, bound: dict[str, Any]) -> int:
    _begin(connection, "fresh_record", _FRESH)
    done = connection.execute(text(f"INSERT INTO fresh_record {query}"), bound)
    connection.execute(text("ANALYZE fresh_record"))
    return done.rowcount


def to_compare(connection: Connection, reach_m: float) -> pd.DataFrame:
    """Return the fresh records and what may be the same thing, as ``analysis.matching`` takes it.

    ``reach_m``: how far from a fresh record another may be, metres.
    """
    few = connection.execute(text("SELECT count(*) FROM fresh_record")).scalar_one() <= FEW
    if few:
        connection.execute(text("DROP TABLE IF EXISTS pg_temp.near_fresh"))
        connection.execute(text(_NEAR), {"reach": reach_m})
        return _read(connection, f"SELECT {_SAID} JOIN near_fresh n ON n.record_id = r.id")
    return _read(connection, f"SELECT {_SAID}")


def forget(connection: Connection) -> None:
    """Forget what was held of the fresh records, but for what a person decided."""
    connection.execute(text(_FORGET))


def keep(connection: Connection, pairs: pd.DataFrame) -> None:
    """Keep what was found of the fresh records: pairs ``a`` < ``b``, verdict, score, reason."""
    _begin(connection, "staged_twin", _STAGED)
    copy_in(connection, "staged_twin", pairs.rename(columns={"a": "record_a", "b": "record_b"}))
    connection.execute(text(_KEEP))


def concerned(connection: Connection) -> list[Member]:
    """Return the records whose asset may change by what is held of the fresh ones."""
    connection.execute(text("DROP TABLE IF EXISTS pg_temp.concerned"))
    connection.execute(text("ANALYZE twin"))
    connection.execute(text(_CONCERNED))
    connection.execute(text("ANALYZE concerned"))
    return [Member(**row._mapping) for row in connection.execute(text(_MEMBERS))]


def held_of_concerned(connection: Connection) -> list[tuple[str, str, str, float]]:
    """Return the pairs among the concerned records: both ids, verdict and score."""
    rows = connection.execute(
        text(
            """
            SELECT record_a::text, record_b::text, verdict, score FROM twin
            WHERE record_a IN (SELECT record_id FROM concerned)
              AND record_b IN (SELECT record_id FROM concerned)
            """
        )
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def move(connection: Connection, moves: pd.DataFrame) -> None:
    """Map records (record_id) to other assets (asset_id) from now on, each with its reason.

    The assets that they leave and come to are noted to be derived anew.
    """
    made = "CREATE TEMP TABLE moved (record_id uuid, asset_id uuid, reason text) ON COMMIT DROP"
    _begin(connection, "moved", made)
    copy_in(connection, "moved", moves)
    for statement in _MOVE:
        connection.execute(text(statement))


def told_of_fresh(connection: Connection) -> tuple[int, int]:
    """Count the fresh records that share an asset, and the pairs of them that look alike."""
    found = connection.execute(
        text(
            """
            SELECT (SELECT count(*) FROM fresh_record f
                    JOIN record_asset m ON m.record_id = f.record_id AND m.until IS NULL
                    WHERE EXISTS (SELECT 1 FROM record_asset o WHERE o.asset_id = m.asset_id
                                    AND o.record_id <> m.record_id AND o.until IS NULL)),
                   (SELECT count(*) FROM twin WHERE verdict = 'likely'
                      AND (record_a IN (SELECT record_id FROM fresh_record)
                           OR record_b IN (SELECT record_id FROM fresh_record)))
            """
        )
    ).one()
    return found[0], found[1]


def _begin(connection: Connection, table: str, statement: str) -> None:
    connection.execute(text(f"DROP TABLE IF EXISTS pg_temp.{table}"))
    connection.execute(text(statement))


def _read(connection: Connection, query: str) -> pd.DataFrame:
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection is closed")
    content = io.BytesIO()
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)") as copy,
    ):
        for block in copy:
            content.write(block)
    content.seek(0)
    rows = csv.read_csv(
        content,
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            column_types=_TYPES, true_values=["t"], false_values=["f"]
        ),
    ).to_pandas()
    identifiers = [orjson.loads(said) if said else {} for said in rows["identifiers"]]
    return rows.assign(identifiers=identifiers)


_TYPES = {
    **dict.fromkeys(
        ("id", "source", "kind", "name_key", "postcode", "address", "identifiers"), pa.string()
    ),
    **dict.fromkeys(("easting", "northing"), pa.float64()),
    **dict.fromkeys(("demo", "exact", "weak", "fresh"), pa.bool_()),
}
