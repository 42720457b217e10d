"""Results as plain data with stable keys: what ``--format json`` prints. See docs/json.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asset_map.journeys import gap_as_data

if TYPE_CHECKING:  # The results bring numpy with them; who only looks up a place need not wait.
    from collections.abc import Iterable

    from asset_map.domain.assets import Asset
    from asset_map.domain.places import Area
    from asset_map.journeys.describe_area import AreaPicture
    from asset_map.journeys.download_set_aside import Saved
    from asset_map.journeys.find_near import Near
    from asset_map.journeys.hits import Hit
    from asset_map.journeys.manage_database import DatabaseStatus
    from asset_map.journeys.see_area_changes import WardChange
    from asset_map.journeys.see_gaps import Gaps
    from asset_map.journeys.see_quality import Quality

Data = dict[str, Any]


def of_near(near: Near) -> Data:
    """Return what is near a place."""
    return {
        "place": near.place.label,
        "place_kind": near.place.kind.value,
        "place_exact": near.place.exact,
        "taken_for": near.place.taken_for,
        "latitude": near.latitude,
        "longitude": near.longitude,
        "within_m": near.within_m,
        "nothing_within": near.nothing_within,
        "more": near.more,
        "unmet": list(near.unmet),
        "understood": [{"typed": one.typed, "taken": list(one.taken)} for one in near.understood],
        "perhaps": near.perhaps,
        "note": near.note,
        "results": [{**of_hit(hit), **_of_search(hit)} for hit in near.hits],
    }


def of_hit(hit: Hit) -> Data:
    """Return an asset with the reason it is shown."""
    return {
        **of_asset(hit.asset),
        "reason": hit.reason,
        "straight_m": _whole(hit.straight_m),
        "walking_m": _whole(hit.walking_m),
        "minutes": _whole(hit.minutes),
        "latitude": hit.latitude,
        "longitude": hit.longitude,
    }


def _of_search(hit: Hit) -> Data:
    """Return what is told of an asset where it was searched for."""
    return {
        "needs_met": list(hit.needs_met),
        "sessions": [vars(session) for session in hit.sessions],
        "hours_text": hit.hours_text,
        "ways": [way.value for way in hit.ways],
    }


def of_asset(asset: Asset) -> Data:
    """Return what every asset has."""
    source = asset.provenance
    return {
        "id": str(asset.id),
        "kind": asset.kind.value,
        "name": asset.name,
        "description": asset.description,
        "needs": list(asset.needs),
        "located_by": asset.located_by.value,
        "masked": asset.masked,
        "correspondence": asset.correspondence,
        "covers": list(asset.covers),
        "valid_from": _day(asset.valid_from),
        "valid_to": _day(asset.valid_to),
        "break_from": _day(asset.away.since) if asset.away else None,
        "break_until": _day(asset.away.until) if asset.away else None,
        "break_why": asset.away.why if asset.away else "",
        "withdrawn": _day(asset.withdrawn),
        "last_confirmed": _day(source.last_confirmed),
        "source": source.source,
        "licence": source.licence,
        "retrieved": _day(source.retrieved),
        "demo": source.demo,
    }


def of_area(area: Area) -> Data:
    """Return an area without what it holds."""
    return {
        "code": area.code,
        "name": area.name,
        "kind": area.kind.value,
        "vintage": area.vintage,
        "authority_code": area.authority_code,
        "approximate": area.approximate,
        "source": area.source,
        "demo": area.demo,
    }


def of_picture(picture: AreaPicture) -> Data:
    """Return an area with what it holds."""
    return {
        **of_area(picture.area),
        "as_at": picture.at.isoformat(),
        "people": picture.people.people,
        "people_source": picture.people.source,
        "people_as_of": picture.people.as_of,
        "people_demo": picture.people.demo,
        "postcodes": picture.people.postcodes,
        "assets": len(picture.hits),
        "assets_confirmed": picture.confirmed,
        "by_kind": {kind.value: count for kind, count in picture.by_kind.items()},
        "by_need": picture.with_need,
        "also_called_so": [of_area(area) for area in picture.namesakes],
        "figures": [vars(figure) for figure in picture.figures],
        "results": [of_hit(hit) for hit in picture.hits],
    }


def of_area_change(change: WardChange) -> Data:
    """Return what became of an area: one row for each old area and new one."""
    return {**vars(change.shares), "verdict": change.verdict.value}


def of_gaps(gaps: Gaps) -> list[Data]:
    """Return one row for each area and need; each row can stand alone. See ``gap_as_data``."""
    return gap_as_data.rows_of(gaps)


def of_status(status: DatabaseStatus) -> Data:
    """Return the state of the database."""
    return {
        "local": status.local,
        "running": status.running,
        "ready": status.ready,
        "data_dir": str(status.data_dir) if status.data_dir else None,
        "revision": status.revision,
        "newest_revision": status.newest_revision,
        "holds": status.holds,
    }


def of_set_aside(saved: Saved) -> Data:
    """Return where rows that were set aside were written: never the rows, which may name people."""
    file = None if saved.file is None else str(saved.file)
    return {"source": saved.source, "file": file, "rows": saved.rows}


def of_quality(found: Iterable[Quality]) -> Data:
    """Return how complete and fresh what is held is: ``overall``, and ``sources`` one by one."""
    overall, *sources = [_of_quality(quality) for quality in found]
    return {"overall": overall, "sources": sources}


def _of_quality(quality: Quality) -> Data:
    def counted(counts: dict[str, int]) -> Data:
        return {
            name: {"count": count, "share": quality.share(count)} for name, count in counts.items()
        }

    return {
        "source": quality.source,
        "title": quality.title,
        "assets": quality.assets,
        "fields": counted(quality.fields),
        "last_confirmed": counted(quality.confirmed),
        "located_by": counted(quality.located_by),
    }


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()
