"""The accessibility statement, and what is kept of a visit, as HTML; and the way to both."""

from collections.abc import Iterable
from html import escape

from asset_map.app import addresses, parts
from asset_map.app import statement_wording as words
from asset_map.settings import get_settings


def links() -> str:
    """Return the links to both statements, for the foot of a page."""
    ways = (
        parts.link(addresses.ACCESSIBILITY, words.FOOT_ACCESSIBILITY),
        parts.link(addresses.PRIVACY, words.FOOT_PRIVACY),
    )
    return f'<nav aria-label="{escape(words.FOOT)}">{parts.bullets(ways, "am-foot-links")}</nav>'


def accessibility() -> str:
    """Return what is accessible, what is not, how that was tested, and whom to tell."""
    return "".join(
        [
            parts.heading(words.HOW_ACCESSIBLE),
            parts.para(words.YOU_CAN_TITLE) + _bullets(words.YOU_CAN),
            parts.para(words.LIMITS_TITLE) + _bullets(words.LIMITS),
            parts.heading(words.CONTACT_TITLE),
            parts.para(words.CONTACT) + _contact(),
            parts.heading(words.ENFORCEMENT_TITLE),
            parts.para(words.ENFORCEMENT),
            f"<p>{parts.link(words.EASS[1], words.EASS[0])}</p>",
            parts.heading(words.TECHNICAL_TITLE) + parts.para(words.TECHNICAL),
            parts.heading(words.NOT_COMPLIANT_TITLE, 3) + _bullets(words.NOT_COMPLIANT),
            parts.heading(words.OUT_OF_SCOPE_TITLE, 3) + parts.para(words.OUT_OF_SCOPE),
            parts.heading(words.TESTED_TITLE) + _paras(words.TESTED),
            parts.para(words.PREPARED.format(prepared=words.CHANGED, tested=words.CHECKED)),
        ]
    )


def privacy() -> str:
    """Return what is kept of a visit, for how long, and how to leave at once."""
    columns = [words.COOKIE_NAME, words.COOKIE_FOR, words.COOKIE_LIVES]
    rows = ([escape(cell) for cell in row] for row in words.COOKIES)
    return "".join(
        [
            parts.heading(words.LOOKED_FOR_TITLE) + _paras(words.LOOKED_FOR),
            parts.heading(words.LEAVE_TITLE) + parts.para(words.LEAVE),
            parts.heading(words.COUNTED_TITLE) + _paras(words.COUNTED),
            parts.heading(words.SENT_IN_TITLE) + _paras(words.SENT_IN),
            parts.heading(words.COOKIES_TITLE) + parts.para(words.COOKIES_LEAD),
            parts.table(words.COOKIES_TABLE, columns, rows),
            parts.heading(words.ELSE_TITLE) + _paras(words.ELSE),
            parts.heading(words.PRIVACY_CONTACT_TITLE) + _contact(),
        ]
    )


def _contact() -> str:
    contact = get_settings().contact
    if contact is None:
        return parts.para(words.ASK_NOBODY)
    address = contact if contact.startswith("https://") else f"mailto:{contact}"
    link = parts.link(addresses.safe(address) or addresses.FRONT, contact)
    return f"<p>{escape(words.ASK).replace('{contact}', link)}</p>"


def _bullets(said: Iterable[str]) -> str:
    return parts.bullets(escape(one) for one in said)


def _paras(said: Iterable[str]) -> str:
    return "".join(parts.para(one) for one in said)
