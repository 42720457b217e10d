"""How stewards mend words that become public, or are, and what the head of pages offers: as a
browser without script."""

import html
import re
from uuid import UUID, uuid4

import pytest
from keeping import somebody
from loads import ask_one
from signed_in import address_of, session_of
from telling import asset_named, browser, own_home, tie_in

from asset_map.app import mend_wording as words
from asset_map.app import obstacle_wording, telling_wording, ways
from asset_map.db import people, session
from asset_map.domain.obstacles import Theme
from asset_map.domain.people import Person, Role
from asset_map.journeys.acting import acting
from asset_map.journeys.review_contribution import accept
from asset_map.journeys.see_obstacles import ON_A_PAGE
from asset_map.journeys.tell_obstacle import Told, tell

pytestmark = pytest.mark.usefixtures("town")

NAMED = "Jo <b>Smith</b> hands out no keys."
MENDED = "Nobody hands out keys."


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


@pytest.fixture
def steward():
    return browser(session_token=session_of(Role.STEWARD))


def told(said: str = NAMED, person: Person | None = None, **more: str) -> UUID:
    """An obstacle that waits."""
    sender = person or somebody()
    wanted = {"theme": "keys", "directorate": ""} | more
    with acting(lambda: sender):
        return tell(Told(uuid4(), str(asset_named("Town Friends")), words=said, **wanted)).sent.id


def taken_in(said: str = NAMED, **more: str) -> UUID:
    id, decides = told(said, **more), somebody(Role.STEWARD)
    with acting(lambda: decides):
        accept(id, 1)
    return id


def press(client, path: str, **fields: str):
    return client.post(path, data=tie_in(client.get(path).text) | fields)


def plain(page) -> str:
    return html.unescape(page.text)


def test_what_looks_like_a_name_is_marked_and_said(steward):
    page = steward.get(f"/review/{told('Ring Jo Smith.')}")

    assert "<mark>Ring Jo Smith</mark>" in page.text
    assert words.NAMES.format(names="Ring Jo Smith") in plain(page)
    assert words.LABELS["words"] in page.text


def test_words_with_signs_of_html_are_shown_as_words(steward):
    id = taken_in()
    for path in (f"/review/{told()}", f"/review/words/{id}", "/obstacles"):
        assert "<b>Smith" not in steward.get(path).text


def test_the_mended_words_are_shown_and_the_page_tells_both(steward):
    id = told()
    page = press(steward, f"/review/{id}", do="accept", words=MENDED)

    assert page.status_code == 200
    assert html.escape(NAMED) in page.text
    assert MENDED in page.text
    assert f'href="/obstacles?one={id}#one-{id}"' in page.text
    everybodys = browser().get("/obstacles").text
    assert MENDED in everybodys
    assert words.MARK in everybodys
    assert "Smith" not in everybodys
    assert words.MEND_LINK not in everybodys


def test_empty_words_are_told_at_their_field_and_nothing_is_decided(steward):
    id = told()
    page = press(steward, f"/review/{id}", do="accept", words=" ")

    assert page.status_code == 400
    assert 'href="#am-words"' in page.text
    assert 'aria-invalid="true"' in page.text
    assert ask_one("SELECT state FROM contribution WHERE id = :id", id=id) == "waiting"


def test_what_was_mended_is_kept_where_somebody_was_quicker(steward):
    id = told()
    fields = tie_in(steward.get(f"/review/{id}").text)
    other = somebody(Role.STEWARD)
    with acting(lambda: other):
        accept(id, 1)
    page = steward.post(f"/review/{id}", data=fields | {"do": "accept", "words": MENDED})

    assert page.status_code == 409
    assert "It was accepted already" in page.text
    assert MENDED not in browser().get("/obstacles").text


def test_a_steward_mends_what_everybody_reads(steward):
    id = taken_in()
    assert f'href="/review/words/{id}"' in steward.get("/obstacles").text
    page = press(steward, f"/review/words/{id}", do="mend", words=MENDED)

    assert page.status_code == 200
    assert MENDED in browser().get("/obstacles").text


def test_a_steward_takes_it_down_after_they_confirmed_it(steward):
    id = taken_in()
    again = press(steward, f"/review/words/{id}", do="down", reason="It names somebody.")
    assert again.status_code == 400
    assert 'href="#am-sure"' in again.text
    assert "It names somebody." in again.text
    page = press(steward, f"/review/words/{id}", do="down", reason="A name.", sure="yes")

    assert "It was taken down on" in page.text
    assert html.escape(obstacle_wording.NONE_NEXT) in browser().get("/obstacles").text
    assert steward.get(f"/review/words/{id}").url.path == f"/review/{id}"


MANGLED = [
    {},
    {"do": "dance"},
    {"do": "mend", "words": ""},
    {"do": "mend", "words": "x" * 501},
    {"do": "mend", "version": "one", "words": "Mine."},
    {"do": "mend", "version": "9" * 30, "words": "Mine."},
    {"do": "down"},
    {"do": "down", "reason": "x" * 2001, "sure": "yes"},
    {"do": "down", "reason": "\0", "sure": "yes"},
]


