"""Erasing, loading, confirming and sending at once: nothing is lost, nothing is done twice."""

from collections import Counter
from uuid import uuid4

import pytest
from attacking import claimed, held, link
from keeping import keeper_of
from loads import ask, ask_one, load
from tables import write_csv
from telling import asset_named, letters, own_home, sent_by
from test_review_at_once import at_once, changes, state, turns
from town import SERVICES

from asset_map.domain.contributions import Kind, State
from asset_map.domain.people import VISITOR
from asset_map.journeys import letter_words as words
from asset_map.journeys.claim_asset import answer_claim
from asset_map.journeys.erase_person import erase_person
from asset_map.journeys.post_letters import post_letters
from asset_map.journeys.remind import keep_by_link
from asset_map.journeys.review_contribution import accept
from asset_map.journeys.send_in import confirm

pytestmark = pytest.mark.usefixtures("town")

MANY = 6


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    return own_home(tmp_path, monkeypatch)


def test_who_is_erased_while_it_is_accepted_is_gone_and_what_is_public_stays_whole():
    for number in range(3):
        address = f"person{number}@example.org"
        said = {"name": f"Group {number}", "postcode": "DY1 1AB", "belongs": "yes"}
        sent = sent_by(VISITOR, said=said, email=address)
        confirm(link(words.CONFIRM, sent.id))

        ended = at_once(lambda id=sent.id: accept(id, 2), lambda a=address: erase_person(a))

        there = ask("SELECT id FROM asset WHERE name = :n", n=f"Group {number}")
        # Who was erased first took it back by that.
        assert (ended, len(there)) in ((["", ""], 1), (["DecidedMeanwhile", ""], 0))
        kept = "SELECT 1 FROM contribution_contact WHERE email = :a UNION ALL "
        assert ask(kept + "SELECT 1 FROM account WHERE email = :a", a=address) == []
        assert letters_to(address) <= 1
        keeps = "SELECT 1 FROM asset_keeper k JOIN account a ON a.id = k.account_id "
        assert ask(keeps + "WHERE a.email = :a", a=address) == []


def test_who_is_erased_while_their_claim_is_agreed_to_has_no_account_left():
    for number in range(6):
        address = f"claimer{number}@example.org"
        about = asset_named("Lunch")
        said = {"who": "its secretary"}
        sent = sent_by(VISITOR, kind=Kind.CLAIM, about=about, said=said, email=address)
        token = link(words.CLAIM, sent.id)

        at_once(lambda t=token: answer_claim(t, agreed=True), lambda a=address: erase_person(a))

        assert ask("SELECT 1 FROM account WHERE email = :a", a=address) == []
    assert ask("SELECT 1 FROM asset_keeper WHERE until IS NULL") == []


def letters_to(address: str) -> int:
    return sum(f"To: {address}" in one for one in letters())


def test_of_a_load_and_an_accept_at_once_both_hold(tmp_path):
    cost = changes("Lunch", cost="£2")
    lists = SERVICES.replace("Tu 12:00-14:00", "We 12:00-14:00")
    file = write_csv(tmp_path / "services.csv", lists)

    ended = at_once(lambda: accept(cost, 1), lambda: load("own-list", file, partial=True))

    # A load waits for nobody: it says that something else is written, and is run again.
    assert ended in (["", ""], ["", "Failure"])
    if ended[1]:
        load("own-list", file, partial=True)
    [row] = ask(
        "SELECT cost, hours_text FROM service WHERE asset_id = :id", id=asset_named("Lunch")
    )
    assert row.cost == "£2"
    assert "We" in row.hours_text
    assert state(cost) is State.ACCEPTED
    assert ask_one("SELECT count(*) FROM asset WHERE name = 'Lunch'") == 1


def test_a_form_that_is_sent_often_at_once_is_one():
    id, said = uuid4(), {"name": "Chess Club", "postcode": "DY1 1AB"}

    at_once(*[lambda: sent_by(VISITOR, said=said, id=id)] * MANY)

    assert turns(id) == ["sent"]
    assert ask_one("SELECT count(*) FROM contribution") == 1
    assert len(letters()) == 1


def test_a_link_that_is_pressed_often_at_once_confirms_once():
    id = held()
    token = link(words.CONFIRM, id)

    assert at_once(*[lambda: confirm(token)] * MANY) == [""] * MANY
    assert turns(id) == ["sent", "confirmed"]


def test_a_contact_who_says_yes_and_no_at_once_said_one_of_it():
    id = claimed("Lunch")
    token = link(words.CLAIM, id)

    ended = at_once(
        lambda: answer_claim(token, agreed=True), lambda: answer_claim(token, agreed=False)
    )

    keeps = ask_one("SELECT count(*) FROM asset_keeper WHERE asset_id = :l", l=asset_named("Lunch"))
    assert ended == ["", ""]
    assert (state(id), keeps) in ((State.ACCEPTED, 1), (State.DECLINED, 0))
    assert len(turns(id)) == 2


def test_what_two_say_by_one_link_is_still_right_once():
    keeper = keeper_of("Supper")
    token = link(words.STILL_RIGHT, asset_named("Supper"), keeper.account_id)

    assert at_once(*[lambda: keep_by_link(token)] * 3) == [""] * 3
    said = "SELECT count(*) FROM deed WHERE what = 'said still right by mail'"
    assert ask_one(said) == 1


def test_letters_that_are_sent_by_many_at_once_go_out_once():
    for number in range(MANY):
        sent_by(VISITOR, email=f"person{number}@example.org", said={"name": f"Club {number}"})

    at_once(*[post_letters] * 4)

    to = Counter(line for one in letters() for line in one.splitlines() if line.startswith("To:"))
    assert set(to.values()) == {1}
    assert len(to) == MANY


def test_the_bound_of_a_day_holds_for_who_sends_at_once(monkeypatch):
    monkeypatch.setattr("asset_map.journeys.send_in.MOST_A_DAY", 2)
    ended = at_once(*[lambda: sent_by(VISITOR, said={"name": uuid4().hex})] * MANY)

    assert Counter(ended) == {"": 2, "BadInput": MANY - 2}
    assert ask_one("SELECT count(*) FROM contribution") == 2
