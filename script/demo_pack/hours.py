"""Opening hours said in words, for the small part of the OpenStreetMap syntax used here."""

DAYS = {"Mo": "Mondays", "Tu": "Tuesdays", "We": "Wednesdays", "Th": "Thursdays",
        "Fr": "Fridays", "Sa": "Saturdays", "Su": "Sundays"}  # fmt: skip


def in_words(hours: str) -> str:
    """'Mo-We 10:00-11:30; Th 18:00-20:00' as 'Mondays to Wednesdays 10 to 11.30, Thursdays 6 to 8'.

    Empty stays empty.
    """
    return ", ".join(_session(part) for part in hours.split("; ") if part)


def _session(part: str) -> str:
    days, times = part.split(" ")
    named = " to ".join(DAYS[day] for day in days.split("-"))
    return f"{named} {' to '.join(_clock(t) for t in times.split('-'))}"


def _clock(time: str) -> str:
    hour, minute = (int(part) for part in time.split(":"))
    twelve = (hour - 1) % 12 + 1
    return f"{twelve}.{minute:02}" if minute else str(twelve)
