"""The page on standards in a browser: its fit, its rules, and the keyboard alone."""

from collections.abc import Iterator

import pytest
from loads import change
from playwright.sync_api import Page, expect
from signed_in import sign_in
from test_in_browser import ready
from wcag import WIDTHS, violations

from asset_map.app import standards_wording, telling_wording

NEED = "Food"


pytestmark = pytest.mark.usefixtures("as_staff")


@pytest.fixture(autouse=True)
def nothing_changed(demo_database: str) -> Iterator[None]:
    """What a test changes is gone after it."""
    yield
    change("DELETE FROM standard_change")


def fill_in(page: Page, why: str = "Many cannot walk 800 m.") -> None:
    page.get_by_label(standards_wording.VALUE_LABEL).fill("600")
    page.get_by_label(standards_wording.SOURCE_LABEL).fill("Survey of residents, 2025")
    page.get_by_label(standards_wording.WHY_LABEL).fill(why)
    page.get_by_label(standards_wording.BY_LABEL).fill("public health officer")


def test_the_page_fits_a_desktop_and_a_phone_and_meets_wcag(app: str, bare_page: Page):
    page = bare_page
    sign_in(page.context, app)
    page.goto(f"{app}/standards?need=food")
    fill_in(page)
    page.get_by_role("button", name=standards_wording.GO).click()
    expect(page.locator(".am-said")).to_contain_text("near enough is now 600 m")
    page.get_by_text("1 change, the last first").first.click()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        ready(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []


def test_an_officer_changes_a_standard_and_goes_back_with_the_keyboard_alone(app: str, page: Page):
    page.goto(f"{app}/loads")
    page.locator("summary", has_text=telling_wording.MORE_NAV).press("Enter")
    page.get_by_role("link", name=standards_wording.NAV).press("Enter")
    ready(page)
    chosen = page.get_by_role("combobox", name=standards_wording.NEED)
    chosen.focus()
    page.keyboard.type(NEED)
    page.keyboard.press("Enter")
    value = page.get_by_label(standards_wording.VALUE_LABEL)
    value.wait_for()
    typed = ("600", None, "Survey, 2025", "Many cannot walk 800 m.", "public health officer")
    value.focus()
    for text in typed:
        if text:
            page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    said = page.get_by_role("status").filter(has_text="near enough is now 600 m")
    expect(said).to_be_in_viewport()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=NEED, exact=True))
    expect(row.first).to_contain_text("600 m, about 8 minutes")
    expect(row.first).to_contain_text("800 m, about 10 minutes")

    page.get_by_label(standards_wording.WHY_LABEL).fill("It was withdrawn.")
    page.get_by_role("button", name=standards_wording.RESET).press("Enter")
    expect(
        page.get_by_role("status").filter(has_text="the default holds again")
    ).to_be_in_viewport()


def test_what_is_wrong_is_in_view_and_what_was_typed_is_still_there(app: str, page: Page):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{app}/standards?need=food")
    fill_in(page, why="")
    page.get_by_role("button", name=standards_wording.GO).click()

    problem = page.get_by_role("status").filter(has_text="The reason is missing.")
    expect(problem).to_be_in_viewport()
    expect(page.get_by_label(standards_wording.VALUE_LABEL)).to_have_value("600")
    expect(page.get_by_label(standards_wording.SOURCE_LABEL)).to_have_value(
        "Survey of residents, 2025"
    )


def test_a_button_is_large_enough_to_be_hit(app: str, page: Page):
    page.goto(f"{app}/standards?need=food")
    ready(page)
    box = page.get_by_role("button", name=standards_wording.GO).bounding_box()
    assert box is not None
    assert box["height"] >= 44
