"""Lays what two tell of one thing side by side, as somebody would have typed it, field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from asset_map.domain.assets import AssetKind
from etl.contributed import fields_of

TOGETHER: dict[str, tuple[str, ...]] = {
    "place": ("address", "postcode", "latitude", "longitude", "covers", "masked"),
    "help": ("asks_for", "asks_when"),
    "days": ("valid_from", "valid_to"),
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
