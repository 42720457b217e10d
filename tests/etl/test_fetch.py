"""Fetching from servers that stall, cut off, redirect, fail and lie; all are on loopback."""

import fcntl
import gzip
import io
import json
import threading
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from asset_map.domain.errors import BadInput, Failure
from asset_map.journeys.fetch_source import fetch_source
from asset_map.journeys.load_source import load_source
from asset_map.settings import get_settings
from etl.fetching.download import Download
from etl.fetching.fetch import fetch
from etl.fetching.web import Manners
from etl.sources import ALL

QUICK = Manners(
    attempts=3, timeout_s=0.3, first_wait_s=0.001, longest_wait_s=0.01, pause_s=0, pages=9
)
LIMIT = 100_000
OLD, NEW = b"name\nold hall\n", b"name\n" + b"new hall\n" * 500


@dataclass
class Web:
    """A server whose answers are scripted by path; the last one is given again and again."""

    address: str = ""
    answers: dict = field(default_factory=lambda: defaultdict(list))
    asked: list = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def at(self, path, *answers):
        self.answers[path] = list(answers)
        return self.address + path

    def answer(self, request):
        self.asked.append((request.path, dict(request.headers)))
        answers = self.answers[urlsplit(request.path).path]
        (answers.pop(0) if len(answers) > 1 else answers[0])(self, request)


@pytest.fixture
def web(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    made = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            made.answer(self)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.over.set()
    server.shutdown()
    thread.join()
    server.server_close()


def gives(body=NEW, status=200, /, send=None, **headers):
    """An answer; ``send``: what is really sent of it. Headers as in ``content_type="text/csv"``."""

    def answer(_web, request):
        request.send_response(status)
        said = {"Content-Length": str(len(body))}
        said |= {name.replace("_", "-").title(): str(value) for name, value in headers.items()}
        for name, value in said.items():
            if value != "None":
                request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body if send is None else send)

    return answer


def stalls(web, _request):
    web.over.wait(5)


def ranged(body=NEW, etag='"1"'):
    """An answer that gives the rest of a file to who has the same version of its beginning."""

    def answer(web, request):
        begins = int(request.headers.get("Range", "bytes=0-")[6:-1])
        if begins and request.headers.get("If-Range") == etag:
            said = f"bytes {begins}-{len(body) - 1}/{len(body)}"
            gives(body[begins:], 206, etag=etag, content_range=said)(web, request)
        else:
            gives(body, etag=etag)(web, request)

    return answer


def got(address, folder, limit=LIMIT, manners=QUICK, **how):
    return fetch(address, folder, limit_bytes=limit, manners=manners, **how)


def refused(kind, address, folder, **how):
    """Return what is said; the good copy that was there is as it was, and named."""
    with pytest.raises(kind) as caught:
        got(address, folder, **how)
    assert (folder / "hall.csv").read_bytes() == OLD
    assert f"is kept: {folder / 'hall.csv'}" in str(caught.value)
    assert [p.name for p in folder.iterdir() if p.name[0] != "."] == ["hall.csv"]
    return str(caught.value)


@pytest.fixture
def kept(web, tmp_path):
    """A folder with a good copy of ``/hall.csv``."""
    got(web.at("/hall.csv", gives(OLD)), tmp_path / "cache")
    web.asked.clear()
    return tmp_path / "cache"


# What goes well.


def test_a_file_is_fetched_under_its_own_name(web, tmp_path):
    told = []

    copy = got(
        web.at("/data/hall.csv", gives()),
        tmp_path / "deep" / "cache",
        progress=lambda done, total: told.append((done, total)),
    )

    assert copy.new
    assert copy.path.name == "hall.csv"
    assert copy.path.read_bytes() == NEW
    assert told[-1] == (len(NEW), len(NEW))


def test_what_is_not_newer_is_not_sent_again(web, tmp_path):
    address = web.at("/hall.csv", gives(etag='"1"', last_modified="x"), gives(b"", 304))
    first = got(address, tmp_path)

    again = got(address, tmp_path)

    assert web.asked[1][1]["If-None-Match"] == '"1"'
    assert not again.new
    assert (again.path, again.fetched) == (first.path, first.fetched)
    assert again.path.read_bytes() == NEW


