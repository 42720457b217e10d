"""Somebody asks to be erased: who they are goes, what is public stays whole."""

import pytest
from loads import ask, ask_one, change, checksums
from signed_in import session_of
from sqlalchemy import text
from telling import asset_named, letters, own_home, read, sent_by, token_in

from asset_map.db import contributions, people, session, tables
from asset_map.db.erasing import ERASED
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Consent, Kind
from asset_map.domain.errors import BadInput, NotAllowed, NotFound
from asset_map.domain.people import OPERATOR, VISITOR, Person, Role
from asset_map.journeys import take_in
from asset_map.journeys.acting import acting
from asset_map.journeys.erase_person import erase_own, erase_person
from asset_map.journeys.export_deeds import export_deeds, save_deeds
from asset_map.journeys.review_contribution import ask as ask_sender
from asset_map.journeys.review_contribution import decline
from asset_map.journeys.see_sent import see_sent
from asset_map.journeys.send_in import confirm
from asset_map.journeys.sign_in import who_is_it

pytestmark = pytest.mark.usefixtures("town")

SHE = "chess@example.org"
SAID = {"name": "Chess Club", "postcode": "DY1 1AB", "email": SHE}


@pytest.fixture
def outbox(tmp_path, monkeypatch):
    return own_home(tmp_path, monkeypatch)


def everywhere() -> str:
    """All that the database holds, as text."""
    with session.reading() as connection:
        return "\n".join(
            str(row[0])
            for name in tables.metadata.tables
            for row in connection.execute(text(f"SELECT t::text FROM {name} t"))
        )


def taken_in(sent) -> None:
    found = read(AssetKind.GROUP, own=True, **SAID)
    assert not found.problems
    with session.transaction() as connection:
        load_id = take_in.begin(connection)
        one = take_in.held(connection, sent.id)
        asset_id = take_in.take_in_new(connection, load_id, one, found.content)
        contributions.move_on(connection, one.id, one.version, state="accepted", asset_id=asset_id)


def test_the_sender_of_what_is_public_goes_and_the_entry_stays(outbox):
    sent = sent_by(said=SAID, email=SHE)
    confirm(token_in(letters()[0]))
    taken_in(sent)
    assert ask_one("SELECT email FROM asset WHERE name = 'Chess Club'") == SHE

    erased = erase_person(SHE)

    assert (erased.contributions, erased.records) == (1, 1)
    assert SHE not in everywhere()
    assert ask_one("SELECT email FROM asset WHERE name = 'Chess Club'") == ""
    assert ask_one("SELECT postcode FROM asset WHERE name = 'Chess Club'") == "DY1 1AB"


def test_what_was_never_taken_in_goes_as_a_whole(outbox):
    sent = sent_by(said=SAID, email=SHE, note="Ring me on 01384 812345")
    erase_person(SHE)

    [row] = ask("SELECT said, note, state FROM contribution")
    assert (row.said, row.note, row.state) == ({}, "", "taken_back")
    assert letters() == []
    with acting(lambda: VISITOR):
        assert see_sent(sent.id, sent_here=True) is None


@pytest.mark.parametrize(
    ("kind", "said", "left"),
    [
        ("claim", {"who": "Anna Abel, its secretary"}, {}),
        ("add", {"name": "Chess", "phone": "07700 900123"}, {"name": "Chess"}),
        ("change", {"cost": "£2"}, {"cost": "£2"}),
    ],
)
def test_of_what_was_taken_in_only_the_public_part_stays(kind, said, left):
    sent = sent_by(kind=Kind(kind), said=said, email=SHE)
    change("UPDATE contribution SET state = 'accepted' WHERE id = :id", id=sent.id)
    erase_person(SHE)

    assert ask_one("SELECT said FROM contribution") == left


def test_what_was_answered_goes_whatever_the_role_of_whoever_did():
    officer = who_is_it(session_of(Role.OFFICER))
    sent = sent_by(officer, said={"name": "Chess"})
    with session.transaction() as connection:
        contributions.note_turn(connection, sent.id, Role.OFFICER, "answered", "Ring my brother")
    erase_person(officer.email)

    assert "Ring my brother" not in everywhere()


def asked_and_declined(sent, question="Are you Anna Abel?", reason="Anna is known to us."):
    """Let a steward of an account ask, and then decline."""
    steward = who_is_it(session_of(Role.STEWARD))
    with acting(lambda: steward):
        ask_sender(sent.id, 2, question)
        decline(sent.id, 3, reason)
    return steward


def test_what_a_steward_wrote_to_them_goes_and_is_counted(outbox):
    sent = sent_by(said=SAID, email=SHE)
    confirm(token_in(letters()[0]))
    asked_and_declined(sent)

    assert erase_person(SHE).words == 2
    assert "Anna" not in everywhere()
    turns = ask("SELECT what, words FROM contribution_turn ORDER BY id")
    assert [tuple(turn) for turn in turns][-2:] == [("asked", ERASED), ("declined", ERASED)]
    assert ask_one("SELECT reason FROM contribution") == ERASED


def test_what_a_steward_wrote_goes_with_the_steward_and_what_it_was_about_stays(outbox):
    sent = sent_by(said=SAID, email=SHE)
    confirm(token_in(letters()[0]))
    other = sent_by(said={"name": "Bowls"}, email="bowls@example.org")
    confirm(token_in(letters()[-1]))
    steward = asked_and_declined(sent)
    asked_and_declined(other, "Which Bowls?", "Known already.")

    with session.transaction() as connection:
        contributions.note_turn(connection, other.id, Role.STEWARD, "asked", "By somebody else")

    assert erase_person(steward.email).words == 4

    assert "Anna" not in everywhere()
    assert "By somebody else" in everywhere()
    assert ask_one("SELECT said->>'name' FROM contribution WHERE id = :id", id=sent.id)


