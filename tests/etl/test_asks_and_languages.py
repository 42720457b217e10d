"""What volunteers are asked for and which languages are spoken: from lists and feeds to tables."""

import json
from dataclasses import replace

import openpyxl
from loads import ask, ask_one, counts, load
from sqlalchemy import text
from tables import write_csv

from asset_map.db import open_sources
from asset_map.db.merge import AS_ONE
from asset_map.db.open_assets import read
from asset_map.db.session import reading
from asset_map.exports.rows import of_asset
from asset_map.settings import CHECKOUT
from etl.privacy import LEFT_OUT
from etl.sources.own_list import COLUMNS, NAMES, OWN_LIST

ASKED = "SELECT a.name, k.skill, k.times FROM asset_ask k JOIN asset a ON a.id = k.asset_id"
SPOKEN = "SELECT a.name, l.language FROM asset_language l JOIN asset a ON a.id = l.asset_id"
NEW = "WHERE a.source_id = 'own-list:new' ORDER BY 1, 2"

GROUPS = """
    ref | name    | postcode | asks_for                    | asks_when        | languages
    G1  | Cooks   | DY1 1AA  | Cooking;it HELP; it help    | Tuesday mornings | Urdu; BSL
    G2  | Own     | DY1 1AB  | Juggling fire;cooking       |                  | pa
    G3  | Comma   | DY1 1AC  | cooking, driving            | now, then        | Polish, Klingon
    G4  | Aimless | DY1 1AD  |                             | any Monday       | Klingon
    G5  | Quiet   | DY2 2AA  |                             |                  |
"""
PRIVATE = """
    ref | name  | postcode | asks_for                              | asks_when
    G1  | Cooks | DY1 1AA  | cooking                               | ring 07700 900123
    G2  | Chat  | DY1 1AB  | see chat.whatsapp.com/abc;gardening   | jo.private@gmail.com
"""


def new_list(tmp_path, drawn):
    path = write_csv(tmp_path / "groups.csv", drawn)
    return load(replace(OWN_LIST, id="own-list:new"), path)


def test_a_list_says_what_volunteers_are_asked_for_and_what_is_spoken(town, tmp_path):
    report = new_list(tmp_path, GROUPS)

    assert counts(report) == {"read": 5, "new": 5}
    assert ask(f"{ASKED} {NEW}") == [
        ("Comma", "cooking", "now, then"),
        ("Comma", "driving", "now, then"),
        ("Cooks", "IT help", "Tuesday mornings"),
        ("Cooks", "cooking", "Tuesday mornings"),
        ("Own", "Juggling fire", ""),
        ("Own", "cooking", ""),
    ]
    assert ask(f"{SPOKEN} {NEW}") == [
        ("Comma", "pl"),
        ("Cooks", "bfi"),
        ("Cooks", "ur"),
        ("Own", "pa"),
    ]


def test_what_cannot_be_used_is_told_of_with_its_line_and_the_entry_is_kept(town, tmp_path):
    report = new_list(tmp_path, GROUPS.replace("Juggling fire;cooking", "juggling " * 20))

    told = {(one.line, one.column, one.value[:8]) for one in report.issues}
    assert told == {
        *((3, "asks_for", "juggling"), (4, "languages", "Klingon")),
        *((5, "languages", "Klingon"), (5, "asks_when", "any Mond")),
    }
    assert not any(one.row_set_aside for one in report.issues)
    assert ask_one("SELECT count(*) FROM asset a WHERE a.source_id = 'own-list:new'") == 5


def test_what_may_lead_to_a_person_is_left_out_of_what_is_asked_for(town, tmp_path):
    report = new_list(tmp_path, PRIVATE)

    assert ask(f"{ASKED} {NEW}") == [
        ("Chat", "gardening", LEFT_OUT),
        ("Cooks", "cooking", f"ring {LEFT_OUT}"),
    ]
    private = [one for one in report.issues if one.personal]
    assert {(one.line, one.column) for one in private} == {
        *((2, "asks_when"), (3, "asks_for"), (3, "asks_when")),
    }
    assert not any(one.value for one in private)
    held = json.dumps([row[0] for row in ask("SELECT content FROM record_version")])
    assert "900123" not in held
    assert "whatsapp" not in held


