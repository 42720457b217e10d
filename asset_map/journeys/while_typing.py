"""Anybody who fills in a form of an asset: what it offers to choose from, and is told meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass

from asset_map.db import areas, reference, session
from asset_map.domain.assets import Session
from asset_map.domain.hours import sessions_in_words
from asset_map.domain.places import Area, AreaKind
from asset_map.domain.rights import Action
from asset_map.journeys import like_typed
from asset_map.journeys.acting import asks
from asset_map.journeys.add_looked import NAMED, alike_of
from asset_map.journeys.add_problems import Form
from asset_map.journeys.like_typed import Alike
from asset_map.journeys.where_typed import point_typed
from asset_map.settings import get_settings
from etl.cleaning.sessions import sessions_of_text


@dataclass(frozen=True)
class Offered:
    """What a form offers to choose from: ``needs`` and ``areas`` by id or code, in words; what a
    typed name of a hall or of a group may mean."""

    needs: Mapping[str, str]
    areas: Mapping[str, str]
    venues: tuple[Alike, ...] = ()
    groups: tuple[Alike, ...] = ()


@asks(Action.CONTRIBUTE)
def offered() -> Offered:
    """Return what a form to add or change something offers: needs, and areas of the authority."""
    authority = get_settings().authority
    kinds = (AreaKind.AUTHORITY, AreaKind.NEIGHBOURHOOD, AreaKind.WARD)
    with session.reading() as connection:
        needs = {need.id: need.label for need in reference.needs(connection)}
        found = [area for kind in kinds for area in areas.listed(connection, kind, authority)]
    return Offered(needs, {area.code: _area_in_words(area) for area in found})


@asks(Action.CONTRIBUTE)
def see_alike(form: Form) -> tuple[Alike, ...]:
    """Return what may be the same thing as what is being typed, on the map already."""
    with session.reading() as connection:
        return alike_of(connection, form)


@asks(Action.CONTRIBUTE)
def see_meant(field: str, name: str, postcode: str = "") -> tuple[Alike, ...]:
    """Return what the typed name of a hall (``venue``) or of a group (``run_by``) may mean."""
    with session.reading() as connection:
        point = point_typed(connection, {"postcode": postcode})
        return like_typed.called(connection, NAMED[field], name, point)


@asks(Action.CONTRIBUTE)
def read_times(hours: str) -> str:
    """Return weekly times as they were understood, in words; empty where they were not."""
    found = sessions_of_text(hours) if hours.strip() else None
    told = tuple(Session(one["byday"], one["opens_at"], one["closes_at"]) for one in found or ())
    return sessions_in_words(told) if told else ""


def _area_in_words(area: Area) -> str:
    if area.kind is AreaKind.AUTHORITY:
        return f"All of {area.name}"
    return f"{area.name} ({area.kind.value})"
