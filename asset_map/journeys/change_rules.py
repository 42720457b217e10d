"""What one change has to be, so that something can be worked out from it.

Each rule gives what is wrong as the rest of a sentence, without its full stop.
"""

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from uuid import UUID

from asset_map.domain.assets import AssetKind
from asset_map.domain.links_followed import Hold, Link
from asset_map.domain.places import normal_postcode
from asset_map.domain.proposals import TAKES, Change, ChangeKind, UserCount
from asset_map.domain.things import Thing

CALLED = {
    ChangeKind.CLOSE: "close",
    ChangeKind.REDUCE: "reduce",
    ChangeKind.MOVE: "move",
    ChangeKind.PAUSE: "pause",
    ChangeKind.OPEN: "open",
    ChangeKind.HAND_OVER: "hand over",
    ChangeKind.END_FUNDING: "end the funding of",
    ChangeKind.END_POST: "end the post",
    ChangeKind.REMOVE_CONDITION: "remove a condition of",
}
"""Each kind as a verb that the name of the asset follows."""

KINDS = {
    AssetKind.GROUP: "a group",
    AssetKind.VENUE: "a venue",
    AssetKind.SERVICE: "a service",
    AssetKind.SKILL_OFFER: "an offer of skills",
}
FIELDS = {
    "share": "a share",
    "other_id": "another asset",
    "postcode": "a postcode",
    "xy": "a place",
    "until": "an end",
    "name": "a name",
    "needs": "needs",
    "capacity": "a capacity",
    "condition": "a condition",
}
LONGEST = 200
"""Characters of a name or a condition."""
MOST_A_WEEK = 1_000_000
"""People: more than any place has room for."""
MOST_COUNTED = 100_000_000


@dataclass(frozen=True)
class Known:
    """What a change is held against, as things stand on the day ``at``.

    ``places``: where the postcodes are that the map has, grid metres; ``beyond``: those outside its
    area; ``gone``: names of assets that no source tells of any more; ``begins``: from when the
    change would be, None where that is not said.
    """

    at: date
    things: Mapping[UUID, Thing]
    links: Collection[Link]
    needs: frozenset[str]
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    beyond: frozenset[str] = frozenset()
    gone: Mapping[UUID, str] = field(default_factory=dict)
    begins: date | None = None

    def name_of(self, asset_id: UUID) -> str:
        """Return the name of an asset, "" where it is not known."""
        thing = self.things.get(asset_id)
        return thing.name if thing else self.gone.get(asset_id, "")


def problems_of(change: Change, known: Known) -> list[str]:
    """Return all that is wrong with a change."""
    found = [*_of_fields(change), *_of_asset(change, known)]
    rule = _RULES.get(change.kind)
    # Of an asset that is not there, nothing else can be told.
    return found if found or rule is None else list(rule(change, known))


def problems_of_count(count: UserCount, known: Known) -> Iterator[str]:
    """Tell what is wrong with a count of users."""
    if count.asset_id not in known.things:
        yield f"there is no asset {count.asset_id}"
    if type(count.count) is not int or not 0 <= count.count <= MOST_COUNTED:
        yield f"{count.count} is no number of people"
    if not count.period.strip():
        yield "it does not say over which time they were counted, such as a week"
    if not count.source.strip():
        yield "it does not say who counted them"


def _of_fields(change: Change) -> Iterator[str]:
    """Tell what does not belong to a change of its kind."""
    for name, called in FIELDS.items():
        # A place is what its postcode was looked up to be.
        if (
            name != "xy"
            and getattr(change, name) not in (None, "", ())
            and (name not in TAKES[change.kind])
        ):
            yield f"it has {called}, which nobody needs to know to {CALLED[change.kind]} something"


def _of_asset(change: Change, known: Known) -> Iterator[str]:
    if change.kind is ChangeKind.OPEN:
        if change.asset_id is not None:
            yield "what opens is new, so it has no id yet"
        return
    if change.asset_id is None:
        yield "it does not say which asset"
        return
    thing = known.things.get(change.asset_id)
    if thing is None:
        yield _unknown(change.asset_id, known)
    elif not _is_there(thing):
        yield f"it {_not_there(thing, known)}"


def _unknown(asset_id: UUID, known: Known) -> str:
    name = known.gone.get(asset_id)
    return (
        f"no source tells of {name} any more"
        if name
        else f"there is no asset with the id {asset_id}"
    )


def _is_there(thing: Thing) -> bool:
    return thing.closed is None and not thing.to_come


def _not_there(thing: Thing, known: Known) -> str:
    if thing.closed is not None:
        return f"closed on {_day(thing.closed)}"
    return f"is not there yet on {_day(known.at)}"


def _reduce(change: Change, _: Known) -> Iterator[str]:
    share = change.share
    if share is None:
        yield "it does not say by how much; give a share such as 0.5 for half"
    elif share == 0:
        yield "a share of 0 takes nothing away; give more, or leave this change out"
    elif share == 1:
        yield "a share of 1 takes all of it away; to say that, close it"
    elif not 0 < share < 1:
        yield f"a share of {share:g} cannot be; give one above 0 and below 1, such as 0.5 for half"


