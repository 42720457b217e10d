"""What was found as rows of plain data with stable names, each of which can stand alone."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from asset_map.db.in_full import InFull
from asset_map.domain.assets import Session
from asset_map.domain.numbers import whole_minutes
from asset_map.domain.reach import WEEKDAYS
from asset_map.journeys.hits import Hit

NOT_SHOWN = "exact place not shown"
UNKNOWN = "A place that nobody has told us about is not in here. Check before you go."

Row = dict[str, Any]


@dataclass(frozen=True)
class Item:
    """Something found: why it is shown, all that is public of it, and its page."""

    hit: Hit
    more: InFull
    page: str


def row_of(item: Item, needs: Mapping[str, str], at: date) -> Row:
    """Return what is known of one thing. A place that is not shown has no position, no address and
    no distance."""
    hit, more = item.hit, item.more
    asset, source = hit.asset, hit.asset.provenance
    placed = more.shown and hit.latitude is not None and hit.longitude is not None
    near = more.shown and hit.walking_m is not None
    return {
        "id": str(asset.id),
        "name": asset.name,
        "kind": asset.kind.value,
        "description": asset.description,
        "needs": "; ".join(needs.get(need, need) for need in asset.needs),
        "when": when(more),
        "why_shown": why(item),
        "walk_minutes": whole_minutes(hit.minutes) if near and hit.minutes is not None else None,
        "walk_metres": int(round(hit.walking_m, -1))
        if near and hit.walking_m is not None
        else None,
        "venue": more.venue,
        "address": ", ".join(part for part in (more.address, more.postcode) if part),
        "latitude": round(hit.latitude, 6) if placed and hit.latitude is not None else None,
        "longitude": round(hit.longitude, 6) if placed and hit.longitude is not None else None,
        "covers": "; ".join(asset.covers),
        "who_for": more.who_for,
        "cost": more.cost,
        "how": more.how,
        "step_free": {True: "yes", False: "no", None: "not known"}[more.step_free],
        "phone": more.phone,
        "email": more.email,
        "website": more.url,
        "valid_from": _day(asset.valid_from),
        "valid_to": _day(asset.valid_to),
        "break_from": _day(asset.away.since) if asset.away else "",
        "break_until": _day(asset.away.until) if asset.away else "",
        "last_confirmed": _day(source.last_confirmed),
        "confirmed_by": source.confirmed_by or "",
        "source": source.source,
        "licence": source.licence,
        "attribution": source.attribution,
        "retrieved": _day(source.retrieved),
        "demonstration": "yes, invented" if source.demo else "no",
        "page": item.page,
        "saved_on": at.isoformat(),
    }


def as_geojson(rows: Iterable[Row], title: str, at: date) -> bytes:
    """Return rows as GeoJSON (EPSG:4326), in their order; without a position where none is told."""
    rows = list(rows)
    features = [
        {
            "type": "Feature",
            "id": row["id"],
            "geometry": _point(row),
            "properties": {
                name: value
                for name, value in row.items()
                if name not in ("id", "latitude", "longitude")
            },
        }
        for row in rows
    ]
    said = {
        "type": "FeatureCollection",
        "title": title,
        "saved_on": at.isoformat(),
        "note": UNKNOWN,
        "licences": sorted({f"{row['source']}: {row['licence']}" for row in rows}),
        "features": features,
    }
    # So that no browser takes any of it for a page, whatever it is told.
    return orjson.dumps(said, option=orjson.OPT_INDENT_2).replace(b"<", b"\\u003c")


def why(item: Item) -> str:
    """Return why something is shown; of a place that is not shown, nothing of how far it is."""
    if not item.more.shown and item.hit.straight_m is not None:
        return NOT_SHOWN
    return item.hit.reason


def when(more: InFull) -> str:
    """Return weekly times in words; what a source says where they could not be read."""
    return "; ".join(in_words(one.session) for one in more.weekly) or more.hours_text


def in_words(session: Session) -> str:
    """Return ``Monday 10:00 to 12:00``."""
    day = WEEKDAYS.get(session.byday, session.byday)
    if session.opens_at == session.closes_at:
        return f"{day} from {session.opens_at}"
    return f"{day} {session.opens_at} to {session.closes_at}"


def file_name(title: str, at: date, ending: str) -> str:
    """Return the name of a file: only letters and figures of a title, and the day."""
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-")
    # A title without any such sign still gives names that differ.
    words = words or hashlib.sha256(title.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{words}-{at.isoformat()}.{ending}"


def _point(row: Row) -> dict[str, Any] | None:
    if row["latitude"] is None:
        return None
    return {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
