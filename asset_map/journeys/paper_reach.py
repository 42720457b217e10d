"""Points 4 and 6 of a report: who is in reach before and after, and for whom it is the only one.

Absolute numbers and distances come first, then shares.
"""

from asset_map.analysis.impact import NeedImpact
from asset_map.analysis.leaving import Leaving, leaving_any
from asset_map.domain.numbers import counted
from asset_map.domain.paper import Block, Rows, Section, Words
from asset_map.journeys.paper_alternatives import what_is_left
from asset_map.journeys.paper_cells import (
    Row,
    metres,
    number,
    people,
    share,
    table,
)
from asset_map.journeys.paper_matter import Matter
from asset_map.journeys.paper_pictures import map_of_leaving, now_and_then

WITHIN = (
    "These are people living within reach: within the standard on foot of a place, or come to by "
    "phone, online or at home. They are not users. Those who leave reach may have somewhere left "
    "that is farther away."
)
NO_NEED = (
    "No need is met by what would change, as far as we know: nobody leaves reach of one. See point "
    "7 for what hangs on it."
)
SEVERAL = "The same people may stand in several rows: rows of different needs cannot be added up."
BOTH_KINDS = (
    "Neighbourhoods lie across wards: add up wards, or neighbourhoods, never both. Areas where "
    "nobody leaves reach are left out."
)


def in_reach(matter: Matter) -> Section:
    """Return point 4: people in reach before and after, how much farther, and what is nearest."""
    title = "4. People in reach, before and after"
    if not matter.impact.needs:
        return Section(title, (Words(NO_NEED), *what_is_left(matter)))
    found = matter.most_first
    leaving = leaving_any(matter.impact)
    blocks: list[Block] = [
        Words(_in_all(leaving), lead=True),
        Words(WITHIN),
        _numbers(found),
        _distances(found),
        _shares(found),
        now_and_then(matter, found),
        *_by_area(found),
    ]
    if leaving.points and matter.edges:
        blocks += [map_of_leaving(matter, leaving.by_ward), _of_map(leaving)]
    return Section(title, (*blocks, *what_is_left(matter)))


def only_provider(matter: Matter) -> Section:
    """Return point 6: those for whom it is the only provider in reach."""
    columns = (
        "Need",
        "It is the only one in reach (people)",
        "Nothing left at any distance that we know of (people)",
        "Would have one left in reach, several now (people)",
        "Known that meet it now",
        "Known that would then",
    )
    rows: list[Row] = [
        (
            one.need.label,
            people(one.headline.people_sole),
            people(one.headline.people_without_cover),
            people(one.headline.people_left_with_one),
            number(one.providers_before),
            number(one.providers_after),
        )
        for one in sorted(matter.most_first, key=lambda one: -(one.headline.people_sole or 0))
    ]
    lead = Words(
        "People living where one of those that would go is all there is in reach today, as far as "
        "we know. “We know of none” is not “there is none”."
    )
    blocks: tuple[Block, ...] = (lead,)
    if rows:
        blocks += (table("6-only-provider", "The only provider in reach", columns, rows),)
    return Section(
        "6. People for whom it is the only provider in reach",
        blocks if rows else (Words(NO_NEED),),
    )


def _in_all(leaving: Leaving) -> str:
    if not leaving.points:
        return "Nobody would leave reach of any need, as far as we know."
    postcodes = counted(leaving.points, "postcode")
    return (
        f"In all, {people(leaving.people)[1]} people ({postcodes}) would leave reach of at least "
        "one need, each counted once."
    )


def _numbers(found: list[NeedImpact]) -> Rows:
    gains = any(one.headline.points_gaining for one in found)
    columns = [
        "Need",
        "Standard, one way (m)",
        "Leave reach (people)",
        *(["Come into reach (people)"] if gains else []),
        "In reach now (people)",
        "In reach then (people)",
        "Leave reach, by what was confirmed within 12 months alone (people)",
    ]
    rows: list[Row] = []
    for one in found:
        now = one.headline
        rows.append(
            (
                one.need.label,
                (one.standard_m, f"{one.standard_m:,.0f} m"),
                people(now.people_leaving),
                *([people(now.people_gaining)] if gains else []),
                people(now.people_before),
                people(now.people_after),
                people(one.confirmed.people_leaving),
            )
        )
    title = "How many people leave reach"
    return table("4-people-in-reach", title, columns, rows, note=SEVERAL)


def _distances(found: list[NeedImpact]) -> Rows:
    columns = (
        "Need",
        "Have farther to the nearest (people)",
        "Extra walk, median (m)",
        "Extra walk, 90th percentile (m)",
        "Extra walk, longest (m)",
        "No place in reach, but still come to (people)",
    )
    rows: list[Row] = [
        (
            one.need.label,
            people(one.headline.people_farther),
            metres(one.headline.extra_median_m),
            metres(one.headline.extra_p90_m),
            metres(one.headline.extra_longest_m),
            people(one.headline.people_still_come_to),
        )
        for one in found
    ]
    note = "Walking metres one way, of those whose nearest place is then farther away than now."
    return table("4-distances", "How much farther it is", columns, rows, note=note)


def _shares(found: list[NeedImpact]) -> Rows:
    columns = (
        "Need",
        "All people (people)",
        "Share in reach now",
        "Share in reach then",
        "Across the border, leave reach (postcodes)",
    )
    rows: list[Row] = [
        (
            one.need.label,
            people(one.headline.people),
            share(one.headline.share_before),
            share(one.headline.share_after),
            number(one.beyond.points_leaving),
        )
        for one in found
    ]
    note = (
        "A small change of a share can be many people in a few streets: read it after the numbers."
    )
    return table("4-shares", "Shares of all people of the area", columns, rows, note=note)


def _by_area(found: list[NeedImpact]) -> list[Block]:
    columns = (
        "Need",
        "Area",
        "Kind",
        "Leave reach (people)",
        "In reach now (people)",
        "In reach then (people)",
        "Extra walk, median (m)",
        "Extra walk, longest (m)",
        "Share in reach now",
        "Share in reach then",
    )
    rows: list[Row] = [
        (
            one.need.label,
            area.name,
            area.kind.value,
            people(there.people_leaving),
            people(there.people_before),
            people(there.people_after),
            metres(there.extra_median_m),
            metres(there.extra_longest_m),
            share(there.share_before),
            share(there.share_after),
        )
        for one in found
        for area, there in sorted(
            one.by_area, key=lambda row: (row[0].kind.value, -(row[1].people_leaving or 0))
        )
        if there.points_leaving or there.points_gaining
    ]
    if not rows:
        return []
    return [table("4-by-area", "By area", columns, rows, note=BOTH_KINDS, wide=True)]


def _of_map(leaving: Leaving) -> Rows:
    rows: list[Row] = [
        (area.name, people(count))
        for area, count in sorted(leaving.by_ward, key=lambda row: -(row[1] or 0))
        if count
    ]
    columns = ("Ward", "Leave reach of at least one need (people)")
    return table("4-map", "The map in figures", columns, rows)