def test_another_version_takes_the_place_of_the_copy_also_under_another_name(web, kept):
    said = 'attachment; filename="../evil/new hall.csv"'

    copy = got(web.at("/hall.csv", gives(content_disposition=said)), kept)

    assert copy.new
    assert copy.path.parent == kept
    assert copy.path.read_bytes() == NEW
    assert not (kept / "hall.csv").exists()


def test_a_copy_that_was_damaged_on_disk_is_fetched_whole(web, tmp_path):
    address = web.at("/hall.csv", gives(etag='"1"'))
    got(address, tmp_path).path.write_bytes(b"damaged")

    assert got(address, tmp_path).path.read_bytes() == NEW
    assert "If-None-Match" not in web.asked[1][1]


def test_another_address_is_asked_for_the_whole_file(web, tmp_path):
    got(web.at("/a/hall.csv", gives(etag='"1"')), tmp_path)

    got(web.at("/b/hall.csv", gives(OLD, etag='"1"')), tmp_path)

    assert "If-None-Match" not in web.asked[1][1]
    assert (tmp_path / "hall.csv").read_bytes() == OLD


# What goes wrong for a while.


def test_a_file_that_is_cut_off_goes_on_where_it_ended(web, tmp_path):
    cut = gives(etag='"1"', send=NEW[:1000])

    copy = got(web.at("/hall.csv", cut, ranged()), tmp_path)

    assert copy.path.read_bytes() == NEW
    assert web.asked[1][1]["Range"] == "bytes=1000-"
    assert web.asked[1][1]["If-Range"] == '"1"'


def test_a_fetch_goes_on_where_an_earlier_one_was_cut_off(web, tmp_path):
    address = web.at("/hall.csv", gives(etag='"1"', send=NEW[:1000]), ranged())
    with pytest.raises(Failure, match="cuts the"):
        got(address, tmp_path, manners=replace(QUICK, attempts=1))

    assert got(address, tmp_path).path.read_bytes() == NEW
    assert web.asked[1][1]["Range"] == "bytes=1000-"


def test_a_file_that_nothing_tells_from_other_versions_begins_anew(web, tmp_path):
    copy = got(web.at("/hall.csv", gives(send=NEW[:1000]), gives()), tmp_path)

    assert copy.path.read_bytes() == NEW
    assert "Range" not in web.asked[1][1]


@pytest.mark.parametrize(
    "rest",
    [
        ranged(OLD, etag='"2"'),
        gives(OLD, 206, etag='"2"', content_range=f"bytes 1000-4504/{len(NEW)}"),
        gives(OLD, 206, etag='"1"', content_range=f"bytes 0-3/{len(NEW)}"),
        gives(OLD, 206, etag='"1"', content_range="bytes 1000-4504/77777"),
        gives(b"", 416),
    ],
    ids=["whole", "other version", "other place", "other length", "no such part"],
)
def test_two_versions_are_never_mixed(web, tmp_path, rest):
    cut = gives(etag='"1"', send=NEW[:1000])

    copy = got(web.at("/hall.csv", cut, rest, gives(OLD, etag='"2"')), tmp_path)

    assert copy.path.read_bytes() == OLD


@pytest.mark.parametrize(
    "trouble",
    [
        gives(b"sorry", 500),
        gives(b"", 503),
        gives(b"", 429, retry_after=0),
        stalls,
        gives(send=b""),
        gives(b"", 429, retry_after="Wed, 21 Oct 2015 07:28:00 GMT"),
    ],
    ids=["500", "503", "429", "stall", "cut", "429 with a date"],
)
def test_what_goes_wrong_once_is_tried_again(web, tmp_path, trouble):
    assert got(web.at("/hall.csv", trouble, gives()), tmp_path).path.read_bytes() == NEW


