"""Every published file of assets loads, or is refused in one sentence.

The expected counts were worked out from the files with csv, json and pyogrio, and Code-Point Open.
Of OpenStreetMap only elements with a tag of the classification are rows. What becomes of the rows
that are taken is told in the tests of each source.
"""

import pytest
from loads import load
from real import forget
from tables import table

from asset_map.domain.errors import BadInput

FILES = table(
    """
    source                | file                                                                    | read  | set_aside | because
    charity-sample        | assets/charities_uk_sample_classified_RAW.csv                           | 4203  | 26        | 22 postcodes cannot be, one is of no area; 3 charities near are there twice
    sports-clubs          | assets/community_amateur_sports_clubs_hmrc_RAW.csv                      | 7761  | 369       | 348 have no postcode, 9 cannot be, 12 are of no area
    grants-360giving      | assets/grants_360giving_lloyds_bank_foundation_black_country.json       | 81    |           |
    grants-360giving      | assets/grants_360giving_power_to_change_RAW.json                        | 870   | 27        | 26 recipients have no postcode, one is cut off
    open-referral         | assets/hsds_3_example_location.json                                     | 1     | 1         | its position is 100, 101
    open-referral         | assets/hsds_3_example_organization_full.json                            | 1     |           |
    open-referral         | assets/hsds_3_example_service_full.json                                 | 1     |           |
    open-referral         | assets/hsds_3_example_service_list.json                                 | 1     |           |
    open-referral         | assets/hsds_uk_3_mock_service_list.json                                 | 128   | 86        | one service 128 times, 42 times with the same content
    libraries-2016-placed | assets/libraries_2016_geocoded_dudley.csv                               | 17    |           |
    libraries-2016        | assets/libraries_england_2016_RAW.csv                                   | 3269  | 38        | no postcode, or one that cannot be
    libraries-england     | assets/libraries_england_2022_RAW.csv                                   | 3451  | 28        | no postcode, or one that cannot be
    libraries-england     | assets/libraries_england_2023_blackcountry_birmingham.csv               | 122   |           |
    libraries             | assets/libraries_schema_birmingham.csv                                  | 44    |           |
    libraries             | assets/libraries_schema_dudley.csv                                      | 17    |           |
    libraries             | assets/libraries_schema_sandwell.csv                                    | 27    |           |
    libraries             | assets/libraries_schema_walsall.csv                                     | 16    |           |
    libraries             | assets/libraries_schema_wolverhampton.csv                               | 18    |           |
    library-addresses     | assets/libraries_taskforce_CR_only_mojibake_RAW.csv                     | 3034  | 6         | no such postcode, or of no area (EG10)
    mutual-aid            | assets/mutual_aid_groups_uk_RAW.json                                    | 2791  | 16        | positions outside the country
    mutual-aid-list       | assets/mutual_aid_groups_uk_star_delimited_RAW.csv                      | 4203  |           |
    nhs                   | assets/nhs_choices_Clinics_RAW.csv                                      | 5462  |           |
    nhs                   | assets/nhs_choices_GP_RAW.csv                                           | 9970  | 1         | it has no name
    nhs                   | assets/nhs_choices_Pharmacy_RAW.csv                                     | 11799 | 1         | its position is 4 km from its postcode
    schools               | assets/schools_edubase_2017_partial.csv                                 | 264   |           |
    ukcat                 | assets/ukcat_classification.csv                                         | 254   |           |
    warm-spaces           | assets/warm_spaces_dudley_sandwell_sw_birmingham_z10_506_336.geojson    | 257   | 1         | its position is 6 km from its postcode
    warm-spaces           | assets/warm_spaces_shropshire_s_staffs_z10_505_335.geojson              | 17    |           |
    warm-spaces           | assets/warm_spaces_stourbridge_hagley_wyre_forest_z10_505_336.geojson   | 20    |           |
    warm-spaces           | assets/warm_spaces_wolverhampton_walsall_birmingham_z10_506_335.geojson | 289   |           |
    openstreetmap         | osm/leeds_cycleway.osm                                                  | 15    |           |
    openstreetmap         | osm/leeds_its_example.osm.pbf                                           | 10    |           |
    openstreetmap         | osm/leeds_osm_points.gpkg                                               | 154   |           |
    """  # noqa: E501 - a table
)
REFUSED = {
    "assets/hsds_3_example_service_at_location_full.json": "open-referral",
    "osm/leeds_osm_lines.gpkg": "openstreetmap",
}
ELSEWHERE = {
    "assets/charities_per_ward_2017_england_RAW.csv",
    "assets/libraries_activity_2023_24_RAW.xlsx",
}
"""Figures, tried in test_every_place_file."""
NO_ASSETS = {"assets/icnptso_classification.csv"}
"""A list of classes, which nothing needs to be loaded for."""


@pytest.fixture(scope="module")
def real_dudley(server, dudley_template):
    """Real Dudley; every load here is a dry run."""
    name = server.copy(dudley_template)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSET_MAP_DATABASE_URL", server.url_of(name))
        forget()
        yield
    forget()
    server.drop(name)


@pytest.mark.parametrize("expected", FILES, ids=lambda row: row["file"])
def test_every_row_of_a_file_is_accounted_for(real_dudley, sample_data, expected):
    report = load(expected["source"], sample_data / expected["file"], dry_run=True)

    assert report.read == int(expected["read"])
    assert report.set_aside == int(expected["set_aside"] or 0)
    aside = {(issue.file, issue.line) for issue in report.issues if issue.row_set_aside}
    assert len(aside) == report.set_aside, "an issue says why, row by row"


@pytest.mark.parametrize(("file", "source"), REFUSED.items())
def test_a_file_that_is_not_what_it_seems_is_refused_in_one_sentence(
    real_dudley, sample_data, file, source
):
    with pytest.raises(BadInput) as refused:
        load(source, sample_data / file)

    assert refused.value.sentence.count(". ") == 0
    assert refused.value.next_step


def test_there_is_no_file_of_assets_that_is_not_tried(sample_data):
    tried = {row["file"] for row in FILES} | REFUSED.keys() | ELSEWHERE | NO_ASSETS
    there = {
        str(file.relative_to(sample_data))
        for folder in ("assets", "osm")
        for file in (sample_data / folder).iterdir()
        if file.is_file()
    }

    assert there == tried
