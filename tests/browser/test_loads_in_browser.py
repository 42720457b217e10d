"""The stewards' pages on loads in a browser, and saving what was set aside."""

from pathlib import Path

import pytest
from loads import load
from playwright.sync_api import Browser, Page, expect
from signed_in import sign_in
from test_in_browser import WIDTHS, _violations, ready

from asset_map.app import loads_wording
from asset_map.journeys.load_demo import FOLDER
from etl.sources.demo import PACK

GROUPS = FOLDER / "assets" / "groups.csv"


pytestmark = pytest.mark.usefixtures("as_staff")


@pytest.fixture(scope="session")
def source(demo_database: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A source of the demonstration, one of whose rows came again, with others that are wrong."""
    header, first, *_ = GROUPS.read_text(encoding="utf-8").splitlines()
    columns = header.count(",")
    wrong = [
        f"wrong{n},{'' if n % 2 else 'A <b>bold</b> name'}{',' * (columns - 1)}" for n in (1, 3)
    ]
    file = tmp_path_factory.mktemp("wrong") / "groups.csv"
    file.write_text("\n".join([header, first, *wrong, first + ",more"]) + "\n", encoding="utf-8")
    [assets] = [source for source, _ in PACK if source.gives == "asset"]
    load(assets, file, partial=True)
    return assets.id


def test_the_loads_of_a_source_fit_a_desktop_and_a_phone_and_meet_wcag(
    app: str, browser: Browser, source: str
):
    context = browser.new_context(bypass_csp=True)
    sign_in(context, app)
    page = context.new_page()
    page.goto(f"{app}/loads?source={source}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        ready(page)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert _violations(page) == []
    context.close()


def test_a_steward_comes_to_a_source_and_saves_what_was_set_aside(
    app: str, page: Page, source: str, tmp_path: Path
):
    page.goto(f"{app}/loads")
    page.get_by_role("link", name="Demonstration: invented groups and places").first.click()
    expect(page.get_by_role("heading", name="Set aside: 3 rows")).to_be_visible()
    with page.expect_download() as saving:
        page.get_by_role("link", name=loads_wording.ASIDE_DOWNLOAD).click()
    saving.value.save_as(tmp_path / "saved.csv")
    saved = (tmp_path / "saved.csv").read_text(encoding="utf-8-sig")
    assert saving.value.suggested_filename == f"{source}-set-aside.csv"
    assert saved.startswith("_file,_line,_problem,_remedy")
