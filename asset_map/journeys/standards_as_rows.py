"""Standards, their changes and the assumptions as the rows of tables, headers first."""

from collections.abc import Iterable

from asset_map.journeys.as_rows import Rows
from asset_map.journeys.list_standards import StandardChange, Standards, how_far, uk_time


def of_standards(found: Standards) -> Rows:
    """Return one row for each need, its standard beside the default."""
    headers = ("need", "id", "standard, one way", "default", "source")
    return headers, [
        (need.label, need.id, how_far(now), how_far(now.default or now), now.source)
        for need, now in found.of_needs
    ]


def of_changes(history: Iterable[StandardChange]) -> Rows:
    """Return one row for each change of a standard; where the default came back, it says so."""
    headers = ("need", "since", "until", "standard", "by", "why")
    return headers, [
        (
            one.need_id,
            uk_time(one.since),
            "" if one.back_to_default or one.until is None else uk_time(one.until),
            "the default again" if one.back_to_default else f"{one.value:g} {one.unit}",
            one.changed_by,
            one.why,
        )
        for one in history
    ]


def of_assumptions(found: Standards) -> Rows:
    """Return one row for each assumption."""
    headers = ("assumption", "value", "unit", "source")
    return headers, [
        (one.name, f"{one.value:g}", one.unit, one.source) for one in found.assumptions
    ]
