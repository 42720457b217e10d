"""A group adds itself by a plain form, from what is typed to the page that everybody sees."""

import re
from uuid import uuid4

import pytest
from loads import ask_one
from naughty import OURS, broken_out
from signed_in import session_of
from starlette.applications import Starlette
from starlette.testclient import TestClient
from telling import HERE, asset_named, browser, letters, link_in, own_home, sent_by, tie_in

from asset_map.app import add_agreed, addresses
from asset_map.app import add_wording as words
from asset_map.db import contributions, session
from asset_map.domain.contributions import State
from asset_map.domain.people import OPERATOR, Role
from asset_map.journeys import review_contribution, send_in
from asset_map.journeys.acting import acting
from asset_map.journeys.see_asset import see_asset
from asset_map.web import telling_routes
from asset_map.web.app import middleware
from asset_map.web.flood import MOST, MOST_ASKED, Flood

CHESS = {
    "kind": "group",
    "name": "Chess Club",
    "postcode": "DY1 1AB",
    "hours": "Tue 6pm-8pm",
    "needs": ["company", "learning"],
    "consent": "yes",
    "sender": "anna@example.org",
}

EVERY = (
    *("name", "description", "postcode", "venue", "run_by", "address", "hours", "url", "email"),
    *("phone", "cost", "who_for", "languages", "behalf_of", "latitude", "sender", "covers"),
)


@pytest.fixture(autouse=True)
def home(town, tmp_path, monkeypatch):
    return own_home(tmp_path, monkeypatch)


def send(visit, page: str = "", **more):
    """Open the form, or take one that is open, and send it."""
    page = page or visit.get(addresses.ADD).text
    return visit.post(addresses.ADD, data=tie_in(page) | CHESS | more)


def kept() -> int:
    return ask_one("SELECT count(*) FROM contribution")


def main_of(answer) -> str:
    """What stands on a page between its head and its foot; our own scripts are in the head."""
    return answer.text.partition("<main>")[2].partition("</main>")[0]


def id_of(answer):
    return str(answer.url).rpartition("/")[2]


def test_from_the_form_to_the_page_that_everybody_sees():
    visit = browser()
    answer = send(visit)

    assert answer.history[0].status_code == 303
    assert words.SENT_NAMED.format(name="Chess Club") in answer.text
    assert "Tuesday 18:00-20:00" in answer.text
    (letter,) = letters()
    assert "anna@example.org" not in answer.text
    asked = visit.get(link_in(letter))
    visit.post(link_in(letter), data=tie_in(asked.text))
    with session.reading() as connection:
        (one,) = contributions.listed(connection, [State.WAITING])
    with acting(lambda: OPERATOR):
        done = review_contribution.accept(one.id, one.version)
    seen = see_asset(str(done.asset_id))
    assert (seen.asset.name, seen.asset.needs) == ("Chess Club", ("company", "learning"))
    assert [(one.byday, one.opens_at) for one in seen.sessions] == [("TU", "18:00")]


def test_what_is_wrong_stands_at_the_top_and_at_each_field_and_all_that_was_typed_is_there():
    answer = send(browser(), name="", postcode="tea & cake", consent="", description="Bring <b>one")

    assert answer.status_code == 422
    top = answer.text.partition('class="am-errors"')[2].partition("</ul>")[0]
    assert re.findall(r'href="#([\w-]+)"', top) == ["am-name", "am-postcode", "am-consent"]
    for field in ("am-name", "am-postcode", "am-consent"):
        assert f'id="{field}-error"' in answer.text
        assert f'id="{field}"' in answer.text
    assert "tea &amp; cake" in answer.text
    assert "Bring &lt;b&gt;one" in answer.text
    assert 'value="learning" checked' in answer.text
    assert kept() == 0


def test_a_form_that_was_open_for_too_long_comes_back_with_all_that_was_typed():
    visit = browser()
    page = visit.get(addresses.ADD).text
    visit.cookies.clear()
    old = send(visit, page)

    assert old.status_code == 422
    assert words.OLD_FORM in old.text
    assert 'value="Chess Club"' in old.text
    assert kept() == 0
    again = send(visit, old.text)
    assert words.SENT_NAMED.format(name="Chess Club") in again.text
    assert kept() == 1


