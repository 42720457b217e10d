"""Pages without script: what somebody sees before they are signed in."""

from collections.abc import Mapping
from html import escape

from starlette.responses import HTMLResponse

from asset_map.app import addresses, parts, statements, wording
from asset_map.app import sign_in_wording as words

HEADERS = {
    "Cache-Control": "no-store",
    # Not no-referrer: browsers would then name no origin when the form is sent. Like this they
    # name our host alone, and never the path, in which a link's token stands.
    "Referrer-Policy": "strict-origin",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'none'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    ),
}


def answer(
    title: str, body: str, status: int = 200, headers: Mapping[str, str] | None = None
) -> HTMLResponse:
    """Answer with a page. ``body`` is HTML that was made here."""
    html = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} – {escape(wording.PRODUCT)}</title>
<link rel="icon" type="image/svg+xml" href="/look/icon.svg">
<link rel="stylesheet" href="/look/style.css">
<link rel="stylesheet" href="/look/plain.css">
</head>
<body class="am-plain-page">
<a class="am-skip" href="#content">{escape(words.SKIP)}</a>
<header class="am-head">{parts.link(addresses.FRONT, wording.PRODUCT, "am-brand")}</header>
<main>
{parts.heading(title, 1, "content")}
{body}
</main>
<footer class="am-foot">{statements.links()}</footer>
</body>
</html>
"""
    return HTMLResponse(html, status_code=status, headers=HEADERS | dict(headers or {}))
