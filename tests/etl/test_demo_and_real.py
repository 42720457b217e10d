"""Invented and real things are never added together."""

import pytest
from loads import ask, ask_one, checksums, load
from real import DUDLEY
from tables import write_csv, write_squares
from town import LSOAS, PEOPLE, WARDS, asset_files, write_postcodes

from asset_map.domain.errors import BadInput
from asset_map.journeys.describe_area import describe_area
from asset_map.journeys.load_demo import demo_kinds, load_demo, remove_demo
from asset_map.settings import get_settings

KINDS = ["asset", "neighbourhood", "people", "postcode", "ward"]
IN_THE_PACK = 323_496

TABLES_OF = {
    "ward": "area",
    "neighbourhood": "area",
    "postcode": "postcode",
    "people": "statistic",
    "asset": "asset",
}


def kinds_side_by_side():
    """Return the kinds of thing of which both demonstration and real rows are held."""
    rows = " UNION ALL ".join(
        f"SELECT source_id FROM {name}"
        for name in ("area", "postcode", "postcode_lookup", "statistic", "asset", "link", "record")
    )
    both = ask(
        f"""
        SELECT s.gives FROM ({rows}) AS held JOIN source s ON s.id = held.source_id
        GROUP BY s.gives HAVING bool_or(s.demo) AND bool_or(NOT s.demo)
        """
    )
    return [row.gives for row in both]


def demo_rows(kind):
    return ask_one(
        f"""
        SELECT count(*) FROM {TABLES_OF[kind]} t JOIN source s ON s.id = t.source_id
        WHERE s.demo AND s.gives = :kind
        """,
        kind=kind,
    )


def people_of_dudley():
    return ask_one("SELECT sum(people) FROM demand_point WHERE authority_code = 'E08000027'")


@pytest.fixture
def real_files(tmp_path):
    """A small real file, or several, of each kind of thing that the pack has too."""
    outline = """
        code | name       | authority_code | drawn_on | x | y
        near | Near Place | E08000027      | 2025     | 0 | 0
    """
    return {
        "ward": ("wards", [write_squares(tmp_path / "wards.geojson", WARDS)]),
        "neighbourhood": ("neighbourhoods", [write_squares(tmp_path / "n.geojson", outline)]),
        "postcode": ("code-point-open", [write_postcodes(tmp_path / "dy.csv")]),
        "people": ("lsoa-population", [write_csv(tmp_path / "people.csv", PEOPLE)]),
        "asset": ("own-list", asset_files(tmp_path)),
    }


def test_the_pack_loads_whole_and_says_so(own_demo):
    assert demo_kinds() == KINDS
    assert people_of_dudley() == pytest.approx(IN_THE_PACK, abs=1e-6)
    assert describe_area("Dudley").people.demo
    assert ask_one("SELECT count(*) FROM issue") == 0


def test_the_pack_loaded_again_changes_nothing(own_demo):
    before = checksums()

    again = load_demo()

    assert all(report.changed_nothing for report in again.reports)
    assert again.left_out == ()
    assert checksums() == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_real_load_of_a_kind_takes_the_demonstration_of_that_kind_out(own_demo, real_files, kind):
    assert demo_rows(kind) > 0
    source, files = real_files[kind]

    report = load(source, *files)

    assert report.took_out_demo
    assert demo_rows(kind) == 0
    assert kind not in demo_kinds()
    assert [other for other in demo_kinds() if other != kind] == [k for k in KINDS if k != kind]
    assert kinds_side_by_side() == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_second_real_load_finds_no_demonstration_to_take_out(own_demo, real_files, kind):
    source, files = real_files[kind]
    load(source, *files)

    again = load(source, *files)

    assert not again.took_out_demo
    assert again.changed_nothing


@pytest.mark.parametrize("kind", KINDS)
def test_the_demonstration_over_real_data_leaves_that_kind_out(own_demo, real_files, kind):
    source, files = real_files[kind]
    load(source, *files)

    loaded = load_demo()

    assert loaded.left_out == (kind,)
    assert kinds_side_by_side() == []
    assert demo_rows(kind) == 0


def test_people_are_never_counted_twice_whatever_comes_first(own_demo, dudley_files, sample_data):
    """Load the real files one by one over the pack; at no time are there more than live there."""
    for source in ("wards", "code-point-open", "lsoas", "lsoa-population"):
        load(source, dudley_files[source])
        assert people_of_dudley() is None or people_of_dudley() <= 324_969 + 1e-6, source
        assert kinds_side_by_side() == []
        load_demo()
        assert people_of_dudley() is None or people_of_dudley() <= 324_969 + 1e-6, source

    assert people_of_dudley() == pytest.approx(324_969, abs=1e-6)
    assert demo_kinds() == ["asset", "neighbourhood"]


def test_real_dudley_after_the_pack_is_real_dudley(own_demo, sample_data):
    """Wards of the pack have the same codes as the real ones, so they must not linger."""
    load("wards", sample_data / DUDLEY["wards"])

    wards = ask(
        """
        SELECT a.approximate, s.demo, count(*) FROM area a JOIN source s ON s.id = a.source_id
        WHERE a.kind IN ('ward', 'authority') GROUP BY 1, 2
        """
    )
    assert [tuple(row) for row in wards] == [(False, False, 25)]


def test_taking_the_pack_out_takes_all_of_it_out(own_demo):
    assert remove_demo()

    assert demo_kinds() == []
    left = {
        name: ask_one(f"SELECT count(*) FROM {name}")
        for name in checksums()
        if name not in ("need", "standard", "source")  # What was taken out is remembered.
    }
    assert {name: rows for name, rows in left.items() if rows} == {}
    assert not remove_demo()


def test_taking_the_pack_out_leaves_what_is_real(own_demo, real_files):
    source, files = real_files["asset"]
    load(source, *files)
    before = ask("SELECT id, name FROM asset ORDER BY id")

    assert remove_demo()

    assert ask("SELECT id, name FROM asset ORDER BY id") == before
    assert demo_kinds() == []


def test_taking_out_what_was_never_there_changes_nothing(town):
    before = checksums()

    assert not remove_demo()
    assert checksums() == before


def test_the_pack_is_dudleys_and_goes_into_no_other_map(database, monkeypatch):
    monkeypatch.setenv("ASSET_MAP_AUTHORITY", "E08000028")
    get_settings.cache_clear()
    before = checksums()

    with pytest.raises(BadInput, match=r"for Dudley \(E08000027\), not for E08000028"):
        load_demo()
    assert checksums() == before


def test_small_areas_do_not_bring_the_demonstrations_people_twice(own_demo, tmp_path):
    load("lsoas", write_squares(tmp_path / "lsoas.geojson", LSOAS))

    assert people_of_dudley() == pytest.approx(IN_THE_PACK, abs=1e-6)
