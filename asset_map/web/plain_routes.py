"""The plain pages by their addresses, and the files beside them."""

from starlette.routing import Route

from asset_map.journeys.save_found import Form
from asset_map.web import plain_area, plain_asset, plain_find


def routes() -> list[Route]:
    """Return the routes of the plain pages."""
    return [
        Route("/find", plain_find.ask, methods=["GET"]),
        Route("/find", plain_find.asked, methods=["POST"]),
        *(Route(f"/near.{form.value}", plain_find.save) for form in Form),
        Route("/asset/{id}/qr.svg", plain_asset.asset_qr),
        Route("/asset/{id}/poster", plain_asset.asset_poster),
        Route("/asset/{id}", plain_asset.asset_page),
        *(Route(f"/area/{{area}}.{form.value}", plain_area.file_of_area(form)) for form in Form),
        Route("/area/{area}/list", plain_area.area_sheet),
        Route("/area/{area}/qr.svg", plain_area.area_qr),
        Route("/area/{area}", plain_area.area_page),
    ]
