"""Proposals in a browser: from the front page to a downloaded report, on a desktop and a phone."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from loads import change
from playwright.sync_api import BrowserContext, Page, expect
from playwright.sync_api import TimeoutError as TimedOut
from signed_in import sign_in
from wcag import WIDTHS, violations

from asset_map.app import front_wording
from asset_map.app import proposal_wording as words
from asset_map.domain.people import Role
from asset_map.domain.proposals import ChangeKind
from asset_map.journeys.list_proposals import list_proposals

HALL = "Limekiln Lantern Hall (invented)"
MET_WITHIN_MS = 60_000
"""A result comes in a second; beside all other tests a machine may need longer."""


@pytest.fixture(autouse=True)
def nothing_kept(demo_database: str) -> Iterator[None]:
    """What a test drafts is gone after it."""
    yield
    change("DELETE FROM proposal WHERE NOT demo")


@pytest.fixture
def officer(app: str, context: BrowserContext) -> None:
    """The page that a test is given is an officer's."""
    sign_in(context, app, Role.OFFICER)


def drawn(page: Page) -> None:
    """Wait until the page is drawn to its foot."""
    expect(page.locator(".am-foot")).to_be_visible(timeout=MET_WITHIN_MS)


def choose(page: Page, label: str, text: str) -> None:
    """Choose from a list by typing a part of a name, with the keyboard alone."""
    chosen = page.get_by_role("combobox", name=label)
    chosen.focus()
    page.keyboard.type(text)
    expect(page.get_by_role("option").first).to_contain_text(text)
    page.keyboard.press("Enter")


def begin(page: Page, app: str, title: str = "Close the hall") -> None:
    """Begin a draft on the page on cuts."""
    page.goto(f"{app}/cut")
    drawn(page)
    page.get_by_label(words.DRAFT_NAME).fill(title)
    page.get_by_label(words.DRAFT_DIRECTORATE).fill("Property")
    page.get_by_role("button", name=words.DRAFT_GO).click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Your draft is kept")).to_be_visible()


def close_the_hall(page: Page) -> None:
    """Add the change that closes a hall, with the keyboard alone."""
    choose(page, words.CHANGE_KIND, words.KINDS[ChangeKind.CLOSE])
    expect(page).to_have_url(re.compile("do=close"))
    choose(page, words.CHANGE_WHAT[ChangeKind.CLOSE], "Limekiln Lantern Hall")
    expect(page).to_have_url(re.compile("asset="))
    page.get_by_role("button", name=words.ADD_GO).press("Enter")
    said = page.get_by_role("status").filter(has_text=f"Added: Close {HALL}")
    expect(said).to_be_visible(timeout=MET_WITHIN_MS)
    expect(page.locator(".am-first").first).to_be_visible(timeout=MET_WITHIN_MS)


def test_an_officer_walks_from_the_front_page_to_a_downloaded_report(
    app: str, page: Page, officer: None, tmp_path: Path
):
    page.goto(app)
    page.get_by_role("link", name=front_wording.DOOR_CUT).click()
    expect(page).to_have_url(re.compile("/cut"))
    begin(page, app)
    close_the_hall(page)
    expect(page.get_by_text("12 more things would stop").first).to_be_visible()
    drawn(page)
    with page.expect_download(timeout=120_000) as download:
        page.get_by_role("link", name=words.REPORT_GO).click()
    download.value.save_as(tmp_path / "report.zip")

    held = zipfile.ZipFile(tmp_path / "report.zip").namelist()
    assert {"report.docx", "report.html"} <= set(held)


def test_a_place_pressed_on_the_map_is_chosen(app: str, page: Page, officer: None):
    begin(page, app)
    choose(page, words.CHANGE_KIND, words.KINDS[ChangeKind.CLOSE])
    choose(page, words.ON_MAP_AREA, "Wrens Nest")
    inside = page.frame_locator(".st-key-by-map iframe")
    for _ in range(10):  # Places close together open, and the map may be laid anew just then.
        if "asset=" in page.url:
            break
        if inside.locator(".leaflet-popup-content a").count():
            inside.locator(".leaflet-popup-content a").first.click()
        elif inside.locator(".am-pin").count():
            inside.locator(".am-pin").first.press("Enter")
        elif inside.locator(".am-cluster").count():
            inside.locator(".am-cluster").first.press("Enter")
        with suppress(TimedOut):
            page.wait_for_url(re.compile("asset="), timeout=1_500)

    expect(page).to_have_url(re.compile("asset="))
    expect(page.get_by_role("button", name=words.ADD_GO)).to_be_visible()


def test_the_pages_fit_a_desktop_and_a_phone_and_meet_wcag(app: str, bare_page: Page):
    page = bare_page
    sign_in(page.context, app, Role.OFFICER)
    begin(page, app)
    close_the_hall(page)
    ids = ",".join(str(one.id) for one in list_proposals() if one.demo)
    draft = page.url
    for address in (draft, f"{draft}&do=open", f"{app}/cut", f"{app}/together?ids={ids}"):
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            drawn(page)
            page.wait_for_timeout(500)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert violations(page) == []


def test_a_visitor_reads_a_published_proposal_and_opens_a_need(app: str, page: Page):
    page.goto(f"{app}/cut")
    page.get_by_role("link", name="Give up the lease of Copperleaf Rooms").first.click()
    expect(page.get_by_role("heading", name=words.STEP_RESULT)).to_be_visible()
    drawn(page)
    expect(page.get_by_role("button", name=words.ADD_GO)).to_have_count(0)
    first = page.locator(".am-need").first
    expect(first).to_be_visible()
    second = page.locator(".am-table a[href^='#need-']").nth(1)
    second.click()
    expect(page.locator(".am-need").nth(1).locator(".am-leave")).to_be_visible()


def test_proposals_are_chosen_and_seen_together(app: str, page: Page):
    page.goto(f"{app}/cut")
    drawn(page)
    for title in ("Give up the lease of Copperleaf Rooms", "Let one small grant end"):
        page.locator("label").filter(has_text=title).click()
    page.get_by_role("link", name=words.TOGETHER_GO).click()

    expect(page.get_by_role("heading", level=1, name=words.TOGETHER)).to_be_visible()
    expect(page.get_by_role("region", name=words.TOGETHER_NEEDS_OF)).to_be_visible(
        timeout=MET_WITHIN_MS
    )
