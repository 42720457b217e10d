"""Lays what two tell of one thing side by side, as somebody would have typed it, and in words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from asset_map.db import review, terms
from asset_map.db.grid import to_grid
from asset_map.domain.assets import AssetKind
from etl.contributed import fields_of

TOGETHER: dict[str, tuple[str, ...]] = {
    "place": ("address", "postcode", "latitude", "longitude", "covers", "masked"),
    "help": ("asks_for", "asks_when"),
    "days": ("valid_from", "valid_to"),
    "break": ("break_from", "break_until", "break_why"),
}
"""Fields that are taken together or not at all, or two halves of two things would meet."""

_PART_OF = {field: name for name, fields in TOGETHER.items() for field in fields}

LISTS = frozenset({"needs", "covers", "languages", "asks_for"})
"""Fields that hold several words, parted by semicolons, in no order."""


@dataclass(frozen=True)
class Side:
    """What two say in fields that belong together: texts by field, only where one says anything."""

    name: str
    one: Mapping[str, str]
    other: Mapping[str, str]

    @property
    def differs(self) -> bool:
        """Tell whether the two say different things."""
        return any(
            plain(field, self.one.get(field, "")) != plain(field, self.other.get(field, ""))
            for field in {*self.one, *self.other}
        )

    @property
    def only_other(self) -> bool:
        """Tell whether only the second says anything."""
        return not any(self.one.values())


def side_by_side(
    kind: AssetKind, one: Mapping[str, str], other: Mapping[str, str]
) -> tuple[Side, ...]:
    """Return what two say, in the order of the forms; what neither says is left out."""
    names = dict.fromkeys(_PART_OF.get(field, field) for field in fields_of(kind))
    sides = (Side(name, _said(name, one), _said(name, other)) for name in names)
    return tuple(side for side in sides if side.one or side.other)


InWords = Callable[[Mapping[str, str]], str]
"""Puts what somebody says in fields that belong together into words."""


def in_words(connection: Connection) -> InWords:
    """Return what puts texts of a form into words for people: needs, areas and languages by name, a
    position by what is near it."""
    labels = review.labels(connection)
    labels |= {code: term.name for code, term in terms.languages().items()}

    def words(said: Mapping[str, str]) -> str:
        told = {
            field: "; ".join(labels.get(part, part) for part in _parts(text))
            if field in ("needs", "covers", "languages")
            else text
            for field, text in said.items()
            if text
        }
        if told.pop("latitude", "") and told.pop("longitude", ""):
            told["at"] = _near(connection, said)
        if told.pop("masked", "") == "yes":
            told["masked"] = "the exact place is kept hidden"
        return "; ".join(text for text in told.values() if text)

    return words


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _near(connection: Connection, said: Mapping[str, str]) -> str:
    try:
        degrees = float(said["latitude"]), float(said["longitude"])
    except ValueError:
        return f"{said['latitude']}, {said['longitude']}"
    near = review.nearby(connection, *to_grid(connection, *degrees))
    place = ", ".join(part for part in (near.postcode, near.ward) if part)
    return f"an exact spot near {place}" if place else "an exact spot"


def fields_in(names: Iterable[str]) -> frozenset[str]:
    """Return the fields of a form that belong to some names of ``Side``."""
    return frozenset(field for name in names for field in TOGETHER.get(name, (name,)))


def plain(field: str, text: str) -> object:
    """Return what a text says: blanks, capitals and the order of lists say nothing."""
    words = " ".join(text.split())
    if field in LISTS:
        return frozenset(part.strip().casefold() for part in words.split(";") if part.strip())
    return words


def _said(name: str, typed: Mapping[str, str]) -> dict[str, str]:
    fields = TOGETHER.get(name, (name,))
    return {field: typed[field] for field in fields if typed.get(field, "").strip()}
