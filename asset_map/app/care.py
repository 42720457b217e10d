"""What a page offers in a hard moment: who helps at once, and a way to be gone at once."""

from html import escape

from asset_map.app import addresses, frame, parts
from asset_map.app import care_wording as words

LEAVE = "/leave"


def urgent(food: str = addresses.near(need="food")) -> str:
    """Return the quiet line to urgent help. ``food``: the address of the same search for food."""
    said = (
        f"{escape(words.DANGER)} {_call(words.EMERGENCY)}.",
        f"{escape(words.CRISIS)} {_call(words.SAMARITANS)}.",
        f"{escape(words.HEALTH)} {_call(words.NHS)}.",
        f"{escape(words.FOOD)} {parts.link(food, words.FOOD_LINK)} {escape(words.FOOD_ELSE)}",
    )
    name = escape(words.URGENT_NAME)
    return (
        f'<aside class="am-now" aria-label="{name}"><strong>{name}</strong>'
        f"{parts.bullets(said, 'am-plain')}</aside>"
    )


def leave() -> None:
    """Offer, before all else on the page, to leave it at once: where what is looked for is
    nobody else's business."""
    frame.before_all(leave_link())


def leave_link() -> str:
    """Return the link that leaves the page: it stays in view wherever the page is moved to."""
    return (
        f'<nav class="am-leave-now" aria-label="{escape(words.LEAVE_NAME)}">'
        f'<a href="{LEAVE}" target="_self" rel="nofollow noreferrer">'
        f"{escape(words.LEAVE)}</a></nav>"
    )


def _call(said: tuple[str, str]) -> str:
    text, number = said
    return parts.link(f"tel:{number}", text)
