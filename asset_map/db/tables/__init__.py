"""The tables, one file for each subject, in one ``metadata``.

Geometry is in EPSG:27700; instants are UTC; every row leads back to its source. What a source says
is kept in ``record`` and ``record_version``; ``asset`` and what stands beside it are derived from
that (see ``derive.py``), and so are ``asset_place``, ``supply`` and ``demand_point``, which are
what questions are asked of.
"""

from asset_map.db.tables import (
    accounts,
    asked,
    assets,
    contributions,
    needs,
    places,
    proposals,
    records,
    sources,
)
from asset_map.db.tables.common import metadata

__all__ = [
    "accounts",
    "asked",
    "assets",
    "contributions",
    "metadata",
    "needs",
    "places",
    "proposals",
    "records",
    "sources",
]
