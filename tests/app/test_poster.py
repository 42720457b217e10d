"""A poster of one asset: one page to print, with a code, and nothing of a hidden place."""

from uuid import UUID

import pytest
from loads import change
from naughty import OURS, broken_out
from starlette.applications import Starlette
from starlette.testclient import TestClient
from telling import asset_named

from asset_map.app import add_wording as words
from asset_map.web import plain_routes, public_page

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def nothing_remembered():
    public_page.pages.forget()
    yield
    public_page.pages.forget()


def poster(id: UUID):
    client = TestClient(Starlette(routes=plain_routes.routes()), base_url="http://map.test")
    return client.get(f"/asset/{id}/poster")


def test_a_poster_says_what_when_and_where_and_has_a_code():
    page = poster(asset_named("Lunch")).text

    for said in ("Lunch", "Tuesday 12:00-14:00", "Old Hall, DY1 1AA", words.POSTER_SCAN, "<svg"):
        assert said in page
    assert f"/asset/{asset_named('Lunch')}" in page


@pytest.mark.parametrize("name", ["Safe House", "Refuge"])
def test_a_poster_says_nothing_of_a_hidden_place(name):
    page = poster(asset_named(name)).text

    assert words.POSTER_HIDDEN in page
    for told in ("DY2 2AD", "East Town", "DY2"):
        assert told not in page
    if name == "Refuge":
        assert "Safe House" not in page


def test_there_is_no_poster_of_what_is_closed():
    change("UPDATE asset SET valid_to = '2020-01-01' WHERE name = 'Lunch'")
    answer = poster(asset_named("Lunch"))

    assert answer.status_code == 404
    assert words.POSTER_GONE in answer.text


def test_nothing_on_a_poster_breaks_out():
    lunch = asset_named("Lunch")
    for text in (text for text in OURS if "\0" not in text):
        public_page.pages.forget()
        change(
            "UPDATE asset SET name = :said, description = :said, url = :said WHERE id = :id",
            said=text,
            id=lunch,
        )
        page = poster(lunch).text.partition("<main>")[2]
        assert broken_out(page) == [], text
