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


def line(food: str = addresses.near(need="food")) -> str:
    """Return the same in one line, for the top of a page: on the narrowest phone the shortest of
    it, since the foot of every page has the whole."""
    crisis = parts.link(f"tel:{words.SAMARITANS[1]}", words.SAMARITANS[0])
    crisis = crisis.replace(words.SAMARITANS_NAME, _wide(words.SAMARITANS_NAME), 1)
    said = (
        f"{escape(words.DANGER_SHORT)} {_call(words.EMERGENCY)}",
        f"{escape(words.CRISIS_SHORT)} {crisis}",
        parts.link(food, words.FOOD_SHORT),
        f"{escape(words.HEALTH_SHORT)} {_call(words.NHS)}",
    )
    name = escape(words.URGENT_NAME)
    return (
        f'<aside class="am-now am-now-line" aria-label="{name}"><strong>{_wide(name)}</strong>'
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


def _wide(html: str) -> str:
    """Return what is read everywhere, and seen where there is room."""
    return f'<span class="am-wide-only">{html}</span>'


def _call(said: tuple[str, str]) -> str:
    text, number = said
    return parts.link(f"tel:{number}", text)
