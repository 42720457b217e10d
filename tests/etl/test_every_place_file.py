"""Every published file of places and figures loads, or is refused in one sentence.

The expected counts were worked out from the files with geopandas and pandas alone: rows that name
the council area, one of its wards or small areas, or lie no farther than 5 km from it.
"""

import pytest
from loads import load
from real import forget
from tables import table

from asset_map.domain.errors import BadInput

DUDLEY = "E08000027"
FOLDERS = ("boundaries", "lookups", "postcodes", "population", "deprivation")

FILES = table(
    """
    source                       | file                                                   | read  | new   | changed | joined | set_aside | skipped
    authorities                  | boundaries/lad_dec2024_uk_bsc_RAW.geojson              | 361   | 8     |         |        | 1         |
    wards                        | boundaries/england_wards_may2024_bsc.gpkg              | 6817  | 96    |         |        |           |
    wards                        | boundaries/wards_2013_sandwell_E08000028.json          | 24    | 22    |         |        |           |
    wards                        | boundaries/wards_2013_sandwell_E08000028.topojson      | 24    | 22    |         |        |           |
    wards                        | boundaries/wards_2013_dudley_E08000027.topojson        | 24    |       | 24      |        |           |
    wards                        | boundaries/wards_2025_birmingham_E08000025.geojson     | 69    | 14    |         |        |           |
    wards                        | boundaries/wards_2025_sandwell_E08000028.geojson       | 24    | 22    |         |        |           |
    wards                        | boundaries/wards_2025_walsall_E08000030.geojson        | 20    | 5     |         |        |           |
    wards                        | boundaries/wards_2025_wolverhampton_E08000031.geojson  | 20    | 18    |         |        |           |
    lsoas                        | boundaries/lsoa21_england_wales_bsc.parquet            | 35672 | 460   | 203     |        |           |
    lsoas                        | boundaries/lsoa21_sandwell_E08000028.geojson           | 190   | 163   |         |        |           |
    lsoas                        | boundaries/lsoa21_walsall_E08000030.geojson            | 169   | 30    |         |        |           |
    lsoas                        | boundaries/lsoa21_wolverhampton_E08000031.geojson      | 161   | 114   |         |        |           |
    msoas                        | boundaries/msoa21_dudley_E08000027.geojson             | 43    | 43    |         |        |           |
    area-lookups                 | lookups/la_all_codes_RAW.csv                           | 415   | 1     |         |        |           |
    area-lookups                 | lookups/lsoa11_to_lsoa21_black_country_birmingham.csv  | 1383  | 203   |         |        |           |
    area-lookups                 | lookups/lsoa21_to_ward24.csv                           | 1382  | 203   |         |        |           |
    area-lookups                 | lookups/lsoa21_to_ward25_lad25_pcon_RAW.xlsx           | 35672 | 203   |         |        |           |
    area-lookups                 | lookups/ward_all_codes_2011_2025_RAW.csv.gz            | 15729 | 48    |         |        |           |
    area-lookups                 | lookups/ward_lad_ctyua_rgn_may2024_uk_RAW.csv          | 8396  | 24    |         |        |           |
    code-point-open              | postcodes/codepoint_dy.csv                             | 11111 | 7515  |         |        |           |
    postcode-directory           | postcodes/pcd_oa_lsoa_msoa_lad_may2022.csv.gz          | 70133 | 9943  |         |        |           |
    postcode-positions           | postcodes/wm_postcodes_latlon_la.csv.gz                | 88482 | 30973 |         |        |           |
    lsoa-population              | population/lsoa21_population_census2021_RAW.csv        | 35672 | 203   |         |        |           |
    lsoa-people-by-age           | population/lsoa11_mid2020_single_year.csv              | 1351  | 201   |         |        |           |
    ward-people-by-age-by-name   | population/wards_mid2020_persons_single_year_RAW.csv   | 8063  | 24    |         |        | 10        | 8
    census-disability            | population/disability21_lsoa21_ew.csv                  | 2764  | 406   |         |        |           |
    census-ethnic-group          | population/ethnicity21_lsoa21.csv                      | 6910  | 1015  |         |        |           |
    census-household-deprivation | population/household_deprivation21_lsoa21.csv          | 6910  | 1015  |         |        |           |
    library-catchments           | population/oa11_library_catchments_dudley.geojson      | 1008  | 1008  |         |        |           |
    deprivation-2019             | deprivation/imd2019_england_lsoa11.csv                 | 1351  | 201   |         |        |           |
    deprivation-2025             | deprivation/imd2025_england_lsoa21.csv                 | 1382  | 203   |         |        |           |
    deprivation-2025             | deprivation/imd2025_england_lsoa21_ALL.csv.gz          | 33755 | 203   |         |        |           |
    deprivation-2025             | deprivation/imd2025_england_lsoa21_indicators.csv      | 1382  | 203   |         |        |           |
    deprivation-2025             | deprivation/imd2025_england_lsoa21_subdomains.csv      | 1382  | 203   |         |        |           |
    deprivation-2025-by-ward     | deprivation/imd2025_aggregated_to_ward25_RAW.xlsx      | 81550 | 11010 |         |        |           |
    community-needs              | deprivation/community_needs_index_2019_ward17_RAW.csv  | 7433  | 24    |         |        |           |
    community-needs              | deprivation/community_needs_index_2023_lsoa21_RAW.csv  | 33755 | 203   |         |        |           |
    charities-per-ward           | assets/charities_per_ward_2017_england_RAW.csv         | 5296  | 23    |         |        |           |
    library-activity             | assets/libraries_activity_2023_24_RAW.xlsx             | 129   | 1     |         |        |           |
    """  # noqa: E501 - a table
)
REFUSED = {
    "population/wards_mid2020_persons_single_year_RAW.csv": "ward-people-by-age",
    "postcodes/Doc/Code-Point_Open_Column_Headers.csv": "code-point-open",
}
LOADED_FIRST = {
    "boundaries/wards_2025_dudley_E08000027.geojson": "wards",
    "boundaries/wards_2013_dudley_E08000027.json": "wards",
    "boundaries/lsoa21_dudley_E08000027.geojson": "lsoas",
    "boundaries/lsoa11_dudley_E08000027.geojson": "lsoas",
}
"""What the map of Dudley holds here, before each of the other files is tried."""
ELSEWHERE = {"postcodes/codepo_gb_RAW.zip"}
"""Loaded as a whole in test_dudley."""
IN_WORDS = {"licence.txt", "metadata.txt", "readme.txt"}


