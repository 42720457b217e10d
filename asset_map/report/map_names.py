"""Where names stand on a map, so that none covers another or the mark of a place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from asset_map.report.lettering import width_of, wrapped
from asset_map.report.text import cut

LEADING = 1.25
EDGE = 1.5
"""Points that stay free around a name."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Name:
    """A name in lines, with the middle of where it stands."""

    text: str
    x: float
    y: float


@dataclass
class Names:
    """The names of a map, first come first served. ``metres``: of the ground to a point of paper.

    ``frame``: west, south, east, north of what the map shows, grid metres.
    """

    metres: float
    frame: Box
    taken: list[Box] = field(default_factory=list)

    def keep_free(self, x: float, y: float, points: float) -> None:
        """Keep a mark free that is so large."""
        half = points * self.metres / 2
        self.taken.append((x - half, y - half, x + half, y + half))

    def of_area(
        self, name: str, spots: Iterable[tuple[float, float]], width: float, size: float
    ) -> Name | None:
        """Return a name, in lines, at the first spot of an area so wide where it finds room."""
        lines = wrapped(name, max(width / self.metres * 0.9, size * 5), size, 3)
        return self._first(lines, size, spots)

    def of_place(self, name: str, x: float, y: float, size: float, longest: int) -> Name | None:
        """Return a name beside the mark of a place; None where it finds no room on any side."""
        text = cut(name, longest)
        across = (width_of(text, size) / 2 + 9) * self.metres
        up = (size * 0.6 + 8) * self.metres
        sides = [(x, y + up), (x, y - up), (x + across, y), (x - across, y)]
        sides += [(x, y + 2 * up), (x, y - 2 * up)]
        return self._first([text], size, sides)

    def _first(
        self, lines: Sequence[str], size: float, spots: Iterable[tuple[float, float]]
    ) -> Name | None:
        half_width = (max(width_of(line, size) for line in lines) / 2 + EDGE) * self.metres
        half_height = (len(lines) * size * LEADING / 2 + EDGE) * self.metres
        west, south, east, north = self.frame
        for x, y in spots:
            box = (x - half_width, y - half_height, x + half_width, y + half_height)
            inside = box[0] > west and box[1] > south and box[2] < east and box[3] < north
            if inside and not any(_meet(box, other) for other in self.taken):
                self.taken.append(box)
                return Name("\n".join(lines), x, y)
        return None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
