"""Grants in the 360Giving standard: funders fund organisations, and no private person is read."""

import csv
import json

import openpyxl
import pytest
from dudley_by_hand import AUTHORITY, postcodes_of_dudley, squeezed
from loads import ask, ask_one, checksums, counts, load
from tables import table
from town import load_places

FILES = {
    "grants_360giving_lloyds_bank_foundation_black_country.json": {
        "read": 81,
        "new": 48,
        "joined": 5,
        "outside": 28,
    },
    "grants_360giving_power_to_change_RAW.json": {
        "read": 870,
        "new": 11,
        "joined": 3,
        "set_aside": 27,
        "outside": 829,
    },
}
"""What becomes of the real files around Dudley."""

GRANTS = """
    id  | awarded    | amount  | title    | to            | name         | postcode | from          | start      | end
    g-1 | 2020-05-01 | 1000.50 | Kitchen  | GB-CHC-200001 | Town Kitchen | DY1 1AA  | GB-CHC-300001 | 2020-06-01 | 2021-05-31
    g-2 | 2022-05-01 | 2000    | Kitchen  | GB-CHC-200001 | Town Kitchens | DY1 1AB | GB-CHC-300001 |            |
    g-3 | 2021-05-01 | 300     | Kitchen  | GB-CHC-200001 | The Kitchen  | DY1 1AC  | GB-CHC-300002 | 2021-06-01 | 2021-12-31
    g-4 | 2021-05-01 | 14000   | Band     | GB-COH-123456 | Town Band    | DY2 2AB  | GB-CHC-300002 | 2021-06-01 | 2021-12-31
    g-5 | 2021-05-01 | 50      | Far away | GB-CHC-200009 | Far          | LE1 1AA  | GB-CHC-300009 |            |
    g-6 | 2021-05-01 | 50      | Nowhere  | GB-CHC-200008 | Nowhere      |          | GB-CHC-300001 |            |
"""  # noqa: E501 - a row is a grant
KEPT = {"read": 6, "new": 2, "joined": 2, "set_aside": 1, "outside": 1}


def grant(row):
    said = {
        "id": row["id"],
        "title": row["title"],
        "description": "To carry on.",
        "currency": "GBP",
        "amountAwarded": float(row["amount"]),
        "awardDate": f"{row['awarded']}T00:00:00+00:00",
        "recipientOrganization": [{"id": row["to"], "name": row["name"]}],
        "fundingOrganization": [{"id": row["from"], "name": f"Funder {row['from'][-1]}"}],
    }
    if row["postcode"]:
        said["recipientOrganization"][0]["postalCode"] = row["postcode"]
    if row["start"]:
        said["plannedDates"] = [{"startDate": row["start"], "endDate": row["end"]}]
    return said


def as_json(folder, drawn=GRANTS, more=()):
    path = folder / "grants.json"
    path.write_text(json.dumps({"grants": [*map(grant, table(drawn)), *more]}))
    return path


TITLES = {
    "id": "Identifier",
    "title": "Title",
    "currency": "Currency",
    "amount": "Amount Awarded",
    "awarded": "Award Date",
    "to": "Recipient Org:Identifier",
    "name": "Recipient Org:Name",
    "postcode": "Recipient Org:Postal Code",
    "from": "Funding Org:Identifier",
    "funder": "Funding Org:Name",
    "start": "Planned Dates:Start Date",
    "end": "Planned Dates:End Date",
    "description": "Description",
}
FIELDS = {
    "id": "id",
    "title": "title",
    "currency": "currency",
    "amount": "amountAwarded",
    "awarded": "awardDate",
    "to": "recipientOrganization/0/id",
    "name": "recipientOrganization/0/name",
    "postcode": "recipientOrganization/0/postalCode",
    "from": "fundingOrganization/0/id",
    "funder": "fundingOrganization/0/name",
    "start": "plannedDates/0/startDate",
    "end": "plannedDates/0/endDate",
    "description": "description",
}


def flat(headers):
    rows = [
        row
        | {
            "funder": f"Funder {row['from'][-1]}",
            "currency": "GBP",
            "description": "To carry on.",
        }
        for row in table(GRANTS)
    ]
    return [list(headers.values()), *([row[name] for name in headers] for row in rows)]


def as_csv(folder, headers):
    path = folder / "grants.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows(flat(headers))
    return path


def as_workbook(folder, headers):
    path = folder / "grants.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "grants"
    for row in flat(headers):
        book.active.append(row)
    book.create_sheet("notes").append(["Published by the funders"])
    book.save(path)
    return path


@pytest.fixture
def places(database, tmp_path):
    load_places(tmp_path)


def links():
    return [
        tuple(row)
        for row in ask(
            """
            SELECT f.name, t.name, l.detail, l.valid_from::text, l.valid_to::text
            FROM link l JOIN asset f ON f.id = from_id JOIN asset t ON t.id = to_id
            WHERE l.type = 'funded_by' ORDER BY 3
            """
        )
    ]


# The real files.


