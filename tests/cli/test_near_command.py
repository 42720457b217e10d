"""The command near: several needs, times, cost, access, language."""

import json

import pytest
from commands import run

AT = ("--as-at", "2026-11-23")


def found(*words):
    ended = run("near", "DY1 1AB", *words, "--format", "json")
    assert (ended.code, ended.error) == (0, "")
    return json.loads(ended.said)


def test_several_needs_give_also_the_fewest_visits(same_town):
    several = found("--need", "food", "--need", "company", *AT)
    one = found("--need", "food", *AT)

    [visit] = several["visits"]["ways"][0]["visits"]
    assert (visit["place"], visit["days"]) == ("Old Hall", ["2026-11-24"])
    assert [met["need"] for met in visit["meets"]] == ["food", "company"]
    assert several["results"][0]["needs_met"] == ["food", "company"]
    assert several["results"][0]["sessions"] == [
        {"byday": "TU", "opens_at": "12:00", "closes_at": "14:00"}
    ]
    assert "visits" not in one


def test_the_table_ends_with_the_visits_in_words(same_town):
    said = run("near", "DY1 1AB", "--need", "food", "--need", "company", *AT).said

    assert "Everything that you chose in one visit: 7 minutes' walk there and back" in said


def test_a_need_given_twice_is_one_need(same_town):
    assert "visits" not in found("--need", "food", "--need", "food", *AT)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (("--when", "TU"), ["Lunch"]),
        (("--when", "tomorrow"), ["Lunch"]),
        (("--when", "today"), []),
        (("--free",), []),
        (("--step-free",), []),
        (("--language", "pa"), []),
    ],
)
def test_a_search_is_narrowed_to_what_is_known_to_fit(same_town, asked, names):
    result = found("--need", "food", *asked, *AT)

    assert [one["name"] for one in result["results"]] == names


def test_what_is_left_out_because_nobody_told_us_is_counted(same_town):
    assert found("--need", "food", "--free", *AT)["perhaps"] > 0


def test_times_that_there_are_not_are_refused_with_those_there_are(same_town):
    ended = run("near", "DY1 1AB", "--when", "noon")

    assert ended.code == 2
    assert "No time is called 'noon'. Use today, tomorrow, soon, evenings" in ended.error
