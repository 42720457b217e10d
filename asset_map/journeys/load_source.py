"""An operator: which sources there are, and loading files of one of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.places import is_area_code
from asset_map.domain.rights import Action
from asset_map.domain.stages import Stage
from asset_map.journeys.acting import asks
from asset_map.journeys.choose_own_list import OwnList, own_list
from asset_map.journeys.fetch_source import fetch_source
from asset_map.journeys.go_live_later import take_waiting_live
from asset_map.settings import get_settings
from etl.load import Wish, run
from etl.report import Report
from etl.source import Source
from etl.sources import ALL
from etl.sources.own_list import OWN_LIST


@dataclass(frozen=True)
class SourceListed:
    """A source as people choose it."""

    id: str
    title: str
    publisher: str
    licence: str
    reads: str


@asks(Action.BROWSE)
def list_sources() -> list[SourceListed]:
    """Return the sources that can be loaded, in the order in which a new area loads them."""
    return [
        SourceListed(source.id, source.title, source.publisher, source.licence.name, source.hint)
        for source in ALL.values()
    ]


@asks(Action.LOAD_DATA)
def load_source(
    source_id: str,
    files: Sequence[Path],
    *,
    authority: str | None = None,
    dry_run: bool = False,
    partial: bool = False,
    withdraw_most: bool = False,
    own: OwnList | None = None,
    fetching: Callable[[int, int | None], None] | None = None,
    progress: Callable[[int, float, float], None] | None = None,
    stage: Callable[[Stage], None] | None = None,
) -> Report:
    """Load files of a source; all of them or nothing. ``authority``: whose rows they are.

    ``partial``: nothing that the files lack is taken to be gone; ``withdraw_most``: most may be;
    ``own``: what the person says of a list of their own. Without files, what the source's address
    gives is fetched first.
    """
    if authority is not None and not is_area_code(authority):
        raise BadInput(
            f"{authority!r} is not the code of a council area.",
            "Write a letter and eight digits, such as E08000027.",
        )
    settings = get_settings()
    source = _source(source_id, files, own or OwnList())
    if not files and source.address:
        files = [fetch_source(source_id, progress=fetching).path]
    report = run(
        Wish(
            source=source,
            files=files,
            authority=settings.authority,
            rows_belong_to=authority,
            extent=settings.extent,
            limit_bytes=settings.max_file_mb * 1_000_000,
            dry_run=dry_run,
            partial=partial,
            withdraw_most=withdraw_most,
            progress=progress or (lambda _rows, _seconds, _share: None),
            stage=stage or (lambda _stage: None),
        )
    )
    take_waiting_live()
    return report


def _source(source_id: str, files: Sequence[Path], own: OwnList) -> Source:
    source_id, _, list_name = source_id.partition(":")  # As a loaded list is called: own-list:north
    if source_id not in ALL or (list_name and source_id != OWN_LIST.id):
        raise NotFound(f"No source is called {source_id!r}.", f"The sources are: {', '.join(ALL)}.")
    if source_id == OWN_LIST.id and files:
        return own_list(files, replace(own, name=own.name or list_name or None), get_settings())
    if own.is_said:
        raise BadInput(
            "Only files of own-list can have a mapping or a name of their own.",
            "Leave --mapping, --list and --accept-guess out.",
        )
    return ALL[source_id]
