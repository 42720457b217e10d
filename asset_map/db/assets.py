"""Reading assets: by id or name, and their links both ways."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from asset_map.db import leads_to
from asset_map.db.links_read import DETAIL
from asset_map.domain import breaks
from asset_map.domain.assets import (
    Asset,
    AssetKind,
    LinkedAsset,
    LinkType,
    Precision,
    Provenance,
    SaidBy,
)
from asset_map.domain.places import LocatedBy, Point

# A masked asset leaves this file at its ward's point, never at its own; so does what happens there.
_COLUMNS = """
    a.id, a.kind, a.name, a.description, a.located_by, a.masked, a.correspondence, a.withdrawn,
    a.valid_from, a.valid_from_precision, a.valid_to, a.valid_to_precision,
    a.break_from, a.break_until, a.break_why,
    a.last_confirmed, a.confirmed_by, a.retrieved,
    s.title AS source, s.licence, s.attribution, s.demo,
    ARRAY(SELECT n.need_id FROM asset_need n JOIN need ON need.id = n.need_id
          WHERE n.asset_id = a.id ORDER BY need.position) AS needs,
    ARRAY(SELECT coalesce(max(ar.name), c.area_code) FROM asset_area c
          LEFT JOIN area ar ON ar.code = c.area_code
          WHERE c.asset_id = a.id GROUP BY c.area_code ORDER BY 1) AS covers,
    (SELECT ST_X(p.geom) FROM asset_place p WHERE p.asset_id = a.id
     ORDER BY p.venue_id NULLS FIRST LIMIT 1) AS x,
    (SELECT ST_Y(p.geom) FROM asset_place p WHERE p.asset_id = a.id
     ORDER BY p.venue_id NULLS FIRST LIMIT 1) AS y
    FROM asset a JOIN source s ON s.id = a.source_id
"""


def by_ids(connection: Connection, ids: list[UUID]) -> dict[UUID, Asset]:
    """Return assets by id; those that are not there are left out."""
    rows = connection.execute(text(f"SELECT {_COLUMNS} WHERE a.id = ANY(:ids)"), {"ids": ids})
    return {row.id: _asset(row) for row in rows}


_ONE = text(f"SELECT {_COLUMNS} WHERE a.id = :id")


def by_id(connection: Connection, id: UUID) -> Asset | None:
    """Return one asset, if it is there."""
    row = connection.execute(_ONE, {"id": id}).one_or_none()
    return _asset(row) if row else None


def led_on(connection: Connection, old: UUID) -> UUID | None:
    """Return the asset that an asset's id leads to, once it was joined to it as the same thing."""
    asked = text(f"SELECT {leads_to.led_on('CAST(:old AS uuid)')}")
    asset_id: UUID | None = connection.execute(asked, {"old": old}).scalar_one()
    return asset_id


def details(connection: Connection, asset: Asset) -> dict[str, Any]:
    """Return what only this kind of asset has, and its public contact."""
    table = {
        AssetKind.GROUP: "community_group",
        AssetKind.VENUE: "venue",
        AssetKind.SERVICE: "service",
        AssetKind.SKILL_OFFER: "skill_offer",
    }[asset.kind]
    found = connection.execute(
        text(
            f"""
            SELECT d.*, a.url, a.email, a.phone, a.closed_because,
                   CASE WHEN a.hidden THEN '' ELSE a.address END AS address,
                   CASE WHEN a.hidden THEN NULL ELSE a.postcode END AS postcode
            FROM asset a LEFT JOIN {table} d ON d.asset_id = a.id
            WHERE a.id = :id
            """
        ),
        {"id": asset.id},
    ).one()
    fields = dict(found._mapping)
    del fields["asset_id"]
    return fields


def linked(connection: Connection, asset_id: UUID, at: date) -> list[LinkedAsset]:
    """Return what an asset hangs on, and what hangs on it, on a day."""
    rows = connection.execute(
        text(
            f"""
            SELECT DISTINCT ON (outward, l.type, o.name, o.id)
                   o.id, o.kind, o.name, l.type, l.from_id = :id AS outward,
                   {DETAIL} AS detail,
                   CASE WHEN min(l.said_by) OVER of_one <> max(l.said_by) OVER of_one
                        THEN 'both' ELSE l.said_by END AS said_by,
                   (o.valid_to IS NOT NULL AND o.valid_to <= :at) AS closed
            FROM link l
            JOIN asset o ON o.id = CASE WHEN l.from_id = :id THEN l.to_id ELSE l.from_id END
            WHERE (l.from_id = :id OR l.to_id = :id) AND l.from_id <> l.to_id
              AND l.withdrawn IS NULL AND o.withdrawn IS NULL
              AND (l.valid_from IS NULL OR l.valid_from <= :at)
              AND (l.valid_to IS NULL OR l.valid_to > :at)
            WINDOW of_one AS (PARTITION BY l.from_id, l.to_id, l.type)
            ORDER BY outward DESC, l.type, o.name, o.id, l.said_by
            """
        ),
        {"id": asset_id, "at": at},
    )
    return [
        LinkedAsset(
            id=row.id,
            kind=AssetKind(row.kind),
            name=row.name,
            link_type=LinkType(row.type),
            outward=row.outward,
            detail=row.detail,
            said_by=SaidBy(row.said_by),
            closed=row.closed,
        )
        for row in rows
    ]


def by_name(connection: Connection, words: str, limit: int = 5) -> list[tuple[UUID, str]]:
    """Return the id and name of assets whose name is much like ``words``."""
    rows = connection.execute(
        text(
            """
            SELECT id, name FROM asset
            WHERE name_key % lower(:words) AND (withdrawn IS NULL OR kind <> 'skill_offer')
            ORDER BY similarity(name_key, lower(:words)) DESC, name LIMIT :limit
            """
        ),
        {"words": words, "limit": limit},
    )
    return [(row.id, row.name) for row in rows]


def _asset(row: Row[Any]) -> Asset:
    return Asset(
        id=row.id,
        kind=AssetKind(row.kind),
        name=row.name,
        description=row.description,
        needs=tuple(row.needs),
        located_by=LocatedBy(row.located_by),
        point=None if row.x is None else Point(row.x, row.y),
        masked=row.masked,
        correspondence=row.correspondence,
        covers=tuple(row.covers),
        valid_from=row.valid_from,
        valid_from_precision=_precision(row.valid_from_precision),
        valid_to=row.valid_to,
        valid_to_precision=_precision(row.valid_to_precision),
        withdrawn=row.withdrawn,
        provenance=Provenance(
            source=row.source,
            licence=row.licence,
            attribution=row.attribution,
            retrieved=row.retrieved,
            last_confirmed=row.last_confirmed,
            confirmed_by=row.confirmed_by or None,
            demo=row.demo,
        ),
        away=breaks.known(row.break_from, row.break_until, row.break_why),
    )


def _precision(word: str | None) -> Precision | None:
    return Precision(word) if word else None
