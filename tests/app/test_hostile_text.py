"""Text that tries to break out is shown as text by every route and page, and asked for in vain."""

import csv
import io
import json
from contextlib import suppress
from itertools import product
from urllib.parse import quote

import pytest
from loads import ask as read_rows
from naughty import broken_out, load_naughty, texts, worst
from starlette.applications import Starlette
from starlette.testclient import TestClient

from asset_map.app import addresses
from asset_map.db import session
from asset_map.domain.errors import BadInput
from asset_map.journeys.resolve_place import resolve_area, resolve_place
from asset_map.settings import get_settings
from asset_map.web import public_page
from asset_map.web.app import middleware, routes

WARD = "E05000001"


@pytest.fixture(scope="module")
def naughty_name(server, town_with, tmp_path_factory):
    """The name of a database: the town with an asset of each kind for each text."""

    def fill():
        load_naughty(tmp_path_factory.mktemp("naughty"))

    return server.copy(town_with("naughty", fill))


@pytest.fixture
def naughty(server, naughty_name, monkeypatch):
    monkeypatch.setenv("ASSET_MAP_DATABASE_URL", server.url_of(naughty_name))
    get_settings.cache_clear()
    public_page.pages.forget()
    yield
    get_settings.cache_clear()


def browser() -> TestClient:
    return TestClient(
        Starlette(routes=routes(), middleware=middleware()),
        follow_redirects=False,
        base_url="http://127.0.0.1",
    )


def read(program, address):
    answer = program.get(address)
    assert answer.status_code == 200, (address, answer.text[:300])
    assert "Traceback" not in answer.text
    return answer


def ids_of(names: str) -> list[str]:
    rows = read_rows("SELECT id FROM asset WHERE name LIKE :names ORDER BY name", names=names)
    return [str(row.id) for row in rows]


def test_the_texts_are_there_as_they_are(naughty):
    stored = {row.description for row in read_rows("SELECT description FROM asset")}

    assert len(texts()) > 450
    assert sum(text.replace("\0", "") in stored for text in texts()) > 450


@pytest.mark.parametrize("address", [f"/area/{WARD}", f"/area/{WARD}/list"])
def test_a_plain_page_of_an_area_shows_them_as_text(naughty, address):
    html = read(browser(), address).text

    assert "&lt;script" in html
    assert broken_out(html) == []


def test_the_plain_page_of_each_shows_it_as_text(naughty):
    program = browser()

    for one in ids_of("N %")[::15]:
        html = read(program, f"/asset/{one}").text
        assert broken_out(html) == [], one


def test_a_plain_search_by_form_finds_them_as_text(naughty):
    html = read(browser(), "/find?place=DY1+1AB").text

    assert html.count("am-card") > 20
    assert broken_out(html) == []


@pytest.mark.parametrize("address", [f"/area/{WARD}", "/near"])
def test_files_of_what_is_shown_hold_them_as_text(naughty, address):
    ask = "?place=DY1+1AB" if address == "/near" else ""
    program = browser()

    table = read(program, f"{address}.csv{ask}").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table, newline="")))
    assert {len(row) for row in rows if row} == {len(rows[0])}
    assert [c for row in rows for c in row if c.startswith(("=", "+", "@"))] == []

    layer = json.loads(read(program, f"{address}.geojson{ask}").content)
    assert layer["features"]

    calendar = read(program, f"{address}.ics{ask}").content.decode("utf-8")
    begun = calendar.count("\r\nBEGIN:VEVENT")
    assert begun == calendar.count("\r\nEND:VEVENT") > 0
    assert "\r\nSUMMARY:no\r\n" not in calendar
    assert "\0" not in calendar