def test_the_same_list_again_changes_nothing_and_one_that_asks_no_more_takes_it_out(town, tmp_path):
    new_list(tmp_path, GROUPS)
    assert new_list(tmp_path, GROUPS).changed_nothing

    new_list(tmp_path, GROUPS.replace("Tuesday mornings", " ").replace("Cooking;it HELP", ""))
    assert ask(f"{ASKED} WHERE a.name = 'Cooks'") == [("Cooks", "IT help", "")]


def test_what_two_sources_say_is_added_up_and_who_says_when_is_heard(same_town):
    merged = merged_of(*two_records())
    assert {(x["skill"], x["times"]) for x in merged["asks"]} == {
        *(("cooking", "Mondays"), ("driving", ""), ("music", "")),
    }
    assert sorted(merged["languages"]) == ["pl", "ur"]


def two_records():
    base = {"name": "A", "name_key": "a"}
    return (
        base
        | {
            "asks": [{"skill": "cooking", "times": ""}, {"skill": "driving", "times": ""}],
            "languages": ["ur"],
        },
        base
        | {
            "asks": [{"skill": "cooking", "times": "Mondays"}, {"skill": "music", "times": ""}],
            "languages": ["pl", "ur"],
        },
    )


def merged_of(one, other):
    """What two records say of one asset, as the database puts them together."""
    saying = """
        SELECT CAST(:id AS uuid) AS asset_id, CAST(r.id AS uuid) AS record_id, 'group' AS kind,
               's' AS source_id, r.rank, now() AS since, CAST(r.said AS jsonb) AS content,
               now() AS finished, false AS partial, 2 AS voices
        FROM (VALUES ('00000000-0000-0000-0000-000000000001', 60, :one),
                     ('00000000-0000-0000-0000-000000000002', 40, :other)) AS r(id, rank, said)
    """
    with reading() as connection:
        return connection.execute(
            text(f"WITH saying AS ({saying}), shared AS ({AS_ONE}) SELECT said FROM shared"),
            {
                "id": "00000000-0000-0000-0000-000000000003",
                "one": json.dumps(one),
                "other": json.dumps(other),
            },
        ).scalar_one()


def test_a_feed_of_open_referral_says_what_is_spoken_in_either_version(town, tmp_path):
    service = {"id": "s1", "name": "Talk", "status": "active", "description": "Talk."}
    spoken = [
        {"id": "1", "code": "ur", "name": "Urdu"},
        {"id": "2", "language": "Polish, BSL"},
        {"id": "3", "name": "Elvish", "code": "qya"},
    ]
    feed = tmp_path / "feed.json"
    feed.write_text(json.dumps({"contents": [service | {"languages": spoken}]}), encoding="utf-8")

    report = load("open-referral", feed, extent="GB")

    assert ask(f"{SPOKEN} WHERE a.name = 'Talk' ORDER BY 2") == [
        ("Talk", "bfi"),
        ("Talk", "pl"),
        ("Talk", "ur"),
    ]
    [lost] = [one for one in report.issues if one.column == "languages"]
    assert lost.value == "Elvish"


def test_open_data_has_the_languages_and_not_what_is_asked_for(town, tmp_path):
    new_list(tmp_path, GROUPS)
    asset_id = ask_one("SELECT id FROM asset WHERE name = 'Cooks'")
    with reading() as connection:
        asset = read(connection, [asset_id])[asset_id]
        row = of_asset(asset, open_sources.sources(connection), asset.retrieved)

    assert row["languages"] == ["bfi", "ur"]
    assert "Tuesday mornings" not in json.dumps(row, default=str)


def test_venues_groups_and_services_may_ask_and_the_template_says_so():
    for kind, columns in COLUMNS.items():
        names = {column.headers[0] for column in columns}
        may = NAMES[kind] in ("venues", "groups", "services")
        assert ({"asks_for", "asks_when", "languages"} <= names) is may, kind
    book = openpyxl.load_workbook(CHECKOUT / "data/templates/own-lists.xlsx")
    assert "asks_for" in [cell.value for cell in book["Groups"][2]]
    said = [row[0].value for row in book["How to fill this in"].iter_rows()]
    assert "form filling" in said
