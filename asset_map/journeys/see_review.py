"""A steward: what waits for a decision, and everything that one decision takes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import (
    areas,
    assets,
    contributed,
    contributions,
    kept,
    one_asset,
    reference,
    review,
    session,
)
from asset_map.db.review import About, Nearby
from asset_map.domain.assets import Asset, LinkType
from asset_map.domain.contributions import (
    OPEN,
    Contribution,
    Difference,
    Kind,
    Problem,
    State,
    Turn,
)
from asset_map.domain.days import uk_today
from asset_map.domain.errors import NotFound
from asset_map.domain.rights import Action
from asset_map.journeys import change_asset, public_words, take_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.deciding import is_own, may_decide_alone, on_the_map_now
from asset_map.journeys.likely_twins import LikelyTwin, likely_twins
from asset_map.journeys.public_words import Public
from asset_map.journeys.side_by_side import InWords, Side, in_words, side_by_side
from asset_map.journeys.typed_of import typed_of
from etl.privacy import CONTACTS

__all__ = [
    "About",
    "Compared",
    "InQueue",
    "LikelyTwin",
    "Looked",
    "Nearby",
    "Own",
    "Public",
    "Queue",
    "Read",
    "compare",
    "look",
    "queue",
]

LONG = timedelta(days=7)
"""What waits for longer is marked: senders are told that it takes a week."""

PLACE, KEPT_HIDDEN = "place", "kept hidden"
"""What the map says of where something is, where that is shown to nobody."""

AT_ONCE = 200
"""So many are shown at once; all of them are counted."""


@dataclass(frozen=True)
class InQueue:
    """Something that waits, what it is about, and for how many whole days it has waited."""

    one: Contribution
    about: About
    days: int

    @property
    def long(self) -> bool:
        """Tell whether it waits for longer than senders were told."""
        return self.one.state is State.WAITING and self.days >= LONG.days


@dataclass(frozen=True)
class Queue:
    """What waits, together what is about one thing, the longest waiting first.

    ``counts``: all that waits, or was asked about, by state and kind. ``wards``: of what waits, by
    code. ``long``: how many of what was asked for wait for long; ``more``: how many of it are not
    shown.
    """

    groups: tuple[tuple[InQueue, ...], ...]
    counts: Mapping[tuple[State, Kind], int]
    wards: Mapping[str, str]
    long: int
    more: int


@dataclass(frozen=True)
class Read:
    """How what somebody typed was read: the place in words, the weekly times, the needs, what
    stands in the way, and what is doubtful."""

    place: Nearby | None
    covers: tuple[str, ...]
    sessions: tuple[Mapping[str, str], ...]
    needs: tuple[str, ...]
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...]


class Own(Enum):
    """Whether whoever looks sent it in themselves, and may decide on it all the same."""

    NO = "no"
    ANOTHER_DECIDES = "another decides"
    ALONE = "nobody else may decide"


@dataclass(frozen=True)
class Looked:
    """Everything that a decision takes. ``by_role``: of the account that sent it, empty for
    somebody with a confirmed address; ``history``: how many of the same sender's came to what;
    ``others``: what else waits about the same thing; ``named``: assets that it names, by id;
    ``private``: contacts that may be a private person's, and are shown to nobody; ``told``: what
    was typed, with needs, areas and languages by their names; ``public``: words that everybody will
    read, or reads already where it is ``published``."""

    one: Contribution
    about: About
    asset: Asset | None
    proposal: str
    differences: tuple[Difference, ...]
    read: Read | None
    alike: tuple[LikelyTwin, ...]
    by_role: str
    history: Mapping[State, int]
    turns: tuple[Turn, ...]
    can_ask: bool
    others: tuple[UUID, ...]
    named: Mapping[str, str]
    private: frozenset[str]
    days: int
    told: Mapping[str, object]
    public: tuple[Public, ...]
    published: bool
    own: Own


@dataclass(frozen=True)
class Compared:
    """What the map says in a field and what was sent, both in words."""

    side: Side
    on_map: str
    sent: str


@asks(Action.REVIEW)
def queue(ward: str = "", kind: Kind | None = None) -> Queue:
    """Return what waits for a decision, or for its sender's answer."""
    now = datetime.now(UTC)
    with session.reading() as connection:
        found = contributions.listed(connection, OPEN)
        told = review.about(connection, found)
        counts = review.counts(connection)
    waiting = [
        InQueue(one, told[one.id], (now - _since(one)).days)
        for one in sorted(found, key=lambda one: (_since(one), one.id))
    ]
    wards = {one.about.ward: one.about.ward_name for one in waiting if one.about.ward}
    asked = [
        one
        for one in waiting
        if (not ward or one.about.ward == ward) and (kind is None or one.one.kind is kind)
    ]
    return Queue(
        _together(asked[:AT_ONCE]),
        counts,
        dict(sorted(wards.items(), key=lambda ward: ward[1])),
        sum(one.long for one in asked),
        len(asked[AT_ONCE:]),
    )


