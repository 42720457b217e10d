"""Points 1 and 2 of a report: what is proposed, and what is there now."""

from collections.abc import Iterator

from asset_map.domain.assets import IN_WORDS, AssetKind, Session
from asset_map.domain.links_followed import Hold, Link
from asset_map.domain.numbers import counted
from asset_map.domain.paper import Block, Bullets, Rows, Section, Words
from asset_map.domain.prompts import COST, OPTIONS
from asset_map.domain.proposals import Change, ChangeKind, Proposal
from asset_map.domain.reach import WEEKDAYS
from asset_map.journeys.changes_in_words import change_in_words
from asset_map.journeys.paper_cells import NO_DATA, Pair, Row, day, number, real, said, table
from asset_map.journeys.paper_matter import Matter, There
from asset_map.journeys.paper_prompts import asked
from asset_map.journeys.paper_said import in_the_way

NO_CHANGE = (
    "One option is to change nothing. Every figure headed “now” is what it would mean, as long as "
    "nothing else changes."
)
NO_COUNT = (
    "How many people use it: no data. Nobody has entered a count. People living within reach, "
    "below, are not its users."
)
COUNTED = (
    "These are counts of people who came, as their source gives them. All other numbers of people "
    "in this paper are of people living within reach, who may or may not come."
)
NO_COST = "What it costs to run: no data. The map holds no costs."
KINDS = {
    AssetKind.GROUP: "group",
    AssetKind.VENUE: "venue",
    AssetKind.SERVICE: "service",
    AssetKind.SKILL_OFFER: "offer of skills",
}
MOST_CHANGES = 40


def proposal(matter: Matter) -> Section:
    """Return point 1: each proposal as it is kept, its changes in words, and its options."""
    told = matter.proposed
    blocks: list[Block] = []
    for at, one in enumerate(told, 1):
        blocks += _facts(matter, one, at, len(told))
    return Section(
        "1. The proposal" if len(told) == 1 else "1. The proposals",
        (*blocks, Words(NO_CHANGE), *asked(matter, OPTIONS)),
    )


def there_now(matter: Matter) -> Section:
    """Return point 2: what the proposal changes, as it is today."""
    counts = [count for one in matter.impact.proposals for count in one.user_counts]
    rows: list[Row] = [
        (
            matter.name(one.asset_id),
            real(one.count),
            one.period,
            one.source,
            (one.as_of.isoformat(), day(one.as_of)),
        )
        for one in counts
    ]
    used: list[Block] = [Words(NO_COUNT)]
    if counts:
        columns = ("Of what", "People who came", "Over", "Source", "As of")
        used = [Words(COUNTED), table("2-user-counts", "How many come", columns, rows)]
    return Section(
        "2. What is there now",
        (
            _what_is_there(matter),
            _what_happens(matter),
            *used,
            in_the_way(matter),
            Words(NO_COST),
            *asked(matter, COST),
        ),
    )


def _facts(matter: Matter, one: Proposal, at: int, of: int) -> Iterator[Block]:
    things = matter.impact.situation.things
    answers = next((p.title for p in matter.impact.proposals if p.id == one.answers_id), "")
    facts: list[tuple[str, Pair | str]] = [
        ("Title", one.title),
        ("Reference", said(one.reference)),
        ("Directorate", said(one.directorate)),
        ("Version and state", f"version {one.version}, {one.state}"),
        ("Lead officer, by role", said(one.lead_officer)),
        ("Who decides", said(one.decision_body)),
        ("Day of the decision, as planned", day(one.decision_date)),
        ("Budget round", said(one.budget_round)),
        ("From", day(one.from_day)),
        ("Saving, pounds a year", _saving(one)),
        ("To be reviewed on", day(one.review_date)),
    ]
    if one.answers_id is not None:
        facts.append(("Answer to", answers or "another proposal"))
    title = "The proposal" if of == 1 else f"Proposal {at}: {one.title}"
    id = "1-proposal" if of == 1 else f"1-proposal-{at}"
    yield table(id, title, ("What", "As the proposal says"), facts)
    if one.summary:
        yield Words(one.summary)
    changes = [
        change_in_words(change, things, one.from_day) for change in one.changes[:MOST_CHANGES]
    ]
    more = len(one.changes) - len(changes)
    changes += [f"and {counted(more, 'more change')}"] if more > 0 else []
    yield Words("What would change:" if changes else "Nothing would change.")
    if changes:
        yield Bullets(tuple(f"{change}." for change in changes))


