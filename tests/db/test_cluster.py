import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest
import quick_cluster

from asset_map.db import cluster, programs
from asset_map.domain.errors import DatabaseDown, DiskFull, MissingProgram

AS_ROOT = os.geteuid() == 0

# What another process runs to start the cluster of the home that it is given.
START = """
import pathlib, sys
from asset_map.db import cluster
print(cluster.up(pathlib.Path(sys.argv[1])).url)
"""


@pytest.fixture
def folder():
    """A folder that every user may reach, unlike pytest's own; its clusters are taken down."""
    made = Path(tempfile.mkdtemp(prefix="asset-map-test-", dir=quick_cluster.in_memory()))
    made.chmod(0o755)
    yield made
    for file in made.rglob("cluster.json"):
        made_here = cluster.status(file.parent)
        cluster.down(file.parent)
        if made_here and made_here.note:
            shutil.rmtree(made_here.data_dir.parent)
    shutil.rmtree(made)


@pytest.fixture
def home(folder):
    return folder / "a home"


def ask(running, statement):
    with psycopg.connect(running.url.replace("+psycopg", "")) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def server_pid(of):
    return int((of.data_dir / "postmaster.pid").read_text().split()[0])


def test_a_home_without_a_cluster_has_no_status_and_nothing_to_stop(home):
    assert cluster.status(home) is None
    cluster.down(home)
    assert not home.exists()


def test_the_first_start_makes_a_database_with_postgis(home):
    made = cluster.up(home)

    assert made.running
    assert not made.note
    assert ask(made, "SELECT ST_SRID(ST_SetSRID(ST_MakePoint(0, 0), 27700))") == 27700
    assert ask(made, "SELECT similarity('Netherton', 'Nethertown') > 0.5")
    assert ask(made, "SHOW server_encoding") == "UTF8"
    assert ask(made, "SHOW jit") == "off"


def test_the_password_is_asked_for_and_only_the_owner_can_read_it(home):
    made = cluster.up(home)
    password = json.loads((home / "cluster.json").read_text())["password"]

    assert (home / "cluster.json").stat().st_mode & 0o077 == 0
    assert password not in repr(made)
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(made.url.replace("+psycopg", "").replace(password, "guessed"))


def test_a_second_start_finds_the_same_server(home):
    first = cluster.up(home)
    pid = server_pid(first)

    assert cluster.up(home) == first
    assert server_pid(first) == pid


def test_stopping_and_starting_keeps_the_data(home):
    ask(cluster.up(home), "CREATE TABLE kept AS SELECT 7 AS number")
    cluster.down(home)
    stopped = cluster.status(home)

    assert stopped
    assert not stopped.running
    assert ask(cluster.up(home), "SELECT number FROM kept") == 7


def test_a_killed_server_recovers_with_its_data(home):
    first = cluster.up(home)
    ask(first, "CREATE TABLE kept AS SELECT 7 AS number")
    os.kill(server_pid(first), signal.SIGKILL)

    assert ask(cluster.up(home), "SELECT number FROM kept") == 7


def test_a_pid_file_that_names_another_process_by_now_is_no_hindrance(home):
    first = cluster.up(home)
    old = (first.data_dir / "postmaster.pid").read_text()
    cluster.down(home)
    (first.data_dir / "postmaster.pid").write_text(old.replace(old.split()[0], str(os.getpid()), 1))

    assert cluster.status(home).running is False
    assert cluster.up(home).running


def test_a_start_that_was_killed_half_way_is_made_good(home):
    first = cluster.up(home)
    cluster.down(home)
    first.data_dir.rename(first.data_dir.parent / "new-half-made")

    assert cluster.up(home).running
    assert not list(first.data_dir.parent.glob("new-*"))


def test_a_running_server_whose_password_was_lost_gets_a_new_one(home):
    ask(cluster.up(home), "CREATE TABLE kept AS SELECT 7 AS number")
    (home / "cluster.json").unlink()

    assert ask(cluster.up(home), "SELECT number FROM kept") == 7


