"""``asset-map impact`` as people run it."""

import json
import zipfile

import pytest
from commands import run, run_alone
from loads import ask_one

DAY = ("--as-at", "2026-11-22")
NOBODY = "00000000-0000-0000-0000-000000000000"

PROPOSAL = """
title = "Savings on food"
directorate = "Property"
from = 2027-04-01

[[change]]
close = "Supper"
"""


def one(name):
    return str(ask_one("SELECT id FROM asset WHERE name = :name", name=name))


def test_a_closure_is_told_in_words_and_as_json(same_town):
    told = run("impact", "--close", one("Lunch"), *DAY)
    data = run("impact", "--close", one("Lunch"), *DAY, "--format", "json")

    assert (told.code, data.code) == (0, 0)
    assert told.said.startswith("Proposed, as things stand on 22 November 2026: end Lunch.\n")
    assert "Food (800 m on foot): about 60 people would leave reach" in told.said
    found = json.loads(data.said)
    assert found["people_leaving_reach"] == {"company": 60, "food": 60}
    assert found["in_short"] == told.said.splitlines()[:5]
    assert found["snapshot"]
    assert found["checksum"]


def test_files_and_what_is_given_by_id_are_weighed_together(same_town, tmp_path):
    (tmp_path / "food.toml").write_text(PROPOSAL, encoding="utf-8")
    found = run(
        *("impact", str(tmp_path / "food.toml"), "--close", one("Lunch")),
        *("--standard", "1200", *DAY, "--format", "json"),
    )

    assert found.code == 0, found.error
    data = json.loads(found.said)
    assert [proposal["title"] for proposal in data["proposals"]] == ["Savings on food", "What if"]
    [food] = [row for row in data["together"] if row["need"] == "food"]
    assert [row["people_leaving_reach"] for row in food["each"]] == [60, 60]
    assert (food["people_by_all"], food["people_only_together"]) == (140, 20)


def test_what_closed_since_a_day_can_be_counted_alone_and_beside(same_town):
    alone = run("impact", "--since", "2026-01-01", *DAY)

    assert alone.code == 0
    assert "what closed after 1 January 2026 (0 things)" in alone.said


def test_a_report_is_written_into_a_folder_and_can_be_replayed(same_town, tmp_path):
    home = {"home": tmp_path / "home"}
    made = run(
        *("impact", "--reduce", f"{one('Lunch')}=0.5", "--close", one("Supper")),
        *(*DAY, "--report", str(tmp_path / "out")),
        **home,
    )

    assert made.code == 0, made.error
    [file] = (tmp_path / "out").iterdir()
    assert f"The report is in {file}." in made.said
    with zipfile.ZipFile(file) as pack:
        assert {"report.docx", "report.html", "replay.json"} <= set(pack.namelist())
    again = run("impact", "--replay", str(file), "--format", "json", **home)
    assert again.code == 0, again.error
    assert json.loads(again.said)["replay"]["same"] is True


@pytest.mark.parametrize("given", ["1.5", "half", "0", "1", "-0.2", "nan", "inf", "", "0,5"])
def test_a_share_that_is_none_is_refused_in_one_sentence(given):
    ended = run("impact", "--reduce", f"{NOBODY}={given}")

    assert (ended.code, ended.said) == (2, "")
    assert "is not an asset and a share of it. Write it as --reduce ID=0.4" in ended.error
    assert len(ended.error.strip().splitlines()) == 1


@pytest.mark.parametrize("given", [NOBODY, "=0.5", "=", ""])
def test_an_asset_without_a_share_is_refused_too(given):
    ended = run("impact", "--reduce", given)

    assert ended.code == 2
    assert "is not an asset and a share of it." in ended.error


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Nothing is given that would change."),
        (("--close", NOBODY), f"No asset has the id {NOBODY}."),
        (("--close", "Lunch"), "An id is needed, not 'Lunch'. Perhaps: Lunch:"),
        (("--since", "2030-01-01", *DAY), "What closed since 1 January 2030 cannot be counted"),
        (("--since", "soon"), "'soon' is not a day."),
        (("--close", NOBODY, "--standard", "0"), "The distance has to be more than 0 metres"),
        (("--replay", "x.json", "--close", NOBODY), "Give --replay FILE alone."),
        (("--replay", "not-there.json"), "not-there.json"),
        (("not-there.toml",), "not-there.toml"),
    ],
)
def test_what_is_wrong_ends_with_a_sentence_and_code_2(same_town, words, said):
    ended = run("impact", *words)

    assert (ended.code, ended.said) == (2, "")
    assert said in ended.error
    assert "Traceback" not in ended.error


def test_a_report_that_cannot_be_written_says_so_and_nothing_is_left(same_town, tmp_path):
    (tmp_path / "a file").write_text("", encoding="utf-8")
    ended = run("impact", "--close", one("Lunch"), "--report", str(tmp_path / "a file"))

    assert ended.code == 2
    assert "is not a folder" in ended.error


def test_the_command_brings_nothing_heavy_before_it_is_needed():
    ended = run_alone(
        program="import sys; from asset_map import cli; "
        "print({'numpy', 'pyarrow', 'scipy', 'docx', 'matplotlib'} & set(sys.modules))"
    )

    assert ended.said.strip() == "set()"
