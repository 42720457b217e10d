"""Anybody: says how two things on the map hang together; the other side confirms or denies it.

What the keeper of one side says is taken in at once, as said by that side; what others say waits.
The other side's keepers get a letter. What both say counts fully; what is denied is taken back.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import (
    assets,
    contributed,
    contributions,
    deeds,
    derive,
    keepers,
    letters,
    loads,
    people,
    session,
    told_links,
)
from asset_map.db.told_links import Told
from asset_map.domain.assets import IN_WORDS, Asset, AssetKind, LinkType, SaidBy
from asset_map.domain.contributions import (
    Consent,
    Contribution,
    Kind,
    Problem,
    State,
    link_goes_live,
)
from asset_map.domain.days import uk_today
from asset_map.domain.errors import AssetMapError, BadInput, NotFound
from asset_map.domain.links_stated import WAYS, Way, ways_of
from asset_map.domain.logged import for_log
from asset_map.domain.people import VISITOR, Person, Role
from asset_map.domain.places import name_key
from asset_map.domain.rights import Action, may
from asset_map.domain.tokens import hashed
from asset_map.journeys import change_asset, like_typed, send_in, take_in
from asset_map.journeys import letter_words as words
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.add_asset import AGREED
from asset_map.journeys.like_typed import Alike
from asset_map.journeys.see_asset import find_asset
from asset_map.journeys.send_in import Sent, Wanted
from asset_map.settings import get_settings

log = logging.getLogger(__name__)

OTHER_SIDE = "the other side"
MOST_LISTED = 200


@dataclass(frozen=True)
class Line:
    """A link as whoever asks may see and change it."""

    told: Told
    may_end: bool
    may_confirm: bool

    @property
    def sentence(self) -> str:
        """Return it in words."""
        return sentence(self.told)


@dataclass(frozen=True)
class Links:
    """The links of an asset. ``ways``: what may be said of it; ``live``: whoever asks keeps it."""

    asset: Asset
    lines: tuple[Line, ...]
    ways: tuple[Way, ...]
    live: bool


@dataclass(frozen=True)
class Statement:
    """What somebody says: of which asset, in which way (a key of WAYS), of what, by name.
    ``chosen``: which of several that may be meant. ``id`` comes with the form."""

    id: UUID
    asset_id: str
    way: str
    name: str
    chosen: str = ""
    email: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of it; else what is wrong, and what the typed name may mean."""

    sent: Sent | None = None
    live: bool = False
    problems: tuple[Problem, ...] = ()
    meant: tuple[Alike, ...] = ()


@dataclass(frozen=True)
class Opened:
    """A link as whoever opens a letter about it sees it. ``answered``: it needs no answer now."""

    sentence: str
    asset_id: UUID
    said_by: SaidBy
    answered: bool
    ended: bool


def sentence(told: Told) -> str:
    """Return a link in words."""
    return f"{told.from_name} {IN_WORDS[told.type]} {told.to_name}."


@asks(Action.BROWSE)
def see_links(asset_id: str) -> Links:
    """Return the links of an asset, each by itself, with who says so."""
    person = acting_person()
    with session.reading() as connection:
        asset = find_asset(connection, asset_id)
        live = keepers.keeps(connection, person.account_id, asset.id)
        found = told_links.of_asset(connection, asset.id, uk_today())
        lines = tuple(_line(connection, one, person) for one in found)
    return Links(asset, lines, ways_of(asset.kind), live)


@asks(Action.CONTRIBUTE)
def state_link(statement: Statement) -> Outcome:
    """Keep what somebody says; from the keeper of a side it is on the map at once."""
    person = acting_person()
    with session.transaction() as connection:
        asset = find_asset(connection, statement.asset_id)
        way = WAYS.get(statement.way)
        if way is None or way.one is not asset.kind:
            return Outcome(problems=(Problem("way", "Choose what you want to say."),))
        other, meant, problem = _meant(connection, asset, way, statement)
        if other is None:
            return Outcome(problems=(problem,) if problem else (), meant=meant)
        ends = (asset.id, other) if way.outward else (other, asset.id)
        by = _keeps(connection, person, ends)
        before = told_links.stated(connection, way.type, ends, uk_today())
        if SaidBy.BOTH in before or len(before) > 1 or by in before:
            return Outcome(problems=(Problem("name", "That is on the map already."),))
        live = _may_go_live(connection, by, way.type, ends)
        wanted = Wanted(
            id=statement.id,
            kind=Kind.LINK,
            said={
                "link_type": way.type.value,
                "link_from": str(ends[0]),
                "link_to": str(ends[1]),
                "link_said_by": (by or (SaidBy.FROM if way.outward else SaidBy.TO)).value,
            },
            consent=Consent(AGREED),
            asset_kind=asset.kind,
            about=asset.id,
            email=statement.email,
        )
        sent = send_in.keep(connection, wanted, person)
    if sent.again or not live:
        return Outcome(sent, live=sent.state is State.ACCEPTED)
    return Outcome(sent, live=_take_live(sent.id))


