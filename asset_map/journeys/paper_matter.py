"""What an impact report is made of beside the impact: what is there, and what all of it rests on.

Everything is read within a journey's own transaction; the sections only put it into words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import shapely
from sqlalchemy import Connection

from asset_map.analysis.beside import Beside
from asset_map.analysis.impact import Impact, NeedImpact
from asset_map.analysis.weigh import Weighing
from asset_map.db import assets, loads, obstacles, opening, quality, shapes
from asset_map.db.evidence import read_evidence
from asset_map.domain.alternatives import Alternatives
from asset_map.domain.assets import Asset, AssetKind, Session, confirmed_since
from asset_map.domain.links_followed import Hold
from asset_map.domain.obstacles import COMMUNITY
from asset_map.domain.places import AreaKind
from asset_map.domain.proposals import Answer, Proposal
from asset_map.domain.reach import NOT_NARROWED, Evidence
from asset_map.journeys.answers_beside import beside_each
from asset_map.journeys.remarks import Remark, remarks_of
from asset_map.journeys.see_obstacles import Seen, with_names
from asset_map.journeys.sources_known import SourcesKnown, sources_known

EDGE_M = 40.0
"""How far a drawn edge may be off, metres: less than a line's width on a page."""


@dataclass(frozen=True)
class There:
    """An asset as it is now: what only its kind has in ``details``, and its weekly times."""

    asset: Asset
    details: Mapping[str, Any]
    sessions: tuple[Session, ...]


@dataclass(frozen=True)
class Dataset:
    """A source that the figures rest on, as its licence asks us to name it."""

    title: str
    publisher: str
    licence: str
    attribution: str
    loaded: date
    rows: int | None


@dataclass(frozen=True)
class Held:
    """How many assets are held, how many were confirmed in the 12 months before, and how their
    places are known."""

    assets: int
    confirmed: int
    located_by: Mapping[str, int]


