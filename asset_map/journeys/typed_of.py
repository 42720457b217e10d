"""Turns what records say of an asset back into what somebody would have typed to say so.

It is the inverse of ``etl.contributed.read``: a form is filled with it, and what is typed anew is
compared with it, text by text.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pyproj

from asset_map.domain.assets import AssetKind
from asset_map.domain.places import LocatedBy
from asset_map.domain.reach import WEEKDAYS
from etl.contributed import fields_of

_TO_DEGREES = pyproj.Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)

LISTS = frozenset({"needs", "covers", "languages", "asks_for"})
"""Fields that hold several words, parted by semicolons, in no order."""

PLACE = frozenset({"address", "postcode", "latitude", "longitude", "covers", "masked"})
"""Fields of a form that say together where something is."""

_NUMBERS = {
    "charity_number": ("GB-CHC", "GB-SC", "GB-NIC"),
    "company_number": ("GB-COH",),
    "uprn": ("UPRN",),
}
"""Fields of a form that hold a number by which registers know something, and their schemes."""

TYPED_SCHEMES = frozenset(scheme for schemes in _NUMBERS.values() for scheme in schemes)


def typed_of(kind: AssetKind, content: Mapping[str, Any]) -> dict[str, str]:
    """Return the text of every field of a form; one of which nothing is said is empty."""
    return {field: _text(field, content) for field in fields_of(kind)}


def same(field: str, one: str, other: str) -> bool:
    """Tell whether two texts of a field say the same: blanks, and the order of lists, say
    nothing."""
    return _plain(field, one) == _plain(field, other)


def touched(kind: AssetKind, before: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """Return the fields of a form that were typed otherwise than they stood there before."""
    return {
        field: typed[field].strip()
        for field in fields_of(kind)
        if field in typed and not same(field, before.get(field, ""), typed[field])
    }


def _plain(field: str, text: str) -> object:
    words = " ".join(text.split())
    if field in LISTS:
        return frozenset(part.strip().casefold() for part in words.split(";") if part.strip())
    return "" if field == "masked" and words.casefold() == "no" else words


def _text(field: str, content: Mapping[str, Any]) -> str:
    if field in _READ:
        return _READ[field](content)
    if field in _NUMBERS:
        known = content.get("identifiers") or {}
        return next((str(known[one]) for one in _NUMBERS[field] if known.get(one)), "")
    value = content.get(field)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _hours(content: Mapping[str, Any]) -> str:
    """Return the hours in the words they came in, else as they were understood."""
    if said := content.get("hours_text"):
        return str(said)
    sessions = content.get("sessions") or []
    return "; ".join(
        f"{str(one['byday']).capitalize()} {one['opens_at'][:5]}-{one['closes_at'][:5]}"
        for one in sorted(sessions, key=lambda one: ([*WEEKDAYS].index(one["byday"]), str(one)))
    )


def _asks_for(content: Mapping[str, Any]) -> str:
    return "; ".join(ask["skill"] for ask in content.get("asks") or [])


def _asks_when(content: Mapping[str, Any]) -> str:
    """Return when help is wanted where that is the same for all skills: a form has one field."""
    times = {ask.get("times", "") for ask in content.get("asks") or []}
    return str(times.pop()) if len(times) == 1 else ""


def _degrees(place: int) -> Callable[[Mapping[str, Any]], str]:
    """Return what tells a coordinate, where a position was given; eight decimals are a millimetre,
    so that the same centimetre is read of them again."""

    def text(content: Mapping[str, Any]) -> str:
        given = content.get("located_by") == LocatedBy.COORDINATES.value
        if not given or content.get("easting") is None or content.get("northing") is None:
            return ""
        degrees = _TO_DEGREES.transform(content["easting"], content["northing"])[place]
        return f"{degrees:.8f}"

    return text


def _masked(content: Mapping[str, Any]) -> str:
    return "yes" if content.get("masked") else ""


def _day(field: str) -> Callable[[Mapping[str, Any]], str]:
    """Return what tells a day, as exactly as it is known."""

    def text(content: Mapping[str, Any]) -> str:
        said = content.get(field)
        if not said:
            return ""
        day = said if isinstance(said, date) else date.fromisoformat(str(said))
        forms = {"year": "%Y", "month": "%B %Y"}
        return day.strftime(forms.get(str(content.get(f"{field}_precision")), "%-d %B %Y"))

    return text


_READ: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "hours": _hours,
    "asks_for": _asks_for,
    "asks_when": _asks_when,
    "longitude": _degrees(0),
    "latitude": _degrees(1),
    "masked": _masked,
    "valid_from": _day("valid_from"),
    "valid_to": _day("valid_to"),
    "break_from": _day("break_from"),
    "break_until": _day("break_until"),
}
"""Fields that are not simply a field of the content as text."""
