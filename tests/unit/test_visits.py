"""The fewest visits: worked out by hand from small tables, and against trying everything."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import table

from asset_map.analysis.apart import Apart, Offer
from asset_map.analysis.visits import MOST_NEEDS, fewest_visits
from asset_map.domain.reach import WEEKDAYS
from asset_map.domain.visits import Why

MONDAY = date(2026, 11, 23)
NOBODY = UUID(int=0)


def days(drawn):
    """Return the days of ``MO TU`` in one week; None for ``?``."""
    if drawn == "?":
        return None
    return frozenset(MONDAY + timedelta(list(WEEKDAYS).index(day)) for day in drawn.split())


def offers(drawn):
    """Return offers from a table: what meets a need, where, how far, and when."""
    return [
        Offer(row["need"], row["place"], float(row["metres"]), days(row["days"]), NOBODY)
        for row in table(drawn)
    ]


def told(found, why=Why.FEWEST):
    """Return the visits of a way, each as a line."""
    [way] = [way for way in found.ways if way.why is why]
    return [
        f"{visit.place} {' '.join(list(WEEKDAYS)[day.weekday()] for day in visit.days) or '?'}: "
        + ", ".join(need + ("?" if need in visit.ask else "") for need in visit.needs)
        for visit in way.visits
    ]


# The hall is 300 m away and has all three, each on its own day. The school has two of them on one
# day, 700 m away; the church, 500 m, has food and nobody told us when.
#
#   hall alone:            3 visits, 6 x 300 = 1,800 m
#   school and hall:       2 visits, 2 x (700 + 300) = 2,000 m   <- fewest
#   school and church:     2 visits, 2 x (700 + 500) = 2,400 m
TOWN = """
    need   | place  | metres | days
    food   | hall   | 300    | TU
    play   | hall   | 300    | WE
    advice | hall   | 300    | TH
    play   | school | 700    | FR
    advice | school | 700    | FR
    food   | church | 500    | ?
