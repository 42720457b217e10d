"""Mutual aid groups of 2020: old, roughly placed, and full of invitations to private chats."""

import json
from datetime import date

from loads import ask, ask_one, counts, load

from etl.sources import ALL

GROUPS = """
    SELECT a.*, v.content FROM asset a
    JOIN record_asset ra ON ra.asset_id = a.id JOIN record r ON r.id = ra.record_id
    JOIN record_version v ON v.record_id = r.id AND v.until IS NULL
    WHERE r.source_id = :source ORDER BY a.name
"""
IN_DUDLEY = """
    SELECT count(*) FROM record r JOIN record_version v ON v.record_id = r.id AND v.until IS NULL
    JOIN area a ON a.kind = 'authority'
    WHERE r.source_id = :source AND ST_Covers(a.geom, ST_SetSRID(
        ST_MakePoint((v.content ->> 'easting')::float, (v.content ->> 'northing')::float), 27700))
"""


def test_both_lists_load_and_hold_what_lies_in_dudley(own_dudley, sample_data):
    pages = sample_data / "assets" / "mutual_aid_groups_uk_RAW.json"
    stars = sample_data / "assets" / "mutual_aid_groups_uk_star_delimited_RAW.csv"

    first = load("mutual-aid", pages)
    second = load("mutual-aid-list", stars)

    assert (first.read, first.set_aside) == (len(json.loads(pages.read_text())), 16)
    assert second.read == len(stars.read_text().splitlines()) - 1
    assert ask_one(IN_DUDLEY, source="mutual-aid") == 8
    assert ask_one(IN_DUDLEY, source="mutual-aid-list") == 11 - second.joined == 10


LIST = [
    ["name*", "link*", "location_name*", "lat*", "lng*"],
    ["LYE HELPERS*", "www.example.org/lye*", "Lye*", "52.5*", "-2.1*"],
    ["LYE HELPERS*", "www.example.org/lye*", "Lye*", "52.5*", "-2.1*"],
    ["Street helpers*", "https://chat.whatsapp.com/AbC*", "1 Road, DY1 1AA*", "52.5*", "-2.1*"],
    ["Write to us*", "someone@example.com*", "*", "52.5*", "-2.1*"],
    ["Far away*", "https://example.org*", "Halifax*", "44.6*", "-63.5*"],
]


def test_a_group_of_2020_is_shown_as_old_and_nowhere_in_particular(town, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("\n".join(" ".join(row) for row in LIST) + "\n", encoding="utf-8")

    report = load("mutual-aid-list", file)

    assert counts(report) == {"read": 5, "new": 3, "joined": 1, "set_aside": 1}
    helpers, street, writers = ask(GROUPS, source="mutual-aid-list")
    assert (helpers.name, helpers.url) == ("Lye Helpers", "https://www.example.org/lye")
    assert helpers.description == (
        "Listed in April or May 2020 and not since: it may have ended. It named its place: Lye."
    )
    assert (helpers.masked, helpers.correspondence) == (True, True)
    assert (helpers.valid_from, helpers.last_confirmed) == (date(2020, 1, 1), date(2020, 4, 1))
    # A chat, a home and a mailbox are not for everybody.
    assert not street.url
    assert "Road" not in street.description
    assert not writers.url
    told = json.dumps(report.as_json()) + " ".join(report.lines())
    assert "whatsapp" not in told
    assert "someone@" not in told


def test_the_licence_is_not_for_commercial_use_and_the_data_not_given_on():
    for name in ("mutual-aid", "mutual-aid-list"):
        assert "non-commercial" in ALL[name].licence.name
        assert not ALL[name].licence.open


def test_groups_that_all_name_no_place_are_read(town, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("name* link* location_name* lat* lng*\nHelpers* * * 52.5* -2.1*\n")

    assert counts(load("mutual-aid-list", file)) == {"read": 1, "new": 1}
