"""What proposals would change, drawn: in short, what hangs on it, who it concerns, on what basis.

One drawing for all: a kept proposal, several together, and one thing that is tried quickly.
"""

import base64
from html import escape

from asset_map.app import addresses, impact_need, parts, wording
from asset_map.app import proposal_wording as words
from asset_map.domain.links_followed import Effect, Step
from asset_map.journeys.behind_impact import Impact
from asset_map.journeys.impact_in_words import link_in_words, links_held
from asset_map.journeys.knock_on_in_words import after_the_name, what_follows

SHOWN = 10
"""So many of each list are shown at once; the rest opens."""


def in_short(impact: Impact, sentences: tuple[str, ...], level: int = 3) -> str:
    """Return the plain sentences that all begins with."""
    at = words.AS_AT.format(day=wording.day(impact.situation.at))
    said = parts.bullets((escape(one) for one in sentences), "am-list am-first")
    return parts.heading(words.RESULT_IN_SHORT, level) + said + parts.para(at, "am-meta")


def follows(impact: Impact, picture: str = "", level: int = 3) -> str:
    """Return what stops or loses something, in words; and ``picture``, an SVG of the links."""
    found = impact.after.knock_on
    title = parts.heading(words.STOPS_TITLE, level) + _held(impact, level + 1)
    if not found.steps:
        return title + parts.para(words.STOPS_NONE)
    sure = [step for step in found.steps if step.sure]
    lists = (
        (words.STOPS_SURE, [step for step in sure if step.effect is Effect.STOPS]),
        (words.STOPS_STRAINED, [step for step in sure if step.effect is Effect.STRAINED]),
        (words.STOPS_ONE_SIDE, [step for step in found.steps if not step.sure]),
    )
    return (
        title
        + parts.para(what_follows(found), "am-leave")
        + "".join(steps(heading, some, level + 1) for heading, some in lists if some)
        + parts.para(wording.KNOCK_ON_NOTE, "am-meta")
        + (_picture(picture) if picture else "")
    )


def steps(title: str, some: list[Step], level: int = 4) -> str:
    """Return steps of the knock-on in words; of many, the rest opens."""
    sentences = [
        parts.link(addresses.asset(step.asset.id), step.asset.name) + escape(after_the_name(step))
        for step in some
    ]
    first, rest = sentences[:SHOWN], sentences[SHOWN:]
    more = parts.details(wording.SHOW_MORE.format(count=len(rest)), parts.bullets(rest))
    return parts.heading(title, level) + parts.bullets(first) + (more if rest else "")


def _held(impact: Impact, level: int) -> str:
    """Return the links of the posts that end."""
    held = links_held(impact)
    if not held:
        return ""
    lines = parts.bullets(escape(link_in_words(link)) for link in held)
    return parts.heading(wording.POST_HELD, level) + lines


def _picture(svg: str) -> str:
    """Return a picture in a frame of its own, which the arrow keys move."""
    data = base64.b64encode(svg.encode()).decode()
    image = (
        f'<div class="am-picture" role="region" aria-label="{escape(words.STOPS_PICTURE)}" '
        f'tabindex="0"><img src="data:image/svg+xml;base64,{data}" '
        f'alt="{escape(words.STOPS_PICTURE_ALT)}"></div>'
    )
    hint = parts.para(words.STOPS_PICTURE_HINT, "am-meta")
    return parts.details(words.STOPS_PICTURE, hint + image)


def who(impact: Impact, level: int = 3) -> str:
    """Return who it concerns: all needs side by side, then each with what stands behind it."""
    title = parts.heading(words.WHO_TITLE, level)
    needs = impact.most_first
    if not needs:
        return title + parts.notice(words.NO_NEEDS, words.NO_NEEDS_NEXT)
    more = parts.para(words.NOT_TO_ADD, "am-meta") if len(needs) > 1 else ""
    each = "".join(
        impact_need.drawn(impact, found, opened=place == 0) for place, found in enumerate(needs)
    )
    return title + parts.para(words.PEOPLE_NOT_USERS) + impact_need.summary(needs) + more + each


def rests(impact: Impact, level: int = 3) -> str:
    """Return what the figures rest on."""
    now = impact.situation
    people = wording.PEOPLE_FROM.format(
        source=now.people_source or wording.NO_PEOPLE, as_of=now.people_as_of or wording.NO_DATE
    )
    standards = [
        words.STANDARD_FROM.format(
            need=found.need.label,
            metres=wording.metres(found.standard_m),
            source=found.standard.source,
        )
        for found in impact.needs
    ]
    said = [people, impact.note, words.NOT_NONE, *sorted(standards)]
    changed = f"<p>{parts.link(addresses.STANDARDS, words.CHANGED_STANDARDS)}</p>"
    lines = "".join(parts.para(line) for line in said) + changed
    return f'<div class="am-rests">{parts.heading(words.RESTS, level)}{lines}</div>'
