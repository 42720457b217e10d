"""The plain pages: what they say, to whom, and how they end where there is nothing to show."""

import csv
import io
import json
import re
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import icalendar
import pytest
from keeping import somebody
from loads import ask_one, change, load
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tables import write_csv
from telling import sent_by

from asset_map.app import asset_wording, find_asked, find_wording
from asset_map.journeys import review_contribution
from asset_map.settings import get_settings
from asset_map.web import kept_search, plain_area, plain_routes, public_page
from asset_map.web.app import middleware

HERE = "http://map.test"


@pytest.fixture(autouse=True)
def nothing_remembered_by_plain_pages():
    def forget():
        public_page.pages.forget()
        public_page._around.cache_clear()
        public_page._needs.cache_clear()
        plain_area._words.cache_clear()
        find_asked._names.cache_clear()
        find_asked._sensitive.cache_clear()

    forget()
    yield
    forget()


@pytest.fixture
def visitor(monkeypatch) -> TestClient:
    monkeypatch.setenv("ASSET_MAP_PUBLIC_URL", HERE)
    get_settings.cache_clear()
    app = Starlette(routes=plain_routes.routes(), middleware=middleware())
    yield TestClient(app, base_url=HERE, follow_redirects=False)
    monkeypatch.undo()
    get_settings.cache_clear()


def id_of(name):
    return ask_one("SELECT id FROM asset WHERE name = :name", name=name)


def found(visitor, place="DY1 1AA", **said):
    """Send the form; return the page that it leads to."""
    visitor.get("/find")
    there = visitor.post("/find", data={"place": place, **said})
    assert there.status_code == 303
    return visitor.get(there.headers["location"])


# --- Any page -------------------------------------------------------------------------------------

PAGES = ("/asset/{lunch}", "/area/west-town", "/area/E05000001", "/area/west-town/list", "/find")


@pytest.mark.parametrize("page", PAGES)
def test_a_plain_page_has_no_script_and_asks_for_nothing_before_its_text(same_town, visitor, page):
    answer = visitor.get(page.format(lunch=id_of("Lunch")))
    assert answer.status_code == 200
    html = answer.text
    assert html.startswith('<!DOCTYPE html>\n<html lang="en-GB">')
    assert "<script" not in html
    assert "stylesheet" not in html
    assert "font-face" not in html
    assert not re.search(r'\son[a-z]+="|\sstyle="', html)
    assert html.count("<h1") == html.count("<main>") == 1
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "116 123" in html


@pytest.mark.parametrize("page", PAGES)
def test_a_plain_page_is_small(same_town, visitor, page):
    answer = visitor.get(page.format(lunch=id_of("Lunch")))
    assert int(answer.headers["Content-Length"]) < 14_000  # What comes in the first round trips.


def test_a_demonstration_says_so_and_search_engines_are_kept_out(demo_database, visitor):
    answer = visitor.get("/area/priory")
    assert "Demonstration: these are not real places" in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex' in answer.text


def test_without_demonstration_data_search_engines_may_come(same_town, visitor):
    answer = visitor.get("/area/west-town")
    assert "noindex" not in answer.text
    assert "X-Robots-Tag" not in answer.headers