def on_behalf(how: str, name: str = "Chess Club"):
    steward = who_is_it(session_of(Role.STEWARD))
    return sent_by(steward, said={"name": name}, consent=Consent(how, on_behalf=True))


def test_the_name_on_behalf_of_whom_something_was_sent_goes_by_name_or_by_id():
    hers = on_behalf("Anna Abel, on the telephone")
    his, others = on_behalf("Mr Brown at the desk"), on_behalf("Carol Crane")

    erased = erase_person(named="anna  ABEL")
    assert (erased.on_behalf, erased.contributions) == (1, 0)
    erase_person(contributions=[his.id])

    told = {row.id: row.consent for row in ask("SELECT id, consent FROM contribution")}
    assert told == {hers.id: ERASED, his.id: ERASED, others.id: "Carol Crane"}
    senders = ask_one("SELECT count(*) FROM contribution WHERE by_account IS NOT NULL")
    assert senders == 3  # It goes on to be the stewards'.


def test_what_would_go_is_told_first_and_nothing_is_changed():
    on_behalf("Anna Abel, on the telephone")
    before = checksums()

    told = erase_person(named="Anna Abel", dry_run=True)

    assert checksums() == before
    assert (told.on_behalf, told.dry_run) == (1, True)
    said = "\n".join(told.sentences())
    assert "Nothing was changed." in said
    assert "“Anna Abel, on the telephone”" in said
    assert "What is on the map stays" in said
    assert erase_person(named="Anna Abel").on_behalf == told.on_behalf


@pytest.mark.parametrize("named", ["", "Ann"])
def test_nobody_is_erased_by_no_name_or_half_of_one(named):
    on_behalf("Anna Abel")
    with pytest.raises(BadInput):
        erase_person(named=named)


def test_somebody_erases_themselves_by_their_address_typed_once_more():
    token = session_of(Role.MEMBER)
    member = who_is_it(token)
    sent_by(member, said=SAID)
    with acting(lambda: member):
        with pytest.raises(BadInput, match="not the address"):
            erase_own("other@example.org")
        assert erase_own(f" {member.email.upper()} ").accounts == 1

    assert member.email not in everywhere()
    assert who_is_it(token) == VISITOR


@pytest.mark.parametrize("role", [Role.STEWARD, Role.OFFICER, Role.ADMINISTRATOR])
def test_whoever_decides_for_others_does_not_erase_themselves(role):
    person = who_is_it(session_of(role))
    with acting(lambda: person), pytest.raises(NotAllowed):
        erase_own(person.email)


def test_an_account_becomes_nobodys_and_what_hangs_on_it_stays():
    token = session_of(Role.STEWARD)
    steward = who_is_it(token)
    sent_by(steward, said=SAID)

    erase_person(steward.email)

    assert who_is_it(token) == VISITOR
    assert steward.email not in everywhere()
    assert ask_one("SELECT count(*) FROM contribution WHERE by_account IS NOT NULL") == 0
    assert {row.account_id for row in ask("SELECT account_id FROM deed")} == {None}


def test_whoever_is_erased_may_come_again():
    session_of(Role.STEWARD)
    address = ask_one("SELECT email FROM account")
    erase_person(address)
    with session.transaction() as connection:
        assert people.add(connection, address, Role.MEMBER, "operator") is not None


def test_what_a_list_publishes_is_told_not_changed():
    change("UPDATE asset SET email = :she WHERE name = 'Town Friends'", she=SHE)

    erased = erase_person(SHE)

    assert [name for _, name, _ in erased.still_public] == ["Town Friends"]
    assert "ask its publisher" in " ".join(erased.sentences())


def test_of_whom_nothing_is_kept_nothing_is_changed():
    before = checksums()

    with pytest.raises(NotFound, match="Nothing is kept"):
        erase_person("nobody@example.org")
    assert checksums() == before


def test_others_stay_as_they_are(outbox):
    sent_by(said=SAID, email=SHE)
    sent_by(said={"name": "Bowls"}, email="bowls@example.org")
    erase_person(SHE)

    assert ask_one("SELECT email FROM contribution_contact") == "bowls@example.org"


def test_only_an_administrator_erases():
    with acting(lambda: Person(Role.STEWARD)), pytest.raises(NotAllowed):
        erase_person(SHE)


def test_deeds_name_roles_and_numbers_and_no_address(tmp_path):
    steward = who_is_it(session_of(Role.STEWARD))
    sent = sent_by(steward, said=SAID)
    sent_by(said={"name": "Bowls"}, email=SHE)

    rows = export_deeds()

    assert [(row["role"], row["what"]) for row in rows] == [
        ("steward", "sent in: add"),
        ("visitor", "sent in: add"),
    ]
    assert rows[0]["about"] == str(sent.id)
    assert "@" not in str(rows)
    assert save_deeds(tmp_path / "deeds.csv") == 2
    assert (tmp_path / "deeds.csv").stat().st_mode & 0o077 == 0
    with pytest.raises(BadInput, match="exists already"):
        save_deeds(tmp_path / "deeds.csv")


def test_what_was_typed_is_in_no_deed():
    sent_by(OPERATOR, said={"name": "=cmd|' /C calc'!A0"})

    assert "calc" not in str(export_deeds())
    assert asset_named("Old Hall")
