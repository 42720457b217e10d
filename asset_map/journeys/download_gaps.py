"""Anybody: what the gaps page shows, as a CSV in which each row can stand alone.

Columns are called as in the JSON of ``asset-map gaps``; what is a list or an object there is
written out here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from asset_map.db import loads, session
from asset_map.domain.places import AreaKind
from asset_map.domain.reach import NOT_NARROWED, Narrowing
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.as_csv import as_csv
from asset_map.journeys.gap_as_data import rows_of
from asset_map.journeys.see_gaps import see_gaps

EVERYBODY = "everybody"
FIFTHS = ("most_deprived_fifth", "least_deprived_fifth")
WHOSE = ("group_kind", "group", "unit")
MODELLED = "modelled from published statistics, not counted door to door"

Row = dict[str, Any]


@dataclass(frozen=True)
class GapsFile:
    """A CSV and what it is called."""

    name: str
    content: bytes


@asks(Action.BROWSE)
def download_gaps(
    *,
    area_kind: AreaKind = AreaKind.WARD,
    area: str | None = None,
    need: str | None = None,
    narrowing: Narrowing = NOT_NARROWED,
) -> GapsFile:
    """Return what the page shows for the same question.

    Areas of a kind come with the whole authority; one area comes with all its needs, and the need
    that was asked for with its groups of people.
    """
    if area:
        found = [see_gaps(area=area, narrowing=narrowing)]
        if need:
            found.append(see_gaps(area=area, need=need, narrowing=narrowing, groups=True))
    else:
        kinds = dict.fromkeys((AreaKind.AUTHORITY, area_kind))
        found = [see_gaps(area_kind=kind, need=need, narrowing=narrowing) for kind in kinds]
    told = [row for gaps in found for row in rows_of(gaps)]
    # The need that was asked for is among all needs as well: it is told once, with its groups.
    last = {(row["area_code"], row["need"]): row for row in told}
    words = ["gaps", need or "all", area or area_kind.value]
    name = "-".join(re.sub(r"[^A-Za-z0-9]+", "-", word).strip("-").lower() for word in words)
    return GapsFile(f"{name}.csv", _written(_flat(last.values())))


def _flat(told: Iterable[Row]) -> Iterator[Row]:
    """Return each row for everybody, and then one for each group of people that it tells of."""
    with session.reading() as connection:
        licences = {load["title"]: load["licence"] for load in loads.latest(connection)}
    for row in told:
        yield _with_licence(_of_everybody(row), licences)
        for group in _groups(row):
            yield _with_licence(_identity(row) | group, licences)


def _of_everybody(row: Row) -> Row:
    flat = _identity(row) | dict(zip(WHOSE, ("", EVERYBODY, "people"), strict=True))
    for name, value in row.items():
        if name == "sensitivity":
            flat |= {f"people_{_slug(other['name'])}": other["people"] for other in value}
        elif name == "narrowed_to":
            flat |= {f"only_{asked}": said for asked, said in value.items()}
        elif name not in ("by_group", *FIFTHS):
            flat[name] = _in_a_cell(value)
    return flat


def _groups(row: Row) -> Iterator[Row]:
    for name in FIFTHS:
        if row[name] is not None and row["by_group"]:
            of_england = f"{name.replace('_', ' ')} of England"
            yield _group(row[name], "deprivation", of_england, "people") | {
                "people_source": row["people_source"],
                "people_as_of": row["people_as_of"],
            }
    for told in row["by_group"]:
        yield _group(told, told["kind"], told["category"], told["unit"]) | {
            "people_source": told["source"],
            "people_as_of": told["as_of"],
        }


def _group(told: Row, *whose: str) -> Row:
    return dict(zip(WHOSE, whose, strict=True)) | {
        "people": told["count"],
        "people_within": told["within"],
        "share_within": told["share_within"],
    }


def _identity(row: Row) -> Row:
    """Return what says of a row where, what for, by which standard and when."""
    names = ("area_code", "area_name", "area_kind", "area_vintage", "need", *WHOSE)
    return {name: row.get(name) for name in (*names, "people", "standard_m", "as_at")}


def _with_licence(row: Row, licences: Mapping[str, str]) -> Row:
    licence = licences.get(row.get("people_source") or "", "")
    return row | {"people_licence": licence, "people_are": MODELLED}


def _in_a_cell(value: Any) -> Any:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {count}" for name, count in value.items())
    return "; ".join(value) if isinstance(value, list) else value


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", words.lower())


def _written(rows: Iterable[Row]) -> bytes:
    """Return rows as CSV, each with a cell for all that any of them tells."""
    rows = list(rows)
    names = list(dict.fromkeys(name for row in rows for name in row))
    return as_csv({name: row.get(name) for name in names} for row in rows)
