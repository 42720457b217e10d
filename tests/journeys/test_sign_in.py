"""Signing in by a link: once, in time, by whoever was added; and what comes of it."""

import re
import stat
import threading
from email.message import EmailMessage

import pytest
from loads import ask_one, change
from signed_in import session_of

from asset_map.db import session
from asset_map.domain.errors import BadInput, Failure, NotFound
from asset_map.domain.people import VISITOR, Person, Role
from asset_map.domain.tokens import hashed
from asset_map.journeys import manage_users as users
from asset_map.journeys.acting import acting
from asset_map.journeys.sign_in import (
    MOST_FOR_NOBODY,
    MOST_LINKS,
    ask_for_link,
    send_link,
    take_link,
    who_is_it,
)
from asset_map.journeys.sign_out import sign_out
from asset_map.settings import get_settings

JO = "jo@example.org"


@pytest.fixture
def jo(database) -> str:
    """The address of an officer."""
    users.add_user(JO, Role.OFFICER)
    return JO


def token_in(letter: EmailMessage | None) -> str:
    assert letter is not None
    found = re.search(r"/sign-in/([\w-]{43})\s", letter.get_content())
    assert found
    return found[1]


def test_a_link_begins_a_session_of_whoever_asked(jo):
    person = who_is_it(take_link(token_in(ask_for_link(" Jo@Example.ORG "))))

    assert (person.role, person.email) == (Role.OFFICER, JO)


def test_a_link_works_once(jo):
    token = token_in(ask_for_link(jo))
    take_link(token)

    with pytest.raises(BadInput, match="each works once, for 20 minutes"):
        take_link(token)


def test_of_two_who_take_a_link_at_once_one_is_in(jo):
    token, came = token_in(ask_for_link(jo)), []

    def take():
        try:
            came.append(take_link(token))
        except BadInput:
            came.append(None)

    both = [threading.Thread(target=take) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert came.count(None) == 1


def test_a_link_that_is_old_altered_or_of_an_ended_account_does_not_work(jo):
    old, altered, ended = (token_in(ask_for_link(jo)) for _ in range(3))
    change("UPDATE sign_in_link SET expires = now() WHERE token_hash = :h", h=hashed(old))
    for token in (old, altered[:-1] + ("A" if altered[-1] != "A" else "B"), "", hashed(altered)):
        with pytest.raises(BadInput):
            take_link(token)

    users.end_user(jo)
    with pytest.raises(BadInput):
        take_link(ended)


def test_an_address_that_nobody_has_gets_no_mail_and_the_same_answer(database):
    assert ask_for_link("stranger@example.org") is None
    assert ask_one("SELECT count(*) FROM sign_in_link WHERE account_id IS NULL") == 1


def test_an_address_gets_five_links_an_hour_and_then_no_mail(jo):
    letters = [ask_for_link(jo) for _ in range(MOST_LINKS + 1)]
    assert [letter is None for letter in letters] == [False] * MOST_LINKS + [True]

    change("UPDATE sign_in_link SET made = made - interval '61 minutes'")
    assert ask_for_link(jo) is not None


def test_addresses_of_nobody_do_not_fill_the_database(jo):
    for number in range(MOST_FOR_NOBODY + 3):
        ask_for_link(f"nobody{number}@example.org")

    assert ask_one("SELECT count(*) FROM sign_in_link") == MOST_FOR_NOBODY
    assert ask_for_link(jo) is not None


def test_what_was_asked_for_is_forgotten_after_a_day(jo):
    ask_for_link(jo)
    change("UPDATE sign_in_link SET made = made - interval '25 hours'")
    ask_for_link("stranger@example.org")

    assert ask_one("SELECT count(*) FROM sign_in_link") == 1


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "jo",
        "jo@",
        "jo@example.org, al@example.org",
        "jo@example.org\r\nBcc: all@example.org",
        "jo@example.org\nBcc:all@example.org",
        "Jo <jo@example.org>",
        "jo @example.org",
        "jo@example.org\x00",
        "jö@example.org",
        "j" * 250 + "@example.org",
    ],
)
def test_what_is_no_address_or_adds_a_header_is_refused(database, typed):
    with pytest.raises(BadInput, match="not an e-mail address"):
        ask_for_link(typed)
    with pytest.raises(BadInput, match="not an e-mail address"):
        users.add_user(typed, Role.MEMBER)


