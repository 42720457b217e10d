"""The pages as people meet them: in a browser, on a desktop and on the narrowest phone."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import FloatRect, Page, expect
from playwright.sync_api import TimeoutError as TimedOut
from signed_in import sign_in
from wcag import WIDTHS, violations

from asset_map.app import asset_wording, find_wording, wording
from asset_map.journeys.pick_asset import pick_asset
from asset_map.journeys.see_asset import see_asset

_violations = violations
MARKER = ".leaflet-marker-icon.am-pin, .leaflet-marker-icon.am-cluster"


@pytest.fixture(scope="session")
def rooms(demo_database: str) -> str:
    """The id of a venue of the demonstration that much hangs on."""
    choices = [choice for choice in pick_asset() if choice.kind == "venue"]
    return str(max(choices, key=lambda choice: len(see_asset(str(choice.id)).links)).id)


def ready(page: Page) -> None:
    """Wait until the page is drawn to its foot, the map included."""
    page.wait_for_selector(".am-foot")
    if page.locator("iframe").count():
        frame = page.frame_locator("iframe")
        frame.locator(f"{MARKER}, .am-here, .am-share span").first.wait_for()
        frame.locator(".am-name span").first.wait_for(state="attached")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/near",
        "/near?place=Castle+%26+Priory",
        "/near?place=DY1+3EB",
        "/near?place=Nowhere",
        "/asset?id={rooms}",
        "/cut?id={rooms}",
        "/critical",
        "/add",
        "/loads",
    ],
)
def test_a_page_fits_a_desktop_and_a_phone_and_meets_wcag(
    app: str, bare_page: Page, rooms: str, path: str
):
    page = bare_page
    sign_in(page.context, app)
    page.goto(app + path.format(rooms=rooms))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        ready(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []


def test_the_map_carries_the_demonstrations_mark_and_leads_to_an_asset(app: str, page: Page):
    page.goto(f"{app}/near?place=Wrens+Nest")
    ready(page)
    expect(page.locator("iframe")).to_have_attribute("title", re.compile("Map of Wrens Nest"))
    drawn = page.frame_locator("iframe")
    expect(drawn.locator(".am-demo")).to_have_text(wording.DEMO_ON_MAP)
    expect(drawn.locator(".leaflet-tile")).to_have_count(0)
    for _ in range(8):
        if drawn.locator(".am-pin").count():
            break
        drawn.locator(".am-cluster").first.press("Enter")  # It may lie beyond the map's edge.
        page.wait_for_timeout(700)
    for _ in range(5):  # The list that its link leads through may be laid anew just then.
        if "/asset" in page.url:
            break
        if not drawn.locator(".leaflet-popup-content a").count():
            drawn.locator(".am-pin").first.press("Enter")
        drawn.locator(".leaflet-popup-content a").first.click()
        with suppress(TimedOut):
            page.wait_for_url(re.compile("/asset"), timeout=3_000)
    expect(page).to_have_url(re.compile("/asset"))
    expect(page.get_by_role("heading", name=asset_wording.LINKS_TITLE)).to_be_visible()


def test_an_asset_leads_to_what_hangs_on_it_and_back(app: str, page: Page, rooms: str):
    link = see_asset(rooms).links[-1]
    page.goto(f"{app}/asset?id={rooms}")
    page.get_by_role("link", name=link.name).first.click()
    expect(page.get_by_role("heading", level=1, name=link.name)).to_be_visible()
    name = see_asset(rooms).asset.name
    page.get_by_role("link", name=name).first.click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_an_officer_chooses_what_would_close_and_reads_what_it_changes(
    app: str, page: Page, rooms: str, as_staff: None
):
    page.goto(f"{app}/asset?id={rooms}")
    page.get_by_role("link", name=asset_wording.WHAT_IF).click()
    expect(page.locator(".am-closure .am-leave").first).to_contain_text("would stop")
    expect(page.locator(".am-need .am-leave").first).to_contain_text("would no longer live within")
    expect(page).to_have_url(re.compile(f"id={rooms}"))


def test_the_first_stop_of_the_keyboard_leads_past_the_navigation(app: str, page: Page):
    page.goto(app)
    ready(page)
    page.keyboard.press("Tab")
    expect(page.locator(".am-skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label(find_wording.PLACE)).to_be_focused()


def test_the_map_is_beside_the_list_on_a_desktop_and_below_it_on_a_phone(app: str, page: Page):
    page.goto(f"{app}/near?place=Wrens+Nest")
    ready(page)
    cards, drawn = _box(page, ".am-cards"), _box(page, ".st-key-map")
    assert drawn["x"] > cards["x"] + cards["width"]
    assert drawn["y"] < cards["y"]
    page.set_viewport_size({"width": 390, "height": 800})
    page.wait_for_timeout(500)
    cards, drawn = _box(page, ".am-cards"), _box(page, ".st-key-map")
    assert drawn["y"] > cards["y"] + cards["height"]


def _box(page: Page, selector: str) -> FloatRect:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box
