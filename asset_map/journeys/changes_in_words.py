"""What is proposed, in plain words: one sentence for each change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_map.domain.assets import AssetKind
from asset_map.domain.numbers import counted, real_people_shown
from asset_map.domain.proposals import Change, ChangeKind, Proposal, UserCount

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from uuid import UUID

    from asset_map.domain.things import Thing

NO_FIGURE = "no figure follows from this: what it opens is for people to say"
NOT_KNOWN = "something that is not on the map"
NAMED = 3
"""So many changes of a proposal are named in a sentence; more are counted."""


def change_in_words(
    change: Change, things: Mapping[UUID, Thing], from_day: date | None = None
) -> str:
    """Return a change as a sentence without its full stop: "Close X from 1 April 2027".

    ``from_day``: of its proposal, where the change has none of its own.
    """
    said = _SAID[change.kind](change, things)
    begins = change.from_day or from_day
    said += f" from {begins:%-d %B %Y}" if begins else ""
    if change.until:
        said += f" until {change.until:%-d %B %Y}"
    return f"{said}: {NO_FIGURE}" if change.kind is ChangeKind.REMOVE_CONDITION else said


def proposal_in_words(
    proposal: Proposal, things: Mapping[UUID, Thing], *, named: int = NAMED
) -> str:
    """Return what a proposal would change, in one clause; of many changes the first are named."""
    said = [change_in_words(one, things, proposal.from_day) for one in proposal.changes]
    if not said:
        return "nothing is changed"
    told = "; ".join(_lower(one) for one in said[:named])
    more = len(said) - named
    if more <= 0:
        return told
    return f"{told}{'' if named == 1 else ';'} and {counted(more, 'more change')}"


def user_count_in_words(count: UserCount, things: Mapping[UUID, Thing]) -> str:
    """Return how many people somebody counted, who are real, as a sentence."""
    people = real_people_shown(count.count)
    return (
        f"{people} {count.period} at {name_of(count.asset_id, things)} ({count.source}, "
        f"{count.as_of:%-d %B %Y})."
    )


def name_of(asset_id: UUID | None, things: Mapping[UUID, Thing]) -> str:
    """Return the name of an asset."""
    thing = things.get(asset_id) if asset_id is not None else None
    return NOT_KNOWN if thing is None else thing.name


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _close(change: Change, things: Mapping[UUID, Thing]) -> str:
    """A venue closes; a group and a service end, and so does a post."""
    thing = things.get(change.asset_id) if change.asset_id is not None else None
    if thing is not None and thing.post:
        return _end_post(change, things)
    closes = thing is None or thing.kind is AssetKind.VENUE
    return f"{'Close' if closes else 'End'} {name_of(change.asset_id, things)}"


def _reduce(change: Change, things: Mapping[UUID, Thing]) -> str:
    return f"Reduce {name_of(change.asset_id, things)} by {100 * (change.share or 0):g}%"


def _move(change: Change, things: Mapping[UUID, Thing]) -> str:
    return f"Move {name_of(change.asset_id, things)} to {_place(change, things)}"


def _pause(change: Change, things: Mapping[UUID, Thing]) -> str:
    return f"Pause {name_of(change.asset_id, things)}"


def _open(change: Change, things: Mapping[UUID, Thing]) -> str:
    room = "" if change.capacity is None else f", with room for {change.capacity:g} people a week"
    return f"Open {change.name} at {_place(change, things)}{room}"


def _hand_over(change: Change, things: Mapping[UUID, Thing]) -> str:
    return f"Hand {name_of(change.asset_id, things)} over to {name_of(change.other_id, things)}"


def _end_funding(change: Change, things: Mapping[UUID, Thing]) -> str:
    asset = name_of(change.asset_id, things)
    if change.other_id is None:
        return f"End all funding of {asset}"
    return f"End the funding of {asset} by {name_of(change.other_id, things)}"


def _end_post(change: Change, things: Mapping[UUID, Thing]) -> str:
    return f"End the post {name_of(change.asset_id, things)}"


def _remove_condition(change: Change, things: Mapping[UUID, Thing]) -> str:
    return f"Remove the condition “{change.condition}” of {name_of(change.asset_id, things)}"


def _place(change: Change, things: Mapping[UUID, Thing]) -> str:
    return name_of(change.other_id, things) if change.other_id is not None else change.postcode


_SAID: dict[ChangeKind, Callable[[Change, Mapping[UUID, Thing]], str]] = {
    ChangeKind.CLOSE: _close,
    ChangeKind.REDUCE: _reduce,
    ChangeKind.MOVE: _move,
    ChangeKind.PAUSE: _pause,
    ChangeKind.OPEN: _open,
    ChangeKind.HAND_OVER: _hand_over,
    ChangeKind.END_FUNDING: _end_funding,
    ChangeKind.END_POST: _end_post,
    ChangeKind.REMOVE_CONDITION: _remove_condition,
}
