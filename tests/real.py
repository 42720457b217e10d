"""Which real files make real Dudley, and letting go of a database between two tests."""

from asset_map.db import session
from asset_map.settings import get_settings

DUDLEY = {
    "wards": "boundaries/wards_2025_dudley_E08000027.geojson",
    "code-point-open": "postcodes/codepo_gb_RAW.zip",
    "lsoas": "boundaries/lsoa21_dudley_E08000027.geojson",
    "lsoa-population": "population/lsoa21_population_census2021_RAW.csv",
    "deprivation-2025": "deprivation/imd2025_england_lsoa21.csv",
    "deprivation-2019": "deprivation/imd2019_england_lsoa11.csv",
    "libraries": "assets/libraries_schema_dudley.csv",
}


def forget() -> None:
    """Let go of connections and settings, so that the next call reads the environment anew."""
    session.dispose()
    get_settings.cache_clear()
