"""Somebody who has a keyboard alone: Tab, Shift and Tab, Enter, Space and the arrows.

Wherever the focus goes it has to be seen: on something, in view, and marked. It is never lost.
"""

import re
from typing import Literal, Self

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 250

NEEDED = r"( \(needed\))?"
"""What stands behind the label of a field that may not be left empty."""

Name = str | re.Pattern[str]
Role = Literal["button", "checkbox", "combobox", "link", "radio", "textbox"]

FOCUS = """
wanted => {
    const on = document.activeElement;
    if (!on || on === document.body || on === document.documentElement) return "nowhere";
    const box = on.getBoundingClientRect(), style = getComputedStyle(on);
    const seen = box.width > 0 && box.height > 0
        && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
        || style.boxShadow !== "none";
    if (!seen || !marked) return `not seen on ${on.outerHTML.slice(0, 200)}`;
    return on === wanted ? "there" : "elsewhere";
}
"""


class Keyboard:
    """Hands on a keyboard, at a page of some width."""

    def __init__(self, page: Page, app: str, width: int = 390) -> None:
        self.page, self.app = page, app
        page.set_viewport_size({"width": width, "height": 844})

    def opens(self, address: str) -> Self:
        """Open an address of the map, typed or from a letter."""
        self.page.goto(address if address.startswith("http") else self.app + address)
        return self

    def goes_to(self, role: Role, name: Name, *, back: bool = False) -> Locator:
        """Go on, or back, until something has the focus, which is seen at every step."""
        called = re.compile(f"^{re.escape(name)}{NEEDED}$") if isinstance(name, str) else name
        wanted = self.page.get_by_role(role, name=called).first
        self._goes_on(wanted, name, back=back)
        return wanted

    def _goes_on(self, wanted: Locator, name: Name, *, back: bool = False) -> None:
        expect(wanted).to_be_attached()
        element, left = wanted.element_handle(), 0
        for _ in range(MOST_TABS):
            where = self.page.evaluate(FOCUS, element)
            assert not where.startswith("not seen"), where
            if where == "there":
                return
            left += where == "nowhere"
            if left > 2:
                break
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"The keyboard alone never comes to {name!r}.")

    def presses(self, name: Name, *, back: bool = False) -> None:
        """Go to a button, and press it."""
        self.goes_to("button", name, back=back)
        self.page.keyboard.press("Enter")

    def follows(self, name: Name) -> None:
        """Go to a link, and follow it."""
        self.goes_to("link", name)
        self.page.keyboard.press("Enter")

    def unfolds(self, summary: str) -> None:
        """Go to what is folded away, and open it."""
        wanted = self.page.locator("summary").filter(has_text=summary).first
        self._goes_on(wanted, summary)
        self.page.keyboard.press("Enter")

    def types(self, label: str, text: str) -> None:
        """Go to a field, and type into it what it says from now on."""
        self.goes_to("textbox", label)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def ticks(self, label: str) -> None:
        """Go to a box, and tick it."""
        box = self.goes_to("checkbox", label)
        self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def chooses(self, label: str) -> None:
        """Go to a group of choices, and to one of it by the arrows."""
        wanted = self.page.get_by_role("radio", name=label, exact=True).first
        group = wanted.get_attribute("name")
        same = self.page.locator(f'input[type="radio"][name="{group}"]')
        for _ in range(MOST_TABS):
            on = self.page.evaluate("() => document.activeElement.getAttribute('name')")
            if on == group:
                break
            self.page.keyboard.press("Tab")
        for _ in range(same.count() + 1):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        if not wanted.is_checked():
            self.page.keyboard.press("Space")
        expect(wanted).to_be_checked()

    def picks(self, label: str, option: str) -> None:
        """Go to a list, and pick from it by typing."""
        chosen = self.goes_to("combobox", label)
        self.page.keyboard.type(option)
        expect(chosen.locator("option:checked")).to_have_text(option)

    def reads(self, *texts: str) -> None:
        """Read what the page says, which fits its width."""
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_visible()
        width = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert width <= 0, f"It runs out at the side by {width} pixels."

    def is_told(self, title: str) -> None:
        """Read in the heading what became of it."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
        self.reads()
