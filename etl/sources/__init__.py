"""One file for each dataset. ``ALL`` is where the command line and the tests find them."""

from etl.source import Source
from etl.sources.code_point_open import CODE_POINT_OPEN
from etl.sources.deprivation import DEPRIVATION_2019, DEPRIVATION_2025
from etl.sources.libraries import LIBRARIES
from etl.sources.lsoas import LSOAS
from etl.sources.neighbourhoods import NEIGHBOURHOODS
from etl.sources.own_list import OWN_LIST
from etl.sources.population import POPULATION
from etl.sources.wards import WARDS

ALL: dict[str, Source] = {
    source.id: source
    for source in (
        WARDS,
        NEIGHBOURHOODS,
        CODE_POINT_OPEN,
        LSOAS,
        POPULATION,
        DEPRIVATION_2025,
        DEPRIVATION_2019,
        LIBRARIES,
        OWN_LIST,
    )
}
