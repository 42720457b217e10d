"""Where made rows go. Each target stages rows, settles repeated keys, and writes what is new."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import numpy as np
import pandas as pd
import shapely
from sqlalchemy import Connection, Table

from asset_map.db import derive, links, records, streets
from asset_map.db.staging import Counts, Repeats, Staging
from asset_map.db.tables import needs, places
from asset_map.domain.errors import BadInput
from asset_map.domain.places import name_key
from etl import twins
from etl.contents import contents, digests, stable_ids
from etl.ewkb import ewkb
from etl.source import Issue
from etl.steps import BOOKKEEPING

NOT_SAID = {
    *BOOKKEEPING,
    "kind",
    "key",
    "scope",
    "as_of",
    "words",
    "geometry",
    "latitude",
    "longitude",
    "authority_code",
}
"""Fields of an asset's row that are not part of what its record says."""


class Target(Protocol):
    """Takes rows of one kind and stores them within the transaction of the load."""

    def add(self, rows: pd.DataFrame) -> None:
        """Stage rows."""

    def settle(self) -> tuple[int, list[Issue]]:
        """Return how many rows only repeat others, and issues for those set aside."""

    def write(self, whole: "Whole | None") -> Counts:
        """Store what is new or changed, and withdraw what is gone; count rows of the file."""


@dataclass(frozen=True)
class Whole:
    """What a load is the whole of: parts of its source. What they held and it lacks is gone.

    Where that is most of it, the file is more likely cut off than right: it is refused, unless the
    person said ``however_much``.
    """

    scopes: frozenset[str]
    however_much: bool = False

    def allows(self, gone: int, held: int) -> None:
        """Raise BadInput where a load would withdraw too much for anybody's liking."""
        if self.however_much or gone <= FEW or gone <= held * MOST:
            return
        raise BadInput(
            f"{gone:,} of the {held:,} entries that this source gave before are not in the file, "
            f"so it seems to be cut off or only a part.",
            "If it is a part, add --partial; if so many have really gone, add --withdraw-most.",
        )


FEW = 20
MOST = 0.5


class TableTarget:
    """A table whose rows are stored as they are made, after ``shape`` has given them their form."""

    def __init__(
        self,
        connection: Connection,
        origin: dict[str, object],
        table: Table,
        shape: Callable[[pd.DataFrame], pd.DataFrame],
        shown: str = "",
        part: str = "",
        yields: bool = False,
    ) -> None:
        ignore = ("load_id", "source_id", "id")
        self.staging = Staging(connection, table, ignore=ignore, shown=shown)
        self.shape = shape
        self.origin = origin
        self.part = part
        self.yields = yields

    def add(self, rows: pd.DataFrame) -> None:
        """Stage rows."""
        self.staging.add(self.shape(rows).assign(**self.origin))

    def settle(self) -> tuple[int, list[Issue]]:
        """Return how many rows only repeat others, and issues for those set aside."""
        return _told(self.staging.settle_repeats())

    def write(self, whole: Whole | None) -> Counts:
        """Store what is new or changed, and withdraw what is gone; count rows of the file."""
        known_better = self.staging.yield_to_better() if self.yields else 0
        counts = self.staging.write()
        counts = replace(counts, unchanged=counts.unchanged + known_better)
        if whole is None or not self.part:
            return counts
        gone = self.staging.withdraw(self.part)
        whole.allows(gone, gone + counts.changed + counts.unchanged)
        return replace(counts, withdrawn=gone)


class StreetTarget(TableTarget):
    """Streets. One load is the whole of them, and what vanished is deleted."""

    def __init__(self, connection: Connection, origin: dict[str, object]) -> None:
        super().__init__(connection, origin, places.street, street_rows)
        self.connection = connection

    def write(self, whole: Whole | None) -> Counts:
        """Store what is new or changed, and delete what is gone; count rows of the file."""
        counts = super().write(whole)
        if whole is None:
            return counts
        gone = streets.remove_vanished(self.connection)
        whole.allows(gone, gone + counts.changed + counts.unchanged)
        return replace(counts, withdrawn=gone)


class RecordTarget:
    """Records of assets. The asset is derived afterwards, from all records that speak of it."""

    def __init__(self, connection: Connection, origin: dict[str, object]) -> None:
        self.connection = connection
        self.origin = origin
        self.notes: tuple[str, ...] = ()
        records.begin(connection)

    def add(self, rows: pd.DataFrame) -> None:
        """Stage rows; their fields become the content of a record."""
        said = contents(rows, NOT_SAID)
        staged = rows[[*BOOKKEEPING, "kind", "key"]].assign(
            record_id=self._ids(rows),
            scope=_texts(rows, "scope"),
            as_of=_texts(rows, "as_of"),
            content=said,
            digest=digests(said),
        )
        records.stage(self.connection, staged)

    def spare(self, rows: pd.DataFrame) -> None:
        """Take note of rows that were set aside: what they speak of is not gone."""
        records.spare(self.connection, pd.DataFrame({"record_id": self._ids(rows)}))

    def _ids(self, rows: pd.DataFrame) -> list[str]:
        return stable_ids(str(self.origin["source_id"]), rows["kind"], rows["key"])

    def settle(self) -> tuple[int, list[Issue]]:
        """Return how many rows only repeat others, and issues for those set aside."""
        return _told(records.settle_repeats(self.connection))

    def write(self, whole: Whole | None) -> Counts:
        """Store what is new or changed, and withdraw what is gone; count rows of the file."""
        source_id = str(self.origin["source_id"])
        gone = 0
        if whole is not None:
            vanished = records.vanished(self.connection, source_id, whole.scopes)
            whole.allows(vanished.gone, vanished.held)
            gone = vanished.gone
            records.withdraw(self.connection, source_id, whole.scopes)
        counts = records.write(self.connection, source_id, self.origin["load_id"])
        records.touch(self.connection)
        self.notes = twins.match(self.connection).notes()
        derive.refresh_assets(self.connection)
        return replace(counts, withdrawn=gone)


