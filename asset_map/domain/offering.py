"""When somebody has time to help, beside when a group says that it wants help, in its own words."""

import re
from enum import StrEnum


class FreeTime(StrEnum):
    """When somebody has time."""

    DAYTIME = "daytime"
    EVENINGS = "evenings"
    WEEKENDS = "weekends"


# What is said: on weekdays, at the weekend, by day, in the evening. Nothing else is looked for.
_WEEKDAY = re.compile(
    r"\b(mon|tues?|wed(nes)?|thu(rs)?|fri)(days?)?\b|\bweekdays?\b", re.IGNORECASE
)
_WEEKEND = re.compile(r"\b(sat(ur)?|sun)(days?)?\b|\bweekends?\b", re.IGNORECASE)
_BY_DAY = re.compile(
    r"\b(mornings?|afternoons?|lunch(es|times?)?|daytimes?|after school)\b", re.IGNORECASE
)
_EVENING = re.compile(r"\b(evenings?|nights?)\b", re.IGNORECASE)


def fits(words: str, times: tuple[FreeTime, ...]) -> bool | None:
    """Tell whether words such as ``Tuesday mornings`` fit any of some times; None: they do not say.

    Only plain words for days and parts of the day are read. What they leave open stays open.
    """
    answers = {_fits(words, time) for time in times}
    if not times or True in answers:
        return True
    return None if None in answers else False


def _fits(words: str, time: FreeTime) -> bool | None:
    weekday, weekend = (bool(sign.search(words)) for sign in (_WEEKDAY, _WEEKEND))
    by_day, evening = (bool(sign.search(words)) for sign in (_BY_DAY, _EVENING))
    if time is FreeTime.WEEKENDS:
        return weekend or (False if weekday else None)
    if weekend and not weekday:
        return False
    own, other = (evening, by_day) if time is FreeTime.EVENINGS else (by_day, evening)
    if own:
        # A part of the day alone, as in "one afternoon a week", may be of any day.
        return True if weekday else None
    return False if other else None
