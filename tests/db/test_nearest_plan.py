"""A rare need is found through an index, without a walk past everything else."""

import json
from datetime import date

import pytest
from loads import ask, ask_one, change
from sqlalchemy import event
from sqlalchemy.engine import Engine

from asset_map.db import derive, near, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.places import Point

ASSETS = 50_000
RARE_EVERY = 2_000
HERE = Point(395_000, 288_000)


@pytest.fixture
def crowded(server, use, town_with):
    """50,000 assets spread over 40 km; one in 2,000 meets the rare need, the rest meet food."""
    use(server.copy(town_with("crowded", load_crowd)))


def load_crowd():
    change(
        """
        INSERT INTO asset (id, kind, name, name_key, located_by, retrieved, source_id, geom)
        SELECT gen_random_uuid(), 'service', 'Place ' || n, 'place ' || n, 'coordinates',
               DATE '2026-01-01', 'own-list',
               ST_SetSRID(ST_MakePoint(375000 + (n * 7919) % 40000, 268000 + (n * 104729) % 40000),
                          27700)
        FROM generate_series(1, CAST(:assets AS bigint)) AS n
        """,
        assets=ASSETS,
    )
    change(
        """
        INSERT INTO asset_need (asset_id, need_id)
        SELECT id, CASE WHEN replace(name, 'Place ', '')::int % :every = 0
                        THEN 'faith' ELSE 'food' END
        FROM asset WHERE name LIKE 'Place %'
        """,
        every=RARE_EVERY,
    )
    with session.transaction() as connection:
        derive.refresh_places(connection)


def plan_of(search):
    """Return the nodes of the plan of the very statement that a search runs."""
    ran = []

    def note(_connection, _cursor, statement, parameters, *_):
        ran.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        with session.reading() as connection:
            near.nearest(connection, search)
            statement, parameters = next(r for r in ran if "<->" in r[0])
            [[plan]] = connection.exec_driver_sql(
                f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters
            ).all()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return list(_nodes((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]))


def _nodes(node):
    yield node
    for below in node.get("Plans", []):
        yield from _nodes(below)


@pytest.mark.parametrize("within_m", [None, 5_000], ids=["anywhere", "within 5 km"])
def test_the_nearest_of_a_rare_need_come_from_its_own_index(crowded, within_m):
    nodes = plan_of(
        near.Search(HERE, date(2026, 11, 22), within_m=within_m, need="faith", limit=10)
    )

    scans = [node for node in nodes if node.get("Relation Name") == "supply"]
    assert [scan["Index Name"] for scan in scans] == ["ix_supply_need_geom"]
    assert scans[0]["Actual Rows"] <= 41  # Four places are read for each asset wanted.
    assert scans[0].get("Rows Removed by Filter", 0) <= ASSETS // RARE_EVERY


def test_the_nearest_of_anything_come_from_the_index_of_places(crowded):
    nodes = plan_of(near.Search(HERE, date(2026, 11, 22), limit=10))

    [scan] = [node for node in nodes if node.get("Relation Name") == "asset_place"]
    assert scan["Index Name"] == "ix_asset_place_geom"
    assert scan["Actual Rows"] <= 50  # And those that are as far as the last of them.


@pytest.mark.parametrize("within_m", [None, 5_000], ids=["anywhere", "within 5 km"])
@pytest.mark.parametrize(
    "asked",
    [
        {"words": "'place'"},
        {"words": "'place'", "need": "faith"},
        {"need": "food", "words": "'4000'", "about": 1},
        {"kind": AssetKind.SERVICE, "need": "faith"},
        {"need": "food", "times": ("evenings",)},
    ],
    ids=["words", "rare need", "rare word", "kind", "times"],
)
def test_any_mixture_comes_from_the_index_of_what_things_are_found_by(crowded, asked, within_m):
    nodes = plan_of(near.Search(HERE, date(2026, 11, 22), within_m=within_m, limit=10, **asked))

    [scan] = [node for node in nodes if node.get("Relation Name") == "asset_place"]
    [index] = [n for n in nodes if n.get("Index Name", "").startswith("ix_asset_place")]
    assert scan["Node Type"] == "Bitmap Heap Scan"
    assert index["Index Name"] == "ix_asset_place_found_by"
    assert index["Actual Rows"] <= ASSETS // 10  # Of the squares around, not of all places.


def test_what_the_index_yields_is_nearest_as_a_full_count_says(crowded):
    found = near_ids(near.Search(HERE, date(2026, 11, 22), need="faith", limit=10))
    counted = ask(
        """
        SELECT asset_id FROM supply WHERE need_id = 'faith'
        ORDER BY ST_Distance(geom, ST_SetSRID(ST_MakePoint(:x, :y), 27700)), asset_id LIMIT 10
        """,
        x=HERE.easting,
        y=HERE.northing,
    )

    assert found == [row.asset_id for row in counted]
    assert ask_one("SELECT count(*) FROM supply WHERE need_id = 'faith'") == ASSETS // RARE_EVERY


def near_ids(search):
    with session.reading() as connection:
        return [item.asset_id for item in near.nearest(connection, search)]
