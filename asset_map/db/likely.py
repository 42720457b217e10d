"""What on the map may be the same thing as something that is only told of: nothing is written."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson
import pandas as pd
from sqlalchemy import Connection, text

# What is near and called somewhat like it, or has its very name or a number of it; see ``twins``,
# which looks at what was loaded.
_NEAR = text(
    """
    WITH told AS (
        SELECT ST_SetSRID(ST_MakePoint(CAST(:easting AS float8), CAST(:northing AS float8)), 27700)
                   AS geom
    ),
    found AS (
        SELECT a.id FROM told JOIN asset a ON a.kind = :kind
            AND ST_DWithin(a.geom, told.geom, :reach) AND (
                a.name_key % :name_key OR :name_key <% a.name_key OR a.name_key <% :name_key)
        UNION
        SELECT id FROM asset WHERE name_key = :name_key
        UNION
        SELECT i.asset_id FROM jsonb_each_text(CAST(:identifiers AS jsonb)) AS said
        JOIN asset_identifier i ON i.scheme = said.key AND i.value IN (
            said.value, ltrim(said.value, '0'), lpad(ltrim(said.value, '0'), 8, '0'))
    )
    SELECT r.id::text AS id, r.source_id AS source, r.kind, c.name_key, c.easting, c.northing,
           coalesce(c.postcode, '') AS postcode, coalesce(c.address, '') AS address,
           coalesce(c.located_by = 'coordinates', false) AS exact,
           a.hidden OR coalesce(c.masked, false) OR coalesce(c.correspondence, false) AS weak,
           coalesce(c.identifiers, '{}') AS identifiers, m.asset_id, a.name
    FROM found
    JOIN asset a ON a.id = found.id AND a.kind = :kind AND a.withdrawn IS NULL
    JOIN record_asset m ON m.asset_id = a.id AND m.until IS NULL
    JOIN record r ON r.id = m.record_id
    JOIN record_version v ON v.record_id = r.id AND v.until IS NULL
    CROSS JOIN LATERAL jsonb_to_record(
        CASE WHEN v.content ? 'known' THEN v.content->'known' || (v.content - 'known')
             ELSE v.content END) AS c(
        name_key text, postcode text, address text, easting float8, northing float8,
        located_by text, masked boolean, correspondence boolean, identifiers jsonb)
    WHERE c.name_key IS NOT NULL
    """
)


def near(
    connection: Connection, kind: str, content: Mapping[str, Any], reach_m: float
) -> pd.DataFrame:
    """Return records that may be the same thing as a content tells of, as ``analysis.matching``
    takes them, with the asset (``asset_id``, ``name``) of each. ``reach_m``: how far away one may
    be, metres.
    """
    rows = connection.execute(
        _NEAR,
        {
            "kind": kind,
            "easting": content.get("easting"),
            "northing": content.get("northing"),
            "name_key": content.get("name_key") or "",
            "identifiers": orjson.dumps(content.get("identifiers") or {}).decode(),
            "reach": reach_m,
        },
    )
    return pd.DataFrame([dict(row._mapping) for row in rows])


def records_of(connection: Connection, assets: Sequence[UUID]) -> list[UUID]:
    """Return the records that speak of some assets."""
    rows = connection.execute(
        text("SELECT record_id FROM record_asset WHERE asset_id = ANY(:ids) AND until IS NULL"),
        {"ids": list(assets)},
    )
    return list(rows.scalars())
