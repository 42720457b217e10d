"""A mistyped address is put right by whoever sent something, and the letter before does nothing."""

from uuid import uuid4

import pytest
from loads import ask, ask_one, change
from telling import letters, own_home, sent_by, token_in

from asset_map.db import contributions, session
from asset_map.domain.contributions import State
from asset_map.domain.errors import BadInput
from asset_map.domain.people import VISITOR
from asset_map.journeys import see_sent, send_in
from asset_map.journeys.acting import acting
from asset_map.journeys.send_elsewhere import MOST_AGAIN, send_elsewhere

pytestmark = pytest.mark.usefixtures("town")

WRONG, RIGHT = "ana@exmaple.org", "anna@example.org"


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


def elsewhere(id, email=RIGHT, *, sent_here=True):
    with acting(lambda: VISITOR):
        return send_elsewhere(id, email, sent_here=sent_here)


def confirmed(letter: str):
    with acting(lambda: VISITOR):
        return send_in.confirm(token_in(letter))


def waiting():
    with session.reading() as connection:
        return contributions.listed(connection, [State.WAITING])


def test_the_letter_to_the_right_address_confirms_and_the_one_before_does_not():
    sent = sent_by(email=WRONG)
    [first] = letters()
    elsewhere(sent.id)
    _, second = letters()
    with pytest.raises(BadInput, match="does not work any more"):
        confirmed(first)
    confirmed(second)

    assert (f"To: {WRONG}" in first, f"To: {RIGHT}" in second) == (True, True)
    [one] = waiting()
    assert one.said["name"] == "Chess at the Old Hall"
    with session.reading() as connection:
        assert contributions.address_of(connection, one.id) == RIGHT
    assert see_sent.see_sent(sent.id, sent_here=True).state is State.WAITING


def test_a_letter_that_was_not_sent_yet_goes_to_the_right_address_alone():
    sent = sent_by(email=WRONG)
    elsewhere(sent.id)

    assert [f"To: {RIGHT}" in letter for letter in letters()] == [True]


def test_the_same_address_may_be_written_to_again():
    sent = sent_by(email=RIGHT)
    letters()
    elsewhere(sent.id)

    assert confirmed(letters()[-1]).state is State.WAITING


@pytest.mark.parametrize("sent_here", [True, False])
def test_nobody_else_has_a_letter_sent(sent_here):
    sent = sent_by(email=WRONG)
    with pytest.raises(BadInput, match="Nothing waits here"):
        elsewhere(uuid4() if sent_here else sent.id, sent_here=sent_here)

    assert ask_one("SELECT count(*) FROM contribution") == 1


def test_what_is_confirmed_needs_no_letter():
    sent = sent_by(email=WRONG)
    confirmed(*letters())
    with pytest.raises(BadInput, match="confirmed already"):
        elsewhere(sent.id)


def test_an_address_that_cannot_be_is_told_and_the_letter_before_still_works():
    sent = sent_by(email=WRONG)

    assert [one.field for one in elsewhere(sent.id, "anna")] == ["sender"]
    assert confirmed(*letters()).state is State.WAITING


def test_letters_are_few():
    sent = sent_by(email=WRONG)
    for at in range(MOST_AGAIN):
        elsewhere(sent.id, f"anna{at}@example.org")
    with pytest.raises(BadInput, match="times more already"):
        elsewhere(sent.id)

    assert len(letters()) == 1


def test_nobodys_mailbox_is_flooded_by_way_of_an_address_that_is_then_put_right():
    for at in range(send_in.MOST_A_DAY):
        elsewhere(sent_by(email=WRONG, said={"name": f"Group {at}"}).id, f"anna{at}@example.org")

    with pytest.raises(BadInput, match="so much today"):
        sent_by(email=WRONG)


def test_what_was_held_under_the_wrong_address_is_deleted_with_it():
    sent = sent_by(email=WRONG)
    letters()
    elsewhere(sent.id)
    change("UPDATE contribution SET sent = now() - interval '8 days' WHERE id = :id", id=sent.id)
    letters()

    assert [row.email for row in ask("SELECT email FROM contribution_contact")] == [RIGHT]
    assert see_sent.see_sent(sent.id, sent_here=True) is None
