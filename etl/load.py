"""The one way a load runs: read, clean, locate, keep what is in the extent, store, report.

It is one transaction. Whatever stops it, the database is as it was before.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pandas as pd
from sqlalchemy import Connection

from asset_map import __version__
from asset_map.db import area_changes, areas, demand, demo, derive, loads, session, streets
from asset_map.domain.errors import Failure
from asset_map.domain.stages import Stage
from etl import extent as extents
from etl import set_aside
from etl.extent import Extent
from etl.files import fingerprint
from etl.nested import PARTS, kept_with_parts
from etl.notes import notes
from etl.plan import Part, planned
from etl.privacy import with_care
from etl.report import Report
from etl.source import Issue, Sheet, Source
from etl.steps import Match, cleaned, layout_of, matched
from etl.targets import TARGETS, RecordTarget, Target, Whole, target_for

Progress = Callable[[int, float, float], None]
"""Told how many rows were read so far, how many seconds it took, and what share of all that is."""


@dataclass(frozen=True)
class Wish:
    """What a person asked for: files of a source, for an authority, within an extent.

    ``partial``: the files hold a part only, so nothing that they lack is taken to be gone;
    ``withdraw_most``: most of what was there before may be gone.
    """

    source: Source
    files: Sequence[Path]
    authority: str
    rows_belong_to: str | None = None
    extent: str | None = None
    limit_bytes: int = 1_000_000_000
    dry_run: bool = False
    partial: bool = False
    withdraw_most: bool = False
    progress: Progress = lambda _rows, _seconds, _share: None
    stage: Callable[[Stage], None] = lambda _stage: None


@dataclass
class Tally:
    """What happened to the rows so far. ``held``: those that are neither set aside nor outside."""

    read: int = 0
    held: int = 0
    outside: int = 0
    joined: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    besides: int = 0
    skipped: int = 0
    notes: list[str] = field(default_factory=list)
    scopes: set[str] = field(default_factory=set)
    aside: set[tuple[str, int | None]] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)

    @property
    def did_something(self) -> bool:
        """Tell whether anything in the database is other than before."""
        return bool(self.new or self.changed or self.withdrawn or self.besides)

    def note(self, issues: list[Issue]) -> None:
        """Remember issues, and which rows they set aside."""
        # A row that makes two records is told of once.
        self.issues += with_care(dict.fromkeys(issues))
        self.aside |= {(issue.file, issue.line) for issue in issues if issue.row_set_aside}


def run(wish: Wish) -> Report:
    """Load files of one source; return the report. Raises BadInput before anything changes."""
    _plan(wish)  # A file that is not there is told of even where the database is down.
    with session.transaction(keep=not wish.dry_run) as connection:
        lock(connection)
        report = run_within(connection, wish)
        wish.stage(Stage.KEEPING)
        return report


def lock(connection: Connection) -> None:
    """Let one change of what is loaded run at a time, until the transaction ends."""
    if not loads.lock(connection):
        raise Failure("Another load is running.", "Wait until it has finished and try again.")


def run_within(connection: Connection, wish: Wish) -> Report:
    """Load files of one source within a transaction that holds the lock."""
    started = time.monotonic()
    plan = _plan(wish)
    loads.give_room(connection)
    before = connection.begin_nested()
    extent = extents.wanted(connection, wish.extent, wish.authority)
    load_id = _begin(connection, wish, extent)
    load = _Load(connection, wish, extent, load_id, started)
    for at, part in enumerate(plan):
        load.read(part, (at, len(plan)))
    if load.tally.held == 0:
        before.rollback()  # As if nobody had asked, or the source would seem to be loaded.
        return load.report(False, load.notes())
    took_out_demo = not wish.source.demo and demo.remove(connection, wish.source.gives)
    wish.stage(Stage.STORING)
    load.store(plan)
    set_aside.keep(connection, load_id, plan, load.tally.aside, wish.limit_bytes)
    wish.stage(Stage.DERIVING)
    if took_out_demo or load.tally.did_something:
        refresh(connection, wish.source.gives, wish.authority)
    report = load.report(took_out_demo, load.notes())
    _end(connection, report, load_id)
    before.commit()
    return report


def refresh(connection: Connection, gives: str, authority: str) -> None:
    """Make anew what is derived from the kind of thing that was loaded or taken out."""
    if gives == "ward":
        areas.refresh_authority(connection, authority)
    if gives in ("ward", "asset"):
        derive.refresh_places(connection, everything=True)
    if gives in PLACES_PEOPLE:
        demand.refresh(connection)
    if gives in ("ward", "postcode"):
        area_changes.refresh(connection)
    if gives == "street":
        streets.refresh(connection)


PLACES_PEOPLE = (
    *("ward", "neighbourhood", "lsoa", "msoa", "oa", "authority"),
    *("postcode", "postcode_lookup", "people"),
)
"""Kinds of thing from which it follows how many people live where."""


class _Load:
    """One load under way: its targets and its tally."""

    def __init__(
        self, connection: Connection, wish: Wish, extent: Extent, load_id: UUID, started: float
    ) -> None:
        self.connection = connection
        self.wish = wish
        self.extent = extent
        self.origin: dict[str, object] = {"source_id": wish.source.id, "load_id": str(load_id)}
        self.started = started
        self.tally = Tally()
        self.targets: dict[str, Target] = {}

    def read(self, part: Part, place: tuple[int, int]) -> None:
        """Read one file, batch by batch, into the targets' staging; ``place``: of how many."""
        for batch in part.batches(self.wish.limit_bytes):
            headers = list(batch.rows.columns)
            sheet = layout_of(part.sheets, headers)
            matches = matched(sheet, headers, part.name)
            self.tally.skipped += batch.skipped
            self.tally.notes += batch.notes
            self._take(batch.rows, sheet, matches)
            at, files = place
            share = (at + batch.share) / files
            self.wish.progress(self.tally.read, time.monotonic() - self.started, share)

    def _take(self, texts: pd.DataFrame, sheet: Sheet, matches: list[Match]) -> None:
        if texts.empty:
            return
        rows, issues = cleaned(texts, sheet, matches, self.tally.read)
        self.tally.read += len(texts)
        self.tally.note(issues)
        if not rows.empty:
            self._stage(sheet.make(self._with_authority(rows)))

    def _with_authority(self, rows: pd.DataFrame) -> pd.DataFrame:
        belongs = self.wish.rows_belong_to
        if belongs and "authority_code" in rows:
            return rows.assign(authority_code=rows["authority_code"].fillna(belongs))
        return rows

    def _stage(self, made: dict[str, pd.DataFrame]) -> None:
        first = next(iter(made))
        held, issues, outside, hanging = kept_with_parts(self.connection, made, self.extent)
        self.tally.note(issues)
        self.tally.outside += outside
        self.tally.held += held["_row"].nunique()
        self._add(first, held)
        for name in {first, PARTS} & made.keys():
            self._spare(self._target(first), made[name], issues)
        for name, rows in hanging.items():
            # These hang on rows that are counted already.
            self._add(name, rows[rows["_row"].isin(held["_row"])].assign(_row=None))

    def _add(self, name: str, rows: pd.DataFrame) -> None:
        self._target(name).add(rows)
        self.tally.scopes |= set(rows["scope"].fillna("")) if "scope" in rows else {""}

    def _spare(self, target: Target, rows: pd.DataFrame, issues: list[Issue]) -> None:
        """Let nobody conclude that what a row speaks of is gone, because the row is set aside."""
        aside = {(issue.file, issue.line) for issue in issues if issue.row_set_aside}
        if aside and isinstance(target, RecordTarget):
            lines = zip(rows["_file"], rows["_line"], strict=True)
            target.spare(rows[[line in aside for line in lines]])

    def _target(self, name: str) -> Target:
        if name not in self.targets:
            self.targets[name] = target_for(name, self.connection, self.origin)
        return self.targets[name]

    def store(self, plan: Sequence[Part]) -> None:
        """Write what was staged. Links come after the assets that they join."""
        if "asset" in self.targets:
            self._target("link")  # Also where there are none any more.
        wish = self.wish
        partial = wish.partial or any(part.mended for part in plan)
        whole = None if partial else Whole(frozenset(self.tally.scopes), wish.withdraw_most)
        for name in sorted(self.targets, key=list(TARGETS).index):
            target = self.targets[name]
            joined, issues = target.settle()
            counts = target.write(whole)
            self.tally.joined += joined
            self.tally.note(issues)
            self.tally.new += counts.new
            self.tally.changed += counts.changed
            self.tally.unchanged += counts.unchanged
            self.tally.withdrawn += counts.withdrawn
            self.tally.besides += counts.besides
            if isinstance(target, RecordTarget):
                self.tally.notes += target.notes

    def notes(self) -> tuple[str, ...]:
        """Return what the person should know beside the counts."""
        gives = self.wish.source.gives
        return notes(self.connection, gives, self.extent, self.tally.outside)

    def report(self, took_out_demo: bool, notes: tuple[str, ...]) -> Report:
        """Return what happened."""
        tally, source = self.tally, self.wish.source
        return Report(
            source=source.id,
            title=source.title,
            files=tuple(path.name for path in self.wish.files),
            extent=self.extent.words,
            dry_run=self.wish.dry_run,
            read=tally.read,
            new=tally.new,
            changed=tally.changed,
            unchanged=tally.unchanged,
            joined=tally.joined,
            set_aside=len(tally.aside),
            outside=tally.outside,
            skipped=tally.skipped,
            withdrawn=tally.withdrawn,
            seconds=time.monotonic() - self.started,
            took_out_demo=took_out_demo,
            notes=(*tally.notes, *notes),
            issues=tuple(tally.issues),
        )


