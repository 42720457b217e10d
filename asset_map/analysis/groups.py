"""How many people of each group live at each demand point, from figures of small areas.

The figures of groups, and the ``people`` of a demand point, come from different sources and dates.
So the share of a group that lives within a standard is to be worked out against the group's own
total, never against ``people``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from asset_map.domain.numbers import PARTS_OF_A_PERSON
from asset_map.domain.population import AGE, KINDS, AreaTable, Figures, Kind

BANDS = ((0, 4), (5, 15), (16, 24), (25, 64), (65, 79), (80, None))
"""Years of age, first and last: before school, at school, young adults, of working age, older."""


@dataclass(frozen=True)
class Group:
    """People or households that figures tell apart. ``kind``: the id of one of ``KINDS``."""

    kind: str
    measure: str
    category: str
    label: str
    unit: str
    source: str
    as_of: str


@dataclass(frozen=True)
class Population:
    """Groups of people at the demand points that were asked for, in their order.

    ``counts`` and ``known`` are (n, groups); a count is 0 where it is not known. ``missing``:
    labels of the kinds that are not loaded. ``decile``: (n,) national deprivation decile of the
    small area, 1 the most deprived tenth, NaN where not known.
    """

    groups: tuple[Group, ...]
    counts: NDArray[np.float64]
    known: NDArray[np.bool_]
    missing: tuple[str, ...]
    decile: NDArray[np.float64]
    decile_source: str
    decile_as_of: str


def on_points(figures: Figures) -> Population:
    """Put all tables of small areas on the demand points that were asked for."""
    n = len(figures.people)
    groups: list[Group] = []
    counts, known = [np.empty((n, 0))], [np.empty((n, 0), dtype=np.bool_)]
    tables = {table.measure: table for table in figures.tables}
    for kind in KINDS:
        if kind.measure in tables:
            table = tables[kind.measure]
            categories, values = grouped(kind, table.categories, table.values)
            groups += [_group(kind, category, table) for category in categories]
            counts.append(spread(values, table.area, figures.people))
            known.append(~np.isnan(_of_points(values, table.area)))
    deciles = figures.deciles
    return Population(
        groups=tuple(groups),
        counts=np.hstack(counts)[figures.asked],
        known=np.hstack(known)[figures.asked],
        missing=tuple(kind.label for kind in KINDS if kind.measure not in tables),
        decile=_first_of_points(deciles, n)[figures.asked],
        decile_source=deciles.source if deciles else "",
        decile_as_of=deciles.as_of if deciles else "",
    )


def spread(
    values: NDArray[np.float64], area: NDArray[np.int64], people: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Share figures of small areas among their demand points: (areas, groups) to (n, groups).

    ``area`` (n,) is the row of the area a point lies in, -1 for none. A figure is shared by the
    ``people`` (n,) of the points, or evenly where those of any point of the area are not known.

    The points of an area add up to its figure exactly. They stand in line, and each is the end of a
    stretch that begins at the first; what a stretch holds of the figure is rounded down to the
    grid, the last one holds all of it, and a point has what its stretch holds more than the one
    before. 10 people over three points, in parts of 1: the stretches hold 3, 6 and 10, so the
    points have 3, 3 and 4. Stretches only grow, so no count is negative, and each is within one
    part of the grid of its share.
    """
    counts = np.zeros((len(area), values.shape[1]))
    placed = np.flatnonzero(area >= 0)
    if not len(placed):
        return counts
    placed = placed[np.argsort(area[placed], kind="stable")]
    of_area = area[placed]
    first = np.flatnonzero(np.diff(of_area, prepend=-1))
    line = np.repeat(np.arange(len(first)), np.diff(first, append=len(placed)))
    stretch = _stretches(people[placed], first, line)
    parts = np.floor(stretch[:, None] * np.rint(np.nan_to_num(values)[of_area] * PARTS_OF_A_PERSON))
    before = np.zeros_like(parts)
    before[1:] = parts[:-1]
    before[first] = 0
    counts[placed] = (parts - before) / PARTS_OF_A_PERSON
    return counts


def grouped(
    kind: Kind, categories: Sequence[str], values: NDArray[np.float64]
) -> tuple[list[str], NDArray[np.float64]]:
    """Return the groups of a kind as they are published, unknown ones last, and their figures."""
    if kind is AGE:
        return banded(categories, values)
    rank = {category: at for at, category in enumerate(kind.categories)}
    order = sorted(
        range(len(categories)),
        key=lambda at: (rank.get(categories[at], len(rank)), categories[at]),
    )
    return [categories[at] for at in order], values[:, order]


def banded(
    categories: Sequence[str], values: NDArray[np.float64]
) -> tuple[list[str], NDArray[np.float64]]:
    """Fold ages into bands; each goes into the one that its middle year lies in.

    Single years give the bands as they are. Five-year ages give the nearest, called by the years
    they really hold: 0 to 4, 5 to 14, 15 to 24, 25 to 64, 65 to 79, 80 and over. An area where one
    of the ages of a band has no figure has none for the band.
    """
    spans = [_span(category) for category in categories]
    names, folded = [], []
    for first, last in BANDS:
        inside = [at for at, span in enumerate(spans) if _belongs(span, first, last)]
        if inside:
            lowest = min(spans[at][0] for at in inside)
            highest = [spans[at][1] for at in inside]
            names.append(_named(lowest, highest))
            folded.append(values[:, inside].sum(axis=1))
    return names, np.column_stack(folded)


def _stretches(
    people: NDArray[np.float64], first: NDArray[np.int64], line: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return which share of its area's people live at a point or before it, 1 at the last one."""
    known = np.bitwise_and.reduceat(~np.isnan(people), first)
    # Fewer people than a part of the grid are nobody: their shares would be lost in rounding.
    by_people = known & (np.add.reduceat(np.nan_to_num(people), first) * PARTS_OF_A_PERSON >= 1)
    reached = np.cumsum(np.where(by_people[line], people, 1.0))
    start = np.concatenate([[0.0], reached])[first]
    end = np.concatenate([reached[first[1:] - 1], reached[-1:]])
    return np.asarray((reached - start[line]) / (end - start)[line], dtype=np.float64)


def _of_points(values: NDArray[np.float64], area: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the figures of the area that each point lies in, NaN where it lies in none."""
    nowhere = np.full((1, values.shape[1]), np.nan)
    return np.concatenate([values, nowhere])[area]


def _first_of_points(table: AreaTable | None, points: int) -> NDArray[np.float64]:
    if table is None:
        return np.full(points, np.nan)
    return _of_points(table.values, table.area)[:, 0]


def _group(kind: Kind, category: str, table: AreaTable) -> Group:
    label = f"Aged {category}" if kind is AGE else category
    return Group(kind.id, kind.measure, category, label, kind.unit, table.source, table.as_of)


def _span(category: str) -> tuple[int, int | None]:
    """Return the first and last year of ``7``, ``5 to 9`` or ``90+``, which has no last one."""
    years = [int(year) for year in re.findall(r"\d+", category)]
    return years[0], None if category.endswith("+") else years[-1]


def _belongs(span: tuple[int, int | None], first: int, last: int | None) -> bool:
    lowest, highest = span
    middle = lowest if highest is None else (lowest + highest) // 2
    return first <= middle and (last is None or middle <= last)


def _named(lowest: int, highest: Sequence[int | None]) -> str:
    if None in highest:
        return f"{lowest} and over"
    return f"{lowest} to {max(year for year in highest if year is not None)}"