# What goes wrong for good: the copy is kept.


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (gives(b"sorry", 500), "127.0.0.1 answers 500 Internal Server Error (3 attempts)."),
        (stalls, "does not answer in time (3 attempts)."),
        (gives(send=NEW[:10]), "cuts the"),
        (gives(b"", 429, retry_after=7200), "asks us to wait 120 minutes."),
        (gives(b"no", 404), "answers 404 Not Found."),
        (gives(b"no", 403), "answers 403 Forbidden."),
        (gives(b"", 304), "answers 304"),
        (gives(NEW, 206), "answers 206"),
        (gives(b""), "What came is empty."),
        (gives(b"<html>Sign in</html>", content_type="text/html"), "a web page, not a file."),
        (gives(b"\n<!DOCTYPE html><p>Sorry", content_type="text/csv"), "a web page, not a file."),
        (gives(gzip.compress(NEW), content_encoding="gzip"), "did not ask for."),
        (gives(b"PK\x03\x04 and nothing"), "a damaged archive."),
        (gives(gzip.compress(NEW)[:50]), "a damaged archive."),
        (gives(b'{"a": [1, 2', content_type="application/json"), "no JSON, or cut off."),
        (gives(b'{"a": [1, 2]}', content_type="application/json", content_length=5), "cut off."),
    ],
)
def test_no_good_copy_is_replaced_by_what_is_no_good(web, kept, answer, said):
    assert said in refused(Failure, web.at("/hall.csv", answer), kept)


def test_what_cannot_come_right_is_not_asked_for_again(web, kept):
    refused(Failure, web.at("/hall.csv", gives(b"no", 404)), kept)

    assert len(web.asked) == 1


@pytest.mark.parametrize("length", [5000, None], ids=["declared", "not declared"])
def test_what_is_larger_than_the_limit_is_refused(web, kept, length):
    answer = gives(b"x" * 5000, content_length=length)

    said = refused(BadInput, web.at("/hall.csv", answer), kept, limit=4000)

    assert "ASSET_MAP_MAX_FILE_MB" in said
    assert not (kept / ".part").exists()


def test_an_archive_that_unpacks_to_more_than_the_limit_is_refused(web, kept):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", b"0" * 200_000)

    assert "more than the limit" in refused(
        Failure, web.at("/hall.csv", gives(packed.getvalue())), kept
    )
    bomb = gives(gzip.compress(b"0" * 200_000))
    assert "more than the limit" in refused(Failure, web.at("/hall.csv", bomb), kept)


def test_a_server_that_is_not_there(kept):
    assert "cannot be reached" in refused(Failure, "http://127.0.0.1:1/hall.csv", kept)


# Redirects.


def to(place, status=302):
    return gives(b"", status, location=place)


def test_redirects_are_followed(web, tmp_path):
    web.at("/b/hall.csv", gives())

    copy = got(web.at("/a", to("/b/hall.csv")), tmp_path)

    assert (copy.path.name, copy.path.read_bytes()) == ("hall.csv", NEW)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("/hall.csv", "redirects more than 5 times."),
        ("file:///etc/passwd", "no address of the web."),
        ("ftp://127.0.0.1/x", "no address of the web."),
        ("http://user:secret@127.0.0.1/x", "no address of the web."),
    ],
)
def test_redirects_that_lead_astray_are_not_followed(web, kept, place, said):
    assert said in refused(Failure, web.at("/hall.csv", to(place)), kept)


def test_no_redirect_leads_from_https_to_http(tmp_path):
    def answer(request):
        assert request.url.scheme == "https"
        return httpx.Response(302, headers={"Location": "http://127.0.0.1/x"})

    client = httpx.Client(transport=httpx.MockTransport(answer))

    with pytest.raises(Failure, match="from https to http"):
        Download(client, "https://127.0.0.1/x", tmp_path / "part", LIMIT, QUICK).run()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "hall.csv",
        "",
        "http://",
        "https://a b/",
        "http://user:secret@127.0.0.1/x",
    ],
)
def test_only_addresses_of_the_web_are_asked(tmp_path, address):
    with pytest.raises(BadInput) as caught:
        got(address, tmp_path)

    assert "secret" not in str(caught.value)


