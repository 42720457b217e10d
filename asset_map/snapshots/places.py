"""Where people live, in which areas, and along which streets, as tables and back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy.sparse import csr_array

from asset_map.analysis.arrays import Whole
from asset_map.analysis.groups import Group, Population
from asset_map.analysis.streets import StreetNetwork
from asset_map.domain.demand import Demand
from asset_map.domain.places import Area, AreaKind
from asset_map.snapshots.columns import (
    FLAG,
    ID,
    TEXT,
    WHOLE,
    Sorts,
    array_of,
    objects,
    rows_of,
    table_of,
    word,
)

AREA: Sorts = {
    "id": ID,
    "kind": word(AreaKind),
    "code": TEXT,
    "vintage": WHOLE,
    "name": TEXT,
    "authority_code": TEXT,
    "approximate": FLAG,
    "demo": FLAG,
    "source": TEXT,
}

GROUP: Sorts = dict.fromkeys(
    ("kind", "measure", "category", "label", "unit", "source", "as_of"), TEXT
)


def of_demand(demand: Demand) -> pa.Table:
    """Return the demand points."""
    return pa.table(
        {
            "postcode": pa.array(demand.postcode.tolist(), pa.string()),
            "x": demand.xy[:, 0],
            "y": demand.xy[:, 1],
            "people": demand.people,
            "authority": pa.array(demand.authority.tolist(), pa.string()),
            "own": demand.own,
        }
    )


def demand_from(table: pa.Table, members: Mapping[UUID, Whole]) -> Demand:
    """Return the demand points of a table."""
    return Demand(
        postcode=objects(table.column("postcode").to_pylist()),
        xy=np.column_stack([array_of(table, "x"), array_of(table, "y")]),
        people=array_of(table, "people"),
        authority=objects(table.column("authority").to_pylist()),
        own=array_of(table, "own"),
        members=dict(members),
    )


def of_areas(areas: tuple[Area, ...]) -> pa.Table:
    """Return areas, in their order."""
    return table_of(map(vars, areas), AREA)


def areas_from(table: pa.Table) -> tuple[Area, ...]:
    """Return the areas of a table."""
    return tuple(Area(**row) for row in rows_of(table, AREA))


def of_membership(inside: Mapping[UUID, Whole]) -> pa.Table:
    """Return which demand points (rows) lie in which areas, one row for each pair."""
    ids = list(inside)
    lengths = [len(inside[area_id]) for area_id in ids]
    points = np.concatenate([np.empty(0, np.int64), *inside.values()])
    names = pa.array([str(area_id) for area_id in ids], pa.string())
    return pa.table(
        {
            "area_id": names.take(pa.array(np.repeat(np.arange(len(ids)), lengths))),
            "point": points.astype(np.int64),
        }
    )


def membership_from(table: pa.Table, ids: list[UUID]) -> dict[UUID, Whole]:
    """Return the demand points of each of some areas; empty for one that has none."""
    encoded = table.column("area_id").combine_chunks().dictionary_encode()
    points, number = array_of(table, "point"), encoded.indices.to_numpy(zero_copy_only=False)
    names = encoded.dictionary.to_pylist()
    order = np.argsort(number, kind="stable")
    ends = np.cumsum(np.bincount(number, minlength=len(names)))
    found = {
        UUID(name): part
        for name, part in zip(names, np.split(points[order], ends[:-1]), strict=bool(names))
    }
    return {one: found.get(one, np.empty(0, np.int64)) for one in ids}


def matrix_of(inside: Mapping[UUID, Whole], points: int) -> csr_array:
    """Return membership as ones (areas, points)."""
    rows = list(inside.values())
    start = np.cumsum([0, *map(len, rows)])
    held = np.concatenate([np.empty(0, np.int64), *rows])
    return csr_array((np.ones(len(held)), held, start), shape=(len(rows), points))


def inside_of(areas: tuple[Area, ...], here: csr_array) -> dict[UUID, Whole]:
    """Return the demand points of each area, in order, of a matrix of them."""
    return {
        area.id: np.sort(here.indices[here.indptr[at] : here.indptr[at + 1]])
        for at, area in enumerate(areas)
    }


def of_population(told: Population) -> dict[str, pa.Table]:
    """Return groups of people at the demand points: which groups, and their numbers."""
    columns: dict[str, Any] = {"decile": told.decile}
    for at in range(len(told.groups)):
        columns[f"count_{at}"] = told.counts[:, at]
        columns[f"known_{at}"] = told.known[:, at]
    return {
        "groups": table_of(map(vars, told.groups), GROUP),
        "population": pa.table(columns),
        "missing": pa.table({"label": pa.array(told.missing, pa.string())}),
    }


def population_from(tables: Mapping[str, pa.Table], source: str, as_of: str) -> Population:
    """Return the groups of people of tables."""
    numbers = tables["population"]
    groups = tuple(Group(**row) for row in rows_of(tables["groups"], GROUP))
    shape = (numbers.num_rows, len(groups))

    def together(name: str, dtype: Any) -> NDArray[Any]:
        columns = [array_of(numbers, f"{name}_{at}") for at in range(len(groups))]
        return np.column_stack(columns) if columns else np.empty(shape, dtype)

    return Population(
        groups=groups,
        counts=together("count", np.float64),
        known=together("known", np.bool_),
        missing=tuple(tables["missing"].column("label").to_pylist()),
        decile=array_of(numbers, "decile"),
        decile_source=source,
        decile_as_of=as_of,
    )


def of_streets(network: StreetNetwork) -> dict[str, pa.Table]:
    """Return the streets: nodes, and the walks between them, node by node."""
    walks = network.walks
    return {
        "street_nodes": pa.table(
            {
                "x": network.xy[:, 0],
                "y": network.xy[:, 1],
                "part": network.part.astype(np.int64),
                "walks": np.diff(walks.indptr).astype(np.int64),
            }
        ),
        "street_walks": pa.table({"to": walks.indices.astype(np.int64), "metres": walks.data}),
    }


def streets_from(nodes: pa.Table, walks: pa.Table) -> StreetNetwork:
    """Return the streets of tables."""
    count = nodes.num_rows
    start = np.concatenate([[0], np.cumsum(array_of(nodes, "walks"))])
    return StreetNetwork(
        xy=np.column_stack([array_of(nodes, "x"), array_of(nodes, "y")]),
        walks=csr_array(
            (array_of(walks, "metres"), array_of(walks, "to"), start), shape=(count, count)
        ),
        part=array_of(nodes, "part"),
    )