def _saving(one: Proposal) -> Pair:
    if one.saving is None:
        return None, NO_DATA
    return one.saving, f"£{one.saving:,.0f} a year, as the directorate states; not checked here"


def _what_is_there(matter: Matter) -> Rows:
    columns = (
        "What",
        "Kind",
        "Needs it meets",
        "When",
        "Room",
        "Step-free",
        "Kept by",
        "Last confirmed",
    )
    labels = {need.id: need.label for need in matter.impact.situation.needs}
    rows: list[Row] = [_row(matter, found, labels) for found in matter.there.values()]
    closed = sum(matter.impact.situation.things[id].masked for id in matter.there)
    note = (
        "A place that has to stay hidden is reckoned and drawn at the middle of its ward."
        if closed
        else ""
    )
    return table("2-there-now", "What the proposal changes", columns, rows, note=note, wide=True)


def _row(matter: Matter, found: There, labels: dict[str, str]) -> Row:
    asset, details = found.asset, found.details
    thing = matter.impact.situation.things[asset.id]
    confirmed = asset.provenance.last_confirmed
    return (
        asset.name,
        thing.type or KINDS[asset.kind],
        "; ".join(labels.get(need, need) for need in asset.needs) or "none known",
        _times(found),
        _room(found),
        {True: "yes", False: "no"}.get(details.get("step_free"), NO_DATA),  # type: ignore[arg-type]
        thing.keeper or "nobody known",
        day(confirmed, "never"),
    )


def _times(found: There) -> str:
    if found.sessions:
        return "; ".join(map(_session, found.sessions))
    details = found.details
    if details.get("hours_text"):
        return str(details["hours_text"])
    return f"free {details['hours_free']}" if details.get("hours_free") else NO_DATA


def _session(one: Session) -> str:
    return f"{WEEKDAYS[one.byday]} {one.opens_at} to {one.closes_at}"


def _room(found: There) -> Pair | str:
    details = found.details
    if details.get("size_people") is not None:
        return details["size_people"], f"{details['size_people']:,} people at once"
    if details.get("weekly_capacity") is not None:
        return details["weekly_capacity"], f"{details['weekly_capacity']:,} people a week"
    return number(None)


def _what_happens(matter: Matter) -> Block:
    """List what else happens in what is changed: groups that meet, services that are delivered."""
    places = set(_touched(matter.impact.changes))
    held = [
        link
        for link in matter.impact.situation.world.links
        if link.hold is Hold.PLACE and link.on.id in places
    ]
    if not held:
        return Words(
            "We know of nothing else that happens there. That does not mean that there is nothing."
        )
    held.sort(key=lambda link: (link.on.name, link.hangs.kind, link.hangs.name))
    columns = ("Where", "What", "Kind", "How", "When, as we were told", "Said by")
    rows: list[Row] = [
        (
            link.on.name,
            link.hangs.name,
            KINDS[link.hangs.kind],
            IN_WORDS[link.type],
            link.detail or NO_DATA,
            who_said(link),
        )
        for link in held
    ]
    return table("2-what-happens-there", "What happens there", columns, rows)


def who_said(link: Link) -> str:
    """Return who states a link."""
    return "both sides" if link.teller is None else f"{link.teller.name} alone"


def _touched(changes: tuple[Change, ...]) -> Iterator[object]:
    for change in changes:
        if change.kind is not ChangeKind.OPEN and change.asset_id is not None:
            yield change.asset_id
