"""How near is near enough: changed by an officer, beside the default, and every change kept."""

import threading
from contextvars import copy_context
from datetime import date
from functools import partial

import pytest
from loads import ask, ask_one, change

from asset_map.db import reference, session
from asset_map.db.standards import read_standards
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.needs import Unit
from asset_map.journeys.change_standard import (
    ChangedMeanwhile,
    change_standard,
    reset_standard,
)
from asset_map.journeys.list_standards import DEFAULT, list_standards, moment
from asset_map.journeys.one_off import one_off
from asset_map.journeys.see_gaps import see_gaps
from asset_map.journeys.weigh_proposals import weigh_proposals
from asset_map.settings import get_settings

TODAY = date(2026, 11, 22)
DETOUR = 1.3
SOURCE, OFFICER, WHY = "Survey of carers, 2025", "public health officer", "Many cannot walk 800 m."


def changed(value=600, unit="metres", need="food", **other):
    said = {"source": SOURCE, "by": OFFICER, "why": WHY} | other
    return change_standard(need, value, unit, **said)


def test_a_changed_standard_stands_beside_its_default_with_who_changed_it_and_why(town):
    told = changed()
    food = list_standards().of("food")

    assert told.standard == food
    assert (food.value, food.unit, food.metres, food.minutes) == (600, Unit.METRES, 600, 7.5)
    assert (food.source, food.changed_by, food.why) == (SOURCE, OFFICER, WHY)
    assert (food.default.metres, food.default.minutes) == (800, 10)
    assert told.sentence() == (
        "Food: near enough is now 600 m, about 8 minutes; the default is 800 m, about 10 minutes."
    )


def test_a_change_of_one_need_leaves_the_others(town):
    before = list_standards()
    changed()
    after = list_standards()

    assert [need.id for need, now in after.of_needs if now != before.of(need.id)] == ["food"]


def test_the_gaps_are_counted_by_the_changed_standard(town):
    # x 100, 300, 500 are up to 400 m from the Lunch (x 100); x 900 is 600 m from the Supper: 780 m.
    changed(779)
    [west] = see_gaps(area="West Town", need="food", at=TODAY).rows

    assert (west.standard.metres, west.reach.people_within) == (779, 60)


def test_a_closure_is_weighed_by_the_changed_standard(town):
    # Without the Lunch the Supper (x 1500) is 1400 m from the farthest of the west.
    changed(1400 * DETOUR)
    lunch = str(ask_one("SELECT id FROM asset WHERE name = 'Lunch'"))
    found = weigh_proposals([one_off([lunch])], at=TODAY)
    [food] = [one for one in found.needs if one.need.id == "food"]

    assert food.standard_m == 1400 * DETOUR
    assert food.headline.points_leaving == 0


def test_the_health_standard_of_20_minutes_is_1333_m_for_who_walks_at_4_km_an_hour(
    town, monkeypatch
):
    assert list_standards().of("health").metres == 1600
    monkeypatch.setenv("ASSET_MAP_WALKING_KMH", "4.0")
    get_settings.cache_clear()

    found = list_standards()
    assert found.of("health").metres == pytest.approx(1333, abs=0.5)
    assert (found.of("food").metres, found.of("food").minutes) == (800, pytest.approx(12))
    assert (found.assumptions[0].name, found.assumptions[0].value) == ("walking speed in force", 4)


def test_a_standard_in_minutes_is_metres_at_the_walking_speed_in_force(town):
    food = changed(5, "minutes").standard

    assert (food.value, food.unit, food.metres, food.minutes) == (5, Unit.MINUTES, 400, 5)


def test_the_defaults_of_a_new_version_do_not_undo_a_change(town):
    changed()
    change("UPDATE standard SET value = 900 WHERE need_id = 'food'")
    with session.transaction() as connection:
        reference.fill(connection)
        food = read_standards(connection)["food"]

    assert (food.metres, food.default.metres) == (600, 800)


def test_what_held_before_is_kept_and_ends_when_the_next_begins(town):
    changed(600)
    changed(700, why="600 m left out the hill.")
    later, former = list_standards().history_of("food")

    assert (former.value, later.value) == (600, 700)
    assert (former.until, later.until) == (later.since, None)
    assert former.since < former.until


def test_the_default_holds_again_and_the_history_tells_who_went_back_to_it(town):
    changed()
    told = reset_standard("food", "head of insight", "The survey was withdrawn.")
    back, former = list_standards().history_of("food")

    assert told.sentence() == "Food: the default holds again, 800 m, about 10 minutes."
    assert (told.standard.metres, told.standard.default, told.standard.since) == (800, None, None)
    assert (back.back_to_default, back.changed_by) == (True, "head of insight")
    assert (back.value, back.why) == (800, "The survey was withdrawn.")
    assert (former.back_to_default, former.until) == (False, back.since)


