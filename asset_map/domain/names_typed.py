"""Names of places as people type them: folded, short forms written out, and parts told apart."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice, product

from asset_map.domain.places import name_key

MOST_SIGNS = 200
"""Longer texts are no name of a place."""

MOST_WORDS = 10
MOST_SPELLINGS = 40

SHORT_FORMS = {
    "st": "street", "str": "street", "rd": "road", "ave": "avenue", "av": "avenue",
    "cres": "crescent", "cresc": "crescent", "cl": "close", "dr": "drive", "drv": "drive",
    "ln": "lane", "la": "lane", "gdns": "gardens", "gdn": "gardens", "grdns": "gardens",
    "gro": "grove", "grv": "grove", "gr": "grove", "pl": "place", "sq": "square",
    "tce": "terrace", "ter": "terrace", "terr": "terrace", "wy": "way", "ct": "court",
    "crt": "court", "pk": "park", "hl": "hill", "blvd": "boulevard", "wlk": "walk",
    "wk": "walk", "mws": "mews", "grn": "green", "gn": "green", "vw": "view", "cft": "croft",
    "mt": "mount", "pde": "parade", "psge": "passage", "pass": "passage", "cswy": "causeway",
    "hts": "heights", "est": "estate", "ind": "industrial", "br": "bridge", "brg": "bridge",
    "rbt": "roundabout", "yd": "yard", "sth": "south", "nth": "north", "n": "north",
    "s": "south", "e": "east", "w": "west", "upr": "upper", "lwr": "lower", "gt": "great",
    "lt": "little",
}  # fmt: skip
"""What the words of street names are shortened to, as they are folded."""

_AROUND = {
    *("near", "nearby", "by", "in", "on", "at", "around", "close", "to", "next", "the", "from"),
    *("my", "is", "please", "postcode", "i", "live", "we", "area", "of", "me"),
}
"""Words that people put around the name of a place. They are only left out where the whole of what
was typed is no name."""

_KINDS_SAID = {
    "ward": "ward",
    "estate": "neighbourhood",
    "neighbourhood": "neighbourhood",
    "neighborhood": "neighbourhood",
    "council": "authority",
    "borough": "authority",
    "mbc": "authority",
}
_WITH_COUNCIL = {"metropolitan", "district", "city", "county"}


@dataclass(frozen=True)
class Typed:
    """A name that was typed, folded; ``kind``: of area, where it was said."""

    key: str
    kind: str | None = None


def tidy(words: str) -> str:
    """Return typed words in one form of letters, without what cannot be seen."""
    plain = unicodedata.normalize("NFKC", words)
    seen = (sign for sign in plain if unicodedata.category(sign) != "Cf")
    return " ".join("".join(seen).split())


def of_areas(words: str) -> tuple[Typed, ...]:
    """Return the names of areas that words may be, as they stand first.

    ``the priory estate`` may be "The Priory Estate", or the estate "Priory".
    """
    whole = name_key(words).split()
    found = [Typed(" ".join(whole))]
    said = _without_around(whole)
    found.append(Typed(" ".join(said)))
    if said and said[-1] in _KINDS_SAID:
        kind, said = _KINDS_SAID[said[-1]], _without_around(said[:-1])
        found.append(Typed(" ".join(said), kind))
        if kind == "authority":
            while said and said[-1] in (_WITH_COUNCIL | _KINDS_SAID.keys()):
                said = said[:-1]
            found.append(Typed(" ".join(said), kind))
    return tuple(one for one in dict.fromkeys(found) if one.key)


def without_around(words: str) -> str:
    """Return words without those that people put around the name of a place."""
    return " ".join(_without_around(name_key(words).split()))


def heads(words: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the ways in which words may be a name and where that is: pairs of name and the rest.

    The longest names first. What stands after a comma may be of the name, or where it is.
    """
    parts = [part for part in (name_key(part) for part in words.split(",")) if part]
    found = []
    for commas in range(len(parts), 0, -1):
        name, where = " ".join(parts[:commas]), parts[commas:]
        for said in _beginnings_dropped(name.split()[:MOST_WORDS]):
            for end in range(len(said), 0, -1):
                rest = " ".join(said[end:])
                found.append((" ".join(said[:end]), tuple(filter(None, [rest, *where]))))
    return tuple(dict.fromkeys(found))


def spellings(key: str) -> tuple[str, ...]:
    """Return a folded name as it may be written: as typed first, all short forms written
    out last."""
    ways = [_ways(word, first=place == 0) for place, word in enumerate(key.split())]
    return tuple(" ".join(way) for way in islice(product(*ways), MOST_SPELLINGS))


def _ways(word: str, *, first: bool) -> tuple[str, ...]:
    if word == "saint":
        return (word, "st")
    if word == "st" and first:
        return (word, "saint")
    long = SHORT_FORMS.get(word)
    return (word, long) if long and (not first or len(word) < 2 or long in _FIRST) else (word,)


_FIRST = {"upper", "lower", "great", "little", "north", "south", "mount"}
"""What names begin with in a short form."""


def _without_around(words: list[str]) -> list[str]:
    start, end = 0, len(words)
    while start < end - 1 and words[start] in _AROUND:
        start += 1
    while end > start + 1 and words[end - 1] in _AROUND:
        end -= 1
    return words[start:end]


def _beginnings_dropped(words: list[str]) -> list[list[str]]:
    """Return words as they are, without what stands around them, and without a house number."""
    ways = [words, _without_around(words)]
    if ways[1] and re.fullmatch(r"[0-9]+[a-z]?", ways[1][0]):
        ways.append(_without_around(ways[1][1:]))
    return [way for way in ways if way]
