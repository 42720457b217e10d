"""Turns what could help to meet a need into ideas, each with its reason in plain words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from asset_map.db.leverage import Doer, Host, Keeper, Offer
from asset_map.domain.hours import in_words
from asset_map.domain.ideas import Ask, GroupIdea, VenueIdea, VolunteersIdea
from asset_map.domain.numbers import about, counted, metres_shown, real_people, real_people_shown

LINK_IN_WORDS = {
    "managed_by": "manages",
    "provided_by": "provides",
    "meets_at": "uses",
    "delivered_at": "uses",
}
STEPS_IN_WORDS = {True: "step-free", False: "not step-free", None: "nothing known of steps"}


@dataclass(frozen=True)
class RankedHost:
    """A venue, and whom it would help: see ``VenueIdea``.

    ``of_type``: whether venues of its type are known to meet the need.
    """

    host: Host
    people: float | None
    anywhere: float | None
    points: int
    away_m: float
    of_type: bool

    @property
    def gain(self) -> float:
        """Return the people gained, or the postcodes where no figure for people is known."""
        return self.points if self.people is None else self.people

    @property
    def fits(self) -> bool:
        """Tell whether it is known to suit: made for meeting, or like those that meet the need."""
        return self.of_type or self.host.for_meeting

    @property
    def within(self) -> bool:
        """Tell whether it would help anybody: less than half a person is shown as none."""
        return self.gain >= 0.5


@dataclass(frozen=True)
class RankedDoer:
    """A group, its walking metres to the middle of those without, and whether that is near."""

    doer: Doer
    away_m: float | None
    near: bool


def venue_idea(
    found: RankedHost, standard_m: float, *, any_known: bool, keeper: Keeper
) -> VenueIdea:
    """Return a venue as an idea. ``any_known``: whether the need is met anywhere on the map."""
    host = found.host
    metres = f"{standard_m:,.0f} m"
    without = f"none within {metres}" if any_known else "none that we know of"
    if not found.within:
        helped = f"the nearest of them is about {metres_shown(found.away_m)} away"
    elif found.people is not None and about(found.people) == "about 1":
        helped = f"about 1 person who has {without} lives within {metres} of it"
    else:
        who = _people(found.people, found.points)
        helped = f"{who} who have {without} live within {metres} of it"
    return VenueIdea(
        asset_id=host.id,
        name=host.name,
        reason="; ".join([helped, *_of_host(found)]),
        ask=ask_of(keeper),
        last_confirmed=host.last_confirmed,
        gain=found.people,
        gain_anywhere=found.anywhere,
        gain_postcodes=found.points,
        away_m=found.away_m,
        within=found.within,
        venue_type=host.venue_type,
        hours_free=host.hours_free,
        step_free=host.step_free,
        size_people=host.size_people,
    )


def group_idea(found: RankedDoer, keeper: Keeper) -> GroupIdea:
    """Return a group as an idea."""
    doer = found.doer
    said = [f"runs {listed(doer.runs)}" if doer.runs else "meets this need already"]
    if found.away_m is not None:
        said.append(f"about {metres_shown(found.away_m)} from the middle of where they live")
    if doer.exact is False:
        said.append("exact place not shown: counted from the middle of its ward")
    if doer.covers:
        said.append(f"covers {doer.covers}")
    return GroupIdea(
        asset_id=doer.id,
        name=doer.name,
        reason="; ".join(said),
        ask=ask_of(keeper),
        last_confirmed=doer.last_confirmed,
        away_m=found.away_m,
        near=found.near,
        runs=doer.runs,
    )


def volunteers_idea(offer: Offer, why: str, keeper: Keeper) -> VolunteersIdea:
    """Return an offer of volunteers as an idea: counted as real people may be, by fixed areas."""
    shown = real_people_shown(offer.people)
    where = f"{'for' if offer.covering else 'based in'} {offer.area}"
    beside = "" if offer.here else ", which is next to it"
    return VolunteersIdea(
        asset_id=offer.id,
        name=offer.name,
        reason=f"{why}; {shown} of them, {where}{beside}",
        ask=ask_of(keeper),
        last_confirmed=offer.last_confirmed,
        skill=offer.skill,
        people=real_people(offer.people),
        people_shown=shown,
        area=offer.area,
    )


def together(
    venues: Sequence[VenueIdea], groups: Sequence[GroupIdea], volunteers: Sequence[VolunteersIdea]
) -> str:
    """Return the first of each kind as one sentence; empty where there are no two to combine."""
    said = [
        f"{venue.name} {'has free hours' if venue.hours_free else 'may have free hours'}"
        for venue in venues[:1]
        if venue.within
    ]
    for group in groups[:1]:
        does = f"runs {group.runs[0]}" if group.runs else "meets this need"
        said += [f"{group.name} {does} already"] if group.near else []
    said += [f"there are volunteers near for {offer.skill}" for offer in volunteers[:1]]
    return f"Together: {listed(said)}." if len(said) > 1 else ""


def listed(parts: Iterable[str]) -> str:
    """Return ``a, b and c``."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def _of_host(found: RankedHost) -> list[str]:
    host = found.host
    hours = in_words(host.hours_free)
    said = [
        f"free {hours}" if hours else "nothing known of free hours: ask",
        STEPS_IN_WORDS[host.step_free],
    ]
    if host.size_people:
        said.append(f"room for {host.size_people:,}")
    if host.venue_type and not found.fits:
        said.append(f"not known as a place to meet ({host.venue_type}): ask")
    return said


def _people(people: float | None, points: int) -> str:
    if people is None:
        return f"the people of {counted(points, 'postcode')}"
    return f"{about(people)} people"


def ask_of(keeper: Keeper) -> Ask:
    """Return whom to ask about an asset."""
    return Ask(
        source=keeper.source,
        asset_id=keeper.id,
        name=keeper.name or "",
        does=LINK_IN_WORDS[keeper.link] if keeper.link else "",
        url=keeper.url,
        email=keeper.email,
        phone=keeper.phone,
    )
