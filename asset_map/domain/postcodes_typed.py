"""Postcodes as people type them: run together, with slips, in a sentence, or only in part."""

import re
from dataclasses import dataclass
from itertools import product

_OUTWARD = r"[A-Z]{1,2}[0-9][0-9A-HJKMNPR-Y]?"
"""The first half. No district ends in I, L, O, Q or Z."""

_WHOLE = re.compile(rf"({_OUTWARD})([0-9][A-Z]{{2}})")
_IN_WORDS = re.compile(rf"\b({_OUTWARD})[ -]?([0-9][A-Z]{{2}})\b")
_SECTOR = re.compile(rf"({_OUTWARD})[ -]?([0-9])")

_AS_FIGURE = {"O": "0", "I": "1", "L": "1", "S": "5", "B": "8", "Z": "2"}
_AS_LETTER = {"0": "O", "1": "I", "5": "S", "8": "B", "2": "Z"}

_FIRST_HALF = re.compile(_OUTWARD)
_FORMS = ("A9", "A99", "AA9", "AA99", "A9A", "AA9A")
"""The forms of the first half: A is a letter, 9 a figure. The second half is always 9AA."""

MOST_SLIPS = 2


@dataclass(frozen=True)
class Part:
    """The beginning of postcodes: a district (``DY1``), or a sector of one (``DY1 3``)."""

    district: str
    sector: str = ""

    @property
    def label(self) -> str:
        """What it is called."""
        return f"{self.district} {self.sector}".strip()

    @property
    def beginning(self) -> str:
        """What the postcodes of it begin with."""
        return f"{self.district} {self.sector}"


def whole(words: str) -> str | None:
    """Return the postcode that some words are, as ``DY1 3SB``: signs and spaces do not matter."""
    match = _WHOLE.fullmatch(_run_together(words))
    return f"{match[1]} {match[2]}" if match else None


def slipped(words: str) -> tuple[str, ...]:
    """Return the postcodes that words are but for slips between letters and figures (``DYI 3SB``).

    Those with the fewest slips first; none where the words are far from any.
    """
    typed = _run_together(words)
    # Without a figure nothing says that a postcode was meant.
    if not 5 <= len(typed) <= 7 or not any(sign.isdigit() for sign in typed):
        return ()
    readings: dict[str, int] = {}
    for form in _FORMS:
        if len(form) + 3 != len(typed):
            continue
        for reading, slips in _read(typed, f"{form}9AA"):
            if slips <= MOST_SLIPS and _FIRST_HALF.fullmatch(reading[:-3]):
                readings[f"{reading[:-3]} {reading[-3:]}"] = slips
    return tuple(sorted(readings, key=lambda one: (readings[one], one)))


def in_words(words: str) -> tuple[str, ...]:
    """Return the postcodes that stand in a sentence, each once, in their order."""
    found = [f"{match[1]} {match[2]}" for match in _IN_WORDS.finditer(words.upper())]
    return tuple(dict.fromkeys(found))


def parts(words: str) -> tuple[Part, ...]:
    """Return the beginnings of postcodes that words may be: ``DY13`` is a district, or ``DY1 3``.

    The likelier one first.
    """
    typed = " ".join(words.upper().split())
    found = []
    if _FIRST_HALF.fullmatch(typed):
        found.append(Part(typed))
    if match := _SECTOR.fullmatch(typed):
        found.append(Part(match[1], match[2]))
    return tuple(found)


def parts_of(postcode: str) -> tuple[Part, Part]:
    """Return the sector and the district that a postcode is in."""
    district, _, rest = postcode.partition(" ")
    return Part(district, rest[:1]), Part(district)


def _run_together(words: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", words.upper())


def _read(typed: str, form: str) -> list[tuple[str, int]]:
    """Return how a text can be read in a form, with the number of slips in it."""
    ways = [_as(sign, kind) for sign, kind in zip(typed, form, strict=True)]
    return [
        ("".join(sign for sign, _ in way), sum(slip for _, slip in way)) for way in product(*ways)
    ]


def _as(sign: str, kind: str) -> list[tuple[str, int]]:
    if kind == "9":
        if sign.isdigit():
            return [(sign, 0)]
        return [(_AS_FIGURE[sign], 1)] if sign in _AS_FIGURE else []
    if sign.isalpha():
        return [(sign, 0)]
    return [(_AS_LETTER[sign], 1)] if sign in _AS_LETTER else []
