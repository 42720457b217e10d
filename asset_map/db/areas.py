"""Areas: their shapes, what lies in them, and finding them by what people call them."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.domain.places import Area, AreaKind, Point, name_key

COLUMNS = """
    a.id, a.kind, a.code, a.vintage, a.name, a.authority_code, a.approximate,
    s.demo, s.title AS source
    FROM area a JOIN source s ON s.id = a.source_id
"""


@dataclass(frozen=True)
class People:
    """Modelled residents of an area; ``people`` is None where no figure is loaded."""

    postcodes: int
    people: float | None
    source: str | None
    as_of: str | None
    demo: bool


def shape_of_authorities(connection: Connection, codes: list[str], margin_m: float) -> bytes | None:
    """Return the shape of some authorities with a margin, as EWKB; None where not loaded.

    It is asked for by every form, and drawing it takes longer than reading a form: it is remembered
    until other boundaries are loaded.
    """
    bound = {"codes": codes, "margin": margin_m}
    loads, rows = connection.execute(
        text(f"SELECT array_agg(DISTINCT load_id::text), count(*) {_OF_AUTHORITIES}"), bound
    ).one()
    drawn_from = (*sorted(codes), margin_m, *(loads or ()), rows)
    shape = _shapes.get(drawn_from)
    if shape is None:
        made = text(f"SELECT ST_AsEWKB(ST_Buffer(ST_Union(geom), :margin)) {_OF_AUTHORITIES}")
        shape = connection.execute(made, bound).scalar()
        _shapes.clear()
        _shapes[drawn_from] = shape
    return shape  # Not read again: another thread may have remembered another one by now.


_OF_AUTHORITIES = "FROM area WHERE kind IN ('authority', 'ward') AND authority_code = ANY(:codes)"
_shapes: dict[tuple[object, ...], bytes | None] = {}


OUTLINE = """SELECT geom FROM area WHERE kind = 'authority' AND code = :authority
    ORDER BY approximate, vintage DESC LIMIT 1"""
"""The outline of an authority, the most exact and newest one that is loaded."""


def authority_names(connection: Connection) -> dict[str, str]:
    """Return the names of the authorities of which any area is loaded, by code."""
    rows = connection.execute(
        text(
            """
            SELECT authority_code AS code, max(authority_name) AS name FROM area
            WHERE authority_code IS NOT NULL AND authority_name IS NOT NULL GROUP BY 1
            """
        )
    )
    return {row.code: row.name for row in rows}


def refresh_authority(connection: Connection, code: str) -> None:
    """Draw the authority as the sum of its newest wards, where it was not loaded itself."""
    connection.execute(
        text(
            """
            INSERT INTO area AS kept (id, kind, code, vintage, name, name_key, authority_code,
                authority_name, approximate, note, geom, source_id, load_id)
            SELECT gen_random_uuid(), 'authority', authority_code, vintage,
                   coalesce(max(authority_name), authority_code), '', authority_code,
                   max(authority_name), bool_or(approximate), 'the sum of its wards',
                   ST_Multi(ST_Union(geom)), max(source_id), (array_agg(load_id))[1]
            FROM area
            WHERE kind = 'ward' AND authority_code = :code
            GROUP BY authority_code, vintage
            ON CONFLICT (kind, code, vintage) DO UPDATE
            SET name = excluded.name, authority_name = excluded.authority_name,
                approximate = excluded.approximate, geom = excluded.geom,
                source_id = excluded.source_id, load_id = excluded.load_id
            WHERE kept.note = excluded.note
            """
        ),
        {"code": code},
    )
    for area in listed(connection, AreaKind.AUTHORITY, None):
        connection.execute(
            text("UPDATE area SET name_key = :key WHERE id = :id"),
            {"key": name_key(area.name), "id": area.id},
        )


NEWEST = """a.vintage = (
    SELECT max(b.vintage) FROM area b WHERE b.kind = a.kind
      AND b.authority_code IS NOT DISTINCT FROM a.authority_code
      AND (a.kind <> 'neighbourhood' OR b.code = a.code))"""
"""Of areas ``a``, those of the newest boundaries. Neighbourhoods are drawn one by one, so each has
its own newest; other kinds change together."""


def listed(connection: Connection, kind: AreaKind | None, authority: str | None) -> list[Area]:
    """Return the newest vintage of the areas of a kind, by name."""
    rows = connection.execute(
        text(
            f"""
            SELECT {COLUMNS}
            WHERE (CAST(:kind AS text) IS NULL OR a.kind = :kind)
              AND (CAST(:authority AS text) IS NULL OR a.authority_code = :authority)
              AND {NEWEST}
            ORDER BY a.kind, a.name_key, a.code
            """
        ),
        {"kind": kind, "authority": authority},
    )
    return [area_of(row) for row in rows]


def by_name_or_code(connection: Connection, words: str, authority: str | None) -> list[Area]:
    """Return the areas that a name or code may mean, own authority and newest vintage first."""
    rows = connection.execute(
        text(
            f"""
            SELECT {COLUMNS}
            WHERE a.name_key = :key OR upper(a.code) = upper(:words)
            ORDER BY (a.authority_code IS NOT DISTINCT FROM :authority) DESC,
                     array_position(ARRAY['neighbourhood', 'ward', 'authority', 'msoa', 'lsoa'],
                                    a.kind), a.vintage DESC, a.code
            """
        ),
        {"key": name_key(words), "words": words.strip(), "authority": authority},
    )
    return [area_of(row) for row in rows]


def similar_names(connection: Connection, words: str, limit: int = 3) -> list[str]:
    """Return names of areas that are spelt much like ``words``."""
    rows = connection.execute(
        text(
            """
            SELECT name FROM area WHERE kind IN ('ward', 'neighbourhood', 'authority')
              AND similarity(name_key, :key) > 0.3
            GROUP BY name, name_key ORDER BY similarity(name_key, :key) DESC, name LIMIT :limit
            """
        ),
        {"key": name_key(words), "limit": limit},
    )
    return list(rows.scalars())


_PEOPLE = """
    SELECT count(*) AS postcodes, sum(d.people) AS people, max(s.title) AS source,
           max(st.as_of) AS as_of, coalesce(bool_or(s.demo), false) AS demo
    FROM demand_point d
    LEFT JOIN source s ON s.id = d.source_id
    LEFT JOIN statistic st ON st.area_kind = d.small_area_kind
         AND st.area_code = d.small_area_code AND st.measure = 'people'
         AND st.area_vintage = d.small_area_vintage AND st.source_id = d.source_id
