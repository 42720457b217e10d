"""Bars of what is now and what would be then, as Vega-Lite draws them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import vl_convert

from asset_map.domain.numbers import about
from asset_map.report.classes import figure
from asset_map.report.text import NO_DATA, cut

Bar = tuple[str, float | None, float | None]

NOW, THEN, EDGE, INK, SOFT = "#c9d3d6", "#0b5a6b", "#47555d", "#1b2830", "#47555d"
FONT = "Liberation Sans"  # The converter brings it along.
UNSEEN = "\u200b"
MOST_ROWS = 30
LONGEST_NAME, LABEL_WIDTH = 46, 240
WIDTH, BAR = 430, 17


def draw_bars(rows: Sequence[Bar], labels: tuple[str, str], unit: str, mark: str) -> bytes:
    """Return two bars for each row as PNG, each with its figure and which of the two it is."""
    drawn = rows[:MOST_ROWS]
    left_out = len(rows) - len(drawn)
    below = [f"{left_out:,} more in the table."] if left_out else []
    shown = people_shown if "people" in unit else rounded
    values = [
        {"row": number} | value
        for number, bar in enumerate(_apart(drawn))
        for value in _values(bar, labels, shown)
    ]
    return vl_convert.vegalite_to_png(
        _chart(values, unit, [*([mark] if mark else []), *below]),
        scale=2,
        allowed_base_urls=[],
    )


def _apart(rows: Sequence[Bar]) -> Iterator[Bar]:
    """Yield rows with names that differ, by what nobody sees: one name would make one row."""
    seen: Counter[str] = Counter()
    for name, now, then in rows:
        short = cut(name, LONGEST_NAME)
        yield short + UNSEEN * seen[short], now, then
        seen[short] += 1


def _values(
    row: Bar, labels: tuple[str, str], shown: Callable[[float], str]
) -> list[dict[str, object]]:
    name, *figures = row
    return [
        {
            "name": name,
            "which": number,
            "value": value or 0,
            "said": f"{NO_DATA if value is None else shown(value)} {cut(label, LONGEST_NAME)}",
        }
        for number, (label, value) in enumerate(zip(labels, figures, strict=True))
    ]


def people_shown(people: float) -> str:
    """Return modelled residents as words: ``12,000``. The axis says that they are rounded."""
    return about(people).removeprefix("about ")


def rounded(value: float) -> str:
    """Return any other figure with two significant figures: ``1,200``, ``0.25``."""
    return figure(float(f"{value:.2g}"))


def _chart(
    values: Sequence[Mapping[str, object]], unit: str, notes: Sequence[str]
) -> dict[str, Any]:
    """Return the chart. Text of others is in it as data only.

    An order by names, a scale of names and descriptions (aria) would be made part of an expression,
    and be read as one.
    """
    greatest = max((abs(float(str(value["value"]))) for value in values), default=0) or 1
    y = {"field": "name", "type": "nominal", "sort": {"field": "row"}, "title": None}
    offset = {"field": "which", "type": "nominal"}
    x = {
        "field": "value",
        "type": "quantitative",
        "title": cut(f"{unit} (rounded)", 90),
        "scale": {"domainMax": greatest * 1.28},
        "axis": {"grid": False, "format": ",~f", "tickCount": 4},
    }
    colour = {
        "field": "which",
        "type": "nominal",
        "scale": {"domain": [0, 1], "range": [NOW, THEN]},
        "legend": None,
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "padding": 12,
        "width": WIDTH,
        "height": {"step": BAR, "for": "offset"},
        "title": {"text": list(notes), "fontSize": 12, "anchor": "start"} if notes else None,
        "data": {"values": list(values)},
        "encoding": {"y": y, "yOffset": offset, "x": x},
        "layer": [
            {
                "mark": {
                    "type": "bar",
                    "stroke": EDGE,
                    "strokeWidth": 0.8,
                    "height": {"band": 0.86},
                },
                "encoding": {"color": colour},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 11.5, "color": INK},
                "encoding": {"text": {"field": "said"}},
            },
        ],
        "config": {
            "aria": False,
            "font": FONT,
            "view": {"stroke": None},
            "axis": {
                "labelFontSize": 12,
                "titleFontSize": 12,
                "titleFontWeight": "normal",
                "labelLimit": LABEL_WIDTH,
                "labelColor": INK,
                "titleColor": SOFT,
                "gridColor": "#dfe3e5",
            },
        },
    }
