"""The plain pages in a browser without script, on a slow phone, and on paper."""

import re
from datetime import date
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from asset_map.app import addresses, find_list, plain_sheet
from asset_map.domain.assets import Session
from asset_map.domain.places import Area, AreaKind
from asset_map.domain.reach import WEEKDAYS
from asset_map.journeys.list_noticeboard import LeftOut, Line, Noticeboard
from asset_map.settings import CHECKOUT
from asset_map.web import public_page

AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = ["/asset/{asset}", "/area/wrens-nest", "/area/priory/list", "/area/E05015907", "/find"]
SLOW_3G = {
    "offline": False,
    "latency": 2_000,
    "downloadThroughput": 50_000 * 0.8,  # 400 kbit/s, bytes a second
    "uploadThroughput": 50_000 * 0.8,
}


@pytest.fixture
def no_script(browser: Browser, app: str) -> Page:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def an_asset(page: Page, app: str) -> str:
    page.goto(f"{app}/area/priory")
    return page.locator('.am-rows a[href^="/asset/"]').first.get_attribute("href").split("/")[-1]


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_plain_pages_have_no_axe_violation_and_nothing_runs_out_at_the_side(
    page: Page, app: str, width: int
):
    asset = an_asset(page, app)
    page.set_viewport_size({"width": width, "height": 900})
    for at in PAGES:
        page.goto(app + at.format(asset=asset))
        if at == "/find":
            page.get_by_label("Postcode").fill("DY1 3SB")
            page.get_by_role("button", name="Find", exact=True).click()
            expect(page.get_by_role("heading", level=1)).to_contain_text("DY1 3SB")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        # The page's own policy lets no script in; the tester's comes by another way.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
        assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


def test_somebody_without_script_finds_opens_goes_back_and_takes_a_file(no_script: Page, app: str):
    page = no_script
    page.goto(f"{app}/find")
    page.get_by_label("Postcode").fill("DY1 3SB")
    page.get_by_text("What matters to you?").click()
    page.get_by_label("Food").check()
    page.get_by_label("Minutes to walk").select_option("1600")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Near DY1 3SB")
    assert "DY1" not in page.url
    first = page.locator(".am-card a").first
    name = first.inner_text()
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.go_back()
    expect(page.locator(".am-card a").first).to_have_text(name)
    page.reload()
    expect(page.locator(".am-card a").first).to_have_text(name)
    with page.expect_download() as taken:
        page.get_by_role("link", name="calendar").click()
    assert taken.value.suggested_filename.endswith(".ics")


def test_a_long_list_is_folded_after_twenty_and_opens_without_script(no_script: Page, app: str):
    page = no_script
    page.goto(f"{app}/find")
    page.get_by_label("Postcode").fill("DY1 3EB")
    page.get_by_role("button", name="Find", exact=True).click()
    cards = page.locator(".am-card")
    shown = page.locator(".am-card:visible")
    assert cards.count() > find_list.FIRST_SHOWN
    expect(shown).to_have_count(find_list.FIRST_SHOWN)
    for more in page.locator(".am-found-rest > summary").all():
        more.press("Enter")
    expect(shown).to_have_count(cards.count())


def test_a_long_list_prints_as_what_is_open_on_one_page(page: Page, app: str):
    page.goto(f"{app}/find?place=DY1+3EB")
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1
    page.locator(".am-found-rest > summary").first.press("Enter")
    assert pages_of(page.pdf(prefer_css_page_size=True)) > 1


