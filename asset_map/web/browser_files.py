"""What the pages need in the browser, served by the app itself: maps, their popups, the font.

The files come from the packages pinned in ``package-lock.json``; script/server installs them.
A page names one by its address, as ``/files/leaflet/leaflet.js``.
"""

from pathlib import Path

from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from asset_map.domain.errors import MissingProgram
from asset_map.settings import CHECKOUT

PACKAGES = CHECKOUT / "node_modules"
PREFIX = "/files"

# Name in the address: folder in the packages. Nothing else of them is served.
FOLDERS = {
    "leaflet": "leaflet/dist",
    "markercluster": "leaflet.markercluster/dist",
    "jquery": "jquery/dist",
    "fonts": "@fontsource-variable/atkinson-hyperlegible-next",
}

WEEK_SECONDS = 7 * 24 * 60 * 60  # Addresses bear no version: an upgrade shows after a week.


def routes(packages: Path = PACKAGES) -> list[Mount]:
    """Return one route for each folder of browser files."""
    return [
        Mount(f"{PREFIX}/{name}", _BrowserFiles(directory=_found(packages / folder)), name=name)
        for name, folder in FOLDERS.items()
    ]


def _found(folder: Path) -> Path:
    if folder.is_dir():
        return folder
    raise MissingProgram(
        f"The files that the pages need in the browser are missing: {folder}.",
        "Run script/server once: it installs them.",
    )


class _BrowserFiles(StaticFiles):
    """Files that browsers may keep for a week."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = f"public, max-age={WEEK_SECONDS}"
        return response
