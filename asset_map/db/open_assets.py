"""Assets and links as open data: made from what open sources say, and from nothing else.

The tables of assets are derived from all records, field by field. What leaves as open data is made
anew from the records of open sources alone, so that no field of another source is in it.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, text

from asset_map.db.merge import AS_ONE, SAYS
from asset_map.db.terms import languages
from asset_map.domain import breaks
from asset_map.domain.assets import AssetKind, Session
from asset_map.domain.numbers import real_people, real_people_shown
from asset_map.domain.open_data import Covered, OpenAsset, OpenLink

BATCH = 2000
REGISTERS = "GB-"
"""Identifiers of registers of organisations begin so; any other one may lead to a place."""

OPENLY = """record_asset m
    JOIN record r ON r.id = m.record_id AND m.until IS NULL
    JOIN source s ON s.id = r.source_id AND s.open
    JOIN record_version v ON v.record_id = r.id AND v.until IS NULL AND NOT v.content ? 'known'"""
"""What open sources tell, ``v``, of which asset, ``m``. A correction alone does not: what it
corrects may be of a source that is not open."""

TOLD_OPENLY = f"EXISTS (SELECT 1 FROM {OPENLY} WHERE m.asset_id = {{asset}}.id {{further}})"
"""Whether an open source tells of an asset; ``further``: and says what is asked for."""

_READ = f"""
WITH saying AS MATERIALIZED (
    SELECT {SAYS}
    WHERE m.asset_id = ANY(:ids) AND m.until IS NULL AND s.open
),
shared AS ({AS_ONE}),
merged AS (
    SELECT asset_id, kind, source_id, finished, content AS said FROM saying WHERE voices = 1
    UNION ALL
    SELECT asset_id, kind, source_id, finished, said FROM shared
),
told AS (
    SELECT asset_id, max(since) AS changed, array_agg(DISTINCT source_id) AS sources
    FROM saying GROUP BY asset_id
),
kept AS (
    SELECT merged.*, told.changed, told.sources,
           coalesce((said->>'correspondence')::boolean, false) AS post,
           a.hidden OR coalesce((said->>'correspondence')::boolean, false)
               OR coalesce((said->>'masked')::boolean, false) AS place_hidden,
           EXISTS (
               SELECT 1 FROM record_asset m
               JOIN record_version v ON v.record_id = m.record_id AND v.until IS NULL
               WHERE m.asset_id = a.id AND m.until IS NULL
                 AND (v.content->>'masked')::boolean
                 AND NOT coalesce((v.content->>'correspondence')::boolean, false)
           ) AS masked,
           CASE WHEN said ? 'easting' THEN ST_SetSRID(ST_MakePoint(
               (said->>'easting')::float8, (said->>'northing')::float8), 27700) END AS point
    FROM merged
    JOIN told USING (asset_id)
    JOIN asset a ON a.id = merged.asset_id AND a.withdrawn IS NULL
    WHERE {TOLD_OPENLY.format(asset="a", further="")}
)
SELECT k.asset_id, k.kind, k.source_id, k.sources, k.finished::date AS retrieved, k.changed,
       k.said, k.place_hidden, k.place_hidden AND (k.masked OR NOT k.post) AS withheld,
       round(ST_Y(d.p)::numeric, 6) AS latitude, round(ST_X(d.p)::numeric, 6) AS longitude,
       w.code AS ward_code, w.name AS ward_name, c.covers
FROM kept k
LEFT JOIN LATERAL (
    SELECT ST_Transform(k.point, 4326) AS p
    WHERE NOT k.place_hidden AND NOT (k.said->>'located_by' = 'postcode' AND EXISTS (
        SELECT 1 FROM postcode pc JOIN source ps ON ps.id = pc.source_id
        WHERE pc.postcode = k.said->>'postcode' AND NOT ps.open))
) AS d ON true
LEFT JOIN LATERAL (
    SELECT ar.code, ar.name FROM area ar JOIN source s ON s.id = ar.source_id AND s.open
    WHERE ar.kind = 'ward' AND ST_Covers(ar.geom, k.point)
    ORDER BY ar.vintage DESC, ar.code LIMIT 1
) AS w ON true
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(said.code, coalesce(ar.name, ''), coalesce(ar.kind, ''))
                     ORDER BY said.code) AS covers
    FROM jsonb_array_elements_text(k.said->'covers') AS said(code)
    LEFT JOIN LATERAL (
        SELECT n.name, n.kind FROM area n JOIN source s ON s.id = n.source_id AND s.open
        WHERE n.code = said.code ORDER BY n.vintage DESC, n.kind LIMIT 1
    ) AS ar ON true
    WHERE NOT k.place_hidden OR ar.kind IN ('ward', 'authority')
) AS c ON true
ORDER BY k.asset_id
"""

_IDS = f"""
SELECT a.id FROM asset a
WHERE a.withdrawn IS NULL AND (CAST(:after AS uuid) IS NULL OR a.id > :after)
  AND (CAST(:kinds AS text[]) IS NULL OR a.kind = ANY(:kinds))
  AND {TOLD_OPENLY.format(asset="a", further="")}
ORDER BY a.id LIMIT :limit
"""

_LINKS = f"""
SELECT l.id, l.from_id, f.kind AS from_kind, l.type, l.to_id, t.kind AS to_kind, l.said_by,
       l.valid_from, l.valid_to, l.source_id AS source,
       CASE WHEN (f.hidden AND NOT f.correspondence) OR (t.hidden AND NOT t.correspondence)
            THEN '' ELSE l.detail END AS detail
