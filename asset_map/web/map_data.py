"""What every map draws behind the assets, fetched once by the browser."""

import time
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import JSONResponse

from asset_map.domain.errors import AssetMapError
from asset_map.journeys.draw_area import Background, draw_background

DEGREE = 100_000
"""Positions are whole numbers of a hundred-thousandth of a degree: about a metre."""

REMEMBERED_SECONDS = 60
KEPT_SECONDS = 600


def background(_request: Request) -> JSONResponse:
    """Answer with edges, names and homes; with a plain sentence where the database is down."""
    try:
        drawn = _drawn(int(time.monotonic() / REMEMBERED_SECONDS))
    except AssetMapError as error:
        return JSONResponse({"problem": error.sentence}, status_code=503)
    return JSONResponse(_as_data(drawn), headers={"Cache-Control": f"max-age={KEPT_SECONDS}"})


@lru_cache(maxsize=1)
def _drawn(_moment: int) -> Background:
    return draw_background()


def _as_data(drawn: Background) -> dict[str, object]:
    return {
        "areas": [
            {
                "kind": outline.kind,
                "name": outline.name,
                "at": _position(outline.latitude, outline.longitude),
                "edge": outline.edge,
            }
            for outline in drawn.outlines
        ],
        "sectors": [
            {"name": name, "at": _position(latitude, longitude)}
            for name, latitude, longitude in drawn.sectors
        ],
        "postcodes": [
            number
            for latitude, longitude in drawn.postcodes
            for number in _position(latitude, longitude)
        ],
    }


def _position(latitude: float, longitude: float) -> tuple[int, int]:
    return round(latitude * DEGREE), round(longitude * DEGREE)
