"""Measures what people tell, at size: script/bench told [--assets 100000] [--kept] [--keep].

A made-up council area with 100,000 assets, about which people told a lot (``_told``). Each figure
is the median and the 95th percentile of several calls of a journey, from asking to the answer,
beside its goal. What a busy machine changes less stands beside: ``ours``, milliseconds for which a
call keeps a core busy in this process, and ``db``, how many statements it asks of the database.
What writes is timed with its commit. The last rows are of 32 people at once.
"""

import argparse
import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from itertools import cycle
from typing import TypeVar
from uuid import UUID, uuid4

import numpy as np
from _scratch import most_memory_mb, scratch_database
from _told import Told, fill, told
from httpx import Response
from sqlalchemy import Engine, event, text
from starlette.applications import Starlette
from starlette.testclient import TestClient

from asset_map.db import loads, people, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Consent, Kind
from asset_map.domain.people import OPERATOR, VISITOR, Person
from asset_map.domain.tokens import hashed, new_token
from asset_map.journeys import (
    add_asset,
    change_asset,
    counter_proposal,
    remind,
    review_contribution,
    see_answers,
    see_asset,
    see_history,
    see_links,
    see_obstacles,
    see_own,
    see_proposal,
    see_review,
    state_skills,
    while_typing,
)
from asset_map.journeys.acting import acting
from asset_map.journeys.counter_proposal import Counter, Instead
from asset_map.journeys.see_review import Looked
from asset_map.journeys.sign_in import SESSION_LIVES
from asset_map.settings import get_settings
from asset_map.web import cookies, telling_routes
from asset_map.web.app import middleware

READ, DECIDE, TYPE = 200, 1_000, 100
"""Goals, milliseconds: a page that is read, a decision, what is looked for while somebody types."""

TRIES, DECISIONS, WARM = 20, 8, 2
WANTED = DECISIONS + WARM
AT_ONCE = 32
LONG_LOAD_SECONDS = 30

DESK = ("/review", "/review/links", "/review/stale", "/obstacles")

Call = Callable[[], object]
Thing = TypeVar("Thing")


def main() -> None:
    """Measure, and print as it goes."""
    asked = _asked()
    logging.disable(logging.WARNING)  # Pages that no server runs say so.
    with acting(lambda: OPERATOR), scratch_database(kept=asked.kept, keep=asked.keep):
        if not asked.kept:
            began = time.perf_counter()
            fill(asked.assets)
            print(f"{asked.assets:,} assets filled in {time.perf_counter() - began:.0f} s")
        about = told()
        _forget_held()
        event.listen(Engine, "before_cursor_execute", _count)
        print(f"{'':46} {'50th':>7} {'95th':>7} ms   goal    ours      db")
        reading(about)
        pages(about)
        typing(about)
        sending(about)
        deciding(about)
        at_once(about)
    print(f"most memory of this process: {most_memory_mb():,.0f} MB")


def reading(about: Told) -> None:
    """Measure the pages."""
    steward, groups = about.steward, about.assets[AssetKind.GROUP]
    _said("the queue", READ, steward, see_review.queue)
    [ward, *_] = _as(steward, see_review.queue).wards
    _said("the queue, one ward", READ, steward, lambda: see_review.queue(ward))
    for kind in (Kind.ADD, Kind.CHANGE, Kind.LINK):
        _each(f"what waits, one page: {kind}", READ, steward, _waiting(kind), see_review.look)
    _said("links that one side says", READ, steward, see_links.see_one_sided)
    _said("what goes stale", READ, steward, remind.see_stale)
    _said("what somebody keeps, 300 entries", READ, about.keeper, see_own.see_own)
    often = str(about.often)
    _said("an asset with a history", READ, VISITOR, lambda: see_asset.see_asset(often))
    _said("its history", READ, VISITOR, lambda: see_history.see_history(often))
    _said("its links", READ, VISITOR, lambda: see_links.see_links(often))
    some = [str(id) for id, _ in groups[: TRIES + WARM]]
    _each("the form to change one", READ, VISITOR, some, change_asset.look_at)
    _said("skills of a group", READ, VISITOR, lambda: state_skills.see_skills(often))
    _said("obstacles", READ, VISITOR, see_obstacles.see_obstacles)
    which = about.proposals
    _each("a proposal", READ, VISITOR, which, see_proposal.see_proposal)
    _each("what was said of it", READ, VISITOR, which, see_answers.see_answers)
    listed = [str(id) for id in which]
    _each("the form to answer otherwise", READ, VISITOR, listed, counter_proposal.look_at)


