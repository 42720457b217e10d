"""Skills counted and a link said by keyboard on a phone, with nothing that WCAG objects to."""

import pytest
from loads import ask_one
from playwright.sync_api import Page, expect
from signed_in import sign_in
from test_entry_in_browser import looked_at, member, tab_to

from asset_map.app import links_wording, skills_wording
from asset_map.db import keepers, session
from asset_map.domain.people import Role


@pytest.fixture
def group() -> str:
    """A group of the demonstration, which a member keeps."""
    found = ask_one("SELECT min(id::text) FROM asset WHERE kind = 'group' AND NOT hidden")
    with session.transaction() as connection:
        keepers.begin(connection, found, member(), "a steward")
    return str(found)


def test_a_keeper_counts_skills_and_takes_them_back_by_keyboard(
    bare_page: Page, app: str, group: str
):
    page = bare_page
    sign_in(page.context, app, Role.MEMBER)
    page.goto(f"{app}/asset/{group}/skills")
    looked_at(page)
    tab_to(page, "skill")
    page.keyboard.type("juggling")
    tab_to(page, "people")
    page.keyboard.type("4")
    page.get_by_label(skills_wording.AREA).select_option(index=1)
    tab_to(page, skills_wording.SEND)
    page.keyboard.press("Enter")
    expect(page.get_by_text(skills_wording.SAID["live"])).to_be_visible()
    expect(page.get_by_text("Juggling: 4 people")).to_be_visible()
    looked_at(page)
    tab_to(page, skills_wording.WITHDRAW)
    page.keyboard.press("Enter")

    expect(page.get_by_text(skills_wording.SAID["withdrawn"])).to_be_visible()
    expect(page.get_by_text("Juggling: 4 people")).to_have_count(0)


def test_a_keeper_says_and_ends_a_link_by_keyboard(bare_page: Page, app: str, group: str):
    page = bare_page
    hall = ask_one("SELECT min(name) FROM asset WHERE kind = 'venue' AND NOT hidden")
    sign_in(page.context, app, Role.MEMBER)
    page.goto(f"{app}/asset/{group}/links")
    looked_at(page)
    tab_to(page, "way")
    page.keyboard.press("Space")
    tab_to(page, "name")
    page.keyboard.type(hall)
    tab_to(page, links_wording.SEND)
    page.keyboard.press("Enter")
    expect(page.get_by_text(links_wording.SAID["live"])).to_be_visible()
    looked_at(page)
    tab_to(page, links_wording.END)
    page.keyboard.press("Enter")

    expect(page.get_by_text(links_wording.SAID["ended"])).to_be_visible()
