"""The stewards' page on likely twins in a browser: its fit, its rules, and the keyboard alone."""

import pytest
from loads import load
from playwright.sync_api import Page, expect
from signed_in import sign_in
from tables import write_csv
from test_in_browser import ready
from wcag import WIDTHS, violations

from asset_map.app import telling_wording, twins_wording
from asset_map.journeys.list_twins import list_twins
from etl.cleaning.values import plain_text, postcode
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Sheet, Source

COLUMNS = (
    Column(("ref",), "key", plain_text, required=True),
    Column(("name",), "name", plain_text, required=True),
    Column(("postcode",), "postcode", postcode),
)
COUNCIL = """
    ref | name                   | postcode
    1   | Harbour & Anchor Hall  | DY1 3EB
    2   | Quarry Bank Mill Lodge | DY1 3EB
"""
CHARITY = """
    ref | name                          | postcode
    a   | Harbour & Anchor Hall Annexe  | DY1 3EB
    b   | Quarry Bank Mill Lodge Garden | DY1 3EB
"""


pytestmark = pytest.mark.usefixtures("as_staff")


@pytest.fixture(scope="module")
def pairs(demo_database: str, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many pairs wait, once two lists have told of the same venues in other words."""
    folder = tmp_path_factory.mktemp("lists")
    for name, drawn in (("council", COUNCIL), ("charity", CHARITY)):
        source = Source(
            id=f"twins-{name}",
            title=f"The {name} list",
            publisher="somebody",
            licence=OGL3,
            gives="asset",
            reader=Delimited(),
            sheets=(Sheet(COLUMNS, lambda rows: {"asset": rows.assign(kind="venue")}),),
            demo=True,
        )
        load(source, write_csv(folder / f"{name}.csv", drawn))
    count = list_twins().count
    assert count >= 2
    return count


def test_the_page_fits_a_desktop_and_a_phone_and_meets_wcag(app: str, bare_page: Page, pairs: int):
    page = bare_page
    sign_in(page.context, app)
    page.goto(f"{app}/twins")
    page.get_by_role("button", name=twins_wording.LEAVE).first.click()
    expect(page.locator(".am-said")).not_to_be_empty()
    # What is still being drawn anew is faded.
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        ready(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []


def test_a_steward_decides_and_undoes_with_the_keyboard_alone(app: str, page: Page, pairs: int):
    page.goto(f"{app}/loads")
    page.locator("summary", has_text=telling_wording.MORE_NAV).click()
    page.get_by_role("link", name=twins_wording.NAV).click()
    ready(page)
    same = page.get_by_role("button", name=twins_wording.SAME)
    expect(same).to_have_count(pairs)
    same.first.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=twins_wording.DIFFERENT).first).to_be_focused()
    page.keyboard.press("Enter")

    said = page.get_by_role("status").filter(has_text="are now shown as two.")
    expect(said).to_be_in_viewport()
    expect(same).to_have_count(pairs - 1)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.st-key-twins') !== null")

    page.get_by_role("button", name=twins_wording.UNDO, exact=True).press("Enter")
    undone = page.get_by_role("status").filter(has_text="The decision is undone.")
    expect(undone).to_be_in_viewport()
    expect(same).to_have_count(pairs)


def test_a_button_is_large_enough_to_be_hit(app: str, page: Page, pairs: int):
    page.goto(f"{app}/twins")
    ready(page)
    box = page.get_by_role("button", name=twins_wording.SAME).first.bounding_box()
    assert box is not None
    assert box["height"] >= 44
