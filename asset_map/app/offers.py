"""Where somebody could help, as HTML: who asks, who might be glad of it, who does it already."""

from collections.abc import Iterable
from datetime import date
from html import escape

from asset_map.app import addresses, gaps_wording, parts, wording
from asset_map.app import offer_wording as words
from asset_map.domain.ideas import Ask, VolunteersIdea
from asset_map.journeys.offer_help import Chance, Chances

FOUND = "found"
"""What on a phone somebody is led to who asked to find (``find_browser``)."""


def html(chances: Chances, today: date) -> str:
    """Return all that was found, each kind under its heading, and what else somebody can do."""
    asking = words.BEYOND if chances.nobody_within else words.ASKING
    return (
        parts.heading(words.NEAR.format(place=chances.place.label), 2, FOUND)
        + parts.para(chances.sentence(), "am-status")
        + _some(asking, "", (_asking(one, today) for one in chances.asking))
        + _some(words.OTHER_TIMES, "", (_asking(one, today) for one in chances.other_times))
        + _some(
            words.PERHAPS, words.PERHAPS_LEAD, (_perhaps(one, today) for one in chances.perhaps)
        )
        + _some(words.BUREAUS, "", (_card(one, "", today) for one in chances.bureaus))
        + _some(words.THROUGH, words.THROUGH_LEAD, map(_through, chances.through))
        + parts.para(words.NOBODY_TOLD_US)
        + parts.para(chances.note, "am-meta")
    )


def ways_on(find_address: str) -> str:
    """Return what else somebody can do here."""
    ways = ((addresses.ADD, words.ADD), (find_address, words.FIND))
    return parts.heading(words.ELSE) + parts.bullets(parts.link(*way) for way in ways)


def _some(title: str, lead: str, cards: Iterable[str]) -> str:
    listed = list(cards)
    if not listed:
        return ""
    said = parts.para(lead) if lead else ""
    return parts.heading(title, 3) + said + parts.bullets(listed, "am-cards")


def _asking(chance: Chance, today: date) -> str:
    said = [
        (words.ASKS_WHEN if times else words.ASKS_FOR).format(
            skills=", ".join(wish.skill for wish in chance.wishes if wish.times == times),
            times=times,
        )
        for times in dict.fromkeys(wish.times for wish in chance.wishes)
    ]
    unclear = parts.para(words.WHEN_UNKNOWN) if chance.fits is None else ""
    return _card(chance, parts.bullets(map(escape, said), "am-plain") + unclear, today)


def _perhaps(chance: Chance, today: date) -> str:
    said = [words.HELPS.format(skill=_upper(skill), why=why) for skill, why in chance.why]
    return _card(chance, parts.bullets(map(escape, said), "am-plain"), today)


def _card(chance: Chance, body: str, today: date) -> str:
    """Return one card; ``body`` is HTML that was made here."""
    fresh = parts.para(f"{parts.freshness(chance.hit.asset, today, advise=False)}.", "am-meta")
    return parts.card(chance.hit, f"{body}<p>{_reach(chance)}</p>{fresh}")


def _through(idea: VolunteersIdea) -> str:
    name = parts.link(addresses.asset(idea.asset_id), idea.name)
    return (
        f'<div class="am-card"><h4>{name}</h4>{parts.para(f"{_upper(idea.reason)}.")}'
        f"<p>{_whom(idea.ask)} {_ways(idea.ask) or _source(idea.ask)}</p></div>"
    )


def _reach(chance: Chance) -> str:
    """Return how to reach them: by a contact, else where they can be met."""
    ways = _ways(chance.ask)
    if not ways and chance.at and chance.hit.venue_id:
        venue = parts.link(addresses.asset(chance.hit.venue_id), chance.at)
        ways = f"{escape(words.ASK_AT)}{venue}."
    return f"{_whom(chance.ask)} {ways or _source(chance.ask)}".strip()


def _whom(ask: Ask) -> str:
    if not ask.asset_id:
        return ""
    before, after = gaps_wording.IDEAS_ASK.format(name="\n", does=ask.does).split("\n")
    name = parts.link(addresses.asset(ask.asset_id), ask.name)
    return f"{escape(before)}{name}{escape(after)}"


def _ways(ask: Ask) -> str:
    ways = parts.contact({"url": ask.url, "email": ask.email, "phone": ask.phone})
    return f"{escape(wording.CONTACT)}: {', '.join(ways)}." if ways else ""


def _source(ask: Ask) -> str:
    return escape(words.NO_CONTACT.format(source=ask.source))


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