def take(connection: Connection, load_id: UUID, one: Contribution) -> UUID:
    """Put a link on the map, and write to the keepers of whoever has not said so.

    Raises BadInput where one of its ends is gone, or whoever it was told of denied it meanwhile.
    """
    type, ends = LinkType(one.said["link_type"]), _ends(connection, one)
    link_id = take_in.link_id_of(ends[0], type, ends[1])
    said_by = SaidBy(one.said["link_said_by"])
    known = told_links.of_id(connection, link_id)
    if known is not None and known.withdrawn is None and known.said_by is not said_by:
        said_by = SaidBy.BOTH
    if not contributed.link(connection, load_id, link_id, ends, type, said_by):
        raise _gone()
    derive.refresh_places(connection)
    told = told_links.of_id(connection, link_id)
    if told is None:
        raise _gone()
    _ask_the_silent(connection, one, told)
    return told.saying or ends[0]


@asks(Action.ADD_OWN)
def end_link(asset_id: str, link_id: str) -> None:
    """End a link that people stated: either side's keeper, with one click."""
    with session.transaction() as connection:
        told = _of_mine(connection, asset_id, link_id, confirm=False)
        _end(connection, told)
        deeds.note(connection, acting_person(), "link ended", "asset", told.from_id)


@asks(Action.ADD_OWN)
def confirm_link(asset_id: str, link_id: str) -> None:
    """Confirm a link for the side that has not said so: its keeper, or a steward for those who
    cannot."""
    with session.transaction() as connection:
        told = _of_mine(connection, asset_id, link_id, confirm=True)
        _confirm(connection, told)
        deeds.note(connection, acting_person(), "link confirmed", "asset", told.silent)


@asks(Action.REVIEW)
def see_one_sided() -> tuple[Line, ...]:
    """Return links that people stated and that only one side says, for stewards to confirm."""
    person = acting_person()
    with session.reading() as connection:
        found = told_links.one_sided(connection, MOST_LISTED)
        return tuple(_line(connection, one, person) for one in found)


@asks(Action.CONTRIBUTE)
def open_link(token: str) -> Opened:
    """Return the link that a letter asks about, and change nothing: mail scanners open links."""
    with session.reading() as connection:
        return _opened(*_of_letter(connection, token))


@asks(Action.CONTRIBUTE)
def answer_link(token: str, *, right: bool) -> Opened:
    """Confirm a link by a letter, or deny it, without signing in. The first answer counts."""
    with session.transaction() as connection:
        told, one, side = _of_letter(connection, token)
        if letters.use(connection, hashed(token), words.LINK) is None or told.withdrawn:
            return _opened(told, one, side)
        if not right:
            _deny(connection, told, one)
        elif side == told.silent:
            _confirm(connection, told)
        done = "accepted" if right else "declined"
        contributions.note_turn(connection, one.id, OTHER_SIDE, done)
        deeds.note(connection, VISITOR, f"link {done} by mail", "asset", side)
        return _opened(*_of_letter(connection, token))


def _confirm(connection: Connection, told: Told) -> None:
    told_links.says(connection, told.id, SaidBy.BOTH)


def _deny(connection: Connection, told: Told, one: Contribution) -> None:
    """Take a link back, and tell those who said so, those who deny it, and the stewards."""
    _end(connection, told)
    listed = [*keepers.keepers_of(connection, told.from_id)]
    listed += keepers.keepers_of(connection, told.to_id)
    listed += [one.id for one in people.accounts(connection) if one.role is Role.STEWARD]
    for account in dict.fromkeys(listed):
        if account != one.by_account:
            letters.note(connection, words.LINK_DENIED, one.id, account)
    letters.note(connection, words.LINK_DENIED, one.id)


def _end(connection: Connection, told: Told) -> None:
    loads.wait_for_lock(connection, take_in.WAIT_SECONDS)
    contributed.unlink(connection, told.id)
    derive.refresh_places(connection)


def _ask_the_silent(connection: Connection, one: Contribution, told: Told) -> None:
    """Write to the keepers of a side that did not say so itself."""
    spoke = keepers.keeps(connection, one.by_account, told.saying) if told.saying else True
    sides = [told.silent, *([] if spoke else [told.saying])]
    for side in filter(None, sides):
        for account in keepers.keepers_of(connection, side):
            letters.note(connection, words.LINK, one.id, account)


def _of_letter(connection: Connection, token: str) -> tuple[Told, Contribution, UUID]:
    """Return the link that a letter is about, what it was sent as, and the side that is asked."""
    opened = letters.opened(connection, hashed(token), words.LINK) or letters.used_before(
        connection, hashed(token), words.LINK
    )
    one = contributions.of_id(connection, opened.about) if opened else None
    told = _told(connection, one) if one else None
    if opened is None or one is None or told is None:
        raise _too_old()
    asked = [told.silent, told.to_id, told.from_id]
    side = next(
        (id for id in asked if id and keepers.keeps(connection, opened.account_id, id)), None
    )
    if side is None:  # They keep it no more: it is nobody's to answer by this letter.
        raise _too_old()
    return told, one, side


