"""What a service says of itself in its own words: in which ways it reaches people, and its cost.

What is not understood is not guessed: such a service may happen at a place, and may cost something.
"""

import re
from enum import StrEnum
from functools import cache


class Way(StrEnum):
    """How a service reaches people."""

    IN_PERSON = "in person"
    PHONE = "by phone"
    ONLINE = "online"
    HOME = "at home"


IN_WORDS = {
    Way.IN_PERSON: "in person",
    Way.PHONE: "by phone",
    Way.ONLINE: "online",
    Way.HOME: "comes to your home",
}
"""A way as a reason why somebody is shown a service."""

_WHOSE = r"(?:(?:your|their|his|her|own|my|the|a|an|people'?s|clients?'?s?|users?'?s?)\s+)*"
_HOME = r"(?:(?<!care )(?<!nursing )(?<!residential )homes?|houses?|door)\b"
_REMOTE = {
    Way.HOME: re.compile(
        rf"\b(?:at|in|to|from) {_WHOSE}{_HOME}|\bhome (?:visit|deliver|library|service|based|call)"
        r"|\b(?:doorstep|domiciliary|housebound|home visits?)\b|^home$|\bvisits? (?:you|people)\b"
        r"|\b(?:your|their|people'?s|clients'?|patients'?|users'?) (?:own )?homes?\b"
    ),
    Way.PHONE: re.compile(
        r"phone|\bhelp ?lines?\b|\bhot ?lines?\b|\btel\b|\bsms\b|\btext(?:s|ing| messages?)?\b"
        r"|(?<!video )(?<!home )\bcalls?\b(?! (?:in|at|round|to)\b)"
    ),
    Way.ONLINE: re.compile(
        r"\bon ?line\b|\bvideo|\bzoom\b|\b(?:ms|microsoft) teams\b|\bskype\b|\bweb|\binternet\b"
        r"|\bvirtual|\be ?mail|\bremote|\bdigital|\blive ?chat\b|\bapps?\b"
    ),
}
_AT_A_PLACE = re.compile(
    r"in person|face to face|\bvenues?\b|\bon ?site\b|\bdrop ?in|\bwalk ?in|\bphysical"
    rf"|\b(?:at|in) (?!{_WHOSE}{_HOME}|any\b|all\b|times?\b|night|weekend|[0-9])"
)
_DENIED = re.compile(r"\b(?:no|not|without|never|instead of|rather than)\b[^,;.]*")
_PARTS = re.compile(r"[,;/|+&.]|\band\b|\bor\b|\bthen\b|\bbut\b")
_OF_ACCESS = re.compile(
    r"\b(?:only|refer\w*|self refer\w*|appointments?|book\w*|member\w*|registration|free|daily"
    r"|weekly|week|days?|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|24|hours?|support"
    r"|advice|counselling|one to one|1 to 1)\b|^[0-9][0-9 :apm-]*$"
)
"""Words on how to come by a service, which do not say where it happens."""


@cache
def ways(how: str) -> frozenset[Way]:
    """Return in which ways a service reaches people; empty where its words do not say.

    A part that is not understood may be a place: it counts as in person.
    """
    said = _DENIED.sub(" ", _folded(how))
    found: set[Way] = set()
    for part in filter(None, map(str.strip, _PARTS.split(said))):
        remote = {way for way, pattern in _REMOTE.items() if pattern.search(part)}
        if _AT_A_PLACE.search(part) or not (remote or _OF_ACCESS.search(part)):
            found.add(Way.IN_PERSON)
        found |= remote
    return frozenset(found)


def remote_ways(how: str) -> frozenset[Way]:
    """Return the ways of a service for which nobody has to go anywhere."""
    return ways(how) - {Way.IN_PERSON}


def only_remote(how: str) -> bool:
    """Tell whether a service comes to people, by phone, online or at home, and in no other way."""
    return bool(ways(how)) and Way.IN_PERSON not in ways(how)


_NOTHING = re.compile(
    r"\bfree\b|\bno (?:charges?|cost|fees?)\b|\bwithout charge\b|\bgratis\b|\bcomplimentary\b"
    r"|\bnil\b|^0+(?:\.0+)?$|[£€$] ?0+(?:\.0+)?(?![0-9.])"
    r"|\bpay (?:what|as) you (?:can|feel|like|want)"
)
_GIFT = re.compile(r"\b(?:donat|contribut|voluntar|collection)")
_WELCOME = re.compile(
    r"\b(?:welcome|suggest|voluntar|optional|if you|by donation|any)|^donations?$"
)
_SUM = re.compile(
    r"[£€$] ?(?:[0-9]*[1-9]|0*\.[0-9]*[1-9]|0+\.[0-9]*[1-9])|\b(?:gbp|eur) ?[0-9.]*[1-9]"
    r"|[0-9.]*[1-9][0-9.]* ?(?:p|pence|pounds?|quid|gbp)\b|\bpounds?\b|\bpence\b"
    r"|^[0-9.]*[1-9][0-9.]*$"
)
_PRICE = re.compile(
    r"\bnot free\b|n'?t free\b|\bchargeable\b|\bcharges? (?:appl|may|will|is|are|of)"
    r"|\b(?:small|modest|low|nominal|entry|annual|weekly) (?:charge|cost|fee|price)"
    r"|\bfees? (?:appl|payable|is|are|of)|\bsubs(?:criptions?)?\b|\bpaid\b|\bpays?\b(?! what| as)"
    r"|\btickets?\b|\baffordable\b|\bsubsidi[sz]ed\b|\bmeans tested\b"
)
_EVERYONE = (
    r"(?:all|every\w*|any\w*|use|users?|attend\w*|join|enter|access|residents?|local|the public"
    r"|visitors?|take part|participants?)\b"
)
_SOMETIMES = re.compile(
    rf"\b(?:free|charges?|cost|fees?) (?:of charge )?(?:for|to) (?!{_EVERYONE})"
    r"|\bfree (?:with|if|when|on|until|before|after|trial|parking|tea|coffee|refreshments?|lunch"
    r"|meals?|food|wi ?fi|phone|under|over|first|child\w*|kids)\b"
    r"|\b(?:members?|child\w*|kids|under|over|carers|students|residents|first|some|mostly|partly"
    r"|many|usually|often|sometimes|may be|might be|can be|toll|smoke|alcohol|sugar|gluten|hands"
    r"|donation)\b.*\bfree\b"
)


@cache
def is_free(cost: str) -> bool | None:
    """Tell whether a service costs nothing, by what its cost says; None where that is not clear.

    What is free for some and costs others something is not free.
    """
    parts = [part.strip() for part in re.split(r"[,;|/()]|\. |\bor\b", _folded(cost))]
    said = [_part_is_free(part) for part in parts if part]
    if False in said:
        return False
    if any(_SOMETIMES.search(part) for part in parts):
        return None
    return True if True in said else None


def _part_is_free(part: str) -> bool | None:
    if _PRICE.search(part):
        return False
    if _GIFT.search(part):
        return True if _WELCOME.search(part) or _NOTHING.search(part) else None
    if _SUM.search(part):
        return False
    return True if _NOTHING.search(part) else None


def _folded(words: str) -> str:
    """Return words in small letters, with plain apostrophes, and hyphens within words as spaces."""
    plain = words.casefold().replace("’", "'").replace("_", " ")
    return " ".join(re.sub(r"(?<=[a-z])-(?=[a-z])", " ", plain).split())
