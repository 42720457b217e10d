"""The cookie of a visit: which browser gets one, and what it looks like."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from asset_map.domain.tokens import is_token, new_token
from asset_map.settings import get_settings
from asset_map.web import index_page, kept_search, visit
from asset_map.web.kept_search import KeptSearch

COOKIE = "asset_map_finding"


@pytest.fixture(autouse=True)
def no_database(monkeypatch):
    monkeypatch.setattr(index_page, "_is_demo", lambda _moment: False)


async def plain(request: Request) -> PlainTextResponse:
    page = PlainTextResponse(visit.token(request))
    visit.begin(request, page)
    return page


async def leave(request: Request) -> PlainTextResponse:
    page = PlainTextResponse("")
    visit.end(request, page)
    return page


def browser(at: str = "http://map.test") -> TestClient:
    routes = [
        Route("/near", index_page.index_page),
        Route("/plain", plain),
        Route("/end", leave),
    ]
    return TestClient(Starlette(routes=routes), base_url=at)


def test_a_page_gives_a_browser_a_cookie_that_it_drops_when_it_is_closed():
    cookie = browser().get("/near").headers["set-cookie"]
    name, _, rest = cookie.partition("=")
    value, *said = rest.split("; ")
    assert name == COOKIE
    assert is_token(value)
    assert sorted(said) == ["HttpOnly", "Path=/", "SameSite=lax"]


def test_over_tls_it_is_taken_over_tls_and_from_this_host_alone(monkeypatch):
    monkeypatch.setenv("ASSET_MAP_PUBLIC_URL", "https://map.test")
    get_settings.cache_clear()
    cookie = browser("https://map.test").get("/near").headers["set-cookie"]
    monkeypatch.undo()
    get_settings.cache_clear()
    assert cookie.startswith(f"__Host-{COOKIE}=")
    assert "Secure" in cookie
    assert "Domain" not in cookie


def test_pages_and_plain_pages_share_one_visit_and_nobody_gets_a_second_one():
    own = browser()
    first = own.get("/plain")
    assert first.cookies[COOKIE] == first.text
    assert own.get("/plain").text == first.text
    assert "set-cookie" not in own.get("/plain").headers
    assert "set-cookie" not in own.get("/near").headers
    assert browser().get("/plain").text != first.text


def test_whoever_keeps_no_cookies_gets_a_new_one_each_time_and_nothing_is_kept(monkeypatch):
    monkeypatch.setattr(kept_search, "_store", kept_search._Store())
    found = set()
    for _ in range(50):
        found.add(browser().get("/near").cookies[COOKIE])
    assert len(found) == 50
    assert not kept_search._store.visits


@pytest.mark.parametrize("made_up", ["1", "x" * 44, "../../etc", "a" * 43 + "b" * 4000])
def test_a_cookie_that_is_no_token_is_replaced(made_up):
    visitor = browser()
    visitor.cookies.set(COOKIE, made_up)
    said = visitor.get("/plain").text
    assert is_token(said)
    assert said != made_up


def test_the_end_of_a_visit_forgets_it_and_takes_its_cookie_back():
    own = browser()
    token = own.get("/plain").text
    word = kept_search.keep(token, KeptSearch("DY1 3SB"))
    answer = own.get("/end")
    assert kept_search.kept(token, word) is None
    assert 'asset_map_finding=""' in answer.headers["set-cookie"]
    assert own.get("/plain").text != token


def test_no_page_of_ours_stays_in_the_browsers_cache():
    assert browser().get("/near").headers["cache-control"] == "no-store"


def test_a_visit_is_read_of_the_cookies_that_a_page_has_at_hand():
    token = new_token()
    assert visit.of({COOKIE: token}) == token
    assert visit.of({COOKIE: "made up"}) is None
    assert visit.of({}) is None