@pytest.mark.parametrize("left", [None, "", "nojson", "[]", "{}", '{"place": 1, "port": "x"}'])
def test_a_server_whose_notes_are_lost_is_still_known_and_can_be_stopped(home, left):
    made = cluster.up(home)
    ask(made, "CREATE TABLE kept AS SELECT 7 AS number")
    if left is None:
        (home / "cluster.json").unlink()
    else:
        (home / "cluster.json").write_text(left)

    lost = cluster.status(home)
    assert (lost.running, lost.password_lost, lost.data_dir) == (True, True, made.data_dir)
    cluster.down(home)
    assert cluster.status(home).running is False
    assert ask(cluster.up(home), "SELECT number FROM kept") == 7
    assert cluster.status(home).password_lost is False


def test_a_path_over_a_hundred_characters_with_odd_characters_works(folder):
    home = folder / ("a $long 'path' " * 10) / "home"

    assert ask(cluster.up(home), "SELECT 1") == 1


def test_two_starts_at_once_give_one_server(home):
    both = [
        subprocess.Popen(
            [sys.executable, "-c", START, str(home)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[0] for process in both]

    assert [process.returncode for process in both] == [0, 0]
    assert said[0] == said[1]


def test_the_server_holds_no_output_of_who_started_it(home):
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-c", START, str(home)], capture_output=True, timeout=60, check=True
    )

    assert time.monotonic() - began < 60
    assert cluster.status(home).running


def test_a_port_that_a_stranger_took_is_left_to_it(home):
    first = cluster.up(home)
    cluster.down(home)
    port = int(first.url.split(":")[-1].split("/")[0])
    with socket.create_server(("127.0.0.1", port)):
        second = cluster.up(home)

    assert second.url != first.url
    assert ask(second, "SELECT 1") == 1


@pytest.mark.skipif(not AS_ROOT, reason="only root runs the server as another user")
def test_a_home_that_the_server_s_user_cannot_reach_keeps_its_data_elsewhere_and_says_so(folder):
    private = folder / "private"
    private.mkdir(mode=0o700)
    home = private / "home"
    made = cluster.up(home)

    assert ask(made, "SELECT 1") == 1
    assert not made.data_dir.is_relative_to(folder)
    assert str(made.data_dir) in made.note
    cluster.down(home)
    assert cluster.up(home).data_dir == made.data_dir


def test_without_postgis_the_message_says_what_to_install(home, monkeypatch):
    monkeypatch.setattr(programs, "_has_postgis", lambda _: False)

    with pytest.raises(MissingProgram, match="apt install postgresql postgis"):
        cluster.up(home)


def test_data_of_a_version_that_is_not_installed_names_the_version(home):
    made = cluster.up(home)
    cluster.down(home)
    (made.data_dir / "PG_VERSION").write_text("9\n")

    with pytest.raises(MissingProgram, match="made by PostgreSQL 9"):
        cluster.up(home)


@pytest.mark.skipif(not AS_ROOT, reason="root can set up a user's absence only in its own process")
def test_as_root_without_the_user_postgres_the_message_says_so(home, monkeypatch):
    monkeypatch.setattr(cluster, "SERVER_USER", "nobody-of-that-name")

    with pytest.raises(MissingProgram, match="no user nobody-of-that-name"):
        cluster.up(home)


def test_a_broken_setting_is_told_with_the_server_s_own_reason(home):
    made = cluster.up(home)
    cluster.down(home)
    with (made.data_dir / "postgresql.conf").open("a") as conf:
        conf.write("no_such_setting = 1\n")

    with pytest.raises(DatabaseDown, match=r"FATAL.*errors.*Its log is"):
        cluster.up(home)


def test_a_full_disk_is_called_a_full_disk(home, monkeypatch):
    def full(*_arguments, **_named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cluster.tempfile, "mkdtemp", full)
    with pytest.raises(DiskFull, match="no room left"):
        cluster.up(home)
