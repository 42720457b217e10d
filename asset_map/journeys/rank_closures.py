"""An officer, before anything is proposed: what must not be lost, and why.

For each need the assets whose closing alone would take most people out of reach, of everybody or of
one directorate. The rest is not ranked: the list says what is critical, and proposes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from asset_map.analysis.arrays import or_none
from asset_map.analysis.assumptions import DISTANCE_METHOD, STREETS_METHOD
from asset_map.analysis.closures import every_closure
from asset_map.analysis.meeting import Covered, Meeting, meeting
from asset_map.analysis.reach import Question
from asset_map.analysis.situation import World
from asset_map.db import reference, session, standards
from asset_map.db.critical import Keeper, Standing, keepers, standings
from asset_map.db.links_read import read_links
from asset_map.db.supply import read_remote, read_supply
from asset_map.domain.assets import AssetKind, confirmed_since
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.needs import Need, Standard
from asset_map.domain.places import name_key
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.ground import Ground, ground
from asset_map.journeys.ranking import Critical, Ranking, by_keeper, is_directorate
from asset_map.journeys.what_meets import covered_by

MOST = 10
"""So many assets of a need are listed, if so many are critical."""

FEW_LINKS = 2
"""With fewer links than this it is hardly known what hangs on what: a service has one to its venue,
and one to who provides it."""


@asks(Action.WEIGH_CLOSURE)
def rank_closures(
    need: str | None = None,
    *,
    keeper: str | None = None,
    at: date | None = None,
    limit: int = MOST,
) -> Ranking:
    """Return what must not be lost, of one need or of all, most people first.

    ``keeper``: only what this directorate or group manages or provides, by its name or a part of
    it. Raises NotFound for a need or a keeper that is none, BadInput for a name of several.
    """
    at = at or uk_today()
    with session.reading() as connection:
        asked = _asked(connection, need)
        whose = None if not keeper else _keeper(connection, keeper, at)
        near_enough = standards.read_standards(connection)
        stand = ground(connection)
        found = _Found.read(connection, stand, at)
        losses = {one.id: found.losses(stand, one, near_enough[one.id]) for one in asked}
        known = standings(connection, {loss.asset_id for of in losses.values() for loss in of}, at)
    rows = [
        row for one in asked for row in _ranked(one, near_enough[one.id], losses[one.id], known, at)
    ]
    method = DISTANCE_METHOD if stand.network is None else STREETS_METHOD
    return Ranking(_listed(rows, whose, limit), at, method, by_keeper(rows), whose)


def _asked(connection: Connection, need: str | None) -> list[Need]:
    needs = reference.needs(connection)
    if need is not None and need not in {one.id for one in needs}:
        known = ", ".join(one.id for one in needs)
        raise NotFound(f"No need is called {need!r}.", f"The needs are: {known}.")
    return [one for one in needs if need in (None, one.id)]


def _keeper(connection: Connection, words: str, at: date) -> Keeper:
    """Return the keeper of a name, else the only one that has it in its name."""
    every = {one for of in keepers(connection, at).values() for one in of}
    key = name_key(words)
    exact = [one for one in every if name_key(one.name) == key]
    found = sorted(exact or [one for one in every if key in name_key(one.name)], key=_by_name)
    if len(found) == 1:
        return found[0]
    if not found or not key:
        teams = sorted((one.name for one in every if is_directorate(one)), key=str.casefold)
        raise NotFound(
            f"No directorate or group that looks after anything is called {words!r}.",
            f"Directorates that do are: {', '.join(teams)}." if teams else "",
        )
    names = ", ".join(one.name for one in found)
    raise BadInput(f"{words!r} may be one of several: {names}.", "Give the whole name.")


def _by_name(keeper: Keeper) -> tuple[str, str]:
    return keeper.name, str(keeper.id)


@dataclass(frozen=True)
class _Loss:
    """What one asset's closing alone would do, before anybody knows its name."""

    asset_id: UUID
    people: float
    points: int
    without_any: float
    extra_median_m: float
    extra_p90_m: float


@dataclass(frozen=True)
class _Found:
    """What meets needs on a day, read once for all of them."""

    world: World
    covered: Covered

    @classmethod
    def read(cls, connection: Connection, stand: Ground, at: date) -> "_Found":
        supply, remote = read_supply(connection, at), read_remote(connection, at)
        world = World(supply, tuple(remote), tuple(read_links(connection, at)))
        return cls(world, covered_by(connection, stand, remote))

    def losses(self, stand: Ground, need: Need, standard: Standard) -> list[_Loss]:
        """Return what each asset's closing would do, those that nobody would feel left out.

        A venue ends all that both sides say happens there, and whatever else ends at all of its own
        places.
        """
        supply, by_both = self.world.supply, self.world.placed_by_both
        venues = set(supply.venue_id[by_both & (supply.need_id == need.id)])
        found = []
        for with_venue in (None, by_both):
            meets = meeting(
                *(need.id, supply, self.world.remote, self.covered, len(stand.demand.people)),
                with_venue=with_venue,
            )
            found += [
                loss
                for loss in _every(stand, standard, meets)
                if (loss.asset_id in venues) == (with_venue is not None)
                and (loss.points or loss.without_any)
            ]
        return sorted(found, key=lambda loss: (-loss.people, -loss.points, str(loss.asset_id)))


def _every(stand: Ground, standard: Standard, meets: Meeting) -> list[_Loss]:
    question = Question(standard.metres)
    own, people = stand.demand.own, stand.demand.people
    reach = stand.reach(meets.providers, question)
    done = every_closure(reach.of(own), people[own], len(meets.assets))
    columns = (
        done.people_leaving,
        done.points_leaving,
        done.people_without_any,
        done.extra_median_m,
        done.extra_p90_m,
    )
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return [_Loss(asset_id, *row) for asset_id, row in zip(meets.assets, rows, strict=True)]


def _ranked(
    need: Need,
    standard: Standard,
    losses: Iterable[_Loss],
    known: Mapping[UUID, Standing],
    at: date,
) -> list[Critical]:
    return [
        Critical(
            need=need,
            standard=standard,
            rank=rank,
            asset=known[loss.asset_id],
            people_leaving=loss.people,
            points_leaving=loss.points,
            people_without_any=loss.without_any,
            extra_median_m=or_none(loss.extra_median_m),
            extra_p90_m=or_none(loss.extra_p90_m),
            too_little_known=_too_little_known(known[loss.asset_id], at),
        )
        for rank, loss in enumerate(losses, 1)
    ]


def _listed(rows: Iterable[Critical], whose: Keeper | None, limit: int) -> tuple[Critical, ...]:
    """Return the first rows of each need, of one keeper where one is asked for."""
    listed: list[Critical] = []
    count: dict[str, int] = {}
    for row in rows:
        so_far = count.get(row.need.id, 0)
        if so_far < limit and (whose is None or whose in row.asset.keepers):
            listed.append(row)
            count[row.need.id] = so_far + 1
    return tuple(listed)


def _too_little_known(asset: Standing, at: date) -> tuple[str, ...]:
    """Return what would have to be known before anybody could weigh it well."""
    said = []
    if asset.links < FEW_LINKS:
        said.append("only one link is known" if asset.links else "no links are known")
    if asset.kind is AssetKind.SERVICE and asset.capacity is None:
        said.append("nobody told for how many it has room")
    if asset.last_confirmed is None or asset.last_confirmed < confirmed_since(at):
        said.append("not confirmed within 12 months")
    return tuple(said)