"""


def people_in(connection: Connection, area_id: UUID) -> People:
    """Return the modelled residents of an area and how many live postcodes it holds."""
    where = "JOIN demand_point_area m USING (postcode) WHERE m.area_id = :id"
    row = connection.execute(text(_PEOPLE + where), {"id": area_id}).one()
    return People(*row)


def people_in_authority(connection: Connection, code: str) -> People:
    """Return the modelled residents of an authority and how many live postcodes it holds."""
    where = "WHERE d.authority_code = :code"
    return People(*connection.execute(text(_PEOPLE + where), {"code": code}).one())


def area_of(row: object) -> Area:
    """Return the area that a row of ``COLUMNS`` is."""
    fields = dict(row._mapping)  # type: ignore[attr-defined]
    return Area(**{**fields, "kind": AreaKind(fields["kind"])})


def all_codes(connection: Connection) -> set[str]:
    """Return the codes of all areas that are loaded."""
    return set(connection.execute(text("SELECT DISTINCT code FROM area")).scalars())


def authorities_at(connection: Connection, points: list[tuple[float, float]]) -> list[str | None]:
    """Return for each point of the grid the authority it lies in, None where none is loaded."""
    rows = connection.execute(
        text(
            """
            SELECT (SELECT a.authority_code FROM area a
                    WHERE a.kind IN ('authority', 'ward') AND a.authority_code IS NOT NULL
                      AND ST_Covers(a.geom, ST_SetSRID(ST_MakePoint(x, y), 27700))
                    ORDER BY a.vintage DESC, a.kind LIMIT 1)
            FROM unnest(CAST(:xs AS float8[]), CAST(:ys AS float8[]))
                 WITH ORDINALITY AS given(x, y, place)
            ORDER BY place
            """
        ),
        {"xs": [x for x, _ in points], "ys": [y for _, y in points]},
    )
    return list(rows.scalars())


def middle_of(connection: Connection, area_id: UUID) -> Point:
    """Return a point inside an area that can stand for it."""
    row = connection.execute(
        text(
            """
            SELECT ST_X(p) AS x, ST_Y(p) AS y
            FROM area, ST_PointOnSurface(geom) AS p WHERE id = :id
            """
        ),
        {"id": area_id},
    ).one()
    return Point(row.x, row.y)
