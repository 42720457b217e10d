"""What somebody can offer, as people ask it: in a browser, on a desktop and on phones."""

import re

from playwright.sync_api import Page, expect
from wcag import WIDTHS, violations

from asset_map.app import find_wording as find
from asset_map.app import offer_wording as words

ASKED = "/offer?place=Priory&skill=cooking&skill=driving&when=daytime"


def ready(page: Page) -> None:
    """Wait until the page is drawn to its foot."""
    page.wait_for_selector(".am-foot")
    expect(page.get_by_text(words.NOTHING_STORED)).to_be_visible()


def test_it_fits_a_desktop_and_phones_and_meets_wcag(app: str, bare_page: Page):
    page = bare_page
    for path in ("/offer", ASKED, "/offer?place=Nowhere+at+all"):
        page.goto(app + path)
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            ready(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert width not in WIDTHS or violations(page) == []


def test_skill_time_and_place_are_chosen_and_who_asks_is_announced(app: str, page: Page):
    page.goto(f"{app}/offer")
    ready(page)
    page.get_by_role("button", name="Cooking").click()
    expect(page).to_have_url(re.compile(r"skill=cooking"))
    page.get_by_label(find.PLACE).fill("DY1 3SB")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Near DY1 3SB")).to_be_visible()
    expect(page.locator(".am-only-read[role=status]")).to_contain_text("ask for help with cooking")
    expect(page.get_by_role("link", name="Lantern Lunch Cooks (invented)").first).to_be_visible()
    # The exact place is kept for the visit; the address names it by a word.
    assert "DY1" not in page.url
    assert "search=" in page.url

    page.get_by_role("button", name=words.TIMES_WORDS["evenings"]).click()
    expect(page.get_by_role("heading", name=words.OTHER_TIMES)).to_be_visible()
    expect(page).to_have_url(re.compile(r"when=evenings"))
    page.go_back()
    expect(page.get_by_role("heading", name=words.OTHER_TIMES)).to_be_hidden()
    expect(page.get_by_label(find.PLACE)).to_have_value("DY1 3SB")


def test_all_of_it_is_done_by_keyboard_and_the_focus_stays(app: str, page: Page):
    page.goto(f"{app}/offer?place=Priory")
    ready(page)
    page.get_by_role("button", name="Driving").focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"skill=driving"))
    expect(page.locator(".am-status").first).to_contain_text("help with driving")
    expect(page.get_by_role("button", name="Driving")).to_be_focused()

    first = page.locator(".am-card a").first
    name = first.inner_text()
    first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    page.go_back()
    expect(page.locator(".am-status").first).to_contain_text("help with driving")


def test_what_is_found_here_leads_on_to_what_is_near_with_the_same_place(app: str, page: Page):
    page.goto(f"{app}/offer")
    ready(page)
    page.get_by_label(find.PLACE).fill("DY1 3SB")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Near DY1 3SB")).to_be_visible()
    page.get_by_role("link", name=words.FIND).click()
    expect(page.get_by_label(find.PLACE)).to_have_value("DY1 3SB")
    assert "DY1" not in page.url
