"""Weekly hours as people read them, from the short form of OpenStreetMap."""

import re

_DAYS = {
    "Mo": "Monday",
    "Tu": "Tuesday",
    "We": "Wednesday",
    "Th": "Thursday",
    "Fr": "Friday",
    "Sa": "Saturday",
    "Su": "Sunday",
}
_DAY = "|".join(_DAYS)
_TIME = r"\d{1,2}:\d{2}-\d{1,2}:\d{2}"
_RULE = re.compile(rf"((?:{_DAY})(?:[,-](?:{_DAY}))*) ({_TIME}(?:,{_TIME})*)")


def in_words(hours: str) -> str:
    """Return ``Tu,We 16:00-21:00`` as ``Tuesday and Wednesday 16:00-21:00``.

    Hours in any other form are returned as they are.
    """
    rules = [_RULE.fullmatch(re.sub(r"\s*,\s*", ",", part.strip())) for part in hours.split(";")]
    read = [f"{_days(rule[1])} {_listed(rule[2].split(','))}" for rule in rules if rule]
    return ", ".join(read) if len(read) == len(rules) else hours


def _days(short: str) -> str:
    return _listed(
        [" to ".join(_DAYS[day] for day in part.split("-")) for part in short.split(",")]
    )


def _listed(parts: list[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
