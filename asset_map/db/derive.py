"""Makes assets from records, and from assets what questions are asked of.

An asset's fields come from the records that speak of it, field by field: the source with the higher
rank wins. Nothing here decides; it only follows the mapping of records to assets.
"""

from sqlalchemy import Connection, text

from asset_map.db import among, disclosure, found_by
from asset_map.db.among import narrowed
from asset_map.db.merge import SAYS, SHARED
from asset_map.db.renewing import renew

DETAIL_TABLES = (
    "community_group",
    "venue",
    "service",
    "skill_offer",
    "asset_need",
    "asset_area",
    "asset_identifier",
    "asset_language",
    "asset_ask",
    "schedule",
)
"""What only some assets have, or have several of."""

# Most assets have one record, whose content is all that is said. For the others see ``merge``.
_SAYING = f"""
CREATE TEMP TABLE saying ON COMMIT DROP AS
SELECT {SAYS}
JOIN touched t ON t.asset_id = m.asset_id
WHERE m.until IS NULL
"""

_MERGED = """
CREATE TEMP TABLE merged ON COMMIT DROP AS
SELECT asset_id, kind, source_id, finished::date AS retrieved, content AS said
FROM saying WHERE voices = 1
UNION ALL
SELECT asset_id, kind, source_id, finished::date, said FROM shared
"""

_ASSET = """
INSERT INTO asset (id, kind, name, name_key, description, url, email, phone, address, postcode,
    located_by, masked, correspondence, classified_by, valid_from, valid_from_precision,
    valid_to, valid_to_precision, last_confirmed, confirmed_by, retrieved, source_id,
    closed_because, break_from, break_until, break_why, geom)
SELECT asset_id, kind, name, name_key, coalesce(description, ''),
    coalesce(url, ''), coalesce(email, ''), coalesce(phone, ''),
    coalesce(address, ''), postcode, located_by,
    coalesce(masked, correspondence, false), coalesce(correspondence, false),
    coalesce(classified_by, ''), valid_from, valid_from_precision, valid_to, valid_to_precision,
    last_confirmed, coalesce(confirmed_by, ''), retrieved, source_id,
    coalesce(closed_because, ''), break_from, break_until, coalesce(break_why, ''),
    ST_SetSRID(ST_MakePoint(easting, northing), 27700)
FROM merged CROSS JOIN LATERAL jsonb_to_record(said) AS x(
    name text, name_key text, description text, url text, email text, phone text, address text,
    postcode text, located_by text, masked boolean, correspondence boolean, classified_by text,
    valid_from date, valid_from_precision text, valid_to date, valid_to_precision text,
    last_confirmed date, confirmed_by text, closed_because text, break_from date,
    break_until date, break_why text, easting float8, northing float8)
"""

_DETAILS = (
    """
    INSERT INTO community_group (asset_id, group_type)
    SELECT asset_id, coalesce(said->>'group_type', '') FROM merged WHERE kind = 'group'
    """,
    """
    INSERT INTO venue (asset_id, venue_type, size_people, step_free, hours_free)
    SELECT asset_id, coalesce(said->>'venue_type', ''), (said->>'size_people')::integer,
           (said->>'step_free')::boolean, coalesce(said->>'hours_free', '')
    FROM merged WHERE kind = 'venue'
    """,
    """
    INSERT INTO service (asset_id, how, cost, who_for, weekly_capacity, hours_text)
    SELECT asset_id, coalesce(said->>'how', ''), coalesce(said->>'cost', ''),
           coalesce(said->>'who_for', ''), (said->>'weekly_capacity')::integer,
           coalesce(said->>'hours_text', '')
    FROM merged WHERE kind = 'service'
    """,
    """
    INSERT INTO skill_offer (asset_id, skill, people)
    SELECT asset_id, said->>'skill', (said->>'people')::integer
    FROM merged WHERE kind = 'skill_offer'
    """,
    """
    INSERT INTO asset_need (asset_id, need_id)
    SELECT DISTINCT asset_id, n.id FROM merged
    CROSS JOIN LATERAL jsonb_array_elements_text(said->'needs') AS said_need
    JOIN need n ON n.id = said_need
    """,
    """
    INSERT INTO asset_area (asset_id, area_code)
    SELECT DISTINCT asset_id, code FROM merged
    CROSS JOIN LATERAL jsonb_array_elements_text(said->'covers') AS code
    """,
    """
    INSERT INTO asset_identifier (asset_id, scheme, value)
    SELECT asset_id, i.key, i.value FROM merged
    CROSS JOIN LATERAL jsonb_each_text(said->'identifiers') AS i
    """,
    """
    INSERT INTO asset_language (asset_id, language)
    SELECT DISTINCT asset_id, language FROM merged
    CROSS JOIN LATERAL jsonb_array_elements_text(said->'languages') AS language
    """,
    """
    INSERT INTO asset_ask (asset_id, skill, times)
    SELECT DISTINCT ON (asset_id, t.skill) asset_id, t.skill, coalesce(t.times, '') FROM merged
    CROSS JOIN LATERAL jsonb_to_recordset(said->'asks') AS t(skill text, times text)
    ORDER BY asset_id, t.skill, t.times = '', t.times
    """,
    """
    INSERT INTO schedule (asset_id, freq, byday, opens_at, closes_at)
    SELECT asset_id, 'WEEKLY', t.byday, t.opens_at, t.closes_at FROM merged
    CROSS JOIN LATERAL jsonb_to_recordset(said->'sessions')
        AS t(byday text, opens_at time, closes_at time)
    """,
)

