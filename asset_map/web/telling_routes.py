"""The pages on which people tell something, by their addresses."""

from collections.abc import Sequence

from starlette.routing import Route

from asset_map.web import add_page, confirm
from asset_map.web.telling import Handler, telling


def routes() -> list[Route]:
    """Return the routes of the pages on which people tell something."""
    return [
        *_both("/confirm/{token}", confirm.offer, confirm.take),
        *_both("/add", add_page.show, add_page.take),
        Route("/add/sent/{id}", telling(add_page.sent)),
        *_both("/add/like", add_page.like, add_page.like),
        *_both("/add/meant", add_page.meant, add_page.meant),
        *_both("/add/where", add_page.where, add_page.where),
        *_both("/add/when", add_page.when, add_page.when),
    ]


def _both(path: str, show: Handler, take: Handler) -> Sequence[Route]:
    """Return the routes of a page, and of the form on it."""
    return (
        Route(path, telling(show), methods=["GET"]),
        Route(path, telling(take), methods=["POST"]),
    )
