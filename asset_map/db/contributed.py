"""Writes what was approved as records of their own source, and reads what the map says now.

Each thing that people tell of has one record here, which gets a further version with each change.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import orjson
from sqlalchemy import Connection, text

from asset_map import __version__
from asset_map.db import loads, records
from asset_map.db.merge import AS_ONE, SAYS
from asset_map.domain.contributions import RANK, SOURCE

TITLE = "Told by groups and residents"
LICENCE = "Open Government Licence v3.0"
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"

_NOW = f"""
WITH saying AS MATERIALIZED (SELECT {SAYS} WHERE m.asset_id = :id AND m.until IS NULL),
shared AS ({AS_ONE})
SELECT content AS said FROM saying WHERE voices = 1 UNION ALL SELECT said FROM shared
"""


def said_now(connection: Connection, asset_id: UUID) -> dict[str, Any]:
    """Return what all records of an asset say as one, as contents hold it; empty where none does.

    It has everything, also the place of a masked venue: it is for stewards, and whoever keeps it.
    """
    said: dict[str, Any] | None = connection.execute(text(_NOW), {"id": asset_id}).scalar()
    return said or {}


def own_record(connection: Connection, asset_id: UUID) -> tuple[UUID, dict[str, Any]] | None:
    """Return the record by which people told of an asset last, and what it says now; None where
    that came from another asset: it goes back with it once the two are taken apart."""
    row = connection.execute(
        text(
            """
            SELECT r.id, coalesce(v.content, '{}') AS content, first.asset_id = :id AS of_its_own
            FROM record_asset m
            JOIN record r ON r.id = m.record_id AND r.source_id = :source
            LEFT JOIN record_version v ON v.record_id = r.id AND v.until IS NULL
            CROSS JOIN LATERAL (
                SELECT asset_id FROM record_asset WHERE record_id = r.id ORDER BY id LIMIT 1
            ) AS first
            WHERE m.asset_id = :id AND m.until IS NULL
            ORDER BY v.since DESC NULLS LAST, m.since DESC, r.id LIMIT 1
            """
        ),
        {"id": asset_id, "source": SOURCE},
    ).first()
    return (row.id, row.content) if row and row.of_its_own else None


def any_record(connection: Connection, asset_id: UUID) -> UUID | None:
    """Return the record that speaks first for an asset: links hang on it."""
    found: UUID | None = connection.execute(
        text(
            """
            SELECT m.record_id FROM record_asset m
            JOIN record r ON r.id = m.record_id JOIN source s ON s.id = r.source_id
            JOIN record_version v ON v.record_id = r.id AND v.until IS NULL
            WHERE m.asset_id = :id AND m.until IS NULL
            ORDER BY v.content ? 'known', s.rank DESC, m.record_id LIMIT 1
            """
        ),
        {"id": asset_id},
    ).scalar()
    return found


def begin(connection: Connection, authority: str) -> UUID:
    """Write the source and a load of it, to which what follows leads back; make room for it."""
    load_id = uuid4()
    loads.save_source(
        connection,
        {
            "id": SOURCE,
            "title": TITLE,
            "publisher": "",
            "licence": LICENCE,
            "licence_url": LICENCE_URL,
            "open": True,
            "share_alike": False,
            "attribution": "",
            "gives": "asset",
            "rank": RANK,
            "demo": False,
        },
    )
    loads.save_load(
        connection,
        {
            "id": load_id,
            "source_id": SOURCE,
            "finished": datetime.now(UTC),
            "seconds": 0,
            "authority": authority,
            "extent": "",
            "files": [],
            "counts": {},
            "version": __version__,
        },
    )
    records.begin(connection)
    return load_id


def write(
    connection: Connection,
    load_id: UUID,
    record_id: UUID,
    kind: str,
    content: Mapping[str, Any],
    of_asset: UUID | None = None,
) -> int:
    """Keep what is said as a further version of a record, and note its asset to be derived anew.

    A new record speaks of the asset ``of_asset``, or of one of its own, under its own id. Returns
    the number of the version in force: no new one where the same is said as before.
    """
    bound = {
        "id": record_id,
        "kind": kind,
        "source": SOURCE,
        "load": load_id,
        "asset": of_asset or record_id,
        "content": orjson.dumps(dict(content), option=orjson.OPT_SORT_KEYS).decode(),
    }
    bound["digest"] = hashlib.sha256(str(bound["content"]).encode()).hexdigest()
    for statement in _WRITE:
        connection.execute(text(statement), bound)
    version: int = connection.execute(
        text("SELECT version FROM record_version WHERE record_id = :id AND until IS NULL"), bound
    ).scalar_one()
    return version


_WRITE = (
    """
    INSERT INTO record (id, kind, key, source_id, scope)
    VALUES (:id, :kind, CAST(:id AS text), :source, '') ON CONFLICT (id) DO NOTHING
    """,
    """
    UPDATE record_version SET until = now()
    WHERE record_id = :id AND until IS NULL AND digest <> :digest
    """,
    """
    INSERT INTO record_version (record_id, version, content, digest, load_id, since)
    SELECT :id, coalesce(max(version), 0) + 1, CAST(:content AS jsonb), :digest, :load, now()
    FROM record_version WHERE record_id = :id HAVING NOT bool_or(coalesce(until IS NULL, false))
        OR count(*) = 0
    """,
    """
    INSERT INTO record_asset (record_id, asset_id, since, reason)
    SELECT :id, :asset, now(), 'told by people'
    WHERE NOT EXISTS (SELECT 1 FROM record_asset WHERE record_id = :id)
    """,
    """
    INSERT INTO touched SELECT asset_id FROM record_asset WHERE record_id = :id AND until IS NULL
    ON CONFLICT DO NOTHING
    """,
)


def asset_of(connection: Connection, record_id: UUID) -> UUID:
    """Return the asset that a record speaks of now."""
    found: UUID = connection.execute(
        text("SELECT asset_id FROM record_asset WHERE record_id = :id AND until IS NULL"),
        {"id": record_id},
    ).scalar_one()
    return found


def withdraw(connection: Connection, record_id: UUID) -> None:
    """Take back what a record says, and note its asset to be derived anew. Its versions stay."""
    for statement in (
        "UPDATE record_version SET until = now() WHERE record_id = :id AND until IS NULL",
        _WRITE[-1],
    ):
        connection.execute(text(statement), {"id": record_id})


def link(
    connection: Connection,
    load_id: UUID,
    link_id: UUID,
    ends: tuple[UUID, UUID],
    type: str,
    said_by: str,
    detail: str = "",
) -> bool:
    """Write a link between two assets, or say anew who says so; False where one is not there."""
    from_record, to_record = (any_record(connection, end) for end in ends)
    if from_record is None or to_record is None:
        return False
    connection.execute(
        text(
            """
            INSERT INTO link (id, from_id, type, to_id, detail, said_by, from_record, to_record,
                              scope, source_id, load_id)
            VALUES (:id, :from_id, :type, :to_id, :detail, :said_by, :from_record, :to_record,
                    '', :source, :load)
            ON CONFLICT (id) DO UPDATE SET said_by = excluded.said_by, detail = excluded.detail,
                withdrawn = NULL, load_id = excluded.load_id
            """
        ),
        {
            "id": link_id,
            "from_id": ends[0],
            "to_id": ends[1],
            "type": type,
            "detail": detail,
            "said_by": said_by,
            "from_record": from_record,
            "to_record": to_record,
            "source": SOURCE,
            "load": load_id,
        },
    )
    records.touch_these(connection, ends)
    return True


def unlink(connection: Connection, link_id: UUID) -> None:
    """End a link that people stated, from today on."""
    ended = connection.execute(
        text(
            "UPDATE link SET withdrawn = current_date WHERE id = :id AND source_id = :source "
            "RETURNING from_id, to_id"
        ),
        {"id": link_id, "source": SOURCE},
    )
    records.touch_these(connection, [id for row in ended for id in row])
