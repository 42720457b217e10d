"""Signing in and out in a browser: by mouse, by keyboard, on a phone; and who is kept out."""

import re
import time
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from signed_in import address_of, session_of, sign_in
from test_in_browser import ready
from wcag import WIDTHS, violations

from asset_map.app import sign_in_wording as words
from asset_map.app import standards_wording, telling_wording, twins_wording
from asset_map.domain.people import Role
from asset_map.journeys.manage_users import change_role
from asset_map.web import cookies

STEWARD = address_of(Role.STEWARD)


@pytest.fixture
def steward(app: str) -> str:
    """The address of a steward who was added."""
    session_of(Role.STEWARD)
    return STEWARD


def link_in(app_home: Path) -> str:
    """Return the link in the newest mail, which is sent after the page has answered."""
    outbox, patient_until = app_home / "outbox", time.monotonic() + 20
    while not (outbox.exists() and any(outbox.iterdir())) and time.monotonic() < patient_until:
        time.sleep(0.1)
    file = max(outbox.iterdir(), key=lambda one: one.stat().st_mtime_ns)
    letter = message_from_bytes(file.read_bytes(), policy=policy.default)
    found = re.search(r"http://\S+/sign-in/[\w-]+", letter.get_content())
    assert found
    return found[0]


def cookie_of(context: BrowserContext) -> str | None:
    return next((c["value"] for c in context.cookies() if c["name"] == cookies.SESSION), None)


def test_a_steward_signs_in_by_mouse_works_and_signs_out_for_good(
    app: str, app_home: Path, page: Page, context: BrowserContext, steward: str
):
    page.goto(f"{app}/twins")
    ready(page)
    expect(page.get_by_text("Sign in as a steward to decide whether")).to_be_visible()
    page.get_by_role("link", name=words.SIGN_IN).last.click()
    page.get_by_label(words.EMAIL).fill(steward)
    page.get_by_role("button", name=words.SEND).click()
    expect(page.get_by_role("heading", name=words.SENT)).to_be_visible()

    page.goto(link_in(app_home))
    page.get_by_role("button", name=words.TAKE_GO).click()
    ready(page)
    expect(page.get_by_text("Signed in as a steward")).to_be_visible()
    page.locator("summary", has_text=telling_wording.MORE_NAV).click()
    page.get_by_role("link", name=twins_wording.NAV).click()
    ready(page)
    expect(page.get_by_text(twins_wording.DOES)).to_be_visible()

    kept = cookie_of(context)
    assert kept
    page.get_by_role("button", name=words.SIGN_OUT).click()
    expect(page.get_by_role("heading", name=words.SIGNED_OUT)).to_be_visible()
    assert cookie_of(context) is None

    context.add_cookies([{"name": cookies.SESSION, "value": kept, "url": app}])
    page.goto(f"{app}/twins")
    ready(page)
    expect(page.get_by_text("Sign in as a steward to decide whether")).to_be_visible()

    log = (app_home / "log.txt").read_text()
    link = link_in(app_home).rpartition("/")[2]
    assert link not in log
    assert kept not in log
    assert steward not in log


def test_a_steward_signs_in_with_the_keyboard_alone_on_the_narrowest_phone(
    app: str, app_home: Path, page: Page, steward: str
):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{app}/sign-in")
    for _ in range(3):  # past the skip link and the product's name
        page.keyboard.press("Tab")
    expect(page.get_by_label(words.EMAIL)).to_be_focused()
    page.keyboard.type(steward)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=words.SENT)).to_be_visible()

    page.goto(link_in(app_home))
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=words.TAKE_GO)).to_be_focused()
    page.keyboard.press("Enter")
    ready(page)
    expect(page.get_by_text("Signed in as a steward")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_pages_to_sign_in_fit_and_meet_wcag(app: str, bare_page: Page):
    page = bare_page
    for path in ("/sign-in", "/sign-in/a-link", "/sign-in/openid"):
        page.goto(app + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert violations(page) == []
        buttons = page.get_by_role("button")
        for box in [one.bounding_box() for one in buttons.all()]:
            assert box is not None
            assert box["height"] >= 44


def test_a_role_that_is_lowered_in_the_meantime_counts_at_the_next_action(
    app: str, browser: Browser
):
    context = browser.new_context()
    sign_in(context, app, Role.OFFICER)
    page = context.new_page()
    page.goto(f"{app}/standards?need=food")
    ready(page)
    page.get_by_label(standards_wording.VALUE_LABEL).fill("600")
    page.get_by_label(standards_wording.SOURCE_LABEL).fill("Survey")
    page.get_by_label(standards_wording.WHY_LABEL).fill("The hill.")
    page.get_by_label(standards_wording.BY_LABEL).fill("officer")
    change_role(address_of(Role.OFFICER), Role.MEMBER)
    try:
        page.get_by_role("button", name=standards_wording.GO).click()
        expect(page.get_by_text("Signed in as a member", exact=True)).to_be_visible()
        expect(page.get_by_text("You are signed in as a member. To change")).to_be_visible()
        expect(page.get_by_text("near enough is now 600 m")).to_have_count(0)
        expect(page.get_by_role("button", name=standards_wording.GO)).to_have_count(0)
    finally:
        change_role(address_of(Role.OFFICER), Role.OFFICER)
        context.close()


def test_another_sites_page_opens_no_websocket_with_the_visitors_cookie(app: str, browser: Browser):
    context = browser.new_context()
    sign_in(context, app)
    page = context.new_page()
    # The same host by another name: a browser takes it for another site.
    elsewhere = app.replace("127.0.0.1", "localhost")
    page.route(f"{elsewhere}/**", lambda route: route.fulfill(body="<p>Elsewhere</p>"))
    page.goto(f"{elsewhere}/evil")
    opened = page.evaluate(
        """address => new Promise(done => {
            const socket = new WebSocket(address);
            socket.onopen = () => done("open");
            socket.onerror = () => done("refused");
        })""",
        app.replace("http", "ws") + "/_stcore/stream",
    )
    context.close()
    assert opened == "refused"
