"""Areas shaded by how many of their people are in reach: what the map shows, before it is drawn."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from asset_map.app import gaps as of_gaps
from asset_map.app import gaps_wording, parts, wording
from asset_map.app.gaps_asked import Asked
from asset_map.journeys.draw_area import Outline
from asset_map.journeys.gap import Gap

SHADES = ("#7a2a0c", "#c4551b", "#f0a35e", "#fbdcb4", "#fdf6ea")
"""From fewest in reach to most: the gaps stand out, and print in grey in the same order."""

NO_FIGURE = "#ffffff"


@dataclass(frozen=True)
class Shade:
    """An area as the map shows it: ``label`` is written on it, ``words`` say all of it."""

    edge: dict[str, Any]
    at: tuple[float, float]
    colour: str
    label: str
    words: str
    address: str
    here: bool
    dashed: bool


def shades(
    rows: Iterable[Gap], outlines: Iterable[Outline], asked: Asked, here: str = ""
) -> list[Shade]:
    """Return the areas of some gaps as a map shows them; ``here``: the code of one to point at."""
    drawn = {outline.code: outline for outline in outlines}
    return [
        _shade(gap, drawn[gap.area.code], asked, here == gap.area.code)
        for gap in rows
        if gap.area.code in drawn
    ]


def legend(rows: Iterable[Gap]) -> str:
    """Return what the shades mean, in numbers and words, and how many areas have each."""
    counts = Counter(_class(gap) for gap in rows)
    named = [(number, f" ({words})") for _, number, words in gaps_wording.CLASSES]
    named.append((gaps_wording.MAP_NO_FIGURE, ""))
    items = [
        f'<span class="am-shade" style="background:{colour}" aria-hidden="true"></span>'
        f"<b>{escape(number)}</b>{escape(words)}: {counts[place]:,}"
        for place, ((number, words), colour) in enumerate(zip(named, _COLOURS, strict=True))
        if place < len(SHADES) or counts[place]
    ]
    return parts.para(gaps_wording.MAP_LEGEND, "am-legend-title") + parts.bullets(
        items, "am-legend"
    )


_COLOURS = (*SHADES, NO_FIGURE)


def _class(gap: Gap) -> int:
    """Return the class of a gap, counted from fewest in reach; the last one is no figure.

    In whole per cent, as the number beside it is shown: 39.7% reads 40%, and is shaded as that.
    """
    share = of_gaps.share(gap)
    if share is None:
        return len(SHADES)
    shown = round(share, 2)
    return sum(limit is not None and shown >= limit for limit, _, _ in gaps_wording.CLASSES)


def _shade(gap: Gap, outline: Outline, asked: Asked, here: bool) -> Shade:
    share = of_gaps.share(gap)
    label = gaps_wording.MAP_NONE if share is None else wording.share(share)
    return Shade(
        edge=outline.edge,
        at=(outline.latitude, outline.longitude),
        colour=_COLOURS[_class(gap)],
        label=label,
        words=f"{gap.area.name}: {label}",
        address=asked.address(area=gap.area.code),
        here=here,
        dashed=share is None,
    )
