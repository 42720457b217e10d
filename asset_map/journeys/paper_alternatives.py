"""The end of point 4 of a report: what is left for people, and for what loses its place."""

from collections.abc import Iterator

from asset_map.domain.paper import Block, Bullets, Words
from asset_map.journeys.paper_cells import NO_DATA, Row, metres, number, people, table, visits
from asset_map.journeys.paper_matter import Matter

NOT_ASKED = "Nobody asked whether those who lose a place would go to another one, or could."
MOST_DISPLACED = 40


def what_is_left(matter: Matter) -> Iterator[Block]:
    """Yield the nearest alternative for people, other places for groups and services with whether
    they fit, and what the rest would be called on for."""
    yield from _nearest(matter)
    yield from _displaced(matter)
    yield from _pressure(matter)


def _nearest(matter: Matter) -> list[Block]:
    found = matter.alternatives.for_people
    if not found:
        return []
    columns = (
        "Need",
        "Nearest then",
        "For how many (people)",
        "Walk, median (m)",
        "Room (people a week)",
        "Confirmed within 12 months",
    )
    rows: list[Row] = []
    for one in found:
        rows += [
            (
                one.need.label,
                near.name + ("" if near.exact else " (shown at its ward's middle)"),
                people(near.people),
                metres(near.walk_median_m, NO_DATA),
                number(near.capacity),
                "yes" if near.confirmed else "no",
            )
            for near in one.nearest
        ]
    blocks: list[Block] = [
        Words("For those who leave reach, what would be nearest, as far as we know:"),
        Bullets(tuple(one.sentence for one in found)),
    ]
    if rows:
        title = "The nearest alternative for people"
        blocks.append(table("4-nearest-alternative", title, columns, rows, note=NOT_ASKED))
    return blocks


def _displaced(matter: Matter) -> list[Block]:
    found = matter.alternatives.displaced[:MOST_DISPLACED]
    if not found:
        return []
    columns = ("What loses its place", "Where it could ask", "Walk (m)", "Whether it fits")
    rows: list[Row] = [
        (one.asset.name, option.name, metres(option.away_m), option.reason)
        for one in found
        for option in one.options
    ]
    many = "group or service" if len(found) == 1 else "groups or services"
    blocks: list[Block] = [Words(f"{len(found):,} {many} would lose a place.")]
    if far := [one.sentence for one in found if not one.any_near]:
        blocks.append(Bullets(tuple(far)))
    if rows:
        title = "Other places, and whether they fit"
        note = matter.alternatives.note
        blocks.append(table("4-other-places", title, columns, rows, note=note, wide=True))
    return blocks


def _pressure(matter: Matter) -> list[Block]:
    rows: list[Row] = [
        (
            one.need.label,
            matter.name(on.asset_id),
            visits(on.visits_before),
            visits(on.visits_after),
            number(on.capacity),
        )
        for one in matter.most_first
        for on in one.pressure
    ]
    if not rows:
        return []
    columns = (
        "Need",
        "What remains",
        "Called on now (visits a week)",
        "Called on then (visits a week)",
        "Room (people a week)",
    )
    note = (
        "Modelled: the people nearest to it, times how often residents come on average where that "
        "is known. It counts nobody who came."
    )
    title = "What the rest would be called on for"
    return [table("4-demand-on-the-rest", title, columns, rows, note=note)]
