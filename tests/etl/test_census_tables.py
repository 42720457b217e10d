"""Tables of the census as Nomis publishes them in bulk: which are read, and what they become.

The headings are those of the published files; the figures are invented.
"""

import zipfile

import pytest
from loads import ask, counts, load
from tables import write_csv

from asset_map.domain.errors import BadInput
from asset_map.domain.population import KINDS
from etl.sources import ALL

SEX = """
    date | geography | geography code | Sex: All persons; measures: Value | Sex: Female; measures: Value | Sex: Male; measures: Value
    2021 | Town 001A | E01000001      | 80                                | 44                           | 36
    2021 | Town 001B | E01000002      | 60                                | 30                           | 30
    2021 | Far 001A  | E01999999      | 9                                 | 4                            | 5
"""  # noqa: E501 - a table
CARS = """
    date | geography | geography code | Number of cars or vans: Total: All households | Number of cars or vans: No cars or vans in household | Number of cars or vans: 1 car or van in household | Number of cars or vans: 2 cars or vans in household | Number of cars or vans: 3 or more cars or vans in household
    2021 | Town 001A | E01000001      | 40                                            | 12                                                   | 18                                                | 8                                                   | 2
"""  # noqa: E501 - a table
ETHNIC_GROUP = """
    date | geography | geography code | Ethnic group: Total: All usual residents | Ethnic group: Asian, Asian British or Asian Welsh | Ethnic group: Asian, Asian British or Asian Welsh: Indian | Ethnic group: Black, Black British, Black Welsh, Caribbean or African | Ethnic group: Mixed or Multiple ethnic groups | Ethnic group: White | Ethnic group: White: Irish | Ethnic group: Other ethnic group
    2021 | Town 001A | E01000001      | 80                                       | 20                                                | 11                                                        | 5                                                                     | 3                                             | 50                  | 4                          | 2
"""  # noqa: E501 - a table
DISABILITY = """
    date | geography | geography code | Disability: Total: All usual residents | Disability: Disabled under the Equality Act | Disability: Disabled under the Equality Act: Day-to-day activities limited a lot | Disability: Not disabled under the Equality Act
    2021 | Town 001A | E01000001      | 80                                     | 21                                          | 9                                                                                | 59
"""  # noqa: E501 - a table
RELIGIONS = (
    "No religion",
    "Christian",
    "Buddhist",
    "Hindu",
    "Jewish",
    "Muslim",
    "Sikh",
    "Other religion",
    "Not answered",
)
AGES = (
    "Aged 4 years and under",
    *(f"Aged {age} to {age + 4} years" for age in range(5, 85, 5)),
    "Aged 85 years and over",
)


def written(folder, subject, drawn):
    return write_csv(folder / f"{subject}.csv", drawn)


def row_of(folder, title, categories, *, total="Total: All usual residents"):
    """Write a table with one row, in which the categories have 1, 2, 3 ... people."""
    names = [
        "date",
        "geography",
        "geography code",
        *(f"{title}: {c}" for c in (total, *categories)),
    ]
    figures = range(1, len(categories) + 1)
    cells = ["2021", "Town 001A", "E01000001", sum(figures), *figures]
    file = folder / f"{title}.csv"
    lines = (",".join(f'"{cell}"' for cell in line) for line in (names, cells))
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def figures():
    return [
        tuple(row)
        for row in ask(
            """
            SELECT area_code, measure, category, value, unit FROM statistic
            WHERE measure <> 'people' ORDER BY area_code, measure, category
            """
        )
    ]


# What a table becomes.


def test_people_by_sex_without_the_total_and_only_of_the_maps_areas(town, tmp_path):
    report = load("census-sex", written(tmp_path, "sex", SEX))

    assert counts(report) == {"read": 3, "new": 2, "outside": 1}
    assert figures() == [
        ("E01000001", "people_by_sex", "Female", 44, "people"),
        ("E01000001", "people_by_sex", "Male", 36, "people"),
        ("E01000002", "people_by_sex", "Female", 30, "people"),
        ("E01000002", "people_by_sex", "Male", 30, "people"),
    ]
    [where] = ask(
        "SELECT DISTINCT area_kind, area_vintage, as_of FROM statistic WHERE unit = "
        "'people' AND measure <> 'people'"
    )
    assert tuple(where) == ("lsoa", 2021, "2021-03-21")


