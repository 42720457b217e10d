"""Tells where words look like names of people, or like a way to reach them."""

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


_CONTACT = re.compile(
    r"[^\s@<>()]+@[^\s@<>()]+\.\w+|\b(?:https?://|www\.)[^\s<>()]+|(?:\+|\b)\d[\d ()-]{8,}\d\b",
    re.IGNORECASE,
)
_WORD = r"(?:(?:Mr|Mrs|Ms|Dr|St|Rev|[A-Z])\.|[^\W\d_a-z][\w'’-]*[^\W\d_A-Z][\w'’-]*)"
_RUN = re.compile(rf"\b{_WORD}(?: {_WORD})*")
"""Words in capitals, one after the other; not those that are capitals alone, as NHS."""
_SENTENCE = re.compile(r"(?:^|[.!?:\n]\s*|[“\"(]\s*)\Z")
_DOES = re.compile(r" (?:has|had|holds|keeps|said|says|wants|told|knows|lives)\b")
_BEGIN = """
    a all an and another any anybody anyone as ask at both but by council each either every
    everybody everyone everything for from group he here how i if in it keys library my neither no
    nobody none nothing of on one our park she so some somebody someone something that the their
    there these they this those to we what when where which who why with you your
"""
_NO_PERSON = frozenset(_BEGIN.split())
"""Words that begin a sentence, or are written in capitals, and name nobody."""


def contacts_in(text: str) -> tuple[str, ...]:
    """Return what looks like a way to reach somebody: an address, a number, a link."""
    return tuple(dict.fromkeys(hit[0].strip() for hit in _CONTACT.finditer(text)))


def names_in(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Return what may be names of people in a text: words in capitals within a sentence, at its
    beginning two of them, or one that does something, as in "Jo has the keys".

    ``known``: folded words that are no names here. It marks too much rather than too little, and
    misses names in small letters, and most that stand alone at the beginning of a sentence.
    """
    may_stand = _MAY_STAND | _NO_PERSON | set(known)
    found = (_named(text, hit, may_stand) for hit in _RUN.finditer(text))
    return tuple(dict.fromkeys(name for name in found if name))


def _named(text: str, hit: re.Match[str], may_stand: Collection[str]) -> str:
    """Return the name in a run of words in capitals; "" where it is none."""
    words = hit[0].split()
    begins = _SENTENCE.search(text[: hit.start()]) is not None
    if begins and len(words) > 1 and _plain_word(words[0]) in _NO_PERSON:
        words, begins = words[1:], False  # "The Jones family".
    if all(_plain_word(word) in may_stand for word in words) or not words[0][0].isupper():
        return ""
    alone = begins and len(words) == 1 and words[0] == _without_s(words[0])
    if alone and not _DOES.match(text[hit.end() :]):
        return ""
    return _without_s(" ".join(words))


def _plain_word(word: str) -> str:
    return _without_s(word.casefold()).rstrip(".")


def _without_s(text: str) -> str:
    return text.removesuffix("'s").removesuffix("’s")
