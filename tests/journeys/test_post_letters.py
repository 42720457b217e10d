"""Letters are sent by one at a time, and none is left behind; a slow server holds up nobody."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from uuid import uuid4

import pytest
from aiosmtpd.smtp import SMTP
from loads import ask, ask_one, change
from mail_servers import TAKEN, certified, mail_server, settings_of
from telling import asset_named, letters, own_home, sent_by, token_in

from asset_map.domain.errors import BadInput
from asset_map.domain.people import VISITOR
from asset_map.journeys import letter_words, post_letters
from asset_map.journeys.acting import acting
from asset_map.journeys.claim_asset import Claim, claim, open_claim
from asset_map.journeys.send_in import confirm, look_at_held
from asset_map.outward import mail
from asset_map.outward import mail_server as ours
from asset_map.settings import get_settings

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


@pytest.fixture
def mails(tmp_path, monkeypatch):
    """A mail server, which is set."""
    certificate = certified(tmp_path, "127.0.0.1")
    with mail_server(certificate) as running:
        for name, value in settings_of(running, certificate).items():
            monkeypatch.setenv(name, value)
        get_settings.cache_clear()
        yield running
    monkeypatch.undo()
    get_settings.cache_clear()


def later() -> None:
    """Let the time pass after which letters are tried again."""
    change("UPDATE letter SET next_try = now() WHERE sent IS NULL")


def links() -> list[str]:
    """Return of the links that were made, the oldest first, which work."""
    rows = ask("SELECT expires > now() AND used IS NULL AS open FROM letter_link ORDER BY made")
    return ["open" if row.open else "ended" for row in rows]


def test_while_a_mail_server_does_not_answer_others_go_on_and_their_letters_go_out_after_it(
    monkeypatch,
):
    reached, answers, written = Event(), Event(), []

    def slow(letter):
        reached.set()
        assert answers.wait(30)
        written.append(letter["To"])

    monkeypatch.setattr(mail, "send", slow)
    sent_by(email="first@example.org")
    with ThreadPoolExecutor(1) as beside:
        first = beside.submit(post_letters.post_letters)
        assert reached.wait(30)
        assert nobody_holds_anything()
        sent_by(email="second@example.org")
        assert post_letters.post_letters() == 0
        answers.set()
        assert first.result() == 2

    assert written == ["first@example.org", "second@example.org"]


def nobody_holds_anything() -> bool:
    """Tell whether no transaction is open, but the one that asks."""
    return not ask(
        """
        SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
        """
    )


def test_a_letter_that_a_server_refuses_goes_out_once_it_takes_it(mails, caplog):
    mails.refuses = "451 sender@example.org: try later"
    sent_by()
    assert [post_letters.post_letters() for _ in range(2)] == [0, 0]
    mails.refuses = ""
    assert post_letters.post_letters() == 0, "Not at once: the server is in trouble."
    later()

    assert post_letters.post_letters() == 1
    assert len(mails.taken) == 1
    assert "sender@example.org" not in caplog.text


def test_a_letter_that_a_server_never_takes_is_given_up_and_said_to_be(mails, caplog):
    mails.refuses = "550 no"
    sent_by()
    for _ in range(15):
        post_letters.post_letters()
        later()

    assert ask_one("SELECT tries FROM letter") == 12
    assert caplog.text.count("It was tried often, and is given up.") == 1


def test_of_a_letter_that_may_have_gone_out_both_links_work_and_using_one_uses_both(mails):
    async def drop(talk: SMTP) -> str:
        talk.transport.close()
        return TAKEN

    mails.mood = drop
    sent = sent_by()
    assert post_letters.post_letters() == 0
    mails.mood = None
    later()
    assert post_letters.post_letters() == 1

    first, second = mails.taken
    assert first["Message-ID"] == second["Message-ID"]
    tokens = [token_in(one.get_content()) for one in (first, second)]
    assert len(set(tokens)) == 2
    assert [look_at_held(token).id for token in tokens] == [sent.id, sent.id]
    assert confirm(tokens[0]).state == "waiting"
    assert not ask("SELECT FROM letter_link WHERE used IS NULL")
    assert confirm(tokens[1]).state == "waiting"
    assert ask_one("SELECT count(*) FROM contribution_turn WHERE what = 'confirmed'") == 1


def test_a_server_that_hangs_is_left_and_tried_again(mails, monkeypatch):
    async def hang(_talk: SMTP) -> str:
        await asyncio.sleep(30)
        return TAKEN

    mails.mood = hang
    monkeypatch.setattr(ours, "WAITS_SECONDS", 0.5)
    sent_by()
    assert post_letters.post_letters() == 0
    mails.mood = None
    later()

    assert post_letters.post_letters() == 1


def test_a_later_letter_about_the_same_ends_the_link_of_the_one_before_once_it_is_sent(mails):
    sent = sent_by()
    post_letters.post_letters()
    again(sent.id)
    mails.refuses = "451 later"
    post_letters.post_letters()
    assert links() == ["open", "open"], "Until it is sent its reader has only the old one."
    mails.refuses = ""
    later()
    post_letters.post_letters()

    assert links() == ["ended", "open", "open"]
    first, second = mails.taken
    with pytest.raises(BadInput, match="does not work any more"):
        confirm(token_in(first.get_content()))
    assert confirm(token_in(second.get_content())).id == sent.id


def test_of_two_letters_that_wait_and_say_the_same_one_is_sent(mails):
    again(sent_by().id)

    assert post_letters.post_letters() == 1
    assert len(mails.taken) == 1
    assert not ask("SELECT FROM letter WHERE sent IS NULL")


def test_of_two_claims_by_one_address_only_the_later_ones_link_works():
    change("UPDATE asset SET email = 'office@lunch.example' WHERE name = 'Lunch'")
    for who in ("its secretary", "its chair"):
        wanted = Claim(uuid4(), str(asset_named("Lunch")), who, "office@lunch.example")
        with acting(lambda: VISITOR):
            claim(wanted)
        mails = letters()
    first, second = (token_in(one) for one in mails)
    with pytest.raises(BadInput, match="does not work any more"):
        open_claim(first)

    assert open_claim(second).who == "its chair"


def again(id) -> None:
    """Note the same letter once more, as when somebody asks twice."""
    change(
        """
        INSERT INTO letter (id, what, about, made, next_try)
        VALUES (gen_random_uuid(), 'confirm', :id, now(), now())
        """,
        id=id,
    )


def test_each_letter_that_has_words_can_be_made():
    subjects = {name for name in vars(letter_words) if name.endswith("_SUBJECT")}

    assert {getattr(letter_words, name.removesuffix("_SUBJECT")) for name in subjects} == set(
        post_letters.LETTERS
    )