ADDRESSES = {
    "/find": ("place", "need", "words", "far", "when", "free", "step_free", "language", "kind",
              "search"),
    "/near": ("place", "need", "words", "far", "search", "when", "language", "kind"),
    "/offer": ("place", "skill", "search"),
    "/near.csv": ("place", "need", "words", "far", "kind", "search"),
    "/near.ics": ("place", "words"),
    "/near.geojson": ("place", "words"),
    "/gaps.csv": ("need", "area", "kind", "metres", "minutes", "as_at"),
    "/impact-report.zip": ("id", "since"),
    "/proposal.toml": ("id",),
    "/set-aside.csv": ("source",),
    "/sign-in": ("to", "token", "back", "next"),
    "/leave": ("to",),
    "/map/background.json": ("area",),
    "/health": ("x",),
}  # fmt: skip
IN_PATH = (
    "/asset/{}", "/asset/{}/qr.svg", "/area/{}", "/area/{}/list", "/area/{}/qr.svg", "/area/{}.csv",
    "/area/{}.geojson", "/area/{}.ics", "/open-referral/uk/v3/services/{}", "/{}", "/look/{}",
    "/files/{}", "/sign-in/{}",
)  # fmt: skip


@pytest.mark.parametrize("route", [*ADDRESSES, *IN_PATH])
def test_an_address_made_of_them_is_answered_without_a_fall_and_as_text(naughty, route):
    program = browser()
    some = worst() if len(ADDRESSES.get(route, ())) < 3 else worst()[::4]
    asked = (
        [(route, {name: text}) for name, text in product(ADDRESSES[route], some)]
        if route in ADDRESSES
        else [(route.format(_quoted(text)), {}) for text in worst()]
    )
    for address, said in asked:
        answer = program.get(address, params=said or None)

        assert answer.status_code < 500, (address[:80], said, answer.text[:200])
        assert "Traceback" not in answer.text
        if "html" in answer.headers.get("content-type", ""):
            body = answer.text
            if "<script" in body and 'id="root"' in body:
                continue  # The page that starts the app holds nothing of the address: see below.
            assert broken_out(body) == [], (address[:80], said)
        for name in ("location", "content-disposition"):
            assert not set("\r\n") & set(answer.headers.get(name, ""))
        leads = answer.headers.get("location", "")
        assert not leads or leads.startswith("/") or route == "/leave", leads
        assert not leads.startswith("//")


def test_the_page_that_starts_the_app_is_the_same_whatever_is_asked(naughty):
    program = browser()
    # Those two lead on to an address without what is private: they are asked above.
    pages = [page for page in addresses.PAGES if page not in ("near", "offer")]
    plain = {page: program.get(f"/{page}").text for page in pages}

    for page, text in product(plain, worst()[:8]):
        asked = program.get(f"/{page}", params={"place": text, "id": text, "need": text})
        assert asked.text == plain[page]


def _quoted(text: str) -> str:
    return quote(text, safe="")[:6000]


PAGES = {
    "find_help": ("place", "need", "words", "far", "when", "language", "kind", "search"),
    "see_area": ("code", "name", "need", "kind"),
    "see_asset": ("id",),
    "offer_help": ("place", "skill", "times", "when"),
    "see_gaps": ("need", "area", "kind"),
    "see_critical": ("need",),
    "front": ("place",),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asked_for_them_shows_them_as_text(naughty, show, name):
    for text in worst()[:4] + worst()[22:25] + worst()[-3:]:
        html = show(name, **dict.fromkeys(PAGES[name], text))
        assert broken_out(html) == [], text[:60]


def test_pages_show_what_is_in_the_map_as_text(naughty, show):
    for page, said in (
        ("find_help", {"place": "DY1 1AB"}),
        ("see_area", {"code": WARD}),
        ("offer_help", {"place": "DY1 1AB"}),
        *(("see_asset", {"id": one}) for one in ids_of("N %<%")[::80]),
    ):
        html = show(page, **said)
        assert broken_out(html) == [], page


def test_places_are_looked_up_by_them_without_a_fall(naughty):
    for text in [*worst(), *texts()[::25]]:
        for resolve in (resolve_place, resolve_area):
            with session.reading() as connection, suppress(BadInput):
                resolve(connection, text)
