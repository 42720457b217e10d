"""Wards drawn anew: what became of the old ones, and of what states their codes."""

import json

import pytest
from loads import ask_one, load
from tables import write_csv, write_squares
from town import write_postcodes
from typer.testing import CliRunner

from asset_map.cli import app
from asset_map.domain.errors import NotFound
from asset_map.domain.places import Change
from asset_map.journeys import as_data
from asset_map.journeys.describe_area import describe_area
from asset_map.journeys.see_area_changes import see_area_changes

OLD_WARDS = """
    WD13CD    | WD13NM   | LAD13CD   | x    | y   | side
    E05000011 | Old West | E08000027 | 0    | 0   | 1000
    E05000012 | Middle   | E08000027 | 500  | 0   | 1000
    E05000013 | Hamlet   | E08000027 | 1400 | 200 | 600
"""
STATED = """
    ref | name           | needs   | covers    | group_type
    G11 | Old West group | company | E05000011 | charity
    G12 | Middle group   | company | E05000012 | charity
    G13 | Hamlet group   | company | E05000013 | charity
"""
FIGURES = """
    WD13CD    | comparison_Number_of_charities
    E05000011 | 11
    E05000012 | 12
    E05000013 | 13
"""


@pytest.fixture
def redrawn(town, tmp_path):
    """The town, with three wards of 2013 that were drawn anew into its two of 2025."""
    load("wards", write_squares(tmp_path / "wards.geojson", OLD_WARDS))
    load("own-list", write_csv(tmp_path / "groups.csv", STATED), partial=True)
    load("charities-per-ward", write_csv(tmp_path / "charities.csv", FIGURES))
    return tmp_path


def became(**asked):
    """Return from, to, rounded shares of area and postcodes, and the verdict of each change."""
    return [
        (
            change.shares.from_name,
            change.shares.to_name,
            round(change.shares.of_area, 2),
            change.shares.of_postcodes,
            change.verdict,
        )
        for change in see_area_changes(**asked)
    ]


def names_in(area):
    return {hit.asset.name for hit in describe_area(area).hits}


def figures_in(area):
    return {
        (figure.measure, figure.value, figure.carried_from)
        for figure in describe_area(area).figures
    }


# What became of a ward, worked out by hand: postcodes stand at x 100, 300, 500, 900, 1100, 1500,
# 1900 on the road 500 m from the south; those on a border lie in both.


def test_an_old_ward_is_the_same_place_part_of_a_larger_one_or_ambiguous(redrawn):
    assert became() == [
        ("Hamlet", "East Town", 1.0, 1.0, Change.PART),
        ("Middle", "West Town", 0.5, 0.5, Change.AMBIGUOUS),
        ("Middle", "East Town", 0.5, 0.5, Change.AMBIGUOUS),
        ("Old West", "West Town", 1.0, 1.0, Change.SAME),
    ]


def test_what_is_left_to_decide_can_be_asked_for_alone(redrawn):
    assert {name for name, *_ in became(ambiguous=True)} == {"Middle"}


def test_it_is_said_how_much_still_states_the_old_code(redrawn):
    [hamlet, *_] = see_area_changes()

    assert as_data.of_area_change(hamlet) == {
        "from_code": "E05000013",
        "from_vintage": 2013,
        "from_name": "Hamlet",
        "to_code": "E05000002",
        "to_vintage": 2025,
        "to_name": "East Town",
        "of_area": pytest.approx(1),
        "of_postcodes": 1,
        "area_of_new": pytest.approx(0.36),
        "postcodes_of_new": pytest.approx(2 / 4),
        "assets": 1,
        "figures": 1,
        "verdict": "part of a larger one",
    }


def test_the_command_lists_what_is_left_to_decide(redrawn):
    said = CliRunner().invoke(app, ["area-changes", "--ambiguous", "--format", "json"])
    shown = CliRunner().invoke(app, ["area-changes"])

    assert (said.exit_code, shown.exit_code) == (0, 0)
    assert [row["to_name"] for row in json.loads(said.output)] == ["West Town", "East Town"]
    assert "part of a larger one" in shown.output


