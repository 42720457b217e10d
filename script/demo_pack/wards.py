"""Ward areas drawn from postcodes: every postcode takes the ground nearest to it."""

import shapely
from published import Postcode

# The borough's outer edge where no neighbour's postcode is near: so far from a postcode of
# the borough, then smoothed by closing gaps. Metres; of the pairs tried, the one that overlaps
# the official wards best while each ward stays in one piece.
REACH = 200
SMOOTH = 500
# Postcodes of other authorities count as neighbours within so many metres of the borough's.
NEIGHBOURS = 3_000
# A corner goes where the triangle it makes has less area than a square of this side. Metres.
SIMPLIFY = 2.0


def draw_wards(postcodes: list[Postcode], authority: str) -> dict[str, shapely.Geometry]:
    """Ward code to area, EPSG:27700, without gaps or overlaps."""
    located = [p for p in postcodes if p.located]
    ours = [p for p in located if p.district == authority]
    cells = _cells_by_ward(_near(located, ours), authority)
    edge = _edge(ours)
    codes = sorted(cells)
    rough = [_polygonal(shapely.intersection(cells[code], edge)) for code in codes]
    smooth = shapely.coverage_simplify(rough, SIMPLIFY, simplify_boundary=True)
    return dict(zip(codes, smooth, strict=True))


def _near(located: list[Postcode], ours: list[Postcode]) -> list[Postcode]:
    box = shapely.box(*shapely.total_bounds([_point(p) for p in ours])).buffer(NEIGHBOURS)
    west, south, east, north = box.bounds
    return [p for p in located if west < p.easting < east and south < p.northing < north]


def _cells_by_ward(postcodes: list[Postcode], authority: str) -> dict[str, shapely.Geometry]:
    ward_at = {
        (p.easting, p.northing): p.ward if p.district == authority else "" for p in postcodes
    }
    places = sorted(ward_at)
    # `ordered` keeps the cells in the order of the points.
    cells = shapely.voronoi_polygons(shapely.multipoints(places), ordered=True).geoms
    by_ward: dict[str, list[shapely.Geometry]] = {}
    for place, cell in zip(places, cells, strict=True):
        by_ward.setdefault(ward_at[place], []).append(cell)
    return {code: shapely.coverage_union_all(parts) for code, parts in by_ward.items() if code}


def _edge(ours: list[Postcode]) -> shapely.Geometry:
    reach = shapely.union_all(shapely.buffer([_point(p) for p in ours], REACH, quad_segs=4))
    closed = reach.buffer(SMOOTH).buffer(-SMOOTH)
    return shapely.union_all(
        [shapely.polygons(part.exterior) for part in shapely.get_parts(closed)]
    )


def _polygonal(geometry: shapely.Geometry) -> shapely.Geometry:
    parts = [g for g in shapely.get_parts(geometry) if g.geom_type == "Polygon"]
    return shapely.multipolygons(parts) if len(parts) > 1 else parts[0]


def _point(postcode: Postcode) -> shapely.Point:
    return shapely.Point(postcode.easting, postcode.northing)