# What hangs on a masked venue and names the same place as its own would give it away: a service
# there, the group that runs it and has its address there, and what that group provides.
_HIDDEN = """
WITH RECURSIVE near_masked AS (
    SELECT id AS venue_id, id AS asset_id, 0 AS steps FROM asset WHERE masked
    UNION
    SELECT m.venue_id, CASE WHEN l.from_id = m.asset_id THEN l.to_id ELSE l.from_id END, steps + 1
    FROM near_masked m JOIN link l ON m.asset_id IN (l.from_id, l.to_id)
    WHERE m.steps < 2 AND l.withdrawn IS NULL
),
hidden AS (
    SELECT DISTINCT m.asset_id FROM near_masked m
    JOIN asset v ON v.id = m.venue_id JOIN asset a ON a.id = m.asset_id
    WHERE m.steps = 0 OR a.postcode = v.postcode OR ST_DWithin(a.geom, v.geom, 200)
       OR EXISTS (SELECT 1 FROM link l WHERE l.from_id = a.id AND l.to_id = v.id
                    AND l.type IN ('meets_at', 'delivered_at') AND l.withdrawn IS NULL)
)
UPDATE asset SET hidden = NOT hidden WHERE id IN (
    (SELECT id FROM asset WHERE hidden EXCEPT SELECT asset_id FROM hidden)
    UNION ALL
    (SELECT asset_id FROM hidden EXCEPT SELECT id FROM asset WHERE hidden)
)
RETURNING id
"""

# An asset is found at its own point, or at the venues it meets at or is delivered at. A masked
# venue stands at its ward's middle, for itself and for whatever happens there, so that neither
# distance nor order gives the place away.
_PLACES = """
CREATE TEMP TABLE found_at ON COMMIT DROP AS
WITH at_venue AS (
    SELECT a.id AS asset_id, v.id AS venue_id, v.hidden, v.geom,
           greatest(a.valid_from, v.valid_from, l.valid_from) AS valid_from,
           least(a.valid_to, v.valid_to, l.valid_to) AS valid_to
    FROM link l
    JOIN asset a ON a.id = l.from_id
    JOIN asset v ON v.id = l.to_id AND v.kind = 'venue' AND v.geom IS NOT NULL
    WHERE l.type IN ('meets_at', 'delivered_at') AND l.withdrawn IS NULL
      AND a.withdrawn IS NULL AND v.withdrawn IS NULL AND AMONG(a.id)
    GROUP BY 1, 2, 3, 4, 5, 6  -- Two records of one asset may state the same link.
),
everywhere AS (
    SELECT * FROM at_venue
    UNION ALL
    SELECT a.id, NULL, a.hidden, a.geom, a.valid_from, a.valid_to
    FROM asset a
    WHERE a.geom IS NOT NULL AND a.withdrawn IS NULL AND AMONG(a.id)
      AND NOT EXISTS (SELECT 1 FROM at_venue WHERE at_venue.asset_id = a.id)
)
SELECT asset_id, venue_id, valid_from, valid_to, NOT hidden AS exact,
       CASE WHEN NOT hidden THEN geom ELSE (
           SELECT ST_PointOnSurface(w.geom) FROM area w
           WHERE w.kind IN ('ward', 'authority') AND ST_Covers(w.geom, everywhere.geom)
           ORDER BY w.kind DESC, w.vintage DESC LIMIT 1
       ) END AS geom
FROM everywhere
WHERE NOT hidden OR EXISTS (
    SELECT 1 FROM area w
    WHERE w.kind IN ('ward', 'authority') AND ST_Covers(w.geom, everywhere.geom)
)
"""

# What comes to people is met at no place, and where only post goes nothing is known to happen.
_SUPPLY = """
SELECT p.asset_id, n.need_id, p.venue_id, p.exact, p.valid_from, p.valid_to, a.last_confirmed,
       p.geom
FROM asset_place p
JOIN asset_need n USING (asset_id)
JOIN asset a ON a.id = p.asset_id
LEFT JOIN service s USING (asset_id)
WHERE AMONG(a.id) AND (p.venue_id IS NOT NULL OR NOT a.correspondence)
  AND (s.how IS NULL OR s.how <> ALL(:only_remote))
"""
_SUPPLIED = (
    *("asset_id", "need_id", "venue_id", "exact", "valid_from", "valid_to", "last_confirmed"),
    "geom",
)

