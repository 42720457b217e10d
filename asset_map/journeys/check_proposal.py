"""Whether the changes of a proposal can be made at all: every problem names its change.

Nothing is worked out from a proposal that is not wholly understood.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from asset_map.analysis.situation import Situation
from asset_map.db import assets, postcodes, reference
from asset_map.db.links_read import read_links
from asset_map.db.things import read_things
from asset_map.domain.errors import BadInput
from asset_map.domain.links_followed import Link
from asset_map.domain.places import normal_postcode
from asset_map.domain.proposals import Change, Proposal
from asset_map.domain.things import Thing
from asset_map.journeys.change_rules import CALLED, Known, problems_of, problems_of_count
from asset_map.journeys.contradictions import contradictions
from asset_map.journeys.proposal_facts import few

AGAIN = "Mend the proposal and try again."


@dataclass(frozen=True)
class Problem:
    """What is wrong with a change, by its number from 1 on; None: with a user count."""

    number: int | None
    sentence: str


def checked(connection: Connection, situation: Situation, proposal: Proposal) -> Proposal:
    """Return a proposal with its postcodes looked up, and old ids led on to what they are now.

    Raises BadInput with one sentence for each change that cannot be made.
    """
    ground = Ground(
        situation.at,
        situation.things,
        situation.world.links,
        frozenset(need.id for need in situation.needs),
    )
    found, problems = look_through(connection, ground, proposal)
    refuse(problems)
    return found


def checked_on(connection: Connection, proposal: Proposal, at: date) -> Proposal:
    """Return a proposal as ``checked`` does, for who has not read how things stand on the day."""
    found, problems = look_through(connection, ground_of(connection, at, proposal), proposal)
    refuse(problems)
    return found


def refuse(problems: Collection[Problem]) -> None:
    """Raise BadInput with the sentences of problems, if there are any."""
    if problems:
        raise BadInput(few([problem.sentence for problem in problems]), AGAIN)


@dataclass(frozen=True)
class Ground:
    """What changes are held against, before the ids and postcodes of a proposal are looked up."""

    at: date
    things: Mapping[UUID, Thing]
    links: Collection[Link]
    needs: frozenset[str]


def ground_on(connection: Connection, at: date) -> Ground:
    """Read everything that changes may be held against on a day, for what names assets by name."""
    return Ground(at, read_things(connection, at), read_links(connection, at), _needs(connection))


def ground_of(connection: Connection, at: date, proposal: Proposal) -> Ground:
    """Read what the changes of a proposal are held against on a day: what they name, its links, and
    what is at their other ends; of many assets, few."""
    named = _named(proposal)
    things = read_things(connection, at, named)
    led = {now for id in named - things.keys() if (now := assets.led_on(connection, id))}
    links = read_links(connection, at, of=named | led)
    ends = {end.id for link in links for end in (link.hangs, link.on)}
    return Ground(
        at,
        things | read_things(connection, at, (led | ends) - things.keys()),
        links,
        _needs(connection),
    )


def _needs(connection: Connection) -> frozenset[str]:
    return frozenset(need.id for need in reference.needs(connection))


def look_through(
    connection: Connection, ground: Ground, proposal: Proposal
) -> tuple[Proposal, list[Problem]]:
    """Return a proposal with all looked up that can be, and every problem in it."""
    found = _led_on(connection, ground.things, proposal)
    known = _known(connection, ground, found)
    ready = replace(found, changes=tuple(_placed(one, known) for one in found.changes))
    of_changes = [
        (number, said)
        for number, change in enumerate(ready.changes, 1)
        for said in problems_of(change, replace(known, begins=change.from_day or ready.from_day))
    ]
    of_changes += contradictions(ready.changes, ground.things)
    problems = [
        Problem(number, f"{_title(number, ready, known)}: {said}.")
        for number, said in sorted(of_changes, key=lambda problem: problem[0])
    ]
    problems += [
        Problem(None, f"User count {number}: {said}.")
        for number, count in enumerate(ready.user_counts, 1)
        for said in problems_of_count(count, known)
    ]
    return ready, problems


def _title(number: int, proposal: Proposal, known: Known) -> str:
    """Return how a change is told from others: "Change 2 of “Libraries” (move Lunch)"."""
    change = proposal.changes[number - 1]
    what = change.name.strip() if change.asset_id is None else known.name_of(change.asset_id)
    # What is only tried has no directorate, and its title says nothing.
    among = f" of “{proposal.title}”" if proposal.directorate else ""
    return f"Change {number}{among} ({' '.join(filter(None, (CALLED[change.kind], what)))})"


def _led_on(connection: Connection, things: Mapping[UUID, Thing], proposal: Proposal) -> Proposal:
    """Return a proposal with the ids of what was joined to something else led on to that."""

    def now(asset_id: UUID | None) -> UUID | None:
        if asset_id is None or asset_id in things:
            return asset_id
        return assets.led_on(connection, asset_id) or asset_id

    return replace(
        proposal,
        changes=tuple(
            replace(
                change,
                asset_id=now(change.asset_id),
                other_id=now(change.other_id),
                needs=tuple(dict.fromkeys(change.needs)),
            )
            for change in proposal.changes
        ),
        user_counts=tuple(
            replace(count, asset_id=now(count.asset_id) or count.asset_id)
            for count in proposal.user_counts
        ),
    )


def _known(connection: Connection, ground: Ground, proposal: Proposal) -> Known:
    """Look up what a proposal names: postcodes, and assets that no source tells of any more."""
    codes = sorted({code for one in proposal.changes if (code := normal_postcode(one.postcode))})
    places = postcodes.points_of(connection, codes) if codes else {}
    lost = [code for code in codes if code not in places]
    gone = _named(proposal) - ground.things.keys()
    return Known(
        at=ground.at,
        things=ground.things,
        links=ground.links,
        needs=ground.needs,
        places=places,
        beyond=frozenset(postcodes.beyond_the_map(connection, lost) if lost else ()),
        gone={id: one.name for id, one in assets.by_ids(connection, list(gone)).items()},
    )


def _named(proposal: Proposal) -> set[UUID]:
    """Return the assets that a proposal names."""
    named = {
        *(change.asset_id for change in proposal.changes),
        *(change.other_id for change in proposal.changes),
        *(count.asset_id for count in proposal.user_counts),
    }
    return {one for one in named if one is not None}


def _placed(change: Change, known: Known) -> Change:
    """Return a change with its postcode as it is usually written, and where that is."""
    code = normal_postcode(change.postcode)
    return replace(change, postcode=code or change.postcode, xy=known.places.get(code or ""))