# One at a time.


def test_two_fetches_of_one_source_do_not_meet(web, kept):
    with (kept / ".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Failure, match="Another fetch"):
            got(web.at("/hall.csv", gives()), kept)

    assert web.asked == []


# Feeds.


def feed(pages=3, **wrong):
    """An answer that gives pages of two entries, as Open Referral UK v3 has them."""

    def answer(web, request):
        asked = parse_qs(urlsplit(request.path).query)
        number = wrong.get("always") or int(asked.get("page", ["1"])[0])
        if number == wrong.get("fails"):
            gives(b"sorry", 500)(web, request)
            return
        total = wrong.get("grows", 0) * number or pages
        said = {
            "total_pages": total,
            "page_number": number,
            "contents": [{"id": f"{number}-{at}"} for at in range(2)],
        }
        gives(json.dumps(said).encode(), content_type="application/json", etag='"1"')(web, request)

    return answer


def test_all_pages_of_a_feed_are_kept_in_one_file(web, tmp_path):
    copy = got(web.at("/services", feed()) + "?per_page=2", tmp_path)

    pages = json.loads(copy.path.read_bytes())
    assert copy.path.suffix == ".json"
    assert [entry["id"] for page in pages for entry in page["contents"]] == [
        "1-0",
        "1-1",
        "2-0",
        "2-1",
        "3-0",
        "3-1",
    ]
    assert [path for path, _ in web.asked] == [
        "/services?per_page=2",
        "/services?per_page=2&page=2",
        "/services?per_page=2&page=3",
    ]


def test_a_feed_is_asked_for_all_of_its_pages_each_time(web, tmp_path):
    address = web.at("/services", feed())
    got(address, tmp_path)

    again = got(address, tmp_path)

    assert len(web.asked) == 6
    assert "If-None-Match" not in web.asked[3][1]
    assert not again.new


def test_pages_of_an_older_feed_may_be_counted_from_0(web, tmp_path):
    def answer(web, request):
        number = int(parse_qs(urlsplit(request.path).query).get("page", ["0"])[0])
        said = {"totalPages": 2, "number": number, "content": [number]}
        gives(json.dumps(said).encode())(web, request)

    copy = got(web.at("/services", answer), tmp_path)

    assert [page["content"] for page in json.loads(copy.path.read_bytes())] == [[0], [1]]


@pytest.mark.parametrize(
    ("answer", "kind", "said"),
    [
        (feed(fails=3), Failure, "answers 500"),
        (feed(always=1), Failure, "gives another page than page 2"),
        (feed(grows=3), Failure, "changed while it came"),
        (feed(pages=10), BadInput, "has 10 pages"),
    ],
)
def test_a_feed_is_kept_whole_or_not_at_all(web, kept, answer, kind, said):
    assert said in refused(kind, web.at("/services", answer), kept)


def test_a_feed_that_is_larger_than_the_limit_is_refused(web, kept):
    assert "larger than the limit" in refused(
        BadInput, web.at("/services", feed()), kept, limit=200
    )


# From a source.


def test_a_source_without_an_address_says_what_to_do():
    with pytest.raises(BadInput, match="--address"):
        fetch_source("own-list")


def test_what_a_source_fetches_is_loaded_where_no_file_is_given(web, town, tmp_path, monkeypatch):
    monkeypatch.setenv("ASSET_MAP_HOME", str(tmp_path))
    get_settings.cache_clear()
    address = web.at("/libraries.csv", gives(b"Library name,Postcode\nWest Town,DY1 1AB\n"))
    monkeypatch.setitem(ALL, "libraries", replace(ALL["libraries"], address=address))

    report = load_source("libraries", [])

    assert (report.read, report.new, report.files) == (1, 1, ("libraries.csv",))
    assert (tmp_path / "cache" / "libraries" / "libraries.csv").exists()
