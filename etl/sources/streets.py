"""The streets and paths of OpenStreetMap that people may walk on: what walks are measured along."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from etl.cleaning.values import plain_text
from etl.formats.osm_lines import OpenStreetMapLines
from etl.source import Batch, Column, IsHeader, Rank, Reader, Rows, Sheet, Source
from etl.sources.openstreetmap import ODBL

WALKED = frozenset(
    (
        *("footway", "path", "pedestrian", "steps", "corridor", "platform", "elevator"),
        *("living_street", "residential", "unclassified", "road", "service", "track"),
        *("cycleway", "bridleway"),
        *("primary", "primary_link", "secondary", "secondary_link", "tertiary", "tertiary_link"),
    )
)
"""Values of ``highway`` that people may walk on in Britain, where no tag says otherwise."""

WALKED_WHERE_SAID = frozenset(("trunk", "trunk_link", "motorway", "motorway_link", "busway"))
"""Values of ``highway`` that are walked on only where a tag tells of people on foot. Every other
value, such as construction, proposed, raceway and bus_guideway, is not walked on at all."""

ON_FOOT = frozenset(("yes", "designated", "permissive", "official"))
NOT_ON_FOOT = frozenset(("no", "private", "use_sidepath"))
"""What ``foot`` may say. Others, such as customers or discouraged, do not keep anybody out."""

CLOSED = frozenset(("no", "private"))
"""What ``access`` says of streets that are closed, unless ``foot`` says that people may walk."""

PAVEMENTS = ("sidewalk", "sidewalk:both", "sidewalk:left", "sidewalk:right")
PAVED = frozenset(("yes", "both", "left", "right"))
"""What those say where the street has a pavement. One that is drawn apart is a way of its own."""


def may_be_walked(said: dict[str, str]) -> bool:
    """Tell by its tags whether people may walk along a way."""
    highway, foot = said.get("highway", ""), said.get("foot", "")
    if highway not in WALKED | WALKED_WHERE_SAID or foot in NOT_ON_FOOT:
        return False
    if foot in ON_FOOT:
        return True
    if said.get("access") in CLOSED:
        return False
    return highway in WALKED or any(said.get(key) in PAVED for key in PAVEMENTS)


@dataclass(frozen=True)
class Walkable:
    """Passes over ways on which nobody may walk."""

    reader: Reader

    def batches(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Batch]:
        """Yield the ways to walk on, and at the end a note on all others."""
        others = closed = 0
        for batch in self.reader.batches(path, limit_bytes, is_header):
            walked = batch.rows["tags"].map(json.loads).map(may_be_walked).astype(bool)
            others += batch.skipped
            closed += int((~walked).sum())
            yield replace(
                batch,
                rows=batch.rows[walked].reset_index(drop=True),
                skipped=batch.skipped + int((~walked).sum()),
            )
        if others or closed:
            note = (
                f"{path.name}: passed over {closed:,} streets that nobody may walk on, such as "
                f"motorways, private roads and building sites, and {others:,} elements that are "
                f"no streets."
            )
            yield Batch(batch.rows.head(0), notes=(note,))


def make(rows: pd.DataFrame) -> Rows:
    """A row is one way of OpenStreetMap."""
    return {"street": rows.assign(name=rows["name"].fillna(""))}


STREETS = Source(
    id="streets",
    title="Streets and paths of OpenStreetMap",
    publisher="OpenStreetMap contributors",
    licence=ODBL,
    attribution="© OpenStreetMap contributors, openstreetmap.org/copyright",
    gives="street",
    rank=Rank.GATHERED,
    hint="An extract: .osm, .osm.pbf, or GeoPackage or GeoJSON of lines with a column for each "
    "tag. A further extract beside one that is loaded: --partial.",
    reader=Walkable(OpenStreetMapLines(("highway",), ("name",))),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column(("osm_type",), "osm_type", plain_text, required=True),
                Column(("osm_id",), "osm_id", plain_text, required=True),
                Column(("tag/highway",), "highway", plain_text, required=True),
                Column(("tag/name",), "name", plain_text),
            ),
        ),
    ),
)
