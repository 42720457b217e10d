"""The report on proposals as a zip, for whoever the proposals open to."""

import logging
from datetime import date
from threading import BoundedSemaphore
from uuid import UUID

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from asset_map.app import addresses, parts, wording
from asset_map.app import sign_in_wording as words
from asset_map.domain.errors import AssetMapError, BadInput, Failure
from asset_map.domain.logged import for_log
from asset_map.journeys.report_impact import report_proposals
from asset_map.journeys.see_proposal import known_id
from asset_map.web import plain_page
from asset_map.web.asking import asking
from asset_map.web.refusals import status_of

log = logging.getLogger(__name__)

PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}
"""A report may be on a draft: no cache keeps it, and no search engine."""

NOT_GIVEN = "There is no report"
AT_ONCE = 2
"""So many reports are made at a time: each takes a processor for some seconds."""

IN_ALL = 10
"""So many may be made or wait: each holds a thread that the other routes need too."""

_room, _door = BoundedSemaphore(AT_ONCE), BoundedSemaphore(IN_ALL)


def impact_report(request: Request) -> Response:
    """Answer with the zip on each ``id``, several of them or parted by commas, and closures after
    the day ``since``; with a plain page where there is none to give.

    A proposal that does not open to whoever asks is answered as one that does not exist.
    """
    if not _door.acquire(blocking=False):
        busy = parts.notice(wording.BUSY_TITLE, wording.BUSY_TEXT)
        return plain_page.answer(NOT_GIVEN, busy, 503, PRIVATE | {"Retry-After": "30"})
    try:
        return _answer(request)
    finally:
        _door.release()


def _answer(request: Request) -> Response:
    try:
        with asking(request):
            ids, since = _ids(request.query_params), _since(request.query_params)
            with _room:
                pack = report_proposals(ids, closed_since=since)
    except AssetMapError as error:
        return _page(error)
    named = {"Content-Disposition": f'attachment; filename="{pack.name}"'}
    return Response(pack.bytes, media_type="application/zip", headers=PRIVATE | named)


def _ids(asked: QueryParams) -> tuple[UUID, ...]:
    """Return the ids of an address. Raises NotFound for what can be none."""
    given = [one.strip() for text in asked.getlist("id") for one in text.split(",")]
    return tuple(known_id(one) for one in given if one)


def _since(asked: QueryParams) -> date | None:
    text = asked.get("since", "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(f"{text!r} is no day.", "Write it as 2024-01-31.") from None


def _page(error: AssetMapError) -> Response:
    if isinstance(error, Failure):
        log.error("A report could not be made: %s", for_log(error))
        said = parts.notice(wording.DOWN_TITLE, wording.DOWN_TEXT, css="am-problem")
    else:
        said = parts.notice(error.sentence, error.next_step, css="am-problem")
    sign_in = f"<p>{parts.link(addresses.SIGN_IN, words.SIGN_IN)}</p>"
    return plain_page.answer(NOT_GIVEN, said + sign_in, status_of(error), PRIVATE)
