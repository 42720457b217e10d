"""Places as people type them, in the small town: along a road, x metres from its western edge."""

import geopandas as gpd
import pyogrio
import pytest
import shapely
from loads import change, load
from tables import SOUTH, WEST, table, write_csv, write_squares

from asset_map.db import session
from asset_map.domain.errors import Ambiguous, BadInput, NotFound
from asset_map.domain.places import PlaceKind
from asset_map.journeys.resolve_place import resolve_area, resolve_place


def placed(words):
    with session.reading() as connection:
        return resolve_place(connection, words)


def told(words):
    """Return what words are taken as: kind, label, metres from the west, and what for."""
    place = placed(words)
    return f"{place.kind} {place.label} {place.point.easting - WEST:.0f} {place.taken_for}".strip()


def choices(words, error=Ambiguous):
    with pytest.raises(error) as refused:
        placed(words)
    return {choice.label: choice.words for choice in refused.value.choices}


TAKEN = """
    typed                  | told
    dy11aa                 | postcode DY1 1AA 100
    DY1-1AA                | postcode DY1 1AA 100
    DYI 1AA                | postcode DY1 1AA 100 DY1 1AA
    dy1 iaa                | postcode DY1 1AA 100 DY1 1AA
    near DY1 1AA please    | postcode DY1 1AA 100 DY1 1AA
    we live by dy2 2ab now | postcode DY2 2AB 1500 DY2 2AB
    DY1                    | sector DY1 (part of a postcode) 450
    dy1 1                  | sector DY1 1 (part of a postcode) 450
    DY22                   | sector DY2 2 (part of a postcode) 1500
    West Town              | area West Town 500
    west town ward         | area West Town 500 West Town
    the West Town          | area West Town 500 West Town
    Wst Town               | area West Town 500 West Town
    wset town              | area West Town 500 West Town
    west                   | area West Town 500 West Town
    E05000002              | area East Town 1500
    Old Hall               | asset Old Hall 100
    the old hall           | asset Old Hall 100
    old hall, west town    | asset Old Hall 100
    Old Hall DY1           | asset Old Hall 100
    Odl Hall               | asset Old Hall 100 Old Hall
"""


@pytest.mark.parametrize("row", table(TAKEN), ids=lambda row: row["typed"])
def test_what_is_typed_loosely_is_taken_and_said(same_town, row):
    assert told(row["typed"]) == row["told"]


@pytest.mark.parametrize(
    ("typed", "exact"),
    [("DY1 1AA", True), ("DY1", False), ("West Town", False), ("Old Hall", True)],
)
def test_a_place_says_whether_it_is_exact(same_town, typed, exact):
    assert placed(typed).exact is exact


def test_an_unknown_postcode_is_answered_with_its_part(same_town):
    assert choices("DY1 1ZZ", NotFound) == {"DY1 1 (part of a postcode)": "DY1 1"}
    assert choices("DY1 9ZZ", NotFound) == {"DY1 (part of a postcode)": "DY1"}
    assert choices("ZZ1 9ZZ", NotFound) == {}


def test_a_postcode_that_ended_says_when_and_offers_what_is_around_it(town):
    change("UPDATE postcode SET withdrawn = '2024-03-01' WHERE postcode = 'DY1 1AB'")

    with pytest.raises(NotFound, match="DY1 1AB is no longer in use: it ended in 2024-03-01"):
        placed("DY1 1AB")
    assert choices("DY1 1AB", NotFound) == {"DY1 1 (part of a postcode)": "DY1 1"}
    assert told("DY1 1") == "sector DY1 1 (part of a postcode) 500"


def test_slips_and_parts_that_may_be_two_are_a_choice(town):
    change("UPDATE postcode SET postcode = 'DY12 1AA' WHERE postcode = 'DY2 2AA'")
    change("UPDATE postcode SET postcode = 'DY1 2AA' WHERE postcode = 'DY2 2AB'")

    assert choices("DY12") == {
        "DY12 (part of a postcode)": "DY12",
        "DY1 2 (part of a postcode)": "DY1 2",
    }
    assert choices("near DY12 1AA or DY1 2AA") == {"DY12 1AA": "DY12 1AA", "DY1 2AA": "DY1 2AA"}


def test_two_areas_that_fit_alike_are_a_choice(same_town):
    assert choices("town") == {"West Town (ward)": "E05000001", "East Town (ward)": "E05000002"}


def test_a_choice_leads_to_itself_alone(same_town):
    for words in choices("town").values():
        assert placed(words).kind is PlaceKind.AREA


def test_a_name_that_is_only_somewhat_like_others_is_asked_back(same_town):
    assert set(choices("Old Mill", NotFound)) == {"Old Hall, West Town"}


