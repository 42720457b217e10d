"""Saving the database to a file, and bringing it back."""

import pytest
from attacking import (
    Browsers,
    asked_about,
    asked_of_other_side,
    claimed,
    form_of,
    held,
    obstacle,
    send,
    waiting,
)
from commands import run
from loads import ask, ask_one, change, checksums
from signed_in import session_of
from telling import asset_named, letters, own_home

from asset_map.db import contributions, dump, session, tables
from asset_map.domain.contributions import OPEN, Kind
from asset_map.domain.errors import BadInput
from asset_map.domain.people import VISITOR, Role
from asset_map.journeys import manage_database
from asset_map.journeys.decide_twins import leave_open, say_different, say_same
from asset_map.journeys.manage_users import list_users
from asset_map.journeys.review_contribution import accept
from asset_map.journeys.sign_in import who_is_it


@pytest.fixture
def saved(town, tmp_path):
    """The small town, saved; its checksums, and the file."""
    file = tmp_path / "town.dump"
    manage_database.backup(file)
    return checksums(), file


@pytest.fixture
def empty(server, use):
    """A database with nothing in it, not even PostGIS."""
    return use(server.copy("template0"))


def test_what_was_saved_comes_back_into_an_empty_database(saved, empty):
    before, file = saved

    manage_database.restore(file)

    assert checksums() == before
    assert manage_database.status().ready


def test_what_was_saved_comes_back_into_a_prepared_database(saved, database):
    before, file = saved

    manage_database.restore(file)

    assert checksums() == before


def test_accounts_come_back_and_nobody_is_signed_in(database, server, use, tmp_path):
    token = session_of(Role.OFFICER)
    manage_database.backup(tmp_path / "people.dump")
    use(server.copy("template0"))
    manage_database.restore(tmp_path / "people.dump")

    assert [one.role for one in list_users()] == [Role.OFFICER]
    assert who_is_it(token) == VISITOR


def everything(*, but: tuple[str, ...] = ()) -> dict[str, tuple[int, str]]:
    """Count the rows of every table, and sum up what they say."""
    rows = "md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), ''))"
    names = [name for name in tables.metadata.tables if name not in but]
    asked = (
        f"SELECT '{name}' AS name, count(*) AS n, {rows} AS sum FROM {name} t" for name in names
    )
    return {row.name: (row.n, row.sum) for row in ask(" UNION ALL ".join(asked))}


BY_FORMS = (
    *("/asset/{id}/change", "/asset/{id}/close", "/asset/{id}/skills", "/asset/{id}/right"),
    *("/proposal/{id}/answer", "/proposal/{id}/counter"),
)


@pytest.fixture
def told(town, tmp_path, monkeypatch):
    """The town with all that people can tell: taken in, waiting, held, asked about, decided."""
    own_home(tmp_path, monkeypatch)
    browsers = Browsers()
    for route in BY_FORMS:
        assert send(browsers, form_of(route)).status_code in (200, 303), route
    change("UPDATE contribution SET state = 'waiting' WHERE state = 'held'")
    with session.reading() as connection:
        waits = contributions.listed(connection, OPEN)
    for one in waits:
        if one.kind in (Kind.ANSWER, Kind.COUNTER):
            accept(one.id, one.version)
    obstacle()
    asked_of_other_side()
    claimed("Supper")
    asked_about()
    waiting(name="Bowls")
    say_different(str(asset_named("Lunch")), str(asset_named("Refuge")))
    say_same(str(asset_named("Lunch")), str(asset_named("Supper")))
    leave_open(str(asset_named("Old Hall")), str(asset_named("New Hall")))
    change("INSERT INTO reminder SELECT id, current_date, 1, now() FROM asset LIMIT 1")
    letters()
    held()  # Its letter waits.


def test_all_that_people_told_comes_back_row_by_row(told, server, use, tmp_path):
    before = everything(but=dump.NOT_SAVED)
    of_contributions = [
        name
        for name, table in tables.metadata.tables.items()
        if table in vars(tables.contributions).values() and name not in dump.NOT_SAVED
    ]
    assert {name for name in of_contributions if not before[name][0]} == set()
    assert ask_one("SELECT count(*) FROM proposal WHERE answers_id IS NOT NULL")
    manage_database.backup(tmp_path / "told.dump")
    use(server.copy("template0"))

    manage_database.restore(tmp_path / "told.dump")

    assert everything(but=dump.NOT_SAVED) == before
    assert ask_one("SELECT count(*) FROM letter_link") == 0
    accept(waiting(name="Darts"), 1)  # What comes next gets numbers of its own.


def test_a_restored_place_sends_what_waited_and_nothing_again(told, server, use, tmp_path):
    [[waits]] = ask("SELECT about FROM letter WHERE sent IS NULL")
    to = ask_one("SELECT email FROM contribution_contact WHERE contribution_id = :id", id=waits)
    sent_before = len(list((tmp_path / "outbox").glob("*.eml")))
    manage_database.backup(tmp_path / "told.dump")
    use(server.copy("template0"))
    manage_database.restore(tmp_path / "told.dump")

    *_, last = sent = letters()

    assert len(sent) == sent_before + 1
    assert f"To: {to}" in last
    assert len(letters()) == len(sent)


def test_a_backup_is_for_its_owner_alone_and_overwrites_nothing(saved):
    _, file = saved

    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(BadInput, match="exists already"):
        manage_database.backup(file)
    assert [file] == list(file.parent.iterdir())


@pytest.mark.parametrize("wrong", ["garbage", "nothing", "text", "cut off", "cut in its list"])
def test_a_file_that_is_no_backup_is_refused_and_the_database_is_as_it_was(
    saved, database, tmp_path, wrong
):
    whole = saved[1].read_bytes()
    bad = tmp_path / "bad.dump"
    bad.write_bytes(
        {
            "garbage": bytes(range(256)) * 10,
            "nothing": b"",
            "text": b"-- PostgreSQL database dump\n" * 100,
            "cut off": whole[:-2000],
            "cut in its list": whole[:5000],
        }[wrong]
    )
    before = checksums()

    ended = run("db", "restore", str(bad))

    assert ended.code == 2
    assert "cannot be read as a backup" in ended.error
    assert "Name a file that db backup made." in ended.error
    assert ended.error.count("\n") == 1
    assert checksums() == before


def test_a_backup_of_something_else_is_refused(saved, empty, tmp_path):
    file = tmp_path / "else.dump"
    manage_database.backup(file)

    with pytest.raises(BadInput, match="backup of something else"):
        manage_database.restore(file)


def test_a_database_that_holds_something_is_not_overwritten(saved, own_demo):
    before = checksums()

    with pytest.raises(BadInput, match="not empty"):
        manage_database.restore(saved[1])

    assert checksums() == before


def test_a_restore_that_fails_half_way_leaves_the_database_as_it_was(saved, database):
    change("CREATE VIEW hinders AS SELECT id FROM need")

    ended = run("db", "restore", str(saved[1]))

    assert ended.code == 1
    assert "pg_restore failed, and nothing was kept" in ended.error
    assert ended.error.count("\n") == 1
    assert ask("SELECT id FROM hinders")
    assert manage_database.status().ready


def test_a_database_whose_address_has_options_can_be_saved(town, tmp_path):
    address = f"{town}?connect_timeout=7&sslmode=prefer"

    ended = run("db", "backup", str(tmp_path / "town.dump"), database_url=address)

    assert (ended.code, ended.error) == (0, "")
