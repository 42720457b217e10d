"""Figures of areas: what a published table becomes, and what of it is kept."""

import pytest
from loads import ask, ask_one, counts, load
from tables import write_csv, write_squares

from asset_map.domain.errors import BadInput

OLD_WARDS = """
    WD13CD    | WD13NM              | LAD13CD   | x    | y
    E05000011 | Castle and Priory   | E08000027 | 0    | 0
    E05000012 | St James's          | E08000027 | 1000 | 0
"""
AGES = [*map(str, range(90)), "90+"]


def figures(**where):
    wanted = " AND ".join(f"{column} = :{column}" for column in where) or "true"
    return [
        tuple(row)
        for row in ask(
            f"""
            SELECT area_code, measure, category, value, unit, as_of FROM statistic
            WHERE measure <> 'people' AND {wanted} ORDER BY area_code, measure, category
            """,
            **where,
        )
    ]


def by_name(path, drawn):
    """Write the ward table of ONS: codes, names, authorities, and one person of each age."""
    lines = [f"Ward Code 1,Ward Name 1,LA Code (2021 boundaries),All Ages,{','.join(AGES)}"]
    lines += [f"{row},91,{','.join(['1'] * 91)}" for row in drawn.split()]
    path.write_text("\n".join(lines).replace("_", " "), encoding="utf-8")
    return path


# A figure keeps its unit, its day, and the category as it was published.


def test_a_row_for_each_area_and_category(town, tmp_path):
    drawn = """
        lsoa21_code | disability                          | n  | total_residents
        E01000001   | Disabled under the Equality Act     | 20 | 80
        E01000001   | Not disabled under the Equality Act | 60 | 80
        E01999999   | Disabled under the Equality Act     | 9  | 10
    """

    report = load("census-disability", write_csv(tmp_path / "disability.csv", drawn))

    assert counts(report) == {"read": 3, "new": 2, "outside": 1}
    people, day = "people", "2021-03-21"
    assert figures() == [
        (
            "E01000001",
            "people_by_disability",
            "Disabled under the Equality Act",
            20,
            people,
            day,
        ),
        (
            "E01000001",
            "people_by_disability",
            "Not disabled under the Equality Act",
            60,
            people,
            day,
        ),
    ]


def test_a_column_for_each_figure(town, tmp_path):
    drawn = """
        lsoa21_code | IMD_decile | IMD_rank | Crime_decile | Crime_score
        E01000001   | 1.0        | 120.0    | 3.0          | 1.25
    """

    load("deprivation-2025", write_csv(tmp_path / "imd.csv", drawn))

    assert [figure[1:4] for figure in figures()] == [
        ("imd_decile", "", 1),
        ("imd_domain_decile", "Crime", 3),
        ("imd_domain_score", "Crime", 1.25),
        ("imd_rank", "", 120),
    ]


def test_a_row_that_repeats_is_joined_and_one_that_differs_is_set_aside(town, tmp_path):
    drawn = """
        WD25CD    | comparison_Number_of_charities
        E05000001 | 4
        E05000001 | 4
        E05000002 | 5
        E05000002 | 6
    """

    report = load("charities-per-ward", write_csv(tmp_path / "charities.csv", drawn))

    assert counts(report) == {"read": 4, "new": 2, "joined": 1, "set_aside": 1}


def test_a_value_that_is_no_number_is_told_of_and_the_others_of_its_row_are_kept(town, tmp_path):
    drawn = """
        lsoa21_code | IMD_decile | IMD_rank | Crime_decile
        E01000001   | 1          | 120      | three
    """

    report = load("deprivation-2025", write_csv(tmp_path / "imd.csv", drawn))

    assert counts(report) == {"read": 1, "new": 1}
    assert [(issue.column, issue.value) for issue in report.issues] == [("Crime_decile", "three")]
    assert {figure[1] for figure in figures()} == {"imd_decile", "imd_rank"}


@pytest.mark.parametrize("source", ["community-needs", "charities-per-ward"])
def test_a_licence_that_nobody_states_is_none_to_give_data_on_under(source):
    from etl.sources import ALL

    assert "not stated" in ALL[source].licence.name.lower()
    assert not ALL[source].licence.open


# A ward's figure belongs to the boundaries of its time.


