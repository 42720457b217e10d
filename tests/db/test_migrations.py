"""The tables: they go up, down and up again, and are what ``asset_map/db/tables`` says."""

import pytest
from loads import ask, ask_one
from sought import find_near
from sqlalchemy import text

from asset_map.db import migrate, reference, session, tables
from asset_map.domain.errors import Failure
from asset_map.journeys.manage_database import prepare


def tables_there():
    return {
        row.table_name
        for row in ask(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        )
    }


def test_the_migrated_database_is_what_the_tables_say(database):
    with session.transaction() as connection:
        assert migrate.differences(connection) == []
        assert migrate.current_revision(connection) == migrate.newest_revision()
    assert set(tables.metadata.tables) <= tables_there()


def test_the_tables_go_down_and_up_again_and_are_the_same(database):
    with session.transaction() as connection:
        migrate.migrate(connection, "base")
        assert migrate.current_revision(connection) is None
    assert not set(tables.metadata.tables) & tables_there()

    with session.transaction() as connection:
        migrate.migrate(connection)
        reference.fill(connection)
        assert migrate.differences(connection) == []
    assert ask_one("SELECT count(*) FROM need") == 22


def test_a_full_database_goes_down_too(town):
    with session.transaction() as connection:
        migrate.migrate(connection, "base")

    assert not set(tables.metadata.tables) & tables_there()


def test_preparing_twice_changes_nothing(town):
    before = ask("SELECT * FROM standard ORDER BY need_id")
    with session.transaction() as connection:
        connection.execute(
            text(
                """
                INSERT INTO standard_change (need_id, value, unit, source, changed_by, why, since)
                VALUES ('food', 1200, 'metres', 'a survey', 'officer', 'hills', now())
                """
            )
        )
    for _ in range(2):
        with session.transaction() as connection:
            migrate.migrate(connection)
            reference.fill(connection)

    assert ask_one("SELECT value FROM standard_change WHERE need_id = 'food'") == 1200
    assert ask("SELECT * FROM standard ORDER BY need_id") == before


def test_a_difference_would_be_seen(database):
    with session.transaction(keep=False) as connection:
        connection.execute(text("ALTER TABLE area DROP COLUMN note"))

        assert migrate.differences(connection)


def test_a_database_that_was_not_prepared_says_what_to_run(database):
    with session.transaction() as connection:
        migrate.migrate(connection, "base")

    with pytest.raises(Failure, match="asset-map db migrate"):
        ask("SELECT * FROM area")


def test_every_need_has_a_standard_with_a_source(database):
    without = ask(
        """
        SELECT n.id FROM need n LEFT JOIN standard s ON s.need_id = n.id
        WHERE s.need_id IS NULL OR s.value <= 0 OR s.source = ''
           OR s.unit NOT IN ('metres', 'minutes')
        """
    )

    assert without == []


def test_every_geometry_is_kept_in_metres_of_the_national_grid(database):
    systems = ask("SELECT DISTINCT srid FROM geometry_columns WHERE f_table_schema = 'public'")

    assert [row.srid for row in systems] == [27700]


def test_after_an_update_what_is_there_can_be_found_by_its_words(town):
    with session.transaction() as connection:
        migrate.migrate(connection, "0008")

    prepare()

    assert [hit.asset.name for hit in find_near("DY1 1AB", words="brick").hits] == ["Old Hall"]
