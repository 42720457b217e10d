"""A masked venue: no answer gives away where it is, and all are reckoned from its ward's point.

The Safe House of the small town is masked: x 1900 on the road, postcode DY2 2AD. The point that
stands for its ward is its middle, x 1500. The Refuge is delivered there.
"""

import json
from datetime import date
from pathlib import Path

import pytest
from loads import ask_one, change, checksums, load
from sought import find_near
from tables import SOUTH, WEST, write_csv, write_squares
from town import ROAD, WARDS

from asset_map.db import session
from asset_map.db.grid import to_degrees
from asset_map.domain.places import Point
from asset_map.journeys import as_data
from asset_map.journeys.describe_area import describe_area
from asset_map.journeys.one_off import one_off, see_one_off
from asset_map.journeys.see_asset import see_asset
from asset_map.journeys.see_gaps import see_gaps
from asset_map.journeys.weigh_proposals import weigh_proposals

TODAY = date(2026, 11, 22)
HOUSE_X, WARD_X = 1900, 1500
ADDRESS = "19 Hidden Road"


def id_of(name):
    return str(ask_one("SELECT id FROM asset WHERE name = :name", name=name))


def degrees(x):
    with session.reading() as connection:
        [found] = to_degrees(connection, [Point(WEST + x, SOUTH + ROAD)])
    return found


def secrets():
    """Return all that would tell where the house is."""
    _, longitude = degrees(HOUSE_X)  # The latitude is that of the whole road.
    return ["DY2 2AD", "DY22AD", ADDRESS, str(WEST + HOUSE_X), str(longitude)[:7]]


def told_by_every_journey():
    """Return all that the journeys say of the town, as objects and as data."""
    near = find_near("DY1 1AA", at=TODAY)
    by_need = find_near("East Town", need="urgent_help", at=TODAY)
    by_words = find_near("DY2 2AB", words="safe house", at=TODAY)
    area = describe_area("East Town", TODAY)
    house, refuge = see_asset(id_of("Safe House"), TODAY), see_asset(id_of("Refuge"), TODAY)
    gaps = see_gaps(at=TODAY)
    closures = [see_one_off(id_of(name), at=TODAY) for name in ("Safe House", "Refuge")]
    data = [
        *(as_data.of_near(found) for found in (near, by_need, by_words)),
        as_data.of_picture(area),
        *as_data.of_gaps(gaps),
        *(closure.as_json() for closure in closures),
    ]
    sentences = [closure.sentences() for closure in closures]
    # What an impact is worked out from knows where people live: every postcode, whoever is there.
    found = [[one.impact.after.knock_on, one.impact.needs, one.alternatives] for one in closures]
    objects = [near, by_need, by_words, area, house, refuge, gaps, found]
    return f"{objects!r} {json.dumps(data, default=str)} {sentences}"


@pytest.fixture
def masked_town(town):
    """The town, with an address for the Safe House."""
    change("UPDATE asset SET address = :address WHERE name = 'Safe House'", address=ADDRESS)


def test_no_journey_tells_where_a_masked_venue_is(masked_town):
    told = told_by_every_journey()

    assert "Safe House" in told
    assert [secret for secret in secrets() if secret in told] == []


def test_the_same_search_would_find_an_open_venue(masked_town):
    """So that the test above fails where the secrets are looked for in the wrong form."""
    change("UPDATE asset SET masked = false, hidden = false")
    change(
        "UPDATE asset_place SET exact = true, geom = ST_SetSRID(ST_MakePoint(:x, :y), 27700) "
        "WHERE NOT exact",
        x=WEST + HOUSE_X,
        y=SOUTH + ROAD,
    )
    told = told_by_every_journey()

    assert [secret for secret in secrets() if secret not in told] == ["DY22AD"]


