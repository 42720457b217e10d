"""Whatever is asked for, the index gives what counting every asset gives."""

import random
from dataclasses import replace

import found_by_hand as by_hand
import pytest
from loads import ask, change
from tables import SOUTH, WEST

from asset_map.db import near, session, words_typed
from asset_map.db.search import Search
from asset_map.domain.assets import AssetKind
from asset_map.domain.places import Point

SEARCHES = 250
TIMES = ("evenings", "weekends", *(day.lower() for day in by_hand.DAYS), "into:su", "into:mo")


@pytest.fixture
def drawn(server, use, town_with):
    """The town, and 500 assets drawn by chance in it, around it and far away."""
    use(server.copy(town_with("drawn", by_hand.load_drawn)))


def test_any_mixture_gives_the_same_assets_in_the_same_order_as_counting_all(drawn):
    everything, places, chance = by_hand.drawn(), _places(), random.Random(7)  # noqa: S311
    found_something = 0
    for _ in range(SEARCHES):
        search, words = _search(chance)
        expected = by_hand.counted(search, words, everything, places)

        found = _found(search, words, chance)

        assert found == expected, (search, words)
        found_something += bool(expected)
    assert found_something > SEARCHES / 2


def test_what_may_fit_is_counted_as_all_that_nobody_told_us_enough_of(drawn):
    everything, places, chance = by_hand.drawn(), _places(), random.Random(8)  # noqa: S311
    counted_some = 0
    for _ in range(SEARCHES // 5):
        search, _ = _search(chance)
        search = replace(search, need=None, language="", times=(), within_m=None, limit=10_000)
        search = replace(search, free=True, point=_point(chance))
        needs = tuple(chance.sample(by_hand.NEEDS, chance.randint(0, 2)))
        within_m = chance.choice((500.0, 1_250.0, 90_000.0, 1e300))
        expected = _perhaps(replace(search, within_m=within_m), needs, everything, places)

        with session.reading() as connection:
            assert near.perhaps(connection, search, within_m, needs) == expected, search
        counted_some += bool(expected)
    assert counted_some > 5


def test_an_asset_with_more_places_than_are_read_hides_no_other(drawn):
    """One with a thousand places nearby, and one farther off."""
    [[many], [other]] = ask("SELECT id FROM asset WHERE name IN ('Lunch', 'Supper') ORDER BY name")
    for asset_id, at, times in ((many, 0, 1_000), (other, 30, 1)):
        change(
            """
            INSERT INTO asset_place (asset_id, venue_id, exact, geom, found_by)
            SELECT :asset, gen_random_uuid(), true,
                   ST_SetSRID(ST_MakePoint(600000 + :at + n * 0.01, 600000), 27700),
                   '''k:place'' ''a:240:240''  ''b:60:60'''::tsvector
            FROM generate_series(1, :times) AS n
            """,
            asset=many if asset_id == many else other,
            at=at,
            times=times,
        )
    for search in (
        Search(Point(600_000, 600_000), by_hand.TODAY, limit=2),
        Search(Point(600_000, 600_000), by_hand.TODAY, limit=2, words="'k:place'"),
    ):
        with session.reading() as connection:
            found = near.nearest(connection, search)
        assert [item.asset_id for item in found] == [many, other]


def _search(chance: random.Random) -> tuple[Search, tuple[str, ...]]:
    """Return a search by chance, and the things that its words stand for."""
    words = tuple(chance.sample(list(by_hand.FORMS), chance.choice((0, 0, 0, 1, 1, 2))))
    return (
        Search(
            point=_point(chance),
            at=by_hand.TODAY,
            within_m=chance.choice(
                (None, None, None, None, 300.0, 1_249.0, 5_000.0, 19_999.5, 700_000.0, 1e9)
            ),
            need=chance.choice((None, None, None, *by_hand.NEEDS)),
            kind=chance.choice((None, None, None, *(k for k in AssetKind if k != "skill_offer"))),
            times=chance.choice(((), (), (), (), (chance.choice(TIMES),), ("mo", "tu"))),
            free=chance.random() < 0.1,
            step_free=chance.random() < 0.1,
            language=chance.choice(("", "", "", "", "", "pa")),
            limit=chance.choice((1, 3, 10, 51, 400)),
        ),
        words,
    )


def _point(chance: random.Random) -> Point:
    return chance.choice(
        (
            Point(WEST + chance.uniform(0, 2_000), SOUTH + chance.uniform(0, 1_000)),
            Point(2_500.0 * chance.randint(150, 165), 2_500.0 * chance.randint(110, 120)),
            Point(chance.uniform(-200_000, 800_000), chance.uniform(-200_000, 1_300_000)),
        )
    )


def _found(search: Search, words: tuple[str, ...], chance: random.Random) -> list[tuple]:
    said = " ".join(chance.choice(by_hand.FORMS[word]) for word in chance.sample(words, len(words)))
    with session.reading() as connection:
        if said:
            typed = words_typed.looked_up_by(connection, said)
            about = chance.choice((typed.about, None))
            search = replace(search, words=typed.query, about=about)
        found = near.nearest(connection, search)
    return [(item.asset_id, item.straight_m) for item in found]


def _perhaps(search, needs, everything, places) -> int:
    """Count what has no known cost, else fits, and meets one of the needs, if any is asked for."""
    known = {one.id: one for one in everything}
    some = set()
    for asset_id, venue_id, x, y, valid_from, valid_to in places:
        one = known.get(asset_id)
        if one is None:
            continue
        at = known.get(venue_id or asset_id)
        steps = at.step_free if at and at.kind == "venue" else None
        fits = {"cost": by_hand.COSTS[one.cost], "steps": steps if search.step_free else True}
        only = replace(search, free=False, step_free=False)
        near_enough = by_hand.counted(
            only, (), [one], [(asset_id, None, x, y, valid_from, valid_to)]
        )
        meets = not needs or (set(needs) & set(one.needs) and one.how != "by phone")
        if near_enough and meets and False not in fits.values() and None in fits.values():
            some.add(asset_id)
    return len(some)


def _places() -> list:
    return ask(
        """
        SELECT asset_id, venue_id, ST_X(geom), ST_Y(geom), valid_from, valid_to
        FROM asset_place
        """
    )
