"""A made-up paper with everything that a paper may hold, and text as bad people write it."""

from datetime import UTC, datetime
from functools import cache
from uuid import NAMESPACE_DNS, uuid5

import shapely

from asset_map.domain.assets import AssetKind, LinkType, SaidBy
from asset_map.domain.links_followed import Effect, End, KnockOn, Link, Step
from asset_map.domain.paper import Bullets, Paper, Prompt, Rows, Section, Words
from asset_map.report.links_drawing import FOR_PAPER, links_svg
from asset_map.report.pictures import bars, from_svg, map_of_areas

MADE = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SCRIPT = "<script>alert(1)</script>"
FORMULA = '=cmd|" /C calc"!A0'
CONTROLS = "Bell\x07 and \x00nothing\x1f, half \ud800 a letter\ufffe"
TURNED = "Hall\u202egnidliub\u2066"
LONG = "Lantern" * 715
NASTY = (SCRIPT, FORMULA, CONTROLS, TURNED, LONG, "$\\frac{", "{{ 7 * 7 }}", "]]>&amp;")


PACKED = [
    "README.txt",
    "inputs.json",
    "more/a.toml",
    "report.docx",
    "report.html",
    "tables/by-group-x.csv",
    "tables/by-need.csv",
    "tables/none.csv",
]
"""What the pack of the rich paper holds, with two files of somebody else's."""


def end(name: str) -> End:
    """Something with a link; the same name gives the same thing."""
    return End(uuid5(NAMESPACE_DNS, name.encode(errors="replace").decode()), AssetKind.GROUP, name)


def link(a: str, kind: LinkType, b: str, said_by: SaidBy = SaidBy.BOTH) -> Link:
    """A link between two things by their names."""
    return Link(end(a), kind, end(b), "", said_by)


def step(effect: Effect, *lost: Link, sure: bool = True, away: int = 1) -> Step:
    """What becomes of what hangs on the lost links."""
    return Step(lost[0].hangs, effect, lost, (), sure, away)


def knock_on(*steps: Step) -> KnockOn:
    """Steps as they are found."""
    return KnockOn(steps, frozenset(), frozenset())


def stops_without_the_hall(name: str) -> KnockOn:
    """One thing that meets at the hall."""
    return knock_on(step(Effect.STOPS, link(name, LinkType.MEETS_AT, HALL)))


HALL, CLUB, LUNCH = "Limekiln Lantern Hall (invented)", "Tuesday club (invented)", "Lunch at home"
FOUND = knock_on(
    step(Effect.STOPS, link(CLUB, LinkType.MEETS_AT, HALL)),
    step(Effect.STRAINED, link("Choir", LinkType.MEETS_AT, HALL, SaidBy.FROM), sure=False),
    step(Effect.STOPS, link(LUNCH, LinkType.PROVIDED_BY, CLUB), away=2),
)
SQUARES = [
    ("Castle & Priory", shapely.box(392000, 289000, 394000, 291000), 1234.5),
    ("St Thomas's", shapely.box(394000, 289000, 396000, 291000), 87.0),
    ("Netherton", shapely.box(392000, 287000, 394000, 289000), 0.0),
    ("Gornal", shapely.box(394000, 287000, 396000, 289000), None),
]
PLACES = [(HALL, 393100.0, 290100.0, True), ("Copperleaf Rooms", 394500.0, 288300.0, False)]

BY_NEED = Rows(
    "by-need",
    "People living within reach, by need",
    ("need", "now", "then", "change", "standard"),
    (
        ("A place to meet", 12_345.678, 9_876.5, -2_469.178, "800 m on foot"),
        ("Company", 23_000, 22_950.25, -49.75, "800 m on foot"),
        ("Money advice", None, None, None, "by phone too"),
    ),
    (
        ("A place to meet", "about 12,000", "about 9,900", "about 2,500 fewer", "800 m on foot"),
        ("Company", "about 23,000", "about 23,000", "about 50 fewer", "800 m on foot"),
        ("Money advice", "no data", "no data", "no data", "by phone too"),
    ),
    note="Modelled residents, not users. Straight line x 1.3.",
)
WIDE = Rows(
    "by group/../../x",
    "By group",
    ("group", *(f"need {number}" for number in range(1, 10))),
    (("Aged 65 and over", *(number * 100.0 for number in range(9))), ("No car", *[None] * 9)),
    wide=True,
)


@cache
def rich_paper(title: str = "Lantern Hall and two grants", *, demo: bool = True) -> Paper:
    """A paper with every kind of block."""
    first = Section(
        "In short",
        (
            Words("About 2,500 people would no longer have a place to meet.", lead=True),
            Words("The nearest one left is about 1.4 km farther.", lead=True),
            Bullets((f"{CLUB} stops meeting: no other venue known.", "The choir may be strained.")),
        ),
    )
    sections = (
        Section("1. Proposal", (Words("Two lines.\nOf text."), BY_NEED)),
        Section(
            "2. Where",
            (
                map_of_areas(
                    "map",
                    "People who leave reach",
                    SQUARES,
                    places=PLACES,
                    unit="people",
                    alt="Most are in Castle & Priory, around the hall.",
                    demo=demo,
                ),
                bars(
                    "bars",
                    "Now and then",
                    [(row[0], row[1], row[2]) for row in BY_NEED.rows],
                    unit="people living within reach",
                    alt="A place to meet falls most.",
                    demo=demo,
                ),
            ),
        ),
        Section("3. By group", (WIDE, Words("Small numbers are hidden.", note=True))),
        Section(
            "4. Knock-on",
            (
                from_svg(
                    "links",
                    "What hangs on it",
                    links_svg(FOUND, [end(HALL)], most=FOR_PAPER),
                    "Links",
                ),
            ),
        ),
        Section(
            "5. Aims",
            (
                Prompt("aim-1", "How does it affect what people share?"),
                Prompt(
                    "aim-2", "What did people say?", "That\nthey stay.", "Head of service", MADE
                ),
            ),
        ),
        Section("6. Empty", (Rows("none", "Nothing here", ("a", "b"), ()),)),
    )
    return Paper(title, "Evidence sheet", first, sections, MADE, demo, ("Checksum abc123.",))


@cache
def nasty_paper(bad: str) -> Paper:
    """A paper in which somebody else's text stands wherever it may."""
    blocks = (
        Words(bad, lead=True),
        Bullets((bad,)),
        Rows("n", bad, (bad, "figure"), ((bad, -1.5),), note=bad),
        bars("b", bad, [(bad, 1.0, None)], unit="people", alt=bad),
        map_of_areas(
            "m", bad, [(bad, SQUARES[0][1], 3.0)], places=[(bad, 393000.0, 290000.0, True)],
            unit=bad, alt=bad,
        ),
        from_svg("l", bad, links_svg(stops_without_the_hall(bad), [end(HALL)]), bad),
        Prompt("p", bad),
        Prompt("q", bad, bad, bad, MADE),
    )  # fmt: skip
    return Paper(bad, bad, Section(bad, blocks), (Section(bad, ()),), MADE, True, (bad,))
