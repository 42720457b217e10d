"""How long an entry counts as looked at, when somebody is reminded, and what if nobody looks.

That is another thing than being confirmed within 12 months, which is counted everywhere alike: here
each kind has its own time.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from asset_map.domain.assets import AssetKind

REVIEW_MONTHS: dict[AssetKind, int] = {
    AssetKind.SERVICE: 6,
    AssetKind.SKILL_OFFER: 6,
    AssetKind.GROUP: 12,
    AssetKind.VENUE: 24,
}
"""After how many months somebody should look whether it is still right: times and people change
sooner than buildings. Our own judgement; what counts as confirmed lately is another thing."""

REMINDERS_AFTER_DAYS = (0, 14, 28)
"""When the three reminders go out, days after the review date."""

LOWER_AFTER_DAYS = 42
"""So many days after the review date what nobody confirmed is shown lower and marked."""


def review_date(kind: AssetKind, confirmed: date | None) -> date | None:
    """Return the day by which somebody should look again; None where nobody ever confirmed it."""
    if confirmed is None:
        return None
    months = confirmed.month - 1 + REVIEW_MONTHS[kind]
    year, month = confirmed.year + months // 12, months % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(confirmed.day, last))


def lapsed(kind: AssetKind, confirmed: date | None, today: date) -> bool:
    """Tell whether its review date went by, and all reminders with it, and nobody said that it is
    still right. Of what nobody ever confirmed it cannot be told."""
    review = review_date(kind, confirmed)
    return review is not None and review + timedelta(days=LOWER_AFTER_DAYS) <= today


@dataclass(frozen=True)
class ToReview:
    """An asset that somebody should look at by ``review``. ``kept``: somebody keeps it; ``sent``:
    how many reminders they had since."""

    id: UUID
    name: str
    kind: AssetKind
    last_confirmed: date
    review: date
    ward: str
    kept: bool
    sent: int


@dataclass(frozen=True)
class Overdue:
    """Something that somebody keeps, and should look at by now. ``last_confirmed``: None where
    nobody ever said that it is right; of that nobody is reminded."""

    id: UUID
    name: str
    last_confirmed: date | None