def test_where_the_database_is_down_a_plain_page_says_so_and_is_not_kept(visitor, monkeypatch):
    monkeypatch.setenv("ASSET_MAP_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    get_settings.cache_clear()
    for page in (f"/asset/{UUID(int=1)}", "/area/west-town", "/area/west-town.csv"):
        answer = visitor.get(page)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (503, "no-store")
        assert "cannot be reached" in answer.text


def test_whoever_has_a_page_is_sent_it_once(same_town, visitor):
    first = visitor.get("/area/west-town")
    assert first.headers["Cache-Control"] == "public, max-age=60"
    again = visitor.get("/area/west-town", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


# --- An asset -------------------------------------------------------------------------------------


def test_an_asset_is_told_with_its_source_its_links_and_how_to_say_it_is_wrong(same_town, visitor):
    html = visitor.get(f"/asset/{id_of('Lunch')}").text
    for words in ("Lunch", "Tuesday 12:00 to 14:00", "1 May 2026", asset_wording.WRONG):
        assert words in html
    assert f'href="/asset/{id_of("Old Hall")}"' in html
    assert f"{HERE}/asset/{id_of('Lunch')}</a>" in html
    assert f'src="/asset/{id_of("Lunch")}/qr.svg"' in html


def test_nobody_is_named_to_ask_where_nobody_is_known(town, visitor):
    sent = sent_by(somebody(), said={"name": "Chess Club", "postcode": "DY1 1AB"})
    review_contribution.accept(sent.id, 1)
    html = visitor.get(f"/asset/{id_of('Chess Club')}").text

    assert asset_wording.NONE_ON_RECORD in html
    assert asset_wording.STILL_ASK.partition("{")[0] not in html
    assert asset_wording.STILL_ASK.partition("{")[0] in visitor.get(f"/asset/{id_of('Lunch')}").text


def test_the_links_of_a_plain_page_lead_to_plain_pages(same_town, visitor):
    for page in (f"/asset/{id_of('Lunch')}", "/area/west-town"):
        html = visitor.get(page).text
        elsewhere = re.findall(r'href="(/(?:asset|near)\?[^"]*)"', html)
        assert elsewhere in ([], [f"/asset?id={id_of('Lunch')}"])


@pytest.mark.parametrize("asked", [str(UUID(int=5)), "lunch", "x" * 300, "%00", "..%2f..%2fetc"])
@pytest.mark.parametrize("beside", ["", "/qr.svg"])
def test_an_asset_that_is_none_is_answered_so(same_town, visitor, asked, beside):
    answer = visitor.get(f"/asset/{asked}{beside}")
    assert answer.status_code == 404
    if "%2f" not in asked:
        assert "We know of no group, venue or service" in answer.text
        assert 'href="/find"' in answer.text


def test_another_way_to_write_an_id_leads_to_the_one_address(same_town, visitor):
    lunch = id_of("Lunch")
    answer = visitor.get(f"/asset/{str(lunch).upper()}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/asset/{lunch}")


def test_an_old_id_leads_on_to_what_it_was_joined_with(town, visitor):
    lunch, supper = id_of("Lunch"), id_of("Supper")
    change(
        "UPDATE record_asset SET until = now() WHERE asset_id = :old AND until IS NULL", old=supper
    )
    change(
        "INSERT INTO record_asset (record_id, asset_id, since, until, reason) "
        "SELECT record_id, :new, now(), NULL, 'joined' FROM record_asset WHERE asset_id = :old",
        new=lunch,
        old=supper,
    )
    change("DELETE FROM asset WHERE id = :old", old=supper)
    answer = visitor.get(f"/asset/{supper}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/asset/{lunch}")


# --- An area --------------------------------------------------------------------------------------


def test_an_area_tells_its_strengths_before_its_gaps_and_has_a_form(same_town, visitor):
    html = visitor.get("/area/west-town").text
    order = ['id="here"', 'id="needs"', 'id="gaps"', 'id="list"', 'id="over"', 'action="/find"']
    places = [html.index(words) for words in order]
    assert places == sorted(places)
    assert f'<link rel="canonical" href="{HERE}/area/west-town">' in html


@pytest.mark.parametrize("asked", ["west-town", "West Town", "WEST%20TOWN", "E05000001"])
def test_an_area_is_found_by_its_code_and_by_its_name_with_hyphens(same_town, visitor, asked):
    answer = visitor.get(f"/area/{asked}")
    assert answer.status_code == 200
    assert ">West Town</h1>" in answer.text


@pytest.mark.parametrize("asked", ["nowhere", "%00", "'; DROP TABLE area; --", "x" * 500])
@pytest.mark.parametrize("beside", ["", "/list", "/qr.svg", ".csv", ".geojson", ".ics"])
def test_an_area_that_is_none_is_answered_so(same_town, visitor, asked, beside):
    answer = visitor.get(f"/area/{asked}{beside}")
    assert answer.status_code in (400, 404)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert 'href="/find"' in answer.text


def test_the_code_of_an_area_leads_to_its_page_by_name(same_town, visitor):
    answer = visitor.get("/area/E05000001/qr.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content == visitor.get("/area/west-town/qr.svg").content


# --- The form -------------------------------------------------------------------------------------


def test_the_form_leads_to_an_address_that_tells_nothing_private(same_town, visitor):
    visitor.get("/find")
    data = {"place": "DY1 1AA", "need": ["food", "urgent_help"], "words": "lunch", "far": "800"}
    answer = visitor.post("/find", data=data)
    said = parse_qs(urlsplit(answer.headers["location"]).query)
    sensitive = ask_one("SELECT sensitive FROM need WHERE id = 'urgent_help'")
    assert set(said) == {"search", "need", "far"}
    assert said["need"] == ["food"] if sensitive else ["food", "urgent_help"]
    assert "DY1" not in answer.headers["location"]
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_what_was_found_can_be_opened_again_in_the_same_visit_and_in_no_other(same_town, visitor):
    page = found(visitor)
    assert "Near DY1 1AA" in page.text
    assert "Lunch" in page.text
    assert visitor.get(str(page.url)).status_code == 200
    visitor.cookies.clear()
    other = visitor.get(str(page.url))
    assert "DY1 1AA" not in other.text
    assert "We no longer have what this search was for" in other.text


def test_a_saved_file_tells_no_postcode_by_its_name_or_title(same_town, visitor):
    found(visitor)
    for ending in ("csv", "geojson", "ics"):
        answer = visitor.get(f"/near.{ending}", params={"place": "DY1 1AA"})
        assert "dy1" not in answer.headers["Content-Disposition"].lower()
        assert "Near DY1 1AA" not in answer.text


def test_several_needs_are_met_in_the_fewest_visits_here_too(same_town, visitor):
    html = found(visitor, need=["food", "company"]).text
    assert "Everything that you chose in one visit" in html


def test_a_browser_that_keeps_no_cookie_is_answered_at_once(same_town, visitor):
    answer = visitor.post("/find", data={"place": "DY1 1AA"})
    assert answer.status_code == 200
    assert "Near DY1 1AA" in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_why_a_place_was_not_taken_belongs_to_its_field(same_town, visitor):
    answer = found(visitor, place="zzz99", far="800")
    assert answer.status_code == 404
    form = answer.text.partition("<form")[2].partition("</form>")[0]
    assert "No place called &#x27;zzz99&#x27; is in this map." in form
    assert find_wording.PLACE_NEXT in form
    typed = re.search(r'<input id="am-place"[^>]*>', form)[0]
    assert 'aria-invalid="true" autofocus' in typed
    assert 'aria-describedby="am-place-refused am-place-hint"' in typed
    assert '<option value="800" selected>' in form
    assert "aria-invalid" not in visitor.get("/find").text


def test_urgent_help_stands_at_the_top_of_finding_and_once(same_town, visitor):
    for page in (visitor.get("/find"), found(visitor), found(visitor, place="zzz99")):
        assert page.text.count('class="am-now') == 1
        assert page.text.index('am-now-line"') < page.text.index("<h1")
    food = re.search(r'href="(/find\?[^"]*need=food)"', found(visitor).text)[1]
    assert "DY1" not in food
    assert "Near DY1 1AA" in visitor.get(food.replace("&amp;", "&")).text


def test_one_button_asks_for_today_and_tomorrow_near_by(same_town, visitor):
    visitor.get("/find")
    answer = visitor.post("/find", data={"place": "DY1 1AA", "soon": "yes"})
    said = parse_qs(urlsplit(answer.headers["location"]).query)
    assert (said["far"], said["when"]) == (["800"], ["soon"])


def test_the_form_keeps_what_was_chosen(same_town, visitor):
    html = found(visitor, need=["food"], far="800").text
    assert 'value="DY1 1AA"' in html
    assert re.search(r'name="need" value="food" checked', html)
    assert '<option value="800" selected>' in html


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"place=XX1+1XX", "1XX"),
        (b"place=", find_wording.PLACE),
        (b"place=nowhere+at+all", "nowhere at all"),
        (b"place=DY1+1AA&far=much", "number of metres"),
        (b"place=DY1+1AA&when=never", "No time is called"),
        (b"place=DY1+1AA&need=gold", "No need is called"),
        (b"place=\xff\xfe", "What was sent is no form"),
        (b"place=" + b"x" * 5000, "too long"),
        (b"&".join(b"need=food" for _ in range(80)), "What was sent is no form"),
        (b"place=%00", "signs"),
    ],
)
def test_what_cannot_be_found_is_said_and_the_form_is_there_again(same_town, visitor, sent, said):
    visitor.get("/find")
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = visitor.post("/find", content=sent, headers=kind)
    if answer.status_code == 303:
        answer = visitor.get(answer.headers["location"])
    assert answer.status_code in (200, 400, 404)
    assert said in answer.text
    assert "/find" in answer.text


