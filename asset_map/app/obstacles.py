"""What gets in groups' way, as HTML: how much, each of it, and the form to answer it."""

from collections.abc import Callable
from dataclasses import replace
from html import escape

from asset_map.app import addresses, form_fields, mend, mend_wording, parts, wording
from asset_map.app import obstacle_wording as words
from asset_map.domain.days import LONDON
from asset_map.domain.obstacles import NOT_KNOWN, Obstacle, Theme
from asset_map.journeys.see_obstacles import Obstacles, Seen, Wish

UNKNOWN = "unknown"
"""How an address says that nobody knows who could remove it."""


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
    for directorate in found.offered:
        counts = [found.standing.get((directorate, theme), 0) for theme in themes]
        if any(counts):
            name = parts.link(_at(Wish(directorate)), who(directorate))
            rows.append([name, *(f"{count:,}" for count in (*counts, sum(counts)))])
    return parts.heading(words.COUNT) + parts.wide_table(words.COUNT_OF, columns, rows)


def asked(found: Obstacles, wish: Wish) -> str:
    """Return the form that shows only some of it."""
    offered = {_value(name): f"{who(name)} ({n:,})" for name, n in found.offered.items()}
    about = {one.value: f"{words.THEMES[one]} ({n:,})" for one, n in found.themes.items()}
    theme = wish.theme.value if wish.theme else ""
    body = (
        form_fields.choice(
            "who", words.SHOW_WHO, {"": words.SHOW_ALL, **offered}, _value(wish.directorate)
        )
        + form_fields.choice("about", words.SHOW_ABOUT, {"": words.SHOW_ALL, **about}, theme)
        + form_fields.button(words.SHOW_GO)
    )
    return (
        f'<form class="am-form am-filter" method="get" action="{addresses.OBSTACLES}" '
        f'aria-label="{escape(words.SHOW)}">{body}</form>'
    )


def pages(found: Obstacles, wish: Wish) -> str:
    """Return how many are shown, and the ways to the pages before and after."""
    said = words.FOUND[found.found != 1].format(n=found.found)
    if found.pages == 1:
        return parts.para(said, "am-status")
    here = words.PAGE.format(page=found.page, pages=found.pages)
    ways = [
        parts.link(_at(replace(wish, page=page, one=None)), text)
        for page, text in ((found.page - 1, words.EARLIER), (found.page + 1, words.LATER))
        if 1 <= page <= found.pages
    ]
    return parts.para(f"{said}. {here}.", "am-status") + (
        f'<nav aria-label="{escape(words.PAGES)}">{parts.bullets(ways, "am-nav")}</nav>'
    )


def _value(directorate: str | None) -> str:
    return "" if directorate is None else directorate or UNKNOWN


def _at(wish: Wish) -> str:
    return addresses.with_query(
        addresses.OBSTACLES,
        who=_value(wish.directorate),
        about=wish.theme.value if wish.theme else "",
        page=str(wish.page) if wish.page > 1 else "",
    )


def listed(found: Obstacles, form: Callable[[Obstacle], str], *, steward: bool = False) -> str:
    """Return what is shown by who could remove it. ``form``: of one, how to answer it, if at all;
    ``steward``: with the ways to mend the words, or to take it down."""
    return "".join(
        parts.heading(who(directorate), anchor=f"by-{at}")
        + "".join(_one(seen, form(seen.obstacle), steward=steward) for seen in some)
        for at, (directorate, some) in enumerate(found.by_directorate.items(), 1)
    )


def way() -> str:
    """Return the way to all of it."""
    return f"<p>{parts.link(addresses.OBSTACLES, words.ALL_LINK)}</p>"


def _one(seen: Seen, form: str, *, steward: bool) -> str:
    one = seen.obstacle
    mark = words.STANDS
    if one.removed is not None:
        mark = words.REMOVED.format(day=wording.day(one.removed))
    return (
        f'<article class="am-obstacle" id="one-{one.id}" tabindex="-1">'
        f"{parts.heading(words.THEMES[one.theme], 3)}"
        f"<p>{_lines(one.words)}</p>"
        f"{parts.para(mend_wording.MARK, 'am-meta') if one.mended else ''}"
        f'<p class="am-meta">{_told(seen)} <strong class="am-mark">{escape(mark)}</strong></p>'
        f"{_answer(one)}{form}{mend.links(one.id, one.words) if steward else ''}</article>"
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
