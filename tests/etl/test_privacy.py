"""What may lead to a private person is in no asset, no report and no value of an issue."""

import json
import re

import pandas as pd
import pytest
from loads import ask, load
from tables import table, write_csv
from town import load_places

from etl.privacy import LEFT_OUT, guarded, is_office, without_private

AT_HOME = re.compile(
    r"[\w.%+-]+@(?:gmail|googlemail|hotmail|outlook|yahoo|ymail|live|msn|aol|icloud|btinternet"
    r"|protonmail|sky|virginmedia|talktalk|blueyonder|ntlworld)\.",
    re.IGNORECASE,
)
MOBILE = re.compile(r"(?<!\w)(?:\+44[\s(]*0?\)?|0044|0)[\s.-]*7(?:[\s().-]*\d){9}(?!\d)")
CHAT = re.compile(r"chat\.whatsapp\.com|wa\.me/|//t\.me/|m\.me/|messenger\.com/", re.IGNORECASE)

REAL = (
    ("ukcat", "ukcat_classification.csv"),
    ("charity-sample", "charities_uk_sample_classified_RAW.csv"),
    ("sports-clubs", "community_amateur_sports_clubs_hmrc_RAW.csv"),
    ("grants-360giving", "grants_360giving_lloyds_bank_foundation_black_country.json"),
    ("grants-360giving", "grants_360giving_power_to_change_RAW.json"),
)


def private(text):
    """What a text holds that looks private, found in another way than the product's."""
    return [hit[0] for one in (AT_HOME, MOBILE, CHAT) for hit in one.finditer(text)]


def rows(**fields):
    """Rows as they reach the guard."""
    [count] = {len(values) for values in fields.values()}
    lines = {"_row": range(count), "_file": "a.csv", "_line": range(2, count + 2)}
    return pd.DataFrame(lines | {"kind": "group", "name": "A group"} | fields)


# What stays, and what does not.


ADDRESSES = """
    address                         | stays
    info@example.org                | yes
    Enquiries@example.org           | yes
    admin1@example.sch.uk           | yes
    office.manager@example.org      | yes
    yardley.wood.library@example.uk | yes
    townmind@townmind.org.uk        | yes
    town-mind@townmind.org.uk       | yes
    ann.person@example.org          | no
    aperson@example.org             | no
    ann@example.org                 | no
    john.hall@example.org           | no
    j.church@example.org            | no
    info@gmail.com                  | no
    townhall@hotmail.co.uk          | no
    secretary@btinternet.com        | no
    club@yahoo.co.uk                | no
"""


@pytest.mark.parametrize("row", table(ADDRESSES), ids=lambda row: row["address"])
def test_only_a_mailbox_that_is_certainly_an_office_s_stays(row):
    assert is_office(row["address"]) == (row["stays"] == "yes")


TEXTS = [
    ("Ring 07700 900123 now", f"Ring {LEFT_OUT} now"),
    ("Ring +44 (0)7700 900-123.", f"Ring {LEFT_OUT}."),
    ("00447700900123", LEFT_OUT),
    ("(07700) 900 123 or 01384 812345", f"{LEFT_OUT} or 01384 812345"),
    ("Ask ann.person@example.org or info@example.org", f"Ask {LEFT_OUT} or info@example.org"),
    ("Join https://chat.whatsapp.com/Abc?x=1 today", f"Join {LEFT_OUT} today"),
    ("t.me/town and wa.me/447700900123", f"{LEFT_OUT} and {LEFT_OUT}"),
    ("https://www.facebook.com/groups/town", "https://www.facebook.com/groups/town"),
    ("ISBN 9780770090012, 01384 077009, Tu 07:00-09:00", None),
    ("Charity 1077009, DY7 6AB, 0800 077 0090", None),
    ("first.me/town is a page", None),
]


@pytest.mark.parametrize(("text", "wanted"), TEXTS)
def test_a_text_keeps_everything_else(text, wanted):
    assert without_private(pd.Series([text])).tolist() == [text if wanted is None else wanted]


def test_a_contact_is_taken_out_whole_and_one_issue_for_each_tells_so_without_it():
    given = rows(
        email=["ann.person@example.org", "info@example.org", None],
        phone=["07700 900123", "01384 812345", "7700900123"],
        url=["https://chat.whatsapp.com/Abc", "https://example.org", None],
    )

    kept, issues = guarded(given)

    assert kept[["email", "phone", "url"]].fillna("").values.tolist() == [
        ["", "", ""],
        ["info@example.org", "01384 812345", "https://example.org"],
        ["", "", ""],
    ]
    told = {(one.line, one.column, one.value, one.personal, one.row_set_aside) for one in issues}
    assert told == {
        (2, "email", "", True, False),
        (2, "phone", "", True, False),
        (2, "url", "", True, False),
        (4, "phone", "", True, False),
    }
    assert {one.mender for one in issues} == {"the group itself"}
    assert all("private person" in one.problem and "info@" in one.remedy for one in issues)


