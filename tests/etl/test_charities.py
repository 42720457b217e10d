"""Charities: the register with its tables, and the sample that was classified by hand."""

import json
import zipfile

import pytest
from dudley_by_hand import AUTHORITY, postcodes_of_dudley, rows_of, squeezed
from loads import ask, ask_one, checksums, counts, load
from tables import table
from town import load_places

from asset_map.domain.errors import BadInput

SAMPLE = "assets/charities_uk_sample_classified_RAW.csv"

CHARITIES = """
    number  | linked | name              | status     | removed    | postcode | address
    1000001 | 0      | TOWN LUNCHES      | Registered |            | DY1 1AA  | 1 Any Street
    1000001 | 1      | TOWN LUNCHES FUND | Registered |            | DY1 1AA  | 1 Any Street
    1000002 | 0      | Old Town Band     | Removed    | 2020-05-01 | DY2 2AB  | 2 Any Street
    1000003 | 0      | Gone Long Ago     | Removed    | 1990-05-01 |          |
    1000004 | 0      | Town Nursing      | Registered |            |          | 4 Any Street
    1000005 | 0      | Far Away Trust    | Registered |            | LE1 1AA  | 5 Any Street
"""
CLASSES = """
    number  | linked | type | description
    1000001 | 0      | What | Disability
    1000001 | 0      | How  | Provides Services
    1000001 | 0      | Who  | Elderly/old People
    1000001 | 1      | How  | Makes Grants To Individuals
"""
AREAS = """
    number  | linked | area
    1000001 | 0      | Dudley
    1000001 | 0      | Sandwell
"""
RETURNS = """
    number  | end                 | volunteers
    1000001 | 2023-03-31T00:00:00 | 90
    1000001 | 2024-03-31T00:00:00 | 23
    1000002 | 2019-03-31T00:00:00 | 4
"""
NAMES = """
    number  | linked | name         | type
    1000001 | 0      | Lunch Bunch  | Working Name
    1000001 | 0      | Dinner Ladies | Previous Name
"""


def organisation(row):
    """Each charity and each linked one has a number of its own, which joins the tables."""
    return int(row["number"]) * 10 + int(row.get("linked") or 0)


def charities(drawn):
    return [
        {
            "date_of_extract": "2026-11-01T00:00:00",
            "organisation_number": organisation(row),
            "registered_charity_number": int(row["number"]),
            "linked_charity_number": int(row["linked"]),
            "charity_name": row["name"],
            "charity_registration_status": row.get("status", "Registered"),
            "date_of_registration": "1990-08-02T00:00:00",
            "date_of_removal": f"{row['removed']}T00:00:00" if row.get("removed") else None,
            "latest_income": 1000.0,
            "charity_contact_address1": row["address"] or None,
            "charity_contact_address2": "Anytown",
            "charity_contact_postcode": row["postcode"] or None,
            "charity_contact_phone": "07700900123",
            "charity_contact_email": "ann.person@example.org",
            "charity_contact_web": "example.org",
            "charity_activities": 'We cook "for all" and chat.',
        }
        for row in table(drawn)
    ]


def classes(drawn=CLASSES):
    return [
        {
            "organisation_number": organisation(row),
            "linked_charity_number": int(row["linked"]),
            "classification_type": row["type"],
            "classification_description": row["description"],
        }
        for row in table(drawn)
    ]


def areas():
    return [
        {
            "organisation_number": organisation(row),
            "geographic_area_type": "Local Authority",
            "geographic_area_description": row["area"],
        }
        for row in table(AREAS)
    ]


def returns():
    return [
        {
            "organisation_number": organisation(row),
            "fin_period_end_date": row["end"],
            "count_volunteers": int(row["volunteers"]),
        }
        for row in table(RETURNS)
    ]


def other_names():
    return [
        {
            "organisation_number": organisation(row),
            "charity_name": row["name"],
            "charity_name_type": row["type"],
        }
        for row in table(NAMES)
    ]


