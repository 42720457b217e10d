"""Loads at the terminal: stopped by a person, told afterwards, and mended."""

import csv
import json
import signal
from pathlib import Path

import pytest
from commands import run, run_alone, start, waiting_for
from loads import ask_one, checksums, counts, load
from tables import write_csv

LIBRARIES = """
    Local authority | Library name | Postcode
    Dudley          | Old Library  | DY1 1AA
    Dudley          | New Library  | DY1
    Dudley          | Far Library  | DY2 2AD
"""


@pytest.fixture
def libraries(tmp_path) -> Path:
    return write_csv(tmp_path / "libraries.csv", LIBRARIES)


@pytest.mark.parametrize(
    ("sign", "code", "table"),
    [(signal.SIGINT, 130, "record"), (signal.SIGTERM, 143, "asset_place")],
    ids=["Ctrl-C while it is stored", "a request to end, later on"],
)
def test_who_stops_a_load_is_told_that_nothing_of_it_was_kept(town, libraries, sign, code, table):
    before = checksums()
    command = start("etl", "run", "libraries", "--file", str(libraries))
    with waiting_for(table, town):
        command.send_signal(sign)
        said, error = command.communicate(timeout=60)

    assert (command.returncode, said) == (code, "")
    assert error == "Stopped. Nothing of this load was kept: the map is as it was before.\n"
    assert checksums() == before


def test_who_stops_a_load_while_its_report_is_printed_is_told_that_it_is_done(town, libraries):
    program = """
import os, signal
from asset_map import cli, terminal
told = terminal.plain
def stopped(line):
    terminal.plain = told
    os.kill(os.getpid(), signal.SIGINT)
terminal.plain = stopped
cli.main()
"""
    ended = run_alone("etl", "run", "libraries", "--file", str(libraries), program=program)

    assert ended.code == 130
    assert ended.error == "Stopped while printing. What was asked for is done.\n"
    assert ask_one("SELECT count(*) FROM asset WHERE name = 'Old Library'") == 1


def test_what_was_set_aside_is_written_to_be_mended_and_loaded(town, libraries, tmp_path):
    load("libraries", libraries)
    file = tmp_path / "mend.csv"

    said = run("etl", "set-aside", "libraries", "--out", str(file)).said
    assert said.startswith(f"1 row written to {file}. The file may hold personal data.")
    assert f"asset-map etl run libraries --file {file}" in said
    again = run("etl", "set-aside", "libraries", "--out", str(file))
    assert (again.code, again.error) == (2, f"{file} exists already. Name a new file with --out.\n")

    with file.open(encoding="utf-8-sig", newline="") as read:
        [row] = csv.DictReader(read)
    row["Postcode"] = "DY1 1AB"
    with file.open("w", encoding="utf-8-sig", newline="") as written:
        writer = csv.DictWriter(written, list(row))
        writer.writeheader()
        writer.writerow(row)
    assert counts(load("libraries", file)) == {"read": 1, "new": 1}

    none = run("etl", "set-aside", "libraries", "--format", "json")
    assert json.loads(none.said) == {"source": "libraries", "file": None, "rows": 0}


def test_a_source_that_is_not_loaded_has_nothing_to_mend(same_town):
    ended = run("etl", "set-aside", "nonsense")

    assert ended.code == 2
    assert ended.error == ("Nothing of a source 'nonsense' is loaded. See: asset-map etl sources\n")


def test_how_complete_what_is_held_is_is_a_table_and_json(same_town):
    shown = run("etl", "quality").said.splitlines()
    said = json.loads(run("etl", "quality", "--format", "json").said)

    assert shown[0].split()[:3] == ["source", "assets", "postcode"]
    assert shown[2].split()[:3] == ["all", "9", "33%"]
    assert list(said) == ["overall", "sources"]
    assert said["overall"]["fields"]["postcode"] == {"count": 3, "share": 0.3333}
    assert [source["source"] for source in said["sources"]] == ["own-list"]
