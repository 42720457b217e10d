"""``asset-map export`` as people run it."""

import json

from commands import run
from loads import ask_one


def known() -> int:
    """How many assets the map has; all of the demonstration is open."""
    return ask_one("SELECT count(*) FROM asset WHERE withdrawn IS NULL")


def test_it_writes_the_files_and_says_which(demo_database, tmp_path):
    ended = run("export", "--format", "csv", "--out", str(tmp_path / "out"))

    assert ended.code == 0, ended.error
    assert f"assets.csv: {known()} entries" in ended.said
    assert "It holds invented places of the demonstration." in ended.said
    assert (tmp_path / "out" / "README.txt").exists()


def test_its_result_is_given_as_json_too(demo_database, tmp_path):
    ended = run("export", "--format", "geojson", "--result", "json", "--out", str(tmp_path / "out"))

    said = json.loads(ended.said)
    assert set(said) == {"folder", "exported", "files", "left_out", "demo"}
    assert said["files"][0] == {"file": "assets.geojson", "entries": known()}


def test_a_folder_that_cannot_be_written_to_ends_in_one_sentence(demo_database, tmp_path):
    (tmp_path / "file").write_text("x")

    ended = run("export", "--format", "csv", "--out", str(tmp_path / "file"))

    assert ended.code == 2
    assert "is not a folder" in ended.error
    assert "Traceback" not in ended.error
