"""The find page's address: what is private in one that somebody shared leaves it at once."""

from starlette.requests import Request
from starlette.responses import Response

from asset_map.app import find_asked
from asset_map.app.find_asked import FindAsked
from asset_map.domain.errors import AssetMapError
from asset_map.web import visit
from asset_map.web.index_page import index_page


def near_page(request: Request) -> Response:
    """Answer with the page that starts the app.

    Where the address tells an exact place, typed words or a sensitive need, they are kept for the
    visit and the browser is led to an address without them.
    """
    try:
        asked = find_asked.read(request.query_params, visit.of(request.cookies))
        if not _tells(request, asked):
            return index_page(request)
        address = asked.keep(visit.token(request)).address()
    except AssetMapError:
        return index_page(request)  # The page itself says what is wrong.
    return visit.led_on(request, address)


def _tells(request: Request, asked: FindAsked) -> bool:
    said = request.query_params
    if not any(name in said for name in ("place", "words", "need")):
        return False
    private = asked.private()
    needs = ",".join(said.getlist("need")).split(",")
    return bool(
        (said.get("place") and private.place)
        or (said.get("words") and private.words)
        or any(need.strip() in private.needs for need in needs)
    )