def as_json(folder, name, rows):
    """A zip with a JSON list in UTF-8 with a byte order mark, as it is published."""
    path = folder / f"publicextract.{name}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            f"publicextract.{name}.json", b"\xef\xbb\xbf" + json.dumps(rows).encode("utf-8")
        )
    return path


def as_text(folder, name, rows):
    """A zip with text parted by tabs, in which quotation marks are only that."""
    path = folder / f"publicextract.{name}.zip"
    lines = ["\t".join(rows[0])]
    lines += ["\t".join("" if v is None else str(v) for v in row.values()) for row in rows]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"publicextract.{name}.txt", "\r\n".join(lines) + "\r\n")
    return path


def extract(folder, written=as_json, drawn=CHARITIES, classified=CLASSES):
    """All tables of an extract, the main one in the middle."""
    return [
        written(folder, "charity_classification", classes(classified)),
        written(folder, "charity_area_of_operation", areas()),
        written(folder, "charity", charities(drawn)),
        written(folder, "charity_annual_return_parta", returns()),
        written(folder, "charity_other_names", other_names()),
    ]


@pytest.fixture
def places(database, tmp_path):
    load_places(tmp_path)


# The register.


@pytest.mark.parametrize("written", [as_json, as_text])
def test_every_charity_of_the_register_is_accounted_for(places, tmp_path, written):
    report = load("charity-register", *extract(tmp_path, written))

    assert counts(report) == {"read": 5, "new": 3, "set_aside": 1, "outside": 1, "skipped": 1}
    [aside] = [issue for issue in report.issues if issue.row_set_aside]
    assert (aside.column, aside.problem) == ("charity_contact_postcode", "The value is missing.")


def test_both_published_layouts_give_the_same(places, tmp_path):
    load("charity-register", *extract(tmp_path, as_json))
    before = checksums()

    again = load("charity-register", *extract(tmp_path, as_text))

    assert again.changed_nothing
    assert checksums() == before


def test_the_other_tables_tell_more_of_a_charity_and_a_note_says_how_many_rows(places, tmp_path):
    report = load("charity-register", *extract(tmp_path))

    [lunches] = ask("SELECT * FROM asset WHERE name = 'Town Lunches'")
    assert lunches.description == (
        'We cook "for all" and chat. Also known as: Lunch Bunch. Works in: Dudley, Sandwell. '
        "About 25 volunteers in the year to 2024-03."
    )
    assert lunches.classified_by == "categories"
    needs = ask("SELECT need_id FROM asset_need WHERE asset_id = :id ORDER BY 1", id=lunches.id)
    assert [need for [need] in needs] == ["disability", "older_people"]
    joined = "publicextract.charity_classification.zip: 4 rows were joined to the main table."
    assert joined in report.notes


def test_fewer_than_ten_volunteers_are_not_told(places, tmp_path):
    load("charity-register", *extract(tmp_path))

    band = ask_one("SELECT description FROM asset WHERE name = 'Old Town Band'")
    assert "volunteers" not in band


def test_a_linked_charity_has_a_key_of_its_own(places, tmp_path):
    load("charity-register", *extract(tmp_path))

    known = ask(
        """
        SELECT a.name, i.value FROM asset a JOIN asset_identifier i ON i.asset_id = a.id
        WHERE i.scheme = 'GB-CHC' ORDER BY i.value
        """
    )
    assert [tuple(row) for row in known] == [
        ("Town Lunches", "1000001"),
        ("Town Lunches Fund", "1000001-1"),
        ("Old Town Band", "1000002"),
    ]


def test_a_charity_that_was_removed_ends_that_day_and_one_without_address_is_passed_over(
    places, tmp_path
):
    report = load("charity-register", *extract(tmp_path))

    ended = ask("SELECT name, valid_to::text FROM asset WHERE valid_to IS NOT NULL")
    assert [tuple(row) for row in ended] == [("Old Town Band", "2020-05-01")]
    assert any("1 charities that were removed" in note for note in report.notes)


