"""Open data in tests: all that leaves as a file or by a route, and lists of other licences."""

import json
from dataclasses import replace
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

from asset_map.domain.file_format import FileFormat
from asset_map.journeys.export_open_data import export_open_data
from asset_map.web.open_referral import PREFIX, routes
from etl.source import Licence
from etl.sources.openstreetmap import ODBL
from etl.sources.own_list import OWN_LIST

UNSAID = Licence("Not stated", "", open=False)
CLOSED = replace(OWN_LIST, id="closed-list", title="The closed list", licence=UNSAID, rank=90)
MAPPED = replace(
    OWN_LIST,
    id="mapped-list",
    title="The mapped list",
    licence=ODBL,
    attribution="© OpenStreetMap contributors",
    rank=40,
)
LISTS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")


def client() -> TestClient:
    """A program that reads the routes."""
    return TestClient(Starlette(routes=routes()), follow_redirects=False)


def read(path: str, **said: object):
    """Return what a route answers, as data."""
    answer = client().get(f"{PREFIX}{path}", params=said)
    assert answer.status_code == 200, answer.text
    return answer.json()


def exported(folder: Path, file_format: str) -> dict[str, bytes]:
    """Return the files of one format by name."""
    done = export_open_data(FileFormat(file_format), folder / file_format)
    assert all((folder / file_format / name).exists() for name in done.files)
    return {one.name: one.read_bytes() for one in sorted((folder / file_format).iterdir())}


def everything(folder: Path) -> dict[str, bytes]:
    """Return all that leaves as open data: every file of every format, every route."""
    found = {
        f"{kind}/{name}": content
        for kind in FileFormat
        for name, content in exported(folder, kind.value).items()
    }
    program = client()
    found["/"] = program.get(f"{PREFIX}/").content
    for name in LISTS:
        listed = program.get(f"{PREFIX}/{name}?per_page=100")
        found[name] = listed.content
        for one in listed.json()["contents"]:
            at = f"{name}/{one['id']}"
            found[at] = program.get(f"{PREFIX}/{at}").content
    return found


def features(folder: Path, name: str = "assets.geojson") -> dict[str, dict]:
    """Return the features of a GeoJSON export by the name of what they are, or by id."""
    whole = json.loads(exported(folder, "geojson")[name])
    return {one["properties"].get("name", one["id"]): one for one in whole["features"]}
