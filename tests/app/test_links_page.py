"""The pages on which links are said, confirmed, denied and ended, as a browser sends them."""

import pytest
from keeping import keeper_of, keeper_signed_in
from loads import ask_one
from signed_in import session_of
from telling import asset_named, browser, letters, link_in, own_home, tie_in

from asset_map.app import links_wording as words
from asset_map.domain.people import Role

pytestmark = pytest.mark.usefixtures("town")
GROUP, HALL = "Town Friends", "Old Hall"
TYPED = {"way": "meets", "name": HALL}


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


def at(ending="links", name=GROUP):
    return f"/asset/{asset_named(name)}/{ending}"


def sent(client, **typed):
    page = client.get(at()).text
    return client.post(at(), data=tie_in(page) | TYPED | typed)


def link_id():
    return str(ask_one("SELECT id FROM link WHERE type = 'meets_at' AND withdrawn IS NULL"))


def test_a_keeper_says_where_they_meet_and_ends_it_with_one_click():
    client = keeper_signed_in(GROUP)
    page = sent(client)
    public = browser().get(at()).text
    ended = client.post(at("links/end"), data=tie_in(page.text) | {"link": link_id()})

    assert "Town Friends meets at Old Hall." in page.text
    assert "Said by Town Friends only." in page.text
    assert "Said by Town Friends only." in public
    assert "End this link" not in public
    assert "The link has ended." in ended.text
    assert "meets at" not in browser().get(at()).text


@pytest.mark.parametrize("other", ["asked", "own", "nobody"])
def test_whoever_says_so_is_told_who_is_asked(other):
    client = keeper_signed_in(GROUP)
    if other == "asked":
        keeper_of(HALL)
    if other == "own":
        keeper_signed_in(HALL)
    page = sent(client).text

    assert [text for text in words.OTHER.values() if text in page] == [words.OTHER[other]]
    assert ("Both sides say so." in page) is (other == "own")
    assert len(letters()) == (other == "asked")


def test_the_other_side_confirms_from_the_letter():
    keeper_of(HALL)
    sent(keeper_signed_in(GROUP))
    client, path = browser(), link_in(letters()[-1])
    page = client.get(path).text
    answer = client.post(path, data=tie_in(page) | {"answer": "yes"})

    assert "<strong>Town Friends meets at Old Hall.</strong>" in page
    assert "both sides say so now" in answer.text
    assert "Both sides say so." in browser().get(at()).text


def test_the_other_side_denies_from_the_letter():
    keeper_of(HALL)
    sent(keeper_signed_in(GROUP))
    client, path = browser(), link_in(letters()[-1])
    answer = client.post(path, data=tie_in(client.get(path).text) | {"answer": "no"})

    assert "It is off the map" in answer.text
    assert "meets at" not in browser().get(at()).text


def test_a_steward_confirms_from_the_list_of_one_sided_links():
    sent(keeper_signed_in(GROUP))
    steward = browser(session_token=session_of(Role.STEWARD))
    page = steward.get("/review/links")
    group = asset_named(GROUP)
    done = steward.post(
        f"/asset/{group}/links/confirm",
        data=tie_in(page.text) | {"link": link_id(), "from": "review"},
    )

    assert "Confirm it for those who cannot" in page.text
    assert "Every link that people stated is said by both sides." in done.text
    assert browser().get("/review/links").status_code == 403


def test_several_that_may_be_meant_are_offered_to_choose_from():
    page = sent(keeper_signed_in(GROUP), name="Hall")

    assert page.status_code == 422
    assert "Which one do you mean?" in page.text
    assert "DY1 1AA" in page.text
    assert 'value="Hall"' in page.text


def test_a_visitor_is_sent_a_letter_first():
    page = sent(browser(), sender="jo@example.org")

    assert "one step is left" in page.text
    assert link_in(letters()[-1]).startswith("/confirm/")


@pytest.mark.parametrize("ending", ["links", "links/end", "links/confirm"])
def test_a_forged_form_does_nothing(ending):
    sent(keeper_signed_in(GROUP))
    before = ask_one("SELECT count(*) FROM contribution")
    browser().post(at(ending), data={**TYPED, "link": link_id(), "sender": "jo@example.org"})

    assert ask_one("SELECT count(*) FROM contribution") == before
    assert ask_one("SELECT said_by FROM link WHERE type = 'meets_at'") == "from"
