"""A hard moment in a browser: leaving at once, going back, and what stands in no log afterwards."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from wcag import WIDTHS, violations

from asset_map.app import care_wording, find_wording, unmet_wording
from asset_map.app import statement_wording as said

SENSITIVE = "/near?place=DY1+3EB&need=mental_wellbeing&far=800"
WAY_OUT = ".am-leave-now a"


@pytest.fixture
def visit(browser: Browser, browser_context_args: dict, elsewhere: str) -> Iterator[BrowserContext]:
    """A visit that may go to the other website, and to no third."""
    context = browser.new_context(**browser_context_args, bypass_csp=True, ignore_https_errors=True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    yield context
    context.close()
    ours = ("http://127.0.0.1:", "data:", "blob:", elsewhere.removesuffix("weather"))
    assert [url for url in asked if not url.startswith(ours)] == []


def searched(context: BrowserContext, app: str, address: str = SENSITIVE) -> Page:
    page = context.new_page()
    page.goto(app + address)
    expect(page.locator("#found")).to_be_visible()
    page.wait_for_selector(".am-foot")
    return page


def test_a_sensitive_search_can_be_left_by_keyboard_before_anything_else(
    app: str, elsewhere: str, visit
):
    page = searched(visit, app)
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches('{WAY_OUT}')"):
            break
        # Nothing of the page itself comes before it: only ways to skip, and the page as a whole.
        assert not page.evaluate("document.activeElement.closest('.am-head, form, .am-card')")
    assert page.evaluate(f"document.activeElement.matches('{WAY_OUT}')")
    page.keyboard.press("Enter")
    page.wait_for_url(elsewhere)


def test_the_way_out_stays_in_view_and_meets_wcag(app: str, visit):
    page = searched(visit, app)
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.locator(".am-foot").scroll_into_view_if_needed()
        expect(page.locator(WAY_OUT)).to_be_in_viewport(ratio=1)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert width not in WIDTHS or violations(page) == []


def test_after_leaving_going_back_shows_nothing_of_it(app: str, elsewhere: str, visit):
    page = searched(visit, app)
    found = page.url
    assert "DY1 3EB" in page.inner_text("body")
    page.click(WAY_OUT)
    page.wait_for_url(elsewhere)
    assert page.evaluate("document.referrer") == ""
    assert not any(cookie["name"] == "asset_map_finding" for cookie in visit.cookies())
    page.go_back()
    expect(page.get_by_text(find_wording.FORGOTTEN)).to_be_visible()
    assert page.url == found
    assert "DY1 3EB" not in page.content()
    expect(page.locator(WAY_OUT)).to_have_count(0)


def test_whoever_opens_the_address_elsewhere_sees_nothing_of_it_either(
    app: str, visit, browser: Browser
):
    found = searched(visit, app).url
    with browser.new_context() as elsewhere:
        page = elsewhere.new_page()
        page.goto(found)
        expect(page.get_by_text(find_wording.FORGOTTEN)).to_be_visible()


def test_the_address_and_the_title_of_a_sensitive_search_say_nothing_of_it(app: str, visit):
    page = searched(visit, app)
    for word in ("mental", "wellbeing", "DY1", "dy1"):
        assert word not in page.url
        assert word not in page.title()


def test_a_search_that_is_not_sensitive_has_no_such_link(app: str, visit):
    page = searched(visit, app, "/near?place=DY1+3EB&need=library&far=800")
    expect(page.locator(".am-now").first).to_contain_text(care_wording.URGENT_NAME)
    expect(page.locator(WAY_OUT)).to_have_count(0)


def test_one_press_says_that_something_is_missing_and_a_second_counts_no_second(app: str, visit):
    page = searched(visit, app, "/near?place=DY1+3EB&need=faith&far=400&words=qwzxnothing")
    page.get_by_role("button", name=unmet_wording.MISSING_GO).click()
    expect(page.get_by_text("Thank you. One person is counted")).to_be_visible()
    page.get_by_role("button", name=unmet_wording.MISSING_GO).click()
    expect(page.get_by_text("You have said so already")).to_be_visible()


@pytest.mark.parametrize("address", ["/accessibility", "/privacy"])
def test_the_statements_fit_and_meet_wcag_and_are_led_to_from_a_page(app: str, visit, address: str):
    page = visit.new_page()
    page.goto(app + "/add")
    page.locator(f'.am-foot a[href="{address}"]').click()
    expect(page.get_by_text(said.FOOT_PRIVACY).last).to_be_visible()
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert width not in WIDTHS or violations(page) == []


# What stands in no log.

PLACES = (
    "DY1 3EB",
    "ZE1 0QX",
    "Qwzxstreet Lane",
    "52.51357,-2.08642",
    "qwzx' OR 1=1 --",
    "\x00qwzx",
)
WORDS = "qwzxwords"
FILTERS = ("far=qwzxfar", "when=qwzxwhen", "language=qw", "kind=qwzxkind", "need=qwzx_need")
MARKS = ("qwzx", "DY1 3EB", "DY1+3EB", "ZE1 0QX", "ZE1+0QX", "ZE1", "52.51357", "2.08642", "1=1")


def everything_asked(app: str, visit: BrowserContext) -> None:
    """Look for things in every way there is, rightly and wrongly, on pages, plain pages, files."""
    page = visit.new_page()
    # The server may close a connection just as it is used again.
    get, post = partial(page.request.get, max_retries=3), partial(page.request.post, max_retries=3)
    for place in PLACES:
        asked = quote_plus(place)
        page.goto(f"{app}/near?place={asked}&need=mental_wellbeing&words={WORDS}&far=800")
        page.wait_for_selector(".am-foot")
        for path in ("/find", "/near.csv", "/near.geojson", "/near.ics", f"/area/{asked}"):
            get(f"{app}{path}?place={asked}&words={WORDS}&need=urgent_help")
        post(f"{app}/find", form={"place": place, "words": WORDS, "need": "urgent_help"})
        post(f"{app}/near", form={"place": place, "words": WORDS, "need": "urgent_help"})
    for wrong in FILTERS:
        page.goto(f"{app}/near?place=DY1+3EB&{wrong}")
        page.wait_for_selector(".am-foot")
        get(f"{app}/find?place=DY1+3EB&{wrong}")
    get(f"{app}/asset/qwzx?place=DY1+3EB")
    get(f"{app}/asset?id=qwzx")
    get(f"{app}/services?text=qwzx&postcode=DY1+3EB&near=qwzx")
    get(f"{app}/gaps.csv?area=qwzx&need=qwzx")
    get(f"{app}/qwzx/qwzx?qwzx=DY1+3EB")
    post(f"{app}/find", data="qwzx" * 100_000)
    page.close()


def test_nothing_of_what_is_asked_stands_in_any_log_or_file(
    app: str, app_home: Path, visit, servers_log: Path | None
):
    before = servers_log.stat().st_size if servers_log else 0
    everything_asked(app, visit)
    written = {file: file.read_bytes() for file in app_home.rglob("*") if file.is_file()}
    if servers_log:
        written[servers_log] = servers_log.read_bytes()[before:]
    assert app_home / "log.txt" in written
    found = {
        (file.name, mark)
        for file, text in written.items()
        for mark in MARKS
        if mark.encode() in text
    }
    assert found == set()
