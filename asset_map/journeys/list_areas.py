"""Anybody at a terminal: which areas there are to ask about."""

from asset_map.db import areas, session
from asset_map.domain.errors import NotFound
from asset_map.domain.places import Area, AreaKind
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.settings import get_settings


@asks(Action.BROWSE)
def list_areas(kind: AreaKind | None = None) -> list[Area]:
    """Return the areas of the authority, newest boundaries only. Raises NotFound for none."""
    authority = get_settings().authority
    with session.reading() as connection:
        found = areas.listed(connection, kind, authority)
    if not found:
        raise NotFound(
            f"No area {f'of the kind {kind} ' if kind else ''}of {authority} is loaded.",
            "Load its boundaries; see: asset-map etl sources",
        )
    return found
