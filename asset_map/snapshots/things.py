"""What meets needs, what hangs on what, and what is near enough, as tables and back."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import numpy as np
import pyarrow as pa

from asset_map.domain.assets import AssetKind, LinkType, SaidBy
from asset_map.domain.links_followed import End, Link
from asset_map.domain.needs import Need, Standard, Unit
from asset_map.domain.offers import Way
from asset_map.domain.supply import RemoteService, Supply
from asset_map.domain.things import Thing
from asset_map.snapshots.columns import (
    DAY,
    FLAG,
    ID,
    MOMENT,
    REAL,
    TEXT,
    Sort,
    Sorts,
    array_of,
    ids_of,
    objects,
    rows_of,
    table_of,
    word,
)

SEVERAL_IDS = Sort(
    pa.string(),
    lambda ids: " ".join(str(one) for one in ids),
    lambda text: tuple(UUID(one) for one in text.split()),
)
SEVERAL_TEXTS = Sort(pa.string(), ";".join, lambda text: tuple(filter(None, text.split(";"))))
WAYS = Sort(
    pa.string(),
    lambda ways: ";".join(sorted(way.value for way in ways)),
    lambda text: frozenset(Way(one) for one in text.split(";") if one),
)

REMOTE: Sorts = {
    "asset_id": ID,
    "need_id": TEXT,
    "confirmed": FLAG,
    "capacity": REAL,
    "area_ids": SEVERAL_IDS,
    "ways": WAYS,
}

END: Sorts = {"id": ID, "kind": word(AssetKind), "name": TEXT, "post": FLAG}
LINK: Sorts = {
    **{f"{side}_{name}": sort for side in ("from", "to") for name, sort in END.items()},
    "type": word(LinkType),
    "detail": TEXT,
    "said_by": word(SaidBy),
}

THING: Sorts = {
    "id": ID,
    "kind": word(AssetKind),
    "name": TEXT,
    "post": FLAG,
    "demo": FLAG,
    "masked": FLAG,
    "last_confirmed": DAY,
    "closed": DAY,
    "to_come": FLAG,
    "x": REAL,
    "y": REAL,
    "keeper": TEXT,
    "type": TEXT,
    "source": TEXT,
    "needs": SEVERAL_TEXTS,
}

NEED: Sorts = {"id": TEXT, "label": TEXT, "taxonomy_term": TEXT, "sensitive": FLAG}

STANDARD: Sorts = {
    "need_id": TEXT,
    "metres": REAL,
    "minutes": REAL,
    "source": TEXT,
    "note": TEXT,
    "value": REAL,
    "unit": word(Unit),
    "weekly_rate": REAL,
    "rate_source": TEXT,
    "changed_by": TEXT,
    "why": TEXT,
    "since": MOMENT,
    "is_default": FLAG,
}


def of_supply(supply: Supply) -> pa.Table:
    """Return what meets needs at places."""
    return pa.table(
        {
            "asset_id": pa.array([str(one) for one in supply.asset_id], pa.string()),
            "venue_id": pa.array(
                [None if one is None else str(one) for one in supply.venue_id], pa.string()
            ),
            "need_id": pa.array(supply.need_id.tolist(), pa.string()),
            "confirmed": supply.confirmed,
            "x": supply.xy[:, 0],
            "y": supply.xy[:, 1],
            "capacity": supply.capacity,
            "exact": supply.exact,
        }
    )


def supply_from(table: pa.Table) -> Supply:
    """Return what meets needs at the places of a table."""
    return Supply(
        asset_id=ids_of(table, "asset_id"),
        venue_id=ids_of(table, "venue_id"),
        need_id=objects(table.column("need_id").to_pylist()),
        confirmed=array_of(table, "confirmed"),
        xy=np.column_stack([array_of(table, "x"), array_of(table, "y")]),
        capacity=array_of(table, "capacity"),
        exact=array_of(table, "exact"),
    )


def of_remote(remote: Iterable[RemoteService]) -> pa.Table:
    """Return what comes to people."""
    return table_of(map(vars, remote), REMOTE)


def remote_from(table: pa.Table) -> tuple[RemoteService, ...]:
    """Return what comes to people, of a table."""
    return tuple(RemoteService(**row) for row in rows_of(table, REMOTE))


def of_links(links: Iterable[Link]) -> pa.Table:
    """Return what hangs on what."""
    return table_of(map(_link_row, links), LINK)


def _link_row(link: Link) -> dict[str, Any]:
    ends = {"from": link.from_end, "to": link.to_end}
    flat = {
        f"{side}_{name}": value for side, end in ends.items() for name, value in vars(end).items()
    }
    return {**flat, "type": link.type, "detail": link.detail, "said_by": link.said_by}


def links_from(table: pa.Table) -> tuple[Link, ...]:
    """Return the links of a table."""
    return tuple(
        Link(_end(row, "from"), row["type"], _end(row, "to"), row["detail"], row["said_by"])
        for row in rows_of(table, LINK)
    )


def _end(row: Mapping[str, Any], side: str) -> End:
    return End(**{name: row[f"{side}_{name}"] for name in END})


def of_things(things: Iterable[Thing]) -> pa.Table:
    """Return every asset in short."""

    def flat(thing: Thing) -> dict[str, Any]:
        x, y = thing.xy or (None, None)
        return {**vars(thing), "x": x, "y": y}

    return table_of(map(flat, things), THING)


def things_from(table: pa.Table) -> dict[UUID, Thing]:
    """Return every asset of a table, by its id."""
    found = {}
    for row in rows_of(table, THING):
        x, y = row.pop("x"), row.pop("y")
        found[row["id"]] = Thing(**row, xy=None if x is None else (x, y))
    return found


def of_needs(needs: Iterable[Need]) -> pa.Table:
    """Return needs, in their order."""
    return table_of(map(vars, needs), NEED)


def needs_from(table: pa.Table) -> tuple[Need, ...]:
    """Return the needs of a table."""
    return tuple(Need(**row) for row in rows_of(table, NEED))


def of_standards(standards: Iterable[Standard]) -> pa.Table:
    """Return standards, each followed by its default where somebody changed it."""
    rows = []
    for standard in standards:
        rows.append({**vars(standard), "is_default": False})
        if standard.default is not None:
            rows.append({**vars(standard.default), "is_default": True})
    return table_of(rows, STANDARD)


def standards_from(table: pa.Table) -> dict[str, Standard]:
    """Return the standards of a table, by need."""
    in_force: dict[str, dict[str, Any]] = {}
    defaults: dict[str, Standard] = {}
    for row in rows_of(table, STANDARD):
        if row.pop("is_default"):
            defaults[row["need_id"]] = Standard(**row)
        else:
            in_force[row["need_id"]] = row
    return {
        need_id: Standard(**row, default=defaults.get(need_id)) for need_id, row in in_force.items()
    }
