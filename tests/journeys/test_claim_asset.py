"""Who keeps an entry: the contact on record agrees, or a steward decides; no link can be bent."""

from uuid import uuid4

import pytest
from keeping import keeper_of, somebody
from loads import ask_one, change
from telling import asset_named, letters, own_home, token_in

from asset_map.db import claims, contributions, keepers, people, session
from asset_map.domain.contributions import Kind, State
from asset_map.domain.errors import BadInput, NotAllowed
from asset_map.domain.people import OPERATOR, VISITOR, Person, Role
from asset_map.journeys import keep_asset, review_contribution, send_in
from asset_map.journeys.acting import acting
from asset_map.journeys.claim_asset import Claim, answer_claim, claim, open_claim
from asset_map.journeys.post_letters import post_letters

pytestmark = pytest.mark.usefixtures("town")

CONTACT = "info@lunch.example.org"
CLAIMER = "jo@example.org"


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


def with_contact(address: str = CONTACT) -> None:
    change("UPDATE asset SET email = :email WHERE name = 'Lunch'", email=address)


def claimed_by(person: Person = VISITOR, email: str = CLAIMER, name: str = "Lunch"):
    wanted = Claim(uuid4(), str(asset_named(name)), "Its secretary", email)
    with acting(lambda: person):
        return claim(wanted)


def confirmed(letter: str) -> None:
    with acting(lambda: VISITOR):
        send_in.confirm(token_in(letter))


def answered(token: str, *, agreed: bool = True) -> State:
    with acting(lambda: VISITOR):
        return answer_claim(token, agreed=agreed).state


def kept_by() -> list[str]:
    with session.reading() as connection:
        found = keepers.keepers_of(connection, asset_named("Lunch"))
        listed = people.accounts(connection)
    return [one.email for one in listed if one.id in found]


def test_the_contact_is_written_to_once_however_long_it_waits():
    with_contact()
    claimed_by()
    [to_claimer] = letters()
    confirmed(to_claimer)
    before = len(letters())
    long_ago = "sent - interval '100 days'"
    change(f"UPDATE letter SET sent = {long_ago}, next_try = next_try - interval '100 days'")
    with acting(lambda: OPERATOR):
        post_letters()
        post_letters()

    assert len(letters()) == before


def test_the_contact_on_record_lets_a_visitor_keep_it_once_their_address_is_confirmed():
    with_contact()
    claimed = claimed_by()
    [to_claimer] = letters()
    confirmed(to_claimer)
    _, to_contact = letters()
    state = answered(token_in(to_contact))
    *_, last = letters()

    assert (claimed.by_contact, claimed.one_letter) == (True, False)
    assert f"To: {CLAIMER}" in to_claimer
    assert f"To: {CONTACT}" in to_contact
    assert state is State.ACCEPTED
    assert kept_by() == [CLAIMER]
    assert ask_one("SELECT role FROM account WHERE email = :a", a=CLAIMER) == Role.MEMBER
    assert f"To: {CLAIMER}" in last
    assert "/own" in last


def test_nobody_is_written_to_before_the_claimers_own_address_is_confirmed():
    with_contact()
    claimed_by()

    assert [CONTACT in letter for letter in letters()] == [False]


def test_where_both_are_one_mailbox_one_letter_is_enough():
    with_contact()
    claimed = claimed_by(email=CONTACT.upper())
    [letter] = letters()
    answered(token_in(letter))

    assert claimed.one_letter
    assert kept_by() == [CONTACT]


def test_somebody_signed_in_need_not_confirm_their_address_again():
    with_contact()
    member = somebody()
    claimed_by(member)
    [letter] = letters()
    answered(token_in(letter))

    assert f"To: {CONTACT}" in letter
    assert kept_by() == [member.email]


def test_the_contact_may_say_no_and_the_claimer_is_told():
    with_contact()
    claimed_by(somebody(email=CLAIMER))
    [letter] = letters()
    state = answered(token_in(letter), agreed=False)

    assert state is State.DECLINED
    assert kept_by() == []
    assert f"To: {CLAIMER}" in letters()[-1]


def test_without_a_contact_on_record_a_steward_decides():
    claimed = claimed_by()
    [letter] = letters()
    confirmed(letter)
    assert len(letters()) == 1
    with session.reading() as connection:
        one = contributions.of_id(connection, claimed.sent.id)
    with acting(lambda: somebody(Role.STEWARD)):
        review_contribution.accept(one.id, one.version)

    assert one.kind is Kind.CLAIM
    assert kept_by() == [CLAIMER]
    assert "/own" in letters()[-1]


