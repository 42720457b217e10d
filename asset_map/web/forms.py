"""What a form sends: read only where our own page sent it, from the browser it was shown in."""

from datetime import timedelta
from html import escape
from urllib.parse import parse_qs

from starlette.requests import Request

from asset_map.domain.errors import BadInput, NotAllowed
from asset_map.domain.tokens import derived, same
from asset_map.web import cookies
from asset_map.web.origins import from_here

FIELD = "form"
"""The field of a form that ties it to a cookie."""
LIVES = timedelta(hours=1)
MOST_BYTES = 4096
"""No form of ours is longer."""


def tie(secret: str) -> str:
    """Return the hidden field that ties a form to the cookie that holds ``secret``."""
    return f'<input type="hidden" name="{FIELD}" value="{escape(_tied(secret))}">'


async def sent(request: Request, cookie: str) -> dict[str, str]:
    """Return the fields of a form that is tied to a cookie. Raises NotAllowed for a forged one."""
    fields = _fields(await body_of(request))
    if not is_ours(request, fields.get(FIELD, ""), cookie):
        raise NotAllowed(
            "This form was not sent from our own page, or it was open for too long.",
            "Open the page anew and send it again. Cookies have to be allowed for it.",
        )
    return fields


def is_ours(request: Request, tied: str, cookie: str = cookies.VISIT) -> bool:
    """Tell whether a form that holds ``tied`` was shown by our own page, in this browser."""
    secret = cookies.read(request.cookies, cookie)
    return bool(from_here(request.headers) and secret and same(_tied(secret), tied))


async def body_of(request: Request) -> bytes:
    """Return what a form sent. Raises BadInput where it is longer than any of ours."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise BadInput("What was sent is too long.")
    return body


def _fields(body: bytes) -> dict[str, str]:
    try:
        found = parse_qs(body.decode("utf-8"), max_num_fields=10)
    except ValueError as error:
        raise BadInput("What was sent is no form.") from error
    return {name: values[0] for name, values in found.items()}


def _tied(secret: str) -> str:
    return derived(secret, FIELD)
