"""What happens to things that a later file no longer tells of: marked, never deleted."""

import pytest
from loads import ask, ask_one, checksums, counts, load
from tables import table, write_csv
from town import LINKS, POSTCODES, VENUES, write_postcodes

from asset_map.domain.errors import BadInput


def venues(tmp_path, drawn):
    return write_csv(tmp_path / "venues.csv", drawn)


def without(drawn, *starts):
    """Return a drawn table without the rows that begin so."""
    return "\n".join(line for line in drawn.splitlines() if not line.strip().startswith(starts))


def withdrawn(what="asset"):
    return {row[0] for row in ask(f"SELECT name FROM {what} WHERE withdrawn IS NOT NULL")}


def many(count, first=1):
    rows = "\n".join(f"M{at} | Hall number {at} | DY1 1AA" for at in range(first, first + count))
    return "ref | name | postcode\n" + rows


def test_what_a_file_no_longer_holds_is_marked_and_stays(town, tmp_path):
    report = load("own-list", venues(tmp_path, without(VENUES, "V2")))

    assert counts(report) == {"read": 2, "unchanged": 2, "withdrawn": 1}
    assert withdrawn() == {"New Hall"}
    [[said, until]] = ask(
        """SELECT content->>'description', until
           FROM record_version JOIN record r ON r.id = record_id WHERE r.key = 'V2'"""
    )
    assert said == "glass, 1990"
    assert until is not None


def test_what_was_withdrawn_is_found_nowhere(town, tmp_path):
    load("own-list", venues(tmp_path, without(VENUES, "V2")))

    gone = ask_one("SELECT id FROM asset WHERE name = 'New Hall'")
    assert ask("SELECT 1 FROM asset_place WHERE asset_id = :id OR venue_id = :id", id=gone) == []


def test_what_comes_back_is_there_again_with_its_history(town, tmp_path):
    load("own-list", venues(tmp_path, without(VENUES, "V2")))

    report = load("own-list", venues(tmp_path, VENUES))

    assert counts(report) == {"read": 3, "new": 1, "unchanged": 2}
    assert withdrawn() == set()
    versions = ask(
        """SELECT version, until IS NULL FROM record_version JOIN record r ON r.id = record_id
           WHERE r.key = 'V2' ORDER BY version"""
    )
    assert versions == [(1, False), (2, True)]


def test_a_load_that_withdraws_loaded_again_changes_nothing(town, tmp_path):
    fewer = venues(tmp_path, without(VENUES, "V2"))
    load("own-list", fewer)
    before = checksums()

    assert load("own-list", fewer).changed_nothing
    assert checksums() == before


def test_only_the_kind_that_a_list_is_the_whole_of_is_compared(town, tmp_path):
    load("own-list", venues(tmp_path, VENUES))

    assert withdrawn() == set()


def test_a_part_withdraws_nothing(town, tmp_path):
    report = load("own-list", venues(tmp_path, without(VENUES, "V1", "V2")), partial=True)

    assert counts(report) == {"read": 1, "unchanged": 1}
    assert withdrawn() == set()


def test_a_row_that_is_set_aside_is_not_taken_to_be_gone(town, tmp_path):
    rows = [
        row | {"valid_from": "2020", "valid_to": "2010" if row["ref"] == "V2" else ""}
        for row in table(VENUES)
    ]
    header = " | ".join(rows[0])
    broken = "\n".join([header, *(" | ".join(row.values()) for row in rows)])

    report = load("own-list", venues(tmp_path, broken))

    assert counts(report) == {"read": 3, "changed": 2, "set_aside": 1}
    assert withdrawn() == set()


def test_a_link_that_is_no_longer_stated_is_ended(town, tmp_path):
    load("own-list", write_csv(tmp_path / "links.csv", without(LINKS, "S2")))

    ended = ask(
        """SELECT f.name, l.type FROM link l JOIN asset f ON f.id = l.from_id
           WHERE l.withdrawn IS NOT NULL"""
    )
    assert ended == [("Supper", "delivered_at")]
    assert (
        ask("SELECT 1 FROM asset_place p JOIN asset a ON a.id = p.asset_id WHERE a.name = 'Supper'")
        == []
    )


def test_a_file_that_lacks_most_of_what_was_there_is_refused_unless_it_is_meant(town, tmp_path):
    load("own-list", venues(tmp_path, many(60)), withdraw_most=True)
    before = checksums()

    with pytest.raises(BadInput, match=r"45 of the 60 entries .* --partial; .* --withdraw-most"):
        load("own-list", venues(tmp_path, many(15)))

    assert checksums() == before
    assert counts(load("own-list", venues(tmp_path, many(15)), withdraw_most=True)) == {
        "read": 15,
        "unchanged": 15,
        "withdrawn": 45,
    }


# Postcodes.


def test_a_postcode_that_its_area_no_longer_has_is_marked_and_nobody_lives_there(town, tmp_path):
    before = ask_one("SELECT sum(people) FROM demand_point")

    report = load(
        "code-point-open", write_postcodes(tmp_path / "dy.csv", without(POSTCODES, "DY1 1AD"))
    )

    assert counts(report) == {"read": 7, "unchanged": 7, "withdrawn": 1}
    assert ask("SELECT postcode FROM postcode WHERE withdrawn IS NOT NULL") == [("DY1 1AD",)]
    assert ask("SELECT 1 FROM demand_point WHERE postcode = 'DY1 1AD'") == []
    assert ask_one("SELECT sum(people) FROM demand_point") == pytest.approx(before)


def test_postcodes_of_another_area_stay(town, tmp_path):
    elsewhere = """
        postcode | quality | x   | ward
        WV1 1AA  | 10      | 700 | E05000001
    """

    report = load("code-point-open", write_postcodes(tmp_path / "wv.csv", elsewhere))

    assert counts(report) == {"read": 1, "new": 1}
