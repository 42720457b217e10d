"""The routes beside the pages, and the page that every visit starts with."""

import json
import re

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Match
from starlette.testclient import TestClient
from streamlit import file_util

from asset_map.app.addresses import PAGES
from asset_map.settings import CHECKOUT, get_settings
from asset_map.web import index_page, map_data
from asset_map.web.app import routes
from asset_map.web.headers import content_security_policy
from asset_map.web.health import health
from asset_map.web.near_page import near_page
from asset_map.web.offer_page import offer_page

REQUEST = Request({"type": "http", "method": "GET", "path": "/", "headers": []})


@pytest.fixture(autouse=True)
def nothing_remembered_by_routes():
    map_data._drawn.cache_clear()
    index_page._is_demo.cache_clear()


def test_health_says_whether_the_database_answers(demo_database, monkeypatch):
    assert health(REQUEST).status_code == 200
    monkeypatch.setenv("ASSET_MAP_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    get_settings.cache_clear()
    assert health(REQUEST).status_code == 503
    assert map_data.background(REQUEST).status_code == 503
    assert index_page.index_page(REQUEST).status_code == 200
    monkeypatch.undo()
    get_settings.cache_clear()


def test_the_map_has_names_edges_and_homes_to_draw(demo_database):
    drawn = json.loads(map_data.background(REQUEST).body)
    assert {"Castle & Priory", "Priory"} <= {area["name"] for area in drawn["areas"]}
    assert len(drawn["postcodes"]) > 10_000
    latitude, longitude = drawn["postcodes"][:2]
    assert 5_200_000 < latitude < 5_300_000
    assert -230_000 < longitude < -190_000
    assert "DY1 3" in {sector["name"] for sector in drawn["sectors"]}


def test_the_start_page_is_ours_in_language_name_look_and_what_search_engines_may_do(demo_database):
    answer = index_page.index_page(REQUEST)
    html = bytes(answer.body).decode()
    assert '<html lang="en-GB">' in html
    assert "<title>Asset Map</title>" in html
    assert "/look/style.css" in html
    assert "/look/icon.svg" in html
    assert 'name="robots" content="noindex' in html
    assert answer.headers["X-Robots-Tag"].startswith("noindex")
    assert '<div id="root">' in html
    assert "agent" not in html
    assert index_page.unknown_page(REQUEST).status_code == 404


def test_without_demonstration_data_search_engines_may_come():
    html = index_page.amended(index_page._original(), demo=False)
    assert "noindex" not in html


def test_every_inline_script_of_the_start_page_is_allowed_by_its_hash_and_no_other():
    html = index_page.amended(index_page._original(), demo=True)
    inline = re.findall(r"<script(?![^>]*src=)", html)
    policy = content_security_policy(html)
    assert policy.count("'sha256-") == len(inline) == 1
    assert "script-src 'self' blob: 'unsafe-eval' 'sha256-" in policy


def test_every_page_of_the_app_is_answered_as_one_and_no_other_address():
    main = (CHECKOUT / "asset_map/app/main.py").read_text(encoding="utf-8")
    assert re.findall(r'url_path="(\w*)"', main) == list(PAGES)

    for page in (*PAGES, "nowhere"):
        scope = {"type": "http", "method": "GET", "path": f"/{page}", "headers": []}
        first = next(route for route in routes() if route.matches(scope)[0] is Match.FULL)
        starts = first.endpoint in (index_page.index_page, near_page, offer_page)
        assert starts is (page in PAGES), page


def test_an_exact_place_leaves_the_address_of_what_i_can_offer_and_an_area_may_stay(demo_database):
    asked = TestClient(Starlette(routes=routes()), follow_redirects=False)
    led = asked.get("/offer?place=DY1+3SB&skill=cooking&skill=it+help&when=weekends")
    address = led.headers["location"]
    assert led.status_code == 303
    assert re.fullmatch(
        r"/offer\?search=[\w-]+&skill=cooking&skill=it\+help&when=weekends", address
    )
    assert "DY1" not in address
    assert asked.get("/offer?place=Wrens+Nest&skill=cooking").status_code == 200
    assert asked.get(address).status_code == 200


def test_no_own_route_takes_what_streamlit_answers():
    taken = ("/favicon.png", "/manifest.json", "/_stcore/health", "/_stcore/stream", "/static/js/x")
    for path in taken:
        scope = {"type": "http", "method": "GET", "path": path, "headers": []}
        assert all(route.matches(scope)[0] is Match.NONE for route in routes())
    assert (file_util.get_static_dir() or "").endswith("static")