def test_what_may_fit_but_nobody_told_us_is_counted(same_town, visitor):
    # The Supper is on "when it suits": nobody can tell whether that is a Tuesday.
    html = found(visitor, when="TU", free="yes").text
    assert "more may fit, but nobody told us when or what it costs" in html


# --- Files ----------------------------------------------------------------------------------------


def shown_order(html):
    """Return the ids of what a page lists, in its order."""
    return list(dict.fromkeys(re.findall(r'<h3><a href="/asset/([0-9a-f-]{36})"', html)))


@pytest.mark.parametrize("said", [{}, {"need": ["food"]}, {"far": "800"}, {"words": "hall"}])
def test_files_hold_what_the_page_shows_in_its_order(same_town, visitor, said):
    page = found(visitor, **said)
    at = urlsplit(str(page.url)).query
    rows = read_csv(visitor.get(f"/near.csv?{at}"))
    layer = visitor.get(f"/near.geojson?{at}").json()
    order = shown_order(page.text)
    assert order
    assert [row["id"] for row in rows] == order
    assert [one["id"] for one in layer["features"]] == order
    calendar = icalendar.Calendar.from_ical(visitor.get(f"/near.ics?{at}").content)
    timed = [row["page"] for row in rows if row["when"] and "when it suits" not in row["when"]]
    assert [str(event["url"]) for event in calendar.walk("VEVENT")] == timed


