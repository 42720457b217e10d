"""Which day it is in the United Kingdom, wherever the machine stands."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def uk_today() -> date:
    """Return today's date in UK time."""
    return datetime.now(UTC).astimezone(LONDON).date()


def uk_moment(when: datetime) -> str:
    """Say an instant in UK time: ``2 November 2026, 08:12``."""
    return f"{when.astimezone(LONDON):%-d %B %Y, %H:%M}"