# An asset of which no source says anything any more stays as it was last known, marked.
_WITHDRAWN = """
UPDATE asset SET withdrawn = current_date
WHERE id IN (SELECT asset_id FROM touched) AND withdrawn IS NULL
  AND NOT EXISTS (SELECT 1 FROM merged WHERE merged.asset_id = asset.id)
"""

# An asset that no record is mapped to any more was joined to another one, which its id leads to.
_GONE = (
    """
    DELETE FROM asset WHERE id IN (SELECT asset_id FROM touched)
      AND NOT EXISTS (SELECT 1 FROM record_asset m WHERE m.asset_id = asset.id AND m.until IS NULL)
    """,
    *(
        f"""
        DELETE FROM {table} WHERE asset_id IN (
            SELECT asset_id FROM touched
            WHERE NOT EXISTS (SELECT 1 FROM asset WHERE asset.id = touched.asset_id))
        """
        for table in DETAIL_TABLES
    ),
)

# Links are stated between records, and join the assets that the records are mapped to now.
_LINKS = """
UPDATE link SET from_id = f.asset_id, to_id = t.asset_id
FROM record_asset f, record_asset t
WHERE f.record_id = link.from_record AND f.until IS NULL
  AND t.record_id = link.to_record AND t.until IS NULL
  AND (link.from_id, link.to_id) IS DISTINCT FROM (f.asset_id, t.asset_id)
"""

# A record moves from a touched asset to a touched one: its links hang on one of them.
_LINKS_OF_FEW = f"""{_LINKS}  AND link.id IN (
    SELECT l.id FROM touched JOIN link l ON l.from_id = touched.asset_id
    UNION ALL
    SELECT l.id FROM touched JOIN link l ON l.to_id = touched.asset_id)
"""


def refresh_assets(connection: Connection) -> None:
    """Make the assets that were touched (``records.touch``) anew from what their records say."""
    few = among.few_touched(connection)
    # The planner knows nothing yet of what a load wrote, nor of tables made in passing.
    connection.execute(
        text("ANALYZE touched" if few else "ANALYZE touched, record, record_asset, record_version")
    )
    if few:
        found_by.remember_words(connection)
    for table, made in (("saying", _SAYING), ("shared", SHARED), ("merged", _MERGED)):
        connection.execute(text(f"DROP TABLE IF EXISTS pg_temp.{table}"))
        connection.execute(text(made))
        connection.execute(text(f"ANALYZE {table}"))
    # Links hang on the asset row, so the row is changed in place and only its details are replaced.
    connection.execute(text(_ASSET + _ON_CONFLICT))
    for table in DETAIL_TABLES:
        connection.execute(
            text(f"DELETE FROM {table} WHERE asset_id IN (SELECT asset_id FROM merged)")
        )
    for statement in (*_DETAILS, _WITHDRAWN, _LINKS_OF_FEW if few else _LINKS, *_GONE):
        connection.execute(text(statement))


def refresh_places(connection: Connection, *, everything: bool = False) -> None:
    """Make anew where assets are found, by what, and which need is met where: of those touched in
    this transaction and what hangs on them, or of ``everything``, as where nobody noted them."""
    changed = disclosure.withhold_rare(connection)
    changed += connection.execute(text(_HIDDEN)).scalars().all()
    few = not everything and among.few_touched(connection) and found_by.is_filled(connection)
    few = few and among.note_concerned(connection, changed)
    if few:
        found_by.remember_found_words(connection)
    connection.execute(text("DROP TABLE IF EXISTS pg_temp.found_at"))
    connection.execute(text(narrowed(_PLACES, few=few)))
    rows = found_by.fill_places(connection, few=few)
    only_remote = {"only_remote": found_by.only_remote_ways(connection, few=few)}
    renew(connection, "supply", _SUPPLIED, _SUPPLY, only_remote, order="need_id, geom", few=few)
    rows += found_by.fill_coming(connection, few=few)
    if few:
        found_by.change_words(connection)
    found_by.forget_words(connection)
    if few:
        return
    if rows or not found_by.is_filled(connection):
        found_by.fill_words(connection)
    connection.execute(text("ANALYZE asset, asset_place, asset_coming, supply, link"))


_ON_CONFLICT = """
ON CONFLICT (id) DO UPDATE SET
    kind = excluded.kind, name = excluded.name, name_key = excluded.name_key,
    description = excluded.description, url = excluded.url, email = excluded.email,
    phone = excluded.phone, address = excluded.address, postcode = excluded.postcode,
    located_by = excluded.located_by, masked = excluded.masked,
    correspondence = excluded.correspondence, classified_by = excluded.classified_by,
    valid_from = excluded.valid_from, valid_from_precision = excluded.valid_from_precision,
    valid_to = excluded.valid_to, valid_to_precision = excluded.valid_to_precision,
    last_confirmed = excluded.last_confirmed, confirmed_by = excluded.confirmed_by,
    retrieved = excluded.retrieved, withdrawn = NULL, source_id = excluded.source_id,
    closed_because = excluded.closed_because, break_from = excluded.break_from,
    break_until = excluded.break_until, break_why = excluded.break_why, geom = excluded.geom
"""
