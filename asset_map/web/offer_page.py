"""The address of the page on offering help: an exact place in it leaves it at once."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from asset_map.app import addresses
from asset_map.app.find_asked import LONGEST_TEXT, FindAsked
from asset_map.domain.errors import AssetMapError
from asset_map.web import visit
from asset_map.web.index_page import index_page


def offer_page(request: Request) -> Response:
    """Answer with the page that starts the app; an exact place is kept for the visit first."""
    where = FindAsked(place=request.query_params.get("place", "").strip()[:LONGEST_TEXT])
    try:
        if not where.place or not where.private().place:
            return index_page(request)
        kept = where.keep(visit.token(request)).public()
    except AssetMapError:
        return index_page(request)  # The page itself says what is wrong.
    said = request.query_params.multi_items()
    others = [(name, value) for name, value in said if name not in ("place", "search")]
    address = f"{addresses.OFFER}?{urlencode([*kept, *others])}"
    return visit.led_on(request, address)