def test_the_address_is_for_post_only_and_masked(places, tmp_path):
    load("charity-register", *extract(tmp_path))

    found = ask("SELECT DISTINCT masked, correspondence, hidden, address, email, phone FROM asset")
    assert [tuple(row) for row in found] == [(True, True, True, "", "", "")]
    assert ask_one("SELECT count(*) FROM asset_place WHERE exact") == 0
    assert ask_one("SELECT count(*) FROM supply") == 0
    assert not ask("SELECT 1 FROM record_version WHERE content::text LIKE '%Any Street%'")


def test_a_table_that_only_tells_more_is_refused_alone(places, tmp_path):
    classification, *_ = extract(tmp_path)

    with pytest.raises(BadInput, match="only tells more of what stands in another table"):
        load("charity-register", classification)


def test_the_table_of_trustees_is_refused_and_nothing_of_it_is_kept(places, tmp_path):
    before = checksums()
    trustees = as_json(
        tmp_path, "charity_trustee", [{"organisation_number": 1, "trustee_name": "Ann Person"}]
    )

    with pytest.raises(BadInput, match="has no column") as refused:
        load("charity-register", trustees)

    assert "Ann Person" not in str(refused.value)
    assert checksums() == before


HALLS = """
    number  | linked | name                      | postcode | address
    1000001 | 0      | Lower Town Village Hall   | DY1 1AA  | Town Village Hall
    1000002 | 0      | Upper Town Village Hall   | DY1 1AB  | 7 Home Lane
    1000003 | 0      | Friends of a Village Hall | DY1 1AC  | The Village Hall
    1000004 | 0      | East Community Centre     | DY2 2AA  | Community Centre
    1000005 | 0      | Town Nursing              | DY2 2AB  | The Village Hall
"""
ROOMS = """
    number  | linked | type | description
    1000001 | 0      | How  | Provides Buildings/facilities/open Space
    1000002 | 0      | How  | Provides Buildings/facilities/open Space
    1000003 | 0      | How  | Provides Buildings/facilities/open Space
    1000004 | 0      | How  | Makes Grants To Individuals
    1000005 | 0      | How  | Provides Buildings/facilities/open Space
"""


def test_a_charity_is_a_venue_only_if_name_activity_and_address_say_so(places, tmp_path):
    report = load("charity-register", *extract(tmp_path, drawn=HALLS, classified=ROOMS))

    venues = ask("SELECT name, address, masked, correspondence FROM asset WHERE kind = 'venue'")
    assert [tuple(row) for row in venues] == [
        ("Lower Town Village Hall", "Town Village Hall, Anytown", False, False)
    ]
    assert ask_one("SELECT count(*) FROM link WHERE type = 'managed_by'") == 1
    supplied = ask("SELECT need_id FROM supply")
    assert [need for [need] in supplied] == ["place_to_meet"]
    assert counts(report) == {"read": 5, "new": 5}


# The sample that was classified by hand: real files.


def test_the_sample_gives_the_charities_of_dudley_and_no_others(own_dudley, sample_data):
    own = postcodes_of_dudley(sample_data)
    wanted = {
        row["org_id"] for row in rows_of(sample_data / SAMPLE) if squeezed(row["postcode"]) in own
    }

    report = load("charity-sample", sample_data / SAMPLE)

    found = ask(
        """
        SELECT r.key FROM record r JOIN asset a ON a.id = r.id JOIN postcode p USING (postcode)
        WHERE r.source_id = 'charity-sample' AND p.authority_code = :code
        """,
        code=AUTHORITY,
    )
    assert {key for [key] in found} == wanted
    assert len(wanted) == 16
    assert counts(report) == {"read": 4203, "new": 43, "set_aside": 26, "outside": 4134}
    missing = [one for one in report.issues if one.problem == "The value is missing."]
    assert len(missing) == 18
    assert load("charity-sample", sample_data / SAMPLE).changed_nothing
