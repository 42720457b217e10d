"""Feeds that come page by page, as Open Referral UK's do: all pages, or none."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from asset_map.domain.errors import BadInput, Failure
from etl.fetching.download import Download
from etl.fetching.sound import refuse_unsound
from etl.files import MEGABYTE

LARGEST_PAGE = 50 * MEGABYTE


@dataclass(frozen=True)
class Style:
    """What a kind of feed calls the number of a page, how many there are, and what is on it."""

    number: str
    total: str
    items: str


STYLES = (
    Style("page_number", "total_pages", "contents"),  # Open Referral UK v3
    Style("number", "totalPages", "content"),  # the older feeds
)


@dataclass(frozen=True)
class Page:
    """One page: its number, and how many there are."""

    number: int
    total: int


def page_of(path: Path) -> Page | None:
    """Return which page of a feed a file is; None where it is none."""
    with path.open("rb") as file:
        if path.stat().st_size > LARGEST_PAGE or not file.read(64).lstrip().startswith(b"{"):
            return None
    try:
        said: dict[str, Any] = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return None
    for style in STYLES:
        number, total = said.get(style.number), said.get(style.total)
        listed = isinstance(said.get(style.items), list)
        if listed and isinstance(number, int) and isinstance(total, int):
            return Page(number, total)
    return None


def fetch_all(first: Path, whole: Path, download: Download) -> None:
    """Write all pages of a feed into ``whole`` as one JSON list; ``first`` holds the first one.

    ``download`` is how that one came. Raises Failure where the feed changes meanwhile, or gives
    another page than the one asked for.
    """
    begun = page_of(first)
    if begun is None:
        raise Failure("What came is no page of a feed.")
    manners = download.manners
    if begun.total > manners.pages:
        raise BadInput(
            f"The feed has {begun.total:,} pages, more than {manners.pages:,}.",
            "Ask for more entries a page, as with per_page=500 in the address.",
        )
    with whole.open("wb") as file:
        file.write(b"[" + first.read_bytes())
        for at in range(1, begun.total):
            time.sleep(manners.pause_s)
            page = first.with_name(".page")
            _fetch_page(download, page, begun.number + at, begun.total, file.tell())
            file.write(b",\n" + page.read_bytes())
            page.unlink()
        file.write(b"]")


def _fetch_page(download: Download, path: Path, number: int, total: int, so_far: int) -> None:
    address = str(httpx.URL(download.address).copy_set_param("page", number))
    one = Download(
        download.client,
        address,
        path,
        download.limit_bytes - so_far,
        download.manners,
        progress=_adding(download, so_far),
    )
    answer = one.run()
    refuse_unsound(path, ".json", answer.content_type, download.limit_bytes)
    page = page_of(path)
    if page is None or page.number != number:
        raise Failure(
            f"{download.host} gives another page than page {number}, which was asked for.",
            "Check that the address is that of a whole feed, without a page number.",
        )
    if page.total != total:
        raise Failure(f"The feed of {download.host} changed while it came.", "Fetch it again.")


def _adding(download: Download, so_far: int) -> Callable[[int, int | None], None]:
    return lambda done, _all: download.progress(so_far + done, None)
