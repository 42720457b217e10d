"""Anybody: which areas there are, and what one of them holds."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from asset_map.db import area_changes, areas, assets, in_area, reference, session
from asset_map.db.area_changes import AreaFigure
from asset_map.db.areas import People
from asset_map.domain.assets import AssetKind
from asset_map.domain.days import uk_today
from asset_map.domain.needs import Need
from asset_map.domain.numbers import about, counted
from asset_map.domain.places import Area, AreaKind
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.hits import Hit, hits_of, with_times
from asset_map.journeys.resolve_place import resolve_area
from asset_map.settings import get_settings


@dataclass(frozen=True)
class AreaPicture:
    """What is known of an area: its people, and what it has."""

    area: Area
    people: People
    hits: tuple[Hit, ...]
    by_kind: dict[AssetKind, int]
    confirmed: int
    namesakes: tuple[Area, ...]
    needs: tuple[Need, ...]
    figures: tuple[AreaFigure, ...]
    at: date

    def sentences(self) -> list[str]:
        """Return in words how many people live here, and what the place has."""
        area, people = self.area, self.people
        boundaries = f"boundaries of {area.vintage}" + (", approximate" if area.approximate else "")
        kinds = ", ".join(
            counted(count, kind.value.replace("_", " ")) for kind, count in self.by_kind.items()
        )
        lines = [
            f"{area.name}: {area.kind.value} {area.code}, {boundaries}. Source: {area.source}.",
            f"People: {about(people.people)}, in {counted(people.postcodes, 'live postcode')}. "
            f"Source: {people.source or 'none loaded'}; {people.as_of or 'no date'}.",
            f"We know of {counted(len(self.hits), 'asset')} here ({kinds}); "
            f"{self.confirmed} of them were confirmed within 12 months.",
        ]
        carried = Counter(f.carried_from for f in self.figures if f.carried_from)
        lines += [
            f"{counted(count, 'figure')} of it were published for {code}, which was the same place."
            for code, count in carried.items()
        ]
        lines += [
            f"There is also {other.kind.value} {other.code} of {other.vintage} of that name."
            for other in self.namesakes
        ]
        return lines

    @property
    def with_need(self) -> dict[str, int]:
        """Return how many assets here meet each need."""
        return Counter(need for hit in self.hits for need in hit.asset.needs)


@asks(Action.BROWSE)
def list_areas(kind: AreaKind | None = None) -> list[Area]:
    """Return the areas of the authority, newest boundaries only, by kind and name."""
    with session.reading() as connection:
        return areas.listed(connection, kind, get_settings().authority)


@asks(Action.BROWSE)
def describe_area(words: str, at: date | None = None) -> AreaPicture:
    """Return what an area holds, by its name (however it is spelt) or code."""
    at = at or uk_today()
    with session.reading() as connection:
        area = resolve_area(connection, words)
        others = areas.by_name_or_code(connection, words, get_settings().authority)
        found = in_area.held(connection, area.id, at)
        known = assets.by_ids(connection, [item.asset_id for item in found])
        hits = with_times(connection, hits_of(connection, found, known), at)
        people = areas.people_in(connection, area.id)
        needs = tuple(reference.needs(connection))
        figures = tuple(area_changes.figures_of(connection, area.id))
    return AreaPicture(
        area=area,
        people=people,
        hits=hits,
        by_kind={kind: sum(a.kind == kind for a in known.values()) for kind in AssetKind},
        confirmed=sum(a.provenance.confirmed_within_a_year(at) for a in known.values()),
        namesakes=tuple(other for other in others if other.id != area.id),
        needs=needs,
        figures=figures,
        at=at,
    )
