"""The pages on which stewards decide and senders answer: as a browser without script."""

import re

import pytest
from loads import ask, ask_one
from signed_in import session_of
from telling import asset_named, browser, letters, link_in, own_home, sent_by, tie_in, token_in

from asset_map.db import contributions, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Kind, State
from asset_map.domain.people import OPERATOR, VISITOR, Role
from asset_map.journeys.review_contribution import accept, decline
from asset_map.journeys.send_in import confirm
from asset_map.web import flood

pytestmark = pytest.mark.usefixtures("town")

CHESS = {
    "name": "Chess & <b>Club</b>",
    "postcode": "DY1 1AB",
    "needs": "company",
    "hours": "Mo 18:00-20:00",
    "email": "private.person@example.org",
}

TYPED = CHESS | {"email": ""}


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    return own_home(tmp_path, monkeypatch)


@pytest.fixture
def steward():
    return browser(session_token=session_of(Role.STEWARD))


def waiting(**said: str):
    """The id of what a visitor sent in and confirmed."""
    sent = sent_by(VISITOR, said={**CHESS, "email": ""} | said)
    confirm(token_in(letters()[-1]))
    return sent.id


def now(id):
    with session.reading() as connection:
        return contributions.of_id(connection, id)


def press(client, path: str, **fields: str):
    """Open a page and send a form of it."""
    page = client.get(path)
    return client.post(path, data=tie_in(page.text) | fields)


def test_the_queue_leads_to_what_waits(steward):
    id = waiting()
    page = steward.get("/review")

    assert page.status_code == 200
    assert f'href="/review/{id}"' in page.text
    assert "1 waits for a decision" in page.text
    assert "Chess &amp; &lt;b&gt;Club&lt;/b&gt;: a new group" in page.text
    assert {"/twins", "/review/stale"} <= set(re.findall('href="([^"]+)"', page.text))


def test_an_empty_queue_says_so(steward):
    assert "Nothing waits." in steward.get("/review").text


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.OFFICER])
def test_others_are_not_let_in(role):
    id = waiting()
    client = browser(session_token=session_of(role) if role else "")

    for path in ("/review", f"/review/{id}", f"/review/{id}/part/{id}"):
        page = client.get(path)
        assert page.status_code == 403
        assert "Chess" not in page.text
        ways_in = page.text.split("<main>")[1].count("/sign-in")
        assert ways_in == (0 if role else 1)


def test_a_steward_sees_what_it_takes_and_nobodys_address(steward):
    page = steward.get(f"/review/{waiting(email=CHESS['email'])}").text

    for told in ("somebody with a confirmed address", "West Town", "Monday 18:00", "nothing else"):
        assert told.casefold() in page.casefold()
    assert "example.org" not in page
    assert "<b>" not in page


def test_what_it_is_good_for_is_told_by_its_name(steward):
    label = ask_one("SELECT label FROM need WHERE id = 'company'")
    added = steward.get(f"/review/{waiting()}").text
    change = sent_by(
        OPERATOR,
        kind=Kind.CHANGE,
        about=asset_named("Lunch"),
        asset_kind=AssetKind.SERVICE,
        said={"needs": "company"},
        before={"needs": ""},
    )

    for page in (added, steward.get(f"/review/{change.id}").text):
        assert re.search(rf"<td[^>]*><span>{label}<", page)
        assert ">company<" not in page


def test_accepting_puts_it_on_the_map_and_the_page_says_so(steward):
    id = waiting()

    page = press(steward, f"/review/{id}", do="accept", others="")

    assert page.status_code == 200
    assert "It was accepted on" in page.text
    assert f'href="/asset/{now(id).asset_id}"' in page.text
    assert 'name="do"' not in page.text


def test_accepting_twice_from_one_open_page_is_told_and_done_once(steward):
    id = waiting()
    fields = tie_in(steward.get(f"/review/{id}").text) | {"do": "accept", "others": ""}
    steward.post(f"/review/{id}", data=fields)

    again = steward.post(f"/review/{id}", data=fields)

    assert again.status_code == 409
    assert "It was accepted already" in again.text
    assert len(ask("SELECT 1 FROM asset WHERE name LIKE 'Chess%'")) == 1


def test_what_was_typed_is_kept_where_somebody_was_quicker(steward):
    id = waiting()
    fields = tie_in(steward.get(f"/review/{id}").text)
    press(steward, f"/review/{id}", do="ask", question="Which room?")

    page = steward.post(f"/review/{id}", data=fields | {"do": "decline", "reason": "It is a shop."})

    assert page.status_code == 409
    assert "Something was done with it since you looked" in page.text
    assert "It is a shop." in page.text
    assert now(id).state is State.ASKED


