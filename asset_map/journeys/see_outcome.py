"""Anybody, after a decision: what is so now, beside what was expected of a proposal.

It opens by the rule of the proposal itself. See ``expectations.py`` for what was kept, and when.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import Connection

from asset_map.analysis.meeting import meeting
from asset_map.analysis.reach import Question
from asset_map.db import proposals, session
from asset_map.db.proposals import Expected
from asset_map.db.supply import read_remote, read_supply
from asset_map.db.things import read_things
from asset_map.domain.days import uk_today
from asset_map.domain.numbers import about, counted
from asset_map.domain.proposals import Proposal
from asset_map.domain.rights import Action
from asset_map.domain.things import Thing
from asset_map.journeys.acting import asks
from asset_map.journeys.ground import Ground, ground
from asset_map.journeys.see_proposal import known_id, may_open
from asset_map.journeys.what_meets import covered_by

CAN_TELL = (
    "This tells who lives within reach now, by what we know today, and what is still there. It "
    "does not tell why: other things opened and closed meanwhile, people moved, and lists were put "
    "right. Nor does it tell who used what, or how they fare."
)
NOTHING_KEPT = (
    "Nothing was kept of what was expected of this proposal, so there is nothing to look back on."
)


@dataclass(frozen=True)
class NeedThenAndNow:
    """People living within reach for a need: when it was weighed, expected after it, and now.

    None where no figure is known; the postcodes are beside them. ``standard_m``: the standard then,
    by which now is measured too, whatever is in force.
    """

    need_id: str
    label: str
    standard_m: float
    people_then: float | None
    people_expected: float | None
    people_now: float | None
    postcodes_then: int
    postcodes_expected: int
    postcodes_now: int


@dataclass(frozen=True)
class ThingNow:
    """Something that was to end, or to stop with it: ``sure`` where both sides of a link said so.

    ``there``: it is on the map and has not closed, as far as we know; ``closed``: the day.
    """

    id: UUID
    name: str
    was_changed: bool
    sure: bool
    there: bool
    closed: date | None


@dataclass(frozen=True)
class Outcome:
    """What came of a proposal, beside what was expected.

    ``expected_made``: when that was worked out, None where nothing was kept; ``as_at``: the day
    that it spoke of; ``now``: the day looked at. ``outcome``: what was noted of the decision.
    """

    proposal: Proposal
    outcome: str
    outcome_day: date | None
    expected_made: datetime | None
    as_at: date | None
    checksum: str
    snapshot: str
    now: date
    needs: tuple[NeedThenAndNow, ...]
    things: tuple[ThingNow, ...]
    people_source_then: str | None
    people_as_of_then: str | None

    def sentences(self) -> list[str]:
        """Return it in words."""
        if self.expected_made is None or self.as_at is None:
            return [NOTHING_KEPT]
        return [
            f"Expected on {self.expected_made:%-d %B %Y}, of how things stood on "
            f"{self.as_at:%-d %B %Y}; beside it how they stand on {self.now:%-d %B %Y}.",
            *map(_need_in_words, self.needs),
            *map(_thing_in_words, self.things),
            CAN_TELL,
        ]

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        made, then = self.expected_made, self.as_at
        return {
            "proposal": str(self.proposal.id),
            "title": self.proposal.title,
            "state": self.proposal.state.value,
            "outcome": self.outcome,
            "outcome_day": self.outcome_day.isoformat() if self.outcome_day else None,
            "expected_made": made.isoformat() if made else None,
            "as_at": then.isoformat() if then else None,
            "now": self.now.isoformat(),
            "needs": [vars(one) for one in self.needs],
            "things": [
                {
                    **vars(one),
                    "id": str(one.id),
                    "closed": one.closed.isoformat() if one.closed else None,
                }
                for one in self.things
            ],
            "people_source_then": self.people_source_then,
            "people_as_of_then": self.people_as_of_then,
            "checksum": self.checksum,
            "snapshot": self.snapshot,
            "note": CAN_TELL,
        }


@asks(Action.BROWSE)
def see_outcome(proposal_id: UUID | str, *, at: date | None = None) -> Outcome:
    """Return what is so on a day, today if not set, beside what was expected of a proposal.

    Raises NotFound, as ``see_proposal``, where it does not open to whoever asks.
    """
    now = at or uk_today()
    with session.reading() as connection:
        proposal = may_open(connection, proposal_id)
        known = known_id(proposal_id)
        standing = proposals.standing_of(connection, known)
        kept = _of_the_decision(proposals.expected_of(connection, known), proposal)
        then: Mapping[str, Any] = kept.expected if kept else {"needs": (), "ends": (), "stops": ()}
        return Outcome(
            proposal=proposal,
            outcome=standing.outcome,
            outcome_day=standing.outcome_day,
            expected_made=kept.made if kept else None,
            as_at=date.fromisoformat(then["as_at"]) if kept else None,
            checksum=kept.checksum if kept else "",
            snapshot=kept.snapshot if kept else "",
            now=now,
            needs=_needs(connection, then["needs"], now) if kept else (),
            things=_things(then, read_things(connection, now)) if kept else (),
            people_source_then=then.get("people_source"),
            people_as_of_then=then.get("people_as_of"),
        )


def _of_the_decision(kept: list[Expected], proposal: Proposal) -> Expected | None:
    """Return the last of what was kept up to the day of the decision; else the first of all.

    What is expected of something that happened already expects nothing.
    """
    days = [day for day in (proposal.decision_date, proposal.from_day) if day]
    before = [one for one in kept if days and one.made.date() <= min(days)]
    return next(iter(before or kept[::-1]), None)


def _needs(
    connection: Connection, told: list[Mapping[str, Any]], now: date
) -> tuple[NeedThenAndNow, ...]:
    stand = ground(connection)
    supply, remote = read_supply(connection, now), read_remote(connection, now)
    covered = covered_by(connection, stand, remote)

    def found(row: Mapping[str, Any]) -> NeedThenAndNow:
        meets = meeting(row["need"], supply, remote, covered, len(stand.demand.people))
        question = Question(row["standard_m"], detour=row["detour_factor"])
        within = (stand.reach(meets.providers, question).within > 0) & stand.demand.own
        return NeedThenAndNow(
            need_id=row["need"],
            label=row["label"],
            standard_m=row["standard_m"],
            people_then=row["people_before"],
            people_expected=row["people_after"],
            people_now=_people(stand, within),
            postcodes_then=row["postcodes_before"],
            postcodes_expected=row["postcodes_after"],
            postcodes_now=int(within.sum()),
        )

    return tuple(map(found, told))


def _people(stand: Ground, within: np.ndarray) -> float | None:
    people, own = stand.demand.people, stand.demand.own
    return None if np.isnan(people[own]).all() else float(np.nansum(people[within]))


def _things(then: Mapping[str, Any], things: Mapping[UUID, Thing]) -> tuple[ThingNow, ...]:
    rows = [(row, True, True) for row in then["ends"]]
    rows += [(row, False, row["sure"]) for row in then["stops"]]
    return tuple(
        _now(UUID(row["id"]), row["name"], changed, sure, things) for row, changed, sure in rows
    )


def _now(
    asset_id: UUID, name: str, changed: bool, sure: bool, things: Mapping[UUID, Thing]
) -> ThingNow:
    thing = things.get(asset_id)
    closed = thing.closed if thing else None
    return ThingNow(
        id=asset_id,
        name=thing.name if thing else name,
        was_changed=changed,
        sure=sure,
        there=thing is not None and closed is None,
        closed=closed,
    )


def _need_in_words(one: NeedThenAndNow) -> str:
    if one.people_then is None or one.people_now is None:
        then, expected, now = (
            counted(count, "postcode")
            for count in (one.postcodes_then, one.postcodes_expected, one.postcodes_now)
        )
        return f"{one.label}: {then} in reach at the time, {expected} expected, {now} now."
    return (
        f"{one.label}: {about(one.people_then)} people living within reach at the time, "
        f"{about(one.people_expected)} expected, {about(one.people_now)} now "
        f"({one.standard_m:,.0f} m)."
    )


def _thing_in_words(one: ThingNow) -> str:
    was = "was to end" if one.was_changed else "was to stop" if one.sure else "was perhaps to stop"
    if one.there:
        return f"{one.name} {was}: it is still there, as far as we know."
    if one.closed:
        return f"{one.name} {was}: it closed on {one.closed:%-d %B %Y}."
    return f"{one.name} {was}: no source tells of it any more."