def test_households_by_cars(town, tmp_path):
    load("census-cars", written(tmp_path, "cars", CARS))

    assert {figure[2:] for figure in figures()} == {
        ("No cars or vans in household", 12, "households"),
        ("1 car or van in household", 18, "households"),
        ("2 cars or vans in household", 8, "households"),
        ("3 or more cars or vans in household", 2, "households"),
    }


def test_religions_as_they_are_published(town, tmp_path):
    load("census-religion", row_of(tmp_path, "Religion", RELIGIONS))

    assert {figure[2]: figure[3] for figure in figures()} == {
        category: at for at, category in enumerate(RELIGIONS, start=1)
    }


def test_ages_are_called_by_their_years(town, tmp_path):
    load("census-age", row_of(tmp_path, "Age", AGES, total="Total"))

    found = {figure[2]: figure[3] for figure in figures()}
    assert len(found) == 18
    assert (found["0 to 4"], found["5 to 9"], found["80 to 84"], found["85+"]) == (1, 2, 17, 18)


def test_of_ethnic_groups_the_five_that_hold_all_others(town, tmp_path):
    load("census-ethnic-group", written(tmp_path, "ethnic", ETHNIC_GROUP))

    assert [figure[3] for figure in figures()] == [20, 5, 3, 2, 50]


def test_the_two_layouts_of_a_table_tell_the_same(town, tmp_path):
    by_row = """
        lsoa21_code | disability                          | n
        E01000001   | Disabled under the Equality Act     | 21
        E01000001   | Not disabled under the Equality Act | 59
    """
    load("census-disability", written(tmp_path, "by_row", by_row))

    report = load("census-disability", written(tmp_path, "disability", DISABILITY))

    assert counts(report) == {"read": 1, "unchanged": 1}
    assert sum(figure[3] for figure in figures()) == 80


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_there_is_a_source_for_each_kind_of_group(kind):
    source = ALL[f"census-{kind.id.replace('_', '-')}"]

    said = {column.field for sheet in source.sheets for column in sheet.columns}
    assert any(field.startswith(f"{kind.measure} of ") for field in said)


# In which file it comes.


def test_of_the_zip_as_published_the_file_of_lsoas_is_read(town, tmp_path):
    csv = written(tmp_path, "sex", SEX).read_bytes()
    file = tmp_path / "census2021-ts008.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("census2021-ts008-ctry.csv", csv.replace(b"E01000001", b"E92000001"))
        archive.writestr("census2021-ts008-lsoa.csv", csv)
        archive.writestr("census2021-ts008-oa.csv", csv.replace(b"E010", b"E000"))
        archive.writestr("metadata/ts008-2021-2.txt", "Sex")

    report = load("census-sex", file)

    assert counts(report) == {"read": 3, "new": 2, "outside": 1}


def test_a_file_of_output_areas_gives_figures_of_output_areas(town, tmp_path):
    load("census-sex", written(tmp_path, "oas", SEX.replace("E01", "E00")))

    assert {
        row.area_kind
        for row in ask("SELECT area_kind FROM statistic WHERE measure = 'people_by_sex'")
    } == {"oa"}


def test_a_row_of_a_larger_area_is_set_aside_with_what_to_do(town, tmp_path):
    report = load("census-sex", written(tmp_path, "mixed", SEX.replace("E01999999", "E08000027")))

    assert counts(report) == {"read": 3, "new": 2, "set_aside": 1}
    assert "output areas, LSOAs or MSOAs" in report.issues[0].remedy


def test_a_file_that_mixes_kinds_of_areas_is_refused(town, tmp_path):
    file = written(tmp_path, "mixed", SEX.replace("E01000002", "E00000002"))

    with pytest.raises(BadInput, match="several kinds: lsoa, oa"):
        load("census-sex", file)
