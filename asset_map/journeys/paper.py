"""An impact as a paper: its first page, and then the fourteen points in their order."""

from asset_map.analysis.assumptions import NOBODY_TOLD_US
from asset_map.domain.numbers import counted
from asset_map.domain.paper import Block, Bullets, Paper, Section, Words
from asset_map.domain.prompts import EVIDENCE_SHEET
from asset_map.domain.proposals import State
from asset_map.journeys.impact_in_words import first_sentences
from asset_map.journeys.knock_on_in_words import in_words
from asset_map.journeys.paper_evidence import evidence
from asset_map.journeys.paper_groups import by_group
from asset_map.journeys.paper_knock_on import knock_on
from asset_map.journeys.paper_matter import Matter
from asset_map.journeys.paper_method import NOT_ADVICE, how_to_check, method
from asset_map.journeys.paper_prompts import (
    aims,
    answering,
    approval,
    blanks,
    kind,
    mitigation,
    people_said,
)
from asset_map.journeys.paper_proposal import proposal, there_now
from asset_map.journeys.paper_reach import in_reach, only_provider
from asset_map.journeys.paper_together import together

POINTS = (
    proposal,
    there_now,
    evidence,
    in_reach,
    by_group,
    only_provider,
    knock_on,
    together,
    people_said,
    mitigation,
    aims,
    method,
    approval,
    how_to_check,
)
"""What makes each point, in the order in which they stand."""

ON_FIRST_PAGE = 10
"""So many of what follows are named on the first page; all are in point 7."""


def paper_of(matter: Matter) -> Paper:
    """Return a report: an evidence sheet until all of its questions have an answer."""
    return Paper(
        title=title_of(matter),
        kind=kind(matter),
        first_page=_first_page(matter),
        sections=tuple(point(matter) for point in POINTS),
        made=matter.made,
        demo=matter.demo,
        foot=_foot(matter),
    )


def title_of(matter: Matter) -> str:
    """Return what a report is called: by its proposal, or how many there are."""
    told = [one for _, one in answering(matter)]
    if len(told) == 1:
        return f"What this would change: {told[0].title}"
    return f"What {len(told)} proposals would change together"


def _first_page(matter: Matter) -> Section:
    blocks: list[Block] = [Words(one, lead=True) for one in first_sentences(matter.impact)]
    steps = matter.impact.after.knock_on.steps
    if steps:
        listed = sorted(steps, key=lambda step: (not step.sure, step.away))[:ON_FIRST_PAGE]
        more = len(steps) - len(listed)
        left = [f"and {counted(more, 'more step')}: see point 7."] if more else []
        blocks += [Words("What hangs on it:"), Bullets((*map(in_words, listed), *left))]
    if any(one.state is State.DRAFT and one.id is not None for one in matter.proposed):
        blocks.append(Words("This is a draft: it was not published.", note=True))
    if kind(matter) == EVIDENCE_SHEET:
        blocks.append(
            Words(
                f"This is an evidence sheet. {counted(blanks(matter), 'question')} in it can only "
                "be answered by people, and still wait for a named officer: points 1, 2, 9, 10, 11 "
                "and 13.",
                note=True,
            )
        )
    return Section("In short", tuple(blocks))


def _foot(matter: Matter) -> tuple[str, ...]:
    return (
        f"Checksum {matter.data.get('checksum') or 'not given'}",
        f"Kept inputs {matter.snapshot or 'not kept'}",
        NOBODY_TOLD_US,
        NOT_ADVICE,
    )
