"""Point 5 of a report: by group. Absolute numbers first, then shares of the group's own total."""

from dataclasses import dataclass

from asset_map.analysis.difference import Difference
from asset_map.analysis.groups import Group
from asset_map.analysis.impact import NeedImpact
from asset_map.domain.paper import Block, Rows, Section, Words
from asset_map.domain.population import (
    AGE,
    CARS,
    DISABILITY,
    ETHNIC_GROUP,
    HOUSEHOLD_DEPRIVATION,
    RELIGION,
    SEX,
    Kind,
)
from asset_map.journeys.paper_cells import (
    NO_DATA,
    Row,
    group_people,
    metres,
    people,
    share,
    table,
)
from asset_map.journeys.paper_matter import Matter
from asset_map.journeys.paper_reach import NO_NEED

NINE: tuple[tuple[str, Kind | None], ...] = (
    ("Age", AGE),
    ("Disability", DISABILITY),
    ("Gender reassignment", None),
    ("Marriage and civil partnership", None),
    ("Pregnancy and maternity", None),
    ("Race", ETHNIC_GROUP),
    ("Religion or belief", RELIGION),
    ("Sex", SEX),
    ("Sexual orientation", None),
)
"""The protected characteristics of the Equality Act 2010, and the figures there can be of each."""

MORE: tuple[tuple[str, Kind | None], ...] = (
    ("Households by ways they are deprived", HOUSEHOLD_DEPRIVATION),
    ("Households without a car", CARS),
    ("Carers", None),
)
"""What else is asked for; deprivation of areas is told apart from these."""

BELOW = "In the tables below, where anybody leaves reach."
NOT_HELD = "The map holds no figures of small areas on it."
FIFTHS = "Deprivation of the area, as a fifth of England"
LEAD = (
    "How many people of each group live where they would leave reach. These are modelled residents "
    "from published figures, not people who came. A group that uses a place more than others may "
    "be hurt more than its number of residents says: see point 9."
)
SMALL = (
    "Numbers of a group from 1 to 9 are hidden, here and in the CSV: they are shares of published "
    "figures and count nobody, but could not be told from a few real neighbours."
)
OWN_TOTAL = (
    "The share is of the group's own total in the council area. Beside the first row it tells "
    "whether a group is hit more than others; an equal share does not make the harm small."
)


@dataclass(frozen=True)
class Line:
    """A row of a group: what it is one of, what it is called, and what changes for it."""

    of: str
    label: str
    unit: str
    found: Difference


def by_group(matter: Matter) -> Section:
    """Return point 5: nine protected characteristics, deprivation, cars and carers."""
    blocks: list[Block] = [Words(LEAD), _what_is_known(matter)]
    if not matter.impact.needs:
        blocks.append(Words(NO_NEED))
    for found in matter.most_first:
        lines = lines_of(found)
        if lines and found.headline.points_leaving:
            blocks.append(_of_need(found, lines))
    return Section("5. By group", tuple(blocks))


def lines_of(found: NeedImpact) -> list[Line]:
    """Return what changes for each group that there are figures of."""
    names = {kind.id: name for name, kind in (*NINE, *MORE) if kind is not None}
    lines = [
        Line(names.get(group.kind, group.kind), group.label, group.unit, one)
        for group, one in found.by_group
    ]
    fifths = (
        ("most deprived fifth", found.most_deprived),
        ("least deprived fifth", found.least_deprived),
    )
    lines += [Line(FIFTHS, label, "people", one) for label, one in fifths if one is not None]
    return lines


def _of_need(found: NeedImpact, lines: list[Line]) -> Rows:
    columns = (
        "Characteristic",
        "Group",
        "Leave reach (modelled)",
        "Of all in the group (modelled)",
        "Extra walk, median (m)",
        "Extra walk, longest (m)",
        "Share of the group",
        "Counted in",
    )
    everybody = found.headline
    first: Row = (
        "Everybody",
        "all residents",
        people(everybody.people_leaving),
        people(everybody.people),
        metres(everybody.extra_median_m),
        metres(everybody.extra_longest_m),
        share(_part(everybody)),
        "people",
    )
    return table(
        f"5-by-group-{found.need.id}",
        f"By group: {found.need.label}",
        columns,
        [first, *(_row(line) for line in lines)],
        note=f"{OWN_TOTAL} {SMALL}",
        wide=True,
    )


def _row(line: Line) -> Row:
    leaving = group_people(line.found.people_leaving)
    hidden = isinstance(leaving[0], str)
    return (
        line.of,
        line.label,
        leaving,
        group_people(line.found.people),
        metres(line.found.extra_median_m),
        metres(line.found.extra_longest_m),
        ("not shown", "not shown") if hidden else share(_part(line.found)),
        line.unit,
    )


def _part(found: Difference) -> float | None:
    if found.people_leaving is None or not found.people:
        return None
    return found.people_leaving / found.people


def _what_is_known(matter: Matter) -> Rows:
    """Say of each characteristic what figures there are: "no data" is written, never left blank."""
    population = matter.impact.situation.population
    of_kind: dict[str, list[Group]] = {}
    for group in population.groups:
        of_kind.setdefault(group.kind, []).append(group)
    rows: list[Row] = [_known(name, kind, of_kind) for name, kind in NINE]
    deciles = population.decile_source
    rows.append((FIFTHS, deciles or NO_DATA, population.decile_as_of or NO_DATA, _why(deciles)))
    rows += [_known(name, kind, of_kind) for name, kind in MORE]
    columns = ("Characteristic", "Figures", "As of", "Note")
    return table("5-characteristics", "What figures there are", columns, rows)


def _known(
    name: str, kind: Kind | None, of_kind: dict[str, list[Group]]
) -> tuple[str, str, str, str]:
    groups = of_kind.get(kind.id, []) if kind else []
    if groups:
        return name, groups[0].source, groups[0].as_of or NO_DATA, BELOW
    return name, NO_DATA, NO_DATA, NOT_HELD if kind is None else "None are loaded."


def _why(found: str) -> str:
    return BELOW if found else "None are loaded."