def test_a_row_that_makes_two_things_is_guarded_in_both():
    given = rows(phone=["07700 900123", "01384 812345"])
    both = pd.concat([given.assign(kind="venue"), given.assign(kind="service")])

    kept, issues = guarded(both)

    assert kept["phone"].fillna("").tolist() == ["", "01384 812345"] * 2
    assert len(set(issues)) == 1


def test_tags_hold_no_more_than_fields_may():
    given = rows(tags=[["osm:phone=07700 900123", "osm:amenity=library"], None])

    kept, _ = guarded(given)

    assert kept["tags"].tolist() == [["osm:amenity=library"], None]


def test_the_address_to_which_only_post_goes_is_not_kept():
    given = rows(address=["1 Home Road", "The Hall"], correspondence=[True, False])

    kept, issues = guarded(given)

    assert kept["address"].fillna("").tolist() == ["", "The Hall"]
    assert not issues


# Whole loads.


OWN = """
    ref | name   | postcode | needs | description
    V1  | A hall | DY1 1AA  | food  | Ask for Ann on 07700 900123 or at ann.person@example.org
    V2  | B hall | DY1 1AB  | food  | Ask the office on 01384 812345
"""


def test_what_was_left_out_is_in_no_table_report_or_line(database, tmp_path):
    load_places(tmp_path)

    report = load("own-list", write_csv(tmp_path / "venues.csv", OWN))

    descriptions = ask("SELECT description FROM asset ORDER BY name")
    assert [text for [text] in descriptions] == [
        f"Ask for Ann on {LEFT_OUT} or at {LEFT_OUT}",
        "Ask the office on 01384 812345",
    ]
    told = "\n".join([json.dumps(report.as_json()), *report.lines()])
    kept = "\n".join(
        text
        for [text] in ask(
            "SELECT content::text FROM record_version UNION ALL SELECT i::text FROM issue i"
        )
    )
    for text in (told, kept):
        assert "900123" not in text
        assert "ann.person" not in text
    assert report.read == report.new == 2


def test_a_value_that_could_not_be_read_is_for_stewards_only_if_it_is_private(database, tmp_path):
    load_places(tmp_path)
    drawn = """
        ref | name   | postcode | needs               | valid_from
        V1  | A hall | DY1 1AA  | food                | ann.person@example.org
        V2  | B hall | DY1 1AB  | food                | soon
    """

    report = load("own-list", write_csv(tmp_path / "venues.csv", drawn))

    values = [(issue["value"], issue["personal"]) for issue in report.as_json()["issues"]]
    assert values == [("", True), ("soon", False)]
    assert "ann.person" not in "".join(report.lines())


def test_what_is_wrong_with_a_row_does_not_repeat_what_is_private(town, tmp_path):
    drawn = """
        ref            | name     | needs        | covers       | postcode
        jo@gmail.com   | Old Hall | 07700 900123 | 07700 900123 | DY1 1AA
        jo@gmail.com   | New Hall |              |              | DY1 1AB
    """
    report = load("own-list", write_csv(tmp_path / "venues.csv", drawn), partial=True)

    public = "\n".join(report.lines()) + json.dumps(report.as_json())
    assert report.set_aside == 1
    assert not AT_HOME.search(public)
    assert not MOBILE.search(public)


def test_no_real_file_makes_anything_private_public(own_dudley, sample_data):
    reports = [load(source, sample_data / "assets" / name) for source, name in REAL]

    public = [
        text
        for [text] in ask(
            "SELECT a::text FROM asset a UNION ALL "
            "SELECT l::text FROM link l UNION ALL "
            "SELECT i.value FROM issue i WHERE NOT personal"
        )
    ]
    told = [json.dumps(report.as_json()) for report in reports]
    told += [line for report in reports for line in report.lines()]
    assert len(public) > 300
    assert [hit for text in (*public, *told) for hit in private(text)] == []
    streets = ask("SELECT 1 FROM asset WHERE correspondence AND address <> ''")
    assert not streets


def test_nothing_private_of_the_real_lists_of_warm_spaces_and_mutual_aid_gets_through(sample_data):
    folder = sample_data / "assets"
    found = []
    for path in (*folder.glob("warm_spaces_*.geojson"), folder / "mutual_aid_groups_uk_RAW.json"):
        whole = json.loads(path.read_text(encoding="utf-8"))
        entries = whole if isinstance(whole, list) else whole["features"]
        found += [json.dumps(entry, ensure_ascii=False) for entry in entries]
    assert sum(bool(private(text)) for text in found) > 200, "the files hold such things"

    kept, issues = guarded(rows(description=found))

    assert [hit for text in kept["description"] for hit in private(text)] == []
    assert {issue.value for issue in issues} == {""}
