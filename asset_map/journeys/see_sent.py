"""Whoever added something: sees what they sent, and begins another one that is much like it.

From the same visit, or with the account that sent it; nobody else learns even that it was sent.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from asset_map.analysis.assumptions import DETOUR_FACTOR
from asset_map.db import alike, assets, contributions, session
from asset_map.domain.contributions import Contribution, Kind, State
from asset_map.domain.days import uk_today
from asset_map.domain.rights import Action
from asset_map.journeys import like_typed, send_elsewhere
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.add_looked import LINKS, hall_of
from asset_map.journeys.where_typed import point_typed
from asset_map.journeys.while_typing import read_times
from asset_map.settings import get_settings

MINUTES = 10
"""What is no farther on foot is told of as near."""

ALIKE = ("covers", "masked", "url", "email", "phone", "group_type", "languages", "belongs")
"""What is mostly the same of several things that one group tells of, beside where they are."""
PLACE = ("postcode", "address", "latitude", "longitude")
"""Where that is; of what is hidden it is in no page once it was sent."""


@dataclass(frozen=True)
class SentPicture:
    """What whoever sent something sees of it: never anybody else.

    ``share``: how many groups and services are in the same hall; ``near``: how many others within
    ten minutes' walk; None where it has no place, or one that is hidden.
    """

    name: str
    state: State
    hours: str
    times: str
    share: int | None = None
    near: int | None = None


@asks(Action.CONTRIBUTE)
def see_sent(id: UUID, *, sent_here: bool) -> SentPicture | None:
    """Return what was sent, to whoever sent it alone: from this visit, or with their account."""
    with session.reading() as connection:
        one = _own(connection, id, sent_here=sent_here)
        if one is None:
            return None
        share, near = _counted(connection, one)
        state = send_elsewhere.all_of(connection, id)[-1].state
    hours = str(one.said.get("hours", ""))
    return SentPicture(one.said["name"], state, hours, read_times(hours), share, near)


@asks(Action.CONTRIBUTE)
def begin_like(id: UUID, *, sent_here: bool) -> dict[str, str]:
    """Return the fields of a form for another one like what was sent: where it is, who it is of,
    and how to ask them. Empty for whoever did not send it."""
    with session.reading() as connection:
        one = _own(connection, id, sent_here=sent_here)
        if one is None or one.asset_kind is None:
            return {}
        fields = ALIKE if one.said.get("masked") == "yes" else (*PLACE, *ALIKE)
        typed = {field: one.said[field] for field in fields if one.said.get(field)}
        for field, link in LINKS.get(one.asset_kind, {}).items():
            typed |= _named(connection, field, str(one.said.get(link.value, "")))
    own = {"contact_own": "yes"} if one.consent.contact else {}
    return {"kind": one.asset_kind.value} | typed | own


def _own(connection: Connection, id: UUID, *, sent_here: bool) -> Contribution | None:
    """Return what somebody added, where it was whoever asks; None for everybody else, and where
    they were erased: then it says nothing any more."""
    person = acting_person()
    one = contributions.of_id(connection, id)
    if one is None or one.kind is not Kind.ADD or not one.said:
        return None
    by_account = person.account_id is not None and one.by_account == person.account_id
    return one if sent_here or by_account else None


def _named(connection: Connection, field: str, stated: str) -> dict[str, str]:
    """Return the name of what a link states, and the choice that it is meant."""
    found = (assets.by_id(connection, id) for id in like_typed.ids_in(stated))
    known = next(filter(None, found), None)
    return {field: known.name, f"{field}_id": str(known.id)} if known else {}


def _counted(connection: Connection, one: Contribution) -> tuple[int | None, int | None]:
    """Count what is around; None where it is hidden, or has no place."""
    at, said = uk_today(), one.said
    venue_id = hall_of(said)
    point = alike.shown_at(connection, venue_id, at) if venue_id else point_typed(connection, said)
    if said.get("masked") == "yes" or point is None:
        return None, None
    metres = MINUTES / 60 * get_settings().walking_kmh * 1000 / DETOUR_FACTOR
    share, near = alike.counted_around(
        connection, at, metres, point=point, venue_id=venue_id, besides=one.asset_id
    )
    return share if venue_id else None, near
