"""Running loads in tests, and telling whether they changed anything."""

from pathlib import Path
from threading import Event, Thread

from sqlalchemy import text

from asset_map.db import loads as the_lock
from asset_map.db import session, tables
from asset_map.settings import get_settings
from etl.load import Wish, run
from etl.report import Report
from etl.source import Source
from etl.sources import ALL

NOT_COMPARED = {"load", "issue", "set_aside", "refreshed", "deed"}
"""Every load writes into these, also one that changed nothing; and what was done stays written."""


def load(source: str | Source, *files: Path, authority: str | None = None, **wish) -> Report:
    """Load files of a source with the settings in force; whatever it did, its counts add up."""
    settings = get_settings()
    report = run(
        Wish(
            source=ALL[source] if isinstance(source, str) else source,
            files=files,
            authority=settings.authority,
            rows_belong_to=authority,
            **{
                "extent": settings.extent,
                "limit_bytes": settings.max_file_mb * 1_000_000,
                **wish,
            },
        )
    )
    assert adds_up(report), report.counts()
    return report


class LoadUnderWay:
    """Holds what a load holds, until it is let go."""

    def __enter__(self) -> "LoadUnderWay":
        self._go, held = Event(), Event()

        def hold() -> None:
            with session.transaction() as connection:
                assert the_lock.lock(connection)
                held.set()
                self._go.wait(30)

        self._thread = Thread(target=hold)
        self._thread.start()
        assert held.wait(10)
        return self

    def let_go(self) -> None:
        self._go.set()

    def __exit__(self, *_: object) -> None:
        self._go.set()
        self._thread.join()


def adds_up(report: Report) -> bool:
    """Tell whether every row that was read is accounted for, once."""
    parts = ("new", "changed", "unchanged", "joined", "set_aside", "outside")
    return report.read == sum(getattr(report, part) for part in parts)


def counts(report: Report) -> dict[str, int]:
    """Return the counts that are not zero."""
    return {name: count for name, count in report.counts().items() if count}


def ask(question: str, **bound):
    """Return the rows that a query gives."""
    with session.reading() as connection:
        return connection.execute(text(question), bound).all()


def ask_one(question: str, **bound):
    """Return the one value that a query gives."""
    [[value]] = ask(question, **bound)
    return value


def change(statement: str, **bound) -> None:
    """Change the database, as tests have to now and then."""
    with session.transaction() as connection:
        connection.execute(text(statement), bound)


def checksums() -> dict[str, str]:
    """Return a checksum of every table whose rows a load may change."""
    names = [name for name in tables.metadata.tables if name not in NOT_COMPARED]
    rows = "md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), ''))"
    found = ask(" UNION ALL ".join(f"SELECT '{name}', {rows} FROM {name} t" for name in names))
    return {name: checksum for name, checksum in found}
