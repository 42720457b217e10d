"""The gaps page in a browser: its fit, its rules, its map, and the keyboard alone."""

import csv
import io
import re
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TimedOut
from wcag import WIDTHS, violations

from asset_map.app import front_wording, gaps_wording, wording

CASTLE = "E05015907"
SHARE = ".am-share span"


def ready(page: Page) -> None:
    """Wait until the page is drawn to its foot, the map included."""
    page.wait_for_selector(".am-foot")
    if page.locator("iframe").count():
        page.frame_locator("iframe").locator(SHARE).first.wait_for()


def settled(shown: Locator) -> str:
    """Return a text once it stands still: a map moves for a while after it is drawn or pressed."""
    said, now = "", shown.inner_text()
    while said != now:
        shown.page.wait_for_timeout(700)
        said, now = now, shown.inner_text()
    return said


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


@pytest.mark.parametrize(
    "path",
    [
        "/gaps",
        "/gaps?need=food",
        "/gaps?need=urgent_help",
        "/gaps?need=food&by=neighbourhood&when=evenings",
        f"/gaps?area={CASTLE}&need=food",
        "/gaps?area=Nowhere",
    ],
)
def test_the_page_fits_a_desktop_and_a_phone_and_meets_wcag(app: str, bare_page: Page, path: str):
    page = bare_page
    page.goto(app + path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        ready(page)
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []


def test_the_front_page_leads_to_the_needs_and_they_to_an_area(app: str, page: Page):
    page.goto(app)
    page.get_by_role("link", name=front_wording.DOOR_GAPS).first.click()
    expect(page.get_by_role("heading", name="What Dudley has")).to_be_visible()
    page.get_by_role("link", name="Food", exact=True).click()
    expect(page).to_have_url(re.compile(r"/gaps\?need=food"))
    page.get_by_role("link", name="Castle & Priory").first.click()
    expect(page).to_have_url(re.compile(f"need=food&area={CASTLE}"))
    expect(page.get_by_role("heading", name="Castle & Priory", level=1)).to_be_visible()
    expect(page.locator(".am-sentence")).to_contain_text("live within 800 m of help with food")


def test_what_is_asked_changes_with_the_keyboard_alone_and_back_takes_it_back(app: str, page: Page):
    page.goto(f"{app}/gaps?need=food")
    ready(page)
    shown = page.locator(".am-status")
    before = shown.inner_text()
    page.get_by_role("combobox", name=gaps_wording.WHEN, exact=True).focus()
    page.keyboard.type("Weekends")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("when=weekends"))
    expect(shown).to_contain_text("open at weekends")
    page.go_back()
    expect(shown).to_have_text(before)


def test_the_map_goes_along_with_the_table_and_keeps_where_one_looks(app: str, page: Page):
    page.goto(f"{app}/gaps?need=food")
    ready(page)
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("title", re.compile("Map of Food, ward by ward"))
    drawn = page.frame_locator("iframe")
    expect(drawn.locator(".am-demo")).to_have_text(wording.DEMO_ON_MAP)
    expect(drawn.locator("path.leaflet-interactive")).to_have_count(24)
    scale, shares = drawn.locator(".leaflet-control-scale-line"), drawn.locator(SHARE)
    opened_at = settled(scale)
    drawn.locator(".leaflet-control-zoom-in").click()
    expect(scale).not_to_have_text(opened_at)
    zoomed_to = settled(scale)
    before = shares.all_text_contents()

    choose(page, gaps_wording.NEED, "A place to meet")

    expect(frame).to_have_attribute("title", re.compile("Map of A place to meet, ward by ward"))
    expect(drawn.locator("path.leaflet-interactive")).to_have_count(24)
    expect(shares).not_to_have_text(before)
    expect(shares).to_have_count(24)
    assert settled(scale) == zoomed_to


def test_an_area_pressed_on_the_map_opens_its_page(app: str, page: Page):
    page.goto(f"{app}/gaps?need=food")
    ready(page)
    drawn = page.frame_locator("iframe")
    expect(drawn.locator(SHARE).first).to_be_visible()
    # On a busy machine the areas may be laid anew just as one is pressed: whoever sees nothing
    # happen presses again.
    for _ in range(5):
        if "area=E05" in page.url:
            break
        drawn.locator("path.leaflet-interactive").nth(3).click(force=True)
        with suppress(TimedOut):
            page.wait_for_url(re.compile("area=E05"), timeout=2_000)
    expect(page).to_have_url(re.compile("need=food&area=E05"))
    expect(page.locator(".am-sentence")).to_be_visible()


def test_the_table_of_all_by_all_is_moved_with_the_keyboard(app: str, page: Page):
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{app}/gaps")
    ready(page)
    page.get_by_text(gaps_wording.MATRIX, exact=True).press("Enter")
    wide = page.get_by_role("region", name=gaps_wording.MATRIX_OF)
    wide.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(100)
    assert wide.evaluate("box => box.scrollLeft") > 0
    first = wide.locator("tbody th").first
    assert first.bounding_box()["x"] >= wide.bounding_box()["x"]


def test_what_is_shown_is_saved(app: str, page: Page):
    page.goto(f"{app}/gaps?need=food&when=weekends")
    ready(page)
    with page.expect_download() as saving:
        page.get_by_role("link", name=gaps_wording.DOWNLOAD).click()
    saved = Path(saving.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(saved)))
    assert {row["only_when"] for row in rows} == {"weekends"}
    assert {row["need"] for row in rows} == {"food"}
