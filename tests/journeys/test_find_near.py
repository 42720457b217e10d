"""What is near, in the small town: distances are differences of x, times 1.3 on foot."""

from datetime import date

import pytest
from loads import ask_one, load
from sought import find_near
from tables import write_csv

from asset_map.domain.assets import AssetKind
from asset_map.domain.errors import BadInput, NotFound
from asset_map.journeys.see_asset import see_asset

TODAY = date(2026, 11, 22)
DETOUR = 1.3


def near(where, **asked):
    """Return the names and whole straight metres of what is found; None for what covers it."""
    return [
        (hit.asset.name, None if hit.straight_m is None else round(hit.straight_m))
        for hit in find_near(where, at=TODAY, **asked).hits
    ]


def test_what_is_near_comes_nearest_first_and_what_covers_the_place_last(same_town):
    found = near("DY1 1AB")

    assert sorted(found[:2]) == [("Lunch", 200), ("Old Hall", 200)]
    assert sorted(found[2:6]) == [
        ("New Hall", 1200),
        ("Refuge", 1200),
        ("Safe House", 1200),
        ("Supper", 1200),
    ]
    assert sorted(found[6:]) == [("Cooks of the town", None), ("Town Friends", None)]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"need": "food"}, ["Lunch", "Supper"]),
        ({"need": "company"}, ["Lunch", "Town Friends"]),
        ({"need": "urgent_help"}, ["Refuge"]),
        ({"need": "library"}, []),
        ({"kind": AssetKind.VENUE}, ["Old Hall", "New Hall", "Safe House"]),
        ({"kind": AssetKind.GROUP}, ["Town Friends"]),
        ({"words": "hall"}, ["Old Hall", "New Hall"]),
        ({"words": "1990"}, ["New Hall"]),
        ({"need": "food", "words": "supp"}, ["Supper"]),
        ({"words": "hall old"}, ["Old Hall"]),
        ({"words": "1900 HALL"}, ["Old Hall"]),
        ({"words": "bri'ck, hall"}, ["Old Hall"]),
        ({"words": "old new"}, []),
        ({"limit": 1, "need": "food"}, ["Lunch"]),
    ],
)
def test_a_search_finds_only_what_was_asked_for(same_town, asked, names):
    found = [name for name, _ in near("DY1 1AB", **asked)]

    assert sorted(found) == sorted(names)


@pytest.mark.parametrize(
    ("within_m", "names", "nothing_within"),
    [
        (261, ["Lunch"], False),
        (259, ["Lunch", "Supper"], True),
        (1559, ["Lunch"], False),
        (1561, ["Lunch", "Supper"], False),
    ],
)
def test_within_is_metres_on_foot_and_the_nearest_beyond_is_told_as_such(
    same_town, within_m, names, nothing_within
):
    found = find_near("DY1 1AB", need="food", within_m=within_m, at=TODAY)

    assert [hit.asset.name for hit in found.hits] == names
    assert found.nothing_within == nothing_within


def test_each_hit_says_why_it_is_shown(same_town):
    reasons = {hit.asset.name: hit.reason for hit in find_near("DY1 1AB", at=TODAY).hits}

    assert reasons["Lunch"] == "4 minutes' walk, about 260 m, at Old Hall"
    assert reasons["Old Hall"] == "4 minutes' walk, about 260 m"
    assert reasons["Town Friends"] == "covers West Town"


@pytest.mark.parametrize("where", ["DY1 1AB", "dy11ab", " dy1  1ab ", "West Town", "west  TOWN"])
def test_a_place_is_understood_however_it_is_typed(same_town, where):
    assert find_near(where, need="food", at=TODAY).hits[0].asset.name == "Lunch"


