"""Areas, streets, venues and groups as places, by name: within a journey's own transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from asset_map.analysis.names_alike import how_near, likeness
from asset_map.db import areas, places_by_name
from asset_map.db.places_by_name import Named
from asset_map.domain import names_typed
from asset_map.domain.errors import Ambiguous, Choice, NotFound
from asset_map.domain.places import Area, AreaKind, Place, PlaceKind, name_key
from asset_map.domain.postcodes_typed import parts_of
from asset_map.settings import get_settings

MOST_CHOICES = 12
MOST_MEANT = 4
ALIKE = 0.5
"""Names are offered that are at least so alike, of 1."""

FAR = 9
"""Farther than anything that is near by its name."""

SHOWN = 60
"""Signs of what was typed that a refusal repeats."""

NEXT = "Type a postcode, or the name of a street, an estate or a ward."

KINDS = {
    AreaKind.WARD: "ward",
    AreaKind.NEIGHBOURHOOD: "neighbourhood",
    AreaKind.AUTHORITY: "council area",
}


def areas_called(connection: Connection, said: str) -> list[Area]:
    """Return the areas that words are the name or code of, those of our authority first."""
    authority = get_settings().authority
    for typed in (names_typed.Typed(said), *names_typed.of_areas(said)):
        found = areas.by_name_or_code(connection, typed.key, authority)
        if of_kind := [area for area in found if typed.kind in (None, area.kind)]:
            return of_kind
    return []


def place_of_areas(connection: Connection, found: Sequence[Area], said: str) -> Place:
    """Return the middle of the first of some areas of one name.

    Raises Ambiguous where it is not ours, and other authorities have one of its kind too.
    """
    first = found[0]
    newest = {area.authority_code: area for area in reversed(found) if area.kind == first.kind}
    if first.authority_code != get_settings().authority and len(newest) > 1:
        names = areas.authority_names(connection)
        raise _several(
            said,
            [
                Choice(f"{_label(area)}, {names.get(code or '', 'elsewhere')}", area.code)
                for code, area in reversed(newest.items())
            ],
        )
    return _of_area(connection, first, said)


def called(connection: Connection, said: str, at: date) -> Place | None:
    """Return the street, else the venue or group, that words name, with or without where it is.

    Raises Ambiguous where several are called so.
    """
    heads = [(head, where, names_typed.spellings(head)) for head, where in names_typed.heads(said)]
    keys = list(dict.fromkeys(key for _, _, spelt in heads for key in spelt))
    if not keys:
        return None
    for things in (
        places_by_name.streets_called(connection, keys),
        places_by_name.assets_called(connection, keys, at),
    ):
        for head, where, spelt in heads:
            called_so = [one for one in things if one.key in spelt and _lies(one, where)]
            if found := _each_place(called_so):
                if len(found) > 1:
                    raise _several(said, _choices(found))
                return _of_thing(found[0], head)
    return None


@dataclass(frozen=True)
class _Alike:
    """What is named much like some words; ``nearness`` is None where it is not near them."""

    nearness: int | None
    likeness: float
    thing: Area | Named
    choice: Choice


def nearly_called(connection: Connection, said: str, at: date) -> Place | None:
    """Return the one place whose name is nearest to the words; None where they hold no name.

    Raises Ambiguous where several are as near, and NotFound with those that are written much like
    it where none is near.
    """
    name, *where = [key for key in map(name_key, said.split(",")) if key] or [""]
    if not name:
        return None
    alike = [] if where else _areas_alike(connection, said)
    alike += _things_alike(connection, name, tuple(where), at)
    near = [one.nearness for one in alike if one.nearness is not None]
    if not near:
        meant = sorted(
            (one for one in alike if one.likeness >= ALIKE), key=lambda one: -one.likeness
        )
        raise _not_found(said, [one.choice for one in meant[:MOST_MEANT]])
    nearest = [one for one in alike if one.nearness == min(near)]
    if len(nearest) > 1:
        raise _several(said, [one.choice for one in nearest])
    [one] = nearest
    if isinstance(one.thing, Area):
        return _of_area(connection, one.thing, said)
    return _of_thing(one.thing, said)


def _areas_alike(connection: Connection, said: str) -> list[_Alike]:
    keys = list(dict.fromkeys(typed.key for typed in names_typed.of_areas(said)))
    found = places_by_name.areas_alike(connection, keys[-1], get_settings().authority)
    return [
        _Alike(
            _nearest(keys, name_key(area.name)),
            max(likeness(key, name_key(area.name)) for key in keys),
            area,
            Choice(_label(area), area.code),
        )
        for area in found
    ]


def _things_alike(
    connection: Connection, name: str, where: tuple[str, ...], at: date
) -> list[_Alike]:
    spelt = names_typed.spellings(name)
    keys = places_by_name.street_names_alike(connection, spelt[-1])
    things = places_by_name.streets_called(connection, keys) if keys else []
    things += places_by_name.assets_alike(connection, name, at)
    near = {one.key: _nearest(spelt, one.key, longer=2) for one in things}
    things = sorted(
        (one for one in things if _lies(one, where)),
        key=lambda one: FAR if (nearness := near[one.key]) is None else nearness,
    )
    things = _each_place(things)
    choices = _choices(things)
    return [
        _Alike(near[one.key], max(likeness(way, one.key) for way in spelt), one, choice)
        for one, choice in zip(things, choices, strict=True)
    ]


def _nearest(typed: Sequence[str], name: str, longer: int = 1) -> int | None:
    found = [how_near(one, name, longer=longer) for one in typed]
    return min((near for near in found if near is not None), default=None)


def _of_area(connection: Connection, area: Area, said: str) -> Place:
    as_typed = name_key(said) in (name_key(area.name), name_key(area.code))
    return Place(
        area.name,
        areas.middle_of(connection, area.id),
        area.authority_code,
        PlaceKind.AREA,
        taken_for="" if as_typed else area.name,
        area_code=area.code,
        words=area.code,
    )


def _of_thing(one: Named, typed: str) -> Place:
    """Return a street, venue or group as a place; ``typed``: its name as it was typed."""
    label = one.name if one.kind is PlaceKind.ASSET else _by_area(one)
    as_typed = name_key(typed) == one.key
    return Place(
        label, one.point, one.authority, one.kind, "" if as_typed else label, words=_words(one)
    )


def _each_place(things: Sequence[Named]) -> list[Named]:
    """Return things without those that are where another is, venues before groups: a group at its
    hall is no other place, nor are two streets of one name and one postcode."""
    in_order = sorted(things, key=lambda one: one.kind is PlaceKind.ASSET and not one.venue)
    first: dict[object, Named] = {}
    for one in in_order:
        first.setdefault(_where(one), one)
    return [one for one in things if first[_where(one)] is one]


def _where(one: Named) -> object:
    return (one.key, one.postcode) if one.kind is PlaceKind.STREET and one.postcode else one.point


def _words(one: Named) -> str:
    return f"{one.name}, {one.postcode}" if one.postcode else one.name


def _lies(one: Named, where: tuple[str, ...]) -> bool:
    """Tell whether something lies in all that was said of where it is."""
    return all(_lies_in(one, said) for said in where)


def _lies_in(one: Named, said: str) -> bool:
    if any(f" {said} " in f" {name_key(area)} " for area in one.areas):
        return True
    begun = said.replace(" ", "").upper()
    if one.postcode is None or not any(sign.isdigit() for sign in begun):
        return False
    sector, district = parts_of(one.postcode)
    halves = (one.postcode, sector.label, district.label)
    return begun in [half.replace(" ", "") for half in halves]


def _choices(things: Sequence[Named]) -> list[Choice]:
    """Return things with what tells each from the others: its area, else its postcode too."""
    labels: list[str] = []
    for told in (_by_area, _by_sector, _by_postcode):
        labels = [told(one) for one in things]
        if len(set(labels)) == len(labels):
            break
    return [Choice(label, _words(one)) for label, one in zip(labels, things, strict=True)]


def _by_area(one: Named) -> str:
    return f"{one.name}, {one.areas[0]}" if one.areas else one.name


def _by_sector(one: Named) -> str:
    return f"{_by_area(one)} ({parts_of(one.postcode)[0].label})" if one.postcode else _by_area(one)


def _by_postcode(one: Named) -> str:
    return f"{_by_area(one)} ({one.postcode})" if one.postcode else _by_area(one)


def _label(area: Area) -> str:
    return f"{area.name} ({KINDS[area.kind]})" if area.kind in KINDS else area.name


def _several(said: str, choices: Sequence[Choice]) -> Ambiguous:
    each = tuple({choice.label: choice for choice in choices}.values())
    more = " There are more: add the ward or the postcode." if len(each) > MOST_CHOICES else ""
    return Ambiguous(
        f"{shown(said)!r} may be one of several places.",
        f"Choose one.{more}",
        each[:MOST_CHOICES],
    )


def _not_found(said: str, alike: Sequence[Choice]) -> NotFound:
    meant = f"Did you mean {' or '.join(choice.label for choice in alike)}?" if alike else NEXT
    return NotFound(f"No place called {shown(said)!r} is in this map.", meant, tuple(alike))


def shown(said: str) -> str:
    """Return what was typed as a refusal repeats it."""
    return said if len(said) <= SHOWN else f"{said[:SHOWN]}…"
