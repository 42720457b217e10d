"""Answers that are the same for everybody: remembered for a while, within bounds, packed once."""

import asyncio
import gzip
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from starlette.requests import Request

from asset_map.web.remembered import Made, Remembered, at_once

LONG = b"<p>words</p>" * 100


def run(asked):
    """Run to the end in a thread of its own: this one may have a loop of a browser's in it."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, asked).result()


def request(**headers: str) -> Request:
    said = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": said})


class Maker:
    def __init__(self, **made):
        self.times = 0
        self.made = {"body": LONG} | made

    def __call__(self) -> Made:
        self.times += 1
        return Made(**self.made)


def answers(store, *asked, make, **headers):
    async def all_of_them():
        return [await store.answer(request(**headers), one, make) for one in asked]

    return run(all_of_them())


def test_what_was_asked_before_is_not_made_again():
    make = Maker()
    first, second = answers(Remembered(), "a", "a", make=make)
    assert make.times == 1
    assert first.body == second.body == LONG


def test_something_else_is_made_anew():
    make = Maker()
    answers(Remembered(), "a", "b", make=make)
    assert make.times == 2


def test_after_its_time_it_is_made_anew():
    make = Maker()
    store = Remembered(lives=timedelta(seconds=0.05))
    answers(store, "a", make=make)
    time.sleep(0.06)
    answers(store, "a", make=make)
    assert make.times == 2


@pytest.mark.parametrize("made", [{"kept": False}, {"kept": False, "status": 404}])
def test_what_must_not_be_kept_is_made_anew_and_browsers_are_told(made):
    make = Maker(**made)
    first, _ = answers(Remembered(), "a", "a", make=make)
    assert make.times == 2
    assert first.headers["Cache-Control"] == "no-store"
    assert "ETag" not in first.headers


def test_the_store_never_holds_more_than_its_bound_and_keeps_what_was_asked_for_last():
    one = len(LONG) + len(gzip.compress(LONG, 6, mtime=0))
    store, make = Remembered(most_bytes=2 * one), Maker()
    answers(store, "a", "b", "a", "c", make=make)
    assert make.times == 3
    assert store._bytes == 2 * one
    answers(store, "a", "c", make=make)
    assert make.times == 3
    answers(store, "b", make=make)
    assert make.times == 4


def test_one_that_is_larger_than_the_bound_is_answered_and_not_kept():
    store, make = Remembered(most_bytes=100), Maker()
    answers(store, "a", "a", make=make)
    assert (make.times, store._bytes) == (2, 0)


def test_many_who_ask_at_once_wait_for_one():
    gate, make = threading.Event(), Maker()
    store = Remembered()

    def slow() -> Made:
        gate.wait(5)
        return make()

    async def many():
        asked = [asyncio.create_task(store.answer(request(), "a", slow)) for _ in range(20)]
        await asyncio.sleep(0.05)
        gate.set()
        return await asyncio.gather(*asked)

    found = run(many())
    assert {one.body for one in found} == {LONG}
    assert make.times == 1


def test_what_fails_is_not_remembered():
    store, make = Remembered(), Maker()

    def fails() -> Made:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        answers(store, "a", make=fails)
    assert answers(store, "a", make=make)[0].status_code == 200


def test_it_is_packed_for_those_who_take_it_so():
    [packed] = answers(Remembered(), "a", make=Maker(), accept_encoding="br, gzip")
    [plain] = answers(Remembered(), "a", make=Maker())
    assert gzip.decompress(packed.body) == plain.body == LONG
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert "Content-Encoding" not in plain.headers


def test_whoever_has_it_already_is_sent_nothing():
    store, make = Remembered(), Maker()
    [first] = answers(store, "a", make=make)
    tag = first.headers["ETag"]
    [again] = answers(store, "a", make=make, if_none_match=f'"other", {tag}')
    assert (again.status_code, again.body) == (304, b"")
    [other] = answers(store, "a", make=make, if_none_match='W/"other"')
    assert other.status_code == 200


def test_what_is_made_for_one_request_alone_tells_no_cache_to_keep_it():
    answer = at_once(request(), Made(LONG, kept=False))
    assert answer.headers["Cache-Control"] == "no-store"