def _told(connection: Connection, one: Contribution) -> Told | None:
    try:
        ends = _ends(connection, one)
    except BadInput:
        return None
    link_id = take_in.link_id_of(ends[0], LinkType(one.said["link_type"]), ends[1])
    return told_links.of_id(connection, link_id)


def _opened(told: Told, _one: Contribution, side: UUID) -> Opened:
    ended = told.withdrawn is not None
    return Opened(sentence(told), side, told.said_by, ended or told.silent is None, ended)


def _take_live(id: UUID) -> bool:
    """Put what a keeper said on the map; False where it waits, as while a load goes on."""
    try:
        with session.transaction() as connection:
            loads.wait_for_lock(connection, change_asset.PATIENCE_SECONDS)
            one = take_in.held(connection, id)
            if one.state is not State.WAITING:
                return one.state is State.ACCEPTED
            load_id = contributed.begin(connection, get_settings().authority)
            change_asset.accept_by_keeper(connection, one, take(connection, load_id, one))
            return True
    except AssetMapError as error:
        log.info("A keeper's link waits: %s", for_log(error))
        return False


def _meant(
    connection: Connection, asset: Asset, way: Way, statement: Statement
) -> tuple[UUID | None, tuple[Alike, ...], Problem | None]:
    """Return what a typed name means; else what it may mean, and what is wrong."""
    found = like_typed.called(connection, way.other, statement.name)
    found = tuple(one for one in found if one.id != asset.id)
    called_so = [one.id for one in found if name_key(one.name) == name_key(statement.name)]
    chosen = [one.id for one in found if str(one.id) == statement.chosen]
    chosen = chosen or (called_so if len(called_so) == 1 else [])
    if chosen:
        return chosen[0], (), None
    if not found:
        next_step = "Type its name as it is on the map, or add it first."
        return (
            None,
            (),
            Problem("name", f"We know of no {_WHAT[way.other]} called that.", next_step),
        )
    return None, found, Problem("chosen", "It may be one of these on the map.", "Choose which.")


_WHAT: Mapping[AssetKind, str] = {
    AssetKind.GROUP: "group",
    AssetKind.VENUE: "place",
    AssetKind.SERVICE: "service",
}


def _keeps(connection: Connection, person: Person, ends: tuple[UUID, UUID]) -> SaidBy | None:
    """Return which side somebody speaks for; None for neither."""
    from_kept, to_kept = (keepers.keeps(connection, person.account_id, end) for end in ends)
    if from_kept and to_kept:
        return SaidBy.BOTH
    return SaidBy.FROM if from_kept else SaidBy.TO if to_kept else None


def _may_go_live(
    connection: Connection, by: SaidBy | None, type: LinkType, ends: tuple[UUID, UUID]
) -> bool:
    """What was ended or denied before is looked at first, so that no letter comes twice for it."""
    known = told_links.of_id(connection, take_in.link_id_of(ends[0], type, ends[1]))
    return (known is None or known.withdrawn is None) and link_goes_live(
        by_keeper_of_a_side=by is not None, hidden_place=told_links.is_hidden(connection, ends)
    )


def _ends(connection: Connection, one: Contribution) -> tuple[UUID, UUID]:
    found = [_now(connection, UUID(str(one.said[end]))) for end in ("link_from", "link_to")]
    return found[0], found[1]


def _now(connection: Connection, id: UUID) -> UUID:
    if assets.by_id(connection, id) is not None:
        return id
    now = assets.led_on(connection, id)
    if now is None:
        raise _gone()
    return now


def _line(connection: Connection, told: Told, person: Person) -> Line:
    steward = may(person.role, Action.REVIEW)
    kept = [
        end
        for end in (told.from_id, told.to_id)
        if keepers.keeps(connection, person.account_id, end)
    ]
    return Line(
        told,
        may_end=told.by_people and (steward or bool(kept)),
        may_confirm=told.by_people and told.silent is not None and (steward or told.silent in kept),
    )


def _of_mine(connection: Connection, asset_id: str, link_id: str, *, confirm: bool) -> Told:
    """Return a link that whoever asks may end, or confirm. Raises NotFound for all others."""
    try:
        told = told_links.of_id(connection, UUID(link_id))
        ends = {told.from_id, told.to_id} if told else set()
        line = _line(connection, told, acting_person()) if told and UUID(asset_id) in ends else None
    except ValueError:
        line = None
    allowed = line and (line.may_confirm if confirm else line.may_end)
    if line is None or not allowed or line.told.withdrawn:
        raise NotFound("There is no such link that you may change.", "It may have ended.")
    return line.told


def _gone() -> BadInput:
    return BadInput("One of the two is not on the map any more.", "Decline it, or ask.")


def _too_old() -> BadInput:
    return BadInput(
        f"This link does not work any more: each works for {words.LINK_LIVES.days} days.",
        "Sign in, and answer on the page of what you keep.",
    )
