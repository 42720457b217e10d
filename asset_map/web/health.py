"""Whether the app can answer: for monitors, and for whoever waits until it has started."""

from starlette.requests import Request
from starlette.responses import JSONResponse

from asset_map.journeys.check_health import database_answers


def health(_request: Request) -> JSONResponse:
    """Answer 200 where the database answers, 503 where it does not."""
    answers = database_answers()
    return JSONResponse(
        {"app": "ok", "database": "ok" if answers else "does not answer"},
        status_code=200 if answers else 503,
        headers={"Cache-Control": "no-store"},
    )
