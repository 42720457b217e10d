"""Where things are: areas, postcodes, and how a point is known."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID


class AreaKind(StrEnum):
    """What an area is. Output areas may be known by code alone, without a shape."""

    WARD = "ward"
    NEIGHBOURHOOD = "neighbourhood"
    LSOA = "lsoa"
    MSOA = "msoa"
    OA = "oa"
    AUTHORITY = "authority"


class LocatedBy(StrEnum):
    """How a position is known, from the best to the least exact."""

    COORDINATES = "coordinates"
    POSTCODE = "postcode"
    AREA = "area"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Point:
    """A position on the British National Grid (EPSG:27700), metres."""

    easting: float
    northing: float


class PlaceKind(StrEnum):
    """What typed words were found to be."""

    POSTCODE = "postcode"
    SECTOR = "sector"
    AREA = "area"
    STREET = "street"
    ASSET = "asset"
    POSITION = "position"


@dataclass(frozen=True)
class Place:
    """A point that somebody asked about, and the words to call it by.

    ``words``: what to type for this very place, and no other (empty: the label).
    ``taken_for``: what the typed words were taken for, where it is not what they say; a page then
    says so ("Taken as Wrens Nest"). ``area_code``: of an area that was asked for.
    """

    label: str
    point: Point
    authority_code: str | None = None
    kind: PlaceKind = PlaceKind.POSITION
    taken_for: str = ""
    area_code: str | None = None
    words: str = ""

    @property
    def exact(self) -> bool:
        """Tell whether it is a place in itself, not the middle of an area or of postcodes."""
        return self.kind not in (PlaceKind.AREA, PlaceKind.SECTOR)


@dataclass(frozen=True)
class Area:
    """A named area with the vintage (boundary year) of its code."""

    id: UUID
    kind: AreaKind
    code: str
    vintage: int
    name: str
    authority_code: str | None
    approximate: bool
    demo: bool
    source: str


CLEAR_SHARE = 0.95
"""An old area went to a new one where at least this share of it did, of its area and of its live
postcodes. Spreading people over postcodes is wrong by 5 % for a ward: within that the two are one
place, and nothing finer could tell them apart."""


class Change(StrEnum):
    """What became of an area whose boundaries were drawn anew."""

    SAME = "the same place"
    PART = "part of a larger one"
    AMBIGUOUS = "ambiguous"


GREAT_BRITAIN_GRID = (0, 0, 700_000, 1_300_000)
"""West, south, east and north of the British National Grid (EPSG:27700), metres."""

GREAT_BRITAIN_DEGREES = (-9.0, 49.8, 2.1, 60.9)
"""West, south, east and north of Great Britain (EPSG:4326), degrees."""

LEAST_METRES = 200
"""No place of Great Britain has an easting or northing below this; degrees always have."""


def on_the_grid(easting: Any, northing: Any) -> Any:
    """Tell, for numbers or arrays of them, what can be a position in grid metres."""
    west, south, east, north = GREAT_BRITAIN_GRID
    return (
        (easting >= west + LEAST_METRES)
        & (easting <= east)
        & (northing >= south + LEAST_METRES)
        & (northing <= north)
    )


_POSTCODE = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})$")


def normal_postcode(text: str) -> str | None:
    """Return a postcode as ``DY1 3SB``, or None where the text is no postcode."""
    match = _POSTCODE.match(re.sub(r"\s+", "", text).upper())
    return f"{match[1]} {match[2]}" if match else None


_AREA_CODE = re.compile(r"[EWSN][0-9]{8}")


def is_area_code(text: str) -> bool:
    """Tell whether a text has the form of a code as statistics know areas by: ``E08000027``."""
    return _AREA_CODE.fullmatch(text) is not None


def name_key(name: str) -> str:
    """Fold a name so that spellings of the same place meet.

    ``Castle & Priory`` and ``castle and priory`` give one key, as do ``St. James's`` and
    ``St James's``.
    """
    folded = name.casefold().replace("&", " and ")
    folded = re.sub(r"['’.`]", "", folded)
    return " ".join(re.findall(r"[^\W_]+", folded))