LINK_KEY = ("from_kind", "from_key", "type", "to_kind", "to_key")
"""What a link is known by; also by its ``ref``, where a source states several between two ends."""


class LinkTarget:
    """Links between records of the same source, named by their keys."""

    def __init__(self, connection: Connection, origin: dict[str, object]) -> None:
        self.connection = connection
        self.origin = origin
        links.begin(connection)

    def add(self, rows: pd.DataFrame) -> None:
        """Stage rows."""
        source_id = pd.Series(str(self.origin["source_id"]), index=rows.index)
        key = (*LINK_KEY, "ref") if "ref" in rows else LINK_KEY
        rows = rows.assign(
            id=stable_ids("link", source_id, *(_texts(rows, part) for part in key)),
            scope=_texts(rows, "scope"),
        )
        links.stage(self.connection, rows)

    def settle(self) -> tuple[int, list[Issue]]:
        """Tell of repeats, and set aside links that name what the source does not hold."""
        joined, issues = _told(links.settle_repeats(self.connection))
        lost = links.resolve(self.connection, str(self.origin["source_id"]))
        return joined, issues + [
            Issue(
                file,
                line,
                "",
                key,
                f"The link names {key}, which this source does not hold, or holds more than once.",
                "Add it, correct the reference, or make the references unique.",
                row_set_aside=row is not None,  # Else it hangs on an entry, which stays.
            )
            for row, file, line, key in lost
        ]

    def write(self, whole: Whole | None) -> Counts:
        """Store what is new or changed, and end what is gone; count rows of the file."""
        source_id = str(self.origin["source_id"])
        gone = 0 if whole is None else links.withdraw(self.connection, source_id, whole.scopes)
        counts = links.write(self.connection, source_id, self.origin["load_id"])
        if counts.new + counts.changed + counts.unchanged:
            return replace(counts, withdrawn=gone)
        return replace(counts, besides=counts.besides + gone)


def target_for(name: str, connection: Connection, origin: dict[str, object]) -> Target:
    """Return the target of a name; ``origin`` holds source_id and load_id."""
    return TARGETS[name](connection, origin)


SILENT: dict[str, object] = {"approximate": False, "note": ""}
"""What it means where a file of areas says nothing."""


def area_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Shape areas: an id that the kind, code and vintage give, and multipolygons."""
    return rows.assign(
        id=stable_ids("area", rows["kind"], rows["code"], rows["vintage"]),
        name_key=rows["name"].map(name_key),
        **{name: rows[name].fillna(value) for name, value in SILENT.items() if name in rows},
        geom=ewkb(rows["geometry"].map(_multipolygon)),
    )


def postcode_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Shape postcodes: a point each, none where the publisher has no position."""
    return rows.assign(geom=ewkb(rows["geometry"]))


def street_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Shape streets: several lines each."""
    return rows.assign(geom=ewkb(rows["geometry"].map(_lines)))


def as_made(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave rows as they are: they are made as they are stored."""
    return rows


def _multipolygon(shape: shapely.Geometry) -> shapely.MultiPolygon:
    parts = np.array([shape])
    while (shapely.get_type_id(parts) > shapely.GeometryType.POLYGON).any():
        parts = shapely.get_parts(parts)  # Collections may hold collections.
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon"])


def _lines(shape: shapely.Geometry) -> shapely.MultiLineString:
    parts = shapely.get_parts(shape)
    return shapely.MultiLineString([part for part in parts if part.geom_type == "LineString"])


def _texts(rows: pd.DataFrame, name: str) -> pd.Series:
    return rows[name].fillna("") if name in rows else pd.Series("", index=rows.index)


def _told(repeats: Repeats) -> tuple[int, list[Issue]]:
    return repeats.joined, [
        Issue(
            file,
            line,
            "",
            key,
            f"{key} is there already, with other values.",
            "Keep one of the two rows.",
            row_set_aside=True,
        )
        for _, file, line, key in repeats.clashes
    ]


POSTCODE_AREA = "substring(postcode FROM '^[A-Z]+')"
"""Postcodes are published area by area, each in a file of its own that is complete."""

TARGETS: dict[str, Callable[[Connection, dict[str, object]], Target]] = {
    "area": partial(TableTarget, table=places.area, shape=area_rows, shown="name, code"),
    "postcode": partial(
        TableTarget, table=places.postcode, shape=postcode_rows, part=POSTCODE_AREA, yields=True
    ),
    "area_lookup": partial(TableTarget, table=places.area_lookup, shape=as_made),
    "expression": partial(TableTarget, table=needs.expression, shape=as_made),
    "lookup": partial(TableTarget, table=places.postcode_lookup, shape=as_made, yields=True),
    "statistic": partial(TableTarget, table=places.statistic, shape=as_made),
    "street": StreetTarget,
    "asset": RecordTarget,
    "link": LinkTarget,
}
"""In the order in which they are written: links come after the assets that they join."""