def read_csv(answer):
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_every_row_has_its_source_its_licence_and_its_days(same_town, visitor):
    rows = read_csv(visitor.get("/area/west-town.csv"))
    assert {"Lunch", "Old Hall", "Town Friends"} <= {row["name"] for row in rows}
    for row in rows:
        assert row["source"]
        assert row["licence"]
        assert row["retrieved"]
        assert row["saved_on"]
        assert row["page"] == f"{HERE}/asset/{row['id']}"
    [lunch] = [row for row in rows if row["name"] == "Lunch"]
    assert (lunch["when"], lunch["last_confirmed"]) == ("Tuesday 12:00 to 14:00", "2026-05-01")
    assert (lunch["venue"], lunch["address"]) == ("Old Hall", "DY1 1AA")


def test_files_of_an_area_hold_the_same_in_each_form(same_town, visitor):
    rows = read_csv(visitor.get("/area/west-town.csv"))
    layer = visitor.get("/area/west-town.geojson").json()
    assert [row["id"] for row in rows] == [one["id"] for one in layer["features"]]
    calendar = icalendar.Calendar.from_ical(visitor.get("/area/west-town.ics").content)
    assert [str(event["summary"]) for event in calendar.walk("VEVENT")] == ["Lunch"]


def test_a_file_without_a_place_is_refused_with_a_sentence(same_town, visitor):
    for form in ("csv", "geojson", "ics"):
        answer = visitor.get(f"/near.{form}")
        assert answer.status_code == 400
        assert "Type where you are first" in answer.text
        assert "attachment" not in answer.headers.get("Content-Disposition", "")


def test_files_of_a_search_are_kept_by_no_cache(same_town, visitor):
    at = urlsplit(str(found(visitor).url)).query
    answer = visitor.get(f"/near.csv?{at}")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"].startswith("noindex")


# --- What must not be told ------------------------------------------------------------------------


