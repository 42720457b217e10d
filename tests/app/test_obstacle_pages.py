"""What gets in groups' way, as a browser sends and sees it."""

import html

import pytest
from loads import ask, ask_one, change
from naughty import OURS
from signed_in import session_of
from telling import asset_named, browser, letters, link_in, own_home, tie_in
from test_entry_forms import fields_in, heading

from asset_map.app import change_wording, review_wording
from asset_map.app import obstacle_wording as words
from asset_map.domain.people import Role

pytestmark = pytest.mark.usefixtures("town")

SAID = {"theme": "keys", "words": "No keys after six.", "directorate": "Housing"}


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


def page_of(name: str) -> str:
    return f"/asset/{asset_named(name)}/obstacle"


def sent(client, name: str = "Town Friends", **said: str):
    page = client.get(page_of(name)).text
    return client.post(page_of(name), data=fields_in(page) | SAID | said)


def taken_in(name: str = "Town Friends", **said: str) -> str:
    """An obstacle that a member sent by the form and a steward accepted by theirs."""
    sent(browser(session_token=session_of(Role.MEMBER)), name, **said)
    [id] = ask("SELECT id FROM contribution WHERE state = 'waiting'")[0]
    client = browser(session_token=session_of(Role.STEWARD))
    page = client.get(f"/review/{id}").text
    client.post(f"/review/{id}", data=tie_in(page) | {"do": "accept", "version": "1"})
    return str(id)


def test_a_visitor_tells_it_and_confirms_their_address():
    client = browser()
    answer = sent(client, sender="jo@example.org")
    link = link_in(letters()[-1])
    client.post(link, data=tie_in(client.get(link).text))

    assert heading(answer.text) == change_wording.TOLD["held"]
    assert "jo@example.org" not in answer.text
    assert ask("SELECT kind, state FROM contribution") == [("obstacle", "waiting")]


def test_what_is_wrong_stands_beside_each_field_and_nothing_typed_is_lost():
    answer = sent(browser(), theme="", words="x" * 501, sender="nobody")

    assert answer.status_code == 422
    for field in ("theme", "words", "sender"):
        assert f'href="#am-{field}"' in answer.text
    assert fields_in(answer.text)["words"] == "x" * 501
    assert fields_in(answer.text)["directorate"] == "Housing"


def test_a_form_of_another_page_is_not_taken():
    client = browser()
    page = fields_in(client.get(page_of("Lunch")).text)
    answer = client.post(page_of("Lunch"), data=page | SAID | {"form": "x", "sender": "a@b.org"})

    assert change_wording.OLD_FORM in html.unescape(answer.text)
    assert ask("SELECT 1 FROM contribution") == []


def test_a_robot_is_thanked_and_nothing_is_kept():
    answer = sent(browser(), sender="a@b.org", homepage="http://evil.example")

    assert heading(answer.text) == change_wording.TOLD["waits"]
    assert ask("SELECT 1 FROM contribution") == []


def test_a_steward_reads_it_and_takes_it_in():
    sent(browser(session_token=session_of(Role.MEMBER)), named="yes")
    id = ask_one("SELECT id FROM contribution")
    client = browser(session_token=session_of(Role.STEWARD))
    page = client.get(f"/review/{id}").text

    assert "Town Friends: something gets in the way" in page
    assert review_wording.field("directorate") in page
    assert "No keys after six." in page
    assert review_wording.NO_WAY_YET not in page


def test_everybody_reads_what_was_taken_in_and_only_officers_are_asked_to_answer():
    taken_in(named="yes")
    seen = browser().get("/obstacles").text
    officers = browser(session_token=session_of(Role.OFFICER)).get("/obstacles").text

    for said in ("Housing", "No keys after six.", "Town Friends", words.STANDS, words.COUNT):
        assert said in seen
    assert words.ANSWER_WORDS not in seen
    assert words.ANSWER_WORDS in officers


def test_an_officers_answer_stands_there_for_everybody():
    id = taken_in()
    client = browser(session_token=session_of(Role.OFFICER))
    tie = tie_in(client.get("/obstacles").text)
    typed = {f"words-{id}": "A key box hangs there now.", f"removed-{id}": "1 October 2026"}
    answer = client.post(f"/obstacles/{id}", data=tie | typed)
    again = client.post(f"/obstacles/{id}", data=tie | {f"words-{id}": "Not ours."})
    seen = browser().get("/obstacles").text

    assert words.ANSWERED in answer.text
    assert "answered this meanwhile" in again.text
    assert "Not ours." in again.text
    assert "A key box hangs there now." in seen
    assert words.REMOVED.format(day="1 October 2026") in seen
    assert words.COUNT not in seen


def test_a_day_that_cannot_be_read_is_told_and_nothing_typed_is_lost():
    id = taken_in()
    client = browser(session_token=session_of(Role.OFFICER))
    tie = tie_in(client.get("/obstacles").text)
    typed = {f"words-{id}": "Soon.", f"removed-{id}": "next spring"}
    answer = client.post(f"/obstacles/{id}", data=tie | typed)

    assert "next spring" in answer.text
    assert "Soon." in answer.text
    assert ask("SELECT answer FROM obstacle") == [("",)]


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.STEWARD])
def test_nobody_else_may_answer(role):
    id = taken_in()
    client = browser(session_token=session_of(role) if role else "")
    tie = tie_in(client.get(page_of("Lunch")).text)
    answer = client.post(f"/obstacles/{id}", data=tie | {f"words-{id}": "Done."})

    assert answer.status_code == 403
    assert ask("SELECT answer FROM obstacle") == [("",)]


def test_hostile_words_are_shown_as_words():
    for text in OURS[:14]:
        change("DELETE FROM contribution")
        taken_in(words=text[:500])
    page = browser().get("/obstacles").text

    assert "<script>window" not in page
    assert "<img src=x" not in page
    assert "<svg onload" not in page
    assert html.escape(OURS[0]) in page


def test_without_any_the_page_says_how_to_tell_one():
    assert html.escape(words.NONE_NEXT) in browser().get("/obstacles").text