@pytest.mark.parametrize(("do", "field"), [("ask", "question"), ("decline", "reason")])
def test_words_that_are_missing_are_asked_for_at_their_field(steward, do, field):
    id = waiting()

    page = press(steward, f"/review/{id}", do=do, **{field: " "})

    assert page.status_code == 400
    assert f'href="#am-{field}"' in page.text
    assert now(id).state is State.WAITING


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "accept", "others": "x"},
        {"do": "accept", "version": "one"},
        {"do": "accept", "version": "9" * 30},
        {"do": "accept", "version": ""},
        {"do": "dance"},
        {},
        {"do": "decline", "reason": "\0"},
        {"do": "ask", "question": "x" * 2001},
    ],
)
def test_a_mangled_form_decides_nothing(steward, sent):
    id = waiting()

    assert press(steward, f"/review/{id}", **sent).status_code in (400, 409)
    assert now(id).state is State.WAITING


def test_words_with_signs_that_no_database_holds_are_kept_without_them(steward):
    id = waiting()

    press(steward, f"/review/{id}", do="decline", reason="It is\0 a shop & <b>no club</b>.")

    assert now(id).reason == "It is a shop & <b>no club</b>."
    assert "<b>" not in steward.get(f"/review/{id}").text


@pytest.mark.parametrize("pair", ["", "?a=x&b=y", "?a=%00&b=%00", f"?a={'0' * 300}"])
def test_what_is_no_pair_is_refused(steward, pair):
    assert steward.get(f"/review/merge{pair}").status_code in (400, 404)


def test_a_steward_works_off_more_than_a_visitor_may_send(monkeypatch):
    monkeypatch.setattr(flood, "flood", flood.Flood(most=1))
    token = session_of(Role.STEWARD)
    steward = browser(session_token=token, address="81.2.69.142")
    ids = [waiting(name=f"Group {number}") for number in range(3)]

    for id in ids:
        assert press(steward, f"/review/{id}", do="decline", reason="A shop.").status_code == 200


def test_a_form_from_elsewhere_decides_nothing(steward):
    id = waiting()
    page = steward.post(
        f"/review/{id}", data={"do": "decline", "reason": "Spam", "version": "2", "form": "forged"}
    )

    assert page.status_code == 403
    assert "Spam" in page.text
    assert now(id).state is State.WAITING


def test_a_change_is_shown_side_by_side(steward):
    sent = sent_by(
        OPERATOR,
        kind=Kind.CHANGE,
        about=asset_named("Lunch"),
        asset_kind=AssetKind.SERVICE,
        said={"cost": "£2"},
        before={"cost": "free"},
    )
    page = steward.get(f"/review/{sent.id}").text

    assert "It changed since the sender looked." in page
    for text in ("nothing", "free", "£2"):
        assert re.search(rf"<td[^>]*><span>(<em>)?{text}", page)


def test_a_contact_that_may_be_private_is_shown_nowhere(steward):
    hall = asset_named("Old Hall")
    sent = sent_by(
        OPERATOR,
        asset_kind=AssetKind.VENUE,
        said={"name": "The Old Hall", "postcode": "DY1 1AA", "email": CHESS["email"]},
    )
    for path in (f"/review/{sent.id}", f"/review/{sent.id}/part/{hall}"):
        assert CHESS["email"] not in steward.get(path).text


def test_two_are_shown_as_one_and_as_two_again(steward):
    pair = f"/review/merge?a={asset_named('Lunch')}&b={asset_named('Supper')}"

    page = press(steward, pair, **{"take-name": "b", "take-hours": "a"})

    assert "They are shown as one now." in page.text
    assert [
        row.name for row in ask("SELECT name FROM asset WHERE kind = 'service' ORDER BY 1")
    ] == [
        "Refuge",
        "Supper",
    ]
    assert "shown as one already" in steward.get(pair).text
    done = steward.post(page.url, data=dict(HIDDEN.findall(page.text)))
    assert "are now shown as two" in done.text
    assert asset_named("Lunch")


HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def test_a_hidden_place_stands_beside_no_other(steward):
    pair = f"/review/merge?a={asset_named('Safe House')}&b={asset_named('Old Hall')}"
    page = steward.get(pair)

    assert page.status_code == 200
    assert "kept hidden" in page.text
    assert "DY2 2AD" not in page.text


def test_a_hidden_place_is_not_shown_beside_what_may_be_a_part_of_it(steward):
    sent = sent_by(
        OPERATOR,
        asset_kind=AssetKind.VENUE,
        said={"name": "A Safe House", "postcode": "DY2 2AB"},
    )
    page = steward.get(f"/review/{sent.id}/part/{asset_named('Safe House')}")

    assert page.status_code == 200
    assert "kept hidden" in page.text
    assert "DY2 2AD" not in page.text


