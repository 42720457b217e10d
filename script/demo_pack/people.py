"""How many people live in each output area: the borough's census total, spread evenly."""

import math

from published import LookupRow

# Usual residents of Dudley, Census 2021 (Office for National Statistics).
RESIDENTS = 323_496
SMALL_USER = "0"


def live_lookup(rows: list[LookupRow], postcodes: list[str]) -> list[LookupRow]:
    """The lookup's rows for these postcodes, in postcode order."""
    wanted = {_squeezed(text) for text in postcodes}
    return sorted((r for r in rows if _squeezed(r.pcds) in wanted), key=lambda r: r.pcds)


def people_by_output_area(rows: list[LookupRow]) -> dict[str, float]:
    """An equal share for each output area with a small-user postcode."""
    areas = sorted({r.output_area for r in rows if r.usertype == SMALL_USER})
    shares = dict.fromkeys(areas, RESIDENTS / len(areas))
    if abs(math.fsum(shares.values()) - RESIDENTS) > 1e-6:
        raise ValueError("The shares do not add up to the borough's residents.")
    return shares


def _squeezed(postcode: str) -> str:
    return postcode.replace(" ", "")
