"""A load that is killed, at whatever moment, leaves the map as it was before."""

import json
import random
import time

import psycopg
import pytest
from commands import run, run_alone, start
from loads import ask_one, checksums
from tables import write_csv
from town import VENUES

KILLS = 20
TOO_LATE = 0.98
"""Of the time that a whole load takes: what is killed later may have been kept already."""


def many_venues(path, count=20_000):
    rows = [f"M{at},Hall number {at},DY1 1A{'ABCD'[at % 4]},{at}" for at in range(count)]
    path.write_text("\n".join(["ref,name,postcode,size_people", *rows]), encoding="utf-8")
    return path


def wait_until_nobody_is_at_work(url):
    """A server notices only after a while that whom it worked for is gone."""
    others = """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
    """
    until = time.monotonic() + 60
    with psycopg.connect(url, autocommit=True) as watcher:
        while watcher.execute(others).fetchone() != (0,):
            assert time.monotonic() < until, "The load that was killed is still at work."
            time.sleep(0.1)


@pytest.mark.long
def test_a_load_killed_at_twenty_random_moments_leaves_everything_as_it_was(town, tmp_path):
    file = many_venues(tmp_path / "venues.csv")
    call = ("etl", "run", "own-list", "--file", str(file), "--partial")
    began = time.monotonic()
    assert run_alone(*call, "--dry-run").code == 0
    takes = time.monotonic() - began
    before = checksums()
    loads_before = ask_one("SELECT count(*) FROM load")
    chance = random.Random(2026)  # noqa: S311 - moments, not secrets

    for _ in range(KILLS):
        command = start(*call)
        time.sleep(chance.uniform(0, takes * TOO_LATE))
        command.kill()
        command.communicate()
        wait_until_nobody_is_at_work(town)
        if command.returncode == 0:  # It was faster than ever before, and done.
            pytest.fail("The load ended before it could be killed: give it more rows.")
        assert checksums() == before
        assert ask_one("SELECT count(*) FROM load") == loads_before

    done = run(*call, "--format", "json")
    assert json.loads(done.said)["new"] == 20_000


def test_after_a_killed_load_the_next_one_runs(town, tmp_path):
    command = start("etl", "run", "own-list", "--file", str(many_venues(tmp_path / "venues.csv")))
    time.sleep(1.5)
    command.kill()
    command.communicate()
    wait_until_nobody_is_at_work(town)

    done = run("etl", "run", "own-list", "--file", str(write_csv(tmp_path / "venues.csv", VENUES)))

    assert done.code == 0
    assert ask_one("SELECT count(*) FROM asset WHERE kind = 'venue'") == 3
