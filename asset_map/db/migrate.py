"""Brings the tables to the state that this version needs, and back."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from asset_map.db.cluster import EXTENSIONS
from asset_map.db.tables import metadata


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the database up to ``revision``; ``base`` takes everything out again."""
    make_extensions(connection)
    config = _config(connection)
    if revision == "base":
        command.downgrade(config, "base")
    else:
        command.upgrade(config, revision)


def make_extensions(connection: Connection) -> None:
    """Make the extensions of PostgreSQL that the tables need."""
    for extension in EXTENSIONS:
        connection.execute(text(f"CREATE EXTENSION IF NOT EXISTS {extension}"))


def current_revision(connection: Connection) -> str | None:
    """Return the revision that the database is at, None where it was never migrated."""
    return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """Return the revision that this version of the product needs."""
    return ScriptDirectory(str(_folder())).get_current_head()


def differences(connection: Connection) -> list[Any]:
    """Return what differs between the database and ``tables``: nothing, it should be."""
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "include_object": is_ours}
    )
    return list(compare_metadata(context, metadata))


def is_ours(_object: Any, name: str | None, kind: str, *_: Any) -> bool:
    """Leave PostGIS's own tables out of comparisons."""
    return not (kind == "table" and name not in metadata.tables)


def _folder() -> Path:
    return Path(__file__).parent / "migrations"


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_folder()))
    config.attributes["connection"] = connection
    return config


def row_counts(connection: Connection) -> dict[str, int]:
    """Return how many rows the main tables hold."""
    names = ("area", "postcode", "demand_point", "statistic", "asset", "link", "record", "load")
    return {
        name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
        for name in names
    }
