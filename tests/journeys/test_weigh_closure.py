"""Closing things: against counts made apart from the product, and against answers by hand."""

import csv
import io
import json
import zipfile
from collections import Counter
from datetime import date

import numpy as np
import pyproj
import pytest
import shapely
from loads import ask_one, checksums
from real import DUDLEY

from asset_map.domain.errors import BadInput, NotFound
from asset_map.journeys.weigh_closure import weigh_closure

BEFORE_WOODSIDE_CLOSED = date(2017, 12, 31)
DETOUR = 1.3


def id_of(name):
    return str(ask_one("SELECT id FROM asset WHERE name = :name", name=name))


# Real Dudley, counted apart: from the raw files, by brute force, with none of the product's code.


@pytest.fixture(scope="module")
def counted_apart(sample_data):
    """Dudley's postcodes, people and libraries straight from the files."""
    points, own = {}, []
    with zipfile.ZipFile(sample_data / DUDLEY["code-point-open"]) as archive:
        for area in ("b", "dy", "wv", "ws"):
            text = io.StringIO(archive.read(f"Data/CSV/{area}.csv").decode())
            for row in csv.reader(text):
                points[row[0].replace(" ", "")] = (float(row[2]), float(row[3]))
                if row[8] == "E08000027":
                    own.append(row[0].replace(" ", ""))
    with (sample_data / DUDLEY["libraries"]).open(encoding="utf-8", newline="") as file:
        libraries = {
            row["Library name"]: points[row["Postcode"].replace(" ", "")]
            for row in csv.DictReader(file)
            if not row["Year closed"] or int(row["Year closed"]) > 2017
        }
    homes = np.array([points[code] for code in own])
    return homes, _people_of(sample_data, homes), libraries


def _people_of(sample_data, homes):
    """Give each postcode an even share of its small area's people."""
    with (sample_data / DUDLEY["lsoa-population"]).open(encoding="utf-8-sig", newline="") as file:
        people = {row["lsoacd"]: float(row["population"]) for row in csv.DictReader(file)}
    to_grid = pyproj.Transformer.from_crs(4326, 27700, always_xy=True)
    shapes, codes = [], []
    for feature in json.loads((sample_data / DUDLEY["lsoas"]).read_text())["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        shapes.append(shapely.transform(shape, to_grid.transform, interleaved=False))
        codes.append(feature["properties"]["LSOA21CD"])
    home_of, area_of = shapely.STRtree(shapes).query(shapely.points(homes), predicate="intersects")
    assert len(home_of) == len(homes)
    small_area = [codes[at] for _, at in sorted(zip(home_of, area_of, strict=True))]
    living = Counter(small_area)
    return np.array([people[code] / living[code] for code in small_area])


@pytest.mark.parametrize(
    ("straight_line", "postcodes"), [(True, 106), (False, 79)], ids=["straight line", "walking"]
)
def test_woodside_library_takes_from_reach_whom_a_direct_count_says(
    dudley, counted_apart, straight_line, postcodes
):
    detour = 1 if straight_line else DETOUR
    homes, people, libraries = counted_apart
    others = np.array([at for name, at in libraries.items() if name != "Woodside Library Link"])
    woodside = np.array(libraries["Woodside Library Link"])
    to_woodside = np.hypot(*(homes - woodside).T) * detour
    to_others = np.hypot(*(homes[:, None] - others[None]).transpose(2, 0, 1)).min(axis=1) * detour
    leaving = (to_woodside <= 800) & (to_others > 800)

    result = weigh_closure(
        id_of("Woodside Library Link"),
        at=BEFORE_WOODSIDE_CLOSED,
        standard_m=800,
        straight_line=straight_line,
    )
    [library] = result.needs

    assert leaving.sum() == postcodes
    assert library.need.id == "library"
    assert library.own.points_leaving == postcodes
    assert library.own.people_leaving == pytest.approx(people[leaving].sum(), abs=1e-3)
    assert library.own.before.people == pytest.approx(people.sum(), abs=1e-3)
    assert library.own.after.people_within == pytest.approx(
        people[to_others <= 800].sum(), abs=1e-3
    )


def test_what_the_wards_lose_adds_up_to_what_the_borough_loses(dudley):
    result = weigh_closure(
        id_of("Woodside Library Link"), at=BEFORE_WOODSIDE_CLOSED, standard_m=800
    )
    [library] = result.needs
    lost = [found for _, found in library.by_area]

    assert sum(found.points_leaving for found in lost) == library.own.points_leaving
    assert sum(found.people_leaving for found in lost) == pytest.approx(library.own.people_leaving)


def test_closing_the_building_closes_the_library_in_it(dudley):
    by_id = {
        name: weigh_closure(id_of(name), at=BEFORE_WOODSIDE_CLOSED, standard_m=800)
        for name in ("Woodside Library Link", "Woodside Library Link building")
    }
    service, building = by_id.values()

    assert [change.own for change in building.needs] == [change.own for change in service.needs]


def test_a_library_that_is_closed_already_cannot_be_closed_again(dudley):
    with pytest.raises(BadInput, match=r"closed already .* --as-at"):
        weigh_closure(id_of("Woodside Library Link"), at=date(2019, 6, 1))


# The small town, worked out by hand: 20 people at each postcode, the food standard 800 m on foot.


def test_closing_the_lunch_leaves_the_west_of_the_town_without_food(same_town):
    food = next(n for n in weigh_closure(id_of("Lunch")).needs if n.need.id == "food")

    # Before, everybody is within 800 / 1.3 = 615 m of the Lunch (x 100) or the Supper (x 1500).
    # After, x 100, 300 and 500 are 1400, 1200 and 1000 m from the Supper; x 900 is 600 m from it.
    assert (food.own.before.points_within, food.own.before.people_within) == (7, 140)
    assert (food.own.after.points_within, food.own.after.people_within) == (4, 80)
    assert (food.own.points_leaving, food.own.people_leaving) == (3, 60)
    # What the walk grows by: 1400, 1000 and 600 m in a straight line.
    assert food.own.extra_median_m == pytest.approx(1000 * DETOUR)
    assert food.own.extra_p90_m == pytest.approx(1400 * DETOUR)
    assert food.own.people_without_any == 0
    assert [(area.name, found.points_leaving) for area, found in food.by_area] == [("West Town", 3)]


def test_closing_the_only_place_for_a_need_leaves_people_without_any(same_town):
    # The group that meets "company" covers a ward and has no place, so it reaches nobody on foot.
    company = [n for n in weigh_closure(id_of("Lunch")).needs if n.need.id == "company"]

    assert [n.own.people_without_any for n in company] == [140]


def test_closing_the_hall_names_what_is_delivered_there(same_town):
    result = weigh_closure(id_of("Old Hall"))

    assert [(linked.name, linked.outward) for linked in result.links] == [("Lunch", False)]
    assert {n.need.id for n in result.needs} == {"food", "company"}


def test_a_closure_is_weighed_and_never_written(same_town):
    before = checksums()
    weigh_closure(id_of("Old Hall"))

    assert checksums() == before


@pytest.mark.parametrize(
    "asset_id", ["not an id", "00000000-0000-0000-0000-000000000000", "Lunch", ""]
)
def test_an_asset_that_is_not_there_is_refused_in_a_sentence(same_town, asset_id):
    with pytest.raises((BadInput, NotFound)) as refused:
        weigh_closure(asset_id)

    assert "Traceback" not in str(refused.value)
    assert refused.value.next_step
