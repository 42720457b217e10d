"""Names that were shouted or broken by a machine, as people would write them."""

import re
from functools import lru_cache

import pandas as pd

from etl.cleaning.values import expects, plain_text


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SMALL = _words("a an and at by for from in of on or the to with upon under")
"""Words that begin with a small letter, unless the name begins with them."""

INITIALS = _words(
    "ABC AC ADHD AFC AFCA AIDS ARLFC ASC BAME BSAC CAB CIC CIO EU GAA GAC HIV ICT II III IV IX "
    "LGBTQIA MBE NGO OBE PFA PTA PTFA RAF RAFA RNLI RSA RSPCA RUFC SCIO TA UFC UK UN UNICEF USA "
    "VI VII VIII WEA WI WRU WRVS XI YMCA YWCA"
)
"""Abbreviations that have a vowel, or look like a word; one without a vowel is taken for one."""

SHORTENED = _words("st sts dr mr mrs ms ltd rd jr jnr snr bros mt ft clwb cwm dwr pwll pls")
"""Words without a vowel that are none the less not initials."""

MENDED = _words(
    "academy amateur angling archery association athletic athletics badminton bowling bowls boxing "
    "centre charitable charity church club community company council cricket croquet district "
    "football foundation friends gliding gymnastics harriers hockey institute junior juniors "
    "ladies league leisure limited lodge netball parish pistol playing primary recreation "
    "recreational rifle rowing sailing school scouts services shooting snooker social society "
    "sports squash swimming tennis theatre town trampoline trust union united village volunteer "
    "volunteers welfare women youth"
)
"""Words of this field: two neighbours that only together are one of them are a broken word."""

OWN_WORDS = _words(
    "as at all ball by cent chart foot found friend in inter is less rest row so sport super t the "
    "to un vol wo you"
)
"""Short pieces that are words of their own; a break between two of them is not certain."""

_VOWEL = re.compile("[AEIOUYÀ-ÖØ-Ý]")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ORDINAL = re.compile(r"[0-9]+(?:ST|ND|RD|TH)S?")
_MC = re.compile(r"Mc[a-z]{3,}")


def _breaks() -> str:
    pieces = ((word[:at], word[at:]) for word in sorted(MENDED) for at in range(1, len(word)))
    return "|".join(f"{one} {two}" for one, two in pieces if not {one, two} <= OWN_WORDS | MENDED)


BROKEN = rf"(?i)\b(?:{_breaks()})\b"
_BROKEN = re.compile(BROKEN.replace(r"\b(", r"(?<![\w'’])(", 1))  # not the s of St Mary's


@expects("Write the name.")
def name(texts: pd.Series) -> pd.Series:
    """Read a name: in normal letters where it is all in capitals, broken words mended if certain.

    ``THE RUGBY FOOTBA LL CLUB (RFC)`` gives ``The Rugby Football Club (RFC)``.
    """
    names = plain_text(texts)
    broken = names.str.contains(BROKEN, regex=True).fillna(False).astype(bool)
    names = names.mask(broken, names[broken].map(mended))
    shouted = ((names == names.str.upper()) & (names != names.str.lower())).fillna(False)
    return names.mask(shouted, names[shouted].map(spoken))


def mended(text: str) -> str:
    """Join words of this field that were broken in two."""
    return _BROKEN.sub(lambda match: match[0].replace(" ", ""), text)


def spoken(text: str) -> str:
    """Return a name that is all in capitals as it is usually written."""
    first = _WORD.search(text)
    begins = first.start() if first else 0
    return _WORD.sub(lambda found: _in_place(found, begins), text)


def _in_place(found: re.Match[str], begins: int) -> str:
    word = _word(found[0])
    if found.start() == begins or word.casefold() not in SMALL:
        return word
    before, after = found.string[: found.start()], found.string[found.end() :]
    alone = len(word) == 1 and bool(
        re.search(r"\b\w[.\s]*$", before) or re.match(r"[.\s]*\w\b", after)
    )
    return word if alone else word.casefold()


@lru_cache(maxsize=100_000)
def _word(word: str) -> str:
    """Return one word in its usual letters: ``O'NEILL'S`` gives ``O'Neill's``."""
    if word in INITIALS or _ORDINAL.fullmatch(word):
        return word if word in INITIALS else word.lower()
    if any(letter.isdigit() for letter in word):
        return word
    if not _VOWEL.search(word) and word.casefold() not in SHORTENED:
        return word
    parts = re.split(r"(['’])", word)
    spelt = [
        _part(part, last=at == len(parts) - 1, only=len(parts) == 1)
        for at, part in enumerate(parts)
    ]
    return "".join(spelt)


def _part(part: str, *, last: bool, only: bool) -> str:
    if last and not only and len(part) <= 2:  # 's, 're, 'll
        return part.lower()
    plain = part.capitalize()
    return plain[:2] + plain[2].upper() + plain[3:] if _MC.fullmatch(plain) else plain
