"""A proposal: a named set of changes by a directorate, before it is decided. It is data alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class State(StrEnum):
    """How far a proposal has come. Only a draft is kept from others."""

    DRAFT = "draft"
    PUBLISHED = "published"
    DECIDED = "decided"
    DONE = "done"


class ChangeKind(StrEnum):
    """What is done to an asset; in a file each is the key that names the asset."""

    CLOSE = "close"
    REDUCE = "reduce"
    MOVE = "move"
    PAUSE = "pause"
    OPEN = "open"
    HAND_OVER = "hand_over"
    END_FUNDING = "end_funding"
    END_POST = "end_post"
    REMOVE_CONDITION = "remove_condition"


ENDS = frozenset({ChangeKind.CLOSE, ChangeKind.PAUSE, ChangeKind.END_POST})
"""The kinds after which the asset itself is not there, for good or for a while."""

_PLACE = frozenset({"other_id", "postcode", "xy"})

TAKES: dict[ChangeKind, frozenset[str]] = {
    ChangeKind.CLOSE: frozenset(),
    ChangeKind.REDUCE: frozenset({"share"}),
    ChangeKind.MOVE: _PLACE,
    ChangeKind.PAUSE: frozenset({"until"}),
    ChangeKind.OPEN: _PLACE | {"name", "needs", "capacity"},
    ChangeKind.HAND_OVER: frozenset({"other_id"}),
    ChangeKind.END_FUNDING: frozenset({"other_id"}),
    ChangeKind.END_POST: frozenset(),
    ChangeKind.REMOVE_CONDITION: frozenset({"condition"}),
}
"""What is said of a change of each kind, beside the asset and from when."""


@dataclass(frozen=True)
class Change:
    """One change. ``asset_id``: what it is done to; None only for what opens anew.

    ``share``: of REDUCE, how much of its room is taken away, above 0 and below 1. ``other_id``: the
    venue of MOVE and OPEN, the group of HAND_OVER, the funder of END_FUNDING (None: every funder).
    ``postcode``, where there is no venue: where MOVE and OPEN lead to, and ``xy`` the same in grid
    metres once it was looked up. ``until``: the last day of PAUSE. ``name``, ``needs`` and
    ``capacity`` (people a week, None where not known) are of what opens; ``condition``: the words
    of what is removed. ``from_day``: None: from the day of its proposal.
    """

    kind: ChangeKind
    asset_id: UUID | None = None
    from_day: date | None = None
    share: float | None = None
    other_id: UUID | None = None
    postcode: str = ""
    xy: tuple[float, float] | None = None
    until: date | None = None
    name: str = ""
    needs: tuple[str, ...] = ()
    capacity: float | None = None
    condition: str = ""


@dataclass(frozen=True)
class UserCount:
    """How many people use an asset, as somebody entered it: real people, counted by others.

    They stand apart from people who live within reach, with their source. ``period``: what they
    were counted over, such as "a week".
    """

    asset_id: UUID
    count: int
    period: str
    source: str
    as_of: date


@dataclass(frozen=True)
class Proposal:
    """A set of changes, and what is known of how it is decided. ``saving``: pounds a year.

    ``id`` is None for what is not kept in the database. ``version`` counts what was kept of it.
    ``answers_id``: the proposal that this one is the community's answer to.
    """

    title: str
    directorate: str
    changes: tuple[Change, ...]
    id: UUID | None = None
    reference: str = ""
    state: State = State.DRAFT
    summary: str = ""
    from_day: date | None = None
    saving: float | None = None
    decision_date: date | None = None
    decision_body: str = ""
    budget_round: str = ""
    review_date: date | None = None
    lead_officer: str = ""
    user_counts: tuple[UserCount, ...] = ()
    answers_id: UUID | None = None
    author_id: UUID | None = None
    author_role: str = ""
    changed: datetime | None = None
    published: datetime | None = None
    version: int = 1
    demo: bool = False


@dataclass(frozen=True)
class Answer:
    """What an officer answered to a prompt of a report. ``officer``: the role that answers for it.

    ``prompt`` is the prompt's id.
    """

    prompt: str
    answer: str
    officer: str
    answered: datetime


@dataclass(frozen=True)
class Comment:
    """What somebody said of a published proposal. ``asset_id``: the group that says so, None for a
    resident. ``id``: of the contribution that it was sent as; ``mended``: a steward changed the
    words."""

    id: UUID
    proposal_id: UUID
    words: str
    asset_id: UUID | None
    since: datetime
    mended: bool = False


def counted_once(proposals: Iterable[Proposal]) -> tuple[Change, ...]:
    """Return all changes of several proposals at once.

    An answer is an alternative to what it answers, no addition: what it changes otherwise is
    changed as the answer says, and not as the proposal that it answers.
    """
    listed = list(proposals)
    instead = {
        (one.answers_id, change.asset_id)
        for one in listed
        if one.answers_id is not None
        for change in one.changes
        if change.asset_id is not None
    }
    return tuple(
        change
        for one in listed
        for change in one.changes
        if one.id is None or (one.id, change.asset_id) not in instead
    )
