"""What people look for in vain: who is counted, and that nobody can be told from what is shown."""

import dataclasses
import logging
import time
from datetime import date
from itertools import product

import pytest
from loads import ask, ask_one, change

from asset_map.domain.numbers import SMALLEST_SHOWN
from asset_map.domain.places import Place, Point
from asset_map.domain.seeking import Sought
from asset_map.domain.tokens import new_token
from asset_map.domain.unmet import Quarter, Unmet
from asset_map.journeys import count_unmet as counting
from asset_map.journeys.count_unmet import (
    Outcome,
    count_missing,
    count_nothing_found,
    in_vain,
    settle,
    ward_of,
)
from asset_map.journeys.find_near import find_near
from asset_map.journeys.see_unmet import SeenUnmet, see_unmet
from asset_map.settings import get_settings

WEST, EAST = "E05000001", "E05000002"
TODAY = date.today()
RUNNING = Quarter.of(TODAY)
LAST = RUNNING.after(-1)


@pytest.fixture(autouse=True)
def nobody_counted(monkeypatch):
    monkeypatch.setattr(counting, "_once", counting._Once())


def place(words: str) -> Place:
    return find_near(words, limit=1).place


def look(visit: str | None, words: str, *needs: str) -> None:
    """Look for needs around a place, in vain."""
    count_nothing_found(visit, dataclasses.replace(find_near(words, limit=1), hits=()), needs)
    settle()


def rows() -> set[tuple]:
    return {
        (row.ward_code, row.need_id, row.what, row.people)
        for row in ask("SELECT * FROM unmet_need")
    }


def was(ward: str, need: str, people: int, what: Unmet = Unmet.MISSING, at: Quarter = LAST) -> None:
    """Let so many have been counted."""
    change(
        "INSERT INTO unmet_need SELECT :ward, max(vintage), :need, :at, :what, :people FROM area",
        **{"ward": ward, "need": need, "people": people, "what": what, "at": at.first},
    )


def test_a_quarter_is_three_months_of_the_calendar():
    assert Quarter.of(date(2026, 12, 31)).first == date(2026, 10, 1)
    assert Quarter.of(date(2026, 1, 1)).first == date(2026, 1, 1)
    assert Quarter.of(date(2026, 1, 1)).after(-1).first == date(2025, 10, 1)
    assert Quarter.of(date(2026, 11, 5)).after(1).first == date(2027, 1, 1)
    assert str(Quarter.of(date(2026, 8, 9))) == "July to September 2026"


def test_a_visit_is_counted_once_for_a_ward_a_need_and_a_kind(town):
    one, other = new_token(), new_token()
    for _ in range(3):
        look(one, "DY1 1AA", "food", "advice")
    look(one, "DY1 1AD", "food")  # The same ward, elsewhere.
    look(other, "DY1 1AA", "food")
    look(one, "DY2 2AA", "food")
    assert count_missing(one, place("DY1 1AB"), "food") is Outcome.COUNTED
    assert count_missing(one, place("DY1 1AC"), "food") is Outcome.ALREADY
    assert rows() == {
        (WEST, "food", "nothing_found", 2),
        (WEST, "advice", "nothing_found", 1),
        (EAST, "food", "nothing_found", 1),
        (WEST, "food", "missing", 1),
    }
    kept = ask("SELECT * FROM unmet_need")
    assert {row.quarter for row in kept} == {RUNNING.first}
    assert {row.vintage for row in kept} == {ward_of(place("DY1 1AA")).vintage}


def test_without_a_cookie_without_a_ward_and_for_no_need_of_the_list_nobody_is_counted(town):
    one = new_token()
    look(None, "DY1 1AA", "food")
    look("", "DY1 1AA", "food")
    look(one, "DY1 1AA")
    look(one, "DY1 1AA", "'; DROP TABLE unmet_need; --")
    assert count_missing(None, place("DY1 1AA"), "food") is Outcome.NOT_NOW
    outside = Place("somewhere", Point(100_000, 100_000))
    whole = dataclasses.replace(place("DY1 1AA"), area_code="E08000027")
    for nowhere in (outside, whole):
        assert ward_of(nowhere) is None
        assert count_missing(one, nowhere, "food") is Outcome.NOWHERE
    assert rows() == set()


