"""Telephone numbers, e-mail and web addresses: each cell gives the first one, in one form."""

import re
from urllib.parse import quote, urlsplit

import pandas as pd
from phonenumbers import (
    Leniency,
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberMatcher,
    ValidationResult,
    format_number,
    is_possible_number_with_reason,
    is_valid_number,
    is_valid_short_number_for_region,
    parse,
)

from etl.cleaning.values import each_once, expects, is_all

BRITISH = 44
SHORTEST_NATIONAL = 9
"""Digits of a British number without its 0; what is shorter is a number only if it is in use."""
LONGEST_SHORT = 6
LOOKED_AT = 300
"""Characters of a cell that are searched for a number: a whole book would take seconds."""

USUAL_EMAIL = r"[a-z0-9][a-z0-9._%+-]*@([a-z0-9-]+\.)+[a-z]{2,24}"
USUAL_WEB = (
    r"https?://([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}"
    r"([/?#][A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?"
)
_EMAIL = re.compile(
    r"(?<![^\s<>(),;:/|\[\]\"\u200b\ufeff])[\w.%+'-]+@(?:[a-z0-9-]+\.)+[a-z]{2,24}(?![\w@-])"
)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:xn--[a-z0-9-]+|[a-z]{2,24})")
_SCHEME = re.compile(r"^(https?)(?::/{1,3}|//)", re.IGNORECASE)
_FIRST = re.compile(
    r"[<\"'(]?([^\s<>\"|\\^`{};]+)(?:$|[<>\"|;)]|\s+(?:and|or|&|[/,(-]|https?:|www\.))"
)
"""An address up to its end, or up to what parts it from the next one or from a remark."""
_ONE_NUMBER = re.compile(r"[+(]?[0-9][0-9 ()./-]{7,22}")
_KEPT_IN_PATHS = "/?#:@!$&'()*+,;=%~"


@expects("Write a telephone number, such as 01384 812345.")
def phone(texts: pd.Series) -> pd.Series:
    """Read the first number of a cell, as it is dialled from Britain."""
    return _as_text(each_once(texts, _phone))


@expects("Write an e-mail address, such as hello@example.org.")
def email(texts: pd.Series) -> pd.Series:
    """Read the first e-mail address of a cell, in small letters."""
    small = texts.str.strip().str.lower()
    usual = is_all(small, USUAL_EMAIL)
    return small.where(usual, _as_text(each_once(small[~usual], _email)))


@expects("Write a web address, such as https://www.example.org.")
def web(texts: pd.Series) -> pd.Series:
    """Read the first web address of a cell, with its scheme; anything else is no address."""
    usual = is_all(texts, USUAL_WEB)
    return texts.where(usual, _as_text(each_once(texts[~usual], _web)))


def _as_text(values: pd.Series) -> pd.Series:
    return values.astype("str")


def _phone(text: str) -> str | None:
    number = _whole(text) or _first(text)
    if number is None:
        return text.strip() if is_valid_short_number_for_region(_short(text), "GB") else None
    british = number.country_code == BRITISH
    form = PhoneNumberFormat.NATIONAL if british else PhoneNumberFormat.INTERNATIONAL
    return format_number(number, form)


def _first(text: str) -> PhoneNumber | None:
    found = PhoneNumberMatcher(text[:LOOKED_AT], "GB", leniency=Leniency.POSSIBLE)
    return next((one.number for one in found if _is_number(one.number, text)), None)


def _short(text: str) -> PhoneNumber:
    """Read what may be a helpline such as 111 or 116 123."""
    digits = text.replace(" ", "")
    short = digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_SHORT
    return PhoneNumber(BRITISH, int(digits) if short else 0)


def _whole(text: str) -> PhoneNumber | None:
    """Read a cell that is one number and nothing else: most are."""
    if not _ONE_NUMBER.fullmatch(text.strip()):
        return None
    try:
        number = parse(text, "GB")
    except NumberParseException:
        return None
    return number if _is_number(number, text) else None


def _is_number(number: PhoneNumber, text: str) -> bool:
    """Tell whether it can be dialled: of the right length, and dialled as it is or in use."""
    possible = is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
    long = len(str(number.national_number)) >= SHORTEST_NATIONAL
    dialled = "+" in text or text.lstrip(" (").startswith("0")
    return (possible and long and dialled) or is_valid_number(number)


def _email(text: str) -> str | None:
    found = _EMAIL.search(text)
    return found[0].strip(".'") if found and "://" not in text[: found.start()] else None


def _web(text: str) -> str | None:
    found = _FIRST.match(text.strip())
    if found is None:
        return None
    first = found[1].rstrip(".,")
    scheme = _SCHEME.match(first)
    address = first[scheme.end() :] if scheme else first
    try:
        parts = urlsplit(f"https://{address}")
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return None
    if host is None or "@" in parts.netloc or (":" in parts.netloc and port is None):
        return None
    where = f"{scheme[1].lower() if scheme else 'https'}://{host}{f':{port}' if port else ''}"
    return where + quote(address[len(parts.netloc) :], safe=_KEPT_IN_PATHS)


def _host(name: str) -> str | None:
    """Return the name of a computer in small letters of ASCII, None where it is none."""
    ascii_name = name.encode("idna").decode() if name else ""
    return ascii_name if _HOST.fullmatch(ascii_name) else None
