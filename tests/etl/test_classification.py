"""What a thing is for: stated, else from tags, categories and words; else it stays unclassified."""

import pandas as pd
import pytest
from loads import ask, change, counts, load
from tables import table, write_csv
from town import load_places

from asset_map.db import session
from asset_map.domain.errors import BadInput
from asset_map.journeys.see_unclassified import see_unclassified
from etl.classify import classified, kinds
from etl.rules import is_expression, normal, rules

UKCAT = "assets/ukcat_classification.csv"

TAGGED = """
    kind    | tags                                                                       | needs
    venue   | osm:amenity=library                                                        | library
    venue   | OSM:Amenity=Library                                                        | library
    venue   | osm:amenity=community_centre                                               | place_to_meet
    venue   | osm:amenity=community_centre, osm:community_centre=youth_centre            | place_to_meet young_people
    venue   | osm:amenity=social_facility, osm:social_facility=food_bank                 | food
    venue   | osm:amenity=social_facility, osm:social_facility=day_care, osm:social_facility:for=senior;disabled | disability older_people
    venue   | osm:amenity=social_facility                                                |
    venue   | osm:social_facility=food_bank                                              |
    venue   | osm:leisure=garden, osm:garden:type=community                              | green_space
    venue   | osm:leisure=garden                                                         |
    venue   | osm:amenity=cafe;library                                                   | library
    group   | osm:club=sport                                                             | getting_active
    venue   | osm:club=sport                                                             |
    service | nhs:GP                                                                     | health
    group   | casc:club                                                                  | getting_active
    service | school:LA Nursery School                                                   | under_fives
    venue   | school:Primary                                                             |
    service | oruk:Food support                                                          | food
    group   | cc:What:Amateur sport, cc:How:Provides services                            | getting_active
    group   | cc:What:Amateur Sport, cc:How:Makes grants to organisations                |
    group   | ukcat:FA107                                                                | place_to_meet
    group   | ukcat:BE108, ukcat:SW107                                                   | company older_people
    group   | icnptso:A21                                                                | getting_active
    group   | made:up                                                                    |
"""  # noqa: E501 - several tags on a line

WORDED = """
    kind    | name                    | description                      | needs
    group   | The Pantry              | A food bank on Fridays           | food
    group   | Foodbanking Ltd         | We bank                          |
    service | Tiny Tots               | Stay & play for toddlers         | under_fives
    service | Lunch Club              |                                  | company food
    group   | Hall Friends            | a warm space in winter           | warm_space
    venue   | Lower Town Village Hall |                                  | place_to_meet
    group   | Lower Town Village Hall |                                  |
    venue   | Church Street Flats     | near the village hall            |
    group   | Town Tennis Club        |                                  | getting_active
    group   | St Anne Parish Church   |                                  | faith
    skill_offer | Toddler helpers     | toddlers                         |
"""


def known(rows):
    """Classify rows that a test draws; UKCAT is not loaded unless the test does."""
    with session.reading() as connection:
        return classified(connection, pd.DataFrame(rows))


def needs_of(found):
    return [" ".join(sorted(needs)) for needs in found["needs"]]


# Tags, categories, words.


def test_tags_and_categories_say_what_a_thing_is_for(same_town):
    drawn = table(TAGGED)

    found = known(
        [row | {"name": "X", "tags": row["tags"].split(", "), "needs": None} for row in drawn]
    )

    assert needs_of(found) == [row["needs"] for row in drawn]


def test_certain_words_say_what_a_thing_is_for(same_town):
    drawn = table(WORDED)

    found = known([row | {"needs": None} for row in drawn])

    assert needs_of(found) == [row["needs"] for row in drawn]
    by = {bool(needs): by for needs, by in zip(found["needs"], found["classified_by"], strict=True)}
    assert by == {True: "words", False: ""}


def test_what_is_stated_wins_and_the_first_way_that_finds_a_need_is_taken(same_town):
    found = known(
        [
            {"kind": "group", "name": "Toddler group", "needs": ["food"], "tags": ["ukcat:FA107"]},
            {"kind": "group", "name": "Toddler group", "needs": [], "tags": ["casc:club"]},
            {"kind": "group", "name": "Toddler group", "needs": None, "tags": ["ukcat:FA107"]},
            {"kind": "group", "name": "Toddler group", "needs": None, "tags": None},
            {"kind": "venue", "name": "Toddler room", "needs": None, "tags": ["school:Primary"]},
            {"kind": "venue", "name": "Any room", "needs": None, "tags": ["school:Primary"]},
            {"kind": "venue", "name": "Any room", "needs": None, "tags": []},
        ]
    )

    assert list(zip(needs_of(found), found["classified_by"], strict=True)) == [
        ("food", "stated"),
        ("getting_active", "tags"),
        ("place_to_meet", "categories"),
        ("under_fives", "words"),
        ("under_fives", "words"),
        ("", "tags"),
        ("", ""),
    ]


def test_the_most_exact_tag_says_what_a_thing_is_called_unless_its_source_does(same_town):
    hall = ["osm:community_centre=village_hall", "osm:amenity=community_centre"]

    found = known(
        [
            {"kind": "venue", "name": "X", "tags": hall, "venue_type": None},
            {"kind": "venue", "name": "X", "tags": hall, "venue_type": "barn"},
            {"kind": "group", "name": "X", "tags": ["osm:club=chess"], "venue_type": None},
        ]
    )

    assert found["venue_type"].tolist()[:2] == ["village hall", "barn"]
    assert found["group_type"].tolist()[2] == "club"


