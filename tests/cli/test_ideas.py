"""``asset-map ideas`` as people run it."""

import json

from commands import run


def test_ideas_are_told_in_words_and_as_json(same_town):
    told = run("ideas", "company", "East Town", "--as-at", "2026-11-22")
    data = run("ideas", "company", "East Town", "--as-at", "2026-11-22", "--format", "json")

    assert (told.code, data.code) == (0, 0)
    assert "about 60 people in East Town live farther than 800 m" in told.said
    assert "New Hall: about 60 people" in told.said
    found = json.loads(data.said)
    assert found["venues"][0]["name"] == "New Hall"
    assert found["people_without"] == 60
    assert found["volunteers"][0]["people"] == 10


def test_what_is_wrong_ends_with_a_sentence(same_town):
    no_need, no_area = run("ideas", "cake", "East Town"), run("ideas", "food", "Nowhere")

    assert (no_need.code, no_area.code) == (2, 2)
    assert "No need is called 'cake'" in no_need.error
    assert "No area is called 'Nowhere'" in no_area.error
