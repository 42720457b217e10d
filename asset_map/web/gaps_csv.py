"""The CSV of what the gaps page shows, for anybody to save: the same question in the address."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from asset_map.app import gaps_asked
from asset_map.domain.errors import AssetMapError
from asset_map.journeys.download_gaps import download_gaps
from asset_map.web.asking import asking
from asset_map.web.refusals import status_of


def gaps_csv(request: Request) -> Response:
    """Answer with the rows; with one plain sentence where there are none to give."""
    try:
        with asking(request):
            found = download_gaps(**gaps_asked.read(request.query_params).put())
    except AssetMapError as error:
        return PlainTextResponse(error.sentence, status_code=status_of(error))
    headers = {
        "Content-Disposition": f'attachment; filename="{found.name}"',
        "Cache-Control": "no-cache",
    }
    return Response(found.content, media_type="text/csv; charset=utf-8", headers=headers)
