"""The register of schools: each row a building, and the school in it."""

import csv
from collections import Counter

from loads import ask, counts, load
from tables import write_csv

GIAS = """
URN    | LA (name) | EstablishmentName | TypeOfEstablishment (name) | EstablishmentStatus (name) \
| OpenDate   | CloseDate  | PhaseOfEducation (name) | StatutoryLowAge | StatutoryHighAge \
| Gender (name) | UKPRN    | Street      | Town   | Postcode | SchoolWebsite   | TelephoneNum \
| HeadLastName | Easting | Northing | UPRN     | LastChangedDate
100001 | Dudley    | Old Nursery       | Local authority nursery school | Open \
| 01-09-1975 |            | Nursery                 | 2               | 5                \
| Mixed         | 10000001 | 1 High St   | Dudley | DY1 1AA  | www.example.org | 01384234567 \
| PERSONA      | 390100  | 290500   | 90000001 | 01-03-2026
100002 | Dudley    | Closed School     | Community school            | Closed \
|            | 31-08-2019 | Secondary               | 11              | 16               \
| Girls         |          | 2 High St   | Dudley | DY1 1AB  |                 |             \
| PERSONA      | 390300  | 290500   |          | 05-09-2019
100003 | Dudley    | Lost School       | Community school            | Closed \
|            |            | Primary                 | 4               | 11               \
| Mixed         |          | 3 High St   | Dudley | DY1 1AC  |                 |             \
| PERSONA      | 390500  | 290500   |          | 02-02-2011
"""


def gias(folder, drawn=GIAS):
    return write_csv(folder / "edubasealldata20261101.csv", drawn)


def schools():
    """Return what is held of each school, by its number."""
    return {
        row.key: row
        for row in ask(
            """
            SELECT r.key, a.*, s.who_for FROM asset a JOIN service s ON s.asset_id = a.id
            JOIN record r ON r.id = a.id WHERE r.source_id = 'schools'
            """
        )
    }


def published(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_school_of_the_partial_list_is_a_building_and_a_school_where_its_postcode_is(
    own_dudley, sample_data
):
    path = sample_data / "assets/schools_edubase_2017_partial.csv"
    report = load("schools", path)

    rows = {row["URN"]: row for row in published(path)}
    assert report.read == len(rows) == 264
    assert report.new + report.outside == 264
    held = schools()
    assert len(held) == report.new
    dudley = {urn for urn, row in rows.items() if row["Local authority (name)"] == "Dudley"}
    assert len(dudley) == 26
    assert dudley <= set(held)
    located = Counter(held[urn].located_by for urn in dudley)
    assert located["postcode"] >= 24  # some postcodes of 2017 are no longer live
    known = Counter(
        scheme for (scheme,) in ask("SELECT scheme FROM asset_identifier WHERE scheme <> 'UPRN'")
    )
    assert known["URN"] == report.new
    assert known["UKPRN"] == sum(rows[urn]["UKPRN"] != "NA" for urn in held)


def test_na_is_nowhere_and_no_head_teacher_is_in_the_database(own_dudley, sample_data):
    path = sample_data / "assets/schools_edubase_2017_partial.csv"
    report = load("schools", path, extent="GB")

    rows = published(path)
    kept = " ".join(text for (text,) in ask("SELECT content::text FROM record_version"))
    assert sum(row["Establishment name"] in kept for row in rows) > 90
    assert not [row["URN"] for row in rows if row["Headteacher"] in kept]
    assert '"NA"' not in kept
    assert not [issue for issue in report.issues if issue.value == "NA"]


def test_the_columns_of_the_full_register_are_known_too(town, tmp_path):
    report = load("schools", gias(tmp_path), extent="GB")

    assert counts(report) == {"read": 3, "new": 3}
    held = schools()
    nursery = held["100001"]
    assert (nursery.url, nursery.phone) == ("https://www.example.org", "01384 234567")
    assert nursery.located_by == "coordinates"
    assert nursery.who_for == "children aged 2 to 5"
    assert str(nursery.valid_from) == "1975-09-01"
    assert nursery.valid_to is None
    assert held["100002"].who_for == "girls aged 11 to 16"
    assert "PERSONA" not in str(ask("SELECT content FROM record_version"))


def test_a_closed_school_has_its_last_day_or_the_day_by_which_it_had_closed(town, tmp_path):
    load("schools", gias(tmp_path), extent="GB")

    held = schools()
    assert str(held["100002"].valid_to) == "2019-08-31"
    assert str(held["100003"].valid_to) == "2011-02-02"


def test_a_part_of_the_register_withdraws_nothing(town, tmp_path):
    load("schools", gias(tmp_path), extent="GB")
    one = "\n".join(GIAS.replace("\\\n", "").strip().splitlines()[:2])
    report = load("schools", gias(tmp_path, one), extent="GB")

    assert counts(report) == {"read": 1, "unchanged": 1}
