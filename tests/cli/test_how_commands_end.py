"""How commands end: one sentence on standard error, and an exit code that says why."""

import json
import signal
from pathlib import Path

import pytest
from commands import run, run_alone, start, waiting_for
from loads import change


def one_sentence(ended):
    assert ended.said == ""
    assert "Traceback" not in ended.error
    assert ended.error.count("\n") == 1, ended.error
    return ended.error.strip()


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (["near"], "Missing argument"),
        (["near", "DY1 1AB", "--foo"], "No such option: --foo"),
        (["near", "DY1 1AB", "--kind", "pub"], "'pub' is not one of 'group'"),
        (["near", "DY1 1AB", "--limit", "0"], "greater than or equal to 1"),
        (["nonsense"], "No such command 'nonsense'"),
        (["etl", "nonsense"], "No such command 'nonsense'"),
    ],
)
def test_a_wrong_call_is_told_in_one_sentence_with_the_way_to_its_help(call, says):
    ended = run(*call)

    assert ended.code == 2
    assert says in one_sentence(ended)
    assert "See: asset-map" in ended.error
    assert ended.error.endswith(" --help\n")


@pytest.mark.parametrize("call", [["--help"], ["near", "--help"], ["--version"]])
def test_help_and_version_end_well(call):
    ended = run(*call)

    assert (ended.code, ended.error) == (0, "")
    assert "asset-map" in ended.said


@pytest.mark.parametrize("call", [[], ["db"], ["etl"]])
def test_a_call_that_says_too_little_gets_the_help(call):
    ended = run(*call)

    assert ended.code == 2
    assert ended.error.startswith("Usage: asset-map")


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (["near", "DY1 1AB", "--as-at", "0001-01-01"], "from 1900-01-01 to 2200-12-31"),
        (["near", "DY1 1AB", "--as-at", "9999-12-31"], "from 1900-01-01 to 2200-12-31"),
        (["near", "DY1 1AB", "--as-at", "soon"], "Write it as 2026-11-22"),
        (["near", "DY1 1AB", "--within", "inf"], "more than 0 metres"),
        (["near", "DY1 1AB", "--within", "nan"], "more than 0 metres"),
        (["near", "DY1 1AB", "--text", "%"], "no word to look for"),
        (["impact"], "Nothing is given that would change"),
        (["impact", "--close", "x", "--standard", "inf"], "more than 0 metres"),
        (["impact", "--close", "x", "--standard", "nan"], "more than 0 metres"),
        (["impact", "--close", "x", "--standard", "1e300"], "at most 10,000,000 metres"),
        (["near", b"DY1 3SB\xff"], "not text in UTF-8"),
        (["near", "57.15,-2.10"], "is not in this map"),
        (["etl", "run", "wards", "--authority", "Dudley"], "not the code of a council area"),
        (["db", "restore", "no-such-file"], "There is no file no-such-file"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(same_town, call, says):
    ended = run(*call)

    assert ended.code == 2
    assert says in one_sentence(ended)


@pytest.mark.parametrize(
    ("setting", "value", "allowed"),
    [
        ("port", "abc", "1 to 65535"),
        ("port", "65536", "1 to 65535"),
        ("max_file_mb", "-1", "1 or more"),
        ("authority", "Dudley", "such as E08000027"),
        ("extent", "E08000027,Sandwell", "or GB"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_may_be(setting, value, allowed):
    ended = run("areas", **{setting: value})

    said = one_sentence(ended)
    assert ended.code == 2
    assert f"ASSET_MAP_{setting.upper()} is '{value}'" in said
    assert allowed in said


@pytest.mark.parametrize("value", ["gb", "GB", "E08000027", " e08000027 , E08000028"])
def test_what_loads_keep_may_be_written_loosely(same_town, value):
    assert run("areas", extent=value).code == 0


def test_areas_of_which_none_is_loaded_say_what_to_load(same_town):
    ended = run("areas", "--kind", "neighbourhood")

    assert ended.code == 2
    assert "Load its boundaries" in one_sentence(ended)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="This system has no /dev/full.")
@pytest.mark.parametrize("call", [["areas"], ["areas", "--format", "json"], ["--help"]])
def test_output_that_finds_no_room_is_a_failure_in_one_sentence(same_town, call):
    with Path("/dev/full").open("w") as full:
        ended = run_alone(*call, output=full)

    assert ended.code == 1
    assert one_sentence(ended) == (
        "There is no room left to write to. Free some room and try again."
    )


def test_a_reader_who_has_seen_enough_is_no_failure(same_town):
    command = start("areas")
    command.stdout.close()

    assert (command.wait(60), command.stderr.read()) == (0, "")


def test_ctrl_c_is_answered_in_one_sentence(town):
    command = start("areas")
    with waiting_for("area", town):
        command.send_signal(signal.SIGINT)
        said, error = command.communicate(timeout=60)

    assert (command.returncode, said) == (130, "")
    assert error == "Stopped. Nothing of what was under way was kept.\n"


def test_control_characters_of_others_do_not_reach_the_terminal(town):
    steering = "Bad\x1b[2J\u202e Hall\nnext"
    change("UPDATE asset SET name = :name WHERE name = 'Old Hall'", name=steering)

    said = run("near", "DY1 1AB", "--kind", "venue").said
    found = json.loads(run("near", "DY1 1AB", "--kind", "venue", "--format", "json").said)

    assert "Bad[2J Hall next" in said
    assert "\x1b" not in said
    assert steering in [hit["name"] for hit in found["results"]]


def test_a_long_cell_is_cut_in_a_table_and_whole_in_json(town):
    name = "Long Hall " * 100
    change("UPDATE asset SET name = :name WHERE name = 'Old Hall'", name=name)

    said = run("near", "DY1 1AB", "--kind", "venue").said
    found = json.loads(run("near", "DY1 1AB", "--kind", "venue", "--format", "json").said)

    assert "Long Hall…" in said
    assert max(map(len, said.splitlines())) < 300
    assert name in [hit["name"] for hit in found["results"]]


def test_what_is_not_all_that_there_is_says_so(same_town):
    some = run("near", "DY1 1AB", "--kind", "venue", "--limit", "2").said
    all_of_them = run("near", "DY1 1AB", "--kind", "venue", "--limit", "3").said
    one = run("near", "DY1 1AB", "--text", "old").said
    none = run("near", "DY1 1AB", "--text", "nothing").said

    assert some.startswith("2 found near DY1 1AB, nearest first. There are more")
    assert all_of_them.startswith("3 found near DY1 1AB, nearest first.\n")
    assert one.startswith("1 found near DY1 1AB.\n")
    assert none.startswith("We know of none near DY1 1AB.\n")


@pytest.mark.parametrize("call", [["near", "DY1 1AB"], ["areas"]])
def test_quick_questions_load_no_heavy_library(same_town, call):
    program = """
import sys
from typer.main import get_command
from asset_map.cli import app
get_command(app)(sys.argv[1:], standalone_mode=False)
assert not {"numpy", "pandas", "geopandas", "shapely", "streamlit"} & set(sys.modules)
"""
    assert run_alone(*call, program=program).error == ""


def test_what_may_be_several_places_is_told_as_a_list_of_words_to_type(same_town):
    ended = run("near", "town")

    assert ended.code == 2
    assert ended.error.splitlines() == [
        "'town' may be one of several places. Choose one.",
        '  East Town (ward): type "E05000002"',
        '  West Town (ward): type "E05000001"',
    ]


def test_what_words_were_taken_for_is_said_first(same_town):
    assert run("near", "wst town").said.startswith("Taken as West Town.\n")
