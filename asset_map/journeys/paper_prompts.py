"""Points 9, 10, 11 and 13 of a report: what only people can answer. Blanks stay visible."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import zip_longest
from zoneinfo import ZoneInfo

from asset_map.domain.numbers import counted
from asset_map.domain.paper import Block, Prompt, Rows, Section, Words
from asset_map.domain.prompts import (
    AIMS,
    APPROVAL,
    MITIGATION,
    PEOPLE_SAID,
    PROMPTS,
    Asked,
    kind_of_paper,
)
from asset_map.domain.proposals import Answer, Proposal
from asset_map.journeys.changes_in_words import proposal_in_words
from asset_map.journeys.paper_cells import Row, day, table
from asset_map.journeys.paper_matter import Matter
from asset_map.journeys.paper_said import comments, instead

UK = ZoneInfo("Europe/London")
BLANK = "to be filled in"
NOBODY_ASKED = "Nothing is recorded here of anybody having been asked yet:"
COUNTER = (
    "Answers to it that were published, with what they would change. They are alternatives to it, "
    "and are not added to it."
)
NO_COUNTER = "No counter-proposal is recorded here."
AIMS_LEAD = (
    "Section 149 of the Equality Act 2010 asks a public body to have due regard to three aims. The "
    "figures above are evidence for it. What follows from them is for the officer to answer, aim "
    "by aim."
)


def asked(matter: Matter, what: Asked) -> Iterator[Prompt]:
    """Yield a prompt for each proposal that is weighed, with its answer where there is one."""
    for at, one in answering(matter):
        yield _prompt(matter, what, at, one)


def _prompt(matter: Matter, what: Asked, at: int, one: Proposal) -> Prompt:
    given = _given(matter, at).get(what.id)
    alone = len(answering(matter)) == 1
    return Prompt(
        id=what.id if alone else f"{what.id}-{at + 1}",
        question=what.question if alone else f"{one.title}. {what.question}",
        answer=given.answer if given else "",
        officer=given.officer if given else "",
        answered=given.answered if given else None,
    )


def _given(matter: Matter, at: int) -> Mapping[str, Answer]:
    """Return the answers for one proposal; what is not kept has none."""
    return matter.answers[at] if at < len(matter.answers) else {}


def answering(matter: Matter) -> list[tuple[int, Proposal]]:
    """Return the proposals that somebody has to answer for, with their place: not what closed
    already."""
    return list(enumerate(matter.proposed))


def kind(matter: Matter) -> str:
    """Return what the paper may call itself: an impact report once all is answered for all."""
    given = [
        {id for id, one in _given(matter, at).items() if one.answer.strip()}
        for at, _ in answering(matter)
    ]
    return kind_of_paper(set.intersection(*given) if given else ())


def blanks(matter: Matter) -> int:
    """Return how many prompts nobody has answered yet."""
    return sum(not one.answer.strip() for what in PROMPTS for one in asked(matter, what))


def people_said(matter: Matter) -> Section:
    """Return point 9: what people said, and what they propose instead."""
    prompts = list(asked(matter, PEOPLE_SAID))
    blocks: list[Block] = []
    if not any(prompt.answer for prompt in prompts):
        blocks.append(Words(NOBODY_ASKED))
    blocks += [*prompts, *comments(matter)]
    if not matter.counter:
        return Section("9. What people said", (*blocks, Words(NO_COUNTER)))
    things = matter.impact.situation.things
    rows: list[Row] = [
        (one.title, one.directorate, day(_published(one)), proposal_in_words(one, things))
        for one in matter.counter
    ]
    columns = ("Counter-proposal", "By", "Published", "What it would change")
    found = table("9-counter-proposals", "Counter-proposals", columns, rows)
    return Section("9. What people said", (*blocks, Words(COUNTER), found, *instead(matter)))


def mitigation(matter: Matter) -> Section:
    """Return point 10: what is done about the harm, as a table of what was answered."""
    blocks: list[Block] = [
        Words("What would lessen the harm, who does it and by when is for people to decide.")
    ]
    for at, one in answering(matter):
        blocks.append(_table(matter, at, one))
        blocks += [_prompt(matter, what, at, one) for what in MITIGATION]
    reviews = "; ".join(f"{one.title}: {day(one.review_date)}" for _, one in answering(matter))
    return Section("10. Mitigation", (*blocks, Words(f"Review date. {reviews}.")))


def aims(matter: Matter) -> Section:
    """Return point 11: the three aims of the public sector equality duty, one by one."""
    prompts = [prompt for what in AIMS for prompt in asked(matter, what)]
    return Section("11. The three aims of the equality duty", (Words(AIMS_LEAD), *prompts))


def approval(matter: Matter) -> Section:
    """Return point 13: who answers for the paper."""
    left = blanks(matter)
    lead = (
        f"This paper is an evidence sheet: {counted(left, 'question')} in it "
        f"{'has' if left == 1 else 'have'} no answer yet."
        if left
        else "Every question of this paper has an answer."
    )
    prompts = [prompt for what in APPROVAL for prompt in asked(matter, what)]
    return Section("13. Approval", (Words(lead), *prompts))


def _table(matter: Matter, at: int, one: Proposal) -> Rows:
    """Return the answers, one a line, side by side."""
    given = _given(matter, at)
    columns = [
        [line.strip() for line in given[what.id].answer.splitlines() if line.strip()]
        if what.id in given
        else []
        for what in MITIGATION
    ]
    lines = list(zip_longest(*columns, fillvalue="")) or [("",) * len(MITIGATION)]
    alone = len(answering(matter)) == 1
    return table(
        "10-mitigation" if alone else f"10-mitigation-{at + 1}",
        "Mitigation" if alone else f"Mitigation: {one.title}",
        ("Issue", "Action", "Person responsible", "Date"),
        [tuple(cell or BLANK for cell in line) for line in lines],
    )


def _published(one: Proposal) -> date | None:
    return None if one.published is None else one.published.astimezone(UK).date()
