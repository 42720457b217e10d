"""Gaps where more is known than the small town has: streets, groups of people, rooms and rates."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import geopandas as gpd
import pytest
import shapely
from loads import load
from tables import SOUTH, WEST, table, write_csv

from asset_map.domain.places import AreaKind
from asset_map.journeys.as_data import of_gaps
from asset_map.journeys.change_standard import change_standard
from asset_map.journeys.ground import Remembered
from asset_map.journeys.see_gaps import see_gaps

TODAY = date(2026, 11, 22)

# A wall has closed the road at x 600, between the third home and the fourth: who lives beyond it
# goes round by the north, 600 m up and 600 m down again.
STREETS = """
    id | name  | path
    1  | Road  | 0,500 600,500
    2  | Road  | 640,500 2000,500
    3  | Round | 600,500 600,1100 640,1100 640,500
"""

BY_SEX = """
    date | geography | geography code | Sex: All persons | Sex: Female | Sex: Male
    2021 | Town 001A | E01000001      | 80               | 44          | 36
    2021 | Town 001B | E01000002      | 60               | 30          | 30
"""


def gap(area, need="food", **asked):
    [found] = see_gaps(area=area, need=need, at=TODAY, **asked).rows
    return found


def write_streets(path):
    rows = table(STREETS)
    lines = [
        shapely.LineString(
            [
                (WEST + float(x), SOUTH + float(y))
                for x, y in (corner.split(",") for corner in row["path"].split())
            ]
        )
        for row in rows
    ]
    said = {
        "osm_id": [row["id"] for row in rows],
        "name": [row["name"] for row in rows],
        "highway": ["residential"] * len(rows),
    }
    gpd.GeoDataFrame(said, geometry=lines, crs="EPSG:27700").to_file(path)
    return path


def test_along_streets_a_wall_in_the_road_takes_people_out_of_reach(town, tmp_path):
    assert gap("West Town").reach.people_within == 80

    load("streets", write_streets(tmp_path / "streets.gpkg"))
    found = see_gaps(area="West Town", need="food", at=TODAY)
    west = found.rows[0].reach

    # From x 900 the Supper at x 1500 is 600 m away, with no detour on a straight road; the Lunch at
    # x 100 is 800 m away and 1,200 m round the wall. Homes step on the street up to 10 m off.
    assert (west.people_within, west.points_within) == (80, 4)
    assert west.median_m == pytest.approx(200, abs=25)
    assert west.p90_m == pytest.approx(600, abs=25)
    assert found.distance_method.startswith("streets where loaded")
    assert found.streets_share == 1
    assert gap("East Town", "company").reach.rest_m == pytest.approx(1400 + 1200, abs=25)


def test_by_group_people_are_counted_against_their_own_total(town, tmp_path):
    load("census-sex", write_csv(tmp_path / "sex.csv", BY_SEX))
    found = gap("East Town", groups=True)

    told = {one.group.label: (one.reach.count, one.reach.within) for one in found.groups}
    # Of three homes two lie within 615 m of the Supper at x 1500: x 1100 and x 1500, and x 1900.
    assert told == {"Female": (30, 30), "Male": (30, 30)}
    assert "Sex" not in see_gaps(area="East Town", at=TODAY, groups=True).missing_groups


def test_with_a_rate_and_rooms_people_are_served_or_find_no_room(town, tmp_path):
    services = """
        ref | name   | needs | postcode | weekly_capacity
        S9  | Larder | money | DY1 1AA  | 10
    """
    load("own-list", write_csv(tmp_path / "services.csv", services), partial=True)
    assert gap("West Town", "money").reach.people_served is None

    change_standard(
        *("money", 800, "metres", "a survey", "officer", "to see whether there is room"),
        weekly_rate=0.5,
        rate_source="a count at the door",
    )
    west = gap("West Town", "money").reach

    # Three homes of 20 people within 615 m, half a visit a week each: 30 visits, room for 10.
    assert west.people_within == 60
    assert west.people_served == pytest.approx(20, abs=1e-5)
    assert west.people_no_room == pytest.approx(40, abs=1e-5)
    assert west.people_room_unknown == 0
    assert west.people_out == 20
    [row] = of_gaps(see_gaps(area="West Town", need="money", at=TODAY))
    assert row["standard_changed_by"] == "officer"
    assert row["weekly_rate"] == 0.5


@pytest.mark.parametrize("kind", [AreaKind.WARD, AreaKind.LSOA])
def test_by_whatever_areas_the_people_are_the_same(same_town, kind):
    rows = see_gaps(area_kind=kind, need="food", at=TODAY).rows

    assert sum(row.people for row in rows) == 140
    assert sum(row.reach.people_within for row in rows) == 140


def test_many_who_ask_at_once_wait_for_one_answer():
    kept, made = Remembered(2), []

    def make():
        made.append("once")
        time.sleep(0.05)
        return object()

    with ThreadPoolExecutor(16) as threads:
        answers = set(threads.map(lambda _: kept("where people live", make), range(16)))
    assert (len(answers), made) == (1, ["once"])


def test_what_could_not_be_made_is_made_by_the_next_who_asks():
    kept = Remembered(2)
    with pytest.raises(ZeroDivisionError):
        kept("share", lambda: 1 / 0)
    assert kept("share", lambda: "found") == "found"
