"""Whether two entries are the same thing: by what identifies them, else by name and place.

The rules are told in words in docs/decisions/0010-the-same-thing-twice.md, with how well they do.
"""

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from asset_map.analysis.likeness import Likeness, Name, compared


class Verdict(StrEnum):
    """What is held of a pair: the first two are the machine's, the others a person's. ``OPEN``: the
    rules are sure, and a person wants to be asked all the same."""

    SURE = "sure"
    LIKELY = "likely"
    SAME = "same"
    DIFFERENT = "different"
    OPEN = "open"


OF_ORGANISATIONS = frozenset({"GB-CHC", "GB-SC", "GB-NIC", "GB-COH"})
"""Registers of organisations: two groups with one number are one; two services need not be."""

UNIQUE = OF_ORGANISATIONS | {"URN", "ODS", "UPRN"}
"""Schemes in which one thing has one number: two numbers make two things."""

SAME_M = 100
"""Two points this near are one place, metres."""

NEAR_M = {"venue": 150, "service": 200, "group": 400}
"""How far apart two sources may put one thing, metres."""

POSTCODE_M = 150
"""How far a postcode's point may be from an address in it, metres; added where one is used."""

REACH_M = {"venue": 600, "service": 1000, "group": 2500}
"""How far apart things with one name may be found and still be worth a person's look, metres."""

FARTHEST_M = max(REACH_M.values()) + POSTCODE_M
"""How far apart the points of twins may be at most, metres, where nothing but a name joins them."""

PROPERTY_M = 250
"""How far apart two points of one property may be, metres: published UPRNs are often wrong."""

POST_M = 10_000
"""How far apart two addresses for a group's post may be, metres: the secretary changes."""

FEW_COMMON_WORDS = 0.5
"""Weight of words that one name may have more than the other: two common ones, such as 'hub'."""

ALIKE = 0.6
"""Share of the words of two names that they have in common, by weight, to be worth a look."""

NAMED = 2
"""How many words of its own a name needs to be looked for without a place to hold it to."""

IN_WORDS = {
    "GB-CHC": "charity number",
    "GB-SC": "Scottish charity number",
    "GB-NIC": "Northern Irish charity number",
    "GB-COH": "company number",
    "URN": "school number",
    "ODS": "NHS organisation code",
    "UPRN": "property number",
    "OSM": "OpenStreetMap element",
    "ORUK": "Open Referral id",
}


@dataclass(frozen=True)
class Entry:
    """One entry, as a pair is judged by. ``easting`` and ``northing`` are NaN where not known."""

    source: str
    kind: str
    name_key: str
    name: Name
    postcode: str
    easting: float
    northing: float
    exact: bool
    weak: bool
    address: str
    identifiers: dict[str, str]


class Judged(NamedTuple):
    """A verdict, how strong it is (0 to 1), and why, as a part of a sentence."""

    verdict: Verdict
    score: float
    reason: str


class _Where(StrEnum):
    SAME = "at the same place"
    NEAR = "near each other"
    REACH = "not far from each other"
    UNKNOWN = "of which one has no place"
    FAR = "far from each other"


_CLOSENESS = {
    _Where.SAME: 1.0,
    _Where.NEAR: 0.8,
    _Where.REACH: 0.4,
    _Where.UNKNOWN: 0.2,
    _Where.FAR: 0.0,
}


def judged(one: Entry, other: Entry) -> Judged | None:
    """Return what two entries of one kind are to each other; None where they are two things."""
    agreeing, conflicting = _identifiers(one, other)
    likeness = compared(one.name, other.name)
    metres = math.hypot(one.easting - other.easting, one.northing - other.northing)
    if agreeing:
        return _by_identifier(one, other, agreeing[0], bool(conflicting), likeness, metres)
    if conflicting or one.kind not in NEAR_M or likeness.numbers_differ:
        return None
    return _by_name(one, other, likeness, metres)


def conflict(one: dict[str, str], other: dict[str, str]) -> bool:
    """Tell whether what identifies two entries says that they are two things, and nothing else."""
    both = UNIQUE & one.keys() & other.keys()
    return bool(both) and all(number(one[name]) != number(other[name]) for name in both)


def _identifiers(one: Entry, other: Entry) -> tuple[list[str], list[str]]:
    """Return the schemes in which two entries agree, and those in which they cannot be one."""
    both = sorted(one.identifiers.keys() & other.identifiers.keys())
    telling = [name for name in both if _tells(name, one.kind)]
    equal = [n for n in telling if number(one.identifiers[n]) == number(other.identifiers[n])]
    return equal, [name for name in telling if name in UNIQUE and name not in equal]


def _tells(scheme: str, kind: str) -> bool:
    if scheme in OF_ORGANISATIONS:
        return kind == "group"
    return scheme != "UPRN" or kind == "venue"


def number(text: str) -> str:
    """Return an identifier as it is compared: without spaces, case and leading zeros."""
    return str(text).replace(" ", "").replace("-", "").upper().lstrip("0")


