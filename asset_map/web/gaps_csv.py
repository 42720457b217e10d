"""The CSV of what the gaps page shows, for anybody to save: the same question in the address."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from asset_map.app import asked
from asset_map.domain.errors import AssetMapError, Failure, NotFound
from asset_map.journeys.download_gaps import download_gaps


def gaps_csv(request: Request) -> Response:
    """Answer with the rows; with one plain sentence where there are none to give."""
    try:
        found = download_gaps(**asked.read(request.query_params).put())
    except AssetMapError as error:
        return PlainTextResponse(error.sentence, status_code=_status(error))
    headers = {
        "Content-Disposition": f'attachment; filename="{found.name}"',
        "Cache-Control": "no-cache",
    }
    return Response(found.content, media_type="text/csv; charset=utf-8", headers=headers)


def _status(error: AssetMapError) -> int:
    if isinstance(error, Failure):
        return 503
    return 404 if isinstance(error, NotFound) else 400
