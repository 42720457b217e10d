"""A steward: shows two assets as one, chooses field by field whose value stays, and takes it back.

Nothing is deleted: both records go on, and what was chosen is a record of its own.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection

from asset_map.db import contributed, deeds, derive, kept, merged, session
from asset_map.db.merged import Joined
from asset_map.db.one_asset import told as told_of
from asset_map.domain.assets import Asset
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput
from asset_map.domain.rights import Action
from asset_map.journeys import decide_twins, take_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.see_asset import find_asset
from asset_map.journeys.side_by_side import (
    InWords,
    Side,
    fields_in,
    in_words,
    plain,
    side_by_side,
)
from asset_map.journeys.typed_of import typed_of
from etl.contributed import changed

__all__ = ["Joined", "look_at_pair", "merge", "see_joined", "take_apart"]

FIRST, SECOND, BOTH = "a", "b", "both"
"""Whose value stays: that of the first, that of the second, or what both say together."""


@dataclass(frozen=True)
class Field:
    """What two say in a field and what they say together, in words by whose it is, and which of it
    the map would show."""

    side: Side
    words: Mapping[str, str]
    default: str


@dataclass(frozen=True)
class Pair:
    """Two assets side by side. ``seen`` tells whether one of them changed since; ``equal``: fields
    in which they do not differ; ``hidden``: the place of one is not to be shown; ``waiting``: how
    much that was sent in about them waits."""

    a: Asset
    b: Asset
    fields: tuple[Field, ...]
    equal: tuple[str, ...]
    hidden: bool
    waiting: int
    seen: str


class ChangedMeanwhile(BadInput):
    """One of the two is not as it was looked at."""


@asks(Action.DECIDE_TWINS)
def look_at_pair(a: str, b: str) -> Pair:
    """Return two assets side by side. Raises BadInput where they cannot be one, or are already."""
    with session.reading() as connection:
        return _pair(connection, a, b)


@asks(Action.DECIDE_TWINS)
def merge(a: str, b: str, chosen: Mapping[str, str], seen: str) -> UUID:
    """Show two assets as one; return its id. ``chosen``: by the name of a field whose value stays,
    where that is not what the map would show; ``seen``: of the pair as whoever decides saw it."""
    person = acting_person()
    with session.transaction() as connection:
        load_id = take_in.begin(connection)
        pair = _pair(connection, a, b)
        if pair.seen != seen:
            raise ChangedMeanwhile(
                "One of the two changed since you looked.", "Look at both again, then decide."
            )
        contents = {
            FIRST: contributed.said_now(connection, pair.a.id),
            SECOND: contributed.said_now(connection, pair.b.id),
        }
        one, other = decide_twins.join(
            connection, str(pair.a.id), str(pair.b.id), person.role.value
        )
        asset_id = contributed.asset_of(connection, one.id)
        now = contributed.said_now(connection, asset_id)
        said = _chosen(pair, chosen, contents, now)
        if said:
            ids = (one.id, other.id)
            merged.choose(connection, load_id, ids, pair.a.kind.value, said, asset_id)
        derive.refresh_assets(connection)
        derive.refresh_places(connection)
        detail = {"other": str(other.id), "fields": sorted(said)}
        deeds.note(connection, person, "chose between twins", "record", one.id, detail)
    return asset_id


@asks(Action.DECIDE_TWINS)
def see_joined(asset_id: str) -> tuple[Asset, tuple[Joined, ...]]:
    """Return an asset, and the pairs of records that it was joined from, by people or by loads."""
    with session.reading() as connection:
        asset = find_asset(connection, asset_id)
        return asset, tuple(merged.joined(connection, asset.id))


@asks(Action.DECIDE_TWINS)
def take_apart(record_a: str, record_b: str) -> decide_twins.Decided:
    """Show two as two again, whatever joined them, and drop what was chosen between them."""
    with session.transaction() as connection:
        take_in.begin(connection)
        return decide_twins.take_apart(connection, record_a, record_b, acting_person().role.value)


def _pair(connection: Connection, a: str, b: str) -> Pair:
    one, other = find_asset(connection, a), find_asset(connection, b)
    if one.id == other.id:
        raise BadInput("They are shown as one already.", "Look at it on the map.")
    if one.kind is not other.kind:
        raise BadInput(
            f"One is a {one.kind.value}, the other a {other.kind.value}: they are two things."
        )
    said = {id: contributed.said_now(connection, id) for id in (one.id, other.id)}
    for gone in (asset for asset in (one, other) if not said[asset.id]):
        raise decide_twins.NotTold(gone.name)
    first, second = (typed_of(one.kind, said[id]) for id in (one.id, other.id))
    both = typed_of(one.kind, merged.together(connection, one.id, other.id))
    sides = side_by_side(one.kind, first, second)
    hidden = not all(
        told_of(connection, asset, uk_today()).exact and not asset.masked for asset in (one, other)
    )
    words = in_words(connection)
    waiting = {sent.id for asset in (one, other) for sent in kept.waiting(connection, asset.id)}
    return Pair(
        a=one,
        b=other,
        fields=tuple(_field(side, both, words) for side in sides if side.differs),
        equal=tuple(side.name for side in sides if not side.differs),
        hidden=hidden,
        waiting=len(waiting),
        seen=_digest(said),
    )


def _field(side: Side, both: Mapping[str, str], words: InWords) -> Field:
    together = {name: both[name] for name in fields_in([side.name]) if both.get(name)}
    default = BOTH
    if _same(together, side.one):
        default = FIRST
    elif _same(together, side.other):
        default = SECOND
    texts = {FIRST: side.one, SECOND: side.other, BOTH: together}
    return Field(side, {whose: words(text) for whose, text in texts.items()}, default)


def _same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return all(
        plain(name, one.get(name, "")) == plain(name, other.get(name, ""))
        for name in {*one, *other}
    )


def _chosen(
    pair: Pair,
    chosen: Mapping[str, str],
    contents: Mapping[str, Mapping[str, Any]],
    now: Mapping[str, Any],
) -> dict[str, Any]:
    """Return what is to be said beside what precedence gives."""
    said: dict[str, Any] = {}
    for field in pair.fields:
        of = chosen.get(field.side.name, field.default)
        if of != field.default and of in contents:
            fields = fields_in([field.side.name])
            said |= changed(pair.a.kind, now, contents[of], fields)
    return said


def _digest(said: Mapping[UUID, Mapping[str, Any]]) -> str:
    """Return what tells that two assets say what they said."""
    as_text = [orjson.dumps(dict(said[id]), option=orjson.OPT_SORT_KEYS) for id in sorted(said)]
    return hashlib.sha256(b"\n".join(as_text)).hexdigest()
