"""Keeps the newest file of a source in a folder; only a good one ever replaces a good one."""

import fcntl
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import httpx

from asset_map.domain.errors import AssetMapError, Failure
from etl.fetching.download import Answer, Download, Progress
from etl.fetching.feeds import fetch_all, page_of
from etl.fetching.sound import refuse_unsound
from etl.fetching.web import Manners, Validators, checked_address, new_client
from etl.files import fingerprint

NOTE, LOCK, PART, WHOLE = ".fetched.json", ".lock", ".part", ".whole"
"""What else is in the folder; the name of a copy never begins with a full stop."""

SUFFIXES = {
    "application/json": ".json",
    "application/geo+json": ".geojson",
    "text/csv": ".csv",
    "application/zip": ".zip",
    "application/gzip": ".gz",
}


@dataclass(frozen=True)
class Kept:
    """What is known of the copy that is there."""

    address: str
    name: str
    sha256: str
    fetched: str
    validators: Validators = field(default_factory=Validators)


@dataclass(frozen=True)
class Copy:
    """A copy of a source's file. ``new``: whether it differs from the one that was there."""

    path: Path
    bytes: int
    fetched: datetime
    new: bool

    def as_json(self) -> dict[str, object]:
        """Return the copy with stable keys."""
        return {
            "file": str(self.path),
            "bytes": self.bytes,
            "fetched": self.fetched.isoformat(),
            "new": self.new,
        }

    def sentences(self) -> list[str]:
        """Tell what was fetched."""
        if not self.new:
            return [f"There is nothing newer than the copy of {_day(self.fetched)}: {self.path}"]
        return [f"Fetched {self.bytes:,} bytes into {self.path}"]


def fetch(
    address: str,
    folder: Path,
    *,
    limit_bytes: int,
    manners: Manners | None = None,
    progress: Progress = lambda _done, _all: None,
) -> Copy:
    """Fetch what is at an address, a file or all pages of a feed, unless the copy is the newest.

    Raises BadInput or Failure; a copy that was there is then still there, and named.
    """
    checked_address(address)
    manners = manners or Manners()
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder), new_client(manners) as client:
        kept = _kept(folder)
        known = kept.validators if kept and kept.address == address else None
        part = folder / PART
        download = Download(client, address, part, limit_bytes, manners, progress, known)
        try:
            return _stored(folder, download, kept)
        except AssetMapError as error:
            raise _with_copy(error, folder, kept) from error


def _stored(folder: Path, download: Download, kept: Kept | None) -> Copy:
    answer = download.run()
    if answer.unchanged and kept:
        return _copy(folder, kept, new=False)
    name = _name(answer, download.address)
    try:
        refuse_unsound(download.part, name, answer.content_type, download.limit_bytes)
    except Failure:
        _clear(folder)
        raise
    came, validators = download.part, answer.validators
    if page_of(came):
        # What a server says of the first page says nothing of the others.
        came, validators = folder / WHOLE, Validators()
        fetch_all(download.part, came, download)
    made = Kept(
        download.address,
        name,
        fingerprint(came).sha256,
        datetime.now(UTC).isoformat(),
        validators,
    )
    came.replace(folder / name)
    _write_note(folder, made)
    _clear(folder)
    if kept and kept.name != name:
        (folder / kept.name).unlink(missing_ok=True)
    return _copy(folder, made, new=kept is None or kept.sha256 != made.sha256)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one fetch of a source run at a time; the lock goes when the process does."""
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Failure(
                "Another fetch of this source is running.", "Wait until it has finished."
            ) from error
        yield


def _kept(folder: Path) -> Kept | None:
    """Return the copy that is there, if it is as it came."""
    try:
        said = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        kept = Kept(**said | {"validators": Validators(**said["validators"])})
        return kept if fingerprint(folder / kept.name).sha256 == kept.sha256 else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write_note(folder: Path, made: Kept) -> None:
    draft = folder / f"{NOTE}.draft"
    draft.write_text(json.dumps(asdict(made)), encoding="utf-8")
    draft.replace(folder / NOTE)


def _clear(folder: Path) -> None:
    for name in (PART, f"{PART}.json", WHOLE, ".page", ".page.json"):
        (folder / name).unlink(missing_ok=True)


def _name(answer: Answer, address: str) -> str:
    """Return what the file is called: as the server says, else as its address ends."""
    said = re.search(r"filename=\"?([^\";]+)", answer.disposition)
    ends = [unquote(httpx.URL(url).path).rpartition("/")[2] for url in (answer.address, address)]
    names = [said[1] if said else "", *(end for end in ends if "." in end), *ends, "file"]
    bare = (re.sub(r"[^A-Za-z0-9._-]+", "_", name).lstrip("._-")[-100:] for name in names)
    name = next(filter(None, bare))
    kind = answer.content_type.partition(";")[0].strip().lower()
    return name if "." in name else name + SUFFIXES.get(kind, "")


def _copy(folder: Path, kept: Kept, *, new: bool) -> Copy:
    path = folder / kept.name
    return Copy(path, path.stat().st_size, datetime.fromisoformat(kept.fetched), new)


def _with_copy(error: AssetMapError, folder: Path, kept: Kept | None) -> AssetMapError:
    """Return an error that tells of the copy that is kept."""
    if kept is None:
        return error
    day = _day(datetime.fromisoformat(kept.fetched))
    sentence = f"{error.sentence} The copy of {day} is kept: {folder / kept.name}"
    return type(error)(sentence, error.next_step)


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"
