"""The questions that only people can answer: blanks of an impact report, by stable ids.

Until a named officer has answered all of them, the report is an evidence sheet.
"""

from collections.abc import Collection
from dataclasses import dataclass

EVIDENCE_SHEET = "Evidence sheet"
IMPACT_REPORT = "Impact report"


@dataclass(frozen=True)
class Asked:
    """A question, by its ``id``, and the ``point`` of the report that it stands in, 1 to 14.

    ``by_line``: several answers may be given, one a line; those of one point belong together.
    """

    id: str
    point: int
    question: str
    by_line: bool = False


OPTIONS = Asked(
    "options",
    1,
    "Which options were looked at, no change among them, and why was each kept or left out?",
)
COST = Asked(
    "cost",
    2,
    "What does it cost to run today, what would the proposal cost or save elsewhere, and who says "
    "so?",
)
PEOPLE_SAID = Asked(
    "people-said",
    9,
    "Who was asked, when and how; what did they say; and what was changed because of it?",
)
ISSUE = Asked(
    "mitigation-issue", 10, "Issue: which harm is to be avoided or lessened? One a line.", True
)
ACTION = Asked("mitigation-action", 10, "Action: what is done about each? One a line.", True)
PERSON = Asked(
    "mitigation-person", 10, "Person responsible: who does each, by role? One a line.", True
)
DATE = Asked("mitigation-date", 10, "Date: by when is each done? One a line.", True)
AIM_ELIMINATE = Asked(
    "aim-eliminate",
    11,
    "Eliminate discrimination, harassment and victimisation: what does the proposal mean for this?",
)
AIM_ADVANCE = Asked(
    "aim-advance",
    11,
    "Advance equality of opportunity between people who share a protected characteristic and those "
    "who do not: what does the proposal mean for this?",
)
AIM_FOSTER = Asked(
    "aim-foster",
    11,
    "Foster good relations between people who share a protected characteristic and those who do "
    "not: what does the proposal mean for this?",
)
LEAD_OFFICER = Asked("approval-lead-officer", 13, "Lead officer")
APPROVED_BY = Asked("approval-approved-by", 13, "Approved by")
COMPLETED = Asked("approval-completed", 13, "Completed on")
REVIEW = Asked("approval-review-date", 13, "To be reviewed on")
CONFIDENTIAL = Asked(
    "approval-confidential", 13, "Is any of this confidential? If so, what, and until when?"
)

MITIGATION = (ISSUE, ACTION, PERSON, DATE)
AIMS = (AIM_ELIMINATE, AIM_ADVANCE, AIM_FOSTER)
APPROVAL = (LEAD_OFFICER, APPROVED_BY, COMPLETED, REVIEW, CONFIDENTIAL)

PROMPTS = (OPTIONS, COST, PEOPLE_SAID, *MITIGATION, *AIMS, *APPROVAL)
"""All of them, in the order of the report."""

BY_ID = {asked.id: asked for asked in PROMPTS}


def kind_of_paper(answered: Collection[str]) -> str:
    """Return what a paper may call itself, by the ids of the prompts that were answered."""
    return IMPACT_REPORT if BY_ID.keys() <= set(answered) else EVIDENCE_SHEET