@dataclass(frozen=True)
class Matter:
    """All that a report is made of.

    ``there``: what the proposals change; ``volunteers``: of the skill offers that stop or are
    strained, how many people offer them; ``evidence``: of each need; ``edges``: of the wards (EPSG:
    27700); ``places``: where what ends is shown, grid metres, and whether that is its own place.
    ``answers``: of each proposal, in their order, by prompt; ``counter``: published answers to
    them, and some of these ``beside`` what they answer; ``remarks``: what people said of the
    proposals; ``obstacles``: what gets in the way of groups that they touch, or could be removed by
    those who propose them; ``others``: other published proposals that are not decided. ``data``:
    the impact as data, with its checksum.
    """

    impact: Impact
    alternatives: Alternatives
    there: Mapping[UUID, There]
    volunteers: Mapping[UUID, int]
    datasets: tuple[Dataset, ...]
    known: SourcesKnown
    held: Held
    evidence: Mapping[str, Evidence]
    edges: Mapping[UUID, shapely.Geometry]
    outline: shapely.Geometry | None
    places: Mapping[UUID, tuple[float, float, bool]]
    made: datetime
    answers: tuple[Mapping[str, Answer], ...] = ()
    counter: tuple[Proposal, ...] = ()
    beside: tuple[Beside, ...] = ()
    remarks: tuple[Remark, ...] = ()
    obstacles: tuple[Seen, ...] = ()
    others: tuple[Proposal, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    snapshot: str | None = None

    @property
    def at(self) -> date:
        """Return the day that the figures are of."""
        return self.impact.situation.at

    @property
    def proposed(self) -> tuple[Proposal, ...]:
        """Return the proposals, without what closed already and is counted beside them."""
        impact = self.impact
        past = impact.situation.closed_since is not None
        return impact.proposals[:-1] if past else impact.proposals

    @property
    def most_first(self) -> list[NeedImpact]:
        """Return the needs that are touched, those that most people leave reach of first."""
        return self.impact.most_first

    @property
    def demo(self) -> bool:
        """Tell whether any of it is invented."""
        impact = self.impact
        return (
            impact.situation.people_demo
            or any(thing.demo for thing in impact.situation.things.values())
            or any(proposal.demo for proposal in impact.proposals)
        )

    def name(self, asset_id: UUID | None) -> str:
        """Return what an asset is called; "not known" for what the map does not have."""
        thing = None if asset_id is None else self.impact.situation.things.get(asset_id)
        return "not known" if thing is None else thing.name


def gather(
    connection: Connection,
    impact: Impact,
    alternatives: Alternatives,
    *,
    answers: Sequence[Mapping[str, Answer]] = (),
    counter: Sequence[Proposal] = (),
    others: Sequence[Proposal] = (),
    made: datetime,
    data: Mapping[str, Any],
    snapshot: str | None,
) -> Matter:
    """Read what a report on an impact needs beside it."""
    situation = impact.situation
    changed = [change.asset_id for change in impact.changes if change.asset_id is not None]
    steps = impact.after.knock_on.steps
    offers = [s.asset.id for s in steps if s.asset.kind is AssetKind.SKILL_OFFER]
    read = assets.by_ids(connection, list({*changed, *offers, *impact.after.ended}))
    details = {id: assets.details(connection, asset) for id, asset in read.items()}
    opened = opening.times_of(connection, list(read), situation.at)
    wards = [area.id for area in situation.areas if area.kind is AreaKind.WARD]
    return Matter(
        impact=impact,
        alternatives=alternatives,
        there={
            id: There(read[id], details[id], opened[id].sessions)
            for id in dict.fromkeys(changed)
            if id in read
        },
        volunteers={id: int(details[id]["people"]) for id in offers if id in read},
        datasets=_datasets(connection),
        known=sources_known(connection),
        held=_held(connection, situation.at),
        evidence=read_evidence(connection, situation.at, NOT_NARROWED, situation.authority),
        edges=shapes.edges_of(connection, wards, EDGE_M),
        outline=shapes.outline_of(connection, situation.authority),
        places={
            id: (point.easting, point.northing, not read[id].masked)
            for id in impact.after.ended
            if id in read and (point := read[id].point) is not None
        },
        answers=tuple(answers),
        counter=tuple(counter),
        beside=_beside(connection, impact, counter),
        remarks=remarks_of(connection, [one.id for one in impact.proposals if one.id]),
        obstacles=_obstacles(connection, impact),
        others=tuple(others),
        made=made,
        data=data,
        snapshot=snapshot,
    )


def _beside(
    connection: Connection, impact: Impact, counter: Sequence[Proposal]
) -> tuple[Beside, ...]:
    """Weigh answers beside what they answer."""
    weighing = Weighing(impact.situation, impact.settings)
    return tuple(
        one
        for proposal in impact.proposals
        for one in beside_each(connection, weighing, proposal, counter)
    )


def _obstacles(connection: Connection, impact: Impact) -> tuple[Seen, ...]:
    """Return what gets in the way of what is changed, of what is found there and of whoever runs
    it, and what those who propose it could remove."""
    changed = {change.asset_id for change in impact.changes if change.asset_id is not None}
    links = impact.situation.world.links
    there = {link.hangs.id for link in links if link.on.id in changed and link.hold is Hold.PLACE}
    run_by = {
        link.on.id
        for link in links
        if link.hangs.id in changed | there and link.hold is Hold.PROVIDER
    }
    by = [one.directorate for one in impact.proposals if one.directorate != COMMUNITY]
    found = obstacles.concerning(connection, changed | there | run_by, by)
    return tuple(with_names(connection, found))


def _datasets(connection: Connection) -> tuple[Dataset, ...]:
    found = sorted(loads.latest(connection), key=lambda load: str(load["title"]))
    return tuple(
        Dataset(
            title=load["title"],
            publisher=load["publisher"] or "",
            licence=load["licence"] or "",
            attribution=load["attribution"] or "",
            loaded=load["finished"].astimezone(ZoneInfo("Europe/London")).date(),
            rows=(load["counts"] or {}).get("read"),
        )
        for load in found
    )


def _held(connection: Connection, at: date) -> Held:
    every = next(quality.held(connection, confirmed_since(at), at))
    return Held(every["assets"], every["within_12_months"], every["located_by"])