def test_no_plain_page_and_no_file_tells_where_a_masked_venue_is(same_town, visitor):
    house, refuge = id_of("Safe House"), id_of("Refuge")
    shown = visitor.get(f"/asset/{house}").text
    asked = {
        "pages": [f"/asset/{house}", f"/asset/{refuge}", "/area/east-town", "/area/east-town/list"],
        "files": [f"/area/east-town.{form}" for form in ("csv", "geojson", "ics")],
    }
    told = shown + "".join(visitor.get(one).text for some in asked.values() for one in some)
    page = found(visitor, place="DY2 2AB")
    at = urlsplit(str(page.url)).query
    told += page.text + "".join(
        visitor.get(f"/near.{form}?{at}").text for form in ("csv", "geojson", "ics")
    )
    assert "Safe House" in told
    for secret in ("DY2 2AD", "DY22AD"):
        assert secret not in told
    rows = read_csv(visitor.get(f"/near.csv?{at}"))
    [hidden] = [row for row in rows if row["name"] == "Safe House"]
    empty = ("address", "latitude", "longitude", "walk_minutes", "walk_metres")
    assert [hidden[name] for name in empty] == [""] * 5
    assert hidden["why_shown"] == "exact place not shown"
    layer = visitor.get(f"/near.geojson?{at}").json()
    [one] = [one for one in layer["features"] if one["properties"]["name"] == "Safe House"]
    assert one["geometry"] is None


NASTY = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert('1')>",
    "</style></title><svg/onload=alert(1)>",
    '=HYPERLINK("http://evil.example";"x")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "'; DROP TABLE asset; --",
    "\u202eevil turned round\u202c",
    "{{7*7}} ${7*7} {area} %s",
    "javascript:alert(1)",
    "]]> &amp; %0d%0a Set-Cookie: x=1",
]


@pytest.fixture
def hostile(town, tmp_path):
    """The town, with a service for each nasty text in all its words, each on at a time."""
    path = tmp_path / "services.csv"
    write_csv(path, "ref | name\nX | x")
    columns = ["ref", "name", "description", "who_for", "cost", "how", "url", "email", "phone"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*columns, "postcode", "hours", "last_confirmed", "needs"])
        for at, text in enumerate(NASTY):
            said = [f"N{at}", f"{text} n{at}", *[text] * (len(columns) - 2)]
            writer.writerow([*said, "DY1 1AA", "Mo 10:00-12:00", "2026-06-01", "food"])
    load("own-list", path, partial=True)


def test_text_that_tries_to_break_out_is_text_on_every_page_and_in_every_file(hostile, visitor):
    page = found(visitor)
    at = urlsplit(str(page.url)).query
    ids = shown_order(page.text)
    assert len(ids) > len(NASTY)
    pages = [page, *(visitor.get(f"/asset/{one}") for one in ids)]
    pages += [visitor.get(f"/area/west-town{end}") for end in ("", "/list")]
    for answer in pages:
        assert answer.status_code == 200
        for tag in ("<script", "<img src=x", "<svg/", "</style></title>"):
            assert tag not in answer.text
        assert not re.search(r'href="\s*(javascript|data|vbscript):', answer.text, re.IGNORECASE)
    layer = visitor.get(f"/near.geojson?{at}")
    assert b"<" not in layer.content
    names = {one["properties"]["name"] for one in json.loads(layer.content)["features"]}
    assert any(name.startswith("<script>") for name in names)
    for row in read_csv(visitor.get(f"/near.csv?{at}")):
        for cell in row.values():
            assert not re.match(r"\s*[=+@]", cell)
    calendar = icalendar.Calendar.from_ical(visitor.get(f"/near.ics?{at}").content)
    assert len(calendar.walk("VEVENT")) == len(NASTY) + 1
    assert not calendar.walk("VALARM")


def test_what_is_typed_comes_back_as_text(same_town, visitor):
    for text in NASTY:
        answer = visitor.post("/find", data={"place": text})
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert visitor.get("/find", params={"search": text, "place": text}).status_code < 500


def test_what_somebody_looks_for_is_forgotten_with_the_visit(same_town, visitor):
    page = found(visitor)
    kept_search.forget(visitor.cookies["asset_map_finding"])
    assert "We no longer have" in visitor.get(str(page.url)).text