@pytest.mark.parametrize("fields", MANGLED)
def test_a_mangled_form_mends_nothing(steward, fields):
    id = taken_in()

    assert press(steward, f"/review/words/{id}", **fields).status_code in (400, 409)
    assert html.escape(NAMED) in browser().get("/obstacles").text


def test_a_form_from_elsewhere_mends_nothing(steward):
    id = taken_in()
    page = steward.post(
        f"/review/words/{id}",
        data={"do": "mend", "words": "Mine.", "version": "2", "form": "forged"},
    )

    assert page.status_code == 403
    assert "Mine." not in browser().get("/obstacles").text


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.OFFICER])
def test_nobody_else_is_let_in(role):
    id = taken_in()
    client = browser(session_token=session_of(role) if role else "")

    assert client.get(f"/review/words/{id}").status_code == 403
    assert words.MEND_LINK not in client.get("/obstacles").text


def test_a_steward_is_told_that_another_one_decides_on_their_own(steward):
    somebody(Role.STEWARD)
    with session.reading() as connection:
        account = people.account_of(connection, address_of(Role.STEWARD))
    id = told(person=Person(Role.STEWARD, account.id, account.email))
    page = steward.get(f"/review/{id}")
    tie = tie_in(steward.get(f"/review/{told()}").text)
    refused = steward.post(f"/review/{id}", data=tie | {"do": "accept", "version": "1"})

    assert words.OWN_NOT in page.text
    assert 'name="do"' not in page.text
    assert refused.status_code == 403
    assert "Another steward decides on it." in refused.text


def test_the_only_steward_is_told_that_it_is_noted(steward):
    with session.reading() as connection:
        account = people.account_of(connection, address_of(Role.STEWARD))
    id = told(person=Person(Role.STEWARD, account.id, account.email))

    assert words.OWN_ALONE in steward.get(f"/review/{id}").text


# --- The queue and the list -----------------------------------------------------------------------


def test_no_two_links_of_the_queue_say_the_same(steward):
    for number in range(3):
        told(f"Number {number}.")
    links = re.findall(r'href="/review/[0-9a-f-]{36}"[^>]*>([^<]+)<', steward.get("/review").text)

    assert len(links) == len(set(links)) == 3
    assert links[0].endswith("(1 of 3)")


def listed(page) -> list[str]:
    return re.findall(r'<article class="am-obstacle".*?</h3><p>([^<]*)</p>', page.text, re.DOTALL)


def test_the_list_shows_only_what_is_asked_for():
    taken_in("Keys.", directorate="Housing")
    taken_in("A fee.", directorate="Housing", theme="fees")
    taken_in("Nobody knows.")
    client = browser()

    assert len(listed(client.get("/obstacles"))) == 3
    assert listed(client.get("/obstacles?who=Housing&about=fees")) == ["A fee."]
    assert listed(client.get("/obstacles?who=unknown")) == ["Nobody knows."]
    assert listed(client.get(f"/obstacles?about={Theme.KEYS}")) == ["Keys.", "Nobody knows."]
    assert obstacle_wording.NONE_SUCH in client.get("/obstacles?who=Property").text


@pytest.mark.parametrize("query", ["page=x", "page=-1", "page=999999999", "about=<b>", "one=x"])
def test_what_an_address_cannot_mean_shows_the_list(query):
    taken_in("Keys.")

    assert listed(browser().get(f"/obstacles?{query}")) == ["Keys."]


def test_a_long_list_comes_in_pages_and_each_is_found_on_its_own():
    ids = [taken_in(f"Number {number}.") for number in range(ON_A_PAGE + 2)]
    client = browser()
    first, second = client.get("/obstacles"), client.get("/obstacles?page=2")

    assert len(listed(first)) == ON_A_PAGE
    assert listed(second) == ["Number 1.", "Number 0."]
    assert 'href="/obstacles?page=2"' in first.text
    assert 'href="/obstacles"' in second.text.split("<main>")[1]
    assert listed(client.get(f"/obstacles?one={ids[0]}")) == ["Number 1.", "Number 0."]


# --- The head of pages ----------------------------------------------------------------------------


def test_the_pages_of_ones_own_work_open_from_one_word():
    found = ways.navigation({}, Person(Role.STEWARD), here=telling_wording.REVIEW_NAV)

    assert found.count("<details") == 1
    assert telling_wording.MORE_NAV in found
    for to in ("/own", "/review", "/twins", "/loads"):
        assert f'href="{to}"' in found
    assert "/standards" not in found
    assert found.count('aria-current="page"') == 1


def test_whoever_has_one_page_of_their_own_finds_it_beside_the_others():
    found = ways.navigation({}, Person(Role.MEMBER))

    assert "<details" not in found
    assert 'href="/own"' in found
    assert ways.navigation({}, Person(Role.VISITOR)).count("<a") == 0