def test_tags_say_of_which_kind_a_thing_is():
    tags = pd.Series([["osm:amenity=library"], ["osm:club=sport"], ["osm:highway=bus_stop"], None])

    assert kinds(tags).fillna("").tolist() == ["venue", "group", "", ""]


FACILITIES = """
    amenity | arts_centre childcare community_centre doctors events_venue give_box library pharmacy
    amenity | place_of_worship post_office public_bookcase social_centre social_facility toilets
    amenity | townhall
    leisure | sports_centre park playground
    landuse | allotments
    office  | charity ngo
    shop    | charity
    club    | anything
"""


def test_every_tag_of_a_community_facility_is_known():
    drawn = [line.split("|") for line in FACILITIES.strip().splitlines()]
    tags = [f"osm:{key.strip()}={value}" for key, values in drawn for value in values.split()]

    assert kinds(pd.Series([[tag] for tag in tags])).notna().all()


def test_tags_are_compared_without_capitals_and_lists_in_a_value_are_parted():
    assert normal([" OSM:Amenity=Cafe; Library"]) == {
        "osm:amenity=cafe",
        "osm:amenity=library",
        "osm:amenity=*",
    }


# The table.


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("colour,red,,,,", "the scheme 'colour' is none of"),
        ("osm,amenity=pub,,,beer,", r"\['beer'\] are no needs"),
        ("osm,amenity=pub,shop,,,", "the kind 'shop' is none"),
        ("osm,,,,food,", "the value is missing"),
        ("words,(unclosed,,,food,", "the expression cannot be read"),
        ("words,(?=ahead)x,,,food,", "the expression cannot be read"),
    ],
)
def test_a_wrong_line_of_the_table_is_refused_by_its_number(tmp_path, line, problem):
    wrong = tmp_path / "classification.csv"
    wrong.write_text(f"scheme,value,kind,type,needs,note\nosm,a=b,,,food,\n{line}\n")

    with pytest.raises(BadInput, match=f"classification.csv, line 3: {problem}"):
        rules(wrong)


def test_the_table_of_the_project_holds_and_names_every_need():
    needs = {need for rule in rules() for need in rule.needs}

    assert len(needs) == 22


def test_an_expression_that_could_run_away_does_not():
    assert is_expression("(a+)+$")  # RE2 reads it in time linear to the text.
    assert not is_expression(r"(.)\1")
    assert not is_expression("x" * 3_000)


# UKCAT.


def test_the_list_of_ukcat_is_loaded_whole_and_twice_changes_nothing(database, sample_data):
    report = load("ukcat", sample_data / UKCAT)

    assert counts(report) == {"read": 254, "new": 254}
    assert load("ukcat", sample_data / UKCAT).changed_nothing
    empty = ask("SELECT count(*) FROM expression WHERE matches = ''")
    assert [tuple(row) for row in empty] == [(13,)]


def test_an_expression_that_cannot_be_used_is_set_aside(database, tmp_path):
    drawn = r"""
        Code | tag | Regular expression | Exclude regular expression
        X1   | One | \b(band)\b         | \b(rubber)\b
        X2   | Two | (?<=a)b            |
    """

    report = load("ukcat", write_csv(tmp_path / "ukcat.csv", drawn))

    assert counts(report) == {"read": 2, "new": 1, "set_aside": 1}


def test_expressions_classify_groups_by_their_text_unless_somebody_did(database, sample_data):
    load("ukcat", sample_data / UKCAT)

    found = known(
        [
            {"kind": "group", "name": "A", "description": "Befriending lonely people"},
            {"kind": "group", "name": "A", "description": "Christchurch school"},
            {"kind": "group", "name": "A", "description": "Our church"},
            {"kind": "venue", "name": "A", "description": "Our church"},
            {"kind": "group", "name": "A", "description": "Our church", "tags": ["ukcat:SW301"]},
        ]
    )

    assert needs_of(found) == ["company", "", "faith", "", "food"]
    assert found["classified_by"].tolist() == ["categories", "", "categories", "", "categories"]


CLUBS = """
    Organisation Name | Postcode
    East Town AFC     | DY1 1AA
"""


def test_a_reload_classifies_anew_and_what_comes_out_otherwise_is_changed(
    database, tmp_path, monkeypatch
):
    load_places(tmp_path)
    file = write_csv(tmp_path / "clubs.csv", CLUBS)
    load("sports-clubs", file)
    assert load("sports-clubs", file).changed_nothing

    others = tuple(rule for rule in rules() if rule.scheme != "casc")
    monkeypatch.setattr("etl.classify.rules", lambda: others)
    again = load("sports-clubs", file)

    assert counts(again) == {"read": 1, "changed": 1}
    assert ask("SELECT classified_by FROM asset")[0][0] == ""


# What stays unclassified.


def test_what_is_unclassified_is_listed_by_source_and_kind_with_what_to_do(town):
    change("UPDATE asset SET classified_by = 'stated' WHERE kind <> 'service'")
    change("UPDATE asset SET classified_by = '' WHERE name IN ('Lunch', 'Supper')")

    found = see_unclassified()

    [part] = found.parts
    assert (part.source_id, part.kind, part.unclassified, part.of) == ("own-list", "service", 2, 3)
    assert [name for _, name in part.examples] == ["Lunch", "Supper"]
    assert "classification.csv" in " ".join(found.sentences())
    assert found.as_json()["unclassified"] == 2


def test_where_nothing_is_unclassified_that_is_said(town):
    change("UPDATE asset SET classified_by = 'stated'")

    assert see_unclassified().sentences() == ["Nothing that is loaded is unclassified."]