def test_another_website_sends_nothing():
    visit = browser()
    page = visit.get(addresses.ADD).text
    visit.headers["Origin"] = "https://evil.example"

    assert send(visit, page).status_code == 422
    assert kept() == 0


def test_sent_twice_is_one_and_what_differs_is_asked_about():
    visit = browser()
    page = visit.get(addresses.ADD).text
    send(visit, page)
    assert words.SENT_NAMED.format(name="Chess Club") in send(visit, page).text
    other = send(visit, page, name="Draughts Club")

    assert words.SENT_OTHER in other.text
    assert kept() == 1
    send(visit, other.text, name="Draughts Club")
    assert kept() == 2


def test_a_mistyped_address_is_put_right_from_the_page_after_sending():
    visit = browser()
    sent = send(visit, sender="anna@exmaple.org")
    where = str(sent.url)
    wrong = visit.post(where, data=tie_in(sent.text) | {"sender": "anna"})
    right = visit.post(where, data=tie_in(wrong.text) | {"sender": "anna@example.org"})

    assert words.ELSEWHERE in sent.text
    assert wrong.status_code == 422
    assert 'id="am-sender-error"' in wrong.text
    assert words.SENT_AGAIN in right.text
    assert "To: anna@example.org" in letters()[-1]
    other = browser()
    forged = other.post(where, data=tie_in(other.get(addresses.ADD).text) | {"sender": "x@a.org"})
    assert forged.status_code == 422
    assert "x@a.org" not in "".join(letters())


def test_another_one_like_it_is_begun_by_whoever_sent_it_alone():
    visit = browser()
    answer = send(visit, phone="01384 812345")
    [way] = re.findall(r'href="([^"]+like=[^"]+)"', answer.text)
    begun, others = visit.get(way).text, browser().get(way).text

    assert ('value="DY1 1AB"' in begun, 'value="01384 812345"' in begun) == (True, True)
    assert "Chess Club" not in main_of(visit.get(way))
    assert "DY1 1AB" not in others


def test_who_guesses_an_id_sees_what_anybody_sees():
    answer = send(browser())
    guessed = browser().get(f"/add/sent/{id_of(answer)}")
    none = browser().get(f"/add/sent/{uuid4()}")

    assert guessed.status_code == none.status_code == 200
    assert main_of(guessed) == main_of(none)
    assert "Chess" not in guessed.text


def test_a_robot_is_told_thank_you_and_nothing_is_kept():
    answer = send(browser(), **{add_agreed.TRAP: "https://spam.example"})

    assert answer.status_code == 200
    assert words.SENT in answer.text
    assert kept() == 0
    assert not letters()


def test_what_may_be_there_already_is_shown_without_a_script():
    visit = browser()
    hall = {"kind": "venue", "name": "The Old Hall", "postcode": "DY1 1AA"}
    asked = send(visit, **hall)
    there = asset_named("Old Hall")

    assert asked.status_code == 422
    assert 'href="#am-none-of"' in asked.text
    assert f'href="/asset/{there}"' in asked.text
    assert f'href="/asset/{there}/change"' in asked.text
    assert send(visit, asked.text, none_of=str(there), **hall).status_code == 200
    assert kept() == 1


def test_a_hall_that_may_be_several_is_chosen_without_a_script():
    visit = browser()
    asked = send(visit, venue="Hall", postcode="")
    new = str(asset_named("New Hall"))

    assert f'value="{new}"' in asked.text
    assert send(visit, asked.text, venue="Hall", venue_id=new, postcode="").status_code == 200
    assert ask_one("SELECT said->>'meets_at' FROM contribution") == new


def test_a_hall_that_is_not_on_the_map_is_told_to_the_stewards_without_typing_it_again():
    visit = browser()
    asked = send(visit, venue="Crystal Palace", name="")
    again = send(visit, asked.text, venue="Crystal Palace", venue_id="none", name="")
    sent = send(visit, again.text, venue="Crystal Palace", venue_id="none")

    assert words.NOT_HERE_SURE in asked.text
    assert 'name="venue_id" type="checkbox" value="none" checked' in again.text
    assert sent.status_code == 200
    assert ask_one("SELECT note FROM contribution") == "Not on the map, as typed: Crystal Palace."
    piece = {"field": "venue", "name": "Crystal Palace"}
    assert words.NOT_HERE in visit.post("/add/meant", data=piece).text
    assert visit.post("/add/meant", data=piece | {"name": "Cr"}).text == ""