def test_after_going_back_the_standard_can_be_changed_anew(town):
    changed()
    reset_standard("food", OFFICER, WHY)

    assert changed(650).standard.metres == 650
    assert len(list_standards().history) == 3


def test_a_default_that_holds_cannot_be_gone_back_to(town):
    with pytest.raises(BadInput, match="holds already"):
        reset_standard("food", OFFICER, WHY)


def test_a_use_rate_comes_with_its_source(town):
    food = changed(weekly_rate=1.5, rate_source="Count of 2025").standard

    assert (food.weekly_rate, food.rate_source) == (1.5, "Count of 2025")


WRONG = {
    "zero": {"value": 0},
    "negative": {"value": -5},
    "no number": {"value": float("nan")},
    "endless": {"value": float("inf")},
    "over 50 km": {"value": 50_001},
    "over 10 hours": {"value": 601, "unit": "minutes"},
    "in an unknown unit": {"unit": "miles"},
    "without a source": {"source": " "},
    "without a role": {"by": ""},
    "by an address": {"by": "jo@example.org"},
    "by somebody long": {"by": "x" * 81},
    "without a reason": {"why": "\n"},
    "with a rate below zero": {"weekly_rate": -1, "rate_source": SOURCE},
    "with a rate that is no number": {"weekly_rate": float("nan"), "rate_source": SOURCE},
    "with a rate of a year": {"weekly_rate": 51, "rate_source": SOURCE},
    "with a rate from nowhere": {"weekly_rate": 1},
    "with the source of no rate": {"rate_source": SOURCE},
    "seen at no moment": {"seen": "yesterday"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_change_is_refused_in_a_sentence_and_changes_nothing(same_town, wrong):
    with pytest.raises(BadInput) as refused:
        changed(**wrong)

    assert refused.value.sentence.endswith(".")
    assert refused.value.next_step.endswith(".")
    assert "\n" not in str(refused.value)
    assert not ask("SELECT FROM standard_change")


@pytest.mark.parametrize("act", [changed, lambda need: reset_standard(need, OFFICER, WHY)])
def test_a_need_that_nobody_defined_is_refused_with_those_there_are(same_town, act):
    with pytest.raises(NotFound, match=r"'dancing'.* company, food"):
        act(need="dancing")


@pytest.mark.parametrize("wrong", [{"by": " ", "why": WHY}, {"by": OFFICER, "why": ""}])
def test_going_back_needs_a_role_and_a_reason(town, wrong):
    changed()

    with pytest.raises(BadInput):
        reset_standard("food", **wrong)
    assert list_standards().of("food").metres == 600


def test_the_second_of_two_officers_is_told_that_it_was_changed_meanwhile(town):
    changed(600, seen=DEFAULT)
    with pytest.raises(ChangedMeanwhile, match=f"600 m, about 8 minutes, by {OFFICER}: {WHY}"):
        changed(700, seen=DEFAULT)

    seen = moment(list_standards().of("food"))
    changed(700, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        reset_standard("food", OFFICER, WHY, seen=seen)
    assert list_standards().of("food").metres == 700


def as_now(function):
    """Let a thread act as whoever acts here; by itself it would be a visitor."""
    return partial(copy_context().run, function)


def test_of_two_changes_at_one_moment_one_is_made(town):
    ended = []

    def officer(value):
        try:
            ended.append(changed(value, seen=DEFAULT).standard.metres)
        except ChangedMeanwhile:
            ended.append("told")

    both = [threading.Thread(target=as_now(officer), args=(value,)) for value in (600, 700)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert ended.count("told") == 1
    assert list_standards().of("food").metres in ended
    assert len(list_standards().history) == 1


def test_changes_that_wait_for_each_other_follow_each_other_in_the_history(town):
    both = [threading.Thread(target=as_now(changed), args=(value,)) for value in range(600, 606)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    history = list_standards().history

    assert len(history) == 6
    assert [later.since for later in history[:-1]] == [former.until for former in history[1:]]
    assert history[0].until is None


def test_the_assumptions_stand_beside_the_standards(same_town):
    named = {one.name: one for one in list_standards().assumptions}

    assert named["detour factor"].value == DETOUR
    assert all(one.unit and one.source for one in named.values())
    assert "walking speed in force" not in named
