"""Every closure at once equals each closure on its own."""

import math

import numpy as np
import pytest
from hypothesis import given
from test_reach import HOMES, MIDDLE, NORTH_EAST, PEOPLE, SOUTH_WEST, towns

from asset_map.analysis.closures import every_closure
from asset_map.analysis.difference import difference, point_changes
from asset_map.analysis.reach import Providers, Question, measure


def closures(*places, provider=None, standard_m=1000):
    owner = np.arange(len(places)) if provider is None else np.array(provider)
    providers = Providers.of(np.array(places, dtype=float), provider=owner.astype(np.int32))
    reach = measure(HOMES, PEOPLE, providers, Question(standard_m, detour=1))
    return every_closure(reach, PEOPLE, len(providers.capacity))


@pytest.fixture(autouse=True, scope="module")
def compiled_before():
    """Compiles what is compiled at its first use, which takes longer than an example may."""
    closures(MIDDLE)


def test_each_corner_is_the_only_one_for_those_around_it():
    found = closures(SOUTH_WEST, NORTH_EAST)

    # 1 + 0 + 2 people around the south west, 4 + 6 + 7 around the north east.
    assert found.people_leaving.tolist() == [3, 17]
    assert found.points_leaving.tolist() == [3, 3]
    assert found.people_without_any.tolist() == [0, 0]
    # For 4 and 6 people the south west is 1,236 m farther, for 7 it is 2,828 m.
    assert found.extra_median_m[1] == pytest.approx(1000 * math.sqrt(5) - 1000)
    assert found.extra_p90_m[1] == pytest.approx(2000 * math.sqrt(2))


def test_the_last_one_leaves_everybody_without_any():
    found = closures(MIDDLE)

    assert found.people_without_any.tolist() == [29]
    assert math.isnan(found.extra_median_m[0])


def test_a_provider_with_a_second_place_is_closed_with_both():
    found = closures(SOUTH_WEST, NORTH_EAST, MIDDLE, provider=[0, 0, 1], standard_m=1000)

    # Within 1 km of the middle live 0 + 2 + 3 + 4 + 6; of the corners 1 + 0 + 2 + 4 + 6 + 7.
    assert found.people_leaving.tolist() == [1 + 7, 3]


@given(towns())
def test_each_equals_its_own_run_before_and_after(town):
    homes, people, places, provider, capacity, standard, detour = town
    question = Question(standard, detour=detour)

    def run(kept):
        some = provider[kept]
        _, number = np.unique(some, return_inverse=True)
        left = Providers.of(places[kept], provider=number.astype(np.int32))
        return measure(homes, people, left, question)

    whole = measure(homes, people, Providers.of(places, provider=provider), question)
    found = every_closure(whole, people, len(capacity))
    for owner in range(len(capacity)):
        changes = point_changes(whole, run(provider != owner), standard)
        lost = difference(changes, people, np.ones(len(homes), np.bool_))
        assert found.people_leaving[owner] == pytest.approx(lost.people_leaving or 0)
        assert found.points_leaving[owner] == lost.points_leaving
        assert found.people_without_any[owner] == pytest.approx(lost.people_without_cover or 0)
        for ours, theirs in (
            (found.extra_median_m[owner], lost.extra_median_m),
            (found.extra_p90_m[owner], lost.extra_p90_m),
        ):
            assert ours == pytest.approx(math.nan if theirs is None else theirs, nan_ok=True)
