"""What a page offers in a hard moment: who helps at once, and a way to be gone at once."""

import re
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from asset_map.app import care, wording
from asset_map.domain.errors import BadInput
from asset_map.settings import get_settings
from asset_map.web import app, kept_search, plain_find, visit
from asset_map.web.kept_search import KeptSearch
from asset_map.web.leave import leave

FINDING = "asset_map_finding"


@pytest.fixture(autouse=True)
def settings_anew() -> Iterator[None]:
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


async def begin(request: Request) -> Response:
    answer = PlainTextResponse(visit.token(request))
    visit.begin(request, answer)
    return answer


def browser() -> TestClient:
    routes = [Route("/begin", begin), Route("/leave", leave)]
    over = Starlette(routes=routes, middleware=app.middleware())
    return TestClient(over, base_url="http://map.test", follow_redirects=False)


def test_the_line_to_urgent_help_names_no_number_that_the_map_does_not_name_anyway():
    for said in (care.urgent(), care.line()):
        numbers = set(re.findall(r"tel:(\d+)", said))
        assert numbers == {"999", "116123", "111"}
        assert all(number in wording.URGENT.replace(" ", "") for number in numbers)


def test_whoever_needs_food_today_gets_the_same_search_for_food():
    assert 'href="/near?need=food"' in care.urgent()
    assert 'href="/near?search=abc&amp;need=food"' in care.urgent("/near?search=abc&need=food")
    for said in (care.urgent, care.line):
        assert "&lt;script&gt;" in said("<script>")


def test_leaving_forgets_the_visit_and_takes_its_cookie_back():
    own = browser()
    token = own.get("/begin").text
    word = kept_search.keep(token, KeptSearch("DY1 3SB", ("urgent_help",)))
    away = own.get("/leave")
    assert kept_search.kept(token, word) is None
    assert f'{FINDING}=""' in away.headers["set-cookie"]
    assert "max-age=0" in away.headers["set-cookie"].lower()
    assert own.get("/begin").text != token


def test_leaving_leads_to_another_website_which_does_not_learn_where_somebody_was():
    away = browser().get("/leave")
    assert away.status_code == 303
    assert away.headers["location"] == "https://www.bbc.co.uk/weather"
    assert away.headers["referrer-policy"] == "no-referrer"
    assert away.headers["cache-control"] == "no-store"
    assert not away.content


def test_leaving_clears_what_the_browser_kept_of_the_map_but_signs_nobody_out():
    own = browser()
    own.cookies.set("asset_map_session", "somebody")
    away = own.get("/leave")
    assert away.headers["clear-site-data"] == '"cache", "storage"'
    assert "asset_map_session" not in away.headers["set-cookie"]
    assert own.cookies["asset_map_session"] == "somebody"


def test_whoever_leaves_twice_or_without_a_visit_is_gone_all_the_same():
    own = browser()
    assert {own.get("/leave").status_code for _ in range(3)} == {303}


def test_the_operator_says_where_leaving_leads_to(monkeypatch):
    monkeypatch.setenv("ASSET_MAP_LEAVE_TO", "https://weather.example.org/today?town=dudley")
    location = browser().get("/leave").headers["location"]
    assert location == "https://weather.example.org/today?town=dudley"


@pytest.mark.parametrize(
    "wrong", ["http://example.org", "/near", "javascript:alert(1)", "https://", "https://a\nb", "x"]
)
def test_leaving_leads_nowhere_but_over_tls(wrong, monkeypatch):
    monkeypatch.setenv("ASSET_MAP_LEAVE_TO", wrong)
    with pytest.raises(BadInput) as refused:
        get_settings()
    assert "https://" in refused.value.next_step


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("map@example.org", True),
        ("https://example.org/contact", True),
        ("http://example.org", False),
        ("call the council", False),
        ("a@b@c", False),
        ("javascript:x@y", False),
        ('"><script>@x', False),
    ],
)
def test_whom_to_ask_is_a_mail_address_or_a_web_address(said, right, monkeypatch):
    monkeypatch.setenv("ASSET_MAP_CONTACT", said)
    if right:
        assert get_settings().contact == said
    else:
        with pytest.raises(BadInput):
            get_settings()


def test_a_plain_search_leaves_nothing_of_it_in_the_browsers_list_and_offers_to_leave(
    demo_database,
):
    routes = [Route("/begin", begin), Route("/find", plain_find.ask)]
    own = TestClient(Starlette(routes=routes), base_url="http://map.test")
    own.get("/begin")
    found = own.get("/find", params={"place": "DY1 3EB", "need": "mental_wellbeing"}).text
    assert "DY1 3EB" in found
    assert "<title>" in found
    assert "DY1" not in found.partition("<title>")[2].partition("</title>")[0]
    assert 'href="/leave"' in found
    other = own.get("/find", params={"place": "DY1 3EB", "need": "library"}).text
    assert 'href="/leave"' not in other
