"""QR codes that lead to plain pages, as drawings: for a screen, and for paper on a noticeboard."""

from functools import lru_cache

import segno

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


def _made(address: str) -> segno.QRCode:
    return segno.make(address, error=CORRECTION, boost_error=False, micro=False)
