"""The sheet for a noticeboard, as HTML that prints on one page of A4.

What others wrote is cut where it is long, so that a sheet stays a sheet; the page that the code
leads to has all of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from unicodedata import east_asian_width

from asset_map.app import addresses, parts, qr, wording
from asset_map.app import plain_wording as words
from asset_map.domain.assets import Session
from asset_map.domain.numbers import walk_shown
from asset_map.domain.reach import WEEKDAYS
from asset_map.domain.sentences import one_line
from asset_map.journeys.list_noticeboard import LeftOut, Line, Noticeboard

LONGEST_NAME = 62
LONGEST_PLACE = 46
LONGEST_WHO = 42
LONGEST_COST = 24
LONGEST_CONTACT = 30
LONGEST_SOURCES = 220
LONGEST_TITLE = 44


@dataclass(frozen=True)
class _Print:
    """How large a sheet is printed: signs in a line of a column, and heights in millimetres.

    They are those of a wide typeface (DejaVu Sans), as browsers take where they have no other.
    """

    name_signs: int
    about_signs: int
    name_mm: float
    about_mm: float
    heading_mm: float


ROOMY = _Print(name_signs=39, about_signs=48, name_mm=4.9, about_mm=4.2, heading_mm=8.1)
SMALL = _Print(name_signs=46, about_signs=54, name_mm=4.2, about_mm=3.8, heading_mm=7.4)
ROOM_MM = 395.0
"""What both columns hold together, beside head and foot of the sheet."""
ROOMY_MM = 345.0
"""The same in larger print, in which head and foot are taller too."""
BETWEEN_MM = 0.9
SAFE = 1.05
"""Signs are reckoned a little wider than they are."""

WIDE, NARROW = 1.3, 0.6


def fits(sheet: Noticeboard) -> bool:
    """Tell whether a sheet is one page of A4, if only in small print."""
    return _height(sheet, SMALL) <= ROOM_MM


def _height(sheet: Noticeboard, size: _Print) -> float:
    area = cut(sheet.area.name, LONGEST_TITLE)
    lines = [line for listed in sheet.days.values() for line in listed]
    empty = sum(not listed for listed in sheet.days.values())
    headings = len(sheet.days) + bool(sheet.coming)
    heights = [_line_height(line, area, size) for line in [*lines, *sheet.coming]]
    # What does not fit at the foot of the first column goes whole to the second.
    lost = max(heights, default=0.0)
    return headings * size.heading_mm + empty * size.name_mm + sum(heights) + lost


def _line_height(line: Line, area: str, size: _Print) -> float:
    name = f"{_clock(line.session)} {cut(line.name, LONGEST_NAME)}"
    about = "; ".join(_about(line, area))
    return (
        _lines(name, size.name_signs) * size.name_mm
        + _lines(about, size.about_signs) * size.about_mm
        + BETWEEN_MM
    )


def _lines(text: str, signs: int) -> int:
    """Return how many lines a text takes: it breaks between words, and words that are too long."""
    lines, here = 1, 0.0
    for word in text.split():
        width = SAFE * sum(map(_width, word))
        if here and here + 1 + width > signs:
            lines, here = lines + 1, 0.0
        here += width + (1 if here else 0)
        while here > signs:
            lines, here = lines + 1, here - signs
    return lines


def _width(sign: str) -> float:
    """Return how wide a sign is, beside one of middle width."""
    if east_asian_width(sign) in "WF":
        return 2 * WIDE
    if sign.isupper() or sign in "mw@%—":
        return WIDE
    return NARROW if sign in "ijl.,;:'!|()" else 1.0


def html(sheet: Noticeboard, address: str) -> str:
    """Return the sheet; ``address`` is the whole address of the area's page."""
    area = cut(sheet.area.name, LONGEST_TITLE)
    small = "" if _height(sheet, ROOMY) <= ROOMY_MM else " am-sheet-small"
    return (
        f'<div class="am-sheet{small}">{_top(sheet, area, address)}{_week(sheet, area)}'
        f"{_foot(sheet, area)}</div>"
    )


