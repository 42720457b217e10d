import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.applications import Starlette

from asset_map.domain.errors import MissingProgram
from asset_map.web import browser_files


def get(address):
    """Ask the routes for an address as a browser would; return status, headers and body."""
    app = Starlette(routes=browser_files.routes())
    scope = {
        "type": "http",
        "method": "GET",
        "path": address,
        "raw_path": address.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [],
    }
    sent = []

    async def receive():
        return await asyncio.Event().wait()  # The browser has no more to say, and stays.

    async def send(message):
        sent.append(message)

    # In a thread of its own: where a browser test ran before, this one has a loop running already.
    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(asyncio.run, app(scope, receive, send)).result()
    headers = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent)


@pytest.mark.parametrize(
    "address",
    [
        "/files/leaflet/leaflet.js",
        "/files/leaflet/leaflet.css",
        "/files/leaflet/images/marker-icon.png",
        "/files/markercluster/leaflet.markercluster.js",
        "/files/markercluster/MarkerCluster.css",
        "/files/markercluster/MarkerCluster.Default.css",
        "/files/jquery/jquery.min.js",
        "/files/fonts/index.css",
        "/files/fonts/files/atkinson-hyperlegible-next-latin-wght-normal.woff2",
    ],
)
def test_a_page_gets_each_file_that_it_needs_and_may_keep_it(address):
    status, headers, body = get(address)

    assert status == 200
    assert "max-age=604800" in headers["cache-control"]
    assert body


@pytest.mark.parametrize(
    "address",
    [
        "/files/axe-core/axe.js",
        "/files/leaflet/package.json",
        "/files/leaflet/../package.json",
        "/files/leaflet/../../jquery/package.json",
        "/files/",
    ],
)
def test_nothing_else_of_the_packages_is_served(address):
    assert get(address)[0] == 404


def test_where_the_files_were_never_installed_the_message_says_what_to_run(tmp_path):
    with pytest.raises(MissingProgram, match="Run script/server once"):
        browser_files.routes(tmp_path)