@pytest.fixture(scope="module")
def map_of_dudley(server, template_of, sample_data):
    """Wards of 2013 and 2025 and LSOAs of 2011 and 2021; every load here is a dry run."""

    def fill():
        for file, source in LOADED_FIRST.items():
            load(source, sample_data / file, authority=DUDLEY)

    name = server.copy(template_of("dudley_areas", fill))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSET_MAP_DATABASE_URL", server.url_of(name))
        forget()
        yield
    forget()
    server.drop(name)


@pytest.mark.parametrize("expected", FILES, ids=lambda row: row["file"])
def test_every_row_of_a_file_is_accounted_for(map_of_dudley, sample_data, expected):
    whose = expected["file"].partition(".")[0][-9:] if "2013" in expected["file"] else None

    report = load(expected["source"], sample_data / expected["file"], dry_run=True, authority=whose)

    parts = ("read", "new", "changed", "joined", "set_aside", "skipped")
    assert {part: getattr(report, part) for part in parts} == {
        part: int(expected[part] or 0) for part in parts
    }
    assert report.unchanged + report.outside == report.read - sum(
        int(expected[part] or 0) for part in ("new", "changed", "joined", "set_aside")
    )


@pytest.mark.parametrize(("file", "source"), REFUSED.items())
def test_a_file_that_is_not_what_it_seems_is_refused_in_one_sentence(
    map_of_dudley, sample_data, file, source
):
    with pytest.raises(BadInput) as refused:
        load(source, sample_data / file)

    assert refused.value.sentence.count(". ") == 0
    assert refused.value.next_step


def test_there_is_no_file_of_places_that_is_not_tried(sample_data):
    tried = {row["file"] for row in FILES} | REFUSED.keys() | LOADED_FIRST.keys() | ELSEWHERE
    there = {
        str(file.relative_to(sample_data))
        for folder in FOLDERS
        for file in (sample_data / folder).rglob("*")
        if file.is_file() and file.name not in IN_WORDS
    }

    assert there <= tried
