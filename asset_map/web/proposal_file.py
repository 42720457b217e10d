"""A proposal as a TOML file, for whoever it opens to.

Files that Streamlit offers itself are given to whoever has their link, without a cookie; a draft
must not be.
"""

import logging

from starlette.requests import Request
from starlette.responses import Response

from asset_map.app import addresses, parts, sign_in_wording, wording
from asset_map.app import proposal_wording as words
from asset_map.domain.errors import AssetMapError, Failure
from asset_map.domain.logged import for_log
from asset_map.journeys.proposal_as_toml import see_as_toml
from asset_map.journeys.see_proposal import known_id
from asset_map.web import plain_page
from asset_map.web.asking import asking
from asset_map.web.refusals import status_of

log = logging.getLogger(__name__)

PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}
"""A file may be of a draft: no cache keeps it, and no search engine."""


def proposal_file(request: Request) -> Response:
    """Answer with the proposal of ``id`` as a file; with a plain page where there is none to give.

    One that does not open to whoever asks is answered as one that does not exist.
    """
    try:
        with asking(request):
            proposal_id = known_id(request.query_params.get("id", ""))
            text = see_as_toml(proposal_id)
    except AssetMapError as error:
        return _page(error)
    named = {"Content-Disposition": f'attachment; filename="proposal-{proposal_id}.toml"'}
    return Response(text, media_type="application/toml", headers=PRIVATE | named)


def _page(error: AssetMapError) -> Response:
    if isinstance(error, Failure):
        log.error("A proposal could not be given as a file: %s", for_log(error))
        said = parts.notice(wording.DOWN_TITLE, wording.DOWN_TEXT, css="am-problem")
    else:
        said = parts.notice(error.sentence, error.next_step, css="am-problem")
    sign_in = f"<p>{parts.link(addresses.SIGN_IN, sign_in_wording.SIGN_IN)}</p>"
    return plain_page.answer(words.TOML_NONE, said + sign_in, status_of(error), PRIVATE)
