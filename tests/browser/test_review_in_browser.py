"""From a visitor who adds a group to its public page: by mouse, and for the steward by keyboard."""

import re
import time
from email import message_from_bytes, policy
from pathlib import Path

from playwright.sync_api import Page, expect
from signed_in import sign_in
from wcag import violations

from asset_map.app import add_wording, confirm_wording, review_wording
from asset_map.domain.people import Role

NAME = "Dominoes on Fridays"


def link_in(app_home: Path, path: str) -> str:
    """Return the link in the newest mail that has one there; it is sent after the page answered."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        files = sorted((app_home / "outbox").glob("*.eml"), key=lambda file: -file.stat().st_mtime)
        for file in files:
            letter = message_from_bytes(file.read_bytes(), policy=policy.default)
            if found := re.search(rf"http://\S+{path}/[\w-]+", letter.get_content()):
                return found[0]
        time.sleep(0.1)
    raise AssertionError(f"No mail leads to {path}.")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something has the focus."""
    for _ in range(120):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never comes to {selector}.")


def test_what_a_visitor_adds_a_steward_accepts_by_keyboard_and_everybody_sees(
    app: str, app_home: Path, page: Page, new_context
):
    page.goto(f"{app}/add")
    page.get_by_label(add_wording.KINDS["group"]).check()
    page.get_by_label(add_wording.NAME).fill(NAME)
    page.get_by_label(add_wording.POSTCODE, exact=True).fill("DY1 3EB")
    page.locator("#am-consent").check()
    page.locator("#am-sender").fill("dominoes@example.org")
    page.get_by_role("button", name=add_wording.SEND).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)
    page.goto(link_in(app_home, "/confirm"))
    page.get_by_role("button", name=confirm_wording.GO).click()
    expect(page.get_by_role("heading", name=confirm_wording.DONE)).to_be_visible()

    steward = new_context(bypass_csp=True)
    sign_in(steward, app, Role.STEWARD)
    desk = steward.new_page()
    desk.goto(f"{app}/review")
    assert violations(desk) == []
    one = desk.get_by_role("link", name=NAME).get_attribute("href")
    tab_to(desk, f'a[href="{one}"]')
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_contain_text(NAME)
    assert violations(desk) == []
    tab_to(desk, "button.am-main-button")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("It was accepted on")).to_be_visible()
    assert violations(desk) == []
    desk.reload()
    expect(desk.get_by_text(review_wording.ACCEPT_TEXT)).to_have_count(0)

    page.goto(app + desk.get_by_role("link", name=f"Look at {NAME}").get_attribute("href"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)
    assert "dominoes@example.org" not in page.content()
