"""A few classes of figures for a map, with limits that a person can read."""

import math
from collections.abc import Sequence

MOST_CLASSES = 4


def limits(values: Sequence[float]) -> list[float]:
    """Return the upper limits of at most four classes of figures above 0, rising.

    Each class holds about as many figures as the others; a limit has two significant figures, and
    the last is never below the greatest figure. None where there is no figure above 0.
    """
    above = sorted(value for value in values if value > 0)
    if not above:
        return []
    wanted = min(MOST_CLASSES, len(set(above)))
    picked = [above[math.ceil(len(above) * number / wanted) - 1] for number in range(1, wanted + 1)]
    return sorted({round_up(value) for value in picked})


def round_up(value: float) -> float:
    """Return the next number with two significant figures that is not below a positive one."""
    step = 10.0 ** (math.floor(math.log10(value)) - 1)
    times = math.ceil(value / step - 1e-9)
    return float(f"{times * step:.12g}")


def class_of(value: float, tops: Sequence[float]) -> int:
    """Return the number of a figure's class: 0 for none (0 or less), 1 for the lowest above it."""
    if value <= 0 or not tops:
        return 0
    return next((number for number, top in enumerate(tops, 1) if value <= top), len(tops))


def class_shown(number: int, tops: Sequence[float], unit: str) -> str:
    """Return a class in words: ``none``, ``up to 120 people``, ``over 120 to 450 people``."""
    if number == 0:
        return "none"
    top = figure(tops[number - 1])
    if number == 1:
        return f"up to {top} {unit}"
    return f"over {figure(tops[number - 2])} to {top} {unit}"


def figure(value: float) -> str:
    """Return a whole figure as it is, another with two significant figures: ``1,200``, ``0.25``."""
    return f"{value:,.0f}" if value == round(value) else f"{value:,.2g}"
