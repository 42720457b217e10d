"""What a visit looks for stays in memory, for it alone, for a while, and never too much of it."""

import sys
import time
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor

import pytest

from asset_map.domain.tokens import is_token, new_token
from asset_map.web import kept_search
from asset_map.web.kept_search import KeptSearch, forget, keep, kept

HERE = KeptSearch(place="DY1 3SB", needs=("urgent_help",), words="a way out")


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture(autouse=True)
def clock(monkeypatch) -> Clock:
    monkeypatch.setattr(kept_search, "_store", kept_search._Store())
    monkeypatch.setattr(kept_search, "time", clock := Clock())
    return clock


def test_a_word_opens_what_was_kept_in_its_own_visit_alone():
    one, other = new_token(), new_token()
    word = keep(one, HERE)
    keep(other, KeptSearch(place="DY2"))
    assert kept(one, word) == HERE
    assert kept(other, word) is None
    assert kept(None, word) is None
    assert kept("", word) is None
    assert kept(one, "") is None


def test_the_same_search_has_the_same_word_and_another_another():
    one = new_token()
    assert keep(one, HERE) == keep(one, KeptSearch("DY1 3SB", ("urgent_help",), "a way out"))
    assert keep(one, HERE) != keep(one, KeptSearch("DY1 3SB"))
    assert keep(one, HERE) != keep(new_token(), HERE)


def test_a_visit_is_kept_for_half_an_hour_after_it_was_last_used(clock):
    one = new_token()
    word = keep(one, HERE)
    for _ in range(3):
        clock.seconds += 29 * 60
        assert kept(one, word) == HERE
    clock.seconds += 31 * 60
    assert kept(one, word) is None


def test_what_is_old_goes_also_while_nobody_asks(clock, monkeypatch):
    keep(new_token(), HERE)
    assert kept_search._store.sweeper.is_alive()
    assert kept_search._store.sweeper.daemon
    clock.seconds += 31 * 60
    kept_search._store.sweep()
    assert not kept_search._store.visits
    assert kept_search._store.sweeper is None


def test_an_old_visit_that_goes_on_is_not_forgotten_with_those_that_came_after_it(clock):
    early, late = new_token(), new_token()
    word = keep(early, HERE)
    keep(late, HERE)
    clock.seconds += 20 * 60
    kept(early, word)
    clock.seconds += 20 * 60
    assert kept(early, word) == HERE
    assert late not in kept_search._store.visits


def test_a_visit_is_forgotten_at_once_and_so_often_as_one_likes():
    one = new_token()
    word = keep(one, HERE)
    forget(one)
    forget(one)
    forget(None)
    assert kept(one, word) is None
    assert kept_search._store.searches == 0


def test_of_a_visit_the_last_thirty_searches_are_kept():
    one = new_token()
    words = [keep(one, KeptSearch(place=f"DY1 {number}")) for number in range(31)]
    assert kept(one, words[0]) is None
    assert kept(one, words[1]) == KeptSearch(place="DY1 1")
    assert kept_search._store.searches == 30


def test_whoever_floods_the_memory_makes_it_forget_what_was_not_used_for_longest(monkeypatch):
    monkeypatch.setattr(kept_search, "MOST_IN_ALL", 100)
    used = new_token()
    word = keep(used, HERE)
    for _ in range(500):
        keep(new_token(), HERE)
        assert kept(used, word) == HERE
    assert kept_search._store.searches == 100
    assert len(kept_search._store.visits) == 100


@pytest.mark.parametrize(
    ("looked_for", "most_mb"),
    [
        (KeptSearch("Castle and Priory", ("mental_wellbeing",), "talking group"), 20),
        (KeptSearch("\U0001f600" * 999, ("\U0001f600" * 999,) * 99, "\U0001f600" * 999), 200),
    ],
)
def test_as_much_as_is_kept_at_most_takes_no_more_memory_than_is_said(looked_for, most_mb):
    """Each search of one kind, each in a visit of its own; needs that are known are shared."""
    cut = kept_search._cut(looked_for)
    needs = cut.needs if len(cut.needs) > 1 else ()
    texts = (cut.place, cut.words, *needs, "w" * 8, new_token())
    held = (cut, cut.needs, kept_search._Visit(0.0), OrderedDict({"w": cut}), 0.0)
    took = sum(map(sys.getsizeof, (*texts, *held))) * kept_search.MOST_IN_ALL
    assert took < most_mb * 1_000_000


def test_what_nobody_typed_by_hand_is_cut_before_it_is_kept():
    one = new_token()
    long = "x" * 1_000_000
    found = kept(one, keep(one, KeptSearch(long, (long,) * 1_000, long)))
    assert (len(found.place), len(found.words), len(found.needs)) == (200, 200, 25)
    assert {len(need) for need in found.needs} == {40}


@pytest.mark.parametrize("made_up", ["", "x", "é" * 43, "a" * 44, "a" * 42 + "\n", "a" * 1_000_000])
def test_a_cookie_that_somebody_made_up_keeps_nothing(made_up):
    assert not is_token(made_up)
    assert kept(made_up, keep(made_up, HERE)) is None
    assert not kept_search._store.visits


def test_many_at_once_lose_nothing_and_count_right():
    visits = [new_token() for _ in range(8)]

    def look(token: str) -> bool:
        words = {keep(token, KeptSearch(place=f"{token} {n % 20}")): n % 20 for n in range(200)}
        mine = all(kept(token, word).place == f"{token} {n}" for word, n in words.items())
        if token == visits[0]:
            forget(token)
        return mine and len(words) == 20

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(look, visits))
    store = kept_search._store
    assert store.searches == sum(len(visit.searches) for visit in store.visits.values()) == 140


def test_printing_what_is_kept_tells_nothing_of_it():
    assert str(HERE) == repr(HERE) == "KeptSearch()"


def test_keeping_and_looking_up_take_no_time_that_anybody_notices(monkeypatch):
    monkeypatch.setattr(kept_search, "time", time)
    one = new_token()
    began = time.perf_counter()
    for number in range(2_000):
        keep(one, KeptSearch(place=str(number)))
    assert time.perf_counter() - began < 2
