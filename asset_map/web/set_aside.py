"""The CSV of rows that were set aside, for stewards to save."""

from ipaddress import ip_address

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from asset_map.app import wording
from asset_map.app.staff import came_directly
from asset_map.domain.errors import AssetMapError, Failure
from asset_map.journeys.download_set_aside import download_set_aside


def set_aside(request: Request) -> Response:
    """Answer with the rows of ``source``; with one plain sentence where there are none to give."""
    if not _is_staff(request):
        return _sentence(wording.LOADS_HIDDEN, 403)
    try:
        found = download_set_aside(request.query_params.get("source", ""))
    except AssetMapError as error:
        return _sentence(error.sentence, 503 if isinstance(error, Failure) else 404)
    headers = {
        "Content-Disposition": f'attachment; filename="{found.name}"',
        "Cache-Control": "no-store",  # It may name people.
    }
    return Response(found.content, media_type="text/csv; charset=utf-8", headers=headers)


def _is_staff(request: Request) -> bool:
    """Tell whether a request comes from the computer that runs the app, as the page itself does."""
    if request.client is None or not came_directly(request.headers):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _sentence(text: str, status: int) -> PlainTextResponse:
    return PlainTextResponse(text, status_code=status, headers={"Cache-Control": "no-store"})