def pages(about: Told) -> None:
    """Measure some of these pages as browsers get them, with who asks looked up by their cookie."""
    app = Starlette(routes=telling_routes.routes(), middleware=middleware())
    with TestClient(app, base_url=get_settings().public_url or "http://127.0.0.1") as client:
        for person, paths in ((about.steward, DESK), (about.keeper, ("/own",))):
            client.cookies.set(cookies.SESSION, _signed_in(person))
            for path in paths:
                _said(f"{path}, as a page", READ, person, lambda p=path: _got(client.get(p)))


def _signed_in(person: Person) -> str:
    token = new_token()
    if person.account_id is not None:
        with session.transaction() as connection:
            people.begin_session(
                connection, hashed(token), person.account_id, "link", SESSION_LIVES
            )
    return token


def _got(answer: Response) -> None:
    _sure(answer.status_code == HTTPStatus.OK)


def typing(about: Told) -> None:
    """Measure what is looked for while somebody types."""
    names = iter([name for _, name in about.assets[AssetKind.GROUP]][7::13] * 9)

    def half() -> dict[str, str]:
        name = next(names)
        return {"kind": "group", "name": name[: 2 * len(name) // 3], "postcode": "DY1 1AA"}

    _said("is it one of these", TYPE, VISITOR, lambda: while_typing.see_alike(half()))
    _said("which hall", TYPE, VISITOR, lambda: while_typing.see_meant("venue", half()["name"]))
    meant = partial(while_typing.see_meant, "run_by", "football")
    _said("which group, of one word that many have", TYPE, VISITOR, meant)


def sending(about: Told) -> None:
    """Measure what is sent in."""
    _said("sending something to be added", DECIDE, VISITOR, lambda: _add(about))
    which = iter(about.proposals * 9)
    groups = about.assets[AssetKind.GROUP]

    def counter() -> None:
        look = counter_proposal.look_at(str(next(which)))
        instead = {look.touched[0].id: Instead("hand_over", *_named(groups[3]))}
        sent = Counter(uuid4(), str(look.proposal.id), "Otherwise", "Like this.", instead)
        out = counter_proposal.counter(replace(sent, email=f"{uuid4().hex}@example.org"))
        _sure(out.sent)

    _said("the form to answer otherwise, and sending", DECIDE, VISITOR, counter)
    kept = iter([one.asset.id for one in _as(about.keeper, see_own.see_own).kept])

    def change() -> None:
        seen = change_asset.look_at(str(next(kept)))
        typed = seen.typed | {"hours": f"Mo 18:{_minute()}-19:{_minute()}"}
        out = change_asset.send_change(
            change_asset.Change(uuid4(), str(seen.asset.id), seen.typed, typed, Consent("Agreed."))
        )
        _sure(out.live)

    _said("a keeper's own change, live", DECIDE, about.keeper, change, DECISIONS)


def deciding(about: Told) -> None:
    """Measure decisions."""
    for kind in (Kind.ADD, Kind.CHANGE, Kind.LINK, Kind.OBSTACLE, Kind.COUNTER):
        ids = _waiting(kind) if kind is not Kind.COUNTER else _confirmed_counters()
        looked = _as(about.steward, lambda ids=ids: [see_review.look(id) for id in ids[:WANTED]])
        _each(f"accepting: {kind}", DECIDE, about.steward, looked, _accept, DECISIONS)
    ids = _waiting(Kind.CHANGE)
    decline = review_contribution.decline
    _each("declining", DECIDE, about.steward, ids, lambda id: decline(id, 1, "No."), DECISIONS)


def at_once(about: Told) -> None:
    """Measure 32 people at once: senders, and two stewards beside them; then beside a load."""
    print(f"\n{AT_ONCE} at once, on {session.POOL_SIZE} connections")
    took, seconds = _together([lambda: _add(about)] * AT_ONCE * 2, VISITOR)
    _told_together("sending something to be added", took, seconds)
    looked = _as(about.steward, lambda: [see_review.look(id) for id in _waiting(Kind.CHANGE)[:16]])
    took, seconds = _together([partial(_accept, one) for one in looked], about.steward, clients=2)
    _told_together("two stewards accepting changes", took, seconds)
    with _long_load():
        took, seconds = _together([lambda: _add(about)] * AT_ONCE * 2, VISITOR)
    _told_together("sending, while a load goes on", took, seconds)


def _add(about: Told) -> None:
    chance = uuid4().int
    form = {
        "kind": "group",
        "name": f"{uuid4().hex[:9]} {uuid4().hex[:7]} circle",
        "description": "Made up, to be added.",
        "needs": "company",
        "postcode": about.postcodes[chance % len(about.postcodes)],
        "contact_own": "yes",
        "consent": "yes",
        "sender": f"{uuid4().hex}@example.org",
    }
    added = add_asset.add(uuid4(), form)
    _sure(added.id)


def _accept(looked: Looked) -> None:
    others = [other.asset_id for other in looked.alike]
    review_contribution.accept(looked.one.id, looked.one.version, others)


def _minute() -> int:
    """Return a minute by chance, so that what is changed was not so before."""
    return uuid4().int % 50 + 10


def _sure(done: object) -> None:
    """Stop where nothing was done: its time would mean nothing."""
    if not done:
        raise SystemExit("What was to be measured was refused.")


def _named(asset: tuple[UUID, str]) -> tuple[str, str]:
    return asset[1], str(asset[0])


def _waiting(kind: Kind) -> list[UUID]:
    return _ids("SELECT id FROM contribution WHERE state = 'waiting' AND kind = :kind", kind)


def _confirmed_counters() -> list[UUID]:
    """Return answers by other changes that were sent, as if their addresses were confirmed."""
    with session.transaction() as connection:
        connection.execute(
            text(
                "UPDATE contribution SET state = 'waiting', confirmed = now() "
                "WHERE kind = :kind AND state = 'held'"
            ),
            {"kind": Kind.COUNTER.value},
        )
    return _waiting(Kind.COUNTER)


def _ids(asked: str, kind: Kind) -> list[UUID]:
    with session.reading() as connection:
        rows = connection.execute(text(f"{asked} ORDER BY sent, id"), {"kind": kind.value})
        return list(rows.scalars())


@contextmanager
def _long_load() -> Iterator[None]:
    """Hold the lock of loads meanwhile, as a long load does: for whoever waits for it, half a
    minute."""
    begun, done = threading.Event(), threading.Event()

    def hold() -> None:
        with session.transaction() as connection:
            loads.lock(connection)
            begun.set()
            done.wait(LONG_LOAD_SECONDS)

    thread = threading.Thread(target=hold)
    thread.start()
    begun.wait()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _together(
    calls: Sequence[Call], person: Person, clients: int = AT_ONCE
) -> tuple[list[float], float]:
    """Return how long each call took, seconds, and all of them."""

    def timed(call: Call) -> float:
        began = time.perf_counter()
        with acting(lambda: person):
            call()
        return time.perf_counter() - began

    began = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        took = list(pool.map(timed, calls))
    return took, time.perf_counter() - began


def _told_together(name: str, took: list[float], seconds: float) -> None:
    half, most = np.percentile(took, [50, 95]) * 1000
    rate = len(took) / seconds
    print(f"  {name:<44} {half:7.0f} {most:7.0f} ms   {rate:6.1f} a second", flush=True)


def _forget_held() -> None:
    """Begin as if nobody had sent anything in this hour: so much is taken from strangers."""
    with session.transaction() as connection:
        connection.execute(text("DELETE FROM contribution WHERE state = 'held'"))


_statements = [0]


def _count(*_: object) -> None:
    _statements[0] += 1


def _as(person: Person, call: Callable):
    with acting(lambda: person):
        return call()


def _said(name: str, goal: int, person: Person, call: Call, tries: int = TRIES) -> None:
    """Print how long a call takes."""
    took, ours = [], []
    with acting(lambda: person):
        for number in range(tries + WARM):
            before, began, busy = _statements[0], time.perf_counter(), time.process_time()
            call()
            if number >= WARM:
                took.append(time.perf_counter() - began)
                ours.append(time.process_time() - busy)
    half, most = np.percentile(took, [50, 95]) * 1000
    over = "  over" if half > goal else ""
    statements = _statements[0] - before
    told = f"{half:7.0f} {most:7.0f}    {goal:6} {np.median(ours) * 1000:7.0f} {statements:7}"
    print(f"  {name:<44} {told}{over}", flush=True)


def _each(
    name: str,
    goal: int,
    person: Person,
    things: Sequence[Thing],
    call: Callable[[Thing], object],
    tries: int = TRIES,
) -> None:
    """Print how long a call takes for one thing after another."""
    turns = cycle(things)
    _said(name, goal, person, lambda: call(next(turns)), tries)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--assets", type=int, default=100_000)
    parser.add_argument("--kept", action="store_true", help="measure what --keep left behind")
    parser.add_argument("--keep", action="store_true", help="leave the database behind")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
