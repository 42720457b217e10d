"""Whoever signs in sees what they keep and what they sent in, also before they had an account."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from keeping import changed_by, keeper_of, somebody
from loads import ask_one, change
from sqlalchemy import Engine, event
from telling import asset_named, letters, own_home, sent_by, token_in

from asset_map.db import keepers, session
from asset_map.domain.contributions import State
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.people import OPERATOR, VISITOR, Person
from asset_map.journeys import answer_question, review_contribution, say_all_right
from asset_map.journeys.acting import acting
from asset_map.journeys.answer_question import Reply
from asset_map.journeys.see_own import ON_A_PAGE, Own, see_own
from asset_map.journeys.send_in import confirm
from asset_map.journeys.take_back import open_question, take_back_own

pytestmark = pytest.mark.usefixtures("town")

ZOE = "zoe@example.org"


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


def own_of(person: Person, **pages: int) -> Own:
    with acting(lambda: person):
        return see_own(**pages)


def taken_back(person: Person, id: UUID) -> None:
    with acting(lambda: person):
        take_back_own(id)


def asked(id: UUID, words: str = "Which room?") -> None:
    with acting(lambda: OPERATOR):
        review_contribution.ask(id, 1, words)


@contextmanager
def questions() -> Iterator[list[str]]:
    """Collect what the database is asked."""
    found: list[str] = []

    def heard(_connection, _cursor, statement, *_more) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", heard)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", heard)


def test_what_was_sent_before_there_was_an_account_is_shown_to_whoever_has_the_address():
    before = sent_by(VISITOR, email=ZOE)
    sent_by(VISITOR, email="another@example.org")
    zoe = somebody(email=ZOE)
    after = sent_by(zoe, said={"name": "Draughts", "postcode": "DY1 1AA"})

    assert [(one.id, one.state) for one in own_of(zoe).sent] == [
        (after.id, State.WAITING),
        (before.id, State.HELD),
    ]
    assert own_of(somebody()).sent == ()


def test_what_a_steward_asked_is_shown_and_answered_without_the_mail():
    zoe = somebody(email=ZOE)
    id = sent_by(zoe).id
    asked(id)
    [one] = own_of(zoe).sent
    assert (one.state, one.question, one.open) == (State.ASKED, "Which room?", True)
    with acting(lambda: zoe):
        token = open_question(id)
    with acting(lambda: VISITOR):
        answer_question.answer(token, Reply("The big one."))

    [one] = own_of(zoe).sent
    assert (one.state, one.question) == (State.WAITING, "")
    with acting(lambda: zoe), pytest.raises(BadInput, match="Nothing is asked"):
        open_question(id)


@pytest.mark.parametrize("how", ["from an account", "before the account", "asked", "confirmed"])
def test_what_nobody_decided_on_is_taken_back_by_whoever_sent_it(how):
    zoe = somebody(email=ZOE)
    id = sent_by(zoe if how in ("from an account", "asked") else VISITOR, email=ZOE).id
    if how == "asked":
        asked(id)
    if how == "confirmed":
        confirm(token_in(letters()[0]))
    for _ in range(2):
        taken_back(zoe, id)

    [one] = own_of(zoe).sent
    assert (one.state, one.open) == (State.TAKEN_BACK, False)
    assert ask_one("SELECT count(*) FROM contribution_turn WHERE what = 'taken back'") == 1


def test_nobody_takes_back_or_answers_what_another_sent():
    id = sent_by(somebody(email=ZOE)).id
    asked(id)
    other = somebody()
    for journey in (take_back_own, open_question):
        for which in (id, uuid4()):
            with acting(lambda: other), pytest.raises(NotFound, match="You sent in nothing"):
                journey(which)

    assert ask_one("SELECT state FROM contribution") == "asked"


def test_what_was_decided_is_not_taken_back():
    zoe = somebody(email=ZOE)
    id = sent_by(zoe).id
    with acting(lambda: OPERATOR):
        review_contribution.decline(id, 1, "It is on the map.")

    with pytest.raises(BadInput, match="decided already"):
        taken_back(zoe, id)
    [one] = own_of(zoe).sent
    assert (one.state, one.reason) == (State.DECLINED, "It is on the map.")


def test_what_was_taken_back_is_confirmed_and_claimed_by_no_link():
    zoe = somebody(email=ZOE)
    id = sent_by(VISITOR, email=ZOE).id
    [letter] = letters()
    taken_back(zoe, id)
    confirm(token_in(letter))

    assert ask_one("SELECT state FROM contribution") == "taken_back"


def test_all_that_is_due_is_listed_and_said_right_at_once_but_what_was_not_shown():
    zoe = keeper_of("Lunch")
    with session.transaction() as connection:
        for name in ("Supper", "Town Friends", "New Hall"):
            keepers.begin(connection, asset_named(name), zoe.account_id, "a steward")
    change("UPDATE asset SET valid_to = current_date WHERE name = 'New Hall'")
    change("UPDATE asset SET last_confirmed = '2020-01-01' WHERE name = 'Lunch'")
    assert [one.name for one in own_of(zoe).due] == ["Lunch", "Supper", "Town Friends"]

    shown = [asset_named("Lunch"), asset_named("Supper"), asset_named("Refuge")]
    with acting(lambda: zoe):
        assert say_all_right.say_all_right(shown) == 2

    assert [one.name for one in own_of(zoe).due] == ["Town Friends"]
    days = "SELECT last_confirmed FROM asset WHERE name = :name"
    assert ask_one(days, name="Supper") == uk_today()
    assert ask_one(days, name="Refuge") is None


def many(person: Person, count: int) -> None:
    """Let somebody keep so many groups more, and send in as much about each."""
    change(
        """
        WITH made AS (
            INSERT INTO asset (id, kind, name, name_key, located_by, source_id, retrieved,
                               last_confirmed)
            SELECT gen_random_uuid(), kind, 'Group ' || n, 'group ' || n, located_by, source_id,
                   retrieved, '2020-01-01'
            FROM asset, generate_series(1, :count) AS n WHERE name = 'Town Friends' RETURNING id),
        keeping AS (
            INSERT INTO asset_keeper (asset_id, account_id, since, how)
            SELECT id, :account, now(), 'a steward' FROM made)
        INSERT INTO contribution (id, kind, asset_kind, about, said, before, state, sent, consent,
                                  by_account)
        SELECT gen_random_uuid(), 'change', 'group', id, '{"name": "New"}', '{}', 'waiting', now(),
               '', :account FROM made
        """,
        count=count,
        account=person.account_id,
    )


def test_many_entries_take_as_many_questions_as_few_and_come_in_pages():
    zoe = keeper_of("Lunch")
    changed_by(zoe, "Lunch", name="Dinner")
    with questions() as few:
        own_of(zoe)
    many(zoe, 300)
    with questions() as all_of_them:
        own = own_of(zoe)

    assert len(all_of_them) == len(few)
    assert (len(own.kept), len(own.sent), len(own.due)) == (ON_A_PAGE, ON_A_PAGE, 301)
    assert (own.kept_page.of, own.sent_page.of) == (13, 13)
    assert {one.waiting for one in own.kept} == {1}
    pages = [own_of(zoe, kept_page=page, sent_page=page) for page in range(1, 14)]
    assert len({one.asset.id for page in pages for one in page.kept}) == 301
    assert len({one.id for page in pages for one in page.sent}) == 301
    assert own_of(zoe, kept_page=99).kept_page.number == 13
