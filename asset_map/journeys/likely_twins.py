"""Looks for what is on the map already and may be the same thing as what somebody tells of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pandas as pd
from sqlalchemy import Connection

from asset_map.analysis import matching
from asset_map.analysis.matching import Verdict
from asset_map.db import likely
from asset_map.domain.assets import AssetKind

TOLD = "told"
"""The id of what is told of, among the ids of records."""

WHY_HIDDEN = "their names or numbers are alike"
"""Beside a hidden place nothing is said of where the two are."""

AT_MOST = 5


@dataclass(frozen=True)
class LikelyTwin:
    """An asset that may be the same thing, how much (0 to 1), and why. ``sure``: a load would join
    the two without asking."""

    asset_id: UUID
    name: str
    score: float
    why: str
    sure: bool


def likely_twins(
    connection: Connection, kind: AssetKind, content: Mapping[str, Any]
) -> tuple[LikelyTwin, ...]:
    """Return what may be the same thing as a content tells of, the most alike first."""
    near = likely.near(connection, kind.value, content, matching.FARTHEST_M)
    if near.empty or not content.get("name_key"):
        return ()
    things = pd.concat([near, _row(kind, content)], ignore_index=True)
    things["fresh"] = things["id"] == TOLD
    things["demo"] = False  # A demonstration is looked through as if it were real.
    things = things.astype({"easting": float, "northing": float, "name_key": object})
    pairs = matching.twins(things)
    by_record = near.set_index("id")
    found: dict[UUID, LikelyTwin] = {}
    for pair in pairs.itertuples():
        one = by_record.loc[pair.a if pair.b == TOLD else pair.b]
        hidden = one["weak"] or content.get("masked")
        told = LikelyTwin(
            one["asset_id"],
            one["name"],
            float(pair.score),
            WHY_HIDDEN if hidden else str(pair.reason),
            pair.verdict == Verdict.SURE,
        )
        first = found.setdefault(told.asset_id, told)
        if told.sure and not first.sure:
            found[told.asset_id] = replace(first, sure=True)
    return tuple(found.values())[:AT_MOST]


def _row(kind: AssetKind, content: Mapping[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "id": TOLD,
                "source": TOLD,
                "kind": kind.value,
                "name_key": content.get("name_key") or "",
                "easting": content.get("easting"),
                "northing": content.get("northing"),
                "postcode": content.get("postcode") or "",
                "address": content.get("address") or "",
                "exact": content.get("located_by") == "coordinates",
                "weak": bool(content.get("masked")),
                "identifiers": content.get("identifiers") or {},
            }
        ]
    )
