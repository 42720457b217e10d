"""The pages on which people tell something, by their addresses."""

from collections.abc import Sequence

from starlette.routing import Route

from asset_map.web import confirm
from asset_map.web.telling import Handler, telling


def routes() -> list[Route]:
    """Return the routes of the pages on which people tell something."""
    return [*_both("/confirm/{token}", confirm.offer, confirm.take)]


def _both(path: str, show: Handler, take: Handler) -> Sequence[Route]:
    """Return the routes of a page, and of the form on it."""
    return (
        Route(path, telling(show), methods=["GET"]),
        Route(path, telling(take), methods=["POST"]),
    )
