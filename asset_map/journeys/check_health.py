"""A monitor: whether the product can answer."""

import logging

from asset_map.db import postcodes, session
from asset_map.domain.errors import AssetMapError
from asset_map.domain.logged import for_log
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks

log = logging.getLogger(__name__)


@asks(Action.BROWSE)
def database_answers() -> bool:
    """Tell whether the database answers and has the tables of this version."""
    try:
        with session.reading() as connection:
            postcodes.points_of(connection, [])
    except AssetMapError as error:
        log.warning("The health check found no database: %s", for_log(error))
        return False
    return True