def test_who_looked_before_one_changed_looks_again(steward):
    lunch = asset_named("Lunch")
    pair = f"/review/merge?a={lunch}&b={asset_named('Supper')}"
    fields = tie_in(steward.get(pair).text)
    sent = sent_by(
        OPERATOR,
        kind=Kind.CHANGE,
        about=lunch,
        asset_kind=AssetKind.SERVICE,
        said={"cost": "£2"},
        before={"cost": ""},
    )
    accept(sent.id, 1)

    page = steward.post(pair, data=fields)

    assert page.status_code == 409
    assert "One of the two changed since you looked" in page.text


def test_what_may_be_a_part_of_something_is_taken_in_field_by_field(steward):
    hall = asset_named("Old Hall")
    sent = sent_by(
        OPERATOR,
        asset_kind=AssetKind.VENUE,
        said={"name": "The Old Hall", "postcode": "DY1 1AA", "url": "https://hall.example.org"},
    )
    page = steward.get(f"/review/{sent.id}").text
    assert f'href="/review/{sent.id}/part/{hall}"' in page

    done = press(
        steward,
        f"/review/{sent.id}/part/{hall}",
        **{"take-url": "sent", "take-name": "map", "take-description": "map"},
    )

    assert "as a part of what was on the map" in done.text
    assert now(sent.id).state is State.MERGED
    [row] = ask("SELECT name, url FROM asset WHERE id = :id", id=hall)
    assert tuple(row) == ("Old Hall", "https://hall.example.org")


def asked(steward, **said: str) -> tuple[object, str]:
    """What a steward asks about, and the link in the letter."""
    id = waiting(**said)
    press(steward, f"/review/{id}", do="ask", question="Which room?")
    return id, link_in(letters()[-1])


def test_a_sender_answers_by_the_link_and_it_waits_again(steward):
    id, link = asked(steward)
    sender = browser()
    assert "Which room?" in sender.get(link).text

    done = press(sender, link, do="answer", words="The blue one.", **TYPED)

    assert "Your answer is kept" in done.text
    assert now(id).state is State.WAITING
    assert "The blue one." in steward.get(f"/review/{id}").text


def test_opening_the_link_answers_nothing(steward):
    id, link = asked(steward)
    for _ in range(3):
        browser().get(link)

    assert now(id).state is State.ASKED


def test_a_sender_changes_what_was_typed(steward):
    id, link = asked(steward)

    done = press(browser(), link, do="answer", words="", **TYPED | {"postcode": "DY1 1AD"})

    assert done.status_code == 200
    assert now(id).said["postcode"] == "DY1 1AD"


def test_what_cannot_be_is_told_and_what_was_typed_stays(steward):
    id, link = asked(steward)
    sender = browser()

    page = press(sender, link, do="answer", words="Moved.", **TYPED | {"postcode": "DY9 9ZZ"})

    assert page.status_code == 400
    assert 'href="#am-postcode"' in page.text
    assert "Moved." in page.text
    assert now(id).state is State.ASKED
    done = press(sender, link, do="answer", words="Moved.", **TYPED)
    assert "Your answer is kept" in done.text


def test_an_answer_without_words_and_without_a_change_is_none(steward):
    id, link = asked(steward)

    page = press(browser(), link, do="answer", words="", **TYPED)

    assert page.status_code == 400
    assert now(id).state is State.ASKED


def test_a_sender_takes_it_back(steward):
    id, link = asked(steward)

    done = press(browser(), link, do="back")

    assert "It is taken back" in done.text
    assert now(id).state is State.TAKEN_BACK
    assert "Its sender took it back" in steward.get(f"/review/{id}").text


def test_a_link_that_was_used_says_how_things_stand(steward):
    id, link = asked(steward)
    sender = browser()
    press(sender, link, do="answer", words="The blue one.", **TYPED)
    decline(id, now(id).version, "No.")

    assert "It is declined by now" in sender.get(link).text


def test_a_decision_while_the_sender_answers_stands(steward):
    id, link = asked(steward)
    sender = browser()
    form = tie_in(sender.get(link).text)
    decline(id, now(id).version, "No.")

    page = sender.post(link, data=form | {"do": "answer", "words": "The blue one."})

    assert "It is declined by now" in page.text
    assert now(id).state is State.DECLINED


@pytest.mark.parametrize("link", ["/answer/x", "/answer/" + "A" * 43])
def test_a_link_that_nobody_sent_opens_nothing(link):
    assert browser().get(link).status_code == 400
