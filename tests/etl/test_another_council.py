"""Another council: its own code in a setting and its own files, and nothing else."""

import zipfile
from datetime import date

import pytest
from loads import ask, ask_one, counts, load
from sought import find_near

from asset_map.domain.places import AreaKind
from asset_map.journeys.describe_area import describe_area, list_areas
from asset_map.journeys.see_gaps import see_gaps
from asset_map.settings import get_settings

SANDWELL = "E08000028"


@pytest.fixture
def sandwell(server, use, template_of, monkeypatch, sample_data, dudley_files):
    """A map of Sandwell that has its wards and postcodes."""
    monkeypatch.setenv("ASSET_MAP_AUTHORITY", SANDWELL)
    get_settings.cache_clear()

    def load_sandwell():
        load("wards", sample_data / "boundaries/wards_2025_sandwell_E08000028.geojson")
        load("code-point-open", dudley_files["code-point-open"])

    use(server.copy(template_of("sandwell", load_sandwell)))
    return sample_data


def libraries(sandwell):
    return load("libraries", sandwell / "assets/libraries_schema_sandwell.csv")


def test_sandwell_has_its_own_wards_and_postcodes(sandwell, dudley_files):
    with zipfile.ZipFile(dudley_files["code-point-open"]) as archive:
        published = sum(archive.read(name).count(b"E08000028") for name in archive.namelist())
    wards = list_areas(AreaKind.WARD)
    own = ask_one("SELECT count(*) FROM postcode WHERE authority_code = :code", code=SANDWELL)
    coded = ask_one(
        """
        SELECT count(*) FROM postcode p JOIN area a ON a.kind = 'ward' AND a.code = p.ward_code
        WHERE p.authority_code = :code AND ST_Covers(a.geom, p.geom)
        """,
        code=SANDWELL,
    )

    assert len(wards) == 24
    assert {ward.authority_code for ward in wards} == {SANDWELL}
    assert own == published
    assert coded >= own - 5
    assert describe_area("Sandwell").area.kind is AreaKind.AUTHORITY


def test_each_of_the_27_rows_of_sandwells_libraries_is_accounted_for(sandwell):
    report = libraries(sandwell)

    assert counts(report) == {"read": 27, "new": 27}
    assert report.issues == ()
    kinds = ask("SELECT kind, count(*), count(geom) FROM asset GROUP BY kind ORDER BY kind")
    assert [tuple(row) for row in kinds] == [("service", 27, 27), ("venue", 27, 27)]
    placed = ask_one(
        """
        SELECT count(*) FROM asset a JOIN postcode p USING (postcode)
        WHERE a.kind = 'venue' AND p.authority_code = :code AND ST_Equals(a.geom, p.geom)
        """,
        code=SANDWELL,
    )
    assert placed == 27


def test_libraries_that_moved_are_several_each_with_its_years(sandwell):
    libraries(sandwell)
    oldbury = ask(
        """
        SELECT postcode, extract(year FROM valid_from)::int, extract(year FROM valid_to)::int
        FROM asset WHERE kind = 'service' AND name = 'Oldbury Library' ORDER BY 2 NULLS FIRST
        """
    )

    assert [tuple(row) for row in oldbury] == [
        ("B69 3AF", None, 2011),
        ("B69 2AJ", 2011, 2021),
        ("B69 3DB", 2021, None),
    ]


@pytest.mark.parametrize(("year", "open_then"), [(2010, 23), (2019, 24), (2024, 19)])
def test_what_is_open_depends_on_the_day(sandwell, year, open_then):
    libraries(sandwell)
    day = date(year, 6, 30)
    there = ask_one(
        """
        SELECT count(*) FROM asset WHERE kind = 'service'
          AND coalesce(valid_from <= :day, true) AND coalesce(valid_to > :day, true)
        """,
        day=day,
    )

    assert there == open_then


def test_a_resident_of_sandwell_finds_a_library(sandwell):
    libraries(sandwell)

    found = find_near("B70 8DZ", need="library")

    assert found.hits[0].asset.name == "Central Library (West Bromwich)"
    assert found.hits[0].walking_m == 0


def test_an_officer_of_sandwell_sees_gaps_without_any_people_loaded(sandwell):
    libraries(sandwell)

    gaps = see_gaps(need="library")

    assert len(gaps.rows) == 24
    assert all(gap.people is None for gap in gaps.rows)
    assert all(gap.points > 0 and gap.reach.points_within >= 0 for gap in gaps.rows)


def test_a_neighbour_may_be_loaded_too_and_stays_a_neighbour(sandwell):
    load("wards", sandwell / "boundaries/wards_2025_dudley_E08000027.geojson")

    assert {area.authority_code for area in list_areas(AreaKind.WARD)} == {SANDWELL}


@pytest.mark.parametrize(
    ("extent", "kept"), [(SANDWELL, 24), (f"{SANDWELL},E08000027", 48), ("GB", 48)]
)
def test_the_extent_says_what_is_kept(database, monkeypatch, sample_data, extent, kept):
    monkeypatch.setenv("ASSET_MAP_AUTHORITY", SANDWELL)
    monkeypatch.setenv("ASSET_MAP_EXTENT", extent)
    get_settings.cache_clear()
    for place in ("sandwell_E08000028", "dudley_E08000027"):
        load("wards", sample_data / f"boundaries/wards_2025_{place}.geojson")

    found = ask_one("SELECT count(*) FROM area WHERE kind = 'ward'")
    # Wards that touch the border of the extent are kept with it.
    assert kept <= found <= (48 if extent != SANDWELL else 34)