@pytest.mark.parametrize("name", ["Safe House", "Refuge"])
@pytest.mark.parametrize(
    ("postcode", "x"), [("DY1 1AA", 100), ("DY2 2AB", 1500), ("DY2 2AD", 1900)]
)
def test_distances_are_those_of_the_wards_point(masked_town, name, postcode, x):
    [hit] = [hit for hit in find_near(postcode, at=TODAY).hits if hit.asset.name == name]

    assert hit.straight_m == pytest.approx(abs(x - WARD_X), abs=0.01)
    assert (hit.latitude, hit.longitude) == pytest.approx(degrees(WARD_X), abs=1e-6)
    assert "exact place not shown" in hit.reason


def test_who_is_near_enough_is_reckoned_from_the_wards_point(masked_town):
    [*_, urgent] = weigh_proposals([one_off([id_of("Refuge")])], at=TODAY, standard_m=780).needs

    # 780 m on foot are 600 m in a straight line: from x 1500 that reaches 900 to 1900.
    assert urgent.headline.points_leaving == 4
    # From where the house is, x 1900, it would have been 1500 and 1900 alone.


def test_nothing_is_found_at_the_exact_place(masked_town):
    near = find_near("DY2 2AD", within_m=300, at=TODAY)

    assert near.nothing_within


def test_a_house_that_moves_within_its_ward_changes_no_answer(masked_town, tmp_path):
    before = told_by_every_journey()
    change(
        "UPDATE asset SET geom = ST_SetSRID(ST_MakePoint(:x, :y), 27700), postcode = 'DY2 2AA' "
        "WHERE name = 'Safe House'",
        x=WEST + 1100,
        y=SOUTH + ROAD,
    )
    load("wards", write_squares(tmp_path / "w.geojson", WARDS.replace("East Town", "East Toun")))
    load("wards", write_squares(tmp_path / "w.geojson", WARDS))

    assert told_by_every_journey() == before


def test_new_boundaries_move_the_point_that_is_shown(masked_town, tmp_path):
    new = WARDS.replace("WD25", "WD26").replace("LAD25", "LAD26")
    new = new.replace("1000 | 0", "1200 | 0")

    load("wards", write_squares(tmp_path / "wards.geojson", new))

    [hit] = [h for h in find_near("DY1 1AA", at=TODAY).hits if h.asset.name == "Safe House"]
    assert hit.straight_m == pytest.approx(1700 - 100, abs=0.01)


def test_a_masked_venue_outside_every_area_is_shown_nowhere(masked_town, tmp_path):
    change("DELETE FROM area WHERE kind IN ('ward', 'authority')")
    venues = """
        ref | name       | postcode | masked
        V9  | Far Refuge | DY2 2AD  | yes
    """
    load("own-list", write_csv(Path(tmp_path) / "venues.csv", venues), extent="GB")

    assert see_asset(id_of("Far Refuge"), TODAY).latitude is None
    assert "Far Refuge" not in {hit.asset.name for hit in find_near("DY2 2AD", at=TODAY).hits}


def test_what_is_masked_is_masked_in_what_questions_are_asked_of(masked_town):
    exact = ask_one(
        """
        SELECT count(*) FROM asset_place p JOIN asset v ON v.id IN (p.venue_id, p.asset_id)
        WHERE v.masked AND (p.exact OR ST_Distance(p.geom, v.geom) < 1)
        """
    )

    assert exact == 0
    assert checksums()["asset_place"]


@pytest.mark.parametrize(("name", "link"), [("services", "delivered_at"), ("groups", "meets_at")])
def test_what_happens_at_a_masked_venue_does_not_tell_its_postcode(town, tmp_path, name, link):
    drawn = """
        ref | name      | postcode | needs
        X9  | Quiet Tea | DY2 2AD  | company
    """
    links = f"""
        from_ref | type   | to_ref | said_by | detail
        X9       | {link} | V3     | both    |
    """
    load(
        "own-list",
        write_csv(tmp_path / f"{name}.csv", drawn),
        write_csv(tmp_path / "links.csv", links),
    )

    told = see_asset(str(ask_one("SELECT id FROM asset WHERE name = 'Quiet Tea'")), TODAY)

    assert "DY2 2AD" not in repr(told)
