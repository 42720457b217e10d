"""The example in a browser: the way to it, its fit and its rules."""

import re

from playwright.sync_api import Page, expect
from wcag import WIDTHS, violations

from asset_map.app import front_wording
from asset_map.app import story_wording as words


def test_three_clicks_lead_from_the_front_page_to_a_figure_and_what_is_behind_it(
    app: str, page: Page
):
    page.goto(app)
    page.get_by_role("link", name=front_wording.DOOR_CUT).first.click()
    page.locator('a[href="/story"]').first.click()
    expect(page).to_have_url(re.compile("/story$"))
    expect(page.get_by_role("heading", name=words.TITLE, level=1)).to_be_visible()
    page.locator(".am-story summary").first.click()
    expect(page.get_by_text("Emberfold Chapel Room (invented)").first).to_be_visible()


def test_the_page_fits_a_desktop_and_a_phone_and_meets_wcag(app: str, bare_page: Page):
    page = bare_page
    page.goto(f"{app}/story")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_selector(".am-foot")
        page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []


def test_the_scenes_stand_side_by_side_on_a_desktop_and_in_view(app: str, page: Page):
    page.goto(f"{app}/story")
    page.wait_for_selector(".am-foot")
    boxes = [card.bounding_box() for card in page.locator(".am-story > li").all()]

    assert len(boxes) == 4
    assert len({box["y"] for box in boxes if box}) == 1
