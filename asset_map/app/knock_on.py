"""What stops or loses something when something ends, as a list in plain words."""

from html import escape

from asset_map.app import addresses, parts, wording
from asset_map.domain.links_followed import Effect, KnockOn, Step
from asset_map.journeys.knock_on_in_words import after_the_name, in_short

SHOWN = 10
"""So many of each list are shown at once; the rest opens."""


def drawn(name: str, found: KnockOn, *, post: bool) -> str:
    """Return what is sure, and apart from it what one side says, under one sentence on all."""
    title = parts.heading(wording.KNOCK_ON_TITLE, 3)
    short = parts.para(in_short(name, found, post=post), "am-leave")
    if not found.steps:
        return title + short + parts.para(wording.KNOCK_ON_NONE)
    sure = [step for step in found.steps if step.sure]
    lists = (
        (wording.WOULD_STOP, [step for step in sure if step.effect is Effect.STOPS]),
        (wording.WOULD_LOSE, [step for step in sure if step.effect is Effect.STRAINED]),
        (wording.BY_ONE_SIDE, [step for step in found.steps if not step.sure]),
    )
    listed = "".join(_listed(heading, steps) for heading, steps in lists if steps)
    return f"{title}{short}{listed}{parts.para(wording.KNOCK_ON_NOTE, 'am-meta')}"


def _listed(heading: str, steps: list[Step]) -> str:
    sentences = [
        parts.link(addresses.asset(step.asset.id), step.asset.name) + escape(after_the_name(step))
        for step in steps
    ]
    first, rest = sentences[:SHOWN], sentences[SHOWN:]
    more = parts.details(wording.SHOW_MORE.format(count=len(rest)), parts.bullets(rest))
    return parts.heading(heading, 4) + parts.bullets(first) + (more if rest else "")
