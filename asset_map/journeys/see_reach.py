"""An analyst: the measures of every demand point for one need, with 2SFCA and E2SFCA scores."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from asset_map.analysis.assumptions import CATCHMENT_M, DECAY, DETOUR_FACTOR
from asset_map.analysis.meeting import Meeting
from asset_map.analysis.reach import Question, Reach
from asset_map.db import reference, session, standards
from asset_map.db.supply import read_remote, read_supply
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.needs import Need, Standard
from asset_map.domain.reach import NOT_NARROWED, Narrowing
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.as_csv import as_csv
from asset_map.journeys.ground import Ground, ground
from asset_map.journeys.resolve_place import resolve_area
from asset_map.journeys.what_meets import what_meets

PROVIDERS = "providers for each person"
PLACES = "people with room in a week, for each person"


@dataclass(frozen=True)
class PointReach:
    """One demand point. Walks are metres one way, None where there is no place at all.

    ``within``: providers in reach, those that come included; ``only``: the id of the asset that is
    the only one of them; ``served``: the share of people for whom there is room, None: not known.
    """

    postcode: str
    people: float | None
    nearest_m: float | None
    second_m: float | None
    within: int
    only: str | None
    served: float | None
    score_2sfca: float
    score_e2sfca: float
    along_streets: bool


@dataclass(frozen=True)
class PointsReached:
    """All demand points of an area, or of the authority. ``score_unit``: what the scores count."""

    need: Need
    standard: Standard
    at: date
    points: tuple[PointReach, ...]
    score_unit: str
    catchment_m: float = CATCHMENT_M
    decay: tuple[tuple[float, float], ...] = DECAY
    detour_factor: float = DETOUR_FACTOR

    def as_json(self) -> list[dict[str, object]]:
        """Return one row for each demand point; each row can stand alone."""
        zones = ", ".join(f"{weight:g} up to {metres:g} m" for metres, weight in self.decay)
        common = {
            "need": self.need.id,
            "as_at": self.at.isoformat(),
            "standard_m": self.standard.metres,
            "detour_factor": self.detour_factor,
            "score_unit": self.score_unit,
            "catchment_m": self.catchment_m,
            "e2sfca_weights": zones,
        }
        return [vars(point) | common for point in self.points]

    def sentences(self) -> list[str]:
        """Return in words what was measured; the rows are for analysts, as JSON or CSV."""
        return [
            f"{len(self.points):,} postcodes measured for: {self.need.label}.",
            f"Scores count {self.score_unit}, within {self.catchment_m:,.0f} m. "
            "The rows come with --format json, or into a file with --csv.",
        ]


@asks(Action.BROWSE)
def see_reach(
    need: str,
    *,
    area: str | None = None,
    at: date | None = None,
    narrowing: Narrowing = NOT_NARROWED,
) -> PointsReached:
    """Return the measures of the demand points of an area; of the authority where none is named.

    Scores count people with room where the capacity of every provider is known, else providers.
    Raises NotFound where nothing is known that meets the need: a score of 0 would mislead.
    """
    at = at or uk_today()
    with session.reading() as connection:
        asked = _need(connection, need)
        stand = ground(connection)
        standard = standards.read_standards(connection)[need]
        supply = read_supply(connection, at, narrowing)
        remote = read_remote(connection, at, narrowing)
        meets = what_meets(connection, stand, need, supply, remote)
        if not meets:
            raise NotFound(
                f"We know of nothing that meets this need: {asked.label}.",
                "That does not mean that there is nothing.",
            )
        inside = _inside(connection, stand, area)
    question = Question(standard.metres, weekly_rate=standard.weekly_rate, scores=True)
    found = stand.reach(meets.providers, question)
    scored, unit = found, PLACES
    if np.isnan(meets.providers.capacity).any():
        # Rooms and providers do not add up: one unknown capacity makes each of them count as one.
        unknown = np.full(len(meets.assets), np.nan)
        scored = stand.reach(replace(meets.providers, capacity=unknown), question)
        unit = PROVIDERS
    return PointsReached(
        need=asked,
        standard=standard,
        at=at,
        points=tuple(_points(stand, meets, found, scored, inside)),
        score_unit=unit,
    )


@asks(Action.BROWSE)
def save_reach(found: PointsReached, file: Path) -> str:
    """Write the rows to a CSV file; say so. Raises BadInput where it cannot be written."""
    try:
        with file.open("xb") as out:
            out.write(as_csv(found.as_json()))
    except FileExistsError as error:
        raise BadInput(f"{file} exists already.", "Name a new file with --csv.") from error
    except OSError as error:
        raise BadInput(f"{file} cannot be written.", "Name another file with --csv.") from error
    return f"{len(found.points):,} rows written to {file}."


def _need(connection: Connection, need: str) -> Need:
    known = {one.id: one for one in reference.needs(connection)}
    if need not in known:
        raise NotFound(f"No need is called {need!r}.", f"The needs are: {', '.join(known)}.")
    return known[need]


def _inside(connection: Connection, stand: Ground, area: str | None) -> NDArray[np.int64]:
    if area is None:
        return np.flatnonzero(stand.demand.own)
    here = stand.membership(connection, (resolve_area(connection, area).id,))
    inside: NDArray[np.int64] = here.indices
    return inside


def _points(
    stand: Ground,
    meets: Meeting,
    found: Reach,
    scored: Reach,
    inside: NDArray[np.int64],
) -> Iterator[PointReach]:
    for at in inside:
        sole = found.sole[at]
        yield PointReach(
            postcode=stand.demand.postcode[at],
            people=_told(stand.demand.people[at]),
            nearest_m=_told(found.nearest_m[at]),
            second_m=_told(found.second_m[at]),
            within=int(found.within[at]),
            only=str(meets.assets[sole]) if sole >= 0 else None,
            served=_told(found.served[at]),
            score_2sfca=float(scored.score_2sfca[at]),
            score_e2sfca=float(scored.score_e2sfca[at]),
            along_streets=bool(stand.on_streets[at]),
        )


def _told(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
