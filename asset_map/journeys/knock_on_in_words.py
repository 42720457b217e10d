"""What follows when something ends, in plain words: one sentence for all, and one a step."""

from asset_map.domain.assets import IN_WORDS, LinkType
from asset_map.domain.links_followed import Effect, KnockOn, Link, Step
from asset_map.domain.numbers import counted

NONE_LEFT = {
    LinkType.MEETS_AT: "no other venue known",
    LinkType.DELIVERED_AT: "no other venue known",
    LinkType.PROVIDED_BY: "nobody else known to provide it",
    LinkType.MANAGED_BY: "nobody else known to manage it",
    LinkType.FUNDED_BY: "no other funder known",
    LinkType.STAFFED_BY: "nobody else known to staff it",
    LinkType.SUPPORTS: "nobody else known to support it",
}
LOST = {
    LinkType.MEETS_AT: "where it meets",
    LinkType.DELIVERED_AT: "where it is delivered",
    LinkType.PROVIDED_BY: "who provides it",
    LinkType.MANAGED_BY: "who manages it",
    LinkType.FUNDED_BY: "who funds it",
    LinkType.STAFFED_BY: "who staffs it",
    LinkType.SUPPORTS: "who supports it",
}
NOTHING = "nothing else that we know of would stop or lose anything"
NOTHING_SURE = "nothing else would surely stop or lose anything"
NAMED = 3
"""So many of what is left are named; more are counted."""


def what_follows(found: KnockOn) -> str:
    """Return in one sentence how much stops, or loses something, because of some changes."""
    stops, strained = found.count(Effect.STOPS), found.count(Effect.STRAINED)
    if not found.steps:
        return f"Because of this {NOTHING}."
    said = [f"{counted(stops, 'more thing')} would stop"] if stops else []
    if strained:
        said.append(f"{strained:,} would lose something" if stops else _would_lose(strained))
    main = " and ".join(said) or NOTHING_SURE
    if found.by_one_side:
        so_many = f"{found.by_one_side:,} more would" if said else f"{found.by_one_side:,} would"
        return f"Because of this {main}; {so_many} if what one side alone says is so."
    return f"Because of this {main}; both sides told us so."


def in_words(step: Step) -> str:
    """Return in one sentence what becomes of an asset, why, and who said so."""
    return f"{step.asset.name}{after_the_name(step)}"


def after_the_name(step: Step) -> str:
    """Return the sentence on a step without the name that it begins with."""
    said = _stops(step) if step.effect is Effect.STOPS else _is_strained(step)
    return f" {said} ({_who_said(step)})."


def _would_lose(count: int) -> str:
    return f"{counted(count, 'thing')} would lose something"


def _stops(step: Step) -> str:
    why = step.because
    verb = "stops meeting" if why.type is LinkType.MEETS_AT else "stops"
    reasons = ", and ".join(_hangs_on(link) for link in step.lost)
    return f"{verb}: it {reasons}; {NONE_LEFT[why.type]}"


def _is_strained(step: Step) -> str:
    why = step.because
    detail = f": {why.detail}" if why.detail else ""
    if why.type is LinkType.FUNDED_BY:
        return f"is strained: its funding by {why.on.name} ends{detail}; {_left(step)}"
    return f"is strained: it loses {why.on.name}, {LOST[why.type]}{detail}; {_left(step)}"


def _left(step: Step) -> str:
    if not step.left:
        return NONE_LEFT[step.because.type]
    names = [link.on.name for link in step.left[:NAMED]]
    more = len(step.left) - len(names)
    names += [f"{more:,} more"] if more else []
    one_side = "" if any(link.by_both for link in step.left) else ", by the word of one side"
    return f"it keeps {' and '.join(names)}{one_side}"


def _hangs_on(link: Link) -> str:
    detail = f", {link.detail}" if link.detail else ""
    return f"{IN_WORDS[link.type]} {link.on.name}{detail}"


def _who_said(step: Step) -> str:
    why = step.because
    said = "said by both sides" if why.teller is None else f"said by {why.teller.name} alone"
    if step.sure or why.teller is not None:
        return said
    return f"{said}; that {why.on.name} ends rests on the word of one side"
