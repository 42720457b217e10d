"""Where groups will add themselves. Not built yet: it says so, and what can be done until then."""

from html import escape

from asset_map.app import addresses, frame, parts, wording


def show() -> None:
    """Draw the page."""
    with frame.page(wording.ADD_TITLE):
        frame.title(wording.ADD_TITLE)
        parts.draw(
            parts.notice(wording.TO_COME, wording.ADD_TEXT)
            + parts.heading(wording.ADD_NOW_TITLE)
            + parts.bullets(escape(step) for step in wording.ADD_NOW)
            + f"<p>{parts.link(addresses.near(), wording.ADD_LOOK)}</p>"
            + parts.heading(wording.ADD_PROMISE_TITLE)
            + parts.para(wording.ADD_PROMISE)
        )
