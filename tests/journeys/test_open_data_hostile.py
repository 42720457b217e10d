"""Text that tries to break out is text in every file of open data, and by every route."""

import csv
import io
import json
from urllib.parse import quote

import geopandas
import pytest
from loads import ask, load
from opened import client, exported, features, read
from tables import write_csv

from asset_map.web.open_referral import PREFIX

NASTY = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert('1')>",
    "</script><svg/onload=alert(1)>",
    '=HYPERLINK("http://evil.example";"x")',
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "'; DROP TABLE asset; --",
    "' OR 1=1 -- 1",
    "\u202eevil turned round\u202c",
    "\u2066isolated\u2069 \u200f \u200e",
    "a\u2028line\u2029ends",
    "\ufeffmarked",
    "{{7*7}} ${7*7} #{7*7} %s %n %x",
    "$(touch /tmp/pwned) `id` | cat",
    "田中さん 👩🏽‍🚒 ﷽ Z̮̞̠͙͔ͅḀ̗̞",
    '"quoted", semi;colon, tab\tand\\backslash',
    "__proto__ constructor NaN Infinity null undefined",
    "]]> &amp; &lt;b&gt; %00 %0d%0a Set-Cookie: x=1",
    "javascript:alert(1)",
]
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


@pytest.fixture
def hostile(town, tmp_path):
    """The town, with a service for each nasty text, in its name and in its words."""
    path = tmp_path / "services.csv"
    write_csv(path, "ref | name | description | who_for | url\nX | x | x | x | x")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["ref", "name", "description", "who_for", "url", "covers"])
        for at, text in enumerate(NASTY):
            writer.writerow([f"N{at}", f"{text} n{at}", text, text, text, "E05000001"])
    load("own-list", path, partial=True)
    return {row.name: row.description for row in ask("SELECT name, description FROM asset")}


def shown(text: str) -> str:
    return "".join(sign for sign in text if sign not in TURNING)


def test_each_text_is_in_the_map(hostile):
    assert sum(any(part in name for part in ("script", "DROP", "proto")) for name in hostile) == 5


def test_geojson_holds_it_as_text(hostile, tmp_path):
    raw = exported(tmp_path, "geojson")["assets.geojson"]
    assert b"<" not in raw
    found = features(tmp_path)
    for name, description in hostile.items():
        if name in ("Safe House", "Refuge"):  # Of what has to stay hidden no words are told.
            continue
        assert found[shown(name)]["properties"]["description"] == (shown(description) or None)


def test_csv_holds_it_as_cells_that_no_program_takes_for_a_formula(hostile, tmp_path):
    text = exported(tmp_path, "csv")["assets.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    longitudes = {row[rows[0].index("longitude")] for row in rows}
    cells = [cell for row in rows for cell in row if cell not in longitudes]
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))] == []
    assert not set(TURNING) & set("".join(cells))
    assert any(cell.startswith("'=cmd") for cell in cells)


def test_geoparquet_holds_it_as_text(hostile, tmp_path):
    exported(tmp_path, "geoparquet")
    found = geopandas.read_parquet(tmp_path / "geoparquet" / "assets.parquet")
    assert set(found["name"]) == {shown(name) for name in hostile}


def test_routes_and_feed_hold_it_as_text_and_links_only_to_the_web(hostile, tmp_path):
    raw = client().get(f"{PREFIX}/services?per_page=100")
    assert b"<" not in raw.content
    assert raw.headers["Content-Type"] == "application/json"
    feed = json.loads(exported(tmp_path, "openreferral")["services.json"])
    assert feed["contents"] == raw.json()["contents"]
    assert {one["name"] for one in feed["contents"]} <= {shown(name) for name in hostile}
    assert len(feed["contents"]) == len(NASTY) + 3
    links = [one["url"] for one in feed["contents"] if "url" in one]
    assert all(link.startswith("http") for link in links)


def test_a_search_for_it_is_a_search(hostile):
    for text in NASTY:
        assert read("/services", search=text)["page_number"] == 1


def test_an_id_made_of_it_is_refused(same_town):
    for text in NASTY:
        answer = client().get(f"{PREFIX}/services/{quote(text, safe='')}")
        assert answer.status_code in (400, 404)
        assert list(answer.json()) == ["error"]
        assert not set(TURNING) & set(answer.text)
