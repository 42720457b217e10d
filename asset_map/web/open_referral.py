"""Open Referral UK, version 3, for anybody's programs: no key, any origin, only reading."""

import hashlib
import logging
from collections.abc import Callable
from uuid import UUID

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from asset_map.domain.errors import AssetMapError, Failure
from asset_map.domain.logged import for_log
from asset_map.domain.open_referral import Asked, Fields, Moved
from asset_map.journeys import list_open_places, list_open_services, list_open_terms
from asset_map.web import open_referral_asked as asked
from asset_map.web.refusals import status_of

log = logging.getLogger(__name__)

PREFIX = "/open-referral/uk/v3"
"""The standard, its profile and its version stand in the address, so that another version can stand
beside this one; and no page of the app is called so."""

KEPT_SECONDS = 300
METHODS = "GET, HEAD, OPTIONS"
ALLOWED = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    # A browser asks before it asks whether anything changed.
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Location",
    "X-Robots-Tag": "noindex",
}

Page = Callable[[Asked], Fields]
One = Callable[[UUID], Fields | Moved]


def routes() -> list[BaseRoute]:
    """Return the routes of the standard: what it requires, and all that is optional."""
    services, places, terms = list_open_services, list_open_places, list_open_terms
    lists: tuple[tuple[str, Page, One, tuple[str, ...]], ...] = (
        ("services", services.list_open_services, services.see_open_service, asked.OF_SERVICES),
        (
            "organizations",
            services.list_open_organisations,
            services.see_open_organisation,
            asked.OF_ORGANISATIONS,
        ),
        (
            "service_at_locations",
            places.list_open_places,
            places.see_open_place,
            asked.OF_PLACES,
        ),
        ("taxonomies", terms.list_taxonomies, terms.see_taxonomy, asked.OF_TAXONOMIES),
        ("taxonomy_terms", terms.list_taxonomy_terms, terms.see_taxonomy_term, asked.OF_TERMS),
    )
    made: list[BaseRoute] = [
        Route(address, _about, methods=["GET", "OPTIONS"]) for address in (PREFIX, f"{PREFIX}/")
    ]
    for name, listed, one, allowed in lists:
        at = f"{PREFIX}/{name}"
        # Some programs end every address in a slash.
        for address in (at, f"{at}/"):
            made.append(Route(address, _page(listed, allowed), methods=["GET", "OPTIONS"]))
        made.append(Route(f"{at}/{{id}}", _one(one, at), methods=["GET", "OPTIONS"]))
    return [*made, Route(f"{PREFIX}/{{rest:path}}", _nowhere, methods=["GET", "OPTIONS"])]


def _about(request: Request) -> Response:
    return _answered(request, list_open_terms.about_open_data)


def _page(journey: Page, allowed: tuple[str, ...]) -> Callable[[Request], Response]:
    def listed(request: Request) -> Response:
        return _answered(request, lambda: journey(asked.read(request.query_params, allowed)))

    return listed


def _one(journey: One, at: str) -> Callable[[Request], Response]:
    def seen(request: Request) -> Response:
        wanted = request.path_params["id"]
        return _answered(request, lambda: journey(asked.known_id(wanted)), at)

    return seen


def _nowhere(request: Request) -> Response:
    return _json(request, {"error": f"There is nothing here; see {PREFIX}/."}, 404)


def _answered(request: Request, ask: Callable[[], Fields | Moved], at: str = "") -> Response:
    """Answer with what was asked for; with one sentence where there is none to give."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=OPEN_TO_ALL | ALLOWED)
    try:
        found = ask()
    except AssetMapError as error:
        if isinstance(error, Failure):
            log.error("Open data could not be read: %s", for_log(error))
        return _json(request, {"error": str(error)}, status_of(error))
    if isinstance(found, Moved):
        return Response(status_code=301, headers=OPEN_TO_ALL | {"Location": f"{at}/{found.to}"})
    return _json(request, found)


def _json(request: Request, data: Fields, status: int = 200) -> Response:
    # So that no browser takes any of it for a page, whatever it is told.
    body = orjson.dumps(data).replace(b"<", b"\\u003c")
    headers = OPEN_TO_ALL | {"Cache-Control": "no-store"}
    if status == 200:
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        headers |= {"ETag": tag, "Cache-Control": f"public, max-age={KEPT_SECONDS}"}
        if _is_known(request, tag):
            return Response(status_code=304, headers=headers)
    if request.method == "HEAD":
        headers["Content-Length"] = str(len(body))
        body = b""
    return Response(body, status, headers, media_type="application/json")


def _is_known(request: Request, tag: str) -> bool:
    """Tell whether whoever asks has this answer already."""
    known = request.headers.get("if-none-match", "")
    tags = {one.strip().removeprefix("W/") for one in known.split(",")}
    return bool(tags & {tag, "*"})
