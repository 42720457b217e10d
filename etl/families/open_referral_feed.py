"""Reads the records of an Open Referral feed, without the people in them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from asset_map.domain.errors import BadInput
from etl.source import Batch, IsHeader, Reader

PEOPLE = ("contacts", "contact", "attention", "assurer_email", "metadata", "reviews")
"""Parts of an object that name people; they are taken out before anything else sees them."""

LISTS = {
    "organization": ("organization",),
    "organization_identifiers": ("organization_identifiers",),
    "service_at_locations": ("service_at_locations",),
    "schedules": ("schedules", "regular_schedules", "regular_schedule"),
    "cost_options": ("cost_options",),
    "eligibilitys": ("eligibilitys", "eligibilities", "eligibility"),
    "service_areas": ("service_areas",),
    "attributes": ("attributes", "service_taxonomys", "service_taxonomies", "link_taxonomies"),
    "addresses": ("addresses", "physical_addresses", "physical_address"),
    "languages": ("languages",),
    "accessibility": ("accessibility", "accessibility_for_disabilities"),
}
"""Objects inside a record, by the name we use and the names they are published under."""

ENDED = ("inactive", "defunct")


@dataclass(frozen=True)
class Feed:
    """Reads the records of a feed without the people in them.

    A service that has ended nobody says when is passed over: if it was there before, it is gone.
    """

    reader: Reader

    def batches(self, path: Path, limit_bytes: int, is_header: IsHeader) -> Iterator[Batch]:
        """Yield the rows of a file. Raises BadInput where it cannot be read."""
        for batch in self.reader.batches(path, limit_bytes, is_header):
            if {"service/id", "location/id"} <= set(batch.rows.columns):
                raise BadInput(
                    f"{path.name} lists where services are given, not the services themselves.",
                    "Load what the feed gives at /services: it holds the places too.",
                )
            nameless = batch.rows.assign(
                **{
                    name: batch.rows[name].map(_without_people)
                    for names in LISTS.values()
                    for name in names
                    if name in batch.rows
                }
            )
            over = _over(nameless)
            note = f"{over.sum()} services that have ended without a date were passed over."
            yield replace(
                batch,
                rows=nameless[~over].reset_index(drop=True),
                skipped=batch.skipped + int(over.sum()),
                notes=(*batch.notes, *([note] if over.any() else [])),
            )


def _without_people(text: object) -> str:
    try:
        said = json.loads(str(text))
    except ValueError:
        return str(text) if pd.notna(text) else ""
    return json.dumps(_stripped(said), ensure_ascii=False)


def _stripped(said: Any) -> Any:
    if isinstance(said, list):
        return [_stripped(one) for one in said]
    if isinstance(said, dict):
        return {name: _stripped(one) for name, one in said.items() if name not in PEOPLE}
    return said


def _over(rows: pd.DataFrame) -> pd.Series:
    """Tell which services have ended, without any date by which they had."""
    if "status" not in rows:
        return pd.Series(False, index=rows.index)
    dated = pd.Series(False, index=rows.index)
    for name in ("last_modified", "assured_date"):
        if name in rows:
            dated |= rows[name].fillna("").str.strip() != ""
    return rows["status"].fillna("").str.strip().str.casefold().isin(ENDED) & ~dated