def test_no_token_is_in_the_database(jo):
    link = token_in(ask_for_link(jo))
    opened = take_link(link)
    with session.reading() as connection:
        held = str(connection.exec_driver_sql("SELECT * FROM sign_in_link").all()) + str(
            connection.exec_driver_sql("SELECT * FROM session").all()
        )

    assert link not in held
    assert opened not in held
    assert jo not in held


def test_without_a_mail_server_a_mail_waits_in_the_outbox_for_the_operator_alone(
    jo, tmp_path, monkeypatch, caplog
):
    monkeypatch.setenv("ASSET_MAP_HOME", str(tmp_path))
    get_settings.cache_clear()
    letter = ask_for_link(jo)
    assert letter is not None
    send_link(letter)

    [file] = (tmp_path / "outbox").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert token_in(letter) in file.read_text()
    assert str(file) in caplog.text
    assert token_in(letter) not in caplog.text
    assert jo not in caplog.text


def test_a_long_public_address_leaves_the_link_in_one_piece(jo, monkeypatch):
    monkeypatch.setenv("ASSET_MAP_PUBLIC_URL", f"https://{'long' * 15}.example.org/")
    get_settings.cache_clear()
    letter = ask_for_link(jo)
    assert letter is not None

    assert f"https://{'long' * 15}.example.org/sign-in/{token_in(letter)}" in letter.as_string()


def test_a_mail_server_that_does_not_answer_is_a_failure_with_a_sentence(jo, monkeypatch):
    monkeypatch.setenv("ASSET_MAP_MAIL_HOST", "127.0.0.1")
    monkeypatch.setenv("ASSET_MAP_MAIL_PORT", "1")
    get_settings.cache_clear()
    letter = ask_for_link(jo)
    assert letter is not None

    with pytest.raises(Failure, match="could not be sent: Connection refused"):
        send_link(letter)


def test_a_session_that_is_signed_out_opens_nothing_when_it_is_replayed(jo):
    token = take_link(token_in(ask_for_link(jo)))
    other = take_link(token_in(ask_for_link(jo)))
    sign_out(token)

    assert who_is_it(token) == VISITOR
    assert who_is_it(other).role is Role.OFFICER


def test_a_session_ends_by_itself_and_with_its_account(database):
    token = session_of(Role.STEWARD)
    assert who_is_it(token).role is Role.STEWARD
    change("UPDATE session SET expires = now()")
    assert who_is_it(token) == VISITOR

    token = session_of(Role.STEWARD)
    users.end_user("steward@example.org")
    assert who_is_it(token) == VISITOR
    users.add_user("steward@example.org", Role.STEWARD)
    assert who_is_it(token) == VISITOR


def test_another_role_counts_at_once(database):
    token = session_of(Role.OFFICER)
    users.change_role("officer@example.org", Role.MEMBER)

    assert who_is_it(token).role is Role.MEMBER


@pytest.mark.parametrize("token", [None, "", "made-up", "é" * 50])
def test_any_other_token_is_a_visitors(database, token):
    assert who_is_it(token) == VISITOR


def test_an_address_has_one_account_in_use(jo):
    with pytest.raises(BadInput, match="may sign in already"):
        users.add_user("JO@example.org", Role.MEMBER)
    with pytest.raises(BadInput, match="A visitor does not sign in"):
        users.change_role(jo, Role.VISITOR)
    with pytest.raises(NotFound, match="Nobody may sign in with"):
        users.change_role("al@example.org", Role.MEMBER)

    users.end_user(jo)
    with pytest.raises(NotFound):
        users.end_user(jo)
    users.add_user(jo, Role.MEMBER)
    told = [(one.role, one.ended is None) for one in users.list_users()]
    assert told == [(Role.MEMBER, True), (Role.OFFICER, False)]


def test_it_is_kept_in_which_role_somebody_was_added(database):
    somebody = Person(Role.ADMINISTRATOR, users.add_user(JO, Role.ADMINISTRATOR).id, JO)
    with acting(lambda: somebody):
        users.add_user("al@example.org", Role.MEMBER)

    assert [one.created_by for one in users.list_users()] == ["administrator", "operator"]
