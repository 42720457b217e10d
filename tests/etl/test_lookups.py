"""Which area lies in which, and which became which."""

import pytest
from loads import ask, counts, load
from tables import write_csv

WARDS_EVER = """
    WDCD      | WDNM      | LADCD     | LADNM  | SOURCEFILE
    E05000001 | West Town | E08000027 | Dudley | 2024
    E05000011 | Old West  | E08000027 | Dudley | 2016
    E05099999 | Elsewhere | E06000001 | Far    | 2016
"""


def lookups(from_kind):
    return [
        tuple(row)
        for row in ask(
            """
            SELECT from_code, from_vintage, to_kind, to_code, to_vintage, change FROM area_lookup
            WHERE from_kind = :kind ORDER BY 1, 3, 4, 5
            """,
            kind=from_kind,
        )
    ]


def test_a_ward_of_any_year_lies_in_its_authority(town, tmp_path):
    report = load("area-lookups", write_csv(tmp_path / "wards.csv", WARDS_EVER))

    assert counts(report) == {"read": 3, "new": 2, "outside": 1}
    assert lookups("ward") == [
        ("E05000001", 2024, "authority", "E08000027", 0, ""),
        ("E05000011", 2016, "authority", "E08000027", 0, ""),
    ]


def test_a_former_authority_became_another_and_lies_in_what_that_lies_in(database, tmp_path):
    drawn = """
        LADCD     | LADNM     | LADCD_ACTIVE | LADNM_ACTIVE | UTLACD    | CAUTHCD | RGNCD
        E07000026 | Allerdale | E06000063    | Cumberland   | E06000063 |         | E12000002
    """

    report = load("area-lookups", write_csv(tmp_path / "authorities.csv", drawn))

    assert counts(report) == {"read": 1, "new": 1}
    assert "No area is loaded, so all rows were kept" in report.issues[0].problem
    assert [row[2:4] for row in lookups("authority")] == [
        ("authority", "E06000063"),
        ("county", "E06000063"),
        ("region", "E12000002"),
    ]


def test_a_small_area_that_was_split_says_so(town, tmp_path):
    drawn = """
        LSOA11CD  | LSOA11NM  | LSOA21CD  | LSOA21NM  | CHGIND | LAD22CD
        E01000009 | Town 001  | E01000001 | Town 001A | S      | E08000027
        E01000009 | Town 001  | E01000002 | Town 001B | S      | E08000027
    """

    report = load("area-lookups", write_csv(tmp_path / "lsoas.csv", drawn))

    assert counts(report) == {"read": 2, "new": 2}
    assert [row for row in lookups("lsoa") if row[2] == "lsoa"] == [
        ("E01000009", 2011, "lsoa", "E01000001", 2021, "S"),
        ("E01000009", 2011, "lsoa", "E01000002", 2021, "S"),
    ]


def test_a_small_area_lies_in_a_ward_an_authority_and_constituencies(town, tmp_path):
    drawn = """
        lsoa21cd  | pcon22cd  | pcon22nm | pcon24cd  | pcon24nm | wd25cd    | wd25nm    | lad25cd
        E01000001 | E14000001 | Old seat | E14000002 | New seat | E05000001 | West Town | E08000027
    """

    load("area-lookups", write_csv(tmp_path / "lookup.csv", drawn))

    assert [row[2:5] for row in lookups("lsoa")] == [
        ("authority", "E08000027", 2025),
        ("constituency", "E14000001", 2022),
        ("constituency", "E14000002", 2024),
        ("ward", "E05000001", 2025),
    ]


def test_the_same_lookup_again_changes_nothing(town, tmp_path):
    file = write_csv(tmp_path / "wards.csv", WARDS_EVER)
    load("area-lookups", file)

    assert load("area-lookups", file).changed_nothing


def test_an_area_that_a_row_leaves_open_is_no_lookup_and_a_row_without_any_is_set_aside(
    town, tmp_path
):
    drawn = """
        WDCD      | WDNM      | LADCD     | LADNM  | SOURCEFILE
        E05000001 | West Town |           | Dudley | 2024
    """

    report = load("area-lookups", write_csv(tmp_path / "wards.csv", drawn))

    assert counts(report) == {"read": 1, "set_aside": 1}


def test_what_a_lookup_knows_tells_which_figures_are_the_maps(town, tmp_path):
    drawn = """
        WD17CD    | comparison_Number_of_charities
        E05000011 | 4
        E05099999 | 5
    """
    load("area-lookups", write_csv(tmp_path / "wards.csv", WARDS_EVER))

    report = load("charities-per-ward", write_csv(tmp_path / "charities.csv", drawn))

    assert counts(report) == {"read": 2, "new": 1, "outside": 1}


def test_dudleys_wards_had_48_codes_of_which_24_are_new_in_2024(database, sample_data):
    load("wards", sample_data / "boundaries/wards_2025_dudley_E08000027.geojson")

    load("area-lookups", sample_data / "lookups/ward_all_codes_2011_2025_RAW.csv.gz")

    years = ask("SELECT from_vintage, count(*), min(from_code) FROM area_lookup GROUP BY 1")
    assert sorted(tuple(year) for year in years) == [
        (2016, 24, "E05001236"),
        (2024, 24, "E05015903"),
    ]


@pytest.mark.parametrize("extent", ["GB", None])
def test_the_extent_decides_how_much_of_a_lookup_is_kept(town, tmp_path, extent):
    report = load("area-lookups", write_csv(tmp_path / "w.csv", WARDS_EVER), extent=extent)

    assert report.outside == (0 if extent == "GB" else 1)
