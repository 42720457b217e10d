"""Where an invented asset stands: in a gap between postcodes, never on one."""

import random
from dataclasses import dataclass

import shapely
from published import Postcode

# A spot is this far from every postcode, and at most FAR from the one it was found by. Metres.
CLEAR = 15
FAR = 70
# Two invented places are not next door to each other. Metres.
APART = 90
# The background leaves the ground around the story's spots to the story. Metres.
STORY_GROUND = 1_000
TRIES = 2_000


@dataclass
class Gaps:
    """Finds free spots inside areas; remembers those already taken."""

    postcodes: list[Postcode]
    areas: dict[str, shapely.Geometry]

    def __post_init__(self) -> None:
        self._points = [shapely.Point(p.easting, p.northing) for p in self.postcodes]
        self._tree = shapely.STRtree(self._points)
        self._taken: list[shapely.Point] = []
        self._kept: list[shapely.Point] = []

    def take(self, easting: float, northing: float) -> shapely.Point:
        """A spot chosen by hand; refused if it is on a postcode."""
        spot = shapely.Point(easting, northing)
        if self._nearest_postcode(spot) < CLEAR:
            raise ValueError(f"{easting} {northing} is within {CLEAR} m of a postcode.")
        self._taken.append(spot)
        return spot

    def keep_clear(self, spot: shapely.Point) -> None:
        """From now on nothing is placed near this spot but by hand."""
        self._kept.append(spot)

    def find(self, area: str, key: str) -> shapely.Point:
        """A free spot in the area, the same each time for the same key."""
        dice = random.Random(f"{area} {key}")  # noqa: S311 - the same spots each run
        inside = self._inside(area)
        for _ in range(TRIES):
            start = dice.choice(inside)
            spot = shapely.Point(
                round(start.x + dice.uniform(-FAR, FAR)), round(start.y + dice.uniform(-FAR, FAR))
            )
            if self._free(spot, self.areas[area]):
                self._taken.append(spot)
                return spot
        raise ValueError(f"No free spot in {area}.")

    def _inside(self, area: str) -> list[shapely.Point]:
        found = self._tree.query(self.areas[area], predicate="contains")
        return [self._points[i] for i in sorted(found)]

    def _free(self, spot: shapely.Point, area: shapely.Geometry) -> bool:
        return (
            area.contains(spot)
            and CLEAR <= self._nearest_postcode(spot) <= FAR
            and all(spot.distance(other) > APART for other in self._taken)
            and all(spot.distance(kept) > STORY_GROUND for kept in self._kept)
        )

    def _nearest_postcode(self, spot: shapely.Point) -> float:
        return spot.distance(self._points[self._tree.nearest(spot)])
