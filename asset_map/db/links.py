"""Links among assets, as sources state them."""

from collections.abc import Iterable

import pandas as pd
from sqlalchemy import Connection, text

from asset_map.db import staging
from asset_map.db.staging import Counts, Repeats, copy_in

_COLUMNS = (
    *("id", "from_kind", "from_key", "type", "to_kind", "to_key", "to_name"),
    *("detail", "said_by", "scope", "valid_from", "valid_to", "_row", "_file", "_line"),
)

_STAGED = """
CREATE TEMP TABLE staged_link (
    id uuid, from_kind text, from_key text, type text, to_kind text, to_key text,
    to_name text, detail text, said_by text, scope text, valid_from date, valid_to date,
    _row bigint, _file text, _line integer,
    from_id uuid, to_id uuid, from_record uuid, to_record uuid
) ON COMMIT DROP
"""

# A key may be given without its kind; it then has to be the key of one record of the source only.
_RESOLVE = """
UPDATE staged_link s SET {side}_id = found.asset_id, {side}_record = found.id
FROM (
    SELECT r.id, r.key, r.kind, m.asset_id, count(*) OVER (PARTITION BY r.key) AS kinds
    FROM record r JOIN record_asset m ON m.record_id = r.id AND m.until IS NULL
    WHERE r.source_id = :source
) AS found
WHERE found.key = s.{side}_key
  AND (found.kind = s.{side}_kind OR (s.{side}_kind IS NULL AND found.kinds = 1))
"""

# Lists of people name things as they speak of them: by name, where only one of the kind has it.
_RESOLVE_BY_NAME = """
UPDATE staged_link s SET to_id = found.asset_id, to_record = found.id
FROM (
    SELECT r.id, r.kind, m.asset_id, v.content->>'name_key' AS name,
           count(*) OVER (PARTITION BY r.kind, v.content->>'name_key') AS namesakes
    FROM record r JOIN record_asset m ON m.record_id = r.id AND m.until IS NULL
    JOIN record_version v ON v.record_id = r.id AND v.until IS NULL
    WHERE r.source_id = :source
) AS found
WHERE s.to_id IS NULL AND found.name = s.to_name AND found.kind = s.to_kind
  AND found.namesakes = 1
"""

_SAID = "type, detail, said_by, valid_from, valid_to"
_VALUES = f"from_id, to_id, from_record, to_record, {_SAID}, scope"


def begin(connection: Connection) -> None:
    """Make room for the links of a load."""
    connection.execute(text("DROP TABLE IF EXISTS pg_temp.staged_link"))
    connection.execute(text(_STAGED))


def stage(connection: Connection, rows: pd.DataFrame) -> None:
    """Stage links between records of one source, named by kind and key.

    The second end may be named by ``to_name`` instead (see ``places.name_key``), with its kind.
    """
    copy_in(connection, "staged_link", rows[[name for name in _COLUMNS if name in rows.columns]])


def resolve(connection: Connection, source_id: str) -> list[tuple[int | None, str, int, str]]:
    """Find the assets that the staged links name; take out and return those with an unknown end."""
    if not connection.execute(text("SELECT EXISTS (SELECT 1 FROM staged_link)")).scalar():
        return []
    for side in ("from", "to"):
        connection.execute(text(_RESOLVE.format(side=side)), {"source": source_id})
    connection.execute(text(_RESOLVE_BY_NAME), {"source": source_id})
    lost = connection.execute(
        text(
            """
            DELETE FROM staged_link WHERE from_id IS NULL OR to_id IS NULL
            RETURNING _row, _file, _line, CASE WHEN from_id IS NULL THEN from_key ELSE to_key END
            """
        )
    )
    return [tuple(row) for row in lost]


def settle_repeats(connection: Connection) -> Repeats:
    """Take out links that were staged before, and tell what they were."""
    said = ["detail", "said_by", "valid_from", "valid_to"]
    shown = "from_key, type, to_key"
    return staging.settle_repeats(connection, "staged_link", ["id"], said, shown)


def write(connection: Connection, source_id: str, load_id: object) -> Counts:
    """Write new and changed links; count those that stand on rows of their own."""
    kept = ", ".join(f"kept.{name}" for name in ("withdrawn", *_SAID.split(", ")))
    staged = ", ".join(["NULL::date", *(f"s.{name}" for name in _SAID.split(", "))])
    found = connection.execute(
        text(
            f"""
            SELECT count(*) FILTER (WHERE own AND new) AS new,
                   count(*) FILTER (WHERE own AND NOT new AND differs) AS changed,
                   count(*) FILTER (WHERE own AND NOT new AND NOT differs) AS same,
                   count(*) FILTER (WHERE NOT own AND (new OR differs)) AS besides
            FROM (
                SELECT s._row IS NOT NULL AS own, kept.id IS NULL AS new,
                       ROW({kept}) IS DISTINCT FROM ROW({staged}) AS differs
                FROM staged_link s LEFT JOIN link kept USING (id)
            ) AS compared
            """
        )
    ).one()
    connection.execute(
        text(
            f"""
            INSERT INTO link (id, {_VALUES}, source_id, load_id)
            SELECT id, {_VALUES}, :source, :load FROM staged_link
            ON CONFLICT (id) DO UPDATE SET
                detail = excluded.detail, said_by = excluded.said_by, scope = excluded.scope,
                valid_from = excluded.valid_from, valid_to = excluded.valid_to,
                withdrawn = NULL, load_id = excluded.load_id
            WHERE ROW(link.detail, link.said_by, link.valid_from, link.valid_to, link.scope,
                      link.withdrawn) IS DISTINCT FROM
                ROW(excluded.detail, excluded.said_by, excluded.valid_from, excluded.valid_to,
                    excluded.scope, NULL::date)
            """
        ),
        {"source": source_id, "load": load_id},
    )
    return Counts(found.new, found.changed, found.same, besides=found.besides)


def withdraw(connection: Connection, source_id: str, scopes: Iterable[str]) -> int:
    """End the links that are no longer in what the load is the whole of; return how many."""
    done = connection.execute(
        text(
            """
            UPDATE link SET withdrawn = current_date
            WHERE source_id = :source AND withdrawn IS NULL
              AND scope = ANY(:scopes)
              AND NOT EXISTS (SELECT 1 FROM staged_link s WHERE s.id = link.id)
            """
        ),
        {"source": source_id, "scopes": list(scopes)},
    )
    return done.rowcount
