"""What is accessible and what is kept of a visit: said on pages of their own, and said rightly."""

import re
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from asset_map.app import statement_wording as words
from asset_map.app import statements
from asset_map.domain.contributions import ADDRESS_KEPT, HELD_FOR
from asset_map.domain.numbers import SMALLEST_SHOWN
from asset_map.domain.unmet import KEPT_YEARS
from asset_map.journeys.sign_in import SESSION_LIVES
from asset_map.settings import get_settings
from asset_map.web import (
    cookies,
    flood,
    forms,
    kept_search,
    openid,
    plain_page,
    public_page,
    telling,
    way_back,
)
from asset_map.web.app import middleware, routes


@pytest.fixture(autouse=True)
def settings_anew() -> Iterator[None]:
    get_settings.cache_clear()
    public_page.pages.forget()
    yield
    get_settings.cache_clear()
    public_page.pages.forget()


@pytest.fixture
def visitor(demo_database) -> TestClient:
    return TestClient(Starlette(routes=routes(), middleware=middleware()))


@pytest.mark.parametrize(
    ("address", "title"),
    [("/accessibility", words.ACCESSIBILITY), ("/privacy", words.PRIVACY)],
)
def test_each_statement_is_a_page_without_script(visitor, address, title):
    answer = visitor.get(address)
    assert answer.status_code == 200
    assert f"<title>{title} – Asset Map</title>" in answer.text
    assert '<html lang="en-GB">' in answer.text
    assert "<script" not in answer.text
    assert "set-cookie" not in answer.headers


def test_the_foot_of_every_page_leads_to_both(demo_database, show, visitor):
    for html in (
        show("front"),
        visitor.get("/privacy").text,
        bytes(plain_page.answer("Any", "").body).decode(),
    ):
        foot = html.partition('class="am-foot"')[2]
        assert 'href="/accessibility"' in foot
        assert 'href="/privacy"' in foot


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("map@example.org", 'href="mailto:map@example.org"'),
        ("https://example.org/ask", 'href="https://example.org/ask"'),
    ],
)
def test_whom_to_ask_is_what_the_operator_says(contact, link, monkeypatch):
    monkeypatch.setenv("ASSET_MAP_CONTACT", contact)
    assert link in statements.accessibility()
    assert link in statements.privacy()
    assert words.ASK_NOBODY not in statements.privacy()


def test_where_the_operator_says_nobody_the_statements_say_so():
    assert words.ASK_NOBODY in statements.accessibility()
    assert words.ASK_NOBODY in statements.privacy()


def test_every_cookie_of_ours_is_named_with_how_long_it_lives():
    lives = {name: how_long for name, _, how_long in words.COOKIES}
    ours = {
        value
        for name, value in vars(cookies).items()
        if name.isupper() and isinstance(value, str) and value.startswith("asset_map_")
    }
    assert ours <= set(lives)
    assert (lives[cookies.WAY_BACK], lives[cookies.VISIT]) == (words.ONE_HOUR, words.ONE_DAY)
    assert way_back.LIVES.total_seconds() == forms.LIVES.total_seconds() == 3600
    assert telling.FORM_LIVES.total_seconds() == 24 * 3600
    assert openid.LIVES.total_seconds() == 600
    assert SESSION_LIVES.total_seconds() == 12 * 3600
    assert lives[cookies.FINDING] == words.UNTIL_CLOSED


def test_the_numbers_that_are_said_are_those_that_hold():
    said = " ".join(words.LOOKED_FOR + words.COUNTED + words.LIMITS)
    assert set(re.findall(r"(\d+) minutes", said)) == {"30"}
    assert kept_search.LIVES.total_seconds() == 30 * 60
    assert (KEPT_YEARS, SMALLEST_SHOWN) == (3, 10)
    assert "After three years" in said
    sent_in = " ".join(words.SENT_IN)
    assert f"deleted {ADDRESS_KEPT.days} days after" in sent_in
    assert f"goes after {HELD_FOR.days} days" in sent_in
    assert flood.WITHIN_SECONDS == 600
    assert "fewer than ten people" in said


def test_the_accessibility_statement_has_what_public_bodies_have_to_say():
    said = statements.accessibility()
    for part in (
        "partially compliant",
        "version 2.2, level AA",
        "Equality and Human Rights Commission",
        "Equality Advisory and Support Service",
        "prepared on",
        "last tested on",
        words.CONTACT_TITLE,
    ):
        assert part in said
