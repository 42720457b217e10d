"""A paper as a browser shows it: on a desktop, on a telephone, and on paper."""

from pathlib import Path

import pytest
from papers import rich_paper
from playwright.sync_api import Page, expect

from asset_map.report.html import to_html
from asset_map.settings import CHECKOUT

AXE = CHECKOUT / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def paper() -> str:
    """The made-up paper of the tests of reports."""
    return to_html(rich_paper())


@pytest.mark.parametrize("width", [1280, 320])
def test_a_paper_fits_and_meets_wcag(bare_page: Page, paper: str, width: int):
    page = bare_page
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(paper)
    page.add_script_tag(path=Path(AXE))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
    assert [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_paper_looks_as_meant_under_its_own_policy_and_leads_past_its_head(
    page: Page, paper: str
):
    page.set_content(paper)
    expect(page.locator("table").first).to_be_visible()
    expect(page.locator("h2").first).to_have_css("border-top-width", "3px")
    assert page.evaluate("[...document.images].every(one => one.naturalWidth > 100)")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_paper_prints_wide_tables_on_pages_on_their_side(page: Page, paper: str):
    page.set_content(paper)
    printed = page.pdf(prefer_css_page_size=True)
    boxes = {
        tuple(round(float(side)) for side in box.split()[2:])
        for box in (part.split(b"]")[0] for part in printed.split(b"/MediaBox [")[1:])
    }
    assert {width > height for width, height in boxes} == {True, False}
