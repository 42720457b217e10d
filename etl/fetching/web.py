"""How we speak to servers: our manners, which addresses we ask, and what their headers mean."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from asset_map import __version__
from asset_map.domain.errors import BadInput

_HOST = re.compile(r"[A-Za-z0-9.-]+|[0-9a-fA-F:]+")


@dataclass(frozen=True)
class Manners:
    """How we behave towards a server. ``pause_s``: between two pages of a feed."""

    attempts: int = 5
    timeout_s: float = 30
    first_wait_s: float = 1
    longest_wait_s: float = 120
    redirects: int = 5
    pause_s: float = 0.25
    pages: int = 5_000


@dataclass(frozen=True)
class Validators:
    """By what a server knows one version of a file from another."""

    etag: str = ""
    last_modified: str = ""

    @classmethod
    def of(cls, response: httpx.Response) -> "Validators":
        """Return what a server says of the version that it gives."""
        headers = response.headers
        return cls(headers.get("etag", ""), headers.get("last-modified", ""))

    def unless_same(self) -> dict[str, str]:
        """Return the headers that ask for a file only if it is another version."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}

    @property
    def exact(self) -> str:
        """Return what tells for sure that a part is of the same version; empty if nothing does."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.last_modified


def new_client(manners: Manners) -> httpx.Client:
    """Return a client that follows no redirect by itself, and says who it is."""
    return httpx.Client(
        timeout=manners.timeout_s,
        follow_redirects=False,
        headers={"User-Agent": f"asset-map/{__version__}", "Accept-Encoding": "identity"},
    )


def checked_address(address: str) -> httpx.URL:
    """Return an address that can be asked; raise BadInput where it cannot."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise BadInput("The address is not one of the web.", "Write https://...") from error
    if url.scheme not in ("http", "https") or not _HOST.fullmatch(url.raw_host.decode()):
        raise BadInput("The address is not one of the web.", "Write https://...")
    if url.userinfo:
        raise BadInput(
            "The address holds a user name or password, which would be kept.", "Leave it out."
        )
    return url


def length(response: httpx.Response) -> int | None:
    """Return how many bytes a server says that it sends."""
    said = response.headers.get("content-length", "")
    return int(said) if said.isdigit() else None


def asked_to_wait(response: httpx.Response) -> float:
    """Return the seconds of ``Retry-After``, which may be a number or a date."""
    said = response.headers.get("retry-after", "")
    if said.isdigit():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return 0
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0, (until - datetime.now(UTC)).total_seconds())
