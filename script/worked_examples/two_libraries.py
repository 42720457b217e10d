"""Writes docs/worked-examples/two-libraries.md: two closures that did happen, seen before them.

Every figure is worked out by the journey that officers ask, from the real files of Dudley.
"""

from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from asset_map.analysis.assumptions import DETOUR_FACTOR
from asset_map.analysis.difference import Difference
from asset_map.analysis.impact import Impact, NeedImpact, Together
from asset_map.db import session
from asset_map.domain.numbers import about, metres_shown
from asset_map.domain.people import OPERATOR
from asset_map.domain.places import AreaKind
from asset_map.domain.proposals import Change, ChangeKind, Proposal
from asset_map.journeys.acting import acting
from asset_map.journeys.weigh_proposals import weigh_proposals
from asset_map.settings import CHECKOUT, get_settings
from etl.load import Wish, run
from etl.sources import ALL

TEMPLATE = Path(__file__).with_suffix(".md")
PAPER = CHECKOUT / "docs" / "worked-examples" / "two-libraries.md"
FILES = {
    "wards": "boundaries/wards_2025_dudley_E08000027.geojson",
    "code-point-open": "postcodes/codepo_gb_RAW.zip",
    "lsoas": "boundaries/lsoa21_dudley_E08000027.geojson",
    "lsoa-population": "population/lsoa21_population_census2021_RAW.csv",
    "deprivation-2025": "deprivation/imd2025_england_lsoa21.csv",
    "libraries": "assets/libraries_schema_dudley.csv",
}
LIBRARIES = ("Woodside Library Link", "Pensnett Library Link")
BEFORE = date(2017, 12, 31)
TODAY = date(2026, 11, 23)
LINE, WALK = "800 m in a straight line", f"1,600 m on foot (straight line x {DETOUR_FACTOR:g})"


def paper() -> str:
    """Return the text, worked out from the database in use: it holds the real files of Dudley."""
    line = _weighed(standard_m=800, straight_line=True)
    walk = _weighed(standard_m=1600)
    past = weigh_proposals([], at=TODAY, closed_since=BEFORE, standard_m=1600)
    [since] = past.needs
    closed = {thing.name: thing.closed for thing in past.situation.things.values() if thing.closed}
    [on_foot] = walk.needs
    source, as_of = walk.situation.people_source, walk.situation.people_as_of
    again = since.headline.points_leaving == on_foot.headline.points_leaving
    return TEMPLATE.read_text(encoding="utf-8").format(
        first=LIBRARIES[0],
        second=LIBRARIES[1],
        first_year=closed[LIBRARIES[0]].year,
        second_year=closed[LIBRARIES[1]].year,
        before=_day(BEFORE),
        today=_day(TODAY),
        known=on_foot.providers_before,
        left=on_foot.providers_after,
        together=_together({LINE: line, WALK: walk}),
        extra=_extra(walk),
        both=_both(line, walk),
        people=f"{source}, {as_of}",
        walk=WALK,
        wards=_by_ward(on_foot),
        distance=_distance(on_foot),
        standard=metres_shown(on_foot.standard.metres),
        note=on_foot.standard.note,
        asked=metres_shown(on_foot.standard_m),
        detour=f"{DETOUR_FACTOR:g}",
        since=f"{since.headline.points_leaving:,}",
        same="as for the two together above" if again else "which is not as above",
    )


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _weighed(**asked: object) -> Impact:
    with session.reading() as connection:
        rows = connection.execute(
            text("SELECT name, id FROM asset WHERE name = ANY(:names)"), {"names": list(LIBRARIES)}
        )
        ids: dict[str, UUID] = {row.name: row.id for row in rows}
    closing = [
        Proposal(f"Close {name}", "", (Change(ChangeKind.CLOSE, ids[name]),)) for name in LIBRARIES
    ]
    return weigh_proposals(closing, at=BEFORE, **asked)  # type: ignore[arg-type]


def _only(impact: Impact) -> Together:
    [found] = impact.together
    return found


