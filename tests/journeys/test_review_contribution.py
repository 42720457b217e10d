"""Stewards decide: what is sent in gets on the map, or back to its sender, once and whole."""

import pytest
from loads import ask, ask_one
from telling import asset_named, letters, own_home, sent_by, token_in

from asset_map.db import contributions, session
from asset_map.domain.contributions import State
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.people import VISITOR
from asset_map.journeys.post_letters import post_letters
from asset_map.journeys.review_contribution import (
    DecidedMeanwhile,
    accept,
    decline,
)
from asset_map.journeys.review_contribution import (
    ask as ask_sender,
)
from asset_map.journeys.send_in import confirm

pytestmark = pytest.mark.usefixtures("town")

CHESS = {"name": "Chess Club", "postcode": "DY1 1AB", "needs": "company"}


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    return own_home(tmp_path, monkeypatch)


def waiting(**said: str):
    """A group that a visitor sent in and confirmed."""
    sent = sent_by(VISITOR, said=CHESS | said)
    confirm(token_in(letters()[-1]))
    return now(sent.id)


def now(id):
    with session.reading() as connection:
        return contributions.of_id(connection, id)


def test_what_is_accepted_is_on_the_map_and_its_sender_is_told():
    one = waiting()

    done = accept(one.id, one.version)

    assert done.asset_id == asset_named("Chess Club")
    assert (now(one.id).state, now(one.id).decided_by) == (State.ACCEPTED, "administrator")
    assert now(one.id).record_id is not None
    assert f"/asset/{done.asset_id}" in letters()[-1]


@pytest.mark.parametrize("belongs", [True, False])
def test_whoever_keeps_it_from_now_on_is_told_where_to_sign_in(belongs):
    one = waiting(**({"belongs": "yes"} if belongs else {}))
    accept(one.id, one.version)

    assert ("/own" in letters()[-1]) is belongs


def test_a_letter_repeats_nothing_of_what_was_sent():
    one = waiting()
    accept(one.id, one.version)

    assert not [letter for letter in letters() if "Chess" in letter or "DY1" in letter]


def test_the_version_of_the_record_leads_back_to_the_contribution():
    one = waiting()
    accept(one.id, one.version)

    assert (
        ask_one(
            "SELECT count(*) FROM record_version v JOIN contribution c "
            "ON c.record_id = v.record_id AND c.decided = v.since WHERE c.id = :id",
            id=one.id,
        )
        == 1
    )


def test_who_is_declined_reads_the_reason():
    one = waiting()

    decline(one.id, one.version, " It is a shop. ")

    assert now(one.id).state is State.DECLINED
    assert "It is a shop." in letters()[-1]
    assert ask("SELECT 1 FROM asset WHERE name = 'Chess Club'") == []


@pytest.mark.parametrize("reason", ["", "  ", "x" * 2001])
def test_no_reason_or_an_endless_one_declines_nothing(reason):
    one = waiting()

    with pytest.raises(BadInput):
        decline(one.id, one.version, reason)

    assert now(one.id) == one


def test_what_nobody_confirmed_is_not_there_for_stewards():
    sent = sent_by()

    with pytest.raises(NotFound):
        accept(sent.id, 1)


def test_a_second_steward_is_told_what_the_first_did():
    one = waiting()
    decline(one.id, one.version, "It is a shop.")

    with pytest.raises(DecidedMeanwhile, match="It was declined already"):
        accept(one.id, one.version)

    assert ask("SELECT 1 FROM asset WHERE name = 'Chess Club'") == []


def test_who_looked_before_it_was_asked_about_is_told():
    one = waiting()
    ask_sender(one.id, one.version, "Which room?")

    with pytest.raises(DecidedMeanwhile, match="Something was done with it since you looked"):
        decline(one.id, one.version, "No room.")


def test_a_letter_that_was_not_sent_goes_out_later():
    one = waiting()
    before = len(letters())
    accept(one.id, one.version)  # And here the server stops.

    assert len(letters()) == before + 1
    assert post_letters() == 0


def test_a_deed_and_a_turn_tell_of_each_decision():
    one = waiting()
    decline(one.id, one.version, "It is a shop.")

    assert ask_one(
        "SELECT what FROM deed WHERE about = :id ORDER BY id DESC LIMIT 1", id=one.id
    ) == ("declined")
    with session.reading() as connection:
        assert contributions.turns(connection, one.id)[-1].words == "It is a shop."
