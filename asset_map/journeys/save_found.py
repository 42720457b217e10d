"""Anybody: what a list shows, as a file to keep: a table, a map layer or a calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from asset_map.db import in_full, reference, session
from asset_map.domain.opening import uk_time
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.as_csv import as_csv
from asset_map.journeys.found_as_calendar import as_calendar
from asset_map.journeys.found_as_rows import Item, as_geojson, file_name, row_of
from asset_map.journeys.hits import Hit


class Form(StrEnum):
    """What a list can be saved as, by the ending of the file."""

    CSV = "csv"
    GEOJSON = "geojson"
    CALENDAR = "ics"


MEDIA_TYPES = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.GEOJSON: "application/geo+json",
    Form.CALENDAR: "text/calendar; charset=utf-8; method=PUBLISH",
}


@dataclass(frozen=True)
class SavedFile:
    """A file and what it is called."""

    name: str
    content: bytes
    media_type: str


@asks(Action.BROWSE)
def save_found(
    hits: Iterable[Hit], form: Form, *, title: str, pages_at: str, now: datetime | None = None
) -> SavedFile:
    """Return what was found, in the order it is shown in.

    ``title`` is what the file is called by; ``pages_at`` is what the address of an asset's page
    begins with.
    """
    now = now or datetime.now(UTC)
    at = uk_time(now).date()
    hits = list(hits)
    with session.reading() as connection:
        more = in_full.read_in_full(connection, [hit.asset.id for hit in hits])
        needs = {need.id: need.label for need in reference.needs(connection)}
    items = [
        Item(hit, more[hit.asset.id], f"{pages_at}{hit.asset.id}")
        for hit in hits
        if hit.asset.id in more
    ]
    rows = (row_of(item, needs, at) for item in items)
    if form is Form.CSV:
        content = as_csv(rows)
    elif form is Form.GEOJSON:
        content = as_geojson(rows, title, at)
    else:
        content = as_calendar(items, title, now, needs)
    return SavedFile(file_name(title, at, form.value), content, MEDIA_TYPES[form])
