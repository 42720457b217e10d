"""A group adds itself on a phone: by keyboard, without JavaScript, over a lost connection."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from wcag import violations

from asset_map.app import add_wording as words

PHONE = {"width": 390, "height": 844}
ERRORS = ".am-errors"
NO_CONNECTION = re.compile("^chrome-error:")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(120):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never comes to {selector}.")


def type_into(page: Page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.type(text)


def test_a_group_adds_itself_by_keyboard_alone_on_a_phone(app: str, new_context):
    page = new_context(bypass_csp=True).new_page()
    page.set_viewport_size(PHONE)
    page.goto(f"{app}/add")
    tab_to(page, '[name="kind"]')
    page.keyboard.press("Space")
    type_into(page, "#am-name", "Chess by Keyboard")
    type_into(page, "#am-postcode", "dy1 3eb")
    expect(page.locator("#am-where")).to_have_text("At DY1 3EB, in Castle & Priory")
    tab_to(page, ".am-pin-here")
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    expect(page.locator("#am-where")).to_have_text("40 m north of DY1 3EB, in Castle & Priory")
    assert page.locator("#am-latitude").input_value().startswith("52.5")
    tab_to(page, '[data-move="s"]')
    page.keyboard.press("Enter")
    expect(page.locator("#am-where")).to_have_text("30 m north of DY1 3EB, in Castle & Priory")
    type_into(page, "#am-hours", "Tue 6pm-8pm")
    expect(page.locator("#am-when")).to_have_text(
        words.HOURS_READ.format(times="Tuesday 18:00-20:00")
    )
    assert violations(page) == []
    tab_to(page, "button.am-main-button")
    page.keyboard.press("Enter")

    expect(page.locator(ERRORS)).to_be_focused()
    assert violations(page) == []
    tab_to(page, '.am-errors a[href="#am-consent"]')
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    tab_to(page, "#am-consent")
    page.keyboard.press("Space")
    type_into(page, "#am-sender", "keyboard@example.org")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(
        words.SENT_NAMED.format(name="Chess by Keyboard")
    )
    assert page.evaluate("sessionStorage.length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []


def test_a_group_adds_itself_without_javascript(app: str, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.set_viewport_size(PHONE)
    page.goto(f"{app}/add")
    assert not page.locator("#am-who-for").is_visible()
    page.get_by_label(words.KINDS["service"]).check()
    assert page.locator("#am-who-for").is_visible()
    page.get_by_label(words.NAME).fill("Soup without Script")
    page.get_by_label(words.POSTCODE, exact=True).fill("tea")
    page.get_by_role("button", name=words.SEND).click()

    assert page.locator(f"{ERRORS} li").count() == 3
    page.get_by_label(words.POSTCODE, exact=True).fill("DY1 3EB")
    page.locator("#am-consent").check()
    page.locator("#am-sender").fill("soup@example.org")
    page.get_by_role("button", name=words.SEND).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        words.SENT_NAMED.format(name="Soup without Script")
    )
    page.locator("summary", has_text=words.ELSEWHERE).click()
    page.locator("#am-sender").fill("soup.maker@example.org")
    page.get_by_role("button", name=words.ELSEWHERE_SEND).click()
    expect(page.get_by_role("status")).to_have_text(words.SENT_AGAIN)
    page.get_by_role("link", name=words.ADD_LIKE).click()
    expect(page.get_by_label(words.POSTCODE, exact=True)).to_have_value("DY1 3EB")
    expect(page.get_by_label(words.NAME)).to_have_value("")


def test_without_javascript_reloading_sends_again_what_a_lost_connection_kept(
    app: str, new_context
):
    context = new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{app}/add")
    page.get_by_label(words.NAME).fill("Chess over the Air")
    context.set_offline(True)
    page.get_by_role("button", name=words.SEND).click(no_wait_after=True)
    expect(page).to_have_url(NO_CONNECTION)
    context.set_offline(False)
    page.reload()

    expect(page.locator("#am-name")).to_have_value("Chess over the Air")
    assert page.locator(ERRORS).is_visible()


def test_what_was_typed_survives_a_lost_connection(app: str, context: BrowserContext, page: Page):
    page.goto(f"{app}/add")
    page.get_by_label(words.KINDS["group"]).check()
    page.locator("#am-name").fill("Chess over the Air")
    page.locator("#am-postcode").fill("DY1 3EB")
    page.locator("#am-sender").fill("air@example.org")
    page.locator("#am-consent").check()
    context.set_offline(True)
    page.get_by_role("button", name=words.SEND).click()
    expect(page.get_by_text(words.OFFLINE)).to_be_visible()
    assert page.locator("#am-sender").input_value() == "air@example.org"
    context.set_offline(False)
    expect(page.get_by_text(words.OFFLINE)).to_be_hidden()
    page.goto(f"{app}/add")

    expect(page.get_by_text(words.DRAFT)).to_be_visible()
    expect(page.locator("#am-name")).to_have_value("Chess over the Air")
    assert page.locator("#am-sender").input_value() == ""
    page.locator("#am-masked").check()
    kept = page.evaluate("sessionStorage.getItem('asset-map-add')")
    assert "Chess over the Air" in kept
    assert "DY1 3EB" not in kept
    assert "air@example.org" not in kept
    page.locator("#am-masked").uncheck()
    page.locator("#am-sender").fill("air@example.org")
    page.get_by_role("button", name=words.SEND).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        words.SENT_NAMED.format(name="Chess over the Air")
    )
