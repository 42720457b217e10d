"""Point 7 of a report: what hangs on what would change."""

from collections.abc import Iterator

from asset_map.domain.assets import IN_WORDS
from asset_map.domain.links_followed import Effect, Hold, Link, Step
from asset_map.domain.numbers import real_people_shown, together_shown
from asset_map.domain.paper import Block, Bullets, Picture, Rows, Section, Words
from asset_map.journeys.knock_on_in_words import in_words, what_follows
from asset_map.journeys.paper_cells import Row, number, people, real, said, table
from asset_map.journeys.paper_matter import Matter
from asset_map.journeys.paper_pictures import links
from asset_map.journeys.paper_proposal import KINDS, who_said

FOUND_BY_LINKS = (
    "What hangs on what would change, by the links that are known. What stops has nothing left of "
    "a kind that it cannot be without; what is strained loses something and goes on."
)
ONE_SIDE = (
    "By the word of one side alone, and so in no figure of the headline: the other side has not "
    "said it, which does not make it wrong."
)
NO_VOLUNTEERS = "No volunteers are known who offer their skills through what would stop."
NO_FUNDERS = "No funder is known that is tied to what would change or stop."


def knock_on(matter: Matter) -> Section:
    """Return point 7: what stops or is strained, and why; volunteers; funders; with and without."""
    found = matter.impact.after.knock_on
    blocks: list[Block] = [Words(what_follows(found)), Words(FOUND_BY_LINKS)]
    sure = [in_words(step) for step in found.steps if step.sure]
    unsure = [in_words(step) for step in found.steps if not step.sure]
    if sure:
        blocks.append(Bullets(tuple(sure)))
    if unsure:
        blocks += [Words(ONE_SIDE), Bullets(tuple(unsure))]
    if found.steps:
        blocks.append(_steps(found.steps))
    drawn: Picture | None = links(matter)
    blocks += [drawn] if drawn else []
    blocks += [*_volunteers(matter), *_funders(matter)]
    if matter.impact.needs:
        blocks.append(_with_and_without(matter))
    return Section("7. What hangs on it", tuple(blocks))


def _steps(steps: tuple[Step, ...]) -> Rows:
    columns = (
        "What",
        "Kind",
        "What becomes of it",
        "Because of",
        "How",
        "Said by",
        "Sure",
        "Links",
    )
    rows: list[Row] = [
        (
            step.asset.name,
            KINDS[step.asset.kind],
            step.effect.value,
            step.because.on.name,
            f"{IN_WORDS[step.because.type]}{', ' if step.because.detail else ''}"
            f"{step.because.detail}",
            who_said(step.because),
            "yes" if step.sure else "no, by one side",
            number(step.away),
        )
        for step in steps
    ]
    note = "Links: how many lead from what is changed to it."
    return table(
        "7-knock-on", "What stops and what is strained", columns, rows, note=note, wide=True
    )


def _volunteers(matter: Matter) -> Iterator[Block]:
    """Tell of volunteers as counts: few are hidden, and no sum gives them away."""
    rows: list[Row] = []
    counts: dict[object, int] = {}
    for step in matter.impact.after.knock_on.steps:
        if step.asset.id in matter.volunteers and step.asset.id not in counts:
            counts[step.asset.id] = matter.volunteers[step.asset.id]
            sure = "" if step.sure else ", by the word of one side"
            count = counts[step.asset.id]
            rows.append((step.asset.name, f"{step.effect}{sure}", real(count)))
    if not rows:
        yield Words(NO_VOLUNTEERS)
        return
    yield Words(
        f"Volunteers, as groups count them: {together_shown(list(counts.values()))}. One person "
        f"may be counted twice. Numbers from 1 to 9 are given as “{real_people_shown(1)}”, others "
        "to the nearest 5."
    )
    columns = ("Offer of skills", "What becomes of it", "Volunteers (people)")
    yield table("7-volunteers", "Volunteers", columns, rows)


def _funders(matter: Matter) -> Iterator[Block]:
    after = matter.impact.after
    gone = {change.asset_id for change in matter.impact.changes} | after.knock_on.perhaps
    tied = [
        link
        for link in matter.impact.situation.world.links
        if link.hold is Hold.FUNDER and link.hangs.id in gone
    ]
    if not tied:
        yield Words(NO_FUNDERS)
        return
    columns = ("Funder", "Funds", "What for", "What becomes of it", "Said by")
    rows: list[Row] = [
        (
            link.on.name,
            link.hangs.name,
            said(link.detail),
            _becomes(matter, link),
            who_said(link),
        )
        for link in sorted(tied, key=lambda link: (link.on.name, link.hangs.name))
    ]
    yield table("7-funders", "Funders tied to it", columns, rows)


def _becomes(matter: Matter, link: Link) -> str:
    after = matter.impact.after
    if link.hangs.id in after.ended:
        return "what it funds ends"
    if link in after.lost:
        return "the funding ends"
    steps = [step for step in after.knock_on.steps if step.asset.id == link.hangs.id]
    if any(step.effect is Effect.STOPS and step.sure for step in steps):
        return "what it funds stops"
    if any(step.effect is Effect.STOPS for step in steps):
        return "what it funds stops, if what one side says is so"
    return "what it funds is changed"


def _with_and_without(matter: Matter) -> Rows:
    columns = (
        "Need",
        "By the change alone (people)",
        "With what surely stops: the headline (people)",
        "If what one side says is so (people)",
    )
    rows: list[Row] = [
        (
            one.need.label,
            people(one.alone.people_leaving),
            people(one.headline.people_leaving),
            people(one.one_sided.people_leaving),
        )
        for one in matter.most_first
    ]
    title = "People who leave reach, with and without what hangs on it"
    return table("7-with-and-without", title, columns, rows)
