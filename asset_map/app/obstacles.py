"""What gets in groups' way, as HTML: how much, each of it, and the form to answer it."""

from collections.abc import Callable
from html import escape

from asset_map.app import addresses, parts, wording
from asset_map.app import obstacle_wording as words
from asset_map.domain.days import LONDON
from asset_map.domain.obstacles import NOT_KNOWN, Obstacle, Theme
from asset_map.journeys.see_obstacles import Obstacles, Seen


def who(directorate: str) -> str:
    """Return who could remove something, in words."""
    return words.UNKNOWN if directorate == NOT_KNOWN else directorate


def counted(found: Obstacles) -> str:
    """Return how much stands in the way, by directorate and theme."""
    themes = [theme for theme in Theme if any(one is theme for _, one in found.standing)]
    if not themes:
        return ""
    columns = [words.COUNT_WHO, *(words.THEMES[theme] for theme in themes), words.COUNT_ALL]
    rows = []
    for at, directorate in enumerate(found.by_directorate, 1):
        counts = [found.standing.get((directorate, theme), 0) for theme in themes]
        if any(counts):
            name = f'<a href="#by-{at}">{escape(who(directorate))}</a>'
            rows.append([name, *(f"{count:,}" for count in (*counts, sum(counts)))])
    return parts.heading(words.COUNT) + parts.wide_table(words.COUNT_OF, columns, rows)


def listed(found: Obstacles, form: Callable[[Obstacle], str]) -> str:
    """Return all of it by who could remove it. ``form``: of one, how to answer it, if at all."""
    return "".join(
        parts.heading(who(directorate), anchor=f"by-{at}")
        + "".join(_one(seen, form(seen.obstacle)) for seen in some)
        for at, (directorate, some) in enumerate(found.by_directorate.items(), 1)
    )


def way() -> str:
    """Return the way to all of it."""
    return f"<p>{parts.link(addresses.OBSTACLES, words.ALL_LINK)}</p>"


def _one(seen: Seen, form: str) -> str:
    one = seen.obstacle
    mark = words.STANDS
    if one.removed is not None:
        mark = words.REMOVED.format(day=wording.day(one.removed))
    return (
        f'<article class="am-obstacle" id="one-{one.id}" tabindex="-1">'
        f"{parts.heading(words.THEMES[one.theme], 3)}"
        f"<p>{_lines(one.words)}</p>"
        f'<p class="am-meta">{_told(seen)} <strong class="am-mark">{escape(mark)}</strong></p>'
        f"{_answer(one)}{form}</article>"
    )


def _told(seen: Seen) -> str:
    day = wording.day(seen.obstacle.since.astimezone(LONDON).date())
    if seen.asset_id is None:
        return escape(words.SOMEBODY.format(day=day)) + "."
    name = f'<a href="{addresses.plain_asset(seen.asset_id)}">{escape(seen.name)}</a>'
    return escape(words.GROUP).format(name=name, day=escape(day)) + "."


def _answer(one: Obstacle) -> str:
    if one.answered is None:
        return parts.para(words.COUNCIL_NONE)
    day = wording.day(one.answered.astimezone(LONDON).date())
    removed = words.REMOVED_DAY.format(day=wording.day(one.removed)) if one.removed else ""
    said = "<br>".join(filter(None, (_lines(one.answer), escape(removed))))
    return f"<blockquote><p><b>{escape(words.COUNCIL.format(day=day))}:</b> {said}</p></blockquote>"


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
