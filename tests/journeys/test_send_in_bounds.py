"""How much one sender may send in, and that nobody is shut out by what others send."""

import pytest
from loads import ask_one
from signed_in import session_of
from telling import sent_by

from asset_map.domain.contributions import State
from asset_map.domain.errors import BadInput, Failure
from asset_map.domain.people import Role
from asset_map.journeys import send_in
from asset_map.journeys.sign_in import who_is_it

pytestmark = pytest.mark.usefixtures("database")


def test_one_address_may_send_so_much_a_day(monkeypatch):
    monkeypatch.setattr(send_in, "MOST_A_DAY", 3)
    for _ in range(3):
        sent_by()

    with pytest.raises(BadInput, match="so much today"):
        sent_by()
    assert sent_by(email="somebody.else@example.org").state is State.HELD
    assert ask_one("SELECT count(*) FROM contribution") == 4


def test_one_account_may_send_more_and_not_without_end(monkeypatch):
    monkeypatch.setattr(send_in, "MOST_A_DAY", 1)
    monkeypatch.setattr(send_in, "MOST_A_DAY_SIGNED_IN", 3)
    member = who_is_it(session_of(Role.MEMBER))
    for _ in range(3):
        sent_by(member)

    with pytest.raises(BadInput, match="so much today"):
        sent_by(member)


def test_a_flood_of_made_up_addresses_holds_up_visitors_and_nobody_who_signed_in(monkeypatch):
    monkeypatch.setattr(send_in, "MOST_HELD_AN_HOUR", 5)
    for number in range(5):
        sent_by(email=f"made.up.{number}@example.org")

    with pytest.raises(Failure, match="nobody could look at it"):
        sent_by(email="one.more@example.org")
    assert sent_by(who_is_it(session_of(Role.MEMBER))).state is State.WAITING
    assert sent_by(who_is_it(session_of(Role.STEWARD))).state is State.WAITING


def test_what_is_confirmed_is_no_flood(monkeypatch):
    monkeypatch.setattr(send_in, "MOST_HELD_AN_HOUR", 1)
    first = sent_by()
    with send_in.session.transaction() as connection:
        send_in.contributions.move_on(connection, first.id, 1, state=State.WAITING.value)

    assert sent_by(email="another@example.org").state is State.HELD
