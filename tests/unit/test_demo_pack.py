import csv
import json
import math
import re
from collections import Counter
from pathlib import Path

import pyproj
import pytest
import shapely

PACK = Path(__file__).parents[2] / "data" / "demo"
AUTHORITY = "E08000027"
RESIDENTS = 323_496
WALK = 800 / 1.3  # metres in a straight line: 800 m on foot, with the detour factor 1.3
TODAY = "2026-11-22"

NEEDS = {
    *("company", "food", "money", "advice", "mental_wellbeing", "health", "under_fives"),
    *("young_people", "older_people", "caring", "disability", "getting_active", "green_space"),
    *("learning", "work", "library", "culture", "faith", "housing", "warm_space"),
    *("place_to_meet", "urgent_help"),
}
# Type of link: what it may go from, and what to; the letter a ref starts with is its kind.
LINK_ENDS = {
    "meets_at": ("G", "V"),
    "delivered_at": ("S", "V"),
    "provided_by": ("SK", "G"),
    "managed_by": ("V", "G"),
    "funded_by": ("GSV", "G"),
    "supports": ("G", "GSV"),
    "staffed_by": ("VS", "G"),
}
SKILLS = {
    *("cooking", "driving", "listening", "form filling", "gardening", "IT help", "first aid"),
    *("languages", "mending", "music", "sport coaching", "childcare"),
}
ASKED_FOR = SKILLS | {"tutoring", "caretaking", "befriending", "sewing machines"}
"""One of them in the words of a group's own."""
SPOKEN = {
    *("English", "Urdu", "Punjabi", "Bengali", "Gujarati", "Polish", "Romanian"),
    *("Arabic", "Kurdish", "Somali", "BSL"),
}
CONTACT = {
    "phone": r"\b(?:\+44|0)\s?\d(?:[\s-]?\d){8,9}\b",
    "e-mail": r"\S+@\S+",
    "web": r"https?:|www\.|\.(?:uk|com|org)\b",
    "postcode": r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",
    "street": r"\d+ [A-Z]\w+ (?:Road|Street|Lane|Avenue|Close|Drive|Crescent)\b",
}
DATE = r"\d{4}(-\d\d-\d\d)?"
_to_metres = pyproj.Transformer.from_crs(4326, 27700, always_xy=True)


