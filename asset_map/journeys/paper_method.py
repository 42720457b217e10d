"""Points 12 and 14 of a report: how its figures were made, and how to check them."""

from collections.abc import Iterator

from asset_map import __version__
from asset_map.analysis.assumptions import TABLE, WALKING_KMH
from asset_map.analysis.impact import NeedImpact
from asset_map.domain.paper import Block, Bullets, Rows, Section, Words
from asset_map.journeys.list_standards import how_far, uk_time
from asset_map.journeys.paper_cells import Row, day, number, people, said, table
from asset_map.journeys.paper_matter import Matter
from asset_map.journeys.replay_file import NAME as REPLAY

SAME = "the same"
SAME_AS_DEFAULT = "the default holds"
NOT_ADVICE = "This is not legal advice."
KEPT = (
    "Its inputs are kept where it was made. There, the command below makes the same figures from "
    f"the file {REPLAY} of this pack, or says what has changed since."
)
NOT_KEPT = (
    "Its inputs are not kept: only those of a report that an officer asks for are. The checksum "
    "tells whether another report says the same."
)

STEPS = (
    "People: each live postcode has its share of the people of its small area, spread evenly. "
    "Census figures of groups are shared out in the same way.",
    "In reach: a postcode is in reach of a need if a place that meets it is within the standard on "
    "foot, or a service comes to it by phone, online or at home.",
    "Before and after: the same people, the same standards, with and without what changes. Nothing "
    "else is changed, and nobody moves house.",
    "Knock-on: something stops when all its places, or all that provide or manage it, are gone. "
    "What only one side states stays out of the headline figures.",
    "Numbers of people are rounded to two figures, and called “about”. Sums hold before rounding.",
)
LIMITS = (
    "It does not see who comes, how often, from where, or what it means to them.",
    "It does not see buses, cars, hills, fear of the dark, opening hours, or whether what is "
    "nearest is welcoming.",
    "What nobody told us about is in neither count; what closed without our knowing is in both.",
    "It weighs what is proposed as it was entered, not whether it would save what is stated.",
    "It draws no conclusion: it does not say whether a proposal is lawful, fair or good value.",
)


def method(matter: Matter) -> Section:
    """Return point 12: method, standards and assumptions, how much hangs on them, and limits."""
    impact = matter.impact
    found = matter.most_first
    blocks: list[Block] = [
        Words("How the figures were made:"),
        Bullets((*STEPS, f"Walks: {impact.distance_method}. {impact.note}")),
        *_overridden(matter),
    ]
    if found:
        blocks += [_standards(found), _sensitivity(found)]
    return Section(
        "12. Method, assumptions and limits",
        (
            *blocks,
            _assumptions(matter),
            Words("What it does not see:"),
            Bullets(LIMITS),
            Words(NOT_ADVICE, lead=True),
        ),
    )


def how_to_check(matter: Matter) -> Section:
    """Return point 14: what makes the figures again, and tells that they are the same."""
    rows: list[Row] = [
        ("Checksum of the figures", said(str(matter.data.get("checksum") or ""))),
        ("Kept inputs", matter.snapshot or "not kept"),
        ("As things stood on", day(matter.at)),
        ("Made", uk_time(matter.made)),
        ("Code version", f"asset-map {__version__}"),
    ]
    if matter.snapshot:
        rows.append(("To make the figures again", f"asset-map impact --replay {REPLAY}"))
    return Section(
        "14. How to check it",
        (
            Words(KEPT if matter.snapshot else NOT_KEPT),
            table("14-how-to-check", "To check it", ("What", "Value"), rows),
            Words(
                "Every table of this paper is a CSV file of this pack. Each map and chart has a "
                "table that says the same in figures."
            ),
        ),
    )


def _overridden(matter: Matter) -> Iterator[Block]:
    settings = matter.impact.settings
    if settings.standard_m is not None:
        yield Words(
            f"For this paper one standard was set for every need: {settings.standard_m:,.0f} m, "
            "one way. The defaults stand beside it below."
        )


def _standards(found: list[NeedImpact]) -> Rows:
    columns = (
        "Need",
        "Used here (m, one way)",
        "In force",
        "Its source",
        "Default",
        "Source of the default",
        "Changed by",
        "Why",
    )
    rows: list[Row] = []
    for one in found:
        now, default = one.standard, one.standard.default or one.standard
        changed = one.standard.default is not None
        rows.append(
            (
                one.need.label,
                (one.standard_m, f"{one.standard_m:,.0f} m"),
                how_far(now),
                said(now.source),
                how_far(default) if changed else SAME,
                said(default.source) if changed else SAME,
                f"{now.changed_by}{_since(one)}" if changed else "not changed",
                said(now.why) if changed else SAME_AS_DEFAULT,
            )
        )
    title = "How near is near enough, and the defaults"
    return table("12-standards", title, columns, rows, wide=True)


def _since(found: NeedImpact) -> str:
    return f", {uk_time(found.standard.since)}" if found.standard.since else ""


def _sensitivity(found: list[NeedImpact]) -> Rows:
    names = [one.name for one in found[0].sensitivity]
    columns = ("Need", "By the standard (people)", *(f"{name} (people)" for name in names))
    rows: list[Row] = [
        (
            one.need.label,
            people(one.headline.people_leaving),
            *(people(other.people_leaving) for other in one.sensitivity),
        )
        for one in found
    ]
    note = (
        "People who would leave reach if another walk counted as near enough: at two walking "
        "speeds for the same minutes, and a quarter nearer and farther. Where the numbers "
        "in a row differ much, so much hangs on the standard."
    )
    return table("12-sensitivity", "How much hangs on the standard", columns, rows, note=note)


def _assumptions(matter: Matter) -> Rows:
    kmh = matter.impact.settings.walking_kmh
    rows: list[Row] = [
        (one.name, (one.value, f"{one.value:g}"), one.unit, one.source) for one in TABLE
    ]
    if kmh != WALKING_KMH:
        by = "Set by ASSET_MAP_WALKING_KMH, in place of the walking speed below."
        rows.insert(0, ("walking speed in force", (kmh, f"{kmh:g}"), "km/h", by))
    rows.append(
        (
            "detour factor used here",
            number(matter.impact.settings.detour)
            if matter.impact.settings.detour == 1
            else (matter.impact.settings.detour, f"{matter.impact.settings.detour:g}"),
            "walking metres for each metre of straight line",
            matter.impact.distance_method,
        )
    )
    return table("12-assumptions", "Assumptions", ("What", "Value", "Unit", "Source"), rows)
