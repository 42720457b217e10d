"""People by group at demand points: shares, exact sums, and bands of ages."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from asset_map.analysis.groups import BANDS, banded, grouped, on_points, spread
from asset_map.domain.numbers import PARTS_OF_A_PERSON as GRID
from asset_map.domain.population import (
    CARS,
    HOUSEHOLD_DEPRIVATION,
    KINDS,
    SEX,
    AreaTable,
    Figures,
)

NAN = float("nan")


def shared(figure, people):
    """Share one figure of one area among its points."""
    points = len(people)
    counts = spread(np.array([[figure]]), np.zeros(points, np.int64), np.array(people, float))
    return counts[:, 0].tolist()


# A figure is shared by people, or else evenly.


def test_a_figure_is_shared_by_the_people_of_the_points():
    assert shared(8.0, [10, 20, 10]) == [2, 4, 2]


@pytest.mark.parametrize("people", [[NAN] * 4, [10, NAN, 10, 10], [0] * 4])
def test_a_figure_is_shared_evenly_where_not_all_people_are_known(people):
    assert shared(8.0, people) == [2, 2, 2, 2]


def test_a_point_without_people_has_nobody_of_any_group():
    assert shared(8.0, [0, 20, 20, 0]) == [0, 4, 4, 0]


def test_what_cannot_be_shared_evenly_adds_up_all_the_same():
    thirds = shared(10.0, [1, 1, 1])

    assert sum(thirds) == 10
    assert thirds == pytest.approx([10 / 3] * 3, abs=1 / GRID)


def test_points_stand_in_any_order_and_some_in_no_area():
    counts = spread(
        np.array([[10.0, 2.0], [6.0, NAN]]),
        np.array([1, 0, -1, 1, 0]),
        np.array([1.0, 1.0, 1.0, 1.0, 1.0]),
    )

    assert counts.tolist() == [[3, 0], [5, 1], [0, 0], [3, 0], [5, 1]]


def test_nobody_is_placed_where_no_point_lies_in_any_area():
    assert spread(np.array([[5.0]]), np.array([-1, -1]), np.array([1.0, 2.0])).tolist() == [
        [0],
        [0],
    ]


@st.composite
def towns(draw):
    areas, points = draw(st.integers(1, 5)), draw(st.integers(1, 30))
    figure = st.floats(0, 1e6) | st.just(NAN)
    people = st.floats(0, 1e4) | st.just(NAN) | st.just(0.0)
    return (
        draw(arrays(np.float64, (areas, 3), elements=figure)),
        draw(arrays(np.int64, points, elements=st.integers(-1, areas - 1))),
        draw(arrays(np.float64, points, elements=people)),
    )


@given(towns())
def test_the_points_of_an_area_add_up_to_its_figure_exactly_and_none_is_negative(town):
    values, area, people = town

    counts = spread(values, area, people)

    assert (counts >= 0).all()
    assert (counts * GRID == np.rint(counts * GRID)).all()
    for at, figures in enumerate(values):
        if (area == at).any():
            whole = np.rint(np.nan_to_num(figures) * GRID) / GRID
            assert (counts[area == at].sum(axis=0) == whole).all()


def test_the_borough_is_shared_out_in_a_fifth_of_a_second():
    rng = np.random.default_rng(4)
    values = rng.integers(0, 400, (203, 60)).astype(float)
    area, people = rng.integers(0, 203, 7_300), rng.random(7_300) * 90

    began = time.perf_counter()
    spread(values, area, people)

    assert time.perf_counter() - began < 0.2


# Ages become bands.


def test_single_years_become_the_bands_as_they_are():
    categories = [*map(str, range(90)), "90+"]

    names, values = banded(categories, np.ones((1, 91)))

    assert names == ["0 to 4", "5 to 15", "16 to 24", "25 to 64", "65 to 79", "80 and over"]
    assert values.tolist() == [[5, 11, 9, 40, 15, 11]]


def test_five_year_ages_become_the_nearest_bands_called_by_what_they_hold():
    categories = [*(f"{age} to {age + 4}" for age in range(0, 85, 5)), "85+"]

    names, values = banded(categories, np.ones((1, 18)))

    assert names == ["0 to 4", "5 to 14", "15 to 24", "25 to 64", "65 to 79", "80 and over"]
    assert values.tolist() == [[1, 2, 2, 8, 3, 2]]


def test_a_band_is_not_known_where_one_of_its_ages_is_not():
    _, values = banded(["0", "1", "70"], np.array([[3.0, NAN, 4.0]]))

    assert np.isnan(values[0, 0])
    assert values[0, 1] == 4


@given(st.sets(st.integers(0, 89), min_size=1))
def test_no_age_is_lost_or_counted_twice(ages):
    _, values = banded([str(age) for age in sorted(ages)], np.ones((1, len(ages))))

    assert values.sum() == len(ages)
    assert values.shape[1] <= len(BANDS)


# All kinds together.


def table(measure, categories, values, area, as_of="2021-03-21"):
    return AreaTable(measure, "Census", as_of, categories, np.array(values), np.array(area))


def test_categories_stand_as_they_are_published_and_unknown_ones_last():
    names, values = grouped(
        HOUSEHOLD_DEPRIVATION,
        (
            "Another",
            "Household is deprived in one dimension",
            *HOUSEHOLD_DEPRIVATION.categories[:1],
        ),
        np.array([[1.0, 2.0, 3.0]]),
    )

    assert names == [
        "Household is not deprived in any dimension",
        "Household is deprived in one dimension",
        "Another",
    ]
    assert values.tolist() == [[3, 2, 1]]


def test_groups_of_all_kinds_stand_in_order_for_the_points_that_were_asked_for():
    figures = Figures(
        people=np.array([10.0, 30.0, 20.0]),
        asked=np.array([1, 0]),
        tables=(
            table(CARS.measure, ("No cars or vans in household",), [[20.0]], [0, 0, -1]),
            table(SEX.measure, ("Female", "Male"), [[8.0, NAN], [1.0, 1.0]], [0, 0, 1]),
        ),
        deciles=table("imd_decile", ("",), [[3.0]], [0, -1, 0], as_of="2025"),
    )

    found = on_points(figures)

    assert [(group.kind, group.label, group.unit) for group in found.groups] == [
        ("sex", "Female", "people"),
        ("sex", "Male", "people"),
        ("cars", "No cars or vans in household", "households"),
    ]
    assert found.counts.tolist() == [[6, 0, 15], [2, 0, 5]]
    assert found.known.tolist() == [[True, False, True], [True, False, True]]
    assert found.missing == tuple(kind.label for kind in KINDS if kind.id not in ("sex", "cars"))
    assert np.isnan(found.decile[0])
    assert found.decile[1] == 3
    assert (found.decile_source, found.decile_as_of) == ("Census", "2025")


def test_where_nothing_is_loaded_every_kind_is_missing():
    found = on_points(Figures(np.array([1.0]), np.array([0]), (), None))

    assert found.groups == ()
    assert found.counts.shape == (1, 0)
    assert found.missing == tuple(kind.label for kind in KINDS)
    assert np.isnan(found.decile).all()