@pytest.mark.parametrize(
    ("from_here", "within_m", "vain"),
    [
        ("DY1 1AA", 1_000, ("advice",)),  # The Lunch is here; the Friends cover the ward.
        ("DY1 1AD", 700, ("food", "advice")),  # To the Supper it is 600 m x 1.3.
        ("DY2 2AD", 500, ("food", "company", "advice")),
        ("DY2 2AD", None, ("advice",)),
    ],
)
def test_in_vain_is_what_nothing_within_the_distance_meets_and_nothing_that_covers_the_area(
    same_town, from_here, within_m, vain
):
    needs = ("food", "company", "advice")
    near = find_near(from_here, Sought(needs=needs), within_m=within_m)
    assert in_vain(near, needs) == vain


def test_a_ward_asked_for_by_its_name_is_counted_as_that(town):
    assert ward_of(place("East Town")).name == "East Town"
    assert ward_of(place("DY2 2AD")).name == "East Town"
    assert ward_of(place("DY1 1AA")).code == WEST


def test_robots_are_not_counted_without_end(town, monkeypatch):
    monkeypatch.setattr(counting, "MOST_A_VISIT", 3)
    look(new_token(), "DY1 1AA", "food", "advice", "money", "health", "work")
    assert len(rows()) == 3
    monkeypatch.setattr(counting, "MOST_A_MINUTE", 5)
    for _ in range(20):
        look(new_token(), "DY2 2AA", "food")
    assert (EAST, "food", "nothing_found", 4) in rows()
    monkeypatch.setattr(counting.time, "monotonic", lambda: time.time() + 1_000_000)
    look(new_token(), "DY2 2AA", "food")
    assert (EAST, "food", "nothing_found", 5) in rows()


def test_memory_of_who_was_counted_has_an_end_and_tells_nothing(monkeypatch):
    monkeypatch.setattr(counting, "MOST_VISITS", 10)
    once = counting._Once()
    monkeypatch.setattr(counting, "MOST_A_MINUTE", 1_000)
    visits = [new_token() for _ in range(30)]
    for visit in visits:
        assert once.take(visit, [f"{WEST} food"]) == [f"{WEST} food"]
        assert once.take(visit, [f"{WEST} food"]) == []
    assert len(once.visits) == 10
    kept = repr(once.visits)
    assert not any(visit in kept for visit in visits)
    assert "food" not in kept
    assert WEST not in kept


