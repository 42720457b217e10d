"""Anybody: what is public and open, as files with their licences, sources and dates."""

import errno
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from asset_map.db import open_assets, open_sources, reference, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput, DiskFull
from asset_map.domain.file_format import FileFormat
from asset_map.domain.numbers import counted
from asset_map.domain.open_data import LeftOut
from asset_map.domain.open_referral import TAXONOMY
from asset_map.domain.rights import Action
from asset_map.exports import folder as folders
from asset_map.exports import open_referral, rows
from asset_map.exports.about import About
from asset_map.exports.folder import README, Files
from asset_map.exports.readme import readme
from asset_map.journeys import open_referral_read as read
from asset_map.journeys.acting import asks

NEXT = "Name another folder with --out."
AT_ONCE = 500
"""So many services are put together at a time, with all that hangs on them."""


@dataclass(frozen=True)
class Exported:
    """What was written: the files with how many entries each has, and what was left out."""

    folder: Path
    exported: date
    files: dict[str, int]
    left_out: tuple[LeftOut, ...]
    demo: bool

    def sentences(self) -> list[str]:
        """Return this in words."""
        demo = ["It holds invented places of the demonstration."] if self.demo else []
        files = [
            f"{name}: {n:,} {'entry' if n == 1 else 'entries'}" for name, n in self.files.items()
        ]
        what = f"Written to {self.folder}, with licences and dates in {README}."
        nothing = "There is nothing that may be given on."
        return [*files, what if files else nothing, *demo, *in_words(self.left_out)]

    def as_json(self) -> dict[str, Any]:
        """Return this as plain data."""
        return {
            "folder": str(self.folder),
            "exported": self.exported.isoformat(),
            "files": [{"file": name, "entries": n} for name, n in self.files.items()],
            "left_out": [vars(one) | {"licence_open": False} for one in self.left_out],
            "demo": self.demo,
        }


@dataclass
class _Run:
    """One export under way. ``confirmed``: the latest confirmation of what was written so far."""

    connection: Connection
    known: open_referral.Context
    files: Files
    exported: date
    confirmed: date | None = None

    def note(self, days: Iterable[date | None]) -> None:
        """Remember how fresh what is written is."""
        days = (self.confirmed, *days)
        self.confirmed = max((day for day in days if day), default=None)


@asks(Action.BROWSE)
def export_open_data(
    file_format: FileFormat,
    folder: Path,
    *,
    today: date | None = None,
    progress: Callable[[int], None] = lambda _written: None,
) -> Exported:
    """Write what is public, and whose sources are open, into a folder; return what was written.

    All files are of one moment, and all are there or none. Raises BadInput where the folder cannot
    be written to or holds other things, DiskFull where there is no room left.
    """
    day = today or uk_today()
    _make(folder, file_format)
    try:
        with session.reading() as connection, folders.all_or_nothing(folder) as half:
            return _written(connection, file_format, half, folder, day, progress)
    except OSError as error:
        raise _refused(folder, error) from error


def _written(
    connection: Connection,
    file_format: FileFormat,
    half: Path,
    folder: Path,
    day: date,
    progress: Callable[[int], None],
) -> Exported:
    needs = {need.id: need for need in reference.needs(connection)}
    sources = open_sources.sources(connection)
    about = About(day, tuple(sources.values()), any(one.share_alike for one in sources.values()))
    files = Files(half, file_format.value, about)
    run = _Run(connection, open_referral.Context(sources, needs, day), files, day)
    try:
        for _ in (_feed if file_format is FileFormat.OPENREFERRAL else _tables)(run):
            progress(sum(files.counts.values()))
    finally:
        files.close()
    left_out = tuple(open_sources.left_out(connection))
    paper = readme(about, files.counts, run.confirmed, in_words(left_out))
    (half / README).write_text(paper, encoding="utf-8")
    return Exported(folder, day, files.counts, left_out, about.demo)


def _tables(run: _Run) -> Iterator[None]:
    """Write assets and links as flat rows; yield after each batch."""
    sources = run.known.sources
    for some in open_assets.ids(run.connection):
        assets = list(open_assets.read(run.connection, some).values())
        run.note(one.last_confirmed for one in assets)
        for alike in (False, True):
            made = [
                rows.of_asset(one, sources, run.exported)
                for one in assets
                if read.share_alike(one, run.known) is alike
            ]
            run.files.write("assets", made, share_alike=alike)
        yield
    for links in open_assets.links(run.connection):
        for alike in (False, True):
            told = [one for one in links if sources[one.source].share_alike is alike]
            made = [rows.of_link(one, sources, run.exported) for one in told]
            run.files.write("links", made, share_alike=alike)
        yield


def _feed(run: _Run) -> Iterator[None]:
    """Write services, organisations and terms as Open Referral has them; yield after each batch."""
    for some in open_assets.ids(run.connection, (AssetKind.SERVICE,)):
        for at in range(0, len(some), AT_ONCE):
            made = read.services(run.connection, some[at : at + AT_ONCE], run.known)
            assured = (document.get("assured_date") for document, _ in made)
            run.note(date.fromisoformat(day) for day in assured if day)
            for alike in (False, True):
                told = [document for document, bound in made if bound is alike]
                run.files.write("services", told, share_alike=alike)
            yield
    for some in open_assets.ids(run.connection, (AssetKind.GROUP,)):
        groups = list(open_assets.read(run.connection, some).values())
        run.note(one.last_confirmed for one in groups)
        for alike in (False, True):
            bodies = [
                open_referral.organization(one, run.known)
                for one in groups
                if read.share_alike(one, run.known) is alike
            ]
            run.files.write("organizations", bodies, share_alike=alike)
        yield
    run.files.write("taxonomies", [TAXONOMY])
    terms = [open_referral.taxonomy_term(need) for need in run.known.needs.values()]
    run.files.write("taxonomy_terms", terms)
    yield


def in_words(left_out: tuple[LeftOut, ...]) -> list[str]:
    """Return what was left out, a sentence for each source."""
    return [_in_words(one) for one in left_out]


def _in_words(one: LeftOut) -> str:
    links = f" and {counted(one.links, 'link')}" if one.links else ""
    told = f" ({one.told_by_others} of them are there as open sources tell of them)"
    others = told if one.told_by_others else ""
    return f"Left out: {one.assets:,}{others}{links} of {one.title}: licence not open."


def _make(folder: Path, file_format: FileFormat) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ours = folders.is_ours(folder, file_format.value)
    except (FileExistsError, NotADirectoryError) as error:
        raise BadInput(f"{folder} is not a folder.", NEXT) from error
    except OSError as error:
        raise _refused(folder, error) from error
    if not ours:
        raise BadInput(f"{folder} holds other things, or an export in another format.", NEXT)


def _refused(folder: Path, error: OSError) -> BadInput | DiskFull:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(
            f"There is no room left to write to {folder}.", "Free some room and try again."
        )
    return BadInput(f"Nothing can be written into {folder}.", NEXT)
