"""Assets and links as flat rows, the same in every tabular format."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from asset_map.domain.open_data import OpenAsset, OpenLink, OpenSource
from asset_map.exports.about import joined
from asset_map.report.text import clean

Row = dict[str, Any]
Sources = Mapping[str, OpenSource]

DETAILS = (
    *("size_people", "step_free", "hours_free", "how", "cost", "who_for", "weekly_capacity"),
    *("hours_text", "people", "people_shown"),
)
_WEB = ("http://", "https://")


def of_asset(asset: OpenAsset, sources: Sources, exported: date) -> Row:
    """Return an asset as one row: texts, numbers, days, lists of texts; None where not known."""
    latitude, longitude = asset.position or (None, None)
    return plain(
        {
            "id": str(asset.id),
            "kind": asset.kind.value,
            "name": asset.name,
            "type": asset.details.get("type"),
            "description": asset.description,
            "needs": list(asset.needs),
            "url": safe_web(asset.url),
            "email": asset.email,
            "phone": asset.phone,
            "address": asset.address,
            "postcode": asset.postcode,
            "latitude": latitude,
            "longitude": longitude,
            "located_by": asset.located_by,
            "place_hidden": asset.place_hidden,
            "ward_code": asset.ward.code if asset.ward else None,
            "ward_name": asset.ward.name if asset.ward else None,
            "covers": [area.code for area in asset.covers],
            **{name: asset.details.get(name) for name in DETAILS},
            "languages": [language.code for language in asset.languages],
            "sessions": [f"{s.byday} {s.opens_at}-{s.closes_at}" for s in asset.sessions],
            "identifiers": [f"{name}: {value}" for name, value in asset.identifiers.items()],
            "valid_from": asset.valid_from,
            "valid_from_precision": asset.valid_from_precision,
            "valid_to": asset.valid_to,
            "valid_to_precision": asset.valid_to_precision,
            "break_from": asset.away.since if asset.away else None,
            "break_until": asset.away.until if asset.away else None,
            "break_why": asset.away.why if asset.away else None,
            "last_confirmed": asset.last_confirmed,
            "retrieved": asset.retrieved,
            **_told_by([sources[one] for one in asset.sources]),
            "exported": exported,
        }
    )


def of_link(link: OpenLink, sources: Sources, exported: date) -> Row:
    """Return a link as one row."""
    source = sources[link.source]
    return plain(
        {
            "id": str(link.id),
            "from_id": str(link.from_id),
            "from_kind": link.from_kind.value,
            "type": link.type,
            "to_id": str(link.to_id),
            "to_kind": link.to_kind.value,
            "detail": link.detail,
            "said_by": link.said_by,
            "valid_from": link.valid_from,
            "valid_to": link.valid_to,
            "retrieved": source.retrieved,
            **_told_by([source]),
            "exported": exported,
        }
    )


def _told_by(told: list[OpenSource]) -> Row:
    return {
        "source": joined(one.title for one in told),
        "publisher": joined(one.publisher for one in told),
        "licence": joined(one.licence for one in told),
        "licence_url": joined(one.licence_url for one in told),
        "attribution": joined((one.attribution for one in told), " "),
        "demo": any(one.demo for one in told),
    }


def safe_web(url: str) -> str:
    """Return a web address, or nothing where it is anything else."""
    return url if url.lower().startswith(_WEB) else ""


def plain(row: Row) -> Row:
    """Return a row with what others wrote made fit for any file; empty texts are None."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value) or None
    return [clean(one) for one in value] if isinstance(value, list) else value
