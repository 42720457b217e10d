"""How much two names are alike, word by word. Words that many places share weigh little."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SILENT = _words(
    """
    a an and as at by for from in of on or the to with
    ltd limited plc llp cic cio cbs c i o incorporated company registered
    """
)
"""Words that tell nothing apart: small ones, and legal forms."""

COMMON = _words(
    """
    aid area association branch building cafe care centre centres central charitable charity club
    clubs community coronavirus council covid district dr drs foundation friendly fund group groups
    hall health help house hub local mutual neighbourhood network office organisation page partners
    partnership place project response room rooms saint scheme service services society space
    spaces support team trust unit united village volunteer volunteers warm welcome welcoming
    """
)
"""Words that say what sort of thing it is, roughly; two places that share only these differ."""

SORTS = _words(
    """
    academy archive archives chapel chemist church clinic college gurdwara hospital library
    libraries medical mobile mosque nursery pharmacy practice school surgery temple
    """
)
"""Words that say what it is exactly: they do not make a name, but they tell things apart."""

WEIGHTS = {**dict.fromkeys(COMMON, 0.25), **dict.fromkeys(SORTS, 0.5)}
OWN = 1.0
"""The weight of a word that is neither common nor a sort: it makes the name its own."""

_SPELT = {
    "st": "saint",
    "center": "centre",
    "corona": "coronavirus",
    "rd": "road",
    "fc": "football",
    "cc": "cricket",
    "rfc": "rugby",
    "first": "1",
    "second": "2",
    "third": "3",
    "one": "1",
    "two": "2",
    "three": "3",
}
"""Other ways to write a word."""

COVID = r"\b(covid|c) ?19\b"
"""One word, however it is written."""

_ORDINAL = re.compile(r"^(\d+)(st|nd|rd|th)$")

LONG_ENOUGH = 5
"""Letters of a word from which on one letter may be a slip."""

SLIP = 0.8
"""The likeness of two spellings from which on one is a slip of the other."""


class Name(NamedTuple):
    """A name taken apart.

    ``words``: those with a meaning; ``numbers``: numbers and single letters, which tell a first
    from a second; ``core``: both, in an order that does not depend on how they were written.
    """

    words: tuple[str, ...]
    numbers: frozenset[str]
    core: str


@dataclass(frozen=True)
class Likeness:
    """How two names compare.

    ``score``: the weight of the words they share, of all their words, 0 to 1. ``extra``: the
    weight of what only one of them has, where the other has nothing of its own; ``apart``: the
    lesser of what either has alone. ``shared_own``: how many words of their own they share.
    """

    score: float
    extra: float
    apart: float
    shared_own: int
    numbers_differ: bool
    number_extra: bool

    @property
    def equal(self) -> bool:
        """Tell whether they are one name, but for order, small words and slips of the pen."""
        return self.extra == 0 and self.apart == 0 and not self.numbers_differ


def taken_apart(name_key: str) -> Name:
    """Take a folded name (``domain.places.name_key``) apart."""
    words = re.sub(COVID, "covid", name_key).split()
    read = set(map(as_compared, words)) - {""}
    numbers = {word for word in read if len(word) == 1 or word[0].isdigit()}
    told = read - numbers
    if words[-1:] == ["a"]:  # Ward A; but not A Place to Go.
        numbers.add("a")
    if not told and len(numbers) == 1:
        told, numbers = numbers, told
    return Name(tuple(sorted(told)), frozenset(numbers), " ".join(sorted(told | numbers)))


def as_compared(word: str) -> str:
    """Return a word as it is compared; empty if it tells nothing."""
    plain = _ORDINAL.sub(r"\1", _SPELT.get(word, word))
    return "" if plain in SILENT or plain == "s" else plain


def compared(one: Name, other: Name) -> Likeness:
    """Compare two names; the result is the same both ways round."""
    one, other = sorted((one, other), key=lambda name: name.core)
    left, right, shared = _paired(set(one.words), set(other.words))
    only_one, only_other = _weight(left), _weight(right)
    both = _weight(shared)
    numbers_here, numbers_there = one.numbers - other.numbers, other.numbers - one.numbers
    whole = both + only_one + only_other
    return Likeness(
        score=both / whole if whole else 0.0,
        extra=abs(only_one - only_other),
        apart=min(only_one, only_other),
        shared_own=sum(word not in WEIGHTS for word in shared),
        numbers_differ=bool(numbers_here and numbers_there),
        number_extra=bool(numbers_here) != bool(numbers_there),
    )


def _weight(words: set[str]) -> float:
    return sum(WEIGHTS.get(word, OWN) for word in words)


def _paired(one: set[str], other: set[str]) -> tuple[set[str], set[str], set[str]]:
    """Return what only the one has, what only the other has, and what both have, slips allowed."""
    shared = one & other
    left, right = one - shared, other - shared
    for word in sorted(left):
        slips = [candidate for candidate in sorted(right) if _slip(word, candidate)]
        if slips:
            left, right, shared = left - {word}, right - {slips[0]}, shared | {word}
    return left, right, shared


def _slip(one: str, other: str) -> bool:
    if min(len(one), len(other)) < LONG_ENOUGH:
        return one + "s" == other or other + "s" == one
    return Levenshtein.normalized_similarity(one, other) >= SLIP
