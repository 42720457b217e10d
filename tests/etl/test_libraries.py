"""Lists of libraries: the published files to the row, and small files with each of their faults."""

import csv

import pytest
from loads import ask, counts, load
from tables import write_csv

RECORDS = """
    SELECT v.content FROM record r
    JOIN record_version v ON v.record_id = r.id AND v.until IS NULL
    WHERE r.source_id = :source AND r.scope LIKE :scope AND r.kind = :kind
    ORDER BY v.content ->> 'name'
"""
CLOSED_IN_DUDLEY = {
    "DY5 4DS": "2019-12-31",
    "DY2 0SN": "2018-12-31",
}


def said(source, scope="%", kind="service"):
    """Return what a source says of its services, or of its venues, by name."""
    found = ask(RECORDS, source=source, scope=scope, kind=kind)
    return {content["name"]: content for [content] in found}


def values(field, said_of):
    return {name: one[field] for name, one in said_of.items() if field in one}


def closed(source, scope="%"):
    """Return when services end, by postcode: a new library often has the name of the old one."""
    found = [content for [content] in ask(RECORDS, source=source, scope=scope, kind="service")]
    return {one["postcode"]: one["valid_to"] for one in found if "valid_to" in one}


def lines(path, encoding="utf-8-sig"):
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.reader(file))


# Published files, in the extent of Dudley.


def test_england_in_2022_and_then_2023_holds_dudley_and_ends_what_closed(own_dudley, sample_data):
    national = sample_data / "assets" / "libraries_england_2022_RAW.csv"
    local = sample_data / "assets" / "libraries_england_2023_blackcountry_birmingham.csv"

    first = load("libraries-england", national)

    # Of the postcodes 12 are missing, 13 say why, 2 are "n/a - mobile", 1 ends in a full stop.
    assert (first.read, first.set_aside) == (len(lines(national)) - 1, 12 + 13 + 2 + 1)
    assert len(said("libraries-england", "Dudley")) == 18
    assert len(said("libraries-england", "Dudley", "venue")) == 18
    assert not said("libraries-england", "North Tyneside")
    assert closed("libraries-england", "Dudley") == CLOSED_IN_DUDLEY
    dates = values("last_confirmed", said("libraries-england"))
    assert set(dates.values()) == {"2022-01-01"}

    second = load("libraries-england", local)

    assert second.read == len(lines(local)) - 1
    assert second.changed + second.new + second.outside + second.unchanged == second.read
    assert closed("libraries-england", "Dudley") == CLOSED_IN_DUDLEY
    dudley = said("libraries-england", "Dudley")
    assert set(values("last_confirmed", dudley).values()) == {"2023-01-01"}
    archive = dudley["Dudley Archives and Local History Centre"]
    assert archive["needs"] == ["culture"]
    assert not archive["hours_text"].startswith("monday")
    assert archive["hours_text"].endswith("31 hours a week")


def test_lists_of_2016_tell_of_dudleys_17_libraries_then(own_dudley, sample_data):
    folder = sample_data / "assets"
    national = folder / "libraries_england_2016_RAW.csv"
    placed = folder / "libraries_2016_geocoded_dudley.csv"
    addresses = folder / "libraries_taskforce_CR_only_mojibake_RAW.csv"

    first = load("libraries-2016", national)
    second = load("libraries-2016-placed", placed)
    third = load("library-addresses", addresses)

    # 31 rows without a postcode, 7 with a letter for a digit, a part, or a digit too many.
    assert (first.read, first.set_aside) == (len(lines(national)), 31 + 7)
    assert counts(second) == {"read": 17, "new": 17}
    assert (third.read, third.set_aside) == (3_034, 5 + 1)  # one of an area that there is not
    assert [i.row_set_aside for i in third.issues if i.value == "EG10 8EP"] == [True]
    for source, scope in (
        ("libraries-2016", "Dudley"),
        ("libraries-2016-placed", "37"),
        ("library-addresses", "Dudley"),
    ):
        names = set(said(source, scope))
        assert len(names) == 17
        assert {"Brierley Hill Library", "Pensnett Library Link"} <= names
        assert not closed(source, scope)
    located = values("located_by", said("libraries-2016-placed"))
    assert set(located.values()) == {"coordinates"}
    assert closed("libraries-2016", "Sandwell") == {
        "B65 8BY": "2011-12-31",
        "B69 3AF": "2011-12-31",
    }
    woodside = said("libraries-2016", "Dudley")["Woodside Library Link"]
    assert woodside["hours_text"] == "32.5 (term time)17.5 (holiday) (July 2016)"
    assert woodside["description"].startswith("As noted in July 2016: Plans for Library")


def test_the_five_lists_of_the_schema_load_beside_each_other(own_dudley, sample_data):
    rows = {"birmingham": 44, "dudley": 17, "sandwell": 27, "walsall": 16, "wolverhampton": 18}
    files = [sample_data / "assets" / f"libraries_schema_{name}.csv" for name in rows]

    report = load("libraries", *files)

    assert (report.read, report.unchanged) == (sum(rows.values()), rows["dudley"])
    assert report.withdrawn == 0
    assert said("libraries")["Dudley Library"]["url"].startswith("https://")


# Small files with each of the faults.

