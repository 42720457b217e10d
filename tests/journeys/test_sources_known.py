"""Which kinds of source tell of what a place has, and which are not loaded."""

from datetime import datetime
from zoneinfo import ZoneInfo

from loads import change

from asset_map.db import session
from asset_map.journeys.sources_known import KINDS, sources_known
from etl.sources import ALL

OWN_LISTS = "lists of the council's or the community's own"


def known():
    with session.reading() as connection:
        return sources_known(connection)


def test_every_source_of_assets_is_of_one_kind():
    told = [source for sources in KINDS.values() for source in sources]

    assert sorted(told) == sorted(one.id for one in ALL.values() if one.gives == "asset")


def test_the_town_has_its_own_lists_and_nothing_else(same_town):
    found = known()

    [own] = found.loaded
    assert (own.title, own.gives, own.demo) == (ALL["own-list"].title, OWN_LISTS, False)
    assert own.loaded == datetime.now(ZoneInfo("Europe/London")).date()
    assert set(found.missing) == set(KINDS) - {OWN_LISTS}
    assert any("Not loaded: a directory of services" in line for line in found.sentences())


def test_of_several_lists_of_libraries_one_is_enough(town):
    change(
        "INSERT INTO source (id, title, publisher, licence, gives, rank) "
        "VALUES ('libraries-2016', 'Old libraries', 'DCMS', 'OGL', 'asset', 20)"
    )
    change(
        "INSERT INTO load SELECT gen_random_uuid(), 'libraries-2016', '2026-11-01', 1, authority, "
        "extent, files, counts, version FROM load LIMIT 1"
    )

    assert "libraries" not in known().missing


def test_what_was_taken_out_is_not_loaded(town):
    change("UPDATE source SET taken_out = now() WHERE id = 'own-list'")

    found = known()

    assert (found.loaded, set(found.missing)) == ((), set(KINDS))
    assert found.sentences()[0] == "No source of places is loaded."