def test_an_asset_that_states_an_old_ward_is_found_in_the_new_one_where_that_is_clear(redrawn):
    assert "Old West group" in names_in("West Town")
    assert "Hamlet group" in names_in("East Town")
    assert "Middle group" not in names_in("West Town") | names_in("East Town")


def test_a_figure_of_an_old_ward_is_that_of_the_new_one_only_where_they_are_the_same(redrawn):
    assert figures_in("West Town") == {("charities", 11, "E05000011")}
    assert figures_in("East Town") == set()
    assert figures_in("E05000013") == {("charities", 13, None)}


def test_new_postcodes_change_what_became_of_a_ward(redrawn):
    drawn = """
        postcode | quality | x    | ward
        DY1 1AA  | 10      | 100  | E05000001
        DY1 1AB  | 10      | 300  | E05000002
        DY1 1AC  | 10      | 400  | E05000002
        DY2 2AB  | 10      | 1500 | E05000002
    """

    load("code-point-open", write_postcodes(redrawn / "new.csv", drawn))

    old_west = {row[1]: row[3] for row in became() if row[0] == "Old West"}
    assert old_west == {"West Town": pytest.approx(1 / 3), "East Town": pytest.approx(2 / 3)}


def test_wards_of_one_year_only_have_not_changed(same_town):
    with pytest.raises(NotFound, match="older boundaries"):
        see_area_changes()


def test_loading_the_same_again_changes_nothing_about_it(redrawn):
    before = became()

    load("wards", write_squares(redrawn / "wards.geojson", OLD_WARDS))

    assert became() == before


# Dudley, redrawn for May 2024. The shares were worked out with geopandas from the same files.


@pytest.fixture
def redrawn_dudley(server, use, template_of, sample_data, dudley_files):
    """Real Dudley: its wards of 2013 and of 2025, and its postcodes."""

    def fill():
        load("wards", dudley_files["wards"])
        load("code-point-open", dudley_files["code-point-open"])
        old = sample_data / "boundaries/wards_2013_dudley_E08000027.json"
        load("wards", old, authority="E08000027")

    use(server.copy(template_of("redrawn_dudley", fill)))


def test_of_dudleys_24_wards_20_stayed_one_grew_and_three_were_split(redrawn_dudley):
    changes = see_area_changes()

    assert len({change.shares.from_code for change in changes}) == 24
    clear = [change for change in changes if change.verdict is not Change.AMBIGUOUS]
    assert len([change for change in clear if change.verdict is Change.SAME]) == 20
    [sedgley] = [change.shares for change in clear if change.verdict is Change.PART]
    assert (sedgley.from_name, sedgley.postcodes_of_new) == ("Sedgley", pytest.approx(0.8735, 1e-3))
    shares = {
        (change.shares.from_name, change.shares.to_name): change.shares
        for change in see_area_changes(ambiguous=True)
    }
    assert {name for name, _ in shares} == {
        "Castle and Priory",
        "Cradley and Wollescote",
        "Upper Gornal and Woodsetton",
    }
    castle = shares["Castle and Priory", "Castle & Priory"]
    assert (castle.from_code, castle.to_code) == ("E05001240", "E05015907")
    assert castle.of_area == pytest.approx(0.8884, abs=1e-3)
    assert castle.of_postcodes == pytest.approx(0.8606, abs=1e-4)


def test_the_postcodes_of_an_old_ward_are_all_in_some_new_one(redrawn_dudley):
    sums = """
        SELECT bool_and(abs(all_of_it - 1) < 0.02) FROM (
            SELECT sum(of_postcodes) AS all_of_it FROM area_change
            WHERE from_vintage < to_vintage GROUP BY from_code
        ) AS wards
    """

    assert ask_one(sums) is True


def test_22_per_cent_of_dudleys_postcodes_sit_in_a_ward_of_another_name(redrawn_dudley):
    renamed = ask_one(
        """
        SELECT avg((old.name_key <> new.name_key)::int) FROM postcode p
        JOIN area new ON new.kind = 'ward' AND new.vintage = 2025 AND new.code = p.ward_code
        JOIN area old ON old.kind = 'ward' AND old.vintage = 2013 AND ST_Covers(old.geom, p.geom)
        WHERE p.authority_code = 'E08000027'
        """
    )

    assert float(renamed) == pytest.approx(0.2201, abs=0.0005)
