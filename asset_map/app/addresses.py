"""The addresses of the pages: what was chosen stands in them, so that a page can be shared."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import quote, urlencode, urlsplit
from uuid import UUID

PAGES = (
    "",
    "near",
    "offer",
    "gaps",
    "cut",
    "proposal",
    "together",
    "critical",
    "story",
    "asset",
    "area",
    "loads",
    "twins",
    "standards",
)
"""The addresses that have a page: every other one is answered as unknown."""

FRONT = "/"
FIND = "/find"
"""Finding by a form without script."""
ADD = "/add"
OWN = "/own"
ERASE = "/own/erase"
REVIEW = "/review"
OBSTACLES = "/obstacles"
OFFER = "/offer"
LOADS = "/loads"
TWINS = "/twins"
STANDARDS = "/standards"
GAPS = "/gaps"
CRITICAL = "/critical"
STORY = "/story"
GAPS_FILE = "/gaps.csv"
ACCESSIBILITY = "/accessibility"
PRIVACY = "/privacy"
SIGN_IN = "/sign-in"
SIGN_OUT = "/sign-out"
OPENID = "/sign-in/openid"
_SAFE = ("http", "https", "mailto", "tel")

_plainly: ContextVar[bool] = ContextVar("plainly", default=False)


@contextmanager
def plainly() -> Iterator[None]:
    """Let addresses made in here lead to the plain pages, which need no script."""
    before = _plainly.set(True)
    try:
        yield
    finally:
        _plainly.reset(before)


def plain_asset(asset_id: UUID | str, ending: str = "") -> str:
    """Return the address of an asset's plain page, or of a file beside it: ``/qr.svg``."""
    return f"/asset/{quote(str(asset_id), safe='')}{ending}"


def plain_area(code: str, ending: str = "") -> str:
    """Return the address of an area's plain page, or of a file beside it: ``/list``, ``.csv``."""
    return f"/area/{quote(code, safe='')}{ending}"


def near(place: str = "", need: str = "") -> str:
    """Return the address of what is near a place."""
    return with_query(FIND if _plainly.get() else "/near", place=place, need=need)


def asset(asset_id: UUID | str) -> str:
    """Return the address of an asset's page."""
    if _plainly.get():
        return plain_asset(asset_id)
    return with_query("/asset", id=str(asset_id))


def area(code: str = "", **said: str) -> str:
    """Return the address of a ward's or neighbourhood's page."""
    if code and not said and _plainly.get():
        return plain_area(code)
    return with_query("/area", code=code, **said)


def cut(asset_id: UUID | str = "") -> str:
    """Return the address of the page on what a cut would change."""
    return with_query("/cut", id=str(asset_id))


def proposal(proposal_id: UUID | str, **said: str) -> str:
    """Return the address of a proposal."""
    return with_query("/proposal", id=str(proposal_id), **said)


def obstacle(id: UUID | str) -> str:
    """Return the address of something that gets in the way, among all of it."""
    return f"{with_query(OBSTACLES, one=str(id))}#one-{id}"


def mend_words(id: UUID | str) -> str:
    """Return the address at which stewards mend words that everybody reads, or take them down."""
    return f"{REVIEW}/words/{id}"


def answer_proposal(proposal_id: UUID | str) -> str:
    """Return the address at which somebody says what they think of a proposal."""
    return f"/proposal/{quote(str(proposal_id), safe='')}/answer"


def counter_proposal(proposal_id: UUID | str) -> str:
    """Return the address at which somebody proposes something else."""
    return f"/proposal/{quote(str(proposal_id), safe='')}/counter"


def said_of_proposal(proposal_id: UUID | str) -> str:
    """Return the address that says what comes next once somebody answered a proposal."""
    return f"/proposal/{quote(str(proposal_id), safe='')}/told"


def together(ids: Iterable[UUID | str], since: str = "") -> str:
    """Return the address of several proposals at once, and what closed since a day."""
    return with_query("/together", ids=",".join(map(str, ids)), since=since)


def report(ids: str, since: str = "") -> str:
    """Return the address of the report on proposals, as a zip."""
    return with_query("/impact-report.zip", id=ids, since=since)


def proposal_file(proposal_id: UUID | str) -> str:
    """Return the address of a proposal as a TOML file."""
    return with_query("/proposal.toml", id=str(proposal_id))


def gaps(area: str = "", need: str = "") -> str:
    """Return the address of who is in reach of what."""
    return with_query(GAPS, need=need, area=area)


def loads(source_id: str) -> str:
    """Return the address of the loads of a source."""
    return with_query(LOADS, source=source_id)


def set_aside(source_id: str) -> str:
    """Return the address of the CSV of what the last load of a source set aside."""
    return with_query("/set-aside.csv", source=source_id)


def safe(url: str) -> str | None:
    """Return a link from a source if a browser may follow it, else None."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme.lower() not in _SAFE:
        return None
    if parts.scheme.lower() in ("http", "https") and not parts.netloc:
        return None
    return url.strip()


def with_query(path: str, **said: str) -> str:
    """Return an address with what it says; what is empty is left out."""
    query = urlencode({name: value for name, value in said.items() if value})
    return f"{path}?{query}" if query else path
