"""Pages on which people tell something: what they share, from the request to the answer.

A handler is given what was asked and answers with a page, another address, or a file. It runs in a
thread, as whoever the cookie belongs to; its errors end here; letters that it noted are sent
afterwards. A form is taken only from our own page, in the browser that it was shown in.
"""

import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import wraps
from urllib.parse import parse_qs

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from asset_map.app import addresses, asset_wording, parts
from asset_map.app import sign_in_wording as sign_in_words
from asset_map.app import telling_wording as words
from asset_map.domain.errors import AssetMapError, BadInput, Failure, NotAllowed
from asset_map.domain.logged import for_log
from asset_map.domain.people import VISITOR, Person
from asset_map.domain.tokens import new_token
from asset_map.journeys.post_letters import post_letters
from asset_map.journeys.see_asset import UnknownAsset
from asset_map.journeys.sign_in import who_is_it
from asset_map.web import cookies, forms, public_page, telling_page
from asset_map.web.asking import asking
from asset_map.web.flood import may_ask, may_send
from asset_map.web.refusals import status_of

log = logging.getLogger(__name__)

MOST_BYTES = 100_000
MOST_FIELDS = 300
FORM_LIVES = timedelta(days=1)
"""So long a form may be open before it is sent; then it is shown again, with what was typed."""


@dataclass(frozen=True)
class Form:
    """What a form sent. ``genuine``: from our own page, in this browser, not open for too long."""

    values: Mapping[str, list[str]]
    genuine: bool

    def one(self, name: str) -> str:
        """Return what was typed in a field, without blanks around it."""
        return self.values.get(name, [""])[0].strip()

    def many(self, name: str) -> list[str]:
        """Return what was ticked."""
        return self.values.get(name, [])

    def typed(self) -> dict[str, str]:
        """Return every field; what was ticked in one is parted by semicolons."""
        return {name: "; ".join(values).strip() for name, values in self.values.items()}


@dataclass(frozen=True)
class Asked:
    """What was asked for, and by whom. ``form``: what was sent, None where nothing was.

    ``tie``: the hidden field that every form of the answer holds, as HTML.
    """

    person: Person
    path: Mapping[str, str]
    query: Mapping[str, str]
    tie: str
    form: Form | None = None

    def sent(self) -> Form:
        """Return the form. Raises NotAllowed where another page sent it, or it was open for too
        long."""
        if self.form is None or not self.form.genuine:
            raise NotAllowed(words.OPEN_TOO_LONG, words.SEND_AGAIN)
        return self.form


@dataclass(frozen=True)
class Page:
    """An answer: a page. ``body`` is HTML that was made here; ``scripts``: addresses of ours."""

    title: str
    body: str
    status: int = 200
    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Go:
    """An answer: go on there."""

    address: str


@dataclass(frozen=True)
class File:
    """An answer: a file, or a piece for a script."""

    content: bytes
    media_type: str
    name: str = ""


Answer = Page | Go | File
Handler = Callable[[Asked], Answer]


def telling(handler: Handler, *, piece: bool = False) -> Callable[[Request], Awaitable[Response]]:
    """Make a route of a handler. ``piece``: it is asked for often, by a script while somebody
    types, or by stewards who decide on one thing after the other."""
    may = may_ask if piece else may_send

    @wraps(handler)
    async def answered(request: Request) -> Response:
        secret = cookies.read(request.cookies, cookies.VISIT) or new_token()
        if request.method == "POST" and not may(request):
            said = parts.notice(words.TOO_MUCH, words.TOO_MUCH_NEXT, css="am-problem")
            return _response(Page(words.NOT_SENT, said, 429), VISITOR, "")
        try:
            form = await _form(request) if request.method == "POST" else None
        except AssetMapError as error:
            return _response(_refused(error), VISITOR, "")
        return await run_in_threadpool(_answered, handler, request, form, secret)

    return answered


def _answered(handler: Handler, request: Request, form: Form | None, secret: str) -> Response:
    token = cookies.read(request.cookies, cookies.SESSION)
    person = VISITOR
    try:
        person = who_is_it(token)
        with asking(request):
            asked = Asked(person, request.path_params, _query(request), forms.tie(secret), form)
            made = handler(asked)
    except AssetMapError as error:
        made = _refused(error, None if form is not None else person)
    response = _response(made, person, token or "")
    cookies.put(response, cookies.VISIT, secret, FORM_LIVES)
    if form is not None and not isinstance(made, File):  # A piece for a script changes nothing.
        if response.status_code < 400:  # What was sent may be on a page that is remembered.
            public_page.pages.forget()
        response.background = BackgroundTask(_post)
        # Closed at once: else the next request on this connection waits for the mail to be sent.
        response.headers["Connection"] = "close"
    return response


def _response(made: Answer, person: Person, token: str) -> Response:
    if isinstance(made, Go):
        return RedirectResponse(made.address, status_code=303, headers=telling_page.HEADERS)
    if isinstance(made, File):
        headers = dict(telling_page.HEADERS)
        if made.name:
            headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
        return Response(made.content, media_type=made.media_type, headers=headers)
    return telling_page.answer(
        made.title,
        made.body,
        person,
        token,
        status=made.status,
        scripts=made.scripts,
        styles=made.styles,
        headers=made.headers,
    )


def _refused(error: AssetMapError, looking: Person | None = None) -> Page:
    """Return the page that says why not. ``looking``: whoever only looks, and sends nothing."""
    if isinstance(error, Failure):
        log.error("A page could not be answered: %s", for_log(error))
    known = not isinstance(error, UnknownAsset)
    next_step = error.next_step if known else asset_wording.UNKNOWN_ASSET_NEXT
    said = parts.notice(error.sentence, next_step, css="am-problem")
    way_on = f"<p>{parts.link('/', words.BACK_TO_MAP)}</p>"
    if looking is None:
        return Page(words.NOT_SENT, said + way_on, status_of(error))
    if not isinstance(error, NotAllowed):
        return Page(sign_in_words.NOT_DONE, said + way_on, status_of(error))
    if looking == VISITOR:
        way_on = f"<p>{parts.link(addresses.SIGN_IN, sign_in_words.SIGN_IN)}</p>{way_on}"
    return Page(sign_in_words.NOT_OPEN, said + way_on, status_of(error))


def plain(text: str) -> str:
    """Return a text without what no page shows and no database keeps: signs that steer a terminal,
    and halves of a sign."""
    return _NOT_PLAIN.sub("", text)


_NOT_PLAIN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def _query(request: Request) -> dict[str, str]:
    return {name: plain(text) for name, text in request.query_params.items()}


async def _form(request: Request) -> Form:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise BadInput(words.TOO_LONG)
    try:
        sent = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise BadInput(words.NO_FORM) from error
    values = {plain(name): [plain(text) for text in texts] for name, texts in sent.items()}
    return Form(values, forms.is_ours(request, values.get(forms.FIELD, [""])[0]))


def _post() -> None:
    try:
        post_letters()
    except AssetMapError as error:
        log.error("Letters wait to be sent: %s", for_log(error))