def _by_identifier(
    one: Entry, other: Entry, scheme: str, contradicted: bool, likeness: Likeness, metres: float
) -> Judged | None:
    reason = f"the same {IN_WORDS.get(scheme, scheme)} {one.identifiers[scheme]}"
    if contradicted:
        return Judged(Verdict.LIKELY, 0.8, f"{reason}, but another number differs")
    if scheme == "UPRN":
        return _by_property(one, other, reason, likeness, metres)
    one_source = one.source == other.source
    if scheme == "ODS" and not _one_place(one, other, metres, 0 if one_source else SAME_M):
        # The code is the organisation's; its branches are entries of their own.
        return None if one_source else Judged(Verdict.LIKELY, 0.7, f"{reason}, at another place")
    return Judged(Verdict.SURE, 1.0, reason)


def _by_property(
    one: Entry, other: Entry, reason: str, likeness: Likeness, metres: float
) -> Judged | None:
    if not _one_place(one, other, metres, PROPERTY_M):
        return None
    if likeness.shared_own and likeness.apart == 0 and not likeness.numbers_differ:
        return Judged(Verdict.SURE, 1.0, reason)
    if one.source == other.source:
        return None  # An archive in a library: its source knows them apart.
    return Judged(Verdict.LIKELY, 0.6, f"{reason}, but other names")


def _one_place(one: Entry, other: Entry, metres: float, most: float) -> bool:
    """Tell whether nothing speaks against one place: a postcode in common, or near points."""
    return one.postcode == other.postcode != "" or math.isnan(metres) or metres <= most


def _by_name(one: Entry, other: Entry, likeness: Likeness, metres: float) -> Judged | None:
    where = _where(one, other, metres)
    if where is _Where.FAR:
        return None
    reason = f"{_name_in_words(likeness)}, {_where_in_words(where, one, other, metres)}"
    score = round(0.6 * likeness.score + 0.35 * _CLOSENESS[where], 3)
    if _is_sure(one, other, likeness, where, metres):
        return Judged(Verdict.SURE, score, reason)
    if _is_likely(likeness, where, one.source == other.source):
        return Judged(Verdict.LIKELY, score, reason)
    return None


def _where(one: Entry, other: Entry, metres: float) -> _Where:
    if one.postcode == other.postcode != "":
        return _Where.SAME
    if one.weak or other.weak:
        return _Where.UNKNOWN if not metres > POST_M else _Where.FAR
    if math.isnan(metres):
        return _Where.UNKNOWN
    blunt = 0 if one.exact and other.exact else POSTCODE_M
    if metres <= SAME_M and not blunt:
        return _Where.SAME
    if metres <= NEAR_M[one.kind] + blunt:
        return _Where.NEAR
    return _Where.REACH if metres <= REACH_M[one.kind] + blunt else _Where.FAR


def _is_sure(one: Entry, other: Entry, likeness: Likeness, where: _Where, metres: float) -> bool:
    if likeness.number_extra or _houses_differ(one, other):
        return False
    if one.source == other.source:  # Its own keys tell them apart; only the very same will do.
        near = not metres > PROPERTY_M
        return one.name_key == other.name_key and where is _Where.SAME and near
    if not likeness.shared_own:
        return one.name_key == other.name_key and one.postcode == other.postcode != ""
    moved = one.postcode != other.postcode and "" not in (one.postcode, other.postcode)
    if likeness.equal and not (moved and where is _Where.NEAR):
        return where in (_Where.SAME, _Where.NEAR)
    weak = one.weak or other.weak
    fuller = likeness.apart == 0 and likeness.extra <= FEW_COMMON_WORDS
    return fuller and where is _Where.SAME and not weak


def _is_likely(likeness: Likeness, where: _Where, same_source: bool) -> bool:
    if not likeness.shared_own:
        return False
    if where in (_Where.REACH, _Where.UNKNOWN):
        return likeness.equal and likeness.shared_own >= NAMED
    if likeness.apart == 0:
        return likeness.score >= (ALIKE if same_source else ALIKE - 0.1)
    return likeness.apart <= FEW_COMMON_WORDS and likeness.score >= ALIKE


def _houses_differ(one: Entry, other: Entry) -> bool:
    """Tell whether both give house numbers and have none in common."""
    here, there = _houses(one.address), _houses(other.address)
    return bool(here and there and not here & there)


def _houses(address: str) -> set[str]:
    return set(re.findall(r"\b\d{1,4}[a-z]?\b", address.casefold()))


def _name_in_words(likeness: Likeness) -> str:
    if likeness.equal and not likeness.number_extra:
        return "the same name"
    return "much the same name" if likeness.apart == 0 else "names with words in common"


def _where_in_words(where: _Where, one: Entry, other: Entry, metres: float) -> str:
    if one.postcode == other.postcode != "":
        return "at the same postcode"
    if one.weak or other.weak or math.isnan(metres):
        return "but no place to hold them to"
    return where if where is _Where.SAME else f"{round(metres, -1):.0f} m apart"
