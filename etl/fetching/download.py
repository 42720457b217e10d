"""Downloads one address into a file: goes on where it was cut off, tries again, and gives up
politely. What came is only trusted once ``etl.fetching.sound`` has looked at it."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from asset_map.domain.errors import BadInput, Failure
from etl.fetching.web import Manners, Validators, asked_to_wait, checked_address, length
from etl.files import MEGABYTE

Progress = Callable[[int, int | None], None]
"""Told how many bytes are there so far, and of how many where that is known."""

BUSY = {408, 425, 429}
LATER = "Try again later."


@dataclass(frozen=True)
class Answer:
    """What a server gave: from which address in the end, and as what."""

    address: str
    content_type: str
    disposition: str
    validators: Validators
    unchanged: bool = False


@dataclass(frozen=True)
class Started:
    """A part of a file that an earlier attempt got."""

    address: str
    validators: Validators
    total: int | None


class Again(Exception):
    """It did not work this time; it may the next. ``wait_s``: how long the server asks us to."""

    def __init__(self, said: str, wait_s: float = 0) -> None:
        self.wait_s = wait_s
        super().__init__(said)


@dataclass
class Download:
    """One file on its way from an address into ``part``. ``known``: the version that we have."""

    client: httpx.Client
    address: str
    part: Path
    limit_bytes: int
    manners: Manners
    progress: Progress = lambda _done, _all: None
    known: Validators | None = None

    @property
    def host(self) -> str:
        """Return whom we ask, as messages name it: the rest of an address may be secret."""
        return httpx.URL(self.address).host

    def run(self) -> Answer:
        """Fill ``part``, or tell that nothing is new. Raises Failure or BadInput."""
        backoff = wait_exponential_jitter(
            multiplier=self.manners.first_wait_s,
            max=self.manners.longest_wait_s,
            jitter=self.manners.first_wait_s,
        )

        def wait(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            return max(backoff(state), error.wait_s if isinstance(error, Again) else 0)

        attempts = Retrying(
            stop=stop_after_attempt(self.manners.attempts),
            wait=wait,
            retry=retry_if_exception_type(Again),
            reraise=True,
        )
        try:
            return attempts(self._once)
        except Again as error:
            tried = f"{self.manners.attempts} attempts"
            raise Failure(f"{self.host} {error} ({tried}).", LATER) from error

    def _once(self) -> Answer:
        started = self._started()
        try:
            with self._opened(self._conditions(started)) as response:
                return self._taken(response, started)
        except httpx.TimeoutException as error:
            raise Again("does not answer in time") from error
        except httpx.ConnectError as error:
            raise Again("cannot be reached") from error
        except httpx.TransportError as error:
            raise Again("cuts the connection off") from error

    def _conditions(self, started: Started | None) -> dict[str, str]:
        if started:
            here = self.part.stat().st_size
            return {"Range": f"bytes={here}-", "If-Range": started.validators.exact}
        return self.known.unless_same() if self.known else {}

    @contextmanager
    def _opened(self, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """Ask, and follow a few redirects."""
        url = checked_address(self.address)
        for _ in range(self.manners.redirects + 1):
            with self.client.stream("GET", url, headers=headers) as response:
                if not response.has_redirect_location:
                    yield response
                    return
                url = self._next(url, response.headers["location"])
        raise Failure(f"{self.host} redirects more than {self.manners.redirects} times.", LATER)

    def _next(self, url: httpx.URL, location: str) -> httpx.URL:
        try:
            there = checked_address(str(url.join(location)))
        except (BadInput, httpx.InvalidURL) as error:
            raise Failure(f"{self.host} redirects to what is no address of the web.") from error
        if url.scheme == "https" and there.scheme == "http":
            raise Failure(
                f"{self.host} redirects from https to http, where anybody could change the file.",
                "Give the https address of the file itself with --address.",
            )
        return there

    def _taken(self, response: httpx.Response, started: Started | None) -> Answer:
        """Take what a server answers, whatever its status."""
        status = response.status_code
        if status == httpx.codes.NOT_MODIFIED and not started and self._conditions(None):
            return self._answer(response, unchanged=True)
        if status == httpx.codes.PARTIAL_CONTENT and started:
            self._refuse_other_part(response, started)
            self._write(response, "ab", started)
        elif status == httpx.codes.OK:
            self._forget()
            begun = Started(self.address, Validators.of(response), length(response))
            self._write(response, "wb", begun)
        elif started and status in (206, 304, 412, 416):
            self._forget()
            raise Again("gives no part of its file")
        else:
            self._refuse(response)
        return self._answer(response)

    def _refuse(self, response: httpx.Response) -> None:
        status, phrase = response.status_code, response.reason_phrase
        if status in BUSY or status >= 500:
            wait = asked_to_wait(response)
            if wait > self.manners.longest_wait_s:
                raise Failure(f"{self.host} asks us to wait {wait / 60:,.0f} minutes.", LATER)
            raise Again(f"answers {status} {phrase}".rstrip(), wait)
        raise Failure(
            f"{self.host} answers {status} {phrase}".rstrip() + ".",
            "Check the address, and give the right one with --address.",
        )

    def _refuse_other_part(self, response: httpx.Response, started: Started) -> None:
        """Make sure that a part goes on exactly where ours ends, and is of the same version."""
        here = self.part.stat().st_size
        said = response.headers.get("content-range", "")
        same = Validators.of(response) in (started.validators, Validators())
        begins = said.startswith(f"bytes {here}-")
        if not (begins and same and said.partition("/")[2] in ("*", str(started.total))):
            self._forget()
            raise Again("changed the file meanwhile")

    def _write(self, response: httpx.Response, mode: str, begun: Started) -> None:
        total = begun.total
        if response.headers.get("content-encoding", "identity") != "identity":
            raise Failure(f"{self.host} packs the file in a way that we did not ask for.")
        if total is not None and total > self.limit_bytes:
            raise self._too_large()
        self._noted.write_text(json.dumps(asdict(begun)), encoding="utf-8")
        with self.part.open(mode) as file:
            for chunk in response.iter_raw():
                if file.tell() + len(chunk) > self.limit_bytes:
                    raise self._too_large()
                file.write(chunk)
                self.progress(file.tell(), total)
            size = file.tell()
            file.flush()
            os.fsync(file.fileno())
        if total is not None and size != total:
            raise Again("cuts the file off")

    def _answer(self, response: httpx.Response, *, unchanged: bool = False) -> Answer:
        headers = response.headers
        return Answer(
            str(response.url),
            headers.get("content-type", ""),
            headers.get("content-disposition", ""),
            Validators.of(response),
            unchanged,
        )

    def _too_large(self) -> BadInput:
        self._forget()
        return BadInput(
            f"The file is larger than the limit of {self.limit_bytes // MEGABYTE:,} MB.",
            "If it is what you want, raise ASSET_MAP_MAX_FILE_MB.",
        )

    # What an attempt leaves for the next one, also of another day.

    @property
    def _noted(self) -> Path:
        return self.part.with_name(f"{self.part.name}.json")

    def _started(self) -> Started | None:
        """Return what is there already, if we can ask for the rest of the same version."""
        try:
            said = json.loads(self._noted.read_text(encoding="utf-8"))
            started = Started(said["address"], Validators(**said["validators"]), said["total"])
            size = self.part.stat().st_size
        except (OSError, ValueError, KeyError, TypeError):
            return None
        whole = started.total is not None and size >= started.total
        good = started.address == self.address and started.validators.exact and size and not whole
        return started if good else None

    def _forget(self) -> None:
        self.part.unlink(missing_ok=True)
        self._noted.unlink(missing_ok=True)
