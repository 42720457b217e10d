"""A drawing of what hangs on what ends, as SVG."""

from collections.abc import Sequence
from html import escape

from asset_map.domain.links_followed import End, KnockOn


def links_svg(found: KnockOn, ended: Sequence[End]) -> str:
    """Return the drawing."""
    names = escape(", ".join(end.name for end in ended))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" width="600" height="40">'
        f"<title>What hangs on what ends</title><desc>{names}</desc></svg>"
    )
