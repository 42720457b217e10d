"""An operator: the database up, down, prepared, saved and brought back."""

from dataclasses import dataclass
from pathlib import Path

from asset_map.db import cluster, derive, dump, found_by, loads, migrate, reference, session
from asset_map.db.programs import Programs, programs_for
from asset_map.domain.errors import BadInput, DatabaseDown
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.load_demo import load_demo
from asset_map.settings import get_settings
from etl.sources import ALL
from etl.sources.demo import AUTHORITY as DEMO_AUTHORITY
from etl.sources.demo import PACK


@dataclass(frozen=True)
class DatabaseStatus:
    """Where the database is and what state it is in."""

    local: bool
    running: bool
    data_dir: Path | None
    note: str
    problem: str
    revision: str | None
    newest_revision: str | None
    holds: dict[str, int]

    @property
    def ready(self) -> bool:
        """Tell whether the product can work with it."""
        return self.running and self.revision == self.newest_revision

    def sentences(self) -> list[str]:
        """Return the state in words."""
        if self.local and self.data_dir is None:
            return ["There is no local database yet. Make it with: asset-map db up"]
        local = f"The local database in {self.data_dir}"
        which = local if self.local else "The database that is set"
        if not self.running:
            return [self.problem if not self.local else f"{which} is not running. {session.START}"]
        if self.problem:
            return [self.problem]
        ready = "" if self.ready else " It has to be prepared: asset-map db migrate"
        return [f"{which} is running.{ready}", *filter(None, [self.note])]


@asks(Action.RUN_DATABASE)
def start() -> str:
    """Start the local database, unless one is set, and prepare it if it is new; say where it is."""
    settings = get_settings()
    if settings.database_url:
        sentence = "ASSET_MAP_DATABASE_URL is set: that server is used, and none is started."
    else:
        local = cluster.up(settings.home)
        sentence = local.note or f"The database is running; its data is in {local.data_dir}."
    with session.reading() as connection:
        new = migrate.current_revision(connection) is None
    if new:
        prepare()
    return sentence


@asks(Action.RUN_DATABASE)
def stop() -> str:
    """Stop the local database; return a sentence on what happened."""
    settings = get_settings()
    if settings.database_url:
        return "ASSET_MAP_DATABASE_URL is set: that server is not ours to stop."
    session.dispose()
    cluster.down(settings.home)
    return "The database is stopped."


@asks(Action.RUN_DATABASE)
def status() -> DatabaseStatus:
    """Return the state of the database, whether it runs or not."""
    settings = get_settings()
    local = None if settings.database_url else cluster.status(settings.home)
    try:
        with session.reading() as connection:
            revision = migrate.current_revision(connection)
            holds = migrate.row_counts(connection) if revision else {}
            problem = ""
    except DatabaseDown as error:
        revision, holds, problem = None, {}, str(error)
    return DatabaseStatus(
        local=not settings.database_url,
        running=local.running if local else not problem,
        data_dir=local.data_dir if local else None,
        note=local.note if local else "",
        problem=problem,
        revision=revision,
        newest_revision=migrate.newest_revision(),
        holds=holds,
    )


@asks(Action.RUN_DATABASE)
def prepare() -> None:
    """Bring the tables to the state that this version needs, and fill in needs and standards."""
    with session.transaction() as connection:
        migrate.migrate(connection)
        reference.fill(connection)
        # What was loaded by an older version has not said yet whether it may be given on.
        loads.declare_licences(connection, _declared())
        # Nor is it known yet what it is found by.
        if not found_by.is_filled(connection):
            derive.refresh_places(connection)


@asks(Action.RUN_DATABASE)
def make_ready() -> list[str]:
    """Start the database, prepare it, and load the demonstration where nothing was loaded ever.

    Returns sentences on what was done.
    """
    done = [start()]
    prepare()
    with session.reading() as connection:
        empty = not loads.any_yet(connection)
    if empty and get_settings().authority == DEMO_AUTHORITY:
        load_demo()
        done.append("The demonstration pack was loaded; take it out with: asset-map demo --remove")
    return done


@asks(Action.RUN_DATABASE)
def backup(file: Path) -> int:
    """Save the whole database to a file; return its size in bytes."""
    if file.exists():
        raise BadInput(f"{file} exists already.", "Name a new file.")
    return dump.save(session.database_url(), file, _programs())


@asks(Action.RUN_DATABASE)
def restore(file: Path) -> None:
    """Bring a saved database back into an empty one. Raises BadInput where it is not empty."""
    if not file.is_file():
        raise BadInput(f"There is no file {file}.", f"Name {dump.A_BACKUP}.")
    programs = _programs()
    dump.contents(file, programs)
    with session.transaction() as connection:
        if migrate.current_revision(connection) and loads.any_yet(connection):
            raise BadInput(
                "The database is not empty, and a restore would overwrite it.",
                "Restore into an empty one: set ASSET_MAP_HOME to a new folder and run "
                "asset-map db up first, or ASSET_MAP_DATABASE_URL to a new database.",
            )
        migrate.make_extensions(connection)
    dump.bring_back(session.database_url(), file, programs)


def _declared() -> dict[str, tuple[bool, bool]]:
    """Return of each source that comes with the product what it declares of its licence."""
    sources = (*ALL.values(), *(source for source, _ in PACK))
    return {one.id: (one.licence.open, one.licence.share_alike) for one in sources}


def _programs() -> Programs | None:
    """Return the programs that fit the local server; None where another one is set."""
    settings = get_settings()
    local = None if settings.database_url else cluster.status(settings.home)
    return programs_for(local.data_dir) if local else None
