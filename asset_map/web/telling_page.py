"""What stands around a page on which people tell something."""

from collections.abc import Iterable, Mapping
from html import escape

from starlette.responses import HTMLResponse

from asset_map.app import addresses, frame, parts, statements, ways, wording
from asset_map.app import sign_in_wording as sign_in_words
from asset_map.app import telling_wording as words
from asset_map.domain.errors import AssetMapError
from asset_map.domain.people import WITH_ARTICLE, Person, Role
from asset_map.journeys.load_demo import demo_kinds
from asset_map.web import forms

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "strict-origin",  # See plain_page: a link's token stands in the path.
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    ),
}


def answer(
    title: str,
    body: str,
    person: Person,
    token: str,
    *,
    status: int = 200,
    scripts: Iterable[str] = (),
    styles: Iterable[str] = (),
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """Answer with a page. ``body`` is HTML that was made here; ``token``: of the session."""
    linked = "".join(f'<link rel="stylesheet" href="{escape(style)}">\n' for style in styles)
    scripted = "".join(f'<script src="{escape(script)}" defer></script>\n' for script in scripts)
    html = f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)} – {escape(wording.PRODUCT)}</title>
<link rel="icon" type="image/svg+xml" href="/look/icon.svg">
<link rel="stylesheet" href="/look/style.css">
<link rel="stylesheet" href="/look/plain.css">
<link rel="stylesheet" href="/look/telling.css">
{linked}{scripted}</head>
<body class="am-plain-page am-telling">
<a class="am-skip" href="#content">{escape(sign_in_words.SKIP)}</a>
{_head(person, token)}
{_banner()}
<main>
{parts.heading(title, 1, "content")}
{body}
</main>
<footer class="am-foot">{statements.links()}</footer>
</body>
</html>
"""
    return HTMLResponse(html, status_code=status, headers=HEADERS | dict(headers or {}))


def _head(person: Person, token: str) -> str:
    everybodys = {
        words.FIND_NAV: (addresses.FIND, words.FIND_NAV),
        words.ADD_NAV: (addresses.ADD, words.ADD_NAV),
    }
    return (
        f'<header class="am-head">{parts.link(addresses.FRONT, wording.PRODUCT, "am-brand")}'
        f"{ways.navigation(everybodys, person)}{_door(person, token)}</header>"
    )


def _door(person: Person, token: str) -> str:
    if person.role is Role.VISITOR:
        return f'<p class="am-who">{parts.link(addresses.SIGN_IN, sign_in_words.SIGN_IN)}</p>'
    said = sign_in_words.SIGNED_IN_AS.format(role=WITH_ARTICLE[person.role])
    return (
        f'<form class="am-who" method="post" action="{addresses.SIGN_OUT}">'
        f"<span>{said}</span>{forms.tie(token)}"
        f'<button type="submit">{sign_in_words.SIGN_OUT}</button></form>'
    )


def _banner() -> str:
    try:
        kinds = demo_kinds()
    except AssetMapError:  # Whoever asked for the page is told that the database is down.
        return ""
    return frame.banner(kinds) if kinds else ""
