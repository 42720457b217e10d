"""Areas by code and name alone, as figures and lookups know them."""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from asset_map.domain.places import name_key

# A ward's code stands for the same boundaries until they change, so wards drawn earlier serve; what
# a small area's code stands for may change from census to census.
_FITS = """
    CASE :kind WHEN 'ward' THEN {vintage} <= :vintage
               WHEN 'lsoa' THEN {vintage} IN (0, :vintage)
               WHEN 'msoa' THEN {vintage} IN (0, :vintage)
               WHEN 'oa' THEN {vintage} IN (0, :vintage) ELSE true END
"""


@dataclass(frozen=True)
class NamedArea:
    """A code with the name and authority of its area, and the boundary year it is known from."""

    code: str
    vintage: int
    key: str
    authority_code: str | None


def drawn(connection: Connection, kind: str, vintage: int, authorities: frozenset[str]) -> set[str]:
    """Return the codes of a kind whose shapes are loaded and fit a boundary year.

    None are returned where none of these ``authorities`` has any: the map cannot tell then which
    codes lie in it.
    """
    rows = connection.execute(
        text(
            f"""
            SELECT code, authority_code FROM area
            WHERE kind = :kind AND {_FITS.format(vintage="vintage")}
            """
        ),
        {"kind": kind, "vintage": vintage},
    ).all()
    if any(row.authority_code is None or row.authority_code in authorities for row in rows):
        return {row.code for row in rows}
    return set()


def looked_up(connection: Connection, kind: str, vintage: int) -> set[str]:
    """Return the codes of a kind that the lookups name, which hold only what is in the map."""
    rows = connection.execute(
        text(
            f"""
            SELECT from_code AS code FROM area_lookup
            WHERE from_kind = :kind AND {_FITS.format(vintage="from_vintage")}
            UNION
            SELECT to_code FROM area_lookup
            WHERE to_kind = :kind AND {_FITS.format(vintage="to_vintage")}
            UNION
            SELECT CASE :kind WHEN 'oa' THEN l.oa_code ELSE l.lsoa_code END
            FROM postcode_lookup l JOIN source s ON s.id = l.source_id
            WHERE :kind IN ('oa', 'lsoa') AND l.vintage = :vintage AND NOT s.demo
            """
        ),
        {"kind": kind, "vintage": vintage},
    )
    return set(rows.scalars()) - {None}


def named(connection: Connection, kind: str, vintage: int) -> list[NamedArea]:
    """Return the areas of a kind that are known by name and fit a boundary year."""
    rows = connection.execute(
        text(
            f"""
            SELECT code, vintage, name, authority_code FROM area
            WHERE kind = :kind AND {_FITS.format(vintage="vintage")}
            UNION
            SELECT from_code, from_vintage, from_name, to_code FROM area_lookup
            WHERE from_kind = :kind AND to_kind = 'authority' AND :kind <> 'authority'
              AND from_name <> '' AND {_FITS.format(vintage="from_vintage")}
            UNION -- A former authority is known by the one that it became.
            SELECT to_code, to_vintage, from_name, to_code FROM area_lookup
            WHERE from_kind = :kind AND to_kind = 'authority' AND :kind = 'authority'
              AND from_name <> ''
            """
        ),
        {"kind": kind, "vintage": vintage},
    )
    return [
        NamedArea(row.code, row.vintage, name_key(row.name), row.authority_code) for row in rows
    ]
