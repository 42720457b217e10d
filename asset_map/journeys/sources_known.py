"""Which kinds of source tell of the assets of this council, and which are not loaded."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from asset_map.db import loads
from etl.sources import ALL


@dataclass(frozen=True)
class SourceKnown:
    """A source of assets that is loaded, and the day of its last load."""

    title: str
    loaded: date
    demo: bool


@dataclass(frozen=True)
class SourcesKnown:
    """Sources of assets by title: those that are ``loaded``, and those that are ``missing``."""

    loaded: tuple[SourceKnown, ...]
    missing: tuple[str, ...]


def sources_known(connection: Connection) -> SourcesKnown:
    """Return which sources of assets are loaded; of one that is not, nothing can be known here."""
    found = {row["source_id"]: row for row in loads.latest(connection)}
    giving = [source for source in ALL.values() if source.gives == "asset"]
    held = [source for source in giving if source.id in found]
    return SourcesKnown(
        loaded=tuple(
            SourceKnown(source.title, found[source.id]["finished"].date(), source.demo)
            for source in held
        ),
        missing=tuple(
            source.title for source in giving if source.id not in found and not source.demo
        ),
    )
