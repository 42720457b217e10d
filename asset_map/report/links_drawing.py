"""A drawing of what hangs on what ends, as SVG: for a page, and as a picture in a paper.

What ends stands at the left, then in columns what hangs on it, by how many links away. It needs no
script and no style sheet; words, shapes and kinds of line say what colour says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from uuid import UUID

from asset_map.domain.assets import LinkType
from asset_map.domain.links_followed import Effect, End, KnockOn, Link, Step
from asset_map.domain.numbers import counted
from asset_map.report.lettering import wrapped
from asset_map.report.text import clean, on_one_line

MOST_DRAWN = 60
"""So many of what stops or is strained are drawn; more are counted below."""

FOR_PAPER = 14
"""So many can be read on one page of paper: give it as ``most``."""

IN_WORDS = {
    LinkType.MEETS_AT: "meets there",
    LinkType.DELIVERED_AT: "held there",
    LinkType.PROVIDED_BY: "provided by it",
    LinkType.MANAGED_BY: "managed by it",
    LinkType.FUNDED_BY: "funded by it",
    LinkType.STAFFED_BY: "staffed by it",
    LinkType.SUPPORTS: "supported by it",
}
"""A link as read along its arrow, from what ends to what hangs on it."""

INK, SOFT, ACCENT, PAPER = "#1b2830", "#47555d", "#0b5a6b", "#ffffff"
FACE = "'Atkinson Hyperlegible Next', Arial, 'Liberation Sans', sans-serif"
BOX, GAP, EDGE = 220, 156, 16
SIZE, SMALL, LINE = 15, 13, 19
SLOT, HALF, QUARTER = 24, 12, 6
"""The height that each arrow has for itself where it meets its box, so that words never cross."""

BETWEEN = 13
LEGEND = 118
LANES, LANE = 4, 8
"""Lines from one box go down and up in one lane, so that they read as a tree."""

LINK_ENDS = "Goes on; only this link ends"
NOTHING = "We know of nothing that hangs on it."
MOST_LINES = 3
NARROWEST = 620


@dataclass
class _Box:
    """What is drawn of one thing. ``status``: the words below its name."""

    end: End
    column: int
    status: str
    shape: str
    sure: bool = True
    links: list[Link] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    lane: int = 0
    x: float = 0
    y: float = 0
    height: float = 0


def links_svg(found: KnockOn, ended: Sequence[End], *, most: int = MOST_DRAWN) -> str:
    """Return the drawing as one ``svg`` element, at its natural size in pixels.

    The nearest and surest are drawn first; beyond ``most`` it says how many more the list holds.
    """
    boxes, more = _boxes(found, ended, most)
    width, height = _place(boxes)
    foot = height
    nothing = not any(box.column for box in boxes.values())
    height += LEGEND + (LINE if more or nothing else 0)
    parts = [
        *_arrows(boxes),
        *(_drawn(box) for box in boxes.values()),
        *_legend(foot, more, nothing=nothing),
    ]
    described = _described(boxes, more)
    name = f"links-{sha256(described.encode()).hexdigest()[:8]}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="{FACE}" font-size="{SIZE}" '
        f'fill="{INK}"><title id="{name}-title">What hangs on what ends</title>'
        f'<desc id="{name}-desc">{escape(described)}</desc>'
        f'<rect width="100%" height="100%" fill="{PAPER}"/>{"".join(parts)}</svg>'
    )


def _boxes(found: KnockOn, ended: Sequence[End], most: int) -> tuple[dict[UUID, _Box], int]:
    """Return what is drawn by its id, and how many things more there are."""
    boxes = {end.id: _Box(end, 0, "Ends", "ends") for end in ended}
    steps = [step for step in found.steps if step.asset.id not in boxes]
    steps.sort(key=lambda step: (step.away, not step.sure, step.effect is Effect.STRAINED))
    for step in steps:
        box = boxes.get(step.asset.id)
        if box is None:
            if len(boxes) - len(ended) >= most:
                continue
            box = boxes[step.asset.id] = _of_step(step)
        elif box.shape == "strained" and step.effect is Effect.STOPS:
            box.status, box.shape, box.sure = _told(step)
        box.links += [link for link in step.lost if link not in box.links]
    undrawn = {step.asset.id for step in steps}.difference(boxes)
    for link in [link for box in boxes.values() for link in box.links]:
        if link.on.id not in boxes and link.on.id not in undrawn:
            boxes[link.on.id] = _Box(link.on, 0, LINK_ENDS, "goes on")
    return boxes, len(undrawn)


def _of_step(step: Step) -> _Box:
    status, shape, sure = _told(step)
    return _Box(step.asset, max(step.away, 1), status, shape, sure)


def _told(step: Step) -> tuple[str, str, bool]:
    shape = "stops" if step.effect is Effect.STOPS else "strained"
    status = "Stops" if step.effect is Effect.STOPS else "Is strained"
    return (status if step.sure else f"{status}, one side says"), shape, step.sure


def _place(boxes: Mapping[UUID, _Box]) -> tuple[float, float]:
    """Give each box its place; return the width and the height that all take up."""
    columns: dict[int, list[_Box]] = {}
    for box in boxes.values():
        columns.setdefault(box.column, []).append(box)
    tallest = float(EDGE)
    for index, column in enumerate(sorted(columns)):
        y = float(EDGE)
        if index > 1:  # Beside what they hang on, so that fewer lines cross.
            columns[column].sort(key=lambda box: _height_of_holders(box, boxes))
        for number, box in enumerate(columns[column]):
            _fit(box)
            box.x, box.y, box.lane = EDGE + index * (BOX + GAP), y, number % LANES
            y += box.height + BETWEEN
        tallest = max(tallest, y)
    wide = EDGE * 2 + len(columns) * BOX + (len(columns) - 1) * GAP
    return max(wide, NARROWEST), tallest


def _height_of_holders(box: _Box, boxes: Mapping[UUID, _Box]) -> float:
    heights = [boxes[link.on.id].y for link in box.links if link.on.id in boxes]
    return sum(heights) / len(heights) if heights else 0


def _fit(box: _Box) -> None:
    """Break the words of a box into lines, and make it as tall as they and its arrows need."""
    box.lines = wrapped(box.end.name, BOX - 28, SIZE, MOST_LINES)
    status = wrapped(box.status, BOX - 28, SMALL, 2)
    box.status = "\n".join(status)
    words = 16 + LINE * len(box.lines) + 17 * len(status)
    box.height = max(words, SLOT * len(box.links) + 14)


def _arrows(boxes: Mapping[UUID, _Box]) -> Iterable[str]:
    for box in boxes.values():
        drawn = [link for link in box.links if link.on.id in boxes]
        drawn.sort(key=lambda link: boxes[link.on.id].y)
        middle = box.y + box.height / 2 - SLOT * (len(drawn) - 1) / 2
        top = HALF * round(middle / HALF)
        for number, link in enumerate(drawn):
            yield _arrow(boxes[link.on.id], box, link, top + SLOT * number)


def _arrow(start: _Box, end: _Box, link: Link, y: float) -> str:
    if start.x >= end.x:
        return _arrow_back(start, end, link, y)
    x1, y1, x2 = start.x + BOX, _leaves_at(start), end.x
    lane = x1 + 12 + LANE * start.lane
    turn = min(7.0, abs(y - y1) / 2)
    down = turn if y > y1 else -turn
    path = (
        f"M{x1:.0f} {y1:.1f}H{lane - turn:.1f}Q{lane:.1f} {y1:.1f} {lane:.1f} {y1 + down:.1f}"
        f"V{y - down:.1f}Q{lane:.1f} {y:.1f} {lane + turn:.1f} {y:.1f}H{x2:.0f}"
    )
    return _line(path, link) + _head(x2, y) + _label(x2 - 14, y, link)


def _leaves_at(box: _Box) -> float:
    """Return the height at which lines leave a box: never one at which others arrive."""
    return HALF * round((box.y + box.height / 2) / HALF) + QUARTER


def _arrow_back(start: _Box, end: _Box, link: Link, y: float) -> str:
    """Draw a link from something in the same column or farther on, around its right side."""
    x1, y1, x2 = start.x + BOX, _leaves_at(start), end.x + BOX
    out = max(x1, x2) + 30
    path = f"M{x1:.0f} {y1:.0f}C{out:.0f} {y1:.0f} {out:.0f} {y:.0f} {x2:.0f} {y:.0f}"
    return _line(path, link) + _head(x2, y, back=True)


def _line(path: str, link: Link) -> str:
    dash = "" if link.by_both else ' stroke-dasharray="6 5"'
    return f'<path d="{path}" fill="none" stroke="{SOFT}" stroke-width="1.8"{dash}/>'


def _head(x: float, y: float, *, back: bool = False) -> str:
    tail = x + 10 if back else x - 10
    points = f"{x:.0f},{y:.0f} {tail:.0f},{y - 5:.0f} {tail:.0f},{y + 5:.0f}"
    return f'<polygon points="{points}" fill="{SOFT}"/>'


def _label(x: float, y: float, link: Link) -> str:
    return _text(x, y - 4, IN_WORDS[link.type], f'font-size="{SMALL}" text-anchor="end"')


def _text(x: float, y: float, words: str, extra: str = "") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" {extra}>{escape(clean(words))}</text>'


def _drawn(box: _Box) -> str:
    parts = [_outline(box.x, box.y, BOX, box.height, box.shape, sure=box.sure)]
    status = box.status.split("\n")
    y = box.y + (box.height - LINE * len(box.lines) - 17 * len(status)) / 2 + 14
    for line in box.lines:
        parts.append(_text(box.x + 14, y, line, 'font-weight="700"'))
        y += LINE
    for line in status:
        parts.append(_text(box.x + 14, y, line, f'font-size="{SMALL}"'))
        y += 17
    return f"<g><title>{escape(on_one_line(box.end.name))}</title>{''.join(parts)}</g>"


def _outline(x: float, y: float, width: float, height: float, shape: str, *, sure: bool) -> str:
    """Draw what ends with a thick edge, what stops with cut corners, what is strained round."""
    dash = "" if sure else ' stroke-dasharray="6 5"'
    if shape == "stops":
        c, right, low = min(11, height / 3), x + width, y + height
        path = (
            f"M{x + c:.0f} {y:.0f}H{right - c:.0f}L{right:.0f} {y + c:.0f}V{low - c:.0f}"
            f"L{right - c:.0f} {low:.0f}H{x + c:.0f}L{x:.0f} {low - c:.0f}V{y + c:.0f}Z"
        )
        return f'<path d="{path}" fill="#fdecea" stroke="#8c1d18" stroke-width="2"{dash}/>'
    fill, edge, thick, round_ = {
        "ends": ("#e6f0f1", INK, 4, 0),
        "goes on": (PAPER, INK, 1, 0),
        "strained": ("#fff8e1", "#7a5200", 2, 18),
    }[shape]
    return (
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}" rx="{round_}" '
        f'fill="{fill}" stroke="{edge}" stroke-width="{thick}"{dash}/>'
    )


def _legend(top: float, more: int, *, nothing: bool) -> Iterable[str]:
    y = top + 4
    if nothing:
        yield _text(EDGE, y + 14, NOTHING, 'font-weight="700"')
        y += LINE
    if more:
        yield _text(
            EDGE, y + 14, f"{counted(more, 'thing')} more in the list.", 'font-weight="700"'
        )
        y += LINE
    yield f'<path d="M{EDGE} {y + 8:.0f}H{NARROWEST - EDGE}" stroke="{SOFT}" stroke-width="1"/>'
    for number, (shape, words) in enumerate(
        (("ends", "Ends"), ("stops", "Stops"), ("strained", "Is strained: loses something"))
    ):
        x = EDGE + (0, 110, 225)[number]
        yield _outline(x + 2, y + 22, 34, 20, shape, sure=True).replace('rx="18"', 'rx="9"')
        yield _text(x + 44, y + 37, words, f'font-size="{SMALL}"')
    for number, (dash, words) in enumerate(
        (("", "said by both sides"), (' stroke-dasharray="6 5"', "said by one side only"))
    ):
        x = EDGE + (0, 225)[number]
        yield (
            f'<path d="M{x + 2} {y + 68:.0f}h34" stroke="{SOFT}" stroke-width="1.8" '
            f'fill="none"{dash}/>'
        )
        yield _text(x + 44, y + 73, words, f'font-size="{SMALL}"')
    yield _text(EDGE, y + 100, "Read it along the arrows, from the left.", f'font-size="{SMALL}"')


def _described(boxes: Mapping[UUID, _Box], more: int) -> str:
    """Return in words what the drawing shows."""
    ends = [on_one_line(box.end.name) for box in boxes.values() if box.shape == "ends"]
    said = [f"What ends: {'; '.join(ends) or 'nothing'}."]
    for shape, words in (("stops", "Stops"), ("strained", "Is strained")):
        for sure, whose in ((True, ""), (False, ", by the word of one side")):
            names = [
                on_one_line(box.end.name)
                for box in boxes.values()
                if box.shape == shape and box.sure is sure
            ]
            said += [f"{words}{whose}: {'; '.join(names)}."] if names else []
    goes_on = [on_one_line(box.end.name) for box in boxes.values() if box.shape == "goes on"]
    said += [f"{LINK_ENDS}: {'; '.join(goes_on)}."] if goes_on else []
    if all(box.shape == "ends" for box in boxes.values()):
        said.append(NOTHING)
    said += [f"{counted(more, 'thing')} more in the list."] if more else []
    return " ".join(said)
