"""The pictures of a report; a table says each of them in figures."""

from collections.abc import Iterable, Sequence

from asset_map.analysis.impact import NeedImpact
from asset_map.domain.links_followed import Effect
from asset_map.domain.numbers import about
from asset_map.domain.paper import Picture
from asset_map.domain.places import Area
from asset_map.journeys.behind_impact import ended
from asset_map.journeys.paper_matter import Matter
from asset_map.report import links_drawing, pictures

FEW = 5
"""So many rows of a picture are told in its words; the table beside it has all."""


def now_and_then(matter: Matter, found: Sequence[NeedImpact]) -> Picture:
    """Return bars of the people in reach of each need, now and then."""
    told = [
        f"{one.need.label}: {about(one.headline.people_before)} now, "
        f"{about(one.headline.people_after)} then"
        for one in found[:FEW]
    ]
    return pictures.bars(
        "4-bars",
        "People living within reach of each need, now and then",
        [(one.need.label, one.headline.people_before, one.headline.people_after) for one in found],
        unit="people living within reach",
        alt=f"Bars of people living within reach. {'; '.join(told)}. The table before has all.",
        demo=matter.demo,
    )


def map_of_leaving(matter: Matter, by_ward: Iterable[tuple[Area, float | None]]) -> Picture:
    """Return the map of the wards whose people leave reach, with the places that end."""
    rows = [(area, count) for area, count in by_ward if area.id in matter.edges]
    most = sorted((row for row in rows if row[1]), key=lambda row: -(row[1] or 0))
    told = "; ".join(f"{area.name} {about(count)}" for area, count in most[:FEW])
    hidden = any(not exact for _, _, exact in matter.places.values())
    at_ward = " A place that has to stay hidden is drawn at the middle of its ward."
    return pictures.map_of_areas(
        "4-map",
        "Where people live who leave reach of at least one need",
        [(area.name, matter.edges[area.id], count) for area, count in rows],
        outline=matter.outline,
        places=[
            (
                matter.name(id) + ("" if exact else " (at its ward's middle)"),
                x,
                y,
                True,
            )
            for id, (x, y, exact) in matter.places.items()
        ],
        unit="people who leave reach",
        alt=f"Map of wards. Most people leave reach in: {told}. The table after it has all wards."
        + (at_ward if hidden else ""),
        demo=matter.demo,
    )


def links(matter: Matter) -> Picture | None:
    """Return the picture of what hangs on what would end; None where nothing does."""
    found = matter.impact.after.knock_on
    if not found.steps:
        return None
    stops, strained = found.count(Effect.STOPS), found.count(Effect.STRAINED)
    alt = (
        f"Drawing of the links from what would end: {stops:,} stop, {strained:,} lose something. "
        "The list before it says each of them in words."
    )
    svg = links_drawing.links_svg(found, ended(matter.impact), most=links_drawing.FOR_PAPER)
    return pictures.from_svg("7-links", "What hangs on what would end", svg, alt)