def rows(name):
    with (PACK / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table(name):
    return rows(f"assets/{name}.csv")


def squeezed(postcode):
    return postcode.replace(" ", "")


def in_metres(area):
    moved = shapely.transform(area, lambda c: list(zip(*_to_metres.transform(*c.T), strict=True)))
    shapely.prepare(moved)
    return moved


def areas(name, key):
    features = json.loads((PACK / name).read_text(encoding="utf-8"))["features"]
    return {
        f["properties"][key]: in_metres(shapely.from_geojson(json.dumps(f["geometry"])))
        for f in features
    }


def spot(asset):
    return shapely.Point(_to_metres.transform(float(asset["longitude"]), float(asset["latitude"])))


@pytest.fixture(scope="module")
def postcodes():
    """Postcode without spaces, its point and its ward, from the headerless published layout."""
    with (PACK / "postcodes.csv").open(encoding="utf-8", newline="") as file:
        return [
            (squeezed(r[0]), shapely.Point(int(r[2]), int(r[3])), r[9]) for r in csv.reader(file)
        ]


@pytest.fixture(scope="module")
def wards():
    return areas("wards.geojson", "WD25CD")


@pytest.fixture(scope="module")
def neighbourhoods():
    return areas("neighbourhoods.geojson", "code")


@pytest.fixture(scope="module")
def assets():
    names = ("venues", "groups", "services", "skill_offers")
    return {row["ref"]: row for name in names for row in table(name)}


@pytest.fixture(scope="module")
def links():
    return table("links")


@pytest.fixture(scope="module")
def hall(links):
    """The venue that the most groups and services hang on."""
    at = Counter(x["to_ref"] for x in links if x["type"] in ("meets_at", "delivered_at"))
    return at.most_common(1)[0][0]


def test_all_postcodes_of_dudley_are_there_once(postcodes):
    assert len(postcodes) == 7_273
    assert len({text for text, _, _ in postcodes}) == 7_273


def test_postcodes_keep_the_published_layout():
    lines = (PACK / "postcodes.csv").read_bytes().split(b"\r\n")
    assert lines[0].startswith(b'"')
    assert lines[-1] == b""
    assert all(line.count(b",") == 9 and AUTHORITY.encode() in line for line in lines[:-1])


def test_every_postcode_is_in_its_ward(postcodes, wards):
    outside = [text for text, point, ward in postcodes if not wards[ward].contains(point)]
    assert outside == []


def test_there_are_24_wards_without_gaps_or_overlaps_between_them():
    collection = shapely.from_geojson((PACK / "wards.geojson").read_text(encoding="utf-8"))
    assert len(collection.geoms) == 24
    assert shapely.is_valid(list(collection.geoms)).all()
    assert shapely.coverage_is_valid(list(collection.geoms))


def test_areas_are_plain_geojson_and_say_that_they_are_approximate():
    for name in ("wards.geojson", "neighbourhoods.geojson"):
        content = json.loads((PACK / name).read_text(encoding="utf-8"))
        assert "crs" not in content
        assert all(f["properties"]["approximate"] is True for f in content["features"])


def test_the_two_estates_do_not_overlap_and_hold_60_postcodes_each(neighbourhoods, postcodes):
    wrens_nest, priory = neighbourhoods["wrens-nest"], neighbourhoods["priory"]
    assert not wrens_nest.intersects(priory)
    for estate in (wrens_nest, priory):
        assert sum(estate.contains(point) for _, point, _ in postcodes) >= 60


def test_people_add_up_to_the_census_total():
    people = [float(row["people"]) for row in rows("people.csv")]
    assert math.isclose(math.fsum(people), RESIDENTS, abs_tol=1e-6)


def test_every_output_area_with_people_has_a_small_user_postcode(postcodes):
    lookup = rows("postcode_output_areas.csv")
    known = {text for text, _, _ in postcodes}
    assert {squeezed(row["pcds"]) for row in lookup} <= known
    assert {row["usertype"] for row in lookup} == {"0", "1"}
    small = {row["oa11cd"] for row in lookup if row["usertype"] == "0"}
    assert {row["OA11CD"] for row in rows("people.csv")} == small


def test_every_name_is_marked_as_invented_and_used_once(assets):
    names = [asset["name"] for asset in assets.values()]
    assert all(name.endswith(" (invented)") for name in names)
    assert len(set(names)) == len(names)


def test_every_ref_is_used_once():
    names = ("venues", "groups", "services", "skill_offers", "links")
    refs = [row["ref"] for name in names for row in table(name)]
    assert len(set(refs)) == len(refs)


@pytest.mark.parametrize("kind", CONTACT)
def test_no_text_of_an_asset_holds_a_way_to_reach_somebody(kind):
    for name in ("venues", "groups", "services", "skill_offers", "links"):
        text = (PACK / "assets" / f"{name}.csv").read_text(encoding="utf-8")
        assert re.search(CONTACT[kind], text) is None


def test_needs_are_of_the_closed_list_and_nobody_promises_urgent_help(assets):
    used = {need for a in assets.values() for need in a["needs"].split(";") if need}
    assert used <= NEEDS - {"urgent_help"}


def test_every_asset_has_either_a_point_or_an_area_that_is_known(assets, wards, neighbourhoods):
    known = {*wards, *neighbourhoods, AUTHORITY}
    for asset in assets.values():
        assert bool(asset["latitude"]) != bool(asset["covers"]), asset["ref"]
        assert bool(asset["latitude"]) == bool(asset["longitude"]), asset["ref"]
        assert not asset["covers"] or asset["covers"] in known, asset["ref"]


def test_points_are_in_the_borough_and_on_no_postcode(assets, wards, postcodes):
    tree = shapely.STRtree([point for _, point, _ in postcodes])
    borough = shapely.union_all(list(wards.values()))
    for asset in assets.values():
        if asset["latitude"]:
            assert borough.contains(spot(asset)), asset["ref"]
            assert len(tree.query(spot(asset), predicate="dwithin", distance=10)) == 0, asset["ref"]


def test_every_ward_has_a_venue(assets, wards):
    spots = [spot(a) for a in assets.values() if a["ref"].startswith("V")]
    assert all(any(ward.contains(s) for s in spots) for ward in wards.values())


def test_nothing_gives_away_where_a_masked_venue_is(assets):
    masked = {(a["latitude"], a["longitude"]) for a in assets.values() if a.get("masked") == "yes"}
    open_places = {
        (a["latitude"], a["longitude"]) for a in assets.values() if a.get("masked") != "yes"
    }
    assert len(masked) == 2
    assert not masked & open_places


def test_dates_are_dates_or_years_and_none_was_confirmed_in_the_future(assets):
    for asset in assets.values():
        for column in ("valid_from", "valid_to"):
            assert re.fullmatch(DATE, asset[column] or TODAY), asset["ref"]
        assert (asset["last_confirmed"] or TODAY) <= TODAY, asset["ref"]
        assert bool(asset["last_confirmed"]) == bool(asset["confirmed_by"]), asset["ref"]


def test_some_are_fresh_some_stale_some_never_confirmed_and_some_closed(assets):
    confirmed = [a["last_confirmed"] for a in assets.values()]
    assert sum(c >= "2025-11-22" for c in confirmed) > len(confirmed) * 0.6
    assert any(c and c < "2025-11-22" for c in confirmed)
    assert "" in confirmed
    assert sum(bool(a["valid_to"]) for a in assets.values()) == 2


def test_links_are_of_known_types_join_the_right_kinds_and_resolve(assets, links):
    for link in links:
        starts, ends = LINK_ENDS[link["type"]]
        assert {link["from_ref"], link["to_ref"]} <= set(assets), link["ref"]
        assert link["from_ref"][0] in starts, link["ref"]
        assert link["to_ref"][0] in ends, link["ref"]
        assert link["said_by"] in ("from", "to", "both"), link["ref"]


def test_hours_are_plain_days_and_times():
    session = r"(Mo|Tu|We|Th|Fr|Sa|Su)(-(Mo|Tu|We|Th|Fr|Sa|Su))? \d\d:\d\d-\d\d:\d\d"
    for service in table("services"):
        assert re.fullmatch(rf"({session}(; {session})*)?", service["hours"]), service["ref"]


def test_nobody_meets_at_a_closed_venue(assets, links):
    closed = {ref for ref, a in assets.items() if a["valid_to"]}
    assert not [x for x in links if x["to_ref"] in closed and not x["valid_to"]]


def test_people_who_meet_meet_at_a_place_to_meet_garden_or_pitch(assets, links):
    for link in links:
        if link["type"] == "meets_at":
            venue = assets[link["to_ref"]]
            outdoors = venue["venue_type"] in ("garden", "sports ground")
            assert outdoors or "place_to_meet" in venue["needs"], link["ref"]


def test_skills_are_of_a_short_list_counted_and_offered_through_a_group(links):
    provided = {x["from_ref"] for x in links if x["type"] == "provided_by"}
    for offer in table("skill_offers"):
        assert offer["skill"] in SKILLS
        assert int(offer["people"]) > 0
        assert offer["ref"] in provided


def test_a_dozen_groups_ask_for_skills_and_some_services_say_what_is_spoken():
    for name in ("venues", "groups", "services"):
        for row in table(name):
            wanted = [skill for skill in row["asks_for"].split(";") if skill]
            assert set(wanted) <= ASKED_FOR, row["ref"]
            assert wanted or not row["asks_when"], row["ref"]
            assert set(filter(None, row["languages"].split(";"))) <= SPOKEN, row["ref"]
    assert sum(bool(row["asks_for"]) for row in table("groups")) >= 12
    spoken = {one for row in table("services") for one in row["languages"].split(";") if one}
    assert {"Urdu", "Punjabi", "Polish", "BSL"} <= spoken


def test_the_hall_hosts_a_lunch_an_under_fives_morning_a_youth_night_and_debt_help(
    assets, links, hall
):
    hosted = {x["from_ref"] for x in links if x["type"] == "delivered_at" and x["to_ref"] == hall}
    met = {need for ref in hosted for need in assets[ref]["needs"].split(";")}
    assert {"food", "under_fives", "young_people", "money"} <= met


def test_the_hall_is_kept_open_by_a_post_that_one_grant_pays(assets, links, hall):
    posts = {x["to_ref"] for x in links if x["type"] == "staffed_by" and x["from_ref"] == hall}
    assert all(assets[post]["group_type"] == "post" for post in posts)
    payers = [x["to_ref"] for x in links if x["type"] == "funded_by" and x["from_ref"] in posts]
    assert "funder" in {assets[payer]["group_type"] for payer in payers}


def test_one_connector_post_holds_up_two_venues(assets, links):
    supported = Counter(
        x["from_ref"] for x in links if x["type"] == "supports" and x["to_ref"][0] == "V"
    )
    post, venues = supported.most_common(1)[0]
    assert assets[post]["group_type"] == "post"
    assert venues == 2


def test_for_over_a_thousand_people_the_hall_is_the_only_place_to_meet(assets, postcodes, hall):
    people = people_by_postcode()
    others = [
        spot(a)
        for ref, a in assets.items()
        if ref[0] == "V" and ref != hall and "place_to_meet" in a["needs"] and not a["valid_to"]
    ]
    tree = shapely.STRtree(others)
    only = alternative = 0.0
    for text, point, _ in postcodes:
        if point.distance(spot(assets[hall])) <= WALK:
            near = len(tree.query(point, predicate="dwithin", distance=WALK))
            only += people.get(text, 0) * (near == 0)
            alternative += people.get(text, 0) * (near > 0)
    assert only > 1_000
    assert alternative > 1_000


def people_by_postcode():
    share = {row["OA11CD"]: float(row["people"]) for row in rows("people.csv")}
    small = [r for r in rows("postcode_output_areas.csv") if r["usertype"] == "0"]
    homes = Counter(r["oa11cd"] for r in small)
    return {squeezed(r["pcds"]): share[r["oa11cd"]] / homes[r["oa11cd"]] for r in small}