ENGLAND = """
    reporting | name         | address1  | postcode | uprn | type           | operation_16 | operation_19 | operation_21 | operation_22 | statutory_22 | closed | opened | co_located_health | co_located_other_text | monday     | tuesday              | hours
    Dudley    | Open         | 1 Road    | DY1 1AA  | 11   | Static Library | LA           | LA           | LA           | La           | yes          |        | 1974   | X                 | Nursery               | Closed     | AM & PM (continuous) | 35.0
    Dudley    | Ended        | [Unknown] | DY1 1AB  | 12   | Static library | LA           | Closed       | Closed       | Closed       | No           |        |        |                   |                       | N/A Closed | N/A Closed           | N/A Closed
    Dudley    | Reopened     |           | DY1 1AC  | 12   | Static Library | Closed       | LA           | LA           | C            | Yes          | 2013   |        |                   |                       | 24 Hours   | [Unknown]            | [Unknown]
    Dudley    | North Mobile |           | DY1 1AD  |      | Mobile Library | LA           | LA           | LA           | LA           | Yes          |        |        |                   |                       |            | Varied by Schedule   | 12
    Dudley    | HMP Town     |           | DY2 2AA  |      | Prison Library | LA           | LA           | LA           | LA           | No           |        |        |                   |                       |            |                      |
    Dudley    | Town Archive |           | DY2 2AB  |      | Archive        | LA           | LA           | LA           | Temporary Closure | No      |        |        |                   |                       |            |                      | Not Currently Open
    Dudley    | Nowhere      |           |          |      | Static Library | LA           | LA           | LA           | LA           | Yes          |        |        |                   |                       |            |                      |
"""  # noqa: E501


@pytest.fixture
def england(town, tmp_path):
    days = ("wednesday", "thursday", "friday", "saturday", "sunday")
    file = write_csv(tmp_path / "libraries.csv", ENGLAND)
    rows = lines(file)
    with file.open("w", encoding="utf-8-sig", newline="") as made:
        csv.writer(made).writerows(
            [row + list(days if at == 0 else [""] * 5) for at, row in enumerate(rows)]
        )
    return load("libraries-england", file)


def test_a_row_is_a_building_a_service_and_a_link(england):
    assert counts(england) == {"read": 7, "new": 6, "set_aside": 1}
    assert list(said("libraries-england", kind="venue")) == [
        "Ended Library building",
        "Open Library building",
        "Reopened Library building",
        "Town Archive building",
    ]
    links = "SELECT type, count(*) FROM link WHERE source_id = 'libraries-england' GROUP BY type"
    assert [tuple(row) for row in ask(links)] == [("delivered_at", 4)]


def test_what_visits_people_is_not_at_its_address(england):
    services = said("libraries-england")

    assert {name: one["how"] for name, one in services.items() if one["correspondence"]} == {
        "HMP Town Library": "in prison",
        "North Mobile Library": "mobile",
    }
    assert services["HMP Town Library"]["who_for"] == "people in the prison"
    hidden = ask("SELECT name FROM asset WHERE masked AND kind = 'service' AND correspondence")
    assert {row.name for row in hidden} == {"HMP Town Library", "North Mobile Library"}


def test_what_closed_ends_in_the_year_that_is_said_else_in_the_first_return_that_says_so(england):
    assert closed("libraries-england") == {"DY1 1AB": "2019-12-31"}


def test_words_of_hours_are_kept_and_times_are_sessions(england):
    services = said("libraries-england")

    assert (
        services["Open Library"]["hours_text"] == "tuesday: AM & PM (continuous); 35 hours a week"
    )
    assert services["Reopened Library"]["sessions"] == [
        {"byday": "MO", "opens_at": "00:00", "closes_at": "24:00"}
    ]
    assert not {"Reopened Library", "Ended Library"} & set(values("hours_text", services))
    assert services["Town Archive"]["hours_text"] == "Not Currently Open"
    assert services["Town Archive"]["description"] == "Closed for a while when the list was made."


def test_a_number_of_two_buildings_identifies_neither(england):
    buildings = said("libraries-england", kind="venue")

    assert values("identifiers", buildings) == {"Open Library building": {"UPRN": "11"}}
    assert values("description", buildings) == {
        "Open Library building": "Shared with: health services, Nursery"
    }


OF_2016 = """
    service | name   | address | postcode | s10 | s16 | type | closed | closed_year          | opened_year | replacement | notes     | hours | staffed | email            | url
    Dudley  | Kept   | 1 Road  | DY1 1AA  | yes | Yes | LAL  |        |                      | Oct-10      |             | cut soon  | 35    |         | libraries@town.gov.uk | www.town.gov.uk
    Dudley  | Gone   | 2 Road  | dy11ab   | yes | no  |      | XL     | March 2013           |             |             |           |       |         | NA               | As above
    Dudley  | Gone 2 | 3 Road  | DY1 1AC  | yes | no  |      | XLR    | 2016? Uncertain date | yes         |             |           |       |         |                  |
    Dudley  | Paused | 4 Road  | DY1 1AD  | yes | Yes | LAL  | XLT    | 2016                 |             |             | refurbish | 49h   |         |                  |
"""  # noqa: E501


def test_dates_and_notes_of_2016_are_read_where_they_are_certain(town, tmp_path):
    file = write_csv(tmp_path / "libraries_2016.csv", OF_2016, header=False)

    report = load("libraries-2016", file)

    assert counts(report) == {"read": 4, "new": 4}
    assert closed("libraries-2016") == {
        "DY1 1AB": "2013-03-31",
        "DY1 1AC": "2016-07-31",
    }
    services = said("libraries-2016")
    assert services["Kept Library"]["valid_from"] == "2010-10-01"
    assert services["Kept Library"]["hours_text"] == "35 hours a week (July 2016)"
    assert services["Paused Library"]["description"] == (
        "Closed for a while in July 2016. As noted in July 2016: refurbish"
    )
    assert {(issue.line, issue.column) for issue in report.issues} == {
        (2, "email"),
        (2, "url"),
        (3, "closed_year"),
        (3, "opened_year"),
    }
