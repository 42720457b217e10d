"""The assumptions that every distance and count of the product rests on, each with its source.

One table for the whole product: what is measured, drawn or said elsewhere takes its figure here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Assumption:
    """A figure that was chosen, its unit, and where it comes from."""

    name: str
    value: float
    unit: str
    source: str


DETOUR_FACTOR = 1.3
WALKING_KMH = 4.8
SLOWER_KMH = 4.0
NEARER = 0.75
FARTHER = 1.25
CATCHMENT_M = 1600.0
ON_THE_STREETS_M = 150.0

DECAY = ((800.0, 1.0), (1200.0, 0.68), (1600.0, 0.22))
"""Up to how many walking metres a place counts with which weight, for E2SFCA scores."""

DEPRIVED = {"most": (1, 2), "least": (9, 10)}
"""Deciles of the national index that make the most and the least deprived fifth of England."""

TABLE = (
    Assumption(
        "detour factor",
        DETOUR_FACTOR,
        "walking metres for each metre of straight line",
        "Where no street network is loaded. On a sample of streets in Leeds, between homes 100 to "
        "1,600 m apart, the median detour is 1.34, the 10th percentile 1.20, the 90th 1.65.",
    ),
    Assumption(
        "walking speed",
        WALKING_KMH,
        "km/h",
        "Manual for Streets (2007): 800 m in about 10 minutes. ASSET_MAP_WALKING_KMH sets another.",
    ),
    Assumption("slower walking speed", SLOWER_KMH, "km/h", "Natural England"),
    Assumption(
        "nearer threshold",
        NEARER,
        "times the standard",
        "Ours: how much a result hangs on the standard is shown a quarter to either side.",
    ),
    Assumption("farther threshold", FARTHER, "times the standard", "Ours, as above."),
    Assumption(
        "catchment",
        CATCHMENT_M,
        "walking metres",
        "Ours, for the scores of analysts (2SFCA, E2SFCA): twice the usual standard of 800 m.",
    ),
    *(
        Assumption(
            f"weight up to {metres:,.0f} m",
            weight,
            "share",
            "Weights of Luo and Qi (2009) for three zones; the zones are ours, since theirs are "
            "for driving.",
        )
        for metres, weight in DECAY
    ),
    Assumption(
        "on the streets",
        ON_THE_STREETS_M,
        "metres",
        "Ours: who or what is farther from every loaded street is measured in straight lines.",
    ),
)

DISTANCE_METHOD = "straight line x detour factor"
STREETS_METHOD = "streets where loaded, else straight line x detour factor"

NOT_SEEN = (
    "Walking distance is the straight line x 1.3: hills, rails, main roads and nature reserves "
    "in between are not seen."
)

NOBODY_TOLD_US = "Places that nobody has told us about are in neither count."

STREETS_NOT_SEEN = (
    "Walks are measured along streets and paths where these are loaded, else as the straight line "
    "x 1.3. Hills, steps and gates that close are not seen, and walks near the edge of the loaded "
    "streets come out too long."
)


def other_distances(metres: float, kmh: float) -> list[tuple[str, float]]:
    """Return the distances that a result is shown for beside its standard, to see how much hangs
    on it; ``kmh``: the speed by which the standard came to its walking metres."""
    speeds = [
        (f"walking at {speed:g} km/h", metres * (speed / kmh))
        for speed in (SLOWER_KMH, WALKING_KMH)
    ]
    return [
        *speeds,
        ("a quarter nearer", metres * NEARER),
        ("a quarter farther", metres * FARTHER),
    ]


def minutes_on_foot(metres: float, kmh: float = WALKING_KMH) -> float:
    """Return how long a walk takes, minutes one way."""
    return metres / metres_a_minute(kmh)


def metres_a_minute(kmh: float) -> float:
    """Return how far somebody walks in a minute, metres."""
    return kmh * 1000 / 60
