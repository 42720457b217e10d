"""What could be done instead, drawn: where what is displaced could go, and what is left nearest."""

from html import escape

from asset_map.app import addresses, parts
from asset_map.app import proposal_wording as words
from asset_map.domain.alternatives import (
    Alternatives,
    Displaced,
    NearestLeft,
    NearestProvider,
    VenueOption,
)
from asset_map.domain.numbers import about, metres_shown

SHOWN = 5
"""So many displaced things are shown at once; the rest opens."""


def drawn(found: Alternatives, level: int = 3) -> str:
    """Return where everything that is displaced could go, and what is left nearest for people."""
    title = parts.heading(words.INSTEAD, level)
    if not found.displaced and not found.for_people:
        return title + parts.para(words.INSTEAD_NONE)
    each = [_displaced(one) for one in found.displaced]
    more = words.AND_MORE.format(count=f"{len(each) - SHOWN:,}")
    rest = parts.details(more, "".join(each[SHOWN:])) if each[SHOWN:] else ""
    lead = parts.para(words.INSTEAD_LEAD) if each else parts.para(words.INSTEAD_NONE)
    people = "".join(_left(one) for one in found.for_people)
    if people:
        people = parts.heading(words.INSTEAD_PEOPLE, level + 1) + people
    return title + lead + "".join(each[:SHOWN]) + rest + people + parts.para(found.note, "am-meta")


def _displaced(one: Displaced) -> str:
    options = parts.bullets(_option(option) for option in one.options)
    summary = f'<div class="am-displaced">{parts.para(one.sentence)}'
    if not one.options:
        return f"{summary}{parts.para(words.INSTEAD_NOWHERE)}</div>"
    count = words.INSTEAD_PLACES.format(count=f"{len(one.options):,}")
    return f"{summary}{parts.details(count, options)}</div>"


def _option(option: VenueOption) -> str:
    link = parts.link(addresses.asset(option.asset_id), option.name)
    return f"{link}: {escape(option.reason)}"


def _left(one: NearestLeft) -> str:
    nearest = parts.bullets(_provider(provider) for provider in one.nearest)
    return parts.para(one.sentence) + (
        parts.details(words.INSTEAD_NEAREST.format(need=one.need.label), nearest)
        if one.nearest
        else ""
    )


def _provider(one: NearestProvider) -> str:
    name = escape(one.name)
    if one.asset_id is not None:
        name = parts.link(addresses.asset(one.asset_id), one.name)
    said = [words.INSTEAD_FOR.format(people=about(one.people))] if one.people is not None else []
    if one.walk_median_m is not None:
        said.append(words.INSTEAD_WALK.format(metres=metres_shown(one.walk_median_m)))
    said.append(words.INSTEAD_ROOM.format(room=words.room(one.capacity)))
    return f"{name}: {escape('; '.join(said))}"
