"""What people send in: a change to the map by somebody who knows better, waiting for review.

Whatever a stranger sends is one of these, whichever page it comes from: it is held, looked at, and
taken in or declined in one way, and of whoever sent it no more is kept than that takes.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from asset_map.domain.assets import AssetKind

SOURCE = "contributions"
"""The source that approved contributions are records of."""

RANK = 100
"""What a group says of itself comes before what any list says of it."""


class Kind(StrEnum):
    """What a contribution would do."""

    ADD = "add"
    CHANGE = "change"
    CLOSE = "close"
    CLAIM = "claim"
    LINK = "link"
    OBSTACLE = "obstacle"
    ANSWER = "answer"
    COUNTER = "counter"


class State(StrEnum):
    """How far a contribution has come.

    ``HELD``: kept until its sender's e-mail address is confirmed. ``ASKED``: a steward wants to
    know more. ``MERGED``: taken in as a part of something that was on the map already.
    """

    HELD = "held"
    WAITING = "waiting"
    ASKED = "asked"
    ACCEPTED = "accepted"
    MERGED = "merged"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


OPEN = frozenset({State.WAITING, State.ASKED})
"""States in which somebody is still to decide."""

HELD_FOR = timedelta(days=7)
"""So long an address may be confirmed; what is held longer is deleted."""
ADDRESS_KEPT = timedelta(days=30)
"""So long after the decision the sender's address is kept, for an answer to it."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with a field, and the next step."""

    field: str
    sentence: str
    next_step: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} {self.next_step}".strip()


AGREED = (
    "I agree that this becomes public under the Open Government Licence v3.0: anybody may read it, "
    "copy it and use it for anything, if they say where it is from"
)
"""What a sender agrees to, as a form says it and as it is kept."""


@dataclass(frozen=True)
class Consent:
    """What the sender agreed to. ``how``: the words, or on behalf of somebody how they said so.

    ``contact``: the contact that was typed is the group's own, and may be shown to everybody.
    ``on_behalf``: a steward sent it in for somebody without e-mail.
    """

    how: str
    contact: bool = False
    on_behalf: bool = False


@dataclass(frozen=True)
class Contribution:
    """Something that was sent in. ``id`` comes with the form, so that sent twice it is one.

    ``about``: the asset or the proposal that it is about; None for what is to be added. ``said``:
    what was typed; ``before``: what the sender saw of the same fields. ``record_id``, ``asset_id``:
    what it became once it was taken in. ``version`` counts what was done with it.
    """

    id: UUID
    kind: Kind
    asset_kind: AssetKind | None
    about: UUID | None
    said: dict[str, Any]
    before: dict[str, Any]
    note: str
    state: State
    sent: datetime
    confirmed: datetime | None = None
    by_account: UUID | None = None
    sender: str = ""
    consent: Consent = field(default_factory=lambda: Consent(""))
    decided: datetime | None = None
    decided_by: str = ""
    reason: str = ""
    record_id: UUID | None = None
    asset_id: UUID | None = None
    version: int = 1


@dataclass(frozen=True)
class Turn:
    """What was done with a contribution: ``what`` in one word, by which role, in which words."""

    at: datetime
    by: str
    what: str
    words: str = ""


@dataclass(frozen=True)
class Difference:
    """A field as it stands on the map now, as the sender saw it, and as it would be.

    ``moved_on``: the map says something else by now than the sender saw.
    """

    field: str
    now: Any
    seen: Any
    then: Any

    @property
    def moved_on(self) -> bool:
        """Tell whether the map changed since the sender looked."""
        return bool(self.now != self.seen)


OWNERS_OWN = frozenset(
    {
        *("hours", "cost", "who_for", "asks_for", "asks_when", "languages", "hours_free"),
        *("step_free", "people", "valid_to", "break_from", "break_until", "break_why"),
    }
)
"""Fields whose changes by whoever keeps the asset go live at once: they say when, until when, how
and how many, and a wrong one misleads nobody about who it is. A new name, place, purpose or contact
waits."""


def goes_live(changed: frozenset[str], *, by_keeper: bool) -> bool:
    """Tell whether a change needs no review."""
    return by_keeper and bool(changed) and changed <= OWNERS_OWN


def own_count_goes_live(*, by_keeper: bool) -> bool:
    """Tell whether how many people offer a skill through a group needs no review: whoever keeps the
    group counts its own people, and nobody could look it up."""
    return by_keeper


def link_goes_live(*, by_keeper_of_a_side: bool, hidden_place: bool) -> bool:
    """Tell whether a link needs no review: it is told as said by that side alone, until the other
    side confirms it. What names a place that stays hidden waits."""
    return by_keeper_of_a_side and not hidden_place
