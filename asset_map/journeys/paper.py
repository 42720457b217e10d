"""An impact as a paper: its first page, and then the fourteen points in their order."""

from asset_map.analysis.assumptions import NOBODY_TOLD_US
from asset_map.domain.paper import Paper
from asset_map.journeys.paper_evidence import evidence
from asset_map.journeys.paper_first_page import first_page
from asset_map.journeys.paper_groups import by_group
from asset_map.journeys.paper_knock_on import knock_on
from asset_map.journeys.paper_matter import Matter
from asset_map.journeys.paper_method import NOT_ADVICE, how_to_check, method
from asset_map.journeys.paper_prompts import (
    aims,
    answering,
    approval,
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


def paper_of(matter: Matter) -> Paper:
    """Return a report: an evidence sheet until all of its questions have an answer."""
    return Paper(
        title=title_of(matter),
        kind=kind(matter),
        first_page=first_page(matter),
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


def _foot(matter: Matter) -> tuple[str, ...]:
    return (
        f"Checksum {matter.data.get('checksum') or 'not given'}",
        f"Kept inputs {matter.snapshot or 'not kept'}",
        NOBODY_TOLD_US,
        NOT_ADVICE,
    )