def test_figures_of_wards_need_wards_of_their_time_to_tell_which_are_the_maps(town, tmp_path):
    drawn = """
        WD17CD    | comparison_Number_of_charities
        E05000011 | 4
        E05099999 | 5
    """
    file = write_csv(tmp_path / "charities.csv", drawn)

    before = load("charities-per-ward", file, dry_run=True)
    load("wards", write_squares(tmp_path / "old.geojson", OLD_WARDS))
    after = load("charities-per-ward", file, dry_run=True)

    assert counts(before) == {"read": 2, "new": 2}
    assert "No ward boundaries of 2017" in before.issues[0].problem
    assert counts(after) == {"read": 2, "new": 1, "outside": 1}


# A table whose ward codes a spreadsheet has overwritten.


def test_codes_that_only_count_up_through_many_authorities_are_refused(town, tmp_path):
    rows = " ".join(f"E0500{at:04},Ward_{at},E0800{at // 2:04}" for at in range(1, 141))

    with pytest.raises(BadInput, match=r"count up .* ward-people-by-age-by-name"):
        load("ward-people-by-age", by_name(tmp_path / "wards.csv", rows))


def test_codes_that_count_up_within_a_few_authorities_are_as_they_should_be(town, tmp_path):
    rows = " ".join(f"E0500{at:04},Ward_{at},E08000027" for at in range(1, 3))

    assert load("ward-people-by-age", by_name(tmp_path / "wards.csv", rows)).new == 2


def test_wards_found_by_name_however_it_is_spelt_and_only_in_their_authority(town, tmp_path):
    load("wards", write_squares(tmp_path / "old.geojson", OLD_WARDS))
    rows = """
        E05000928,Castle_&_Priory,E08000027
        E05000929,St._James's,E08000027
        E05000930,Nowhere,E08000027
        E05000931,Castle_and_Priory,E08000028
    """

    report = load("ward-people-by-age-by-name", by_name(tmp_path / "wards.csv", rows))

    assert counts(report) == {"read": 4, "new": 2, "set_aside": 1, "outside": 1}
    assert [(issue.line, issue.value) for issue in report.issues] == [(4, "Nowhere")]
    assert {figure[0] for figure in figures()} == {"E05000011", "E05000012"}


def test_a_name_that_two_wards_of_an_authority_have_is_set_aside(town, tmp_path):
    twins = OLD_WARDS.replace("St James's       ", "Castle & Priory  ")
    load("wards", write_squares(tmp_path / "old.geojson", twins))
    rows = "E05000928,Castle_and_Priory,E08000027"

    report = load("ward-people-by-age-by-name", by_name(tmp_path / "wards.csv", rows))

    assert counts(report) == {"read": 1, "set_aside": 1}


def test_a_name_alone_says_nothing_where_no_ward_of_its_time_is_loaded(town, tmp_path):
    rows = "E05000928,West_Town,E08000027"

    with pytest.raises(BadInput, match="No ward of 2020 or before"):
        load("ward-people-by-age-by-name", by_name(tmp_path / "wards.csv", rows))


def test_castle_and_priory_has_its_true_code_and_its_people_of_mid_2020(database, sample_data):
    old = sample_data / "boundaries/wards_2013_dudley_E08000027.json"
    load("wards", old, authority="E08000027")

    load(
        "ward-people-by-age-by-name",
        sample_data / "population/wards_mid2020_persons_single_year_RAW.csv",
    )

    sums = ask("SELECT area_code, sum(value) FROM statistic GROUP BY 1 ORDER BY 1")
    # The sums are what the file itself says under "All Ages".
    assert len(sums) == 24
    assert dict(tuple(row) for row in sums)["E05001240"] == 15_289
    assert sum(row.sum for row in sums) == 322_363


# An authority that has a name and no code.


def test_a_library_service_is_that_of_the_authority_it_names(database, sample_data):
    load("wards", sample_data / "boundaries/wards_2025_dudley_E08000027.geojson")

    report = load("library-activity", sample_data / "assets/libraries_activity_2023_24_RAW.xlsx")

    assert (report.new, report.outside) == (1, 128)
    events = ask_one("SELECT value FROM statistic WHERE measure = 'library_events'")
    assert events == 562 + 544 + 592 + 644 + 566 + 554 + 572 + 659 + 524 + 949 + 1075 + 778
    assert figures(measure="library_members") == [
        ("E08000027", "library_members", "", 28047, "people", "2023-04 to 2024-03")
    ]
    assert any("Introduction" in note for note in report.notes)
