"""What the page on offering help is asked: skills, times and how far in the address, and the place.

The exact place is kept for the visit alone, as on the find page (``find_asked``).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import streamlit as st

from asset_map.app import find_asked, find_search
from asset_map.app.find_asked import FindAsked
from asset_map.app.find_said import METRES_A_MINUTE
from asset_map.domain.offering import FreeTime

NEAR_M = 30.0 * METRES_A_MINUTE
"""How far is looked where nothing else is asked for, walking metres: half an hour."""

ANY = "any"
MOST_SKILLS, LONGEST_SKILL = 20, 80


@dataclass(frozen=True)
class OfferAsked:
    """Where, what somebody can do, and when. ``far_m``: walking metres; None: at any distance."""

    where: FindAsked = field(default_factory=FindAsked)
    skills: tuple[str, ...] = ()
    times: tuple[FreeTime, ...] = ()
    far_m: float | None = NEAR_M

    def query(self) -> dict[str, str | list[str]]:
        """Keep the place for this visit where it is exact; return what the address says."""
        said = find_search.as_query(FindAsked(place=self.where.place))
        said |= {"skill": [*self.skills]} if self.skills else {}
        said |= {"when": [time.value for time in self.times]} if self.times else {}
        if self.far_m != NEAR_M:
            said["far"] = ANY if self.far_m is None else f"{self.far_m:g}"
        return said


def now() -> OfferAsked:
    """Return what the address asks, with what is kept for this visit. Raises BadInput."""
    query = st.query_params
    far = query.get("far", "")
    names = ["search", "place", *(["far"] if far != ANY else [])]
    where = find_asked.read(
        {name: query[name] for name in names if name in query}, find_search.visit_token()
    )
    skills = (skill.strip()[:LONGEST_SKILL] for skill in query.get_all("skill"))
    known = {time.value: time for time in FreeTime}
    return OfferAsked(
        where,
        tuple(dict.fromkeys(skill for skill in skills if skill))[:MOST_SKILLS],
        _each(known[said] for said in query.get_all("when") if said in known),
        None if far == ANY else where.far_m or NEAR_M,
    )


def go(asked: OfferAsked) -> None:
    """Ask something else: one new address, so one way back."""
    st.query_params.from_dict(asked.query())


def _each(times: Iterable[FreeTime]) -> tuple[FreeTime, ...]:
    return tuple(dict.fromkeys(times))