def _move(change: Change, known: Known) -> Iterator[str]:
    thing = known.things[change.asset_id]  # type: ignore[index]  # It was found there before.
    if thing.masked:
        yield "its place is kept hidden, so a proposal must not say where it would go"
    yield from _of_place(change, known)


def _open(change: Change, known: Known) -> Iterator[str]:
    if not change.name.strip():
        yield "what opens has no name"
    if len(change.name) > LONGEST:
        yield f"its name has {len(change.name):,} characters, and at most {LONGEST} are kept"
    if not change.needs:
        yield "it does not say which need it meets, such as library"
    for need in change.needs:
        if need not in known.needs:
            near = get_close_matches(need, sorted(known.needs), n=1)
            yield f"there is no need called {need!r}" + (f"; perhaps {near[0]}" if near else "")
    room = change.capacity
    if room is not None and not (math.isfinite(room) and 0 < room <= MOST_A_WEEK):
        yield f"room for {room:g} people a week cannot be; leave it out if it is not known"
    yield from _of_place(change, known)


def _of_place(change: Change, known: Known) -> Iterator[str]:
    """Tell what is wrong with where a change leads to."""
    if change.other_id is not None and change.postcode:
        yield "it names a venue and a postcode; give one of them"
    elif change.other_id is not None:
        yield from _of_venue(change, change.other_id, known)
    elif not change.postcode.strip():
        yield "it does not say where to; give a venue or a postcode"
    elif normal_postcode(change.postcode) is None:
        yield f"{change.postcode!r} is no postcode"
    elif change.postcode in known.beyond:
        yield f"{change.postcode} is outside the area of this map"
    elif change.postcode not in known.places:
        yield f"this map does not know the postcode {change.postcode}; try one nearby"


def _of_venue(change: Change, venue_id: UUID, known: Known) -> Iterator[str]:
    venue = known.things.get(venue_id)
    if venue is None:
        yield _unknown(venue_id, known)
    elif venue_id == change.asset_id:
        yield "it cannot go to where it is itself"
    elif venue.kind is not AssetKind.VENUE:
        yield f"{venue.name} is {_kind(venue)}, not a venue to go to"
    elif not _is_there(venue):
        yield f"{venue.name}, where it would go, {_not_there(venue, known)}"
    elif venue.masked:
        yield f"the place of {venue.name} is kept hidden, so nothing is worked out for going there"
    elif venue.xy is None:
        yield f"it is not known where {venue.name} is; give a postcode instead"


def _pause(change: Change, known: Known) -> Iterator[str]:
    begins = known.begins or known.at
    if change.until is None:
        yield "it does not say until when"
    elif change.until < begins:
        yield f"it ends on {_day(change.until)}, before it begins on {_day(begins)}"


def _hand_over(change: Change, known: Known) -> Iterator[str]:
    if change.other_id is None:
        yield "it does not say to which group"
        return
    group = known.things.get(change.other_id)
    if group is None:
        yield _unknown(change.other_id, known)
    elif change.other_id == change.asset_id:
        yield "a group cannot be handed over to itself"
    elif group.kind is not AssetKind.GROUP or group.post:
        yield f"{group.name} is {_kind(group)}, not a group that could take it over"
    elif not _is_there(group):
        yield f"{group.name}, which would take it over, {_not_there(group, known)}"


def _end_funding(change: Change, known: Known) -> Iterator[str]:
    funders = {
        link.on.id
        for link in known.links
        if link.hangs.id == change.asset_id and link.hold is Hold.FUNDER
    }
    if change.other_id is not None and change.other_id not in known.things:
        yield _unknown(change.other_id, known)
    elif change.other_id is not None and change.other_id not in funders:
        yield f"the map knows of no funding of it by {known.name_of(change.other_id)}"
    elif not funders:
        yield "the map knows of no funding of it"


def _end_post(change: Change, known: Known) -> Iterator[str]:
    thing = known.things[change.asset_id]  # type: ignore[index]  # It was found there before.
    if not thing.post:
        yield f"it is {_kind(thing)}, not a post"


def _remove_condition(change: Change, _: Known) -> Iterator[str]:
    if not change.condition.strip():
        yield "it does not say which condition; give it in words"
    elif len(change.condition) > LONGEST:
        yield f"the condition has {len(change.condition):,} characters; say it in {LONGEST}"


_RULES: Mapping[ChangeKind, Callable[[Change, Known], Iterator[str]]] = {
    ChangeKind.REDUCE: _reduce,
    ChangeKind.MOVE: _move,
    ChangeKind.OPEN: _open,
    ChangeKind.PAUSE: _pause,
    ChangeKind.HAND_OVER: _hand_over,
    ChangeKind.END_FUNDING: _end_funding,
    ChangeKind.END_POST: _end_post,
    ChangeKind.REMOVE_CONDITION: _remove_condition,
}


def _kind(thing: Thing) -> str:
    return "a post" if thing.post else KINDS[thing.kind]


def _day(when: date) -> str:
    return f"{when:%-d %B %Y}"
