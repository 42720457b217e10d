"""``asset-map rank-closures`` as people run it."""

import json

from commands import run

BUILDINGS = "Small Buildings Team (invented)"


def test_a_directorate_is_told_what_it_looks_after_in_words_and_as_json(demo_database):
    asked = ("rank-closures", "--directorate", "small buildings", "--limit", "2")
    told, data = run(*asked), run(*asked, "--format", "json")

    assert (told.code, data.code) == (0, 0)
    assert f"Only what {BUILDINGS} looks after." in told.said
    rows = json.loads(data.said)
    assert {row["kept_by"] for row in rows} == {BUILDINGS}
    assert all(row["directorates"] == [BUILDINGS] for row in rows)
    assert any(row["rank"] > 1 for row in rows)


def test_without_one_directorates_are_summed_up_below_the_list(demo_database):
    told = run("rank-closures", "--need", "food", "--limit", "1")

    assert "part of the council" in told.said
    assert BUILDINGS in told.said
    assert "What is not listed is not ranked" in told.said


def test_a_directorate_that_nobody_knows_ends_with_a_sentence(same_town):
    told = run("rank-closures", "--directorate", "Ministry of Walks")

    assert told.code == 2
    assert "No directorate or group that looks after anything" in told.error
