"""A resident: who near here asks for what I can do, and when, and how to reach them.

Nothing of the person is kept: what they can do and when is looked up, never written.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite

from sqlalchemy import Connection

from asset_map.analysis.assumptions import DETOUR_FACTOR, NOT_SEEN, minutes_on_foot
from asset_map.db import asks as asked
from asset_map.db import assets, leverage, session, terms
from asset_map.db.asks import Wish
from asset_map.db.near import Found
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput
from asset_map.domain.ideas import Ask, VolunteersIdea
from asset_map.domain.numbers import real_people
from asset_map.domain.offering import FreeTime, fits
from asset_map.domain.places import Place, name_key
from asset_map.domain.rights import Action
from asset_map.domain.terms import Skill
from asset_map.journeys.acting import asks
from asset_map.journeys.hits import Hit, hits_of
from asset_map.journeys.ideas_in_words import ask_of, volunteers_idea
from asset_map.journeys.resolve_place import resolve_place

MOST_ASKING, MOST_PERHAPS, MOST_THROUGH, BEYOND = 50, 5, 3, 3
"""How many are told of each kind; beyond what is near, only the nearest few."""

PERHAPS_WITHIN_M = 2_400
"""How far around is looked for who might need help, where no distance is asked for: 30 minutes."""

MOST_SKILLS, MOST_OWN_WORDS = 20, 12


@dataclass(frozen=True)
class Chance:
    """Where somebody could help. ``hit`` says how far it is; ``ask``: whom to ask, and how.

    ``at``: the venue where they can be met, empty where there is none that may be told.
    ``wishes``: what they ask for. ``fits``: whether it is wanted when the person has time; None
    where their words do not say. ``why``: how a skill would help, where nobody told us that they
    ask.
    """

    hit: Hit
    ask: Ask
    at: str = ""
    wishes: tuple[Wish, ...] = ()
    fits: bool | None = None
    why: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Chances:
    """Where somebody could help near a place, each kind told apart.

    ``asking``: who asks for any of the skills; where nobody within does, the nearest beyond, and
    ``nobody_within`` says so. ``other_times``: who asks, but plainly for other times.
    ``perhaps``: who meets a need that a skill helps with; nobody told us that they need it.
    ``through``: volunteers who help with it already, by fixed areas. ``bureaus``: who brings
    volunteers and groups together, where nobody within asks.
    """

    place: Place
    skills: tuple[str, ...]
    times: tuple[FreeTime, ...]
    within_m: float | None
    asking: tuple[Chance, ...]
    nobody_within: bool
    other_times: tuple[Chance, ...]
    perhaps: tuple[Chance, ...]
    through: tuple[VolunteersIdea, ...]
    bureaus: tuple[Chance, ...]
    note: str = NOT_SEEN

    def sentence(self) -> str:
        """Return in words who asks."""
        place, count = self.place.label, len(self.asking)
        what = f"help with {' or '.join(self.skills)}" if self.skills else "volunteers"
        within = ""
        if self.within_m is not None:
            within = f" within {round(minutes_on_foot(self.within_m)):,} minutes' walk of {place}"
        if count and not self.nobody_within:
            who = "1 asks" if count == 1 else f"{count} ask"
            return f"{who} for {what}{within or f' near {place}'}, nearest first."
        none = f"We know of nobody{within or f' near {place}'} who asks for {what}"
        if self.other_times:
            return f"{none} at these times."
        if self.within_m is None:
            return f"{none}."
        return f"{none}. {'The nearest beyond:' if count else 'Nor of anybody beyond.'}"


@asks(Action.BROWSE)
def offer_help(
    where: str,
    skills: tuple[str, ...] = (),
    *,
    times: tuple[FreeTime, ...] = (),
    within_m: float | None = None,
    at: date | None = None,
) -> Chances:
    """Return where somebody could help with any of some skills; with none: who asks for anything.

    ``within_m`` is walking metres. Raises BadInput for a distance that is none.
    """
    if within_m is not None and not (within_m > 0 and isfinite(within_m)):
        raise BadInput("The distance has to be more than 0 metres, and finite.")
    at = at or uk_today()
    offered = tuple(dict.fromkeys(terms.skill_named(skill) for skill in skills[:MOST_SKILLS]))
    with session.reading() as connection:
        place = resolve_place(connection, where)
        near = _Near(connection, place, offered, within_m, at)
        asking = near.asking(times)
        nobody = within_m is not None and not asking
        in_time = tuple(chance for chance in asking if chance.fits is not False)
        return Chances(
            place,
            offered,
            times,
            within_m,
            asking=near.beyond(times) if nobody else in_time,
            nobody_within=nobody,
            other_times=tuple(chance for chance in asking if chance.fits is False),
            perhaps=near.perhaps(),
            through=near.through(),
            bureaus=() if asking else near.bureaus(),
        )


@asks(Action.BROWSE)
def list_skills() -> tuple[str, ...]:
    """Return the skills to choose from: those we know, then what groups ask for in own words."""
    known = [skill.name for skill in terms.skills().values()]
    with session.reading() as connection:
        return (*known, *asked.own_words(connection, known, MOST_OWN_WORDS))


@dataclass(frozen=True)
class _Near:
    """What is looked for, where."""

    connection: Connection
    place: Place
    skills: tuple[str, ...]
    within_m: float | None
    at: date

    def asking(self, times: tuple[FreeTime, ...]) -> tuple[Chance, ...]:
        straight = None if self.within_m is None else self.within_m / DETOUR_FACTOR
        return self._asking(straight, times, MOST_ASKING)

    def beyond(self, times: tuple[FreeTime, ...]) -> tuple[Chance, ...]:
        return self._asking(None, times, BEYOND)

    def perhaps(self) -> tuple[Chance, ...]:
        known = self._known_skills()
        needs = tuple(dict.fromkeys(need for skill in known for need in skill.needs))
        if not needs:
            return ()
        straight = (self.within_m or PERHAPS_WITHIN_M) / DETOUR_FACTOR
        several = MOST_PERHAPS * 3
        found = asked.helping(
            self.connection, self.place.point, self.skills, needs, straight, self.at, several
        )
        chances = self._chances([one.found for one in found])
        whys = [
            tuple((skill.name, why) for skill in known if (why := _why(skill, one.needs)))
            for one in found
        ]
        told = {chance.hit.asset.id for chance in chances}
        return tuple(
            replace(chance, why=why)
            for chance, why in zip(chances, whys, strict=True)
            if chance.ask.asset_id not in told  # Who runs it is told already.
        )[:MOST_PERHAPS]

    def through(self) -> tuple[VolunteersIdea, ...]:
        ward = asked.ward_at(self.connection, self.place.point) if self.skills else None
        if ward is None:
            return ()
        folded = {name_key(skill) for skill in self.skills}
        offers = leverage.offers(self.connection, folded, ward, self.at)
        offers = sorted(
            offers, key=lambda one: (not one.here, -(real_people(one.people) or 0), one.name)
        )[:MOST_THROUGH]
        keepers = leverage.keepers(self.connection, [one.id for one in offers], self.at)
        return tuple(
            volunteers_idea(one, f"volunteers for {one.skill} already", keepers[one.id])
            for one in offers
        )

    def bureaus(self) -> tuple[Chance, ...]:
        return self._chances(asked.bureaus(self.connection, self.place.point, self.at, BEYOND))

    def _asking(
        self, straight_m: float | None, times: tuple[FreeTime, ...], limit: int
    ) -> tuple[Chance, ...]:
        found = asked.asking(
            self.connection, self.place.point, self.skills, straight_m, self.at, limit
        )
        return tuple(
            replace(chance, wishes=one.wishes, fits=_in_time(one.wishes, times))
            for chance, one in zip(self._chances([one.found for one in found]), found, strict=True)
        )

    def _chances(self, found: list[Found]) -> tuple[Chance, ...]:
        ids = [one.asset_id for one in found]
        known = assets.by_ids(self.connection, ids)
        keepers = leverage.keepers(self.connection, ids, self.at)
        hits = hits_of(self.connection, found, known)
        return tuple(
            Chance(hit, ask_of(keepers[hit.asset.id]), (one.exact and one.venue_name) or "")
            for hit, one in zip(hits, found, strict=True)
        )

    def _known_skills(self) -> list[Skill]:
        known = terms.skills()
        return [known[key] for skill in self.skills if (key := name_key(skill)) in known]


def _why(skill: Skill, needs: Iterable[str]) -> str:
    met = set(needs)
    return next((why for need, why in skill.helps if need in met), "")


def _in_time(wishes: tuple[Wish, ...], times: tuple[FreeTime, ...]) -> bool | None:
    answers = {fits(wish.times, times) for wish in wishes}
    if not times or True in answers:
        return True
    return None if None in answers else False
