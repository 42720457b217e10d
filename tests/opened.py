"""Open data in tests: all that leaves as a file or by a route, and lists of other licences."""

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

from pyarrow import parquet
from shapely import from_wkb
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


def texts_of(name: str, content: bytes) -> dict[str, str]:
    """Return all that can be read in a file, by name: what is packed is unpacked, and of a document
    the text without its marks as well."""
    if content[:4] == b"PK\3\4":
        with zipfile.ZipFile(io.BytesIO(content)) as held:
            return {
                inner: text
                for one in held.namelist()
                for inner, text in texts_of(f"{name} {one}", held.read(one)).items()
            }
    if content[:4] == b"PAR1":
        rows = parquet.read_table(io.BytesIO(content)).to_pylist()
        cells = [cell for row in rows for cell in row.values()]
        shown = [from_wkb(cell) if isinstance(cell, bytes) else cell for cell in cells]
        return {name: "\n".join(map(str, shown))}
    text = content.decode("utf-8", "replace")
    found = {name: text}
    if name.endswith(".xml"):
        found[f"{name}, its text"] = re.sub("<[^>]*>", "", text)
    return found


def features(folder: Path, name: str = "assets.geojson") -> dict[str, dict]:
    """Return the features of a GeoJSON export by the name of what they are, or by id."""
    whole = json.loads(exported(folder, "geojson")[name])
    return {one["properties"].get("name", one["id"]): one for one in whole["features"]}
