"""What somebody who types a name may mean: the same thing on the map already, a hall, a group."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from asset_map.analysis.likeness import compared, taken_apart
from asset_map.analysis.verdicts import ALIKE, FEW_COMMON_WORDS, POSTCODE_M, REACH_M
from asset_map.db import alike
from asset_map.db.alike import Named
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Problem
from asset_map.domain.days import uk_today
from asset_map.domain.places import Point, name_key

MOST = 5
SHORTEST = 3
"""So many letters have to be typed before anything is looked for."""
ALIKE_AS_TYPED = 0.65
"""The likeness of two names letter by letter (trigrams, 0 to 1) that is enough: half a word may be
missing while somebody types."""
TOLD = frozenset({AssetKind.GROUP, AssetKind.VENUE, AssetKind.SERVICE})


@dataclass(frozen=True)
class Alike:
    """Something on the map that may be meant. ``where``: what tells it from others of its name; of
    what is hidden its ward alone."""

    id: UUID
    kind: AssetKind
    name: str
    ward: str = ""
    where: str = ""


@dataclass(frozen=True)
class Meant:
    """What a typed name means: ``id``, None where that is not clear. ``found``: all that it may
    mean, for whoever typed it to choose; ``clear``: it is the one thing called just so."""

    id: UUID | None
    found: tuple[Alike, ...] = ()
    clear: bool = False


def same_thing(
    connection: Connection, kind: AssetKind | None, name: str, point: Point | None
) -> tuple[Alike, ...]:
    """Return what may be the same thing, likest first. A group may be on the map as a service.

    ``point``: where it is; what is known to be far from there is none of them.
    """
    key = name_key(name)
    if len(key) < SHORTEST:
        return ()
    kinds = TOLD if kind is not AssetKind.VENUE else frozenset({AssetKind.VENUE})
    if kind in (AssetKind.GROUP, AssetKind.SERVICE):
        kinds = TOLD - {AssetKind.VENUE}
    found = alike.named_like(connection, key, kinds, uk_today(), point)
    return tuple(_told(one) for one in found if _much_alike(key, one) and _not_far(one))[:MOST]


def called(
    connection: Connection, kind: AssetKind, name: str, point: Point | None = None
) -> tuple[Alike, ...]:
    """Return what a typed name of a hall or group may mean: one thing if one is called just so."""
    key = name_key(name)
    if len(key) < SHORTEST:
        return ()
    found = alike.named_like(connection, key, frozenset({kind}), uk_today(), point)
    exact = [one for one in found if one.name_key == key]
    return tuple(_told(one) for one in (exact or found)[:MOST])


def meant(
    connection: Connection,
    kind: AssetKind,
    name: str,
    *,
    chosen: str = "",
    point: Point | None = None,
    besides: UUID | None = None,
) -> Meant:
    """Return which hall, group or service a typed name means.

    ``chosen``: the id that was picked of those offered before; one that nobody offered picks
    nothing. ``point``: where whoever asks is. ``besides``: what cannot be meant: the asset itself.
    """
    found = tuple(one for one in called(connection, kind, name, point) if one.id != besides)
    clear = is_clear(found, name)
    picked = [one.id for one in found if one.id in ids_in(chosen)]
    picked = picked or [one.id for one in found if clear]
    return Meant(picked[0] if picked else None, found, clear)


def unclear(field: str, next_step: str) -> Problem:
    """Return that a typed name may mean several things, or something that is called otherwise."""
    return Problem(field, "It may be one of these on the map.", next_step)


def unknown(field: str, kind: AssetKind, next_step: str) -> Problem:
    """Return that nothing on the map is called as it was typed."""
    return Problem(field, f"We know of no {_WHAT[kind]} called that.", next_step)


_WHAT: Mapping[AssetKind, str] = {
    AssetKind.GROUP: "group",
    AssetKind.VENUE: "place",
    AssetKind.SERVICE: "service",
}


def ids_in(typed: str) -> list[UUID]:
    """Return the ids in a field, parted by commas or semicolons; what is none is left out."""
    found = []
    for text in typed.replace(";", ",").split(","):
        try:
            found.append(UUID(text.strip()))
        except ValueError:
            continue
    return found


def is_clear(found: tuple[Alike, ...], name: str) -> bool:
    """Tell whether what may be meant is one thing that is called just as it was typed."""
    return len(found) == 1 and name_key(found[0].name) == name_key(name)


def _much_alike(key: str, one: Named) -> bool:
    likeness = compared(taken_apart(key), taken_apart(one.name_key))
    if likeness.numbers_differ:
        return False
    more = likeness.extra <= FEW_COMMON_WORDS and likeness.apart == 0
    same_words = likeness.equal or likeness.score >= ALIKE or (more and likeness.shared_own > 0)
    return same_words or one.similarity >= ALIKE_AS_TYPED


def _not_far(one: Named) -> bool:
    return one.metres is None or one.metres <= REACH_M.get(one.kind.value, 0) + POSTCODE_M


def _told(one: Named) -> Alike:
    return Alike(one.id, one.kind, one.name, one.ward, one.where or one.ward)
