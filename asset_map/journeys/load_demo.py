"""An operator: the demonstration pack in, or out. Invented and real are never added together."""

from dataclasses import dataclass

from asset_map.db import demo, session
from asset_map.domain.errors import BadInput
from asset_map.domain.numbers import counted
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.demo_proposals import keep_demo_proposals
from asset_map.settings import CHECKOUT, get_settings
from etl.load import Wish, lock, refresh, run_within
from etl.report import Report
from etl.sources.demo import AUTHORITY, PACK

FOLDER = CHECKOUT / "data" / "demo"
PROPOSALS = FOLDER / "proposals"


@dataclass(frozen=True)
class DemoLoaded:
    """What went in, and the kinds of thing left out because real data of that kind is loaded.

    ``proposals``: how many invented proposals are kept; they go in with the assets alone.
    """

    reports: tuple[Report, ...]
    left_out: tuple[str, ...]
    proposals: int = 0

    def lines(self) -> list[str]:
        """Return what happened as lines for a terminal."""
        lines = [line for report in self.reports for line in report.lines()]
        if self.proposals:
            lines.append(f"Demonstration: {counted(self.proposals, 'invented proposal')}.")
        if self.left_out:
            lines.append(f"Left out, because real data is there: {', '.join(self.left_out)}.")
        return lines


@asks(Action.LOAD_DATA)
def load_demo() -> DemoLoaded:
    """Load the demonstration pack, without the kinds of thing that are there for real."""
    settings = get_settings()
    if settings.authority != AUTHORITY:
        raise BadInput(
            f"The demonstration pack is for Dudley ({AUTHORITY}), not for {settings.authority}.",
            "Load your own area: asset-map etl sources",
        )
    with session.transaction() as connection:
        lock(connection)
        real = set(demo.real_kinds(connection))
        reports = [
            run_within(
                connection,
                Wish(
                    source=source,
                    files=[FOLDER / name for name in files],
                    authority=settings.authority,
                    limit_bytes=settings.max_file_mb * 1_000_000,
                ),
            )
            for source, files in PACK
            if source.gives not in real
        ]
        kept = 0 if demo.ASSETS in real else keep_demo_proposals(connection, PROPOSALS)
    left_out = sorted({source.gives for source, _ in PACK} & real)
    return DemoLoaded(tuple(reports), tuple(left_out), kept)


@asks(Action.LOAD_DATA)
def remove_demo() -> bool:
    """Take the demonstration pack out; tell whether there was any of it."""
    with session.transaction() as connection:
        lock(connection)
        removed = demo.remove(connection)
        if removed:  # Wards are what everything else is derived from, assets included.
            refresh(connection, "ward", get_settings().authority)
    return removed


@asks(Action.BROWSE)
def demo_kinds() -> list[str]:
    """Return the kinds of thing of which the demonstration's are loaded."""
    with session.reading() as connection:
        return demo.present(connection)
