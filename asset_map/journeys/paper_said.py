"""Points 2 and 9 of a report: what gets in groups' way, what people said, what they would do."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from asset_map.analysis.beside import Beside
from asset_map.domain.numbers import counted
from asset_map.domain.obstacles import IN_WORDS, NOT_KNOWN
from asset_map.domain.paper import Block, Rows, Words
from asset_map.journeys.paper_cells import Pair, Row, day, people, table
from asset_map.journeys.paper_matter import Matter
from asset_map.journeys.see_obstacles import Seen

UK = ZoneInfo("Europe/London")
MOST_SAID = 100
"""So many comments stand in a report, the newest; the page of the proposal has all of them."""

IN_THE_WAY = "What gets in groups' way here"
NONE_TOLD = (
    f"{IN_THE_WAY}: none was told, by a group that this touches or of what its directorate could "
    "remove."
)
TOLD_BY = (
    "Source: groups and residents told this on the map, and a steward looked at each. Nobody has "
    "checked it."
)
UNNAMED = "not named"
MENDED = "(A steward changed the words.)"
NOBODY_SAID = "Nobody has said anything of it on the map."
INSTEAD = (
    "Each answer is weighed in place of the proposal, never added to it; people in reach, of all "
    "who live in the authority."
)


def in_the_way(matter: Matter) -> Block:
    """Return what groups told of that gets in their way, or that none was told."""
    if not matter.obstacles:
        return Words(NONE_TOLD)
    columns = ("About", "What gets in the way", "Told of by", "On", "Who could remove it", "Answer")
    rows: list[Row] = [_obstacle(one) for one in matter.obstacles]
    return table("2-in-the-way", IN_THE_WAY, columns, rows, note=TOLD_BY, wide=True)


def comments(matter: Matter) -> Iterator[Block]:
    """Yield what people said of the proposals, with the day and who said so."""
    if not matter.remarks:
        yield Words(NOBODY_SAID)
        return
    titles = {one.id: one.title for one in matter.proposed}
    several = len(matter.proposed) > 1
    rows: list[Row] = [
        (
            *([titles.get(one.proposal_id, "")] if several else []),
            _day(one.since),
            one.group or "a resident",
            _words(one.words, mended=one.mended),
        )
        for one in matter.remarks[-MOST_SAID:]
    ]
    columns = (*(["Of"] if several else []), "On", "Who says so", "What they say")
    more = len(matter.remarks) - len(rows)
    note = f"{TOLD_BY} {counted(more, 'earlier comment')} left out here." if more else TOLD_BY
    yield table("9-comments", "What people said on the map", columns, rows, note=note)


def instead(matter: Matter) -> Iterator[Block]:
    """Yield each answer to a proposal beside it: who is in reach now, by the one, by the other."""
    if matter.beside:
        yield Words(INSTEAD)
    for at, one in enumerate(matter.beside, 1):
        if one.problem:
            yield Words(f"{one.answer.title}: nothing can be worked out of it. {one.problem}")
        elif not one.needs:
            yield Words(f"{one.answer.title}: neither changes who is in reach, as far as we know.")
        else:
            yield _beside(at, one)


def _beside(at: int, one: Beside) -> Rows:
    rows: list[Row] = [
        (
            need.need.label,
            people(need.proposal.people_before),
            people(need.proposal.people_after),
            people(need.answer.people_after),
        )
        for need in one.needs
    ]
    proposal, answer = (counted(count, "thing") for count in one.stops)
    return table(
        f"9-instead-{at}",
        f"“{one.answer.title}” beside the proposal",
        ("Need", "In reach now", "By the proposal", "By this instead"),
        rows,
        note=f"What surely stops: {proposal} by the proposal, {answer} by this instead.",
    )


def _obstacle(seen: Seen) -> Row:
    one = seen.obstacle
    removed = f"Removed on {day(one.removed)}." if one.removed else ""
    answer = " ".join(filter(None, (one.answer, removed))) or "none yet"
    return (
        IN_WORDS[one.theme],
        _words(one.words, mended=one.mended),
        seen.name or UNNAMED,
        _day(one.since),
        "not known" if one.directorate == NOT_KNOWN else one.directorate,
        answer,
    )


def _words(said: str, *, mended: bool) -> str:
    return f"{said} {MENDED}" if mended else said


def _day(when: datetime) -> Pair:
    at = when.astimezone(UK).date()
    return at.isoformat(), day(at)
