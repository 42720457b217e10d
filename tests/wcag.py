"""What axe finds against WCAG 2.2 AA on a page, its maps included."""

from pathlib import Path

from playwright.sync_api import Page

from asset_map.settings import CHECKOUT

AXE = Path(CHECKOUT / "node_modules" / "axe-core" / "axe.min.js")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = (1280, 320)
"""Where the rules are checked. No rule of our style sheets parts 320 pixels from the telephones
above: what fails on these fails here."""

RUN = """
tags => axe.run(document, {runOnly: tags, resultTypes: ["violations"]})
    .then(found => found.violations)
"""


def violations(page: Page) -> list[str]:
    """Return what breaks a rule now: the rule and where. The page has to take scripts of ours."""
    for frame in page.frames:
        if not frame.evaluate("'axe' in window"):
            frame.add_script_tag(path=AXE)
    found = page.evaluate(RUN, WCAG)
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
