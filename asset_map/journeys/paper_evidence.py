"""Point 3 of a report: what the figures rest on, and what nobody told us."""

from asset_map.analysis.assumptions import NOBODY_TOLD_US
from asset_map.db.evidence import AT_ITS_WARD
from asset_map.domain.numbers import counted
from asset_map.domain.paper import Block, Bullets, Rows, Section, Words
from asset_map.domain.places import LocatedBy
from asset_map.domain.reach import Evidence
from asset_map.journeys.paper_cells import NO_DATA, Row, day, number, said, share, table
from asset_map.journeys.paper_matter import Matter

LOCATED = {
    LocatedBy.COORDINATES: "by coordinates that its source gives",
    LocatedBy.POSTCODE: "by the middle of its postcode",
    LocatedBy.AREA: "by the area that it covers alone",
    LocatedBy.UNKNOWN: "not known where",
}


def evidence(matter: Matter) -> Section:
    """Return point 3: each dataset, how much was confirmed lately, and what is not known."""
    blocks: list[Block] = [
        Words(f"{_confirmed(matter)} {NOBODY_TOLD_US}"),
        _datasets(matter),
        Words("Coverage: which sources of places are loaded, and which are not."),
        Bullets(tuple(matter.known.sentences())),
        Words(_located(matter)),
    ]
    if matter.impact.needs:
        blocks.append(_by_need(matter))
    return Section("3. The evidence", (*blocks, Words("Known gaps:"), Bullets(_gaps(matter))))


def _confirmed(matter: Matter) -> str:
    held = matter.held
    if not held.assets:
        return "No assets are held."
    return (
        f"Of {counted(held.assets, 'asset')} held, {held.confirmed:,} "
        f"({share(held.confirmed / held.assets)[1]}) were confirmed in the 12 months before "
        f"{day(matter.at)}."
    )


def _datasets(matter: Matter) -> Rows:
    columns = ("Dataset", "Publisher", "Licence", "Loaded on", "Rows read", "It asks us to say")
    rows: list[Row] = [
        (
            one.title,
            said(one.publisher),
            said(one.licence),
            (one.loaded.isoformat(), day(one.loaded)),
            number(one.rows),
            one.attribution or "nothing",
        )
        for one in matter.datasets
    ]
    return table("3-datasets", "What is loaded", columns, rows)


def _located(matter: Matter) -> str:
    found = matter.held.located_by
    told = [f"{count:,} {LOCATED.get(LocatedBy(way), way)}" for way, count in found.items()]
    return (
        f"How places are known, of all that is held: {'; '.join(told) or NO_DATA}. A place that "
        "has to stay hidden stands at the middle of its ward."
    )


def _by_need(matter: Matter) -> Rows:
    columns = (
        "Need",
        "Known here",
        "Confirmed within 12 months",
        "Place known by coordinates",
        "By postcode",
        "By its ward alone",
        "Come by phone, online or to homes",
        "Not counted: nobody told us where",
    )
    rows: list[Row] = []
    for found in matter.impact.needs:
        one = matter.evidence.get(found.need.id, _NOTHING)
        ways = (LocatedBy.COORDINATES, LocatedBy.POSTCODE, AT_ITS_WARD)
        located = [number(one.located_by.get(way, 0)) for way in ways]
        rows.append(
            (
                found.need.label,
                number(one.known),
                number(one.confirmed),
                *located,
                number(one.remote),
                number(one.placeless),
            )
        )
    title = "How well it is known what meets each need"
    return table("3-by-need", title, columns, rows)


_NOTHING = Evidence(0, 0, {}, 0, 0)


def _gaps(matter: Matter) -> tuple[str, ...]:
    situation = matter.impact.situation
    source, as_of = situation.people_source, situation.people_as_of
    people = f"{source}, {as_of or 'no date'}" if source else NO_DATA
    lines = [f"Where people live: {people}."]
    if situation.people_demo:
        lines.append("These numbers of people are for demonstration: do not decide by them.")
    if missing := situation.population.missing:
        lines.append(f"No figures are loaded on: {'; '.join(missing)}. See point 5.")
    if matter.held.assets > matter.held.confirmed:
        lines.append(
            f"{matter.held.assets - matter.held.confirmed:,} assets were not confirmed lately: "
            "some may have closed or moved."
        )
    rates = [one.need.label for one in matter.impact.needs if one.standard.weekly_rate is None]
    if rates:
        lines.append(
            f"How often people come is not known for: {'; '.join(rates)}. So nobody can tell "
            "whether what remains would be full."
        )
    lines.append(matter.impact.note)
    lines.append(
        "Who comes, from where and why is not known: people who live near are not those who come."
    )
    return tuple(lines)