def test_a_steward_sends_for_somebody_without_email():
    visit = browser(session_token=session_of(Role.STEWARD))
    page = visit.get(addresses.ADD).text
    assert words.BEHALF in page
    assert words.SENDER not in page
    answer = send(
        visit,
        page,
        sender="",
        behalf_of="the secretary",
        behalf_how="by phone",
        behalf_when="12 November 2026",
    )

    assert answer.status_code == 200
    assert ask_one("SELECT on_behalf FROM contribution")
    assert not letters()
    assert words.BEHALF not in browser().get(addresses.ADD).text


def test_a_hidden_place_is_in_no_page_once_it_was_sent():
    visit = browser()
    answer = send(
        visit,
        kind="venue",
        name="Quiet House",
        postcode="DY2 2AB",
        masked="yes",
        address="7 Elm Row",
    )

    assert answer.status_code == 200
    for told in (answer.text, visit.get(addresses.ADD).text, str(answer.url)):
        assert "DY2 2AB" not in told
        assert "Elm Row" not in told


def test_nothing_that_is_typed_breaks_out_of_the_page():
    visit = browser()
    for text in OURS:
        answer = send(visit, **dict.fromkeys(EVERY, text))
        assert answer.status_code == (422 if len(text) < 4000 else 400), text
        assert broken_out(main_of(answer)) == [], text
    assert kept() == 0


def test_no_piece_for_the_script_breaks_out():
    visit = browser()
    for text in (text for text in OURS if len(text) < 4000):
        typed = {"name": text, "hours": text, "kind": "group", "postcode": text, "latitude": text}
        for path in ("like", "meant", "when"):
            piece = visit.post(f"/add/{path}", data=typed)
            assert piece.status_code == 200, text
            assert broken_out(piece.text) == [], text
        assert set(visit.post("/add/where", data=typed).json()) == {"words"}, text


def test_a_name_that_was_sent_stays_text():
    visit = browser()
    for at, text in enumerate(OURS[:12]):
        answer = send(visit, name=f"{at} {text}"[:200], sender=f"anna{at}@example.org")
        assert answer.status_code == 200, text
        assert broken_out(main_of(answer)) == [], text


def test_the_pieces_for_the_script_tell_what_they_are_asked():
    visit = browser()
    like = visit.post("/add/like", data={"kind": "venue", "name": "Safe House"}).text
    where = visit.post("/add/where", data={"postcode": "dy11ab"}).json()
    when = visit.post("/add/when", data={"hours": "Tue 6pm-8pm"}).text
    meant = visit.post("/add/meant", data={"field": "venue", "name": "Hall"}).text

    assert "Venue in East Town" in like
    assert "DY2 2AD" not in like
    assert where["words"] == "At DY1 1AB, in West Town"
    assert "Tuesday 18:00-20:00" in when
    assert meant.count('type="radio"') == 3


def test_what_was_typed_survives_more_than_may_be_sent_in_a_day():
    visit = browser()
    for at in range(send_in.MOST_A_DAY):
        sent_by(email="anna@example.org", said={"name": f"Group {at}"})
    answer = send(visit)

    assert answer.status_code == 422
    assert "looked at first" in answer.text
    assert 'value="Chess Club"' in answer.text
    assert kept() == send_in.MOST_A_DAY


def test_who_types_for_long_may_still_send(monkeypatch):
    monkeypatch.setattr("asset_map.web.flood.flood", Flood())
    monkeypatch.setattr("asset_map.web.flood.asked", Flood(MOST_ASKED))
    app = Starlette(routes=telling_routes.routes(), middleware=middleware())
    visit = TestClient(app, base_url=HERE, headers={"Origin": HERE}, client=("81.2.69.142", 5000))
    for _ in range(MOST + 5):
        assert visit.post("/add/when", data={"hours": "Tue"}).status_code == 200
    answer = send(visit)

    assert answer.status_code == 200
    for _ in range(MOST):
        last = send(visit)
    assert last.status_code == 429
