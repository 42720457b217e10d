"""Which day it is in the United Kingdom, wherever the machine stands."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def uk_today() -> date:
    """Return today's date in UK time."""
    return datetime.now(UTC).astimezone(LONDON).date()
