"""Point 8 of a report: what it adds up to with other proposals and with closures since a day."""

from collections.abc import Iterator
from datetime import date

from asset_map.analysis.impact import Together
from asset_map.domain.numbers import counted
from asset_map.domain.paper import Block, Bullets, Rows, Section, Words
from asset_map.journeys.changes_in_words import proposal_in_words
from asset_map.journeys.needs_in_words import together_in_words
from asset_map.journeys.paper_cells import Row, day, number, people, said, table
from asset_map.journeys.paper_matter import Matter

ALONE = (
    "It was weighed by itself: no other proposal, and no closures of the past, were asked to be "
    "counted with it."
)
MOST_LISTED = 30
YEARS_BACK = 3


def together(matter: Matter) -> Section:
    """Return point 8: beside other proposals and closures since a day."""
    impact = matter.impact
    title = "8. Together with other changes"
    blocks: list[Block] = []
    if len(impact.proposals) > 1:
        told = [
            f"{one.title}: {proposal_in_words(one, impact.situation.things)}."
            for one in impact.proposals
        ]
        blocks += [Words("Counted together here:"), Bullets(tuple(told))]
        found = sorted(impact.together, key=lambda one: -(one.only_together or 0))
        if found:
            blocks += [
                Bullets(tuple(together_in_words(one) for one in found)),
                _beside_each(matter, found),
                *_only_together(found),
            ]
        else:
            blocks.append(Words("None of them touches a need that is met anywhere we know of."))
    else:
        blocks.append(Words(ALONE))
    return Section(title, (*blocks, *_others(matter), *_closed(matter)))


def _beside_each(matter: Matter, found: list[Together]) -> Rows:
    columns = (
        "Need",
        *(f"{one.title}, by itself (people)" for one in matter.impact.proposals),
        "By at least one alone (people)",
        "By all at once (people)",
        "Only together (people)",
    )
    rows: list[Row] = [
        (
            one.need.label,
            *map(people, one.each),
            people(one.any_alone),
            people(one.all),
            people(one.only_together),
        )
        for one in found
    ]
    title = "People who leave reach, by each alone and by all at once"
    return table("8-together", title, columns, rows, wide=len(found[0].each) > 2)


def _only_together(found: list[Together]) -> Iterator[Rows]:
    rows: list[Row] = [
        (one.need.label, area.name, area.kind.value, people(count), number(points))
        for one in found
        for area, count, points in one.by_area
    ]
    if rows:
        columns = ("Need", "Area", "Kind", "Only together (people)", "Postcodes")
        note = "Neighbourhoods lie across wards: add up wards, or neighbourhoods, never both."
        title = "Where the harm shows only together"
        yield table("8-only-together-by-area", title, columns, rows, note=note)


def _others(matter: Matter) -> Iterator[Block]:
    others = matter.others
    if not others:
        yield Words("No other proposal is published and open.")
        return
    things = matter.impact.situation.things
    yield Words("Published and open, and not counted here:")
    told = [
        f"{one.title} ({said(one.directorate)}): {proposal_in_words(one, things)}."
        for one in others[:MOST_LISTED]
    ]
    more = len(others) - len(told)
    yield Bullets((*told, *([f"and {more:,} more."] if more else [])))


def _years_before(at: date) -> date:
    leap_day = (at.month, at.day) == (2, 29)
    return at.replace(year=at.year - YEARS_BACK, day=28 if leap_day else at.day)


def _closed(matter: Matter) -> Iterator[Block]:
    """Name what closed in the last years, where that is not counted already."""
    if matter.impact.situation.closed_since is not None:
        return
    at = matter.at
    since = _years_before(at)
    closed = sorted(
        (thing.closed, thing.name)
        for thing in matter.impact.situation.things.values()
        if thing.closed is not None and since < thing.closed <= at
    )
    if not closed:
        yield Words(f"Nothing on the map is known to have closed since {day(since)}.")
        return
    lead = f"{counted(len(closed), 'asset')} on the map closed since {day(since)}"
    yield Words(f"{lead}, and {'is' if len(closed) == 1 else 'are'} not counted here:")
    told = [f"{name}, {day(when)}." for when, name in closed[-MOST_LISTED:]]
    more = len(closed) - len(told)
    yield Bullets((*told, *([f"and {more:,} before these."] if more else [])))
