"""Community facilities of OpenStreetMap: what the classification table knows, and nothing else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from etl.classify import kinds
from etl.cleaning.contacts import email, phone, web
from etl.cleaning.dates import uk_date
from etl.cleaning.periods import with_period
from etl.cleaning.sessions import sessions_of_text
from etl.cleaning.values import plain_text, postcode
from etl.formats.openstreetmap import OpenStreetMap
from etl.source import Batch, Column, IsHeader, Licence, Rank, Reader, Rows, Sheet, Source

ODBL = Licence(
    "Open Database Licence (ODbL) 1.0",
    "https://opendatacommons.org/licenses/odbl/1-0/",
    open=True,
    share_alike=True,
)
KEYS = (
    *("social_facility", "community_centre", "amenity", "leisure", "landuse", "club"),
    *("healthcare", "office", "shop", "tourism"),
)
"""Tags that may make an element a facility; of one without a name, the first tells what it is."""

SAME = {
    "website": ("website", "contact:website", "url"),
    "phone": ("phone", "contact:phone"),
    "email": ("email", "contact:email"),
    "check_date": ("check_date",),
    "uprn": ("ref:GB:uprn",),
    "urn": ("ref:edubase",),
}
"""What mappers say under several keys, the usual one first."""

CLOSED_TO_ALL = {"access": ("private", "no"), "disused": ("yes",), "abandoned": ("yes",)}
STEP_FREE = {"yes": True, "designated": True, "no": False}
ADDRESS = ("housename", "housenumber", "street", "suburb", "city")


@dataclass(frozen=True)
class Facilities:
    """Passes over elements that are no community facility, or that the public may not enter."""

    reader: Reader

    def batches(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Batch]:
        """Yield the facilities, with a column for each of ``SAME``."""
        others = closed = 0
        for batch in self.reader.batches(path, limit_bytes, is_header):
            tags = batch.rows["tags"].map(json.loads).astype(object)
            facility = kinds(tags.map(_tags)).notna()
            shut = facility & tags.map(_is_closed).astype(bool)
            rows = batch.rows.assign(
                **{
                    name: tags.map(lambda said, keys=keys: _first(said, keys)).astype("str")
                    for name, keys in SAME.items()
                }
            )
            passed = ~facility | shut
            others += int((~facility).sum())
            closed += int(shut.sum())
            yield replace(
                batch,
                rows=rows[~passed].reset_index(drop=True),
                skipped=batch.skipped + int(passed.sum()),
            )
        if others or closed:
            note = (
                f"{path.name}: passed over {others:,} elements such as shops, benches and car "
                f"parks, which are no community facilities, and {closed:,} that are private or "
                f"disused."
            )
            yield Batch(rows.head(0), notes=(note,))


def _tags(said: dict[str, str]) -> list[str]:
    return [f"osm:{key}={value}" for key, value in said.items()]


def _is_closed(said: dict[str, str]) -> bool:
    return any(said.get(key, "").casefold() in values for key, values in CLOSED_TO_ALL.items())


def _first(said: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((said[key] for key in keys if said.get(key)), "")


def make(rows: pd.DataFrame) -> Rows:
    """A row is one facility: a venue, or a group where the table says so."""
    said = rows["tags"].map(json.loads).astype(object)
    tags = said.map(_tags)
    key = rows["osm_type"] + "/" + rows["osm_id"]
    # Two things without a name are two: the number of each keeps them from being taken for one.
    known_as = key.str.replace("/", " ")
    sessions = rows["hours"].map(sessions_of_text, na_action="ignore").astype(object)
    read = sessions.map(lambda times: isinstance(times, list))
    return {
        "asset": with_period(
            rows.drop(columns=["osm_type", "osm_id", "hours", "operator", "uprn", "urn"]).assign(
                kind=kinds(tags),
                key=key,
                name=rows["name"].fillna(said.map(_what_it_is) + " (" + known_as + ")"),
                description=_described(rows),
                address=said.map(_address),
                step_free=said.map(lambda one: STEP_FREE.get(one.get("wheelchair", ""))),
                sessions=sessions.where(read, None),
                hours_text=rows["hours"].mask(read),
                tags=tags,
                identifiers=[
                    {scheme: value for scheme, value in known.items() if pd.notna(value)}
                    for known in pd.DataFrame(
                        {"OSM": key, "UPRN": rows["uprn"], "URN": rows["urn"]}
                    ).to_dict("records")
                ],
            )
        )
    }


def _what_it_is(said: dict[str, str]) -> str:
    """Return what to call a thing without a name: ``Playground, unnamed``."""
    key = next(key for key in KEYS if key in said)
    value = key if said[key] == "yes" else said[key].split(";")[0]
    return f"{value.replace('_', ' ').strip().capitalize()}, unnamed"


def _described(rows: pd.DataFrame) -> pd.Series:
    run_by = ("Run by " + rows["operator"] + ".").fillna("")
    return (rows["description"].fillna("") + " " + run_by).str.strip()


def _address(said: dict[str, str]) -> str:
    parts = {part: said.get(f"addr:{part}", "") for part in ADDRESS}
    street = f"{parts.pop('housenumber')} {parts.pop('street')}".strip()
    return ", ".join(filter(None, (parts["housename"], street, parts["suburb"], parts["city"])))


OPENSTREETMAP = Source(
    id="openstreetmap",
    title="Community facilities in OpenStreetMap",
    publisher="OpenStreetMap contributors",
    licence=ODBL,
    attribution="© OpenStreetMap contributors, openstreetmap.org/copyright",
    gives="asset",
    rank=Rank.GATHERED,
    hint="An extract: .osm, .osm.pbf, an answer of Overpass (JSON), GeoJSON or GeoPackage.",
    reader=Facilities(OpenStreetMap(KEYS)),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column(("osm_type",), "osm_type", plain_text, required=True),
                Column(("osm_id",), "osm_id", plain_text, required=True),
                Column(("tags",), "tags", plain_text, required=True),
                Column(("tag/name",), "name", plain_text),
                Column(("tag/description",), "description", plain_text),
                Column(("tag/operator",), "operator", plain_text),
                Column(("tag/opening_hours",), "hours", plain_text),
                Column(("tag/addr:postcode",), "postcode", postcode),
                Column(("website",), "url", web),
                Column(("phone",), "phone", phone),
                Column(("email",), "email", email, personal=True),
                Column(("check_date",), "last_confirmed", uk_date),
                Column(("uprn",), "uprn", plain_text),
                Column(("urn",), "urn", plain_text),
            ),
        ),
    ),
)