def test_a_position_gives_the_same_as_the_postcode_there(same_town):
    by_postcode = find_near("DY1 1AB", need="food", at=TODAY)
    position = f"{by_postcode.latitude},{by_postcode.longitude}"

    by_position = find_near(position, need="food", at=TODAY)

    assert [hit.straight_m for hit in by_position.hits] == pytest.approx(
        [hit.straight_m for hit in by_postcode.hits], abs=0.2
    )


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("DY9 9ZZ", "DY9 9ZZ is not in this map"),
        ("DY2 2AE", "DY2 2AE is not in this map"),
        ("48.85, 2.35", "not in Great Britain"),
        ("-2.09, 52.51", "not in Great Britain"),
        ("", "Nothing was asked for"),
        ("   ", "Nothing was asked for"),
        ("Wesex Tons", "Did you mean West Town"),
        ("Atlantis", "No place called 'Atlantis' is in this map"),
        ("'; DROP TABLE area; --", "No place called"),
        ("%", "No place called"),
        ("x" * 10_000, "too long for the name of a place"),
        ("St Mary's", "No place called"),
    ],
)
def test_a_place_that_is_not_in_the_map_is_refused_in_a_sentence(same_town, where, says):
    with pytest.raises(BadInput) as refused:
        find_near(where, at=TODAY)

    assert says in str(refused.value)
    assert refused.value.next_step


@pytest.mark.parametrize("where", ["50.5, 2.0", "57.15, -2.10", "52.51, -1.70"])
def test_a_position_far_outside_the_map_is_not_found(same_town, where):
    with pytest.raises(NotFound, match="is not in this map"):
        find_near(where, at=TODAY)


def test_a_position_a_little_outside_is_taken(same_town):
    here = find_near("DY1 1AB", at=TODAY)

    assert find_near(f"{here.latitude + 0.08},{here.longitude}", at=TODAY).hits


def test_before_any_place_is_loaded_no_position_is_outside(database):
    assert find_near("57.15, -2.10", at=TODAY).hits == ()


@pytest.mark.parametrize("words", ["%", "!!!", " ' "])
def test_words_that_hold_no_word_are_refused(same_town, words):
    with pytest.raises(BadInput, match="no word to look for"):
        find_near("DY1 1AB", words=words)


@pytest.mark.parametrize(("limit", "more"), [(1, True), (2, False), (3, False)])
def test_whether_there_is_more_than_was_asked_for_is_told(same_town, limit, more):
    found = find_near("DY1 1AB", need="food", limit=limit, at=TODAY)

    assert (len(found.hits), found.more) == (min(limit, 2), more)


def test_nothing_found_is_never_called_none_and_one_is_one(same_town):
    def said(**asked):
        return find_near("DY1 1AB", at=TODAY, **asked).sentences()

    assert said(need="library") == ["We know of none near DY1 1AB."]
    assert said(words="old hall") == ["1 found near DY1 1AB."]
    assert said(need="company") == ["1 found near DY1 1AB.", "1 covers the area around it."]


@pytest.mark.parametrize("within_m", [0, -5, float("nan"), float("inf")])
def test_a_distance_that_is_none_is_refused(same_town, within_m):
    with pytest.raises(BadInput, match="more than 0 metres"):
        find_near("DY1 1AB", within_m=within_m)


def test_an_unknown_need_is_answered_with_the_list_of_needs(same_town):
    with pytest.raises(NotFound, match="The needs are: company, food"):
        find_near("DY1 1AB", need="beer")


@pytest.mark.parametrize("words", ["100%", "h%l", "o_d hall", "brick' | 'glass"])
def test_signs_that_mean_something_to_a_database_mean_themselves(same_town, words):
    assert near("DY1 1AB", words=words) == []


@pytest.mark.parametrize(
    ("day", "there"),
    [("2019-12-31", []), ("2020-01-01", ["Fair"]), ("2020-12-30", ["Fair"]), ("2021-01-01", [])],
)
def test_what_is_there_depends_on_the_day(town, tmp_path, day, there):
    drawn = """
        ref | name | needs   | postcode | valid_from | valid_to
        S9  | Fair | culture | DY1 1AB  | 2020       | 2020
    """
    load("own-list", write_csv(tmp_path / "services.csv", drawn))

    found = find_near("DY1 1AB", need="culture", at=date.fromisoformat(day))

    assert [hit.asset.name for hit in found.hits] == there


