"""Who is in reach: a grid worked by hand, what has to hold anywhere, and pysal's own answer."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from reach_by_hand import by_provider, nearest_and_second, pysal_scores, walks
from scipy.sparse import csr_array

from asset_map.analysis.by_area import by_area, by_group
from asset_map.analysis.compiled import compiled
from asset_map.analysis.pairs import Pairs, Walked, count, near
from asset_map.analysis.reach import POINTS_AT_ONCE, Providers, Question, measure
from asset_map.domain.errors import BadInput
from asset_map.domain.numbers import on_a_grid

# Nine homes 1 km apart, in rows from the south; the people of each.
#    5 6 7
#    2 3 4
#    1 0 1
HOMES = np.array([(x, y) for y in (1000, 2000, 3000) for x in (1000, 2000, 3000)], dtype=float)
PEOPLE = np.array([1, 0, 1, 2, 3, 4, 5, 6, 7], dtype=float)
SOUTH_WEST, NORTH_EAST, MIDDLE = (1000.0, 1000.0), (3000.0, 3000.0), (2000.0, 2000.0)
FAR = 1000 * math.sqrt(5)
DIAGONAL = 1000 * math.sqrt(2)


def reach(*places, provider=None, capacity=None, people=PEOPLE, remote=None, **asked):
    question = Question(**{"standard_m": 1000, "detour": 1, **asked})
    given_ = {} if remote is None else {"remote": remote}
    providers = Providers.of(
        np.array(places, dtype=float).reshape(-1, 2),
        provider=None if provider is None else np.array(provider, dtype=np.int32),
        capacity=None if capacity is None else np.array(capacity, dtype=float),
        **given_,
    )
    return measure(HOMES, people, providers, question)


def coming_to(homes, provider=0):
    """One provider that comes to some homes."""
    comes = np.isin(np.arange(9), homes)
    start = np.concatenate([[0], np.cumsum(comes)])
    return Pairs(start, np.full(comes.sum(), provider, np.int32), np.zeros(comes.sum()))


@pytest.fixture(autouse=True, scope="module")
def compiled_before():
    """Compiles what is compiled at its first use, which takes longer than an example may."""
    reach(SOUTH_WEST, NORTH_EAST, scores=True)
    count(*np.ascontiguousarray(HOMES.T), near(HOMES, 1000, 1, np.arange(9, dtype=np.int32)))


# By hand.


def test_the_nearest_and_the_second_nearest_are_of_two_providers():
    found = reach(SOUTH_WEST, NORTH_EAST)

    assert found.nearest_m == pytest.approx([0, 1000, 2000, 1000, DIAGONAL, 1000, 2000, 1000, 0])
    assert found.second_m == pytest.approx(
        [2 * DIAGONAL, FAR, 2000, FAR, DIAGONAL, FAR, 2000, FAR, 2 * DIAGONAL]
    )


def test_a_service_at_two_places_counts_once_for_a_person():
    found = reach(SOUTH_WEST, MIDDLE, NORTH_EAST, provider=[0, 1, 0], standard_m=1500)

    #            both at the corners and sides; the middle has all three places, two providers
    assert found.within.tolist() == [2, 2, 1, 2, 2, 2, 1, 2, 2]
    assert found.second_m[4] == pytest.approx(DIAGONAL)
    assert found.sole.tolist() == [-1, -1, 1, -1, -1, -1, 1, -1, -1]


def test_who_has_one_provider_only_and_which():
    found = reach(SOUTH_WEST, NORTH_EAST)

    assert found.within.tolist() == [1, 1, 0, 1, 0, 1, 0, 1, 1]
    assert found.sole.tolist() == [0, 0, -1, 0, -1, 1, -1, 1, 1]


def test_a_provider_shares_its_room_among_those_who_call_on_it():
    # One visit a week by each. South west: 1 + 0 + 2 people, room for 2 of 3. North east: 4 + 6 + 7
    # people, room for more than that.
    found = reach(SOUTH_WEST, NORTH_EAST, capacity=[2, 50], weekly_rate=1)

    assert found.load.tolist() == [3, 17]
    assert found.served[[0, 1, 3]] == pytest.approx([2 / 3] * 3)
    assert found.served[[5, 7, 8]] == pytest.approx([1, 1, 1])
    assert np.isnan(found.served[[2, 4, 6]]).all()


def test_those_with_two_providers_call_on_each_of_them_half_of_the_time():
    # The 3 people in the middle have both within 1,500 m.
    found = reach(SOUTH_WEST, NORTH_EAST, capacity=[2.25, 50], weekly_rate=0.5, standard_m=1500)

    # 1 + 0 + 2 people and half of 3, half a visit each: 2.25; 4 + 6 + 7 and half of 3: 9.25.
    assert found.load.tolist() == [2.25, 9.25]
    assert found.served[4] == pytest.approx(1)


def test_without_a_rate_or_a_capacity_nobody_knows_whether_there_is_room():
    assert np.isnan(reach(SOUTH_WEST, capacity=[2]).served).all()
    assert np.isnan(reach(SOUTH_WEST, weekly_rate=1).served).all()
    some = reach(SOUTH_WEST, NORTH_EAST, capacity=[2, math.nan], weekly_rate=1)
    assert np.isnan(some.served).tolist() == [False, False, True, False, *[True] * 5]


def test_where_it_is_not_known_who_calls_nobody_knows_whether_there_is_room():
    # Three homes around the south west, of which one has no figure.
    unknown = np.where(np.arange(9) == 3, math.nan, PEOPLE)
    found = reach(*(SOUTH_WEST, NORTH_EAST), capacity=[2, 50], weekly_rate=1, people=unknown)

    assert np.isnan(found.load).tolist() == [True, False]
    assert np.isnan(found.served[[0, 1]]).all()
    assert found.served[8] == 1


def test_what_comes_by_phone_reaches_those_in_its_area_whatever_the_distance():
    found = reach(SOUTH_WEST, remote=coming_to([2, 5, 0], provider=1))

    assert found.within.tolist() == [2, 1, 1, 1, 0, 1, 0, 0, 0]
    assert found.sole.tolist() == [-1, 0, 1, 0, -1, 1, -1, -1, -1]
    assert found.nearest_m[2] == pytest.approx(2000)


def test_a_service_at_a_place_and_by_phone_counts_once_and_its_room_is_one():
    found = reach(SOUTH_WEST, capacity=[4], weekly_rate=1, remote=coming_to([0, 2]))

    assert found.within.tolist() == [1, 1, 1, 1, 0, 0, 0, 0, 0]
    assert found.load.tolist() == [4]  # 1 + 0 + 2 on foot, 1 by phone, and nobody twice.
    assert found.served[2] == 1


def test_the_nearest_confirmed_place_is_told_apart():
    providers = Providers.of(np.array([SOUTH_WEST, NORTH_EAST]), confirmed=np.array([False, True]))
    found = measure(HOMES, PEOPLE, providers, Question(1000, detour=1))

    assert found.confirmed_m[8] == 0
    assert np.isinf(found.confirmed_m[0])


def test_where_there_is_nothing_no_distance_is_made_up():
    found = reach()

    assert np.isinf(found.nearest_m).all()
    assert found.within.sum() == 0


def test_both_scores_by_hand():
    # 3 people within 1 km of the south west, where 6 are to be had: 2 for each of them.
    found = reach(
        *(SOUTH_WEST, NORTH_EAST),
        capacity=[6, 34],
        scores=True,
        catchment_m=1000,
        decay=((0, 1), (1000, 0.5)),
    )

    assert found.score_2sfca[[0, 1, 3]] == pytest.approx([2, 2, 2])
    assert found.score_2sfca[8] == pytest.approx(34 / 17)
    # Weighted: 1 + half of 2 is 2 callers, 3 for each; who has half the weight has half of that.
    assert found.score_e2sfca[0] == pytest.approx(3)
    assert found.score_e2sfca[3] == pytest.approx(1.5)


def test_by_area_the_classes_add_up_to_the_people():
    found = reach(SOUTH_WEST, NORTH_EAST, capacity=[2, math.nan], weekly_rate=1)
    rows = csr_array(np.kron(np.eye(3), np.ones(3)))
    south, middle, north = by_area(found, PEOPLE, rows, 1000, (500, 2000))

    assert (south.people, south.people_within, south.people_sole) == (2, 1, 1)
    assert south.people_served == pytest.approx(2 / 3, abs=1e-6)
    assert south.people_no_room == pytest.approx(1 / 3, abs=1e-6)
    assert (north.people_within, north.people_room_unknown, north.people_out) == (13, 13, 5)
    assert middle.people_at == (0, 9)
    assert (south.median_m, south.p90_m, south.rest_m) == (0, 2000, 2000)


def test_by_group_only_those_who_have_a_figure_are_told():
    rows = csr_array(np.kron(np.eye(3), np.ones(3)))
    old = np.array([[1.0], [0], [0], [0], [0], [0], [2], [0], [3]])
    known = np.repeat([[True], [False], [True]], 3, axis=0)
    found = by_group(np.arange(9) == 8, old, known, rows)

    assert [(row[0].count, row[0].within) for row in found] == [(1, 0), (None, None), (5, 3)]


@pytest.mark.parametrize("standard_m", [0, -1, math.nan, math.inf])
def test_a_standard_that_nobody_can_keep_is_refused(standard_m):
    with pytest.raises(BadInput, match="means nobody"):
        reach(SOUTH_WEST, standard_m=standard_m)


def test_degrees_are_refused():
    with pytest.raises(BadInput, match="not metres on the British National Grid"):
        reach((-2.1, 52.5))
    with pytest.raises(BadInput, match="not metres"):
        measure(HOMES / 1000, PEOPLE, Providers.of(HOMES), Question(800))


def test_a_walk_shorter_than_a_straight_line_and_a_negative_rate_are_refused():
    with pytest.raises(BadInput, match="shorter than a straight line"):
        reach(SOUTH_WEST, detour=0.9)
    with pytest.raises(BadInput, match="Nobody visits"):
        reach(SOUTH_WEST, weekly_rate=-1)


# For any place.

SPOTS = st.tuples(st.integers(100_000, 106_000), st.integers(200_000, 206_000))


def spots(at_least=0, at_most=14):
    return st.lists(SPOTS, min_size=at_least, max_size=at_most).map(
        lambda found: np.array(found, dtype=float).reshape(-1, 2)
    )


@st.composite
def towns(draw):
    """Homes with people; places, whose they are, and how much these give; how near is near."""
    homes, places = draw(spots(1)), draw(spots())
    people = draw(npst.arrays(float, len(homes), elements=st.integers(0, 50)))
    provider = draw(npst.arrays(np.int32, len(places), elements=st.integers(0, 5)))
    _, provider = np.unique(provider, return_inverse=True)
    k = int(provider.max(initial=-1)) + 1
    capacity = draw(npst.arrays(float, k, elements=st.integers(1, 60)))
    standard = draw(st.integers(100, 3000))
    detour = draw(st.sampled_from([1.0, 1.3]))
    return homes, people, places, provider.astype(np.int32), capacity, standard, detour


def measured(town, **asked):
    homes, people, places, provider, capacity, standard, detour = town
    providers = Providers.of(places, provider=provider, capacity=capacity)
    return measure(homes, people, providers, Question(standard, detour=detour, **asked))


@given(towns())
def test_it_is_what_a_full_count_says(town):
    homes, _, places, provider, _, standard, detour = town
    metres = by_provider(walks(homes, places, detour), provider, int(provider.max(initial=-1)) + 1)
    found = measured(town)

    nearest, second = nearest_and_second(metres)
    assert found.nearest_m == pytest.approx(nearest)
    assert found.second_m == pytest.approx(second)
    within = (metres <= standard + 1e-3).sum(axis=1)
    assert found.within.tolist() == within.tolist()
    assert all(
        sole == (row.argmin() if count_ == 1 else -1)
        for sole, row, count_ in zip(found.sole, metres, within, strict=True)
    )


@given(towns())
def test_the_pairs_within_the_radius_are_what_a_full_count_says(town):
    homes, _, places, provider, _, standard, detour = town
    look = near(places, standard, detour, provider)
    counted = (walks(homes, places, detour) <= standard + 1e-3).sum()

    assert count(*np.ascontiguousarray(homes.T), look) == counted


@given(towns(), st.integers(500, 4000))
def test_pysal_gives_the_same_scores(town, catchment):
    homes, people, places, _, _, standard, detour = town
    assume(len(places))
    capacity = np.arange(1.0, len(places) + 1)
    decay = ((catchment / 3, 1.0), (catchment / 2, 0.68), (float(catchment), 0.22))
    providers = Providers.of(places, capacity=capacity)
    question = Question(standard, detour=detour, scores=True, catchment_m=catchment, decay=decay)
    found = measure(homes, people, providers, question)
    plain, zoned = pysal_scores(walks(homes, places, detour), people, capacity, catchment, decay)

    # Where nobody lives near a place, pysal divides by nothing; such a place gives nobody anything.
    usable = np.isfinite(plain) & np.isfinite(zoned)
    assert found.score_2sfca[usable] == pytest.approx(plain[usable], rel=1e-9, abs=1e-12)
    assert found.score_e2sfca[usable] == pytest.approx(zoned[usable], rel=1e-9, abs=1e-12)


@given(towns(), SPOTS)
def test_adding_a_place_never_lowers_anyones_reach(town, spot):
    homes, people, places, provider, capacity, standard, detour = town
    more = (
        *(homes, people, np.vstack([places, spot])),
        *(np.append(provider, len(capacity)).astype(np.int32), np.append(capacity, 10.0)),
        *(standard, detour),
    )
    before, after = measured(town, weekly_rate=0.5), measured(more, weekly_rate=0.5)

    assert (after.nearest_m <= before.nearest_m).all()
    assert (after.second_m <= before.second_m).all()
    assert (after.within >= before.within).all()


@given(towns(), st.tuples(st.integers(-5000, 5000), st.integers(-5000, 5000)))
def test_moving_everything_together_changes_nothing(town, step):
    homes, people, places, *rest = town
    one, other = measured(town), measured((homes + step, people, places + step, *rest))

    assert one.nearest_m == pytest.approx(other.nearest_m)
    assert one.within.tolist() == other.within.tolist()


@given(towns(), st.sampled_from([0.1, 1.0, 3.0]))
def test_served_and_without_room_and_out_of_reach_are_all_people(town, rate):
    homes, people, *_, standard, _ = town
    found = measured(town, weekly_rate=rate)
    everywhere = csr_array(np.ones((1, len(homes))))
    [area] = by_area(found, people, everywhere, standard)

    classes = (area.people_served, area.people_no_room, area.people_room_unknown, area.people_out)
    parts = sum(people or 0 for people in classes)
    assert parts == area.people
    assert (area.people_no_room or 0) >= 0


@given(towns(), st.data())
def test_areas_add_up_to_their_whole_to_the_last_bit(town, data):
    homes, people, *_, standard, _ = town
    people = on_a_grid(people / 7)
    ward = data.draw(npst.arrays(int, len(homes), elements=st.integers(0, 3)))
    wards = csr_array((ward == np.arange(4)[:, None]).astype(float))
    whole = csr_array(np.ones((1, len(homes))))
    found = measured(town, weekly_rate=1)

    parts = by_area(found, people, wards, standard, (500,))
    [all_] = by_area(found, people, whole, standard, (500,))
    for name in ("people", "people_within", "people_sole", "people_served", "people_no_room"):
        assert math.fsum(getattr(part, name) or 0 for part in parts) == (getattr(all_, name) or 0)
        backwards = sum(getattr(part, name) or 0 for part in reversed(parts))
        assert backwards == (getattr(all_, name) or 0)


@given(towns())
def test_pairs_that_were_measured_elsewhere_give_the_same(town):
    homes, people, places, provider, capacity, standard, detour = town
    metres = walks(homes, places, detour)
    inside = metres <= standard + 1e-3
    pairs = Pairs(
        np.concatenate([[0], np.cumsum(inside.sum(axis=1))]),
        np.nonzero(inside)[1].astype(np.int32),
        metres[inside],
    )
    providers = Providers.of(places, provider=provider, capacity=capacity)
    question = Question(standard, detour=detour, weekly_rate=1)
    one = measure(homes, people, providers, question)
    other = measure(
        homes, people, providers, question, walked=Walked(pairs, metres.min(axis=1, initial=np.inf))
    )

    assert one.within.tolist() == other.within.tolist()
    assert one.load == pytest.approx(other.load)
    assert one.served == pytest.approx(other.served, nan_ok=True)


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 1000))
def test_in_several_pieces_it_is_the_same_as_in_one(seed):
    chance = np.random.default_rng(seed)
    homes = chance.uniform(200_000, 240_000, (POINTS_AT_ONCE + 1000, 2))
    places = chance.uniform(200_000, 240_000, (60, 2))
    people = on_a_grid(chance.uniform(0, 50, len(homes)))
    providers = Providers.of(places, capacity=np.full(60, 100.0))
    asked = Question(900, weekly_rate=0.1, scores=True)
    whole = measure(homes, people, providers, asked)
    part = measure(homes[:1000], people[:1000], providers, asked)

    assert whole.nearest_m[:1000].tolist() == part.nearest_m.tolist()
    again = measure(homes, people, providers, asked)
    assert whole.load.tolist() == again.load.tolist()


def test_what_cannot_be_kept_for_the_next_start_is_compiled_all_the_same():
    def twice(x):
        return 2 * x

    # Code without a file can be kept nowhere, as in an installation that is read only.
    twice.__code__ = twice.__code__.replace(co_filename="nowhere.py")
    assert compiled(twice)(21) == 42