FROM link l
JOIN source o ON o.id = l.source_id AND o.open
JOIN asset f ON f.id = l.from_id AND f.withdrawn IS NULL
JOIN asset t ON t.id = l.to_id AND t.withdrawn IS NULL
WHERE l.withdrawn IS NULL AND l.from_id <> l.to_id
  AND {TOLD_OPENLY.format(asset="f", further="")}
  AND {TOLD_OPENLY.format(asset="t", further="")}
"""


def read(connection: Connection, ids: Iterable[UUID]) -> dict[UUID, OpenAsset]:
    """Return assets by id, in the order of their ids; those that are not open are left out."""
    rows = connection.execute(text(_READ), {"ids": list(ids)})
    return {row.asset_id: _asset(row) for row in rows}


def ids(connection: Connection, kinds: tuple[AssetKind, ...] = ()) -> Iterator[list[UUID]]:
    """Yield the ids of all open assets of some kinds, in batches."""
    asked: dict[str, Any] = {"kinds": [kind.value for kind in kinds] or None, "limit": BATCH}
    after = None
    while found := list(connection.execute(text(_IDS), asked | {"after": after}).scalars()):
        yield found
        after = found[-1]


def links(connection: Connection) -> Iterator[list[OpenLink]]:
    """Yield all open links between open assets, in batches."""
    page = f"{_LINKS} AND (CAST(:after AS uuid) IS NULL OR l.id > :after) ORDER BY l.id LIMIT :n"
    after = None
    while found := connection.execute(text(page), {"after": after, "n": BATCH}).all():
        yield [_link(row) for row in found]
        after = found[-1].id


def links_of(connection: Connection, services: Iterable[UUID]) -> list[OpenLink]:
    """Return the open links that some assets have to others, as they are today."""
    today = """
        AND l.from_id = ANY(:ids) AND (l.valid_from IS NULL OR l.valid_from <= current_date)
        AND (l.valid_to IS NULL OR l.valid_to > current_date) ORDER BY l.id
    """
    rows = connection.execute(text(_LINKS + today), {"ids": list(services)})
    return [_link(row) for row in rows]


def _link(row: Row[Any]) -> OpenLink:
    fields = dict(row._mapping)
    kinds = {name: AssetKind(fields[name]) for name in ("from_kind", "to_kind")}
    return OpenLink(**fields | kinds)


def _asset(row: Row[Any]) -> OpenAsset:
    said, hidden, withheld = row.said, row.place_hidden, row.withheld
    known, known_languages = said.get("identifiers") or {}, languages()
    registered = {k: v for k, v in known.items() if k.startswith(REGISTERS)}
    return OpenAsset(
        id=row.asset_id,
        kind=AssetKind(row.kind),
        name=said["name"],
        description="" if withheld else said.get("description") or "",
        needs=tuple(sorted(set(said.get("needs") or ()))),
        url="" if withheld else said.get("url") or "",
        email=said.get("email") or "",
        phone=said.get("phone") or "",
        address="" if hidden else said.get("address") or "",
        postcode="" if hidden else said.get("postcode") or "",
        position=None if row.latitude is None else (float(row.latitude), float(row.longitude)),
        located_by=_located_by(row),
        place_hidden=hidden,
        withheld=withheld,
        ward=Covered(row.ward_code, row.ward_name, "ward") if row.ward_code else None,
        covers=tuple(Covered(*one) for one in row.covers or ()),
        identifiers=(registered if row.kind == AssetKind.GROUP else {}) if hidden else known,
        sessions=tuple(
            Session(one["byday"], one["opens_at"][:5], one["closes_at"][:5])
            for one in said.get("sessions") or ()
        ),
        valid_from=_day(said.get("valid_from")),
        valid_from_precision=said.get("valid_from_precision") or "",
        valid_to=_day(said.get("valid_to")),
        valid_to_precision=said.get("valid_to_precision") or "",
        last_confirmed=_day(said.get("last_confirmed")),
        retrieved=row.retrieved,
        changed=None if withheld else row.changed,
        sources=(row.source_id, *sorted(set(row.sources) - {row.source_id})),
        details=_details(AssetKind(row.kind), said, withheld=withheld),
        languages=tuple(
            known_languages[code]
            for code in sorted(said.get("languages") or ())
            if code in known_languages
        ),
        away=breaks.known(
            _day(said.get("break_from")),
            _day(said.get("break_until")),
            "" if withheld else said.get("break_why"),
        ),
    )


def _located_by(row: Row[Any]) -> str:
    if row.place_hidden:
        return "ward" if row.ward_code else "unknown"
    return row.said.get("located_by") or "unknown"


_NUMBERS = {
    AssetKind.GROUP: (),
    AssetKind.VENUE: ("size_people", "step_free"),
    AssetKind.SERVICE: ("weekly_capacity",),
    AssetKind.SKILL_OFFER: (),
}
_WORDS = {
    AssetKind.GROUP: (),
    AssetKind.VENUE: ("hours_free",),
    AssetKind.SERVICE: ("how", "cost", "who_for", "hours_text"),
    AssetKind.SKILL_OFFER: (),
}
_TYPES = {
    AssetKind.GROUP: "group_type",
    AssetKind.VENUE: "venue_type",
    AssetKind.SKILL_OFFER: "skill",
}


def _details(kind: AssetKind, said: dict[str, Any], *, withheld: bool) -> dict[str, Any]:
    """Return what only this kind has; a count of real people only as it may be shown."""
    found: dict[str, Any] = {name: said.get(name) for name in _NUMBERS[kind]}
    found |= {name: "" if withheld else said.get(name) or "" for name in _WORDS[kind]}
    if kind in _TYPES:
        found["type"] = said.get(_TYPES[kind]) or ""
    if kind is AssetKind.SKILL_OFFER:
        people = int(said["people"])
        found |= {"people": real_people(people), "people_shown": real_people_shown(people)}
    return found


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