"""
ALL = ("food", "play", "advice")


def test_the_fewest_visits_come_first_and_of_these_the_shortest_walk():
    found = fewest_visits(offers(TOWN), ALL)

    assert told(found) == ["hall TU: food", "school FR: play, advice"]
    assert found.ways[0].walk_m == 2000
    assert found.as_good == 1


def test_what_is_less_of_a_walk_or_done_sooner_is_offered_beside_it():
    found = fewest_visits(offers(TOWN), ALL)

    # Three times to the hall is 200 m less to walk, and done on Thursday, not Friday.
    assert [way.why for way in found.ways] == [Why.FEWEST, Why.LEAST_WALKING]
    assert told(found, Why.LEAST_WALKING) == ["hall TU: food", "hall WE: play", "hall TH: advice"]
    assert found.ways[1].walk_m == 1800
    assert [way.done_by for way in found.ways] == [
        max(days("FR")),
        max(days("TH")),
    ]


def test_needs_that_no_visit_meets_together_are_told_with_the_place_that_has_them_on_other_days():
    found = fewest_visits(offers(TOWN), ALL)

    # Play and advice go together on Friday; with food each of them is on another day at the hall.
    assert found.apart == (
        Apart(("food", "play"), ("hall",)),
        Apart(("food", "advice"), ("hall",)),
    )


@pytest.mark.parametrize(
    ("drawn", "visits"),
    [
        # One place, one day.
        ("food | hall | 300 | TU\nplay | hall | 300 | TU WE", ["hall TU: food, play"]),
        # All the days on which both are on.
        ("food | hall | 300 | TU TH\nplay | hall | 300 | TU WE TH", ["hall TU TH: food, play"]),
        # What nobody told us the days of goes with any day, and has to be asked.
        ("food | hall | 300 | TU\nplay | hall | 300 | ?", ["hall TU: food, play?"]),
        ("food | hall | 300 | ?\nplay | hall | 300 | ?", ["hall ?: food?, play?"]),
        # As near and sure comes before as near and to be asked.
        (
            "food | hall | 300 | ?\nfood | shop | 300 | TU\nplay | club | 300 | WE",
            ["shop TU: food", "club WE: play"],
        ),
        # A walk that is shorter comes before what is sure.
        ("food | hall | 300 | ?\nfood | shop | 301 | TU", ["hall ?: food?"]),
        # Ties go to the soonest, then by name.
        ("food | hall | 300 | WE\nfood | shop | 300 | TU", ["shop TU: food"]),
        ("food | shop | 300 | TU\nfood | hall | 300 | TU", ["hall TU: food"]),
        # Nothing on any day that is looked at.
        ("food | hall | 300 | ", []),
    ],
)
def test_a_visit_is_to_one_place_on_one_day(drawn, visits):
    found = fewest_visits(offers("need | place | metres | days\n" + drawn), ALL)

    assert (told(found) if found.ways else []) == visits


def test_needs_that_nothing_meets_are_told_and_the_others_still_met():
    found = fewest_visits(offers("need | place | metres | days\nfood | hall | 300 | TU"), ALL)

    assert told(found) == ["hall TU: food"]
    assert found.unmet == ("play", "advice")
    assert found.apart == ()


def test_without_any_offer_there_is_no_way():
    found = fewest_visits([], ALL)

    assert (found.ways, found.as_good, found.unmet) == ((), 0, ALL)


def test_ways_that_are_as_good_are_counted():
    drawn = """
        need | place | metres | days
        food | a     | 300    | TU WE
        food | b     | 300    | TU
        food | c     | 301    | TU
        play | d     | 400    | ?
        play | e     | 400    | FR
    """

    assert fewest_visits(offers(drawn), ("food",)).as_good == 2
    assert fewest_visits(offers(drawn), ("food", "play")).as_good == 4


def test_needs_apart_everywhere_come_in_groups():
    drawn = """
        need   | place | metres | days
        food   | a     | 300    | TU
        play   | b     | 300    | TU
        advice | c     | 300    | TU
        work   | c     | 300    | TU
    """

    found = fewest_visits(offers(drawn), ("food", "play", "advice", "work"))

    assert found.apart == (Apart(("food", "play", "advice")), Apart(("food", "play", "work")))


def test_too_many_needs_are_refused():
    with pytest.raises(ValueError, match="at most 10"):
        fewest_visits([], [str(at) for at in range(MOST_NEEDS + 1)])


# Against trying everything.

NEEDS = ("food", "play", "advice", "work")
DAYS = st.one_of(
    st.none(), st.frozensets(st.integers(0, 3).map(lambda day: MONDAY + timedelta(day)), max_size=3)
)
PLACES = {"a": 100, "b": 250, "c": 250, "d": 700}
OFFERS = st.lists(
    st.builds(
        lambda need, place, on: Offer(need, place, PLACES[place], on, NOBODY),
        st.sampled_from(NEEDS),
        st.sampled_from(list(PLACES)),
        DAYS,
    ),
    max_size=9,
)


@dataclass(frozen=True)
class Tried:
    """A set of visits, each a place and a day (None: whenever)."""

    made: tuple

    @property
    def walk(self):
        return sum(2 * PLACES[place] for place, _ in self.made)

    @property
    def last(self):
        return max(day or date.max for _, day in self.made)


def met(made, found):
    """Return the needs that some visits meet."""
    return {
        offer.need
        for offer in found
        for place, day in made
        if offer.place == place and (offer.days is None or day in offer.days)
    }


def every_visit(found):
    """Return every place with each of its days; whenever, where nobody told us the days."""
    made = {
        (one.place, day) for one in found for day in ((None,) if one.days is None else one.days)
    }
    return sorted(made, key=str)


def every_way(found):
    """Return every set of visits that meets all that anything meets."""
    able = every_visit(found)
    wanted = {offer.need for offer in found if offer.days != frozenset()}
    return [
        Tried(made)
        for count in range(1, len(NEEDS) + 1)
        for made in combinations(able, count)
        if met(made, found) == wanted
    ]


@given(OFFERS)
def test_no_way_has_fewer_visits_and_none_with_as_few_a_shorter_walk(found):
    ways = every_way(found)
    first = fewest_visits(found, NEEDS).ways[:1]
    assert bool(first) == bool(ways)
    for way in first:
        least = min((len(tried.made), tried.walk) for tried in ways)
        assert (len(way.visits), way.walk_m) == least


@given(OFFERS)
def test_the_other_ways_are_the_best_in_what_they_are_offered_for(found):
    ways = every_way(found)
    for way in fewest_visits(found, NEEDS).ways[1:]:
        if way.why is Why.LEAST_WALKING:
            assert (way.walk_m, len(way.visits)) == min((t.walk, len(t.made)) for t in ways)
        elif way.done_by is not None:
            assert way.done_by == min(tried.last for tried in ways)


@given(OFFERS)
def test_every_way_meets_what_it_says_and_all_that_can_be_met(found):
    told = fewest_visits(found, NEEDS)
    for way in told.ways:
        assert {need for visit in way.visits for need in visit.needs} == set(NEEDS) - set(
            told.unmet
        )
        for visit in way.visits:
            for day in visit.days or (None,):
                assert set(visit.needs) <= met([(visit.place, day)], found)
                sure = [offer for offer in found if offer.days]
                assert set(visit.needs) - set(visit.ask) == met([(visit.place, day)], sure) & set(
                    visit.needs
                )


@given(OFFERS)
def test_ways_as_good_are_counted_as_by_trying_all(found):
    ways = every_way(found)
    least = min(((len(tried.made), tried.walk) for tried in ways), default=None)
    as_good = {
        tuple(sorted(place for place, _ in tried.made))
        for tried in ways
        if (len(tried.made), tried.walk) == least
    }

    assert fewest_visits(found, NEEDS).as_good == len(as_good)


@given(OFFERS)
def test_two_needs_are_told_apart_exactly_where_no_visit_meets_both(found):
    told = fewest_visits(found, NEEDS)
    apart = {pair for group in told.apart for pair in combinations(group.needs, 2)}
    for pair in combinations([need for need in NEEDS if need not in told.unmet], 2):
        assert (pair in apart) == (
            not any(set(pair) <= met([visit], found) for visit in every_visit(found))
        )


@given(OFFERS, OFFERS)
def test_more_offers_never_make_more_visits(found, more):
    before = fewest_visits(found, NEEDS)
    needs = [need for need in NEEDS if need not in before.unmet]
    after = fewest_visits([*found, *more], needs)

    assert not needs or len(after.ways[0].visits) <= len(before.ways[0].visits)


@given(st.randoms(use_true_random=False), OFFERS)
def test_the_order_of_the_offers_changes_nothing(by_chance, found):
    mixed = list(found)
    by_chance.shuffle(mixed)

    assert fewest_visits(mixed, NEEDS) == fewest_visits(found, NEEDS)
