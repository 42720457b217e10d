"""Own lists and fetching on the command line: what is printed where, and how it ends."""

import json

from commands import run
from tables import write_csv

from etl.own.mapping import mapping_of

CLUBS = "Club name | Post Code | Secretary\nWalkers | DY1 1AA | Jo Private"


def test_a_guess_is_printed_to_be_saved_and_nothing_is_loaded(same_town, tmp_path):
    file = write_csv(tmp_path / "clubs.csv", CLUBS)

    as_text = run("etl", "run", "own-list", "--file", str(file))
    as_json = run("etl", "run", "own-list", "--file", str(file), "--format", "json")

    assert as_text.code == as_json.code == 2
    assert "--accept-guess" in as_text.error
    assert as_text.error.count("\n") == 1
    assert mapping_of(as_text.said, "saved").id == "clubs"
    assert json.loads(as_json.said)["mapping"] == as_text.said
    assert "Jo Private" not in as_text.said + as_text.error


def test_an_accepted_guess_is_loaded(town, tmp_path):
    file = write_csv(tmp_path / "clubs.csv", CLUBS)

    ended = run("etl", "run", "own-list", "--file", str(file), "--accept-guess")

    assert (ended.code, ended.error) == (0, "")
    assert "Secretary" in ended.said
    assert "Jo Private" not in ended.said


def test_a_mapping_with_a_mistake_ends_in_one_sentence(same_town, tmp_path):
    file = write_csv(tmp_path / "clubs.csv", CLUBS)
    (tmp_path / "m.toml").write_text('id = "clubs"\n')

    ended = run(
        "etl", "run", "own-list", "--file", str(file), "--mapping", str(tmp_path / "m.toml")
    )

    assert ended.code == 2
    assert "title: it is missing." in ended.error
    assert "Traceback" not in ended.error


def test_the_template_is_written_to_where_it_was_asked_for(tmp_path):
    ended = run("etl", "template", str(tmp_path / "mine.xlsx"))

    assert ended.code == 0
    assert (tmp_path / "mine.xlsx").exists()


def test_what_cannot_be_fetched_ends_in_one_sentence(tmp_path):
    ended = run("etl", "fetch", "libraries", "--address", "file:///etc/passwd", home=tmp_path)

    assert (ended.code, ended.said) == (2, "")
    assert "not one of the web" in ended.error
