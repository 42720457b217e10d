"""Tells where words look like names of people: counts of volunteers are told without any."""

import re
from collections.abc import Collection

_NO_NAMES = """
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays
    fridays saturdays sundays january february march april may june july august september october
    november december spring summer autumn winter christmas easter ramadan eid diwali lent weekday
    weekdays weekend weekends morning mornings afternoon afternoons evening evenings night nights
    english
"""
_MAY_STAND = frozenset(_NO_NAMES.split())
"""Words in capitals that say when, not who."""
_PARTS = re.compile(r"[,;/&\n]|\band\b")
_NAME = re.compile(r"[A-Z][a-z'’-]+\.?|[A-Z]\.?")
_LONGEST = 3
"""So many words a person's name has at most where people write lists."""


def looks_like_names(text: str, known: Collection[str] = ()) -> bool:
    """Tell whether a text may name people: several parts in capitals, or a first and a last name.

    ``known``: folded words that are no names here, such as of languages and areas. It asks too
    often rather than too rarely, and a list in small letters escapes it.
    """
    may_stand = _MAY_STAND | set(known)
    named = [_is_name(part.split(), may_stand) for part in _PARTS.split(text)]
    return sum(bool(words) for words in named) > 1 or any(words > 1 for words in named)


def _is_name(words: list[str], may_stand: Collection[str]) -> int:
    """Return of how many words a name is; 0 for what is none."""
    names = [word for word in words if _NAME.fullmatch(word)]
    none = not words or len(words) > _LONGEST or len(names) < len(words)
    return 0 if none or any(word.casefold() in may_stand for word in words) else len(words)