@pytest.mark.parametrize("name", FILES)
def test_every_grant_is_accounted_for_and_those_of_dudley_are_there(own_dudley, sample_data, name):
    own = postcodes_of_dudley(sample_data)
    published = json.loads((sample_data / "assets" / name).read_text(encoding="utf-8"))["grants"]
    paid = [(one["recipientOrganization"][0], one["amountAwarded"]) for one in published]
    here = [(org["id"], paid) for org, paid in paid if squeezed(org.get("postalCode", "")) in own]

    report = load("grants-360giving", sample_data / "assets" / name)

    assert counts(report) == FILES[name]
    found = ask(
        """
        SELECT r.key, l.detail FROM link l JOIN record r ON r.id = l.from_record
        JOIN record_version v ON v.record_id = r.id AND v.until IS NULL
        JOIN postcode p ON p.postcode = v.content->>'postcode'
        WHERE l.type = 'funded_by' AND p.authority_code = :code
        """,
        code=AUTHORITY,
    )
    sums = [(key, float(detail.split(" ")[0].replace(",", ""))) for key, detail in found]
    assert sorted(sums) == sorted(here)
    assert here
    assert load("grants-360giving", sample_data / "assets" / name).changed_nothing


def test_the_lists_of_two_funders_stand_beside_each_other(own_dudley, sample_data):
    lloyds, change = (sample_data / "assets" / name for name in FILES)

    load("grants-360giving", lloyds)
    report = load("grants-360giving", change)

    assert report.withdrawn == 0
    assert ask_one("SELECT count(*) FROM link WHERE withdrawn IS NOT NULL") == 0
    funders = ask(
        "SELECT name FROM asset JOIN community_group ON id = asset_id "
        "WHERE group_type = 'funder' ORDER BY name"
    )
    assert [name for [name] in funders] == [
        "Lloyds Bank Foundation for England and Wales",
        "Power to Change Trust",
    ]


# What a grant becomes.


def test_each_grant_is_a_link_with_its_sum_title_and_dates(places, tmp_path):
    report = load("grants-360giving", as_json(tmp_path))

    assert counts(report) == KEPT
    assert links() == [
        (
            "Town Kitchens",
            "Funder 1",
            "1,000.50 GBP, Kitchen, awarded 2020-05-01",
            "2020-06-01",
            "2021-05-31",
        ),
        (
            "Town Band",
            "Funder 2",
            "14,000 GBP, Band, awarded 2021-05-01",
            "2021-06-01",
            "2021-12-31",
        ),
        ("Town Kitchens", "Funder 1", "2,000 GBP, Kitchen, awarded 2022-05-01", "2022-05-01", None),
        (
            "Town Kitchens",
            "Funder 2",
            "300 GBP, Kitchen, awarded 2021-05-01",
            "2021-06-01",
            "2021-12-31",
        ),
    ]


def test_the_newest_grant_says_what_an_organisation_is_called_and_where(places, tmp_path):
    load("grants-360giving", as_json(tmp_path))

    found = ask(
        "SELECT name, postcode, masked, correspondence FROM asset "
        "WHERE postcode IS NOT NULL ORDER BY name"
    )
    assert [tuple(row) for row in found] == [
        ("Town Band", "DY2 2AB", True, True),
        ("Town Kitchens", "DY1 1AB", True, True),
    ]
    known = ask("SELECT scheme, value FROM asset_identifier ORDER BY 1, 2")
    assert [tuple(row) for row in known] == [
        ("GB-CHC", "200001"),
        ("GB-CHC", "300001"),
        ("GB-CHC", "300002"),
        ("GB-COH", "00123456"),
    ]


def test_a_funder_whose_grants_all_went_elsewhere_is_not_kept(places, tmp_path):
    load("grants-360giving", as_json(tmp_path))

    assert not ask("SELECT 1 FROM asset WHERE name = 'Funder 9'")


@pytest.mark.parametrize(("written", "headers"), [(as_csv, TITLES), (as_workbook, FIELDS)])
def test_every_published_layout_gives_the_same(places, tmp_path, written, headers):
    load("grants-360giving", as_json(tmp_path))
    before = checksums()

    again = load("grants-360giving", written(tmp_path, headers))

    assert again.changed_nothing
    assert checksums() == before


def test_a_grant_that_its_funder_no_longer_lists_is_withdrawn(places, tmp_path):
    load("grants-360giving", as_json(tmp_path))
    kept = "\n".join(line for line in GRANTS.splitlines() if "g-3" not in line)

    load("grants-360giving", as_json(tmp_path, kept))

    gone = ask("SELECT detail FROM link WHERE withdrawn IS NOT NULL")
    assert [detail for [detail] in gone] == ["300 GBP, Kitchen, awarded 2021-05-01"]


# Private people.


TO_ANN = {
    "id": "g-9",
    "title": "Help for Ann Person",
    "description": "Ann Person needs help.",
    "currency": "GBP",
    "amountAwarded": 100,
    "awardDate": "2021-05-01",
    "recipientIndividual": [{"id": "360G-x-IND-1", "name": "Ann Person"}],
    "fundingOrganization": [{"id": "GB-CHC-300001", "name": "Funder 1"}],
}


@pytest.mark.parametrize("drawn", [GRANTS, GRANTS.splitlines()[1]])
def test_a_grant_to_a_private_person_is_set_aside_and_nothing_of_it_is_kept(
    places, tmp_path, drawn
):
    report = load("grants-360giving", as_json(tmp_path, drawn, more=[TO_ANN]))

    [issue] = [issue for issue in report.issues if "private person" in issue.problem]
    assert issue.row_set_aside
    assert (issue.value, issue.personal) == ("", True)
    assert report.read == len(table(drawn)) + 1
    told = json.dumps(report.as_json()) + "".join(report.lines())
    assert "Ann Person" not in told
    for place in ("record_version WHERE content", "set_aside WHERE cells", "issue WHERE value"):
        assert not ask(f"SELECT 1 FROM {place}::text LIKE '%Ann Person%'")
