"""The commands on how near is near enough: list, set, reset, history."""

import json

import pytest
from commands import run
from loads import ask

WHO = ("--by", "public health officer", "--why", "Many cannot walk 800 m.")
SET = ("standards", "set", "food", "--source", "Survey of 2025", *WHO)


def data(*words):
    ended = run(*words, "--format", "json")
    assert (ended.code, ended.error) == (0, "")
    return json.loads(ended.said)


def test_the_list_has_every_need_its_default_and_the_assumptions(same_town):
    listed = run("standards")
    said = data("standards")

    assert listed.code == 0
    assert "20 minutes, 1,600 m" in listed.said
    assert "the defaults hold" in listed.said
    assert "detour factor" in listed.said
    assert len(said["standards"]) == 22
    assert {row["default"] for row in said["standards"]} == {None}
    assert said["walking_kmh"] == 4.8
    assert said["history"] == []


def test_a_standard_is_set_shown_beside_its_default_reset_and_remembered(town):
    told = run(*SET, "--metres", "600")
    assert (told.code, told.error) == (0, "")
    assert "near enough is now 600 m, about 8 minutes; the default is 800 m" in told.said

    [food] = [row for row in data("standards")["standards"] if row["need"] == "food"]
    assert (food["metres"], food["default"]["metres"]) == (600, 800)
    assert (food["changed_by"], food["why"]) == (WHO[1], WHO[3])
    assert "by public health officer: Many cannot" in run("standards").said

    again = data("standards", "reset", "food", *WHO, "--seen", food["since"])
    assert (again["metres"], again["default"]) == (800, None)

    back, former = data("standards", "history", "food")
    assert (back["back_to_default"], former["back_to_default"]) == (True, False)
    assert former["until"] == back["since"]
    assert "the default again" in run("standards", "history").said
    assert "Nothing was changed" in run("standards", "history", "library").said


def test_a_standard_may_be_in_minutes_and_have_a_use_rate(town):
    rate = ("--weekly-rate", "0.4", "--rate-source", "Count of 2025")
    food = data(*SET, "--minutes", "5", *rate)

    assert (food["metres"], food["unit"], food["weekly_rate"]) == (400, "minutes", 0.4)


@pytest.mark.parametrize(
    "words",
    [
        (*SET, "--metres", "0"),
        (*SET, "--metres=-5"),
        (*SET, "--metres", "nan"),
        (*SET, "--minutes", "inf"),
        (*SET, "--metres", "far"),
        (*SET, "--metres", "600", "--minutes", "5"),
        SET,
        (*SET, "--metres", "600", "--weekly-rate", "2"),
        (*SET, "--metres", "600", "--by", "jo@example.org"),
        (*SET, "--metres", "600", "--seen", "2026-01-01T00:00:00+00:00"),
        (*SET[:2], "dancing", *SET[3:], "--metres", "600"),
        ("standards", "set", "food", "--metres", "600"),
        ("standards", "reset", "food", *WHO),
        ("standards", "history", "dancing"),
    ],
    ids=lambda words: " ".join(words[1:])[-40:],
)
def test_a_wrong_call_ends_with_2_and_a_sentence_and_changes_nothing(same_town, words):
    ended = run(*words)

    assert (ended.code, ended.said) == (2, "")
    assert len(ended.error.strip().splitlines()) == 1
    assert not ask("SELECT FROM standard_change")
