"""A building and the service given in it, where one row tells of both."""

import pandas as pd

from etl.steps import BOOKKEEPING


def given_there(services: pd.DataFrame) -> pd.DataFrame:
    """Return the links from services (``key``, ``scope``) to the buildings of the same keys."""
    return services[BOOKKEEPING].assign(
        from_kind="service",
        from_key=services["key"],
        type="delivered_at",
        to_kind="venue",
        to_key=services["key"],
        detail="",
        said_by="both",
        scope=services["scope"],
    )
