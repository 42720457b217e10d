"""Situations drawn as small tables: homes along a road, what meets needs, and what hangs on what.

Homes stand every 500 m along a road, each with its people; positions are metres from its beginning.
"""

from datetime import date

import numpy as np
from scipy.sparse import csr_array
from tables import SOUTH, WEST, table

from asset_map.analysis.groups import Group, Population
from asset_map.analysis.impact import Settings
from asset_map.analysis.situation import Situation, World
from asset_map.analysis.weigh import Weighing, weigh
from asset_map.domain.assets import AssetKind, LinkType, SaidBy, stable_id
from asset_map.domain.demand import Demand
from asset_map.domain.links_followed import End, Link
from asset_map.domain.needs import Need, Standard
from asset_map.domain.numbers import on_a_grid
from asset_map.domain.places import Area, AreaKind
from asset_map.domain.proposals import Change, ChangeKind, Proposal
from asset_map.domain.supply import RemoteService, Supply
from asset_map.domain.things import Thing

DAY = date(2026, 11, 23)
NEEDS = ("food", "company")
STANDARD_M = 1000.0
PEOPLE = (10.0, 20.0, 30.0, 40.0, 50.0, 60.0)
STEP_M = 500.0
AREAS = ("West", "East", "Nowhere")
KINDS = {"Hall": AssetKind.VENUE, "House": AssetKind.VENUE, "Club": AssetKind.GROUP}
OLD, YOUNG = (
    Group("age", "age", name, f"Aged {name}", "people", "drawn", "2021")
    for name in ("65 and over", "under 65")
)


def kind_of(name):
    """Return what something is by the last word of its name: Hall, House, Club; else a service."""
    return KINDS.get(name.split()[-1], AssetKind.SERVICE)


def id_of(name):
    """Return the id of a drawn asset."""
    return stable_id("drawn", name)


def at(metres):
    """Return a position along the road, grid metres."""
    return (WEST + float(metres), float(SOUTH))


def links(drawn):
    """Return drawn links: who | hangs | on, and said_by where one side alone says so."""
    return tuple(
        Link(
            _end(row["who"]),
            LinkType(row["hangs"]),
            _end(row["on"]),
            said_by=SaidBy(row.get("said_by") or "both"),
        )
        for row in table(drawn)
    )


def _end(name):
    return End(id_of(name), kind_of(name), name)


def supply(drawn):
    """Return drawn supply: asset | need | venue | x, and capacity and confirmed where told."""
    rows = table(drawn)
    return Supply(
        asset_id=np.array([id_of(row["asset"]) for row in rows], dtype=object),
        venue_id=np.array(
            [id_of(row["venue"]) if row["venue"] else None for row in rows], dtype=object
        ),
        need_id=np.array([row["need"] for row in rows], dtype=object),
        confirmed=np.array([bool(row.get("confirmed")) for row in rows], dtype=np.bool_),
        xy=np.array([at(row["x"]) for row in rows], dtype=np.float64).reshape(-1, 2),
        capacity=np.array([float(row.get("capacity") or "nan") for row in rows]),
        exact=np.array([not row.get("hidden") for row in rows], dtype=np.bool_),
    )


def coming(name, need="food", areas=("West",), capacity=None):
    """Return a service that comes to people of some areas."""
    covered = tuple(id_of(area) for area in areas)
    return RemoteService(id_of(name), need, False, capacity, covered, frozenset())


