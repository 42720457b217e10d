"""Areas and assets as people meet them: on a desktop and on phones, by mouse and by keyboard."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from playwright.sync_api import TimeoutError as TimedOut
from wcag import WIDTHS, violations

from asset_map.app import addresses, asset_wording
from asset_map.app import area_wording as words
from asset_map.journeys.describe_area import describe_area

CASTLE = "/area?code=E05015907"


@pytest.fixture(scope="session")
def named(demo_database: str) -> dict[str, str]:
    """Ids of assets of the demonstration."""
    hits = [hit.asset for hit in describe_area("Dudley").hits]
    return {
        "rooms": next(str(a.id) for a in hits if a.name == "Copperleaf Rooms (invented)"),
        "masked": next(str(a.id) for a in hits if a.masked),
        "coffee": next(str(a.id) for a in hits if a.name.startswith("Copperleaf Coffee")),
    }


def ready(page: Page) -> None:
    """Wait until the page is drawn to its foot, the map included."""
    page.wait_for_selector(".am-foot")
    if page.locator("iframe").count():
        page.frame_locator("iframe").locator(".am-name span").first.wait_for(state="attached")


def choose(page: Page, need: str) -> None:
    """Choose a need; where the page was laid anew just then, again."""
    option = page.get_by_role("option", name=re.compile(f"^{need}"))
    for _ in range(5):
        page.get_by_role("combobox", name=words.NEED).click()
        try:
            option.wait_for(timeout=5_000)
        except TimedOut:
            continue
        option.click()
        return
    raise AssertionError(need)


@pytest.mark.parametrize(
    "path",
    [
        "/area",
        CASTLE,
        "/area?code=wrens-nest&by=kind",
        "/area?code=E08000027",
        "/asset?id={coffee}",
        "/asset?id={masked}",
    ],
)
def test_it_fits_every_width_and_meets_wcag(
    app: str, bare_page: Page, named: dict[str, str], path: str
):
    page = bare_page
    page.goto(app + path.format(**named))
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        ready(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert width not in WIDTHS or violations(page) == []


def test_a_group_of_the_list_opens_by_the_keyboard_and_leads_to_an_asset(app: str, page: Page):
    page.goto(app + CASTLE)
    ready(page)
    group = page.locator(".am-group > summary", has_text=re.compile("^Food"))
    entry = page.locator(".am-group:has(> summary:text-matches('^Food')) .am-rows a").first
    expect(entry).to_be_hidden()
    group.focus()
    page.keyboard.press("Enter")
    expect(entry).to_be_visible()
    page.keyboard.press("Tab")
    expect(entry).to_be_focused()
    name = entry.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Castle & Priory")).to_be_visible()


def test_the_ways_on_the_page_lead_to_its_parts(app: str, page: Page):
    page.goto(app + CASTLE)
    ready(page)
    page.get_by_role("navigation", name=words.ON_PAGE).get_by_role("link", name=words.GAPS).click()
    expect(page.get_by_role("heading", name=words.GAPS)).to_be_in_viewport()


def test_a_need_that_was_chosen_stands_in_the_address_and_back_takes_it_out(app: str, page: Page):
    page.goto(app + CASTLE)
    ready(page)
    shown = page.locator(".am-status").first
    before = shown.inner_text()
    choose(page, "Company")
    expect(page).to_have_url(re.compile("need=company"))
    expect(shown).to_have_text(re.compile("^Company"))
    expect(shown).to_have_attribute("role", "status")
    page.go_back()
    expect(shown).to_have_text(before)


def test_a_need_that_is_nobody_elses_business_is_shown_and_not_in_the_address(app: str, page: Page):
    page.goto(app + CASTLE)
    ready(page)
    choose(page, "Mental wellbeing")
    expect(page.locator(".am-status").first).to_have_text(re.compile("^Mental wellbeing"))
    expect(page.locator(".am-leave-now")).to_be_visible()
    assert "mental" not in page.url
    page.reload()
    expect(page.locator(".am-status").first).to_have_text(re.compile("^Mental wellbeing"))


def test_the_front_page_leads_to_areas_and_an_area_to_its_neighbours(app: str, page: Page):
    page.goto(app)
    page.get_by_role("link", name="Wrens Nest").first.click()
    expect(page.get_by_role("heading", level=1, name="Wrens Nest")).to_be_visible()
    page.get_by_role("link", name="Upper Gornal & Woodsetton").first.click()
    expect(page.get_by_role("heading", level=1, name="Upper Gornal & Woodsetton")).to_be_visible()


def test_a_code_leads_to_the_plain_page_and_paper_to_one_sheet(app: str, page: Page):
    page.goto(app + CASTLE)
    ready(page)
    code = page.locator(".am-qr")
    code.scroll_into_view_if_needed()
    expect(code).to_have_js_property("complete", value=True)
    assert code.evaluate("image => image.naturalWidth") > 0
    page.get_by_role("link", name=words.PRINT).click()
    expect(page).to_have_url(re.compile(r"/area/E05015907/list$"))
    expect(page.get_by_text("Castle & Priory").first).to_be_visible()


def test_where_from_is_asked_once_and_stays_out_of_the_address(
    app: str, page: Page, context: BrowserContext, named: dict[str, str]
):
    page.goto(app + addresses.asset(named["rooms"]))
    ready(page)
    page.get_by_label(asset_wording.FOOT_LABEL).fill("dy1 3eb")
    page.keyboard.press("Enter")
    told = page.locator(".am-walk")
    expect(told).to_have_text(re.compile(r"From DY1 3EB: \d+ minutes' walk, about \d+ m"))
    expect(told).to_have_attribute("role", "status")
    assert "dy1" not in page.url.lower()
    page.goto(app + addresses.asset(named["coffee"]))
    expect(page.locator(".am-walk")).to_have_text(re.compile("From DY1 3EB to Copperleaf Rooms"))
    page.goto(app + addresses.asset(named["masked"]))
    expect(page.get_by_role("heading", name=asset_wording.FOOT)).to_be_visible()
    expect(page.locator(".am-walk")).to_have_count(0)


def test_the_map_of_a_masked_place_is_its_wards_and_has_no_mark(
    app: str, page: Page, named: dict[str, str]
):
    page.goto(app + addresses.asset(named["masked"]))
    ready(page)
    drawn = page.frame_locator("iframe")
    expect(drawn.locator(".am-here, .am-pin, .am-cluster")).to_have_count(0)
    expect(page.locator("iframe")).to_have_attribute("title", re.compile("^Map of St. James's"))


def test_links_lead_both_ways(app: str, page: Page, named: dict[str, str]):
    page.goto(app + addresses.asset(named["coffee"]))
    links = page.locator(".am-list")
    links.get_by_role("link", name="Copperleaf Rooms (invented)").click()
    expect(page.get_by_role("heading", level=1, name="Copperleaf Rooms")).to_be_visible()
    page.locator(".am-list").get_by_role("link", name="Copperleaf Coffee Morning").click()
    expect(page.get_by_role("heading", level=1, name="Copperleaf Coffee")).to_be_visible()
    expect(page.get_by_role("heading", name=asset_wording.LINKS_TITLE)).to_be_visible()