@asks(Action.REVIEW)
def look(id: UUID) -> Looked:
    """Return everything that a decision on a contribution takes. Raises NotFound for none."""
    with session.reading() as connection:
        sent = contributions.of_id(connection, id)
        if sent is None or sent.state is State.HELD:
            raise NotFound("There is no such contribution.", "It may have been deleted.")
        one = on_the_map_now(connection, sent)
        asset = assets.by_id(connection, one.about) if one.about else None
        read, alike = _read(connection, one)
        now = public_words.now_public(connection, one)
        by_name = in_words(connection)
        return Looked(
            one=one,
            about=review.about(connection, [one])[one.id],
            asset=asset,
            proposal=review.proposal_title(connection, one.about) if one.about else "",
            differences=tuple(
                _by_name(differs, by_name) for differs in change_asset.differences(connection, one)
            ),
            read=read,
            alike=alike,
            by_role=review.role_of(connection, one.by_account),
            history=contributions.history_of(connection, one.sender, one.by_account),
            turns=tuple(contributions.turns(connection, id)),
            can_ask=contributions.address_of(connection, id) is not None,
            others=_others(connection, one),
            named=_named(connection, one),
            private=_private(one, read),
            days=(datetime.now(UTC) - _since(one)).days,
            told={field: _told(field, text, by_name) for field, text in one.said.items()},
            public=public_words.looked_through(connection, one, now or None),
            published=bool(now),
            own=_own(connection, one),
        )


@asks(Action.REVIEW)
def compare(id: UUID, asset_id: UUID) -> tuple[Looked, Asset, tuple[Compared, ...]]:
    """Return a contribution that adds something beside an asset that it may be a part of."""
    looked = look(id)
    sent = {name: text for name, text in looked.one.said.items() if name not in looked.private}
    with session.reading() as connection:
        asset = assets.by_id(connection, asset_id)
        if asset is None or asset.kind is not looked.one.asset_kind:
            raise NotFound("That is not on the map any more.", "Look at the contribution again.")
        now = typed_of(asset.kind, contributed.said_now(connection, asset_id))
        words = in_words(connection)
        shown = one_asset.told(connection, asset, uk_today()).exact and not asset.masked
        found = [
            Compared(
                side,
                words(side.one) if shown or side.name != PLACE or not side.one else KEPT_HIDDEN,
                words(side.other),
            )
            for side in side_by_side(asset.kind, now, sent)
        ]
        found += _links(connection, looked, asset)
    return looked, asset, tuple(found)


def _links(connection: Connection, looked: Looked, asset: Asset) -> list[Compared]:
    """Return the links that were sent beside those of their sort that the map has."""
    linked = assets.linked(connection, asset.id, uk_today())
    found = []
    for link in LinkType:
        said = str(looked.one.said.get(link.value, ""))
        known = {str(one.id): one.name for one in linked if one.outward and one.link_type is link}
        if said and said not in known:
            names = ", ".join(known.values())
            side = Side(link.value, {link.value: names} if names else {}, {link.value: said})
            found.append(Compared(side, names, looked.named.get(said, said)))
    return found


def _own(connection: Connection, one: Contribution) -> Own:
    person = acting_person()
    if not is_own(person, one):
        return Own.NO
    return Own.ALONE if may_decide_alone(connection, person) else Own.ANOTHER_DECIDES


def _told(field: str, text: object, by_name: InWords) -> object:
    """Return what was typed in a field, with names in place of codes."""
    return by_name({field: text}) if field in _CODES and isinstance(text, str) else text


def _by_name(one: Difference, by_name: InWords) -> Difference:
    now, seen, then = (_told(one.field, text, by_name) for text in (one.now, one.seen, one.then))
    # Whether the map moved on is told by what was typed: the names say the same of it.
    return replace(one, now=now, seen=seen, then=then)


def _since(one: Contribution) -> datetime:
    return one.confirmed or one.sent


def _together(found: Iterable[InQueue]) -> tuple[tuple[InQueue, ...], ...]:
    groups: dict[UUID, list[InQueue]] = {}
    for one in found:
        about = one.about.asset_id or one.one.about or one.one.id
        groups.setdefault(about, []).append(one)
    return tuple(tuple(group) for group in groups.values())


def _others(connection: Connection, one: Contribution) -> tuple[UUID, ...]:
    """Return what else waits about the same thing, also under an id that leads there by now."""
    if one.about is None:
        return ()
    found = kept.waiting(connection, one.about)
    return tuple(other.id for other in found if other.id != one.id)


def _named(connection: Connection, one: Contribution) -> dict[str, str]:
    """Return the names of assets whose ids were sent, as of the hall that was chosen."""
    said = (part.strip() for text in one.said.values() for part in str(text).split(","))
    ids = [UUID(part) for part in said if _ID.fullmatch(part)]
    return {str(id): asset.name for id, asset in assets.by_ids(connection, ids).items()}


def _private(one: Contribution, read: Read | None) -> frozenset[str]:
    if read is None or one.consent.contact:
        return frozenset()
    return frozenset(CONTACTS) & {problem.field for problem in read.problems}


_CODES = frozenset({"needs", "covers", "languages"})
"""Fields in which codes stand for names."""
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _read(connection: Connection, one: Contribution) -> tuple[Read | None, tuple[LikelyTwin, ...]]:
    """Return how what was typed is read, and what it may be a part of; nothing for a change."""
    if one.kind is not Kind.ADD or one.asset_kind is None:
        return None, ()
    found = take_in.read_typed(
        connection, one.asset_kind, one.said, contact_is_own=one.consent.contact
    )
    content = found.content
    labels = {need.id: need.label for need in reference.needs(connection)}
    placed = content.get("easting") is not None
    covers = content.get("covers") or ()
    listed = areas.listed(connection, None, None) if covers else ()
    names = {area.code: area.name for area in listed}
    read = Read(
        review.nearby(connection, content["easting"], content["northing"]) if placed else None,
        tuple(names.get(code, code) for code in covers),
        tuple(content.get("sessions") or ()),
        tuple(labels.get(need, need) for need in content.get("needs") or ()),
        found.problems,
        found.doubts,
    )
    alike = likely_twins(connection, one.asset_kind, content)
    # What it became is no twin of it.
    return read, tuple(other for other in alike if other.asset_id != one.asset_id)
