"""QR codes that lead to plain pages, as drawings: for a screen, and for paper on a noticeboard."""

from functools import lru_cache
from html import escape

import segno

from asset_map.app import parts
from asset_map.app import plain_wording as words
from asset_map.settings import get_settings

CORRECTION = "m"
"""A seventh of the code may be dirty or torn."""

QUIET_ZONE = 4
"""The white edge around a code, in its smallest squares: what the standard asks for."""


@lru_cache(maxsize=500)
def svg(address: str) -> bytes:
    """Return the code of an address as an SVG file that stands alone: black on white."""
    drawn = _made(address).svg_inline(
        border=QUIET_ZONE, light="#fff", dark="#000", omitsize=True, svgclass=None, lineclass=None
    )
    # Alone as a file it has to say what it is.
    named = drawn.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return named.encode()


def drawn(address: str) -> str:
    """Return the code of an address as a drawing that stands in a page, named for who cannot see
    it."""
    name = escape(words.QR_ALT.format(address=address))
    return svg(address).decode().replace("<svg", f'<svg role="img" aria-label="{name}"', 1)


def piece(at: str) -> str:
    """Return "a link and a QR code" for a plain page at ``/asset/...`` or ``/area/...``, as HTML:
    the code, the address to write down, and the code alone to print.
    """
    whole = get_settings().reached_at + at
    drawn = f"{at}/qr.svg"
    return (
        f'<div class="am-carry">{parts.para(words.CARRY_TEXT)}'
        f"<p>{parts.link(at, whole)}</p>"
        f'<img class="am-qr" src="{escape(drawn)}" width="144" height="144" loading="lazy" '
        f'alt="{escape(words.QR_ALT.format(address=whole))}">'
        f"<p>{parts.link(drawn, words.QR_PRINT)}</p></div>"
    )


def _made(address: str) -> segno.QRCode:
    return segno.make(address, error=CORRECTION, boost_error=False, micro=False)
