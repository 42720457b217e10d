"""One file for each dataset. ``ALL`` is where the command line and the tests find them."""

from etl.source import Source
from etl.sources.area_lookups import AREA_LOOKUPS
from etl.sources.authorities import AUTHORITIES
from etl.sources.census import CENSUS
from etl.sources.charities_per_ward import CHARITIES_PER_WARD
from etl.sources.charity_register import CHARITY_REGISTER
from etl.sources.charity_sample import CHARITY_SAMPLE
from etl.sources.code_point_open import CODE_POINT_OPEN
from etl.sources.community_needs import COMMUNITY_NEEDS
from etl.sources.deprivation import DEPRIVATION_2019, DEPRIVATION_2025
from etl.sources.deprivation_by_ward import DEPRIVATION_BY_WARD
from etl.sources.grants_360giving import GRANTS_360GIVING
from etl.sources.libraries import LIBRARIES
from etl.sources.libraries_2016 import LIBRARIES_2016, LIBRARIES_2016_PLACED
from etl.sources.libraries_england import LIBRARIES_ENGLAND
from etl.sources.library_activity import LIBRARY_ACTIVITY
from etl.sources.library_addresses import LIBRARY_ADDRESSES
from etl.sources.library_catchments import LIBRARY_CATCHMENTS
from etl.sources.lsoas import LSOAS
from etl.sources.mutual_aid import MUTUAL_AID, MUTUAL_AID_LIST
from etl.sources.neighbourhoods import NEIGHBOURHOODS
from etl.sources.nhs import NHS
from etl.sources.open_referral import OPEN_REFERRAL
from etl.sources.openstreetmap import OPENSTREETMAP
from etl.sources.own_list import OWN_LIST
from etl.sources.people_by_age import LSOA_PEOPLE_BY_AGE
from etl.sources.population import POPULATION
from etl.sources.postcode_directory import POSTCODE_DIRECTORY
from etl.sources.postcode_positions import POSTCODE_POSITIONS
from etl.sources.schools import SCHOOLS
from etl.sources.small_areas import MSOAS, OUTPUT_AREAS
from etl.sources.sports_clubs import SPORTS_CLUBS
from etl.sources.streets import STREETS
from etl.sources.ukcat import UKCAT
from etl.sources.ward_population import WARD_PEOPLE_BY_AGE, WARD_PEOPLE_BY_AGE_BY_NAME
from etl.sources.wards import WARDS
from etl.sources.warm_spaces import WARM_SPACES

ALL: dict[str, Source] = {
    source.id: source
    for source in (
        WARDS,
        NEIGHBOURHOODS,
        AUTHORITIES,
        CODE_POINT_OPEN,
        POSTCODE_DIRECTORY,
        POSTCODE_POSITIONS,
        AREA_LOOKUPS,
        LSOAS,
        MSOAS,
        OUTPUT_AREAS,
        POPULATION,
        LSOA_PEOPLE_BY_AGE,
        WARD_PEOPLE_BY_AGE,
        WARD_PEOPLE_BY_AGE_BY_NAME,
        *CENSUS,
        DEPRIVATION_2025,
        DEPRIVATION_2019,
        DEPRIVATION_BY_WARD,
        COMMUNITY_NEEDS,
        CHARITIES_PER_WARD,
        LIBRARY_CATCHMENTS,
        LIBRARY_ACTIVITY,
        LIBRARIES,
        LIBRARIES_ENGLAND,
        LIBRARIES_2016,
        LIBRARIES_2016_PLACED,
        LIBRARY_ADDRESSES,
        WARM_SPACES,
        MUTUAL_AID,
        MUTUAL_AID_LIST,
        NHS,
        OPEN_REFERRAL,
        OPENSTREETMAP,
        STREETS,
        SCHOOLS,
        UKCAT,
        CHARITY_REGISTER,
        CHARITY_SAMPLE,
        SPORTS_CLUBS,
        GRANTS_360GIVING,
        OWN_LIST,
    )
}
