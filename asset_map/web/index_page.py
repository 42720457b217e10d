"""The page that every visit starts with: Streamlit's own, with our language, name and look.

Streamlit's file is read and amended, not copied: what it loads changes with its version.
"""

import re
import time
from functools import lru_cache
from pathlib import Path

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse
from streamlit import file_util

from asset_map.domain.errors import AssetMapError
from asset_map.journeys.load_demo import demo_kinds
from asset_map.web import visit
from asset_map.web.headers import content_security_policy

LOOK = Path(__file__).parent.parent / "app" / "look"
DEMO_REMEMBERED_SECONDS = 30

_HEAD = """
    <meta name="description" content="What is near you, and what would happen if it were cut." />
    <link rel="stylesheet" href="./look/style.css" />
"""
_ICON = '<link rel="icon" type="image/svg+xml" href="./look/icon.svg" />'
_NO_ROBOTS = '    <meta name="robots" content="noindex, nofollow" />\n'
_SKIP = '<a class="am-skip" href="#content">Skip to the content</a>\n    '
_NO_SCRIPT = """<noscript>
      <h1>Asset Map</h1>
      <p>This page needs JavaScript. <a href="/find">Find what is near you</a> without it, on pages
      that any phone can open; or ask at your library or the council to look something up for you.
      In an emergency call 999; for health advice NHS 111.</p>
    </noscript>"""


class _Word(Convertor[str]):
    """One word as a page's address has it: never a file, never Streamlit's own addresses."""

    regex = "[A-Za-z0-9][A-Za-z0-9-]*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("word", _Word())


def index_page(request: Request, status: int = 200) -> HTMLResponse:
    """Answer with the page that starts the app in the browser, which gets its visit's cookie."""
    demo = _is_demo(int(time.monotonic() / DEMO_REMEMBERED_SECONDS))
    html = amended(_original(), demo=demo)
    headers = {
        "Cache-Control": "no-store",  # Nobody who goes back sees what was forgotten meanwhile.
        "Content-Security-Policy": content_security_policy(html),
    }
    if demo:
        headers["X-Robots-Tag"] = "noindex, nofollow"
    page = HTMLResponse(html, status_code=status, headers=headers)
    visit.begin(request, page)
    return page


def unknown_page(request: Request) -> HTMLResponse:
    """Answer an address that is no page with the start page, and say so to programs."""
    return index_page(request, status=404)


def amended(html: str, *, demo: bool) -> str:
    """Return Streamlit's page with our language, title, look, skip link and words."""
    html = re.sub(r"<!--.*?-->\s*", "", html, flags=re.DOTALL)
    html = re.sub(r"<html\b[^>]*>", '<html lang="en-GB">', html, count=1)
    html = re.sub(r"<title>.*?</title>", "<title>Asset Map</title>", html, count=1, flags=re.DOTALL)
    html = re.sub(r'\s*<link\s+rel="(?:preload|service-desc)"[^>]*>', "", html)
    html = re.sub(r'<link\s+rel="shortcut icon"[^>]*>', _ICON, html, count=1)
    html = re.sub(r"<noscript>.*?</noscript>", _NO_SCRIPT, html, count=1, flags=re.DOTALL)
    html = html.replace("<body>", "<body>\n    " + _SKIP, 1)
    return html.replace("</head>", _HEAD + (_NO_ROBOTS if demo else "") + "  </head>", 1)


@lru_cache(maxsize=1)
def _original() -> str:
    return (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _is_demo(_moment: int) -> bool:
    """Tell whether demonstration data is loaded; where nobody knows, keep search engines out."""
    try:
        return bool(demo_kinds())
    except AssetMapError:
        return True
