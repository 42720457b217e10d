"""Anybody: whether a street can be looked for by its name."""

from asset_map.db import places_by_name, session
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks


@asks(Action.BROWSE)
def know_streets() -> bool:
    """Tell whether any street with a name is loaded."""
    with session.reading() as connection:
        return places_by_name.any_street(connection)