def _plan(wish: Wish) -> list[Part]:
    return planned(wish.source, wish.files, wish.limit_bytes)


def _begin(connection: Connection, wish: Wish, extent: Extent) -> UUID:
    """Write the source and the load, to which every row that follows leads back."""
    source, load_id = wish.source, uuid4()
    loads.save_source(
        connection,
        {
            "id": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "licence": source.licence.name,
            "licence_url": source.licence.url,
            "open": source.licence.open,
            "share_alike": source.licence.share_alike,
            "attribution": source.attribution,
            "gives": source.gives,
            "rank": source.rank,
            "demo": source.demo,
        },
    )
    loads.save_load(
        connection,
        {
            "id": load_id,
            "source_id": source.id,
            "finished": datetime.now(UTC),
            "seconds": 0,
            "authority": wish.authority,
            "extent": extent.words,
            "files": [asdict(fingerprint(path)) for path in wish.files],
            "counts": {},
            "version": __version__,
        },
    )
    return load_id


def _end(connection: Connection, report: Report, load_id: UUID) -> None:
    loads.finish(connection, load_id, report.counts(), report.seconds)
    loads.save_issues(
        connection,
        load_id,
        [
            {**{_COLUMNS.get(name, name): value for name, value in asdict(issue).items()}}
            for issue in report.issues
        ],
    )


_COLUMNS = {"column": "column_name"}
