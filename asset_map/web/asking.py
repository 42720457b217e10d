"""Who asks for a file or for data: whoever the request's cookie belongs to."""

from contextlib import AbstractContextManager

from starlette.requests import Request

from asset_map.journeys.acting import acting
from asset_map.journeys.sign_in import who_is_it
from asset_map.web import cookies


def asking(request: Request) -> AbstractContextManager[None]:
    """Let journeys in here be asked for by whoever the cookie belongs to."""
    return acting(lambda: who_is_it(cookies.read(request.cookies, cookies.SESSION)))
