"""Where groups will add themselves. Not built yet: it says so, and what can be done until then."""

from html import escape

from asset_map.app import add_wording as words
from asset_map.app import addresses, frame, parts, wording


def show() -> None:
    """Draw the page."""
    with frame.page(words.TITLE):
        frame.title(words.TITLE)
        parts.draw(
            parts.notice(wording.TO_COME, words.TEXT)
            + parts.heading(words.NOW_TITLE)
            + parts.bullets(escape(step) for step in words.NOW)
            + f"<p>{parts.link(addresses.near(), words.LOOK)}</p>"
            + parts.heading(words.PROMISE_TITLE)
            + parts.para(words.PROMISE)
        )
