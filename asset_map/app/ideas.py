"""What could meet a need in an area: places, groups, volunteers, each with whom to ask, as HTML."""

from collections.abc import Sequence
from datetime import date
from html import escape

from asset_map.app import addresses, parts, wording
from asset_map.app import gaps_wording as words
from asset_map.domain.assets import confirmed_since
from asset_map.domain.ideas import NOBODY_TOLD_US, ONLY_IDEAS, Ask, Idea, Ideas


def draw(ideas: Ideas, level: int = 3) -> None:
    """Draw the ideas, their headings from a level on."""
    parts.draw(html(ideas, level))


def html(ideas: Ideas, level: int = 3) -> str:
    """Return the ideas with what they rest on, their headings from a level on."""
    remote = ideas.remote()
    kinds: tuple[tuple[str, Sequence[Idea], str], ...] = (
        (words.IDEAS_VENUES, ideas.venues, ideas.no_venue()),
        (words.IDEAS_GROUPS, ideas.groups, ideas.no_group()),
        (words.IDEAS_VOLUNTEERS, ideas.volunteers, ideas.no_volunteers()),
    )
    return (
        f'<section class="am-ideas">{parts.para(ideas.gap(), "am-status")}'
        f"{parts.para(remote) if remote else ''}"
        f"{_together(ideas)}"
        f"{''.join(_kind(title, some, none, ideas.at, level) for title, some, none in kinds)}"
        f"{_rests(ideas)}</section>"
    )


def _together(ideas: Ideas) -> str:
    if not ideas.together:
        return ""
    return parts.notice(words.IDEAS_TOGETHER, ideas.together, parts.para(ONLY_IDEAS, "am-meta"))


def _kind(title: str, found: Sequence[Idea], none: str, at: date, level: int) -> str:
    if not found and not none:
        return ""
    said = parts.para(none) if none else ""
    cards = parts.bullets((_card(idea, at) for idea in found), "am-cards")
    return parts.heading(title, level) + said + (cards if found else "")


def _card(idea: Idea, at: date) -> str:
    name = parts.link(addresses.asset(idea.asset_id), idea.name)
    reason = idea.reason[0].upper() + idea.reason[1:]
    return (
        f'<div class="am-card"><p class="am-notice-title">{name}</p>{parts.para(f"{reason}.")}'
        f"<p>{_ask(idea.ask)}</p>{parts.para(f'{_freshness(idea, at)}.', 'am-meta')}</div>"
    )


def _ask(ask: Ask) -> str:
    said = []
    if ask.asset_id:
        before, after = words.IDEAS_ASK.format(name="\n", does=ask.does).split("\n")
        name = parts.link(addresses.asset(ask.asset_id), ask.name)
        said.append(f"{escape(before)}{name}{escape(after)}")
    ways = parts.contact({"url": ask.url, "email": ask.email, "phone": ask.phone})
    if ways:
        said.append(f"{escape(wording.CONTACT)}: {', '.join(ways)}.")
    else:
        said.append(escape(words.IDEAS_NO_CONTACT.format(source=ask.source)))
    return " ".join(said)


def _freshness(idea: Idea, at: date) -> str:
    if idea.last_confirmed is None:
        return wording.NEVER_CONFIRMED
    said = wording.CONFIRMED_ON.format(day=wording.day(idea.last_confirmed))
    lately = idea.last_confirmed >= confirmed_since(at)
    return said if lately else f"{said}, {wording.OVER_A_YEAR}"


def _rests(ideas: Ideas) -> str:
    people = wording.PEOPLE_FROM.format(
        source=ideas.people_source or wording.NO_PEOPLE,
        as_of=ideas.people_as_of or wording.NO_DATE,
    )
    at = wording.AS_AT.format(day=wording.day(ideas.at))
    said = [NOBODY_TOLD_US, people, at, ideas.note]
    said += [] if ideas.together or not ideas.lacking else [ONLY_IDEAS]
    return f'<div class="am-rests">{"".join(parts.para(line) for line in said)}</div>'
