"""An entry changed, claimed and kept by keyboard on a phone, with nothing that WCAG objects to."""

from pathlib import Path
from uuid import UUID

import pytest
from loads import ask_one, change
from playwright.sync_api import Page, expect
from signed_in import address_of, sign_in
from telling import link_in

from asset_map.app import change_wording as words
from asset_map.db import keepers, people, session
from asset_map.domain.people import Role
from asset_map.settings import CHECKOUT

AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CONTACT = "info@lunch.example.org"


@pytest.fixture
def asset() -> str:
    """A service of the demonstration, with a contact on record, which a member keeps."""
    found = ask_one("SELECT min(id::text) FROM asset WHERE kind = 'service' AND NOT hidden")
    change("UPDATE asset SET email = :email WHERE id = :id", email=CONTACT, id=found)
    with session.transaction() as connection:
        keepers.begin(connection, found, member(), "a steward")
    return str(found)


def member() -> UUID:
    with session.transaction() as connection:
        people.add(connection, address_of(Role.MEMBER), Role.MEMBER, "operator")
        account = people.account_of(connection, address_of(Role.MEMBER))
    return account.id


def looked_at(page: Page) -> None:
    """Nothing runs out at the side at any width, and axe finds nothing."""
    for width in (1280, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
    assert [one["id"] for one in found["violations"]] == []
    page.set_viewport_size({"width": 390, "height": 844})


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has a name has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "document.activeElement.getAttribute('name') || document.activeElement.textContent"
        )
        if str(focused).strip() == name:
            return
    raise AssertionError(f"No way by keyboard to {name!r}.")


def outbox(home: Path) -> list[str]:
    files = sorted((home / "outbox").glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    return [file.read_text(encoding="utf-8") for file in files]


def test_its_keeper_changes_it_by_keyboard_on_a_phone(bare_page: Page, app: str, asset: str):
    page = bare_page
    sign_in(page.context, app, Role.MEMBER)
    page.goto(f"{app}/asset/{asset}/change")
    looked_at(page)
    tab_to(page, "cost")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("£2 with pudding")
    tab_to(page, words.SEND_CHANGE)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(words.TOLD["live"])
    looked_at(page)
    page.goto(f"{app}/asset/{asset}")
    expect(page.get_by_text("£2 with pudding")).to_be_visible()
    for path in ("/own", f"/asset/{asset}/history", f"/asset/{asset}/close"):
        page.goto(app + path)
        looked_at(page)


def test_somebody_claims_it_by_keyboard_on_a_phone(
    bare_page: Page, app: str, app_home: Path, asset: str
):
    page = bare_page
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{app}/asset/{asset}/claim")
    looked_at(page)
    tab_to(page, "who")
    page.keyboard.type("Its cook")
    tab_to(page, "sender")
    page.keyboard.type(CONTACT)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(words.TOLD["one"])
    for _ in range(100):
        if outbox(app_home):
            break
        page.wait_for_timeout(200)
    page.goto(app + link_in(outbox(app_home)[-1]))
    looked_at(page)
    tab_to(page, "answer")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(words.AGREED_DONE["accepted"])
