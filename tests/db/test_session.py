"""Transactions, and what failures of the database mean to a person."""

import os
import shutil
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from loads import ask_one, change, checksums, load
from real import DUDLEY, forget
from sqlalchemy import make_url, text
from tables import write_csv
from town import PEOPLE, load_places, write_postcodes

from asset_map.db import cluster, migrate, reference, session
from asset_map.domain.errors import BadInput, DatabaseDown, DiskFull, Failure


def test_what_fails_inside_a_transaction_leaves_nothing(town):
    before = checksums()

    def fail_after_a_change():
        with session.transaction() as connection:
            connection.execute(text("DELETE FROM asset"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_a_change()

    assert checksums() == before


def test_reading_cannot_write(town):
    with pytest.raises(Failure, match="read-only"), session.reading() as connection:
        connection.execute(text("DELETE FROM asset"))


def test_a_failure_does_not_repeat_what_was_to_be_kept(town):
    with pytest.raises(Failure) as failed, session.transaction() as connection:
        connection.execute(text("SELECT 1 / 0 FROM asset WHERE name <> :said"), {"said": "Secret"})

    assert "Secret" not in f"{failed.value} {failed.value.__cause__}"


def test_reading_sees_one_moment_from_start_to_end(town):
    with session.reading() as connection:
        count = text("SELECT count(*) FROM link")
        before = connection.execute(count).scalar()
        change("DELETE FROM link")
        assert connection.execute(count).scalar() == before


def test_what_is_asked_often_is_planned_once(town):
    asked = "SELECT count(*) FROM need"
    for _ in range(10):
        with session.reading() as connection:
            connection.execute(text(asked))

    with session.reading() as connection:
        planned = connection.execute(text("SELECT statement FROM pg_prepared_statements"))
        assert asked in planned.scalars().all()


@pytest.fixture
def nobody_listens(monkeypatch, tmp_path):
    monkeypatch.setenv("ASSET_MAP_DATABASE_URL", "postgresql://app:secret@127.0.0.1:1/nothing")
    forget()
    yield
    monkeypatch.undo()
    forget()


def test_a_database_that_is_down_is_said_to_be_down(nobody_listens, tmp_path):
    with pytest.raises(DatabaseDown) as said:
        load("lsoa-population", write_csv(tmp_path / "people.csv", PEOPLE))

    assert said.value.exit_code == 1
    assert "Check that its server runs, and ASSET_MAP_DATABASE_URL" in str(said.value)
    assert "secret" not in str(said.value)


def test_a_bad_file_is_found_before_the_database_is_asked(nobody_listens, tmp_path):
    with pytest.raises(BadInput, match="There is no file"):
        load("lsoa-population", tmp_path / "people.csv")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"database": "asset_map_test_no_such"}, "no database of that name"),
        ({"username": "nobody_of_that_name"}, "refuses the user or the password"),
        ({"password": "not the password"}, "refuses the user or the password"),
        ({"host": "no-such-host.invalid"}, "host of the database that is set is not known"),
        ({"port": 1}, "does not answer"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_server_that_lets_nobody_in_is_said_to_be_down_and_why(server, monkeypatch, wrong, says):
    if "password" in wrong and trusts_everybody(server):
        pytest.skip("This server asks nobody for a password.")
    url = make_url(server.url_of("postgres")).set(**wrong)
    monkeypatch.setenv("ASSET_MAP_DATABASE_URL", url.render_as_string(hide_password=False))
    forget()
    with pytest.raises(DatabaseDown, match=says) as said:
        ask_one("SELECT 1")
    assert "db up" not in str(said.value)
    monkeypatch.undo()
    forget()


def trusts_everybody(server):
    guess = make_url(server.url_of("postgres")).set(password="guessed")  # noqa: S106
    try:
        psycopg.connect(guess.render_as_string(hide_password=False)).close()
    except psycopg.OperationalError:
        return False
    return True


def test_a_local_database_that_was_never_started_is_said_to_be_down(monkeypatch, tmp_path):
    monkeypatch.delenv("ASSET_MAP_DATABASE_URL", raising=False)
    monkeypatch.setenv("ASSET_MAP_HOME", str(tmp_path))
    forget()
    with pytest.raises(DatabaseDown, match="asset-map db up"):
        ask_one("SELECT 1")
    monkeypatch.undo()
    forget()


@pytest.mark.parametrize("url", ["nonsense", "?", "http://", "postgresql://[", "a b c"])
def test_an_address_that_is_none_is_refused(monkeypatch, url):
    monkeypatch.setenv("ASSET_MAP_DATABASE_URL", url)
    forget()
    with pytest.raises((BadInput, DatabaseDown)):
        ask_one("SELECT 1")
    monkeypatch.undo()
    forget()


def test_an_option_of_an_address_that_nobody_knows_is_named(monkeypatch):
    monkeypatch.setenv("ASSET_MAP_DATABASE_URL", "postgresql://app:secret@127.0.0.1/x?foo=bar")
    forget()
    with pytest.raises(BadInput, match='unknown connection option "foo"') as said:
        ask_one("SELECT 1")
    assert "secret" not in str(said.value)
    monkeypatch.undo()
    forget()


@pytest.mark.parametrize("code", ["40P01", "40001"])
def test_two_changes_at_once_are_not_taken_for_a_server_that_is_down(town, code):
    with pytest.raises(Failure, match="Another change was under way") as said:
        change(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{code}'; END $$")

    assert not isinstance(said.value, DatabaseDown)


def test_a_server_that_cuts_the_connection_is_said_to_have_cut_it(town):
    with pytest.raises(DatabaseDown, match="cut the connection"):
        change("SELECT pg_terminate_backend(pg_backend_pid())")


def test_a_connection_that_the_server_cut_is_made_anew(town):
    assert ask_one("SELECT count(*) FROM area") > 0
    with psycopg.connect(town, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    assert ask_one("SELECT count(*) FROM area") > 0


def test_a_server_that_goes_away_in_the_middle_of_a_load_leaves_what_was_there(town, tmp_path):
    before = checksums()

    def cut(_rows, _seconds, _share):
        with psycopg.connect(town, autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    more = write_postcodes(
        tmp_path / "dy.csv",
        """
        postcode | quality | x   | ward
        DY9 9ZZ  | 10      | 700 | E05000001
        """,
    )
    with pytest.raises(DatabaseDown):
        load("code-point-open", more, progress=cut)

    assert checksums() == before


# A full disk.


def test_a_full_disk_is_said_plainly_and_the_load_leaves_nothing(town, tmp_path):
    """The server itself reports a full disk here, from a trigger; see below for a real one."""
    change(
        """
        CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'could not extend file: No space left on device'
              USING ERRCODE = 'disk_full'; END $$
        """
    )
    change("CREATE TRIGGER no_room BEFORE INSERT ON postcode EXECUTE FUNCTION no_room()")
    before = checksums()
    more = write_postcodes(
        tmp_path / "dy.csv",
        """
        postcode | quality | x   | ward
        DY9 9ZZ  | 10      | 700 | E05000001
        """,
    )

    with pytest.raises(DiskFull, match=r"nothing was changed\. Free some room") as said:
        load("code-point-open", more)

    assert said.value.exit_code == 1
    assert checksums() == before


@pytest.fixture
def small_disk():
    """A disk of 160 MB with nothing on it, which only root can make."""
    place = Path(tempfile.mkdtemp(prefix="asset-map-test-"))
    place.chmod(0o755)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=160m,mode=755", "tmpfs", place], check=False
    )
    if made.returncode:
        place.rmdir()
        pytest.skip("Only root can make the small disk that this test fills.")
    yield place
    subprocess.run(["umount", place], check=True)
    shutil.rmtree(place)


@pytest.mark.long
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make the small disk of this test")
def test_a_disk_that_runs_full_in_a_real_load_leaves_what_was_there(
    small_disk, monkeypatch, tmp_path, sample_data
):
    home = small_disk / "home"
    url = cluster.up(home).url
    monkeypatch.setenv("ASSET_MAP_DATABASE_URL", url)
    forget()
    try:
        with session.transaction() as connection:
            migrate.migrate(connection)
            reference.fill(connection)
        load_places(tmp_path)
        before = checksums()

        with pytest.raises(DiskFull):
            load("code-point-open", sample_data / DUDLEY["code-point-open"], extent="GB")

        assert checksums() == before
    finally:
        forget()
        cluster.down(home)
        monkeypatch.undo()
        forget()


# Letting go.


def test_letting_go_closes_every_pooled_connection(town):
    assert ask_one("SELECT 1") == 1
    mine = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"

    session.dispose()

    with psycopg.connect(town, autocommit=True) as other:
        other.execute("SELECT pg_sleep(0.2)")
        assert other.execute(mine).fetchone() == (1,)


def test_what_is_asked_stays_out_of_the_servers_log_also_where_it_fails(town, servers_log):
    with pytest.raises(Failure), session.transaction() as connection:
        connection.execute(text("SELECT CAST(:said AS uuid)"), {"said": "qwzx-typed-words"})
    with pytest.raises(Failure), session.transaction() as connection:
        connection.execute(text("SELECT to_tsquery(:said)"), {"said": "qwzx typed words"})

    assert ask_one("SHOW log_min_messages") == "fatal"
    if servers_log:
        assert "qwzx" not in servers_log.read_text(errors="replace")


def test_who_waits_in_vain_for_a_connection_is_told_that_too_many_ask(town, monkeypatch):
    monkeypatch.setattr(session, "PATIENCE_SECONDS", 0.01)
    with ExitStack() as held:
        for _ in range(session.POOL_SIZE):
            held.enter_context(session.reading())

        with pytest.raises(DatabaseDown, match="Too many ask"), session.reading():
            pass
    with session.reading():
        pass
