"""Opening hours said in words, for the small part of the OpenStreetMap syntax used here."""

import re

DAYS = {"Mo": "Mondays", "Tu": "Tuesdays", "We": "Wednesdays", "Th": "Thursdays",
        "Fr": "Fridays", "Sa": "Saturdays", "Su": "Sundays"}  # fmt: skip


def in_words(hours: str) -> str:
    """'Tu,Th 10:00-11:30' as 'Tuesdays and Thursdays 10 to 11.30'; empty stays empty."""
    if not hours:
        return ""
    days, times = hours.split(" ")
    named = days.replace(",", " and ").replace("-", " to ")
    for short, full in DAYS.items():
        named = re.sub(rf"\b{short}\b", full, named)
    return f"{named} {' to '.join(_clock(t) for t in times.split('-'))}"


def _clock(time: str) -> str:
    hour, minute = (int(part) for part in time.split(":"))
    twelve = (hour - 1) % 12 + 1
    return f"{twelve}.{minute:02}" if minute else str(twelve)
