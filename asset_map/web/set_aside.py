"""The CSV of rows that were set aside, for stewards to save."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from asset_map.domain.errors import AssetMapError
from asset_map.journeys.download_set_aside import download_set_aside
from asset_map.web.asking import asking
from asset_map.web.refusals import status_of


def set_aside(request: Request) -> Response:
    """Answer with the rows of ``source``; with one plain sentence where there are none to give."""
    try:
        with asking(request):
            found = download_set_aside(request.query_params.get("source", ""))
    except AssetMapError as error:
        return _sentence(error.sentence, status_of(error))
    headers = {
        "Content-Disposition": f'attachment; filename="{found.name}"',
        "Cache-Control": "no-store",  # It may name people.
    }
    return Response(found.content, media_type="text/csv; charset=utf-8", headers=headers)


def _sentence(text: str, status: int) -> PlainTextResponse:
    return PlainTextResponse(text, status_code=status, headers={"Cache-Control": "no-store"})
