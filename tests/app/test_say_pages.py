"""What people say to a proposal, as a browser sends it and the proposal's page shows it."""

import html

import pytest
from loads import ask, ask_one
from naughty import OURS
from proposers import close, drafted, id_of, published_by, somebody
from signed_in import session_of
from telling import browser, letters, link_in, own_home, tie_in
from test_entry_forms import fields_in, heading

from asset_map.app import change_wording, proposal_said
from asset_map.app import said_wording as words
from asset_map.domain.people import Role
from asset_map.domain.proposals import Proposal
from asset_map.journeys.see_answers import see_answers, weigh_answers

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


@pytest.fixture
def halls() -> Proposal:
    """A published proposal that closes the Old Hall."""
    return published_by(somebody("anna"), close("Old Hall"))


def page_of(of: Proposal, what: str = "answer") -> str:
    return f"/proposal/{of.id}/{what}"


def sent(client, of: Proposal, what: str = "answer", **said: str):
    page = client.get(page_of(of, what)).text
    return client.post(page_of(of, what), data=fields_in(page) | said)


def keys(**said: str) -> dict[str, str]:
    """The keys of the Old Hall go to the Town Friends."""
    hall = id_of("Old Hall")
    told = {f"do_{hall}": "hand_over", f"to_{hall}": "Town Friends", "title": "Keep the keys"}
    return told | said


def accept_all() -> None:
    """A steward accepts all that waits, by the form."""
    client = browser(session_token=session_of(Role.STEWARD))
    for (id,) in ask("SELECT id FROM contribution WHERE state = 'waiting' ORDER BY sent"):
        page = client.get(f"/review/{id}").text
        client.post(f"/review/{id}", data=tie_in(page) | {"do": "accept", "version": "1"})


def drawn(of: Proposal) -> str:
    """What stands on the proposal's page of what people said."""
    found = see_answers(of.id)
    return proposal_said.said(of, found) + proposal_said.instead(found, weigh_answers(of.id))


def test_a_visitor_says_it_and_confirms_their_address(halls):
    client = browser()
    answer = sent(client, halls, words="We meet there.", sender="jo@example.org")
    link = link_in(letters()[-1])
    client.post(link, data=tie_in(client.get(link).text))

    assert heading(answer.text) == words.TOLD["held"]
    assert "jo@example.org" not in answer.text
    assert ask("SELECT kind, state FROM contribution") == [("answer", "waiting")]


def test_once_a_steward_took_it_in_it_stands_on_the_page(halls):
    member = browser(session_token=session_of(Role.MEMBER))
    sent(member, halls, words="We meet <b>there</b>.", group="Town Friends")
    before = drawn(halls)
    accept_all()
    after = drawn(halls)

    assert words.NONE in before
    assert "We meet &lt;b&gt;there&lt;/b&gt;." in after
    assert "Town Friends" in after


def test_a_steward_sees_of_which_proposal_it_is_and_who_sends_it(halls):
    sent(browser(session_token=session_of(Role.MEMBER)), halls, words="So.", group="Town Friends")
    id = ask_one("SELECT id FROM contribution")
    page = browser(session_token=session_of(Role.STEWARD)).get(f"/review/{id}").text

    for said in ("Halls: a comment", "Town Friends", "has not shown that they may speak for it"):
        assert said in page


def test_a_counter_proposal_is_drawn_beside_the_proposal(halls):
    sent(browser(session_token=session_of(Role.MEMBER)), halls, "counter", **keys(words="Ours."))
    accept_all()
    found = drawn(halls)

    assert "Keep the keys" in found
    assert html.escape(words.COUNTER_OF.format(title="Keep the keys")) in found
    assert words.STOPS.format(proposal="1 thing", answer="0 things") in found


def test_everything_that_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(halls):
    hall = id_of("Old Hall")
    typed = keys(title="", sender="nobody", words="Ours.") | {f"to_{hall}": "Nobody <b>"}
    answer = sent(browser(), halls, "counter", **typed)

    assert answer.status_code == 422
    for field in ("title", f"to-{hall}", "sender"):
        assert f'href="#am-{field}"' in answer.text
    assert f"{html.escape('Nobody <b>')}" in answer.text
    assert "Ours." in answer.text


def test_a_change_that_cannot_be_is_told_in_a_sentence(halls):
    hall = id_of("Old Hall")
    typed = keys() | {f"do_{hall}": "move", f"to_{hall}": "Safe House"}
    member = browser(session_token=session_of(Role.MEMBER))
    answer = sent(member, halls, "counter", **typed)

    assert answer.status_code == 422
    assert f'href="#am-do-{hall}"' in answer.text
    assert "is kept hidden" in answer.text


@pytest.mark.parametrize("what", ["answer", "counter"])
@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.OFFICER])
def test_of_a_draft_the_pages_say_what_they_say_of_none(what, role):
    draft = drafted(somebody("anna"), close("Old Hall"), title="Secret")
    client = browser(session_token=session_of(role) if role else "")
    pages = [
        client.get(f"/proposal/{id}/{what}").text.replace(str(id), "")
        for id in (draft.id, "00000000-0000-4000-8000-000000000000", "nothing")
    ]

    assert pages[0] == pages[1] == pages[2]
    assert "Secret" not in pages[0]


@pytest.mark.parametrize("what", ["answer", "counter"])
def test_a_form_of_another_page_is_not_taken(halls, what):
    client = browser()
    page = fields_in(client.get(page_of(halls, what)).text)
    typed = {"form": "x", "words": "Kept.", "title": "T", "sender": "a@b.org"}
    answer = client.post(page_of(halls, what), data=page | typed)

    assert change_wording.OLD_FORM in html.unescape(answer.text)
    assert "Kept." in answer.text
    assert ask("SELECT 1 FROM contribution") == []


def test_hostile_words_are_shown_as_words(halls):
    member = browser(session_token=session_of(Role.MEMBER))
    for text in OURS[:8]:
        sent(member, halls, words=text)
        sent(member, halls, "counter", **keys(title=text[:200], words=text))
    accept_all()
    found = drawn(halls)

    assert "<script>window" not in found
    assert "<img src=x" not in found
    assert "<svg onload" not in found
    assert html.escape(OURS[0]) in found


def test_whoever_sent_it_sees_how_far_it_is_and_stewards_see_it_in_the_queue(halls):
    member = browser(session_token=session_of(Role.MEMBER))
    sent(member, halls, words="So.")
    sent(member, halls, "counter", **keys())
    own = member.get("/own").text
    waiting = browser(session_token=session_of(Role.STEWARD)).get("/review").text

    assert "An answer to a proposal" in own
    assert "A proposal instead" in own
    assert "Halls: another proposal" in waiting
    assert "Halls: a comment" in waiting
