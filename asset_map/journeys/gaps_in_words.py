"""Gaps in words: one sentence on an area and a need, and what the figures rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_map.domain.numbers import about, counted, metres_shown
from asset_map.domain.reach import WEEKDAYS, Narrowing, When

NEAR = {
    "company": "company and someone to talk to",
    "food": "help with food",
    "money": "help with money and benefits",
    "advice": "advice",
    "mental_wellbeing": "help with mental wellbeing",
    "health": "health care",
    "under_fives": "something for under-fives",
    "young_people": "something for young people",
    "older_people": "something for older people",
    "caring": "help for those who care for someone",
    "disability": "something for disabled people",
    "getting_active": "somewhere to get active",
    "green_space": "a green space",
    "learning": "somewhere to learn",
    "work": "help with work and training",
    "library": "a library",
    "culture": "arts and culture",
    "faith": "a faith community",
    "housing": "help with housing",
    "warm_space": "a warm place",
    "place_to_meet": "a place to meet",
    "urgent_help": "urgent help",
}
"""What people live near that meets a need: the end of "within 800 m of"."""

FEW = 3
"""So many areas are named in a sentence."""

if TYPE_CHECKING:
    from asset_map.analysis.by_area import AreaReach
    from asset_map.journeys.gap import Gap
    from asset_map.journeys.see_gaps import Gaps


def gap_in_words(gap: Gap) -> str:
    """Return how many people of an area are in reach of a need.

    "Of about 13,000 people here, about 9,000 live within 800 m of ...; half of the others live
    1.2 km or more from the nearest that we know of."
    """
    what = _what(gap)
    if gap.reach is None:
        return (
            f"We know of nothing here or nearby that meets this need ({what}), so nobody can tell "
            f"who is in reach of it. That does not mean that there is nothing."
        )
    if gap.people is None or gap.reach.people_within is None:
        within = counted(gap.reach.points_within, "postcode")
        return (
            f"Of {counted(gap.points, 'postcode')} here, {within} lie within "
            f"{_near_enough(gap)} of {what}. How many people live there is not known."
        )
    return " ".join(
        [
            f"Of {about(gap.people)} people here, {about(gap.reach.people_within)} live within "
            f"{_near_enough(gap)} of {what}{_rest(gap.reach)}.",
            *_by_other_ways(gap.reach),
        ]
    )


def narrowing_in_words(asked: Narrowing) -> str:
    """Return what a question is narrowed to, after a noun: "that is free and open on weekends"."""
    when = {When.EVENINGS: "open in the evening", When.WEEKENDS: "open at the weekend"}
    said = [when[asked.when]] if asked.when else []
    said += [f"open on {WEEKDAYS[asked.weekday]} at {asked.time}"] if asked.weekday else []
    said += ["free"] if asked.free else []
    said += ["step-free"] if asked.step_free else []
    return f"known to be {' and '.join(said)}" if said else ""


def _what(gap: Gap) -> str:
    asked = narrowing_in_words(gap.narrowing)
    return f"{NEAR[gap.need.id]}, {asked}" if asked else NEAR[gap.need.id]


def _near_enough(gap: Gap) -> str:
    return f"{gap.standard.metres:,.0f} m"


def _rest(reach: AreaReach) -> str:
    if reach.rest_m is None:
        return "" if reach.people == reach.people_within else "; for the rest we know of none"
    who = "the others" if (reach.people_within or 0) >= 0.5 else "them"
    far = metres_shown(reach.rest_m)
    return f"; half of {who} live {far} or more from the nearest that we know of"


def _by_other_ways(reach: AreaReach) -> list[str]:
    if not reach.people_remote:
        return []
    more = about(reach.people_remote)
    return [f"Besides, {more} are reached by phone, online or at home."]


def rests_on(gaps: Gaps) -> list[str]:
    """Return what the figures of gaps rest on, sentence by sentence."""
    lines = [
        f"People: {gaps.people_source or 'no figures loaded'}; "
        f"{gaps.people_as_of or 'no date'}. As at {gaps.at:%-d %B %Y}.",
        f"Standards are walking metres, one way. {gaps.note}",
        f"Confirmed: within 12 months. {gaps.unknown}",
        *_unknown(gaps),
        *_across(gaps),
    ]
    if gaps.missing_groups:
        lines.append(f"No data by: {', '.join(gaps.missing_groups)}.")
    return lines


def _across(gaps: Gaps) -> list[str]:
    """Return what is known across the border, and for which areas that matters.

    It differs from need to need: of several at once it is only said whom it concerns.
    """
    near: dict[str, list[str]] = {}
    for row in gaps.rows:
        if row.across and row.reach is not None:
            near.setdefault(row.across, []).append(row.area.name)
    if len(gaps.needs) > 1 and near:
        concerned = {name for names in near.values() for name in names}
        return [
            f"What is known across the border counts too, and matters for "
            f"{_names(sorted(concerned))}. Ask for one need to see what that is."
        ]
    return [f"{_names(names)}: {said}" for said, names in near.items()]


def _names(names: list[str]) -> str:
    more = len(names) - FEW
    listed = ", ".join(names[:FEW])
    return f"{listed} and {more} more" if more > 0 else listed


def _unknown(gaps: Gaps) -> list[str]:
    """Return what is known of, and yet in no figure: an unknown is no gap."""
    lines = []
    for known in gaps.needs:
        told = known.evidence
        reasons = {
            "nobody told us where or how": told.placeless,
            "nothing is known of their times": told.times_unknown,
            "nothing is known of what they cost": told.cost_unknown,
            "nothing is known of steps": told.access_unknown,
        }
        left = [f"of {count:,} {why}" for why, count in reasons.items() if count]
        if left:
            lines.append(f"{known.need.label}, known of and not counted: {'; '.join(left)}.")
    return lines
