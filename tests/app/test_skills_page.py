"""The page on which a group says what its people can do, as a browser sends it."""

import pytest
from keeping import keeper_of, keeper_signed_in
from loads import ask_one
from telling import asset_named, browser, letters, link_in, own_home, tie_in

pytestmark = pytest.mark.usefixtures("town")
GROUP = "Town Friends"
TYPED = {"skill": "gardening", "people": "12", "area": "E05000002", "when": "Mondays"}


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


def at(ending="skills", name=GROUP):
    return f"/asset/{asset_named(name)}/{ending}"


def sent(client, **typed):
    page = client.get(at()).text
    return client.post(at(), data=tie_in(page) | TYPED | typed)


def test_a_keeper_counts_sees_the_exact_number_and_takes_it_back_with_one_click():
    client = keeper_signed_in(GROUP)
    page = sent(client)
    public = browser().get(at()).text
    offer = ask_one("SELECT asset_id FROM skill_offer WHERE skill = 'gardening'")
    own = client.get("/own").text
    hidden = tie_in(page.text)
    after = client.post(f"/asset/{offer}/withdraw", data=hidden | {"group": ""})

    assert "Gardening: 12 people, East Town (ward)." in page.text
    assert "Gardening: about 10 people, East Town (ward)." in public
    assert "12 people" not in public
    assert "/offer?skill=gardening" in public
    assert f"/asset/{offer}/withdraw" in own
    assert "gone from the map" in after.text
    assert "Gardening" not in browser().get(at()).text


def test_what_is_rare_is_marked_for_its_keepers_and_shown_to_nobody_else():
    client = keeper_signed_in(GROUP)
    page = sent(client, people="4")

    assert "Gardening: 4 people" in page.text
    assert "the figures of Dudley as a whole" in page.text
    assert "No skills are told of here." in browser().get(at()).text


def test_what_is_wrong_stands_at_the_top_and_nothing_typed_is_lost():
    page = sent(keeper_signed_in(GROUP), people="some", when='<Jane> "Smith", Tom')

    assert page.status_code == 422
    assert 'href="#am-people"' in page.text
    assert 'value="&lt;Jane&gt; &quot;Smith&quot;, Tom"' in page.text


def test_names_are_asked_about():
    client = keeper_signed_in(GROUP)
    page = sent(client, when="Jane, Tom, Ali")
    again = client.post(
        at(), data=tie_in(page.text) | TYPED | {"when": "Jane, Tom, Ali", "no_names": "yes"}
    )

    assert "looks like names of people" in page.text
    assert 'name="no_names"' in page.text
    assert again.status_code == 200


def test_a_visitor_is_sent_a_letter_first():
    client = browser()
    page = sent(client, sender="jo@example.org")
    [letter] = letters()

    assert "one step is left" in page.text
    assert link_in(letter).startswith("/confirm/")


@pytest.mark.parametrize("ending", ["skills", "withdraw"])
def test_a_forged_form_does_nothing(ending):
    keeper_of(GROUP)
    before = ask_one("SELECT count(*) FROM contribution")
    browser().post(at(ending), data={**TYPED, "sender": "jo@example.org"})

    assert ask_one("SELECT count(*) FROM contribution") == before


def test_what_is_no_group_offers_no_skills_and_says_so():
    assert browser().get(at(name="Old Hall")).status_code == 400
