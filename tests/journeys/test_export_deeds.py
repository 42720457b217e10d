"""The record of who did what, as a file that an officer opens in a spreadsheet program."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from attacking import Browsers, asked_about, claimed, form_of, held, obstacle, send, waiting
from loads import ask, change
from telling import asset_named, letters, own_home

from asset_map.domain.people import OPERATOR, Role
from asset_map.journeys.acting import acting
from asset_map.journeys.decide_twins import leave_open, say_different, say_same, undo
from asset_map.journeys.export_deeds import COLUMNS, save_deeds
from asset_map.journeys.manage_users import add_user, change_role, end_user
from asset_map.journeys.review_contribution import accept, decline

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    return own_home(tmp_path, monkeypatch)


def saved(tmp_path, **days: date) -> list[dict[str, str]]:
    file = tmp_path / f"deeds-{len(list(tmp_path.iterdir()))}.csv"
    save_deeds(file, **days)
    rows = csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8-sig")))
    assert tuple(rows.fieldnames or ()) == COLUMNS
    return list(rows)


def much_is_done() -> None:
    """People, stewards and an administrator do what they do."""
    with acting(lambda: OPERATOR):
        accept(waiting(name="=1+1"), 1)
        decline(waiting(name="Bowls"), 1, "=HYPERLINK(1) write to anna@example.org")
        say_different(str(asset_named("Lunch")), str(asset_named("Supper")))
        undo(str(asset_named("Lunch")), str(asset_named("Supper")))
        leave_open(str(asset_named("Lunch")), str(asset_named("Supper")))
        say_same(str(asset_named("Lunch")), str(asset_named("Supper")))
        add_user("new@example.org", Role.OFFICER)
        change_role("new@example.org", Role.STEWARD)
        end_user("new@example.org")
    held(), asked_about(), claimed("New Hall"), obstacle()
    browsers = Browsers()
    for route in ("/asset/{id}/right", "/asset/{id}/skills", "/asset/{id}/withdraw"):
        send(browsers, form_of(route))
    letters()


def test_every_deed_is_in_it_and_nothing_that_leads_to_a_person(tmp_path):
    much_is_done()

    rows = saved(tmp_path)

    kinds = {row.what for row in ask("SELECT DISTINCT what FROM deed")}
    assert {row["what"] for row in rows} == kinds
    assert len(rows) == len(ask("SELECT 1 FROM deed"))
    assert {"accepted", "declined", "asked", "twins undone", "twins open", "role given"} <= kinds
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if "@" in cell or "HYPERLINK" in cell]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_each_moment_has_its_distance_from_utc_in_winter_and_in_summer(tmp_path):
    waiting(name="Bowls")
    for month in (1, 7):
        when = datetime(2026, month, 1, 23, 30, tzinfo=UTC)
        change("UPDATE deed SET at = :when", when=when)
        [row] = saved(tmp_path)
        assert datetime.fromisoformat(row["at"]) == when
    assert row["at"] == "2026-07-02T00:30:00+01:00"  # By the clock in the council, the next day.
    assert saved(tmp_path, since=date(2026, 7, 2))
    assert saved(tmp_path, until=date(2026, 7, 1)) == []


def test_where_nothing_was_done_the_file_says_at_least_of_what(tmp_path):
    assert saved(tmp_path, until=date(2000, 1, 1)) == []
