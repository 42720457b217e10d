"""Somebody answers a proposal on a phone; once a steward took it in, it stands on its page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from loads import ask_one, change
from playwright.sync_api import Page, expect
from signed_in import sign_in
from telling import link_in
from wcag import violations

from asset_map.app import obstacle_wording, review_wording
from asset_map.app import said_wording as words
from asset_map.domain.people import Role

GRANT = "Let one small grant end"
ANSWER = "Keep the keys, move the mornings"
SAID = "The hall is where our choir meets."
MET_WITHIN_MS = 60_000
PHONE = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def nothing_kept(demo_database: str) -> Iterator[None]:
    """What a test sends is gone after it."""
    yield
    for table in ("contribution", "proposal_comment", "obstacle"):
        change(f"DELETE FROM {table}")


@pytest.fixture
def grant(demo_database: str) -> str:
    """A proposal of the demonstration that the community answers."""
    return str(ask_one("SELECT id FROM proposal WHERE title = :title", title=GRANT))


def looked_at(page: Page) -> None:
    """Nothing runs out at the side at any width, and nothing is objected to."""
    for width in (1280, 320, PHONE["width"]):
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []


def last_letter(home: Path) -> str:
    files = sorted((home / "outbox").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    return files[-1].read_text(encoding="utf-8")


def said_of(page: Page, app: str, grant: str) -> None:
    page.goto(f"{app}/proposal?id={grant}")
    expect(page.locator(".am-foot")).to_be_visible(timeout=MET_WITHIN_MS)


def test_a_comment_goes_from_a_phone_by_a_steward_to_the_proposals_page(
    bare_page: Page, new_context, app: str, app_home: Path, grant: str
):
    page = bare_page
    page.set_viewport_size(PHONE)
    said_of(page, app, grant)
    page.get_by_role("link", name=words.SAY).click()
    looked_at(page)
    page.get_by_label(words.WORDS).fill(SAID)
    page.get_by_label("Your own e-mail address").fill("jo@example.org")
    page.get_by_role("button", name=words.SEND).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words.TOLD["held"])
    page.wait_for_timeout(500)
    page.goto(app + link_in(last_letter(app_home)))
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(words.TOLD["held"])

    steward = new_context()
    sign_in(steward, app, Role.STEWARD)
    desk = steward.new_page()
    desk.set_viewport_size(PHONE)
    desk.goto(f"{app}/review/{ask_one('SELECT id FROM contribution ORDER BY sent DESC LIMIT 1')}")
    desk.get_by_role("button", name=review_wording.ACCEPT, exact=True).click()
    expect(desk.get_by_text("It was accepted on")).to_be_visible()

    said_of(page, app, grant)
    expect(page.get_by_text(SAID)).to_be_visible()
    expect(page.get_by_role("link", name=ANSWER)).to_be_visible(timeout=MET_WITHIN_MS)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []


def test_the_other_forms_fit_a_phone_and_meet_wcag(
    bare_page: Page, app: str, grant: str, demo_database: str
):
    page = bare_page
    hall = ask_one("SELECT min(id::text) FROM asset WHERE kind = 'group' AND NOT hidden")
    sign_in(page.context, app, Role.OFFICER)
    change(
        """
        INSERT INTO obstacle (id, asset_id, theme, words, directorate, since) VALUES
        (gen_random_uuid(), :hall, 'keys', 'No keys after six.', 'Housing', now()),
        (gen_random_uuid(), NULL, 'forms', 'A form of ten pages.', '', now())
        """,
        hall=hall,
    )
    for path, press in (
        (f"/proposal/{grant}/counter", words.COUNTER_SEND),
        (f"/asset/{hall}/obstacle", obstacle_wording.SEND),
    ):
        page.goto(app + path)
        looked_at(page)
        page.get_by_role("button", name=press).click()  # Sent empty: what is wrong is told.
        expect(page.get_by_role("alert")).to_be_visible()
        looked_at(page)
    page.goto(f"{app}/obstacles")
    page.get_by_text(obstacle_wording.ANSWER, exact=True).first.click()
    looked_at(page)
