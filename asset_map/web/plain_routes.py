"""The plain pages by their addresses, and the files beside them."""

from starlette.routing import Route

from asset_map.web import plain_asset


def routes() -> list[Route]:
    """Return the routes of the plain pages."""
    return [
        Route("/asset/{id}/qr.svg", plain_asset.asset_qr),
        Route("/asset/{id}", plain_asset.asset_page),
    ]