@pytest.mark.parametrize("trouble", ["down", "locked", "read only"])
def test_a_search_neither_waits_nor_breaks_where_nobody_can_count(
    town, trouble, monkeypatch, caplog
):
    near, one = dataclasses.replace(find_near("DY1 1AA", limit=1), hits=()), new_token()
    here = near.place
    caplog.set_level(logging.DEBUG)
    with monkeypatch.context() as patch:
        if trouble == "down":
            patch.setenv("ASSET_MAP_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
            get_settings.cache_clear()
        elif trouble == "locked":
            patch.setattr(counting.unmet, "PATIENCE_MS", 20)
            patch.setattr(counting.unmet, "add", _locked)
        else:
            patch.setattr(counting.unmet, "add", _read_only)
        began = time.perf_counter()
        count_nothing_found(one, near, ("mental_wellbeing",))
        assert time.perf_counter() - began < 0.1
        settle()
        assert count_missing(one, here, "mental_wellbeing") is Outcome.NOT_NOW
    get_settings.cache_clear()
    assert rows() == set()
    said = [record.getMessage() for record in caplog.records if record.name == counting.__name__]
    assert said
    assert not any(word in line for line in said for word in ("mental", "DY1", WEST, one))
    assert count_missing(one, here, "mental_wellbeing") is Outcome.COUNTED


def _locked(connection, *_args) -> None:
    connection.exec_driver_sql("SELECT pg_sleep(5)")


def _read_only(connection, *_args) -> None:
    connection.exec_driver_sql("SET TRANSACTION READ ONLY")
    connection.exec_driver_sql("DELETE FROM unmet_need")


def test_what_is_old_goes(town):
    was(WEST, "food", 50, at=RUNNING.after(-12))
    was(WEST, "food", 60, at=RUNNING.after(-13))
    look(new_token(), "DY1 1AA", "food")
    assert ask_one("SELECT sum(people) FROM unmet_need") == 51
    assert see_unmet().quarters[-1] == RUNNING.after(-12)


# What anybody may know of it.


def test_before_a_quarter_has_closed_nothing_is_told(town):
    assert see_unmet().quarters == ()
    for _ in range(30):
        look(new_token(), "DY1 1AA", "food")
    seen = see_unmet()
    assert (seen.quarters, seen.rows) == ((), ())
    assert seen.next_on == RUNNING.after(1).first
    assert see_unmet(at=date(2999, 1, 1)) == seen


def test_closed_quarters_are_told_with_few_people_hidden(town):
    was(WEST, "food", 9)
    was(WEST, "advice", 10, Unmet.NOTHING_FOUND)
    was(EAST, "food", 23)
    was(EAST, "food", 500, at=RUNNING)
    seen = see_unmet()
    assert seen.quarters == (LAST,)
    assert [
        (row.ward.code, row.need.id, row.nothing_found.shown, row.missing.shown)
        for row in seen.of(LAST)
    ] == [
        (EAST, "food", "none", "about 25"),
        (WEST, "advice", "about 10", "none"),
        (WEST, "food", "none", "fewer than 10"),
    ]


def test_one_area_and_one_need_tell_the_same_as_all_of_them(town):
    was(WEST, "food", 14)
    was(EAST, "food", 3)
    everything = set(see_unmet().rows)
    assert set(see_unmet(need="food").rows) < everything
    assert set(see_unmet(area="West Town").rows) < everything
    assert set(see_unmet(area="E08000027").rows) == everything


def test_a_neighbourhood_is_told_by_its_wards_each_by_itself(town):
    straddling(700, 1_600)
    was(WEST, "food", 14)
    was(EAST, "food", 3)
    found = see_unmet(area="Middle End", need="food").of(LAST)
    assert [(row.ward.name, row.missing.shown) for row in found] == [
        ("West Town", "about 15"),
        ("East Town", "fewer than 10"),
    ]


def straddling(west: int, east: int) -> None:
    """Draw a neighbourhood across both wards, from here to there along the road."""
    change(
        """
        INSERT INTO area (id, kind, code, vintage, name, name_key, authority_code, geom,
                          source_id, load_id)
        SELECT gen_random_uuid(), 'neighbourhood', 'middle', 2025, 'Middle End', 'middle end',
               authority_code, ST_Multi(ST_MakeEnvelope(ST_XMin(geom) + :west, ST_YMin(geom),
               ST_XMin(geom) + :east, ST_YMax(geom), 27700)), source_id, load_id
        FROM area WHERE code = :code
        """,
        west=west,
        east=east,
        code=WEST,
    )


def every_output() -> dict[str, SeenUnmet]:
    """Everything that can be asked, by what was asked."""
    areas = (None, "West Town", "East Town", "E08000027", "Middle End")
    needs = (None, "food", "advice")
    days = (None, TODAY, LAST.first, RUNNING.after(-3).first, date(2999, 1, 1))
    asked = product(areas, needs, days)
    return {str(one): see_unmet(one[0], one[1], at=one[2]) for one in asked}


def test_no_two_outputs_tell_more_of_the_few_than_that_they_are_few(town):
    """Whatever was counted from 1 to 9 in two cells, all outputs together are the same."""
    straddling(700, 1_600)
    was(WEST, "food", 1)
    was(WEST, "food", 8, Unmet.NOTHING_FOUND)
    was(EAST, "food", 31)
    was(WEST, "advice", 2, at=RUNNING.after(-2))
    was(WEST, "food", 77, at=RUNNING)
    before = every_output()
    assert any(
        row.missing.shown == "fewer than 10" for seen in before.values() for row in seen.rows
    )
    for few in range(1, SMALLEST_SHOWN):
        change("UPDATE unmet_need SET people = :few WHERE people < 10", few=few)
        assert every_output() == before
    for many in (28, 29, 30, 31, 32):  # What is shown as 30.
        change("UPDATE unmet_need SET people = :many WHERE people BETWEEN 28 AND 32", many=many)
        assert every_output() == before


def test_what_is_in_the_running_quarter_changes_no_output(town):
    was(WEST, "food", 12)
    before = every_output() if straddling(700, 1_600) is None else {}
    for people in (1, 5, 10, 400):
        change("DELETE FROM unmet_need WHERE quarter = :at", at=RUNNING.first)
        was(WEST, "food", people, at=RUNNING)
        assert every_output() == before


def test_no_answer_holds_a_number_that_is_not_shown(town):
    was(WEST, "food", 7)
    was(EAST, "advice", 13)
    said = repr(see_unmet())
    assert "people=13" not in said
    assert "people=7" not in said
    assert "people=15, shown='about 15'" in said
    assert "people=None, shown='fewer than 10'" in said
