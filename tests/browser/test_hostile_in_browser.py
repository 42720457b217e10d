"""In a real browser no text of the map or of the address becomes a script, or asks another host.

That no request leaves this computer, and that no policy is broken, is looked after by the fixtures.
"""

from collections.abc import Iterator
from urllib.parse import urlencode

import psycopg
import pytest
from naughty import load_naughty, worst
from playwright.sync_api import Page
from serving import serving


@pytest.fixture(scope="module")
def naughty_database(server, town_with, tmp_path_factory) -> Iterator[str]:
    """The address of the town with an asset of each kind for each text."""

    def fill():
        load_naughty(tmp_path_factory.mktemp("naughty"))

    name = server.copy(town_with("naughty", fill))
    yield server.url_of(name)
    server.drop(name)


@pytest.fixture(scope="module")
def naughty_app(naughty_database, tmp_path_factory) -> Iterator[str]:
    with serving(naughty_database, tmp_path_factory.mktemp("naughty_app")) as address:
        yield address


def nothing_ran(page: Page) -> None:
    """No text ran: neither in the page nor in the frames of its maps."""
    for frame in page.frames:
        assert frame.evaluate("window.__pwned") is None, frame.url


def ids_of(database: str, like: str) -> list[str]:
    with psycopg.connect(database) as connection:
        rows = connection.execute(
            "SELECT id FROM asset WHERE kind = 'venue' AND name LIKE %s ORDER BY name", [like]
        )
        return [str(row[0]) for row in rows]


def test_what_is_in_the_map_is_text_in_lists_popups_and_pages(naughty_app, naughty_database, page):
    for address in ("/near?place=E05000001", "/near?place=DY1+1AB", "/area?code=E05000001"):
        page.goto(naughty_app + address)
        page.locator("h1").first.wait_for()
        frame = page.frame_locator("iframe").first
        frame.locator(".leaflet-marker-icon").first.wait_for()
        nothing_ran(page)
    # What lies at one place is one circle, and opens as a fan of pins with a popup each.
    for _ in range(8):
        if frame.locator(".am-cluster").count() == 0 or frame.locator(".am-pin").count() > 8:
            break
        frame.locator(".am-cluster").first.press("Enter")  # It may lie beyond the map's edge.
        page.wait_for_timeout(600)
    for pin in frame.locator(".am-pin").all()[:6]:
        pin.press("Enter")
        page.wait_for_timeout(150)
    nothing_ran(page)
    for one in ids_of(naughty_database, "N %<%")[:3]:
        page.goto(f"{naughty_app}/asset?id={one}")
        page.locator("h1").first.wait_for()
        page.locator("text=N ").first.wait_for()
        nothing_ran(page)
        page.goto(f"{naughty_app}/asset/{one}")
        nothing_ran(page)


def test_what_is_in_the_address_or_typed_is_text(naughty_app, page):
    some = [text for text in worst() if len(text) < 200 and "\0" not in text]
    for text in (some[0], some[1], some[2], some[4]):
        query = urlencode({"place": text, "words": text, "need": text, "search": text})
        for name in ("near", "offer", "find"):
            page.goto(f"{naughty_app}/{name}?{query}")
            page.locator("h1").first.wait_for()
            page.wait_for_timeout(300)
            nothing_ran(page)
    page.goto(f"{naughty_app}/find")
    box = page.locator("input[name=place]").first
    box.fill(some[2])
    box.press("Enter")
    page.locator("h1").first.wait_for()
    nothing_ran(page)
