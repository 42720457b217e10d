"""Anybody: the closed list of needs, in the order in which they are shown."""

from asset_map.db import reference, session
from asset_map.domain.needs import Need
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks


@asks(Action.BROWSE)
def list_needs() -> tuple[Need, ...]:
    """Return what a resident may look for."""
    with session.reading() as connection:
        return tuple(reference.needs(connection))