def situation(found, hangs="who | hangs | on", *, remote=(), people=PEOPLE, own=None, **things):
    """Return a drawn situation. West is the first half of the homes, East the second, and in
    Nowhere is no home. ``own``: which homes are in the authority; ``things``: facts by name."""
    count = len(people)
    middle = (count + 1) // 2
    members = [np.arange(middle), np.arange(middle, count), np.arange(0)]
    there, tied = supply(found), links(hangs)
    world = World(there, tuple(remote), tied)
    homes = np.array([at(STEP_M * number) for number in range(count)])
    people = on_a_grid(np.asarray(people, dtype=float))
    old = on_a_grid(people / 4)
    return Situation(
        at=DAY,
        closed_since=None,
        authority="E08000027",
        world=world,
        demand=Demand(
            postcode=np.array([f"P{number}" for number in range(count)], dtype=object),
            xy=homes,
            people=people,
            authority=np.full(count, "E08000027", dtype=object),
            own=np.ones(count, np.bool_) if own is None else np.asarray(own),
            members={},
        ),
        areas=tuple(
            Area(id_of(name), AreaKind.WARD, name, 2025, name, "E08000027", False, False, "drawn")
            for name in AREAS
        ),
        here=csr_array(
            (np.ones(count), np.concatenate(members), np.cumsum([0, *map(len, members)])),
            shape=(len(AREAS), count),
        ),
        covered={id_of(name): rows for name, rows in zip(AREAS, members, strict=True)},
        population=Population(
            groups=(OLD, YOUNG),
            counts=np.nan_to_num(np.column_stack([old, people - old])),
            known=~np.isnan(np.column_stack([old, old])),
            missing=(),
            decile=np.arange(1.0, count + 1),
            decile_source="drawn",
            decile_as_of="2025",
        ),
        network=None,
        things=_things(world, {name.replace("_", " "): fact for name, fact in things.items()}),
        needs=tuple(Need(need, need.title(), "") for need in NEEDS),
        standards={
            need: Standard(need, STANDARD_M, 12.5, "drawn", weekly_rate=0.5) for need in NEEDS
        },
        people_source="drawn",
        people_as_of="2021",
        people_demo=False,
    )


def _things(world, told):
    """Return everything that was drawn, by its id; a venue stands where something is found at it,
    and where it is said to be by a fact ``x``."""
    names = {end.name for link in world.links for end in (link.from_end, link.to_end)} | set(told)
    stands = {
        venue or asset: tuple(xy)
        for asset, venue, xy in zip(
            world.supply.asset_id, world.supply.venue_id, world.supply.xy.tolist(), strict=True
        )
    }
    found = {}
    for name in names:
        facts = dict(told.get(name, {}))
        xy = at(facts.pop("x")) if "x" in facts else stands.get(id_of(name))
        found[id_of(name)] = Thing(id_of(name), kind_of(name), name, xy=xy, **facts)
    for asset_id in [*world.supply.asset_id, *(service.asset_id for service in world.remote)]:
        found.setdefault(asset_id, Thing(asset_id, AssetKind.SERVICE, str(asset_id)))
    return found


def change(kind, name=None, **facts):
    """Return a change of a drawn asset; ``to`` names the other one, ``x`` is where it leads."""
    other, x = facts.pop("to", None), facts.pop("x", None)
    return Change(
        ChangeKind(kind),
        id_of(name) if name else None,
        other_id=id_of(other) if other else None,
        xy=None if x is None else at(x),
        postcode="" if x is None else f"at {x}",
        **facts,
    )


def close(*names):
    """Return the closures of drawn assets."""
    return tuple(change("close", name) for name in names)


def proposal(*changes, title="Proposal"):
    """Return a proposal of some changes."""
    return Proposal(title, "", tuple(changes))


def weighed(now, *proposals, standard_m=None):
    """Return what proposals, or sets of changes, would change; metres are straight lines."""
    sets = [one if isinstance(one, Proposal) else proposal(*one) for one in proposals]
    return weigh(now, sets, Weighing(now, Settings(detour=1.0, standard_m=standard_m)))


def of_need(impact, need="food"):
    """Return what changes for one need; None where nothing does."""
    return next((one for one in impact.needs if one.need.id == need), None)


def leaving(impact, need="food"):
    """Return the rows of the homes that leave reach, by the headline."""
    found = of_need(impact, need)
    return [] if found is None else np.flatnonzero(found.at_points.leaving).tolist()


def gaining(impact, need="food"):
    """Return the rows of the homes that gain it."""
    found = of_need(impact, need)
    return [] if found is None else np.flatnonzero(found.at_points.gaining).tolist()