def test_a_service_at_two_venues_is_found_once_at_the_nearer(town, tmp_path):
    drawn = """
        from_ref | type         | to_ref | said_by | detail
        S1       | delivered_at | V2     | both    |
    """
    load("own-list", write_csv(tmp_path / "links.csv", drawn), partial=True)

    assert near("DY1 1AB", need="food") == [("Lunch", 200), ("Supper", 1200)]
    assert sorted(near("DY2 2AD", need="food")) == [("Lunch", 400), ("Supper", 400)]


# One asset.


def test_volunteers_are_counted_as_real_people_may_be(same_town):
    counted = {}
    for name in ("Cooks of the town", "Drivers"):
        found = see_asset(str(ask_one("SELECT id FROM asset WHERE name = :name", name=name)))
        counted[name] = (found.details["people"], found.details["people_shown"])

    assert counted == {"Cooks of the town": (15, "about 15"), "Drivers": (10, "about 10")}


def test_an_asset_shows_its_times_and_its_links_both_ways(same_town):
    lunch = see_asset(str(ask_one("SELECT id FROM asset WHERE name = 'Lunch'")), TODAY)

    assert [(s.byday, s.opens_at, s.closes_at) for s in lunch.sessions] == [
        ("TU", "12:00", "14:00")
    ]
    assert {(link.name, link.outward) for link in lunch.links} == {
        ("Old Hall", True),
        ("Town Friends", False),
    }


def test_times_that_cannot_be_read_stay_as_they_came(same_town):
    supper = see_asset(str(ask_one("SELECT id FROM asset WHERE name = 'Supper'")), TODAY)

    assert supper.sessions == ()
    assert supper.details["hours_text"] == "when it suits"


COMING = """
    ref | name   | needs | postcode | covers    | how
    R1  | Ring   | money | DY1 1AA  | E05000001 | by phone
    R2  | Screen | money |          | E08000027 | online; at home
    R3  | Desk   | money | DY1 1AD  | E05000001 | in person or by phone
    R4  | Vague  | money | DY1 1AD  |           | by phone
"""


@pytest.fixture
def coming(town, tmp_path):
    """The town with services that come by phone, online or to homes."""
    load("own-list", write_csv(tmp_path / "services.csv", COMING), partial=True)


def reasons(where, **asked):
    hits = find_near(where, at=TODAY, need="money", **asked).hits
    return {hit.asset.name: (hit.straight_m is None, hit.reason) for hit in hits}


def test_what_comes_to_people_covers_the_area_and_says_how(coming):
    found = reasons("DY1 1AA")

    assert found["Ring"] == (True, "by phone, covers West Town")
    assert found["Screen"] == (True, "online, comes to your home, covers Dudley")
    assert found["Desk"][0] is False


def test_what_comes_to_people_we_know_not_where_is_found_and_says_so(coming):
    found = find_near("DY1 1AA", need="money", at=TODAY)

    assert found.hits[-1].asset.name == "Vague"
    assert found.hits[-1].reason == "by phone, we are not told for which area"
    assert found.sentences() == [
        "1 found near DY1 1AA.",
        "2 cover the area around it.",
        "1 comes by phone, online or to homes: we are not told for which area.",
    ]


def test_what_is_too_far_to_walk_to_may_still_come_by_phone(coming):
    found = reasons("DY1 1AA", within_m=100)

    # Nothing is within 100 m: the Desk, which is told as the nearest beyond, is told once.
    assert found["Desk"][0] is False
    assert set(found) == {"Ring", "Screen", "Desk", "Vague"}


def test_what_covers_another_area_is_not_found(coming):
    assert set(reasons("DY2 2AB")) == {"Screen", "Desk", "Vague"}
