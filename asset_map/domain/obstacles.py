"""What gets in groups' way: red tape that somebody told of, and what the council said to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Theme(StrEnum):
    """What it is about."""

    KEYS = "keys"
    INSURANCE = "insurance"
    FEES = "fees"
    BOOKING = "booking"
    FORMS = "forms"
    OTHER = "other"


IN_WORDS = {
    Theme.KEYS: "Keys and opening up",
    Theme.INSURANCE: "Insurance",
    Theme.FEES: "Fees and rents",
    Theme.BOOKING: "Booking a room or a place",
    Theme.FORMS: "Forms and permissions",
    Theme.OTHER: "Something else",
}

NOT_KNOWN = ""
"""The directorate of an obstacle of which nobody knows who could remove it."""

COMMUNITY = "Community"
"""The directorate of a proposal by which people answer another one: it removes nothing."""

DIRECTORATES = (
    "Adult social care",
    "Children's services",
    "Finance, legal and insurance",
    "Housing",
    "Libraries and culture",
    "Parks and environment",
    "Planning and licensing",
    "Property",
    "Public health",
)
"""Who could remove one, as councils commonly call it; directorates of proposals come besides."""

LONGEST = 500
"""Characters of an obstacle: one thing, said shortly."""
LONGEST_ANSWER = 2000
"""Characters of what the council says to it."""


@dataclass(frozen=True)
class Obstacle:
    """Something that gets in the way. ``id``: of the contribution that told of it.

    ``asset_id``: in whose way it is; None where they did not agree to be named. ``answered``: when
    the council said ``answer``; ``removed``: the day on which it was out of the way, None while it
    stands. ``mended``: a steward changed the words.
    """

    id: UUID
    asset_id: UUID | None
    theme: Theme
    words: str
    directorate: str
    since: datetime
    answer: str = ""
    answered: datetime | None = None
    removed: date | None = None
    mended: bool = False


def directorates(of_proposals: Iterable[str]) -> tuple[str, ...]:
    """Return who could remove an obstacle, by name: those that proposals name, and the usual ones.

    Differently written, one directorate is one: the proposals' way counts.
    """
    named = {one.casefold(): one for one in (*DIRECTORATES, *of_proposals) if one.strip()}
    named.pop(COMMUNITY.casefold(), None)
    return tuple(sorted(named.values(), key=str.casefold))
