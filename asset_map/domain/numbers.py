"""How numbers are shown: modelled residents with "about", real people hidden when few."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # Who only shows a number need not wait for numpy.
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

SMALLEST_SHOWN = 10
ROUND_TO = 5


def about(people: float | None) -> str:
    """Show modelled residents with two significant figures: ``about 13,000``."""
    if people is None:
        return "no data"
    if people < 1:
        return "none" if people < 0.5 else "about 1"
    whole = round(people)
    step = 10 ** max(len(str(whole)) - 2, 0)
    return f"about {round(people / step) * step:,}"


def counted(count: int, thing: str) -> str:
    """Return ``1 postcode``, ``2 postcodes``."""
    return f"{count:,} {thing}" + ("" if count == 1 else "s")


def real_people_shown(count: int) -> str:
    """Show a count of real people: 1 to 9 are hidden, above that it is rounded to 5."""
    if count == 0:
        return "none"
    if count < SMALLEST_SHOWN:
        return "fewer than 10"
    return f"about {ROUND_TO * round(count / ROUND_TO):,}"


def real_people(count: int) -> int | None:
    """Return a count of real people as data may carry it: None where it has to be hidden."""
    if 0 < count < SMALLEST_SHOWN:
        return None
    return ROUND_TO * round(count / ROUND_TO)


def together(counts: Sequence[int]) -> int | None:
    """Return several counts of real people in one, as data may carry it: None where one is hidden.

    What is shown of each is added up, never the counts: a sum that was rounded by itself would tell
    of what is hidden in it, if the others are taken away.
    """
    shown = [real_people(count) for count in counts]
    return None if None in shown else sum(count or 0 for count in shown)


def together_shown(counts: Sequence[int]) -> str:
    """Show several counts of real people in one: ``about 30 and 2 times fewer than 10``."""
    shown = [real_people(count) for count in counts]
    hidden = shown.count(None)
    open_sum = sum(count for count in shown if count is not None)
    said = [f"about {open_sum:,}"] if open_sum else []
    few = real_people_shown(1)
    said += [few if hidden == 1 else f"{hidden} times {few}"] if hidden else []
    return " and ".join(said) or real_people_shown(0)


def metres_shown(metres: float) -> str:
    """Show a modelled distance: to 10 m below a kilometre, to 100 m above."""
    if metres < 995:
        return f"{max(10, round(metres / 10) * 10)} m"
    return f"{metres / 1000:.1f} km"


def whole_minutes(minutes: float) -> int:
    """Return a walk in whole minutes, rounded up: what is shown as 10 minutes away is found within
    10 minutes."""
    return ceil(minutes - 1e-6)


def walk_shown(minutes: float) -> str:
    """Show how long a walk takes, in whole minutes: ``7 minutes' walk``."""
    if minutes < 1:
        return "under a minute's walk"
    whole = whole_minutes(minutes)
    return "1 minute's walk" if whole == 1 else f"{whole} minutes' walk"


PARTS_OF_A_PERSON = 2.0**20
"""Modelled people are kept in whole parts of this size, so that sums of them are exact: whatever
the order, wards add up to their authority to the last bit, and the same question has the same
answer on every machine."""


def on_a_grid(people: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return numbers of people rounded to a millionth part, as whole multiples of it."""
    return (people * PARTS_OF_A_PERSON).round() / PARTS_OF_A_PERSON
