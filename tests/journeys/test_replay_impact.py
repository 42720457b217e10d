"""Working an impact out again: from kept inputs, and from what is known today where they are gone.

In the small town 20 people live at each postcode of the west, and 20 at each of the east.
"""

import json
import shutil
import time
import zipfile
from datetime import date
from uuid import UUID

import pytest
from loads import ask_one, change

from asset_map.db import session
from asset_map.domain.errors import BadInput, NotAllowed, NotFound
from asset_map.domain.people import VISITOR
from asset_map.domain.proposals import Change, ChangeKind, Proposal, UserCount
from asset_map.journeys.acting import acting
from asset_map.journeys.ground import ground
from asset_map.journeys.impact_as_data import of_impact
from asset_map.journeys.proposal_as_data import from_data, of_proposal
from asset_map.journeys.replay_impact import replay_impact, replay_text
from asset_map.journeys.situation import read_situation
from asset_map.journeys.weigh_proposals import weigh_proposals
from asset_map.settings import get_settings
from asset_map.snapshots import bring_back, keep

TODAY = date(2026, 11, 22)
A_SECOND = 1.0
_ID = UUID("7a4f1d5e-3c0b-5f0e-9b59-6a1d0f7c2e11")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of its own for kept inputs."""
    own = tmp_path / "home"
    own.mkdir()
    monkeypatch.setenv("ASSET_MAP_HOME", str(own))
    get_settings.cache_clear()
    return own


def close(*names):
    ids = [ask_one("SELECT id FROM asset WHERE name = :name", name=name) for name in names]
    changes = tuple(Change(ChangeKind.CLOSE, one) for one in ids)
    return Proposal(f"Close {' and '.join(names)}", "Property", changes)


def reported(home, folder, *proposals, **asked):
    """Weigh proposals, keep the inputs, write the file to replay; return it and the result."""
    impact = weigh_proposals(proposals, at=TODAY, **asked)
    data = of_impact(impact, snapshot=keep(impact.situation, home))
    file = folder / "replay.json"
    file.write_text(replay_text(impact, data), encoding="utf-8")
    return file, data


def mended(file, **said):
    """Write other words into a file to replay."""
    file.write_text(json.dumps(json.loads(file.read_text(encoding="utf-8")) | said))
    return file


def test_a_file_gives_the_same_figures_again(same_town, home, tmp_path):
    file, data = reported(home, tmp_path, close("Old Hall"), close("New Hall"))

    again = replay_impact(file)

    assert again.same
    assert again.lines == (
        f"The same figures as then, from the inputs that were kept: checksum {data['checksum']}.",
    )
    assert again.impact_data["people_leaving_reach"] == data["people_leaving_reach"]
    assert again.impact_data == data


@pytest.mark.parametrize(
    "asked",
    [{"standard_m": 300.0}, {"straight_line": True}, {"closed_since": date(2026, 1, 1)}],
    ids=lambda asked: next(iter(asked)),
)
def test_what_was_asked_beside_the_proposals_is_asked_again(asked, same_town, home, tmp_path):
    file, _ = reported(home, tmp_path, close("Old Hall"), **asked)

    assert replay_impact(file).same


def test_a_report_and_printed_json_can_be_replayed_too(same_town, home, tmp_path):
    file, data = reported(home, tmp_path, close("Old Hall"))
    report, printed = tmp_path / "report.zip", tmp_path / "impact.json"
    with zipfile.ZipFile(report, "w") as archive:
        archive.writestr("report.html", "<p>A report</p>")
        archive.write(file, "impact/replay.json")
    printed.write_text(json.dumps(data, indent=2))

    assert replay_impact(report).same
    assert replay_impact(printed).same
    assert replay_impact(str(printed)).same


def test_kept_inputs_stand_whatever_the_map_holds_meanwhile(town, home, tmp_path):
    file, _ = reported(home, tmp_path, close("Old Hall"))
    change("UPDATE asset SET last_confirmed = '2020-01-01'")
    change("DELETE FROM supply")

    assert replay_impact(file).same


def test_where_the_inputs_are_gone_the_same_figures_may_still_come_out(same_town, home, tmp_path):
    file, _ = reported(home, tmp_path, close("Old Hall"))
    shutil.rmtree(home / "snapshots")

    again = replay_impact(file)

    assert again.same
    assert "are not kept here" in again.lines[0]
    assert "what is known today of 22 November 2026" in again.lines[0]


def test_where_the_inputs_are_gone_it_says_what_has_changed_since(town, home, tmp_path):
    file, _ = reported(home, tmp_path, close("Old Hall"))
    shutil.rmtree(home / "snapshots")
    change("UPDATE asset SET last_confirmed = '2026-11-01' WHERE name = 'Supper'")
    change("UPDATE supply SET last_confirmed = '2026-11-01' WHERE need_id = 'food'")
    change("UPDATE asset SET withdrawn = '2026-11-10' WHERE name = 'New Hall'")
    change("UPDATE standard SET value = 300, unit = 'metres' WHERE need_id = 'food'")

    again = replay_impact(file)

    assert not again.same
    told = "\n".join(again.lines)
    assert "The figures are others than then." in told
    # The Lunch at x 100 is the only one for x 100, 300 and 500 by 800 m, 615 m in a line; and by
    # 300 m, 230 in a line, for x 100 and 300.
    assert "then about 60 of about 140 people living within reach would leave it, at 800 m" in told
    assert "now about 40 of about 60 people living within reach would leave it, at 300 m" in told
    assert "  Supper: confirmed later." in told
    assert "  New Hall: no longer there." in told
    assert "was 800 m, and is 300 m now." in told


def test_damaged_inputs_prove_nothing_and_are_said_to_be_damaged(same_town, home, tmp_path):
    file, _ = reported(home, tmp_path, close("Old Hall"))
    next((home / "snapshots" / "parts").glob("supply-*")).write_bytes(b"PAR1")

    assert "were changed since they were kept" in replay_impact(file).lines[0]


def test_what_cannot_be_proposed_any_more_is_said_in_one_sentence(town, home, tmp_path):
    file, _ = reported(home, tmp_path, close("Old Hall"))
    shutil.rmtree(home / "snapshots")
    change("UPDATE asset SET valid_to = '2026-11-01' WHERE name = 'Old Hall'")

    with pytest.raises(BadInput, match="cannot be worked out either: Change 1"):
        replay_impact(file)


def test_other_code_and_a_file_that_was_changed_are_told_apart(same_town, home, tmp_path):
    file, _ = reported(home, tmp_path, close("Old Hall"))

    by_other_code = replay_impact(mended(file, checksum="0" * 64, code="0.0.1"))
    assert not by_other_code.same
    assert "version 0.0.1 worked it out then" in by_other_code.lines[1]
    assert "By need the figures are the same" in by_other_code.lines[2]

    file, _ = reported(home, tmp_path, close("Old Hall"))
    assert "the file is not as it was written" in replay_impact(mended(file, checksum="0")).lines[1]


def test_proposals_that_the_inputs_know_nothing_of_are_refused(same_town, home, tmp_path):
    file, data = reported(home, tmp_path, close("Old Hall"))
    move = {**data["proposals"][0]["changes"][0], "kind": "move", "other_id": None}

    with pytest.raises(BadInput, match="cannot be made with the inputs that were kept"):
        replay_impact(mended(file, proposals=[{**data["proposals"][0], "changes": [move]}]))


@pytest.mark.parametrize(
    "held",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"Dear all,",
        b"\xff\xfe\x00",
        b'{"proposals": NaN}',
        b"[" * 100_000,
        b'{"proposals": [], "settings": 3, "needs": [], "as_at": "today"}',
        b'{"proposals": [{}], "settings": {"closed_since": null, "standard_m": null}}',
    ],
)
def test_a_foreign_file_is_refused_in_one_sentence(held, same_town, home, tmp_path):
    file = tmp_path / "replay.json"
    file.write_bytes(held)

    with pytest.raises(BadInput) as refused:
        replay_impact(file)
    assert refused.value.sentence.count(".") <= 3
    assert "replay.json of a report" in refused.value.next_step


def test_foreign_and_damaged_archives_are_refused(same_town, home, tmp_path):
    report = tmp_path / "report.zip"
    with zipfile.ZipFile(report, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.html", "<p>A report</p>" * 50)
    with pytest.raises(BadInput, match=r"it holds no replay\.json"):
        replay_impact(report)

    with zipfile.ZipFile(report, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("replay.json", '{"a": 1}' * 500)
    held = bytearray(report.read_bytes())
    held[50:55] = b"\xff" * 5
    report.write_bytes(held)
    with pytest.raises(BadInput):
        replay_impact(report)

    with zipfile.ZipFile(report, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("replay.json", b" " * 70_000_000)
    with pytest.raises(BadInput, match="too large"):
        replay_impact(report)


def test_a_file_that_is_not_there_is_refused(same_town, home, tmp_path):
    with pytest.raises(NotFound, match="There is no file"):
        replay_impact(tmp_path / "nothing.json")
    with pytest.raises(BadInput):
        replay_impact(tmp_path)


def test_visitors_replay_nothing(same_town, home, tmp_path):
    file, _ = reported(home, tmp_path, close("Old Hall"))

    with acting(lambda: VISITOR), pytest.raises(NotAllowed):
        replay_impact(file)


def test_the_own_point_of_a_masked_venue_is_in_no_kept_input(town, home):
    # The Safe House stands at x 1900; its ward's middle is at x 1500.
    change("UPDATE asset SET geom = ST_Translate(geom, 7, 7) WHERE name = 'Safe House'")
    with session.reading() as connection:
        now = read_situation(connection, ground(connection), TODAY)
    found = bring_back(keep(now, home), home)
    house = ask_one("SELECT id FROM asset WHERE name = 'Safe House'")
    refuge = ask_one("SELECT id FROM asset WHERE name = 'Refuge'")

    assert found.things[house].xy is None
    assert found.things[refuge].xy is None
    own = ask_one("SELECT ST_X(geom) FROM asset WHERE name = 'Safe House'")
    assert own not in found.world.supply.xy[:, 0]
    assert not found.world.supply.exact[found.world.supply.asset_id == refuge].any()


def test_the_inputs_of_real_dudley_are_kept_within_a_second(dudley, home):
    with session.reading() as connection:
        now = read_situation(connection, ground(connection), TODAY)

    started = time.perf_counter()
    kept = keep(now, home)
    took = time.perf_counter() - started

    assert took < A_SECOND
    assert keep(bring_back(kept, home), home) == kept


def test_a_proposal_comes_back_from_data_as_it_was(same_town):
    hall = ask_one("SELECT id FROM asset WHERE name = 'Old Hall'")
    one = Proposal(
        "A title",
        "Property",
        (
            Change(ChangeKind.REDUCE, hall, share=0.25, from_day=date(2027, 4, 1)),
            Change(
                ChangeKind.OPEN,
                postcode="DY1 1AA",
                xy=(391000.5, 290000.25),
                name="A hub",
                needs=("food", "company"),
                capacity=40.0,
            ),
            Change(ChangeKind.PAUSE, hall, until=date(2027, 6, 1)),
            Change(ChangeKind.REMOVE_CONDITION, hall, condition="Opens on Sundays"),
        ),
        reference="P/1",
        saving=12000.5,
        decision_date=date(2027, 2, 1),
        user_counts=(UserCount(hall, 25, "a week", "door count", date(2026, 10, 1)),),
    )

    assert from_data(json.loads(json.dumps(of_proposal(one, {})))) == one


def test_few_users_are_not_told_in_data():
    hall = Change(ChangeKind.CLOSE, None)
    counts = tuple(
        UserCount(hall_id, count, "a week", "door count", date(2026, 10, 1))
        for hall_id, count in ((_ID, 3), (_ID, 13))
    )

    data = of_proposal(Proposal("A title", "", (hall,), user_counts=counts), {})

    assert [one["count"] for one in data["user_counts"]] == [None, 15]
    assert [one.count for one in from_data(data).user_counts] == [15]


@pytest.mark.parametrize(
    "settings",
    [
        {"detour_factor": "inf"},
        {"detour_factor": 1e-300},
        {"detour_factor": -1.3},
        {"walking_kmh": -5},
        {"standard_m": -1},
        {"standard_m": 1e300},
        {"standard_m": "800"},
        {"standard_m": True},
    ],
    ids=str,
)
def test_settings_that_nobody_could_have_asked_for_are_refused(settings, same_town, home, tmp_path):
    file, data = reported(home, tmp_path, close("Old Hall"))

    with pytest.raises(BadInput, match="holds no impact"):
        replay_impact(mended(file, settings=data["settings"] | settings))


@pytest.mark.parametrize("way", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_a_report_that_was_packed_in_any_way_and_then_damaged_is_refused(way, tmp_path):
    report = tmp_path / "report.zip"
    with zipfile.ZipFile(report, "w", way) as archive:
        archive.writestr("replay.json", json.dumps(list(range(1000))))
    held = bytearray(report.read_bytes())
    held[60:90] = bytes(30)
    report.write_bytes(held)

    with pytest.raises(BadInput, match=r"damaged archive|cannot be read"):
        replay_impact(report)