@pytest.mark.parametrize("typed", ["Safe House", "safe hous", "Refuge", "Safe House, East Town"])
def test_what_is_masked_is_no_place_to_search_from(same_town, typed):
    with pytest.raises(BadInput) as refused:
        placed(typed)

    assert "Safe House," not in f"{refused.value.choices}"


def test_an_areas_page_takes_its_name_with_its_kind_but_does_not_guess(same_town):
    with session.reading() as connection:
        assert resolve_area(connection, "the West Town ward").name == "West Town"
        with pytest.raises(NotFound, match="Did you mean West Town"):
            resolve_area(connection, "Westt Town")


def test_a_name_of_two_other_councils_is_a_choice_between_them(town, tmp_path):
    drawn = """
        WD25CD    | WD25NM  | LAD25CD   | LAD25NM | x    | y
        E05000008 | Central | E08000001 | Hill    | 5000 | 0
        E05000009 | Central | E08000002 | Dale    | 7000 | 0
    """
    load("wards", write_squares(tmp_path / "w.geojson", drawn), extent="GB", partial=True)

    assert choices("central") == {
        "Central (ward), Hill": "E05000008",
        "Central (ward), Dale": "E05000009",
    }


# Streets.

STREETS = """
    id | name           | west | east | north
    1  | High Street    | 0    | 300  | 500
    2  | High Street    | 350  | 700  | 500
    3  | High Street    | 1400 | 1600 | 500
    4  | Maple Road     | 1000 | 1200 | 700
    5  | Maple Road     | 1700 | 1900 | 100
    6  | Church Lane    | 200  | 400  | 900
    7  | St. Ann's Road | 1200 | 1800 | 600
    8  |                | 0    | 900  | 600
"""

ON_STREETS = """
    typed                      | told
    high street west town      | street High Street, West Town 352
    12 High St, West Town      | street High Street, West Town 352 High Street, West Town
    HIGH ST DY2                | street High Street, East Town 1500 High Street, East Town
    high street dy1 1          | street High Street, West Town 352
    church ln                  | street Church Lane, West Town 300 Church Lane, West Town
    near Church Lane           | street Church Lane, West Town 300
    chruch lane                | street Church Lane, West Town 300 Church Lane, West Town
    church                     | street Church Lane, West Town 300 Church Lane, West Town
    saint anns rd              | street St. Ann's Road, East Town 1500 St. Ann's Road, East Town
    St Ann's Road, Dudley      | street St. Ann's Road, East Town 1500
"""


@pytest.fixture(scope="module")
def streets_file(tmp_path_factory):
    rows = table(STREETS)
    lines = [
        shapely.LineString(
            [(WEST + int(row[side]), SOUTH + int(row["north"])) for side in ("west", "east")]
        )
        for row in rows
    ]
    said = {
        "osm_id": [row["id"] for row in rows],
        "highway": ["residential"] * len(rows),
        "name": [row["name"] or None for row in rows],
    }
    path = tmp_path_factory.mktemp("streets") / "streets.gpkg"
    pyogrio.write_dataframe(gpd.GeoDataFrame(said, geometry=lines, crs="EPSG:27700"), path)
    return path


@pytest.fixture
def streets(town, streets_file):
    """The town with streets: the high street of each ward, the one in two pieces, and others."""
    load("streets", streets_file)


def test_streets_are_found_however_they_are_typed(streets):
    for row in table(ON_STREETS):
        assert told(row["typed"]) == row["told"]


def test_a_street_that_there_is_twice_is_a_choice_told_apart(streets):
    by_ward = choices("high street")
    assert set(by_ward) == {"High Street, West Town", "High Street, East Town"}
    for label, words in by_ward.items():
        assert placed(words).label == label

    in_one_ward = choices("maple rd")
    assert in_one_ward == {
        "Maple Road, East Town (DY2 2AA)": "Maple Road, DY2 2AA",
        "Maple Road, East Town (DY2 2AD)": "Maple Road, DY2 2AD",
    }
    for words in in_one_ward.values():
        assert placed(words).words == words


def test_a_street_nobody_has_heard_of_is_asked_back(streets):
    with pytest.raises(NotFound, match="No place called 'Hill Street' is in this map"):
        placed("Hill Street")


def test_without_streets_a_street_is_no_place(same_town):
    with pytest.raises(NotFound, match="is in this map"):
        placed("High Street, Dudley")


def test_a_group_at_its_hall_is_no_other_place(town, tmp_path):
    drawn = """
        ref | name             | postcode | needs
        G8  | Old Hall Friends | DY1 1AA  | company
    """
    load("own-list", write_csv(tmp_path / "groups.csv", drawn), partial=True)

    assert told("old hal") == "asset Old Hall 100 Old Hall"
    assert told("Old Hall Friends") == "asset Old Hall Friends 100"
