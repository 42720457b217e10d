"""Anybody: says how two things on the map hang together; the other side confirms or denies it.

What the keeper of one side says is taken in at once, as said by that side; what others say waits.
The other side's keepers get a letter. What both say counts fully; what is denied is taken back.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import assets, contributed, derive, keepers, letters, session, told_links
from asset_map.db.told_links import Told
from asset_map.domain.assets import Asset, LinkType, SaidBy
from asset_map.domain.contributions import (
    AGREED,
    Consent,
    Contribution,
    Kind,
    Problem,
    link_goes_live,
)
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput
from asset_map.domain.links_stated import WAYS, Way
from asset_map.domain.rights import Action
from asset_map.journeys import go_live, like_typed, send_in, take_in
from asset_map.journeys import letter_words as words
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.go_live import OwnWord
from asset_map.journeys.like_typed import Alike
from asset_map.journeys.names_now import asset_now
from asset_map.journeys.see_asset import find_asset
from asset_map.journeys.send_in import Wanted

INSTEAD = "link_instead"
"""What something moves away from: the other end of the link that ends."""

MOVED_ALREADY = "What it moves away from has ended already, or stands in a list."


@dataclass(frozen=True)
class Statement:
    """What somebody says: of which asset, in which way (a key of WAYS), of what, by name.
    ``chosen``: which of several that may be meant. ``instead``: the id of a link of the asset, in
    the same way, that ends when this one is on the map: it moved. ``id`` comes with the form."""

    id: UUID
    asset_id: str
    way: str
    name: str
    chosen: str = ""
    instead: str = ""
    email: str = ""


class OtherSide(StrEnum):
    """Who is asked whether a link is right: whoever keeps the other side, if that is another."""

    ASKED = "asked"
    OWN = "own"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Outcome(go_live.Outcome):
    """What became of a link. ``meant``: what the typed name may mean, where that is not clear;
    ``other``: who is asked once it is on the map."""

    meant: tuple[Alike, ...] = ()
    other: OtherSide = OtherSide.ASKED


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
        old = _moves_from(connection, statement.instead, way, asset.id)
        if statement.instead and old is None:
            return Outcome(problems=(Problem("name", MOVED_ALREADY, "Look at what is known."),))
        by = _speaks_for(connection, person.account_id, ends)
        before = told_links.stated(connection, way.type, ends, uk_today())
        if SaidBy.BOTH in before or len(before) > 1 or by in before:
            return Outcome(problems=(Problem("name", "That is on the map already."),))
        live = _may_go_live(connection, by, way.type, ends, moves=old is not None)
        wanted = Wanted(
            id=statement.id,
            kind=Kind.LINK,
            said={
                "link_type": way.type.value,
                "link_from": str(ends[0]),
                "link_to": str(ends[1]),
                "link_said_by": (by or (SaidBy.FROM if way.outward else SaidBy.TO)).value,
                **({INSTEAD: str(old.to_id)} if old else {}),
            },
            consent=Consent(AGREED),
            asset_kind=asset.kind,
            about=asset.id,
            email=statement.email,
        )
        sent = send_in.keep(connection, wanted, person)
        asked = OtherSide.ASKED if keepers.keepers_of(connection, other) else OtherSide.NOBODY
    outcome = Outcome.of(sent, OWN if live else None)
    return replace(outcome, other=OtherSide.OWN if by is SaidBy.BOTH else asked)


def _moves_from(connection: Connection, link_id: str, way: Way, asset_id: UUID) -> Told | None:
    """Return the link that something moves away from; None where there is none that it may end."""
    found = told_links.of_asset(connection, asset_id, uk_today()) if way.outward else []
    return next(
        (one for one in found if str(one.id) == link_id and _may_be_left(one, way.type, asset_id)),
        None,
    )


def _may_be_left(told: Told, type: LinkType, asset_id: UUID) -> bool:
    return told.by_people and told.type is type and told.from_id == asset_id


def take(connection: Connection, load_id: UUID, one: Contribution) -> UUID:
    """Put a link on the map, end the one that it takes the place of, and write to the keepers of
    whoever has not said so.

    Raises BadInput where one of its ends is gone, or whoever it was told of denied it meanwhile.
    """
    type, ends = LinkType(one.said["link_type"]), ends_of(connection, one)
    link_id = take_in.link_id_of(ends[0], type, ends[1])
    said_by = SaidBy(one.said["link_said_by"])
    known = told_links.of_id(connection, link_id)
    if known is not None and known.withdrawn is None and known.said_by is not said_by:
        said_by = SaidBy.BOTH
    if not contributed.link(connection, load_id, link_id, ends, type, said_by):
        raise _gone()
    for old in _left(connection, one, type, ends[0]):
        contributed.unlink(connection, old.id)
    derive.refresh_places(connection)
    told = told_links.of_id(connection, link_id)
    if told is None:
        raise _gone()
    _ask_the_silent(connection, one, told)
    return told.saying or ends[0]


def _left(connection: Connection, one: Contribution, type: LinkType, asset_id: UUID) -> list[Told]:
    """Return the links that end because it moved; none where they ended meanwhile."""
    if INSTEAD not in one.said:
        return []
    said = UUID(str(one.said[INSTEAD]))
    where = {said, assets.led_on(connection, said)}
    found = told_links.of_asset(connection, asset_id, uk_today())
    return [old for old in found if old.to_id in where and _may_be_left(old, type, asset_id)]


def _is_trusted(connection: Connection, one: Contribution) -> bool:
    """Tell whether its sender keeps the side that they speak for, and nobody has to look."""
    ends = ends_of(connection, one)
    by = _speaks_for(connection, one.by_account, ends)
    type, said_by = LinkType(one.said["link_type"]), SaidBy(one.said["link_said_by"])
    live = _may_go_live(connection, by, type, ends, moves=INSTEAD in one.said)
    return by is said_by and not one.note and live


OWN = OwnWord(_is_trusted, take)


def _ask_the_silent(connection: Connection, one: Contribution, told: Told) -> None:
    """Write to the keepers of a side that did not say so itself."""
    spoke = keepers.keeps(connection, one.by_account, told.saying) if told.saying else True
    sides = [told.silent, *([] if spoke else [told.saying])]
    for side in filter(None, sides):
        for account in keepers.keepers_of(connection, side):
            letters.note(connection, words.LINK, one.id, account)


def _meant(
    connection: Connection, asset: Asset, way: Way, statement: Statement
) -> tuple[UUID | None, tuple[Alike, ...], Problem | None]:
    """Return what a typed name means; else what it may mean, and what is wrong."""
    meant = like_typed.meant(
        connection, way.other, statement.name, chosen=statement.chosen, besides=asset.id
    )
    if meant.id:
        return meant.id, (), None
    if meant.found:
        return None, meant.found, like_typed.unclear("chosen", "Choose which.")
    next_step = "Type its name as it is on the map, or add it first."
    return None, (), like_typed.unknown("name", way.other, next_step)


def _speaks_for(
    connection: Connection, account_id: UUID | None, ends: tuple[UUID, UUID]
) -> SaidBy | None:
    """Return which side somebody speaks for, because they keep it; None for neither."""
    from_kept, to_kept = (keepers.keeps(connection, account_id, end) for end in ends)
    if from_kept and to_kept:
        return SaidBy.BOTH
    return SaidBy.FROM if from_kept else SaidBy.TO if to_kept else None


def _may_go_live(
    connection: Connection,
    by: SaidBy | None,
    type: LinkType,
    ends: tuple[UUID, UUID],
    *,
    moves: bool,
) -> bool:
    """What was ended or denied before is looked at first, so that no letter comes twice for it; so
    is that something ``moves`` where whoever keeps its new place says so."""
    if moves and by is SaidBy.TO:
        return False
    known = told_links.of_id(connection, take_in.link_id_of(ends[0], type, ends[1]))
    return (known is None or known.withdrawn is None) and link_goes_live(
        by_keeper_of_a_side=by is not None, hidden_place=told_links.is_hidden(connection, ends)
    )


def ends_of(connection: Connection, one: Contribution) -> tuple[UUID, UUID]:
    """Return both ends of a link as they are by now. Raises BadInput where one is gone."""
    found = [_now(connection, UUID(str(one.said[end]))) for end in ("link_from", "link_to")]
    return found[0], found[1]


def _now(connection: Connection, id: UUID) -> UUID:
    now = asset_now(connection, id)
    if now is None:
        raise _gone()
    return now.id


def _gone() -> BadInput:
    return BadInput("One of the two is not on the map any more.", "Decline it, or ask.")
