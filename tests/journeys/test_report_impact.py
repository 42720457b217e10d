"""The report as a zip: what is in it, that it can be checked, and what is in none of its files."""

import io
import json
import zipfile
from datetime import date
from uuid import uuid4

import pytest
from loads import ask_one, change
from proposers import by, close, drafted, id_of, somebody

from asset_map.domain.errors import BadInput, NotAllowed, NotFound
from asset_map.domain.people import VISITOR, Role
from asset_map.domain.prompts import PROMPTS
from asset_map.domain.proposals import Change, ChangeKind, Proposal, UserCount
from asset_map.journeys.acting import acting
from asset_map.journeys.answer_prompts import answer_prompt
from asset_map.journeys.publish_proposal import publish_proposal
from asset_map.journeys.read_proposal_file import read_proposal_files
from asset_map.journeys.replay_impact import replay_impact
from asset_map.journeys.report_impact import MOST_PROPOSALS, report_files, report_proposals
from asset_map.settings import get_settings

TODAY = date(2026, 11, 22)
LARGEST = 3_000_000


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home of its own for kept inputs."""
    own = tmp_path / "home"
    own.mkdir()
    monkeypatch.setenv("ASSET_MAP_HOME", str(own))
    get_settings.cache_clear()
    yield own
    monkeypatch.undo()
    get_settings.cache_clear()


@pytest.fixture
def anna(town):
    return somebody("anna")


@pytest.fixture
def published(anna):
    made = drafted(anna, close("Old Hall"), title="Close the hall")
    with by(anna):
        return publish_proposal(made.id, confirmed=True)


def halls(*names: str, **facts) -> Proposal:
    return Proposal("Close halls", "Property", tuple(map(close, names)), **facts)


def files_of(pack) -> dict[str, bytes]:
    """All files of a report, those within the Word file too."""
    with zipfile.ZipFile(io.BytesIO(pack.bytes)) as held:
        found = {name: held.read(name) for name in held.namelist()}
    with zipfile.ZipFile(io.BytesIO(found["report.docx"])) as word:
        return found | {f"report.docx/{name}": word.read(name) for name in word.namelist()}


def visiting():
    return acting(lambda: VISITOR)


def test_it_holds_the_paper_its_tables_the_figures_and_the_proposals(same_town):
    pack = report_files([halls("Old Hall"), halls("New Hall")], at=TODAY)

    names = set(files_of(pack))
    assert {
        "report.docx",
        "report.html",
        "README.txt",
        "impact.json",
        "replay.json",
        "proposals/proposal-1.toml",
        "proposals/proposal-2.toml",
        "tables/4-people-in-reach.csv",
    } <= names
    assert pack.name.startswith("impact-2-proposals-together-2026-11-22-")
    assert pack.name.endswith(".zip")


def test_the_checksum_is_that_of_the_figures_and_stands_in_every_paper(same_town):
    pack = report_files([halls("Old Hall")], at=TODAY)
    files = files_of(pack)

    assert json.loads(files["impact.json"])["checksum"] == pack.checksum
    assert json.loads(files["replay.json"])["snapshot"] == pack.snapshot
    for name in ("report.html", "tables/14-how-to-check.csv", "report.docx/word/document.xml"):
        assert pack.checksum.encode() in files[name]
    assert report_files([halls("Old Hall")], at=TODAY).checksum == pack.checksum
    assert report_files([halls("New Hall")], at=TODAY).checksum != pack.checksum


def test_its_figures_can_be_made_again_from_the_zip(same_town, tmp_path):
    pack = report_files([halls("Old Hall")], at=TODAY)
    file = tmp_path / pack.name
    file.write_bytes(pack.bytes)

    assert replay_impact(file).same


def test_the_proposal_in_it_is_a_file_that_can_be_weighed_again(same_town, tmp_path):
    pack = report_files([halls("Old Hall")], at=TODAY)
    file = tmp_path / "again.toml"
    file.write_bytes(files_of(pack)["proposals/proposal-1.toml"])

    assert report_files(read_proposal_files([file], at=TODAY), at=TODAY).checksum == pack.checksum


def test_few_users_are_in_no_file(same_town):
    """The counts are words that stand nowhere else, so they can be looked for in all bytes."""
    hall = id_of("Old Hall")
    few = UserCount(hall, 7, "a fortnight in spring", "quiet count", date(2026, 3, 1))
    many = UserCount(hall, 4713, "a year", "door count", date(2026, 3, 1))

    files = files_of(report_files([halls("Old Hall", user_counts=(few, many))], at=TODAY))

    table = files["tables/2-user-counts.csv"].decode("utf-8-sig")
    assert "Old Hall,fewer than 10,a fortnight in spring,quiet count,2026-03-01" in table
    assert [name for name, data in files.items() if b"4713" in data or b"4,713" in data] == []
    assert b"quiet count" not in files["proposals/proposal-1.toml"]
    told = json.loads(files["impact.json"])["proposals"][0]["user_counts"]
    assert [one["count"] for one in told] == [None, 4715]
    replayed = json.loads(files["replay.json"])["proposals"][0]["user_counts"]
    assert 7 not in [one["count"] for one in replayed]


def test_where_a_masked_place_is_stands_in_no_file(town):
    address = "19 Hidden Road"
    change("UPDATE asset SET address = :address WHERE name = 'Safe House'", address=address)
    longitude, latitude = ask_one(
        "SELECT ARRAY[ST_X(p), ST_Y(p)] FROM (SELECT ST_Transform(geom, 4326) AS p FROM asset "
        "WHERE name = 'Safe House') AS house"
    )
    easting = ask_one("SELECT ST_X(geom) FROM asset WHERE name = 'Safe House'")
    secrets = ["DY2 2AD", "DY22AD", address, f"{easting:.0f}", f"{longitude:.5f}"[:7]]
    assert latitude

    files = files_of(report_files([halls("Safe House", "Refuge")], at=TODAY))

    assert any(b"Safe House" in data for data in files.values())
    for secret in secrets:
        assert [name for name, data in files.items() if secret.encode() in data] == [], secret


def test_words_of_others_are_data_in_every_file(same_town):
    bad = Proposal(
        '=HYPERLINK("http://evil.test")<script>alert(1)</script>',
        "Property",
        (close("Old Hall"),),
    )
    files = files_of(report_files([bad], at=TODAY))

    assert b"<script>alert" not in files["report.html"]
    assert b"'=HYPERLINK" in files["tables/1-proposal.csv"]


def test_a_title_in_any_letters_makes_a_name_that_every_header_takes(same_town):
    for title in ('Fermé "now"; \r\nx: y', "图书馆"):
        pack = report_files([Proposal(title, "Property", (close("Old Hall"),))], at=TODAY)
        assert pack.name.isascii()
        assert not set(pack.name) & set('"\r\n;/\\ ')


def test_an_officers_report_keeps_what_is_expected_and_a_visitors_keeps_nothing(
    anna, published, home
):
    kept = ask_one("SELECT count(*) FROM proposal_expected")
    before = sorted(home.rglob("*"))
    with visiting():
        pack = report_proposals((published.id,), at=TODAY)
    assert pack.snapshot is None
    assert "replay.json" not in files_of(pack)
    assert ask_one("SELECT count(*) FROM proposal_expected") == kept
    assert sorted(home.rglob("*")) == before

    with by(anna):
        own = report_proposals((published.id,), at=TODAY)
    assert own.snapshot
    assert own.checksum == pack.checksum
    newest = "SELECT {} FROM proposal_expected ORDER BY made DESC LIMIT 1"
    assert ask_one(newest.format("snapshot")) == own.snapshot
    assert ask_one(newest.format("checksum")) == own.checksum


def test_answers_make_an_evidence_sheet_an_impact_report(anna):
    made = drafted(anna, close("Old Hall"))
    with by(anna):
        before = files_of(report_proposals((made.id,), at=TODAY))["README.txt"].decode()
        for asked in PROMPTS:
            answer_prompt(made.id, asked.id, "so it is", "head of property")
        after = files_of(report_proposals((made.id,), at=TODAY))

    assert "Evidence sheet. Made" in before
    assert "Impact report. Made" in after["README.txt"].decode()
    assert b"so it is" in after["report.html"]
    assert b"This is a draft: it was not published." in after["report.html"]


def test_a_draft_of_somebody_else_is_told_as_one_that_does_not_exist(anna):
    made = drafted(anna, close("Old Hall"))
    refused = []
    for who, id in (("ben", made.id), ("ben", uuid4())):
        with by(somebody(who)), pytest.raises(NotFound) as told:
            report_proposals((id,), at=TODAY)
        refused.append(str(told.value))

    assert refused[0] == refused[1]


def test_a_report_never_names_a_draft_even_to_its_author(anna, published):
    drafted(anna, close("New Hall"), title="A quiet plan")
    with by(anna):
        files = files_of(report_proposals((published.id,), at=TODAY))

    assert [name for name, data in files.items() if b"quiet plan" in data] == []


def test_it_names_nobody(anna, published):
    with by(anna):
        files = files_of(report_proposals((published.id,), at=TODAY))

    for secret in (anna.email, str(anna.account_id)):
        assert [name for name, data in files.items() if secret.encode() in data] == []


def test_other_published_proposals_are_named(anna, published):
    other = drafted(anna, close("New Hall"), title="Close the other hall")
    with by(anna):
        publish_proposal(other.id, confirmed=True)
        html = files_of(report_proposals((published.id,), at=TODAY))["report.html"].decode()

    assert "Close the other hall (Property): close New Hall." in html


def test_the_same_proposal_named_twice_is_weighed_once(anna, published):
    with visiting():
        one = report_proposals((published.id,), at=TODAY)
        twice = report_proposals((published.id, published.id), at=TODAY)

    assert twice.checksum == one.checksum


@pytest.mark.parametrize("many", [0, MOST_PROPOSALS + 1])
def test_none_and_too_many_are_refused_before_anything_is_worked_out(same_town, many):
    with pytest.raises(BadInput):
        report_proposals(tuple(uuid4() for _ in range(many)))


@pytest.mark.parametrize("role", [Role.VISITOR, Role.MEMBER, Role.STEWARD])
def test_files_are_for_officers_alone(town, role):
    who = acting(lambda: VISITOR) if role is Role.VISITOR else by(somebody("mia", role))
    with who, pytest.raises(NotAllowed):
        report_files([halls("Old Hall")], at=TODAY)


def test_a_change_that_cannot_be_made_gives_no_report(same_town):
    nothing = Proposal("Close", "Property", (Change(ChangeKind.CLOSE, uuid4()),))

    with pytest.raises(BadInput, match="Change 1"):
        report_files([nothing], at=TODAY)


def test_the_report_of_the_demonstration_says_so_and_is_small(demo_database):
    hall = ask_one("SELECT id FROM asset WHERE name = 'Limekiln Lantern Hall (invented)'")
    proposal = Proposal("Close the hall", "Property", (Change(ChangeKind.CLOSE, hall),))

    pack = report_files([proposal], at=date(2026, 11, 23))

    files = files_of(pack)
    assert len(pack.bytes) < LARGEST
    assert b"Demonstration data" in files["report.html"]
    assert b"Demonstration data" in files["report.docx/word/document.xml"] or any(
        b"Demonstration data" in data
        for name, data in files.items()
        if name.startswith("report.docx/word/header")
    )
