"""Somebody has themselves erased on a page: told first, asked for their address, and gone."""

import pytest
from attacking import person_of
from loads import ask_one
from signed_in import address_of, session_of
from telling import browser, own_home, sent_by, tie_in

from asset_map.app import erase_wording as words
from asset_map.domain.people import Role

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    return own_home(tmp_path, monkeypatch)


@pytest.fixture
def member():
    return browser(session_token=session_of(Role.MEMBER))


def pressed(client, email: str):
    return client.post("/own/erase", data=tie_in(client.get("/own/erase").text) | {"email": email})


def test_it_is_told_before_what_goes_and_what_stays(member):
    assert 'href="/own/erase"' in member.get("/own").text
    page = member.get("/own/erase").text

    assert words.GOES in page
    assert words.STAYS in page
    assert words.SIGN_IN in browser().get("/own/erase").text


def test_with_another_address_nothing_is_done(member):
    answer = pressed(member, "other@example.org")

    assert answer.status_code in (400, 422)
    assert "not the address of your account" in answer.text
    assert ask_one("SELECT count(*) FROM account WHERE ended IS NULL") == 1


def test_with_their_own_address_they_are_gone_and_signed_out(member):
    sent_by(person_of(Role.MEMBER), said={"name": "Chess Club", "postcode": "DY1 1AB"})

    answer = pressed(member, address_of(Role.MEMBER))

    assert words.DONE_TEXT in answer.text
    assert ask_one("SELECT said FROM contribution") == {}
    assert ask_one("SELECT count(*) FROM account WHERE ended IS NULL") == 0
    assert words.SIGN_IN in member.get("/own/erase").text


def test_a_steward_asks_an_administrator():
    steward = browser(session_token=session_of(Role.STEWARD))
    answer = pressed(steward, address_of(Role.STEWARD))

    assert answer.status_code == 403
    assert "Ask an administrator" in answer.text