@pytest.mark.parametrize("size", [(1280, 720), (390, 844), (320, 568)])
@pytest.mark.parametrize("path", ["/find", "/find?place=DY1+3EB"])
def test_urgent_help_is_one_line_in_the_first_view_here_too(
    page: Page, app: str, size: tuple[int, int], path: str
):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(app + path)
    line = page.locator(".am-now")
    expect(line).to_have_count(1)
    for name in ("999", "116 123", "Food today"):
        expect(line.get_by_role("link", name=name)).to_be_in_viewport(ratio=1)
    assert len({round(one.bounding_box()["y"]) for one in line.locator("a:visible").all()}) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_a_place_that_was_not_taken_has_the_focus_in_its_field(no_script: Page, app: str):
    page = no_script
    page.goto(f"{app}/find")
    page.get_by_label("Postcode").fill("zzz99")
    page.keyboard.press("Enter")
    typed = page.get_by_label("Postcode")
    expect(typed).to_be_focused()
    expect(typed).to_have_accessible_description(re.compile("^No place called 'zzz99'"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("DY1 3EB")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Near DY1 3EB")


def test_today_and_tomorrow_within_ten_minutes_is_one_press_by_keyboard_and_prints_on_one_page(
    page: Page, app: str
):
    page.goto(f"{app}/find")
    page.get_by_label("Postcode").press_sequentially("Wrens Nest")
    soon = page.get_by_role("button", name="Today and tomorrow")
    for _ in range(8):
        page.keyboard.press("Tab")
        if soon.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Near Wrens Nest")
    assert "far=800" in page.url
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1


@pytest.mark.parametrize("area", ["wrens-nest", "priory", "E05015907", "dudley"])
def test_the_sheet_of_an_area_is_one_page_of_a4(page: Page, app: str, area: str):
    page.goto(f"{app}/area/{area}/list")
    pdf = page.pdf(prefer_css_page_size=True)
    assert pages_of(pdf) == 1
    assert b"/MediaBox [0 0 59" in pdf.replace(b"[ 0", b"[0")  # 595 points wide: A4


def long_line(number: int, day: str, text: str) -> Line:
    return Line(
        asset_id=UUID(int=number),
        name=f"{number} {text * 9}",
        session=Session(day, "10:00", "12:00") if day else None,
        where=text * 9,
        minutes=9.0,
        who_for=text * 9,
        cost=text * 9,
        step_free=False,
        how=text * 9,
        phone=text * 9,
        url="",
        until=date(2027, 9, 30),
    )


def sheet_of(times: int, text: str) -> Noticeboard:
    area = Area(UUID(int=1), AreaKind.WARD, "E05000001", 2025, text * 4, None, False, False, "us")
    days = {
        day: tuple(long_line(one, day, text) for one in range(place, times, 7))
        for place, day in enumerate(WEEKDAYS)
    }
    coming = tuple(long_line(100 + one, "", text) for one in range(4))
    left_out = dict.fromkeys(LeftOut, 12_345)
    sources = tuple((text * 6, text * 6) for _ in range(6))
    return Noticeboard(area, date(2026, 9, 30), days, coming, left_out, sources, demo=True)


@pytest.mark.parametrize(
    "text", ["A long name of words ", "CAPITALS ONLY ", "Unbrokenwordwithoutend"]
)
def test_a_sheet_that_fits_by_our_reckoning_is_one_page_however_long_its_words_are(
    page: Page, app: str, text: str
):
    times = max(count for count in range(25) if plain_sheet.fits(sheet_of(count, text)))
    assert times >= 3
    for count in (times, times // 2, 0):
        with addresses.plainly():
            html = plain_sheet.html(sheet_of(count, text), f"{app}/area/{'x' * 60}")
        page.set_content(
            f'<html lang="en-GB"><head><style>{public_page._style()}</style></head>'
            f'<body class="am-for-paper"><main>{html}</main></body></html>'
        )
        assert pages_of(page.pdf(prefer_css_page_size=True)) == 1, count


def test_a_slow_phone_shows_text_within_three_seconds(
    context: BrowserContext, page: Page, app: str
):
    paths = [at.format(asset=an_asset(page, app)) for at in PAGES]
    for path in paths:  # What is asked first is made then; that is measured elsewhere.
        page.goto(app + path)
    for path in paths:
        slow = context.new_page()
        devtools = context.new_cdp_session(slow)
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", SLOW_3G)
        devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        slow.goto(app + path)
        slow.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
        painted = slow.evaluate(
            "performance.getEntriesByName('first-contentful-paint')[0].startTime"
            " - performance.getEntriesByType('navigation')[0].requestStart"
        )
        asked = slow.evaluate(
            "performance.getEntriesByType('resource').map(one => one.initiatorType)"
        )
        assert painted < 3_000, (path, painted)
        assert "link" not in asked
        assert "css" not in asked
        slow.close()
