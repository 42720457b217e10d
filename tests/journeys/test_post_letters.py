"""Letters are sent by one at a time, and none is left behind; a slow server holds up nobody."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from telling import own_home, sent_by

from asset_map.journeys import letter_words, post_letters
from asset_map.outward import mail

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


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
        sent_by(email="second@example.org")
        assert post_letters.post_letters() == 0
        answers.set()
        assert first.result() == 2

    assert written == ["first@example.org", "second@example.org"]


def test_each_letter_that_has_words_can_be_made():
    subjects = {name for name in vars(letter_words) if name.endswith("_SUBJECT")}

    assert {getattr(letter_words, name.removesuffix("_SUBJECT")) for name in subjects} == set(
        post_letters.LETTERS
    )