@pytest.mark.parametrize("bent", [lambda token: token[:-1] + "_", lambda _: "x", lambda _: "ä" * 9])
def test_an_altered_link_opens_nothing(bent):
    with_contact()
    claimed_by(somebody())
    [letter] = letters()
    for journey in (open_claim, answered):
        with pytest.raises(BadInput, match="does not work any more"):
            journey(bent(token_in(letter)))

    assert kept_by() == []


def test_an_expired_link_opens_nothing():
    with_contact()
    claimed_by(somebody())
    [letter] = letters()
    change("UPDATE letter_link SET expires = now() - interval '1 minute'")
    with pytest.raises(BadInput, match="does not work any more"):
        answered(token_in(letter))

    assert kept_by() == []


def test_the_link_to_confirm_is_no_link_to_agree():
    with_contact()
    claimed_by()
    [letter] = letters()
    with pytest.raises(BadInput, match="does not work any more"):
        answered(token_in(letter))

    assert kept_by() == []


@pytest.mark.parametrize("agreed", [True, False])
def test_pressed_twice_the_first_answer_counts(agreed):
    with_contact()
    claimed_by(somebody(email=CLAIMER))
    [letter] = letters()
    first = answered(token_in(letter), agreed=agreed)
    again = answered(token_in(letter), agreed=not agreed)

    assert again is first
    assert kept_by() == ([CLAIMER] if agreed else [])


def test_what_a_steward_declined_no_link_brings_back():
    with_contact()
    claimed = claimed_by(somebody())
    [letter] = letters()
    with acting(lambda: somebody(Role.STEWARD)):
        review_contribution.decline(claimed.sent.id, 1, "Not theirs")

    assert answered(token_in(letter)) is State.DECLINED
    assert kept_by() == []


def test_several_keep_one_and_each_may_give_it_up():
    first, second = keeper_of("Lunch"), keeper_of("Lunch")
    assert kept_by() == sorted([first.email, second.email])
    with acting(lambda: first):
        keep_asset.give_up(str(asset_named("Lunch")))

    assert kept_by() == [second.email]


@pytest.mark.parametrize("ended_by", ["themselves", "a steward"])
def test_whoever_keeps_one_no_more_goes_on_keeping_all_else(ended_by):
    keeper, lunch = keeper_of("Lunch"), str(asset_named("Lunch"))
    hall = asset_named("Old Hall")
    with session.transaction() as connection:
        keepers.begin(connection, hall, keeper.account_id, "a steward")
    if ended_by == "themselves":
        with acting(lambda: keeper):
            keep_asset.give_up(lunch)
    else:
        with acting(lambda: somebody(Role.STEWARD)):
            keep_asset.end_keeping(lunch, keeper.account_id)

    with session.reading() as connection:
        assert keepers.kept_by(connection, keeper.account_id) == [hall]


def test_a_steward_ends_it_and_they_are_told_by_a_letter():
    keeper = keeper_of("Lunch")
    lunch = str(asset_named("Lunch"))
    with acting(lambda: somebody(Role.STEWARD)):
        [(account, _, how)] = keep_asset.see_keepers(lunch).keepers
        keep_asset.end_keeping(lunch, account)
        with pytest.raises(BadInput, match="do not keep it any more"):
            keep_asset.end_keeping(lunch, account)

    assert how == "a steward"
    assert kept_by() == []
    assert [f"To: {keeper.email}" in letter for letter in letters()] == [True]


@pytest.mark.parametrize("role", [Role.MEMBER, Role.OFFICER])
def test_nobody_but_stewards_sees_or_ends_who_keeps_it(role):
    keeper, lunch = keeper_of("Lunch"), str(asset_named("Lunch"))
    with acting(lambda: somebody(role)):
        for journey in (
            lambda: keep_asset.see_keepers(lunch),
            lambda: keep_asset.end_keeping(lunch, keeper.account_id),
        ):
            with pytest.raises(NotAllowed):
                journey()

    assert kept_by() == [keeper.email]


def test_whoever_keeps_it_has_nothing_to_claim():
    with pytest.raises(BadInput, match="keep this already"):
        claimed_by(keeper_of("Lunch"))


def test_a_contact_is_not_flooded_with_letters():
    with_contact()
    member = somebody()
    for person in (member, member, *(somebody() for _ in range(5))):
        claimed_by(person)

    assert len(letters()) == claims.MOST_A_DAY


def test_a_contact_is_not_flooded_either_with_what_waited_for_days():
    with_contact()
    for _ in range(claims.MOST_A_DAY + 4):
        claimed_by(somebody())
    first = len(letters())
    change("UPDATE letter SET made = made - interval '2 days'")

    assert first == claims.MOST_A_DAY
    assert len(letters()) == 2 * claims.MOST_A_DAY