def _together(impacts: dict[str, Impact]) -> str:
    """Return the table that the example is about."""
    head = ("Postcodes and people who leave reach", *impacts)
    found = [_only(impact) for impact in impacts.values()]
    any_alone = [one.all_points - one.only_together_points for one in found]
    rows = [
        (
            f"{name} alone",
            *(_so_many(one.each_points[at], one.each[at]) for one in found),
        )
        for at, name in enumerate(LIBRARIES)
    ]
    rows += [
        (
            "any of them alone",
            *(_so_many(n, one.any_alone) for n, one in zip(any_alone, found, strict=True)),
        ),
        ("**both together**", *(f"**{_so_many(one.all_points, one.all)}**" for one in found)),
        (
            "only because of both",
            *(_so_many(one.only_together_points, one.only_together) for one in found),
        ),
    ]
    return _table(head, rows)


def _so_many(points: int, people: float | None) -> str:
    return f"{points:,} ({about(people)})"


def _extra(walk: Impact) -> str:
    """Tell where those live who leave only because of both."""
    where = [
        f"{points} postcodes in {area.name} ({about(people)} people)"
        for area, people, points in _only(walk).by_area
        if area.kind is AreaKind.WARD
    ]
    return f"At {WALK} those are {_and(where)}."


def _and(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _both(line: Impact, walk: Impact) -> str:
    """Return what both together would have changed."""

    def row(what: str, of: str, *, metres: bool = False) -> tuple[str, ...]:
        shown = _metres if metres else about
        return (what, *(shown(getattr(one.needs[0].headline, of)) for one in (line, walk)))

    def fifth(what: str, of: str) -> tuple[str, ...]:
        told: list[Difference | None] = [getattr(one.needs[0], of) for one in (line, walk)]
        return (what, *(about(one.people_leaving if one else None) for one in told))

    rows = [
        row("People of the borough", "people"),
        row("within reach of a library before", "people_before"),
        row("and after", "people_after"),
        row("leave reach", "people_leaving"),
        row("of these, had that one alone", "people_sole"),
        row("left with one of several", "people_left_with_one"),
        row("left with none at any distance", "people_without_cover"),
        fifth("leave reach, in the most deprived fifth of England", "most_deprived"),
        fifth("leave reach, in the least deprived fifth of England", "least_deprived"),
        row("have a longer way to the nearest", "people_farther"),
        row("half of these: longer by at least", "extra_median_m", metres=True),
        row("a tenth of these: longer by at least", "extra_p90_m", metres=True),
        row("the longest of all: longer by", "extra_longest_m", metres=True),
    ]
    return _table(("Both together", LINE, WALK), rows)


def _metres(metres: float | None) -> str:
    return "nobody" if metres is None else metres_shown(metres)


def _by_ward(found: NeedImpact) -> str:
    rows = [
        (
            area.name,
            f"{lost.points_leaving:,}",
            about(lost.people_leaving),
            about(lost.people_before),
            about(lost.people_after),
        )
        for area, lost in found.by_area
        if area.kind is AreaKind.WARD and lost.points_leaving
    ]
    head = ("Ward", "Postcodes leave", "People leave", "Within reach before", "After")
    return _table(head, rows)


def _distance(found: NeedImpact) -> str:
    rows = [
        (one.name, metres_shown(one.metres), about(one.people_leaving)) for one in found.sensitivity
    ]
    head = ("If near were", "Metres on foot", "People leave reach")
    return _table(head, rows)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---", *("---:" for _ in head[1:])), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def load_dudley(folder: Path) -> None:
    """Load the real files of Dudley."""
    settings = get_settings()
    for source, name in FILES.items():
        run(
            Wish(
                source=ALL[source],
                files=[folder / name],
                authority=settings.authority,
                extent=settings.extent,
                limit_bytes=settings.max_file_mb * 1_000_000,
            )
        )


def main() -> None:
    """Load, work out and write."""
    from _scratch import scratch_database

    with acting(lambda: OPERATOR), scratch_database():
        load_dudley(get_settings().sample_data)
        PAPER.write_text(paper(), encoding="utf-8")
    print(f"Written: {PAPER.relative_to(CHECKOUT)}")


if __name__ == "__main__":
    main()