def _top(sheet: Noticeboard, area: str, address: str) -> str:
    demo = f"<p><strong>{escape(words.LIST_DEMO)}.</strong></p>" if sheet.demo else ""
    shown = address.partition("://")[2]
    return (
        f'<div class="am-sheet-top"><div>'
        f"{parts.heading(words.LIST_TITLE.format(area=area), 1, 'content')}{demo}"
        f"{parts.para(words.LIST_LEAD.format(day=wording.day(sheet.at)))}"
        f"<p>{escape(words.LIST_QR)} <strong>{escape(shown)}</strong></p></div>"
        f"{qr.drawn(address)}</div>"
    )


def _week(sheet: Noticeboard, area: str) -> str:
    if not sheet.times and not sheet.coming:
        return parts.para(words.LIST_NOTHING)
    days = "".join(
        parts.heading(WEEKDAYS[day])
        + (
            _list(_timed(line, area) for line in lines)
            if lines
            else parts.para(words.LIST_NOTHING_ON, "am-meta")
        )
        for day, lines in sheet.days.items()
    )
    coming = (
        parts.heading(words.LIST_COMING) + _list(_reached(line, area) for line in sheet.coming)
        if sheet.coming
        else ""
    )
    return f'<div class="am-sheet-days">{days}{coming}</div>'


def _list(items: Iterable[str]) -> str:
    return parts.bullets(items, "am-plain")


def _timed(line: Line, area: str) -> str:
    return f"<b>{escape(_clock(line.session))}</b> {_named(line)}{_small(_about(line, area))}"


def _clock(session: Session | None) -> str:
    if session is None:
        return ""
    opens, closes = session.opens_at, session.closes_at
    return opens if opens == closes else f"{opens}–{closes}"


def _reached(line: Line, area: str) -> str:
    return f"{_named(line)}{_small(_about(line, area))}"


def _about(line: Line, area: str) -> list[str]:
    steps = {True: words.LIST_STEP_FREE, False: words.LIST_STEPS, None: ""}[line.step_free]
    contact = cut(line.phone or line.url, LONGEST_CONTACT)
    comes = [contact, cut(line.how, LONGEST_CONTACT)] if not line.where else []
    said = [
        line.away,
        cut(line.where, LONGEST_PLACE),
        *comes,
        _beyond(line.minutes, area),
        words.LIST_FOR.format(who=cut(line.who_for, LONGEST_WHO)) if line.who_for else "",
        cut(line.cost, LONGEST_COST),
        steps,
        words.LIST_UNTIL.format(day=wording.day(line.until)) if line.until else "",
    ]
    return [one for one in said if one]


def _beyond(minutes: float | None, area: str) -> str:
    if minutes is None:
        return ""
    return words.LIST_BEYOND.format(walk=walk_shown(minutes), area=area)


def _named(line: Line) -> str:
    return parts.link(addresses.plain_asset(line.asset_id), cut(line.name, LONGEST_NAME))


def _small(said: list[str]) -> str:
    return f"<small>{escape('; '.join(said))}</small>" if said else ""


def _foot(sheet: Noticeboard, area: str) -> str:
    said = [words.LIST_CHOSEN.format(area=area)]
    if left := _left_out(sheet.left_out):
        said.append(words.LIST_LEFT_OUT.format(what="; ".join(left)))
    said.append(words.LIST_NOT_ALL)
    named = "; ".join(
        words.LIST_SOURCE.format(source=source, licence=licence)
        for source, licence in sheet.sources
    )
    sources = words.LIST_SOURCES.format(sources=cut(named, LONGEST_SOURCES)) if named else ""
    lines = (" ".join(said), sources, words.LIST_URGENT)
    return f'<div class="am-sheet-foot">{"".join(parts.para(one) for one in lines if one)}</div>'


def _left_out(counts: Mapping[LeftOut, int]) -> list[str]:
    return [
        (one if counts[LeftOut(why)] == 1 else many).format(count=f"{counts[LeftOut(why)]:,}")
        for why, (one, many) in words.LIST_LEFT_OUT_OF.items()
        if counts.get(LeftOut(why))
    ]


def cut(text: str, longest: int) -> str:
    """Return text in one line, cut between words where it is longer than fits."""
    text = one_line(text)
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept[longest // 2 :] else kept}…"
