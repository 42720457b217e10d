"""Gaps as plain data with stable keys: what JSON and downloads hold. See docs/json.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # The results bring numpy with them; who only looks up a place need not wait.
    from asset_map.analysis.by_area import AreaReach, GroupReach
    from asset_map.domain.needs import Standard
    from asset_map.domain.reach import Evidence
    from asset_map.journeys.gap import Gap, NeedKnown
    from asset_map.journeys.see_gaps import Gaps

Data = dict[str, Any]


def rows_of(gaps: Gaps) -> list[Data]:
    """Return one row for each area and need; each row can stand alone."""
    common = {
        "as_at": gaps.at.isoformat(),
        "narrowed_to": _narrowing(gaps),
        "people_source": gaps.people_source,
        "people_as_of": gaps.people_as_of,
        "people_demo": gaps.people_demo,
        "distance_method": gaps.distance_method,
        "detour_factor": gaps.detour_factor,
        "walking_kmh": gaps.walking_kmh,
        "streets_share": gaps.streets_share,
    }
    known = {one.need.id: one for one in gaps.needs}
    missing = list(gaps.missing_groups)
    return [_of_gap(gap, known[gap.need.id], missing) | common for gap in gaps.rows]


def _of_gap(gap: Gap, known: NeedKnown, missing: list[str]) -> Data:
    return {
        "area_code": gap.area.code,
        "area_name": gap.area.name,
        "area_kind": gap.area.kind.value,
        "area_vintage": gap.area.vintage,
        "need": gap.need.id,
        "people": gap.people,
        **_of_reach(gap.reach),
        "known_places": known.evidence.known,
        **_of_evidence(known.evidence),
        **_of_standard(gap.standard),
        "sensitivity": [vars(other) for other in gap.sensitivity],
        "most_deprived_fifth": _of_group(gap.most_deprived),
        "least_deprived_fifth": _of_group(gap.least_deprived),
        "by_group": [
            {
                "kind": one.group.kind,
                "category": one.group.label,
                "unit": one.group.unit,
                "source": one.group.source,
                "as_of": one.group.as_of,
                **(_of_group(one.reach) or {}),
            }
            for one in gap.groups
        ],
        "no_data_by": missing,
        "share_near_border": gap.edge.share_near,
        "neighbours": gap.edge.neighbours,
        "sentence": gap.sentence,
    }


_OF_REACH = (
    *("people_within", "people_remote", "people_in_reach", "people_sole", "people_served"),
    *("people_no_room", "people_room_unknown", "people_out", "share_within", "share_in_reach"),
    *("points", "points_within", "points_confirmed", "median_m", "p90_m", "rest_m"),
)


def _of_reach(reach: AreaReach | None) -> Data:
    """Return the figures of an area; all are null where nothing is known that meets the need."""
    said = {name: getattr(reach, name, None) for name in _OF_REACH}
    return {
        "people_within": said.pop("people_within"),
        "people_within_confirmed": reach.people_confirmed if reach else None,
        **said,
    }


def _of_evidence(told: Evidence) -> Data:
    return {
        "known_confirmed": told.confirmed,
        "known_remote": told.remote,
        "known_located_by": told.located_by,
        "placeless": told.placeless,
        "times_unknown": told.times_unknown,
        "cost_unknown": told.cost_unknown,
        "access_unknown": told.access_unknown,
    }


def _of_standard(standard: Standard) -> Data:
    default = standard.default
    return {
        "standard_m": standard.metres,
        "standard_minutes": standard.minutes,
        "standard_source": standard.source,
        "standard_default_m": default.metres if default else standard.metres,
        "standard_changed_by": standard.changed_by or None,
        "standard_why": standard.why or None,
        "weekly_rate": standard.weekly_rate,
        "weekly_rate_source": standard.rate_source or None,
    }


def _of_group(found: GroupReach | None) -> Data | None:
    if found is None:
        return None
    return {"count": found.count, "within": found.within, "share_within": found.share_within}


def _narrowing(gaps: Gaps) -> Data:
    asked = gaps.narrowing
    return {
        "when": asked.when.value if asked.when else None,
        "moment": f"{asked.weekday} {asked.time}".strip() or None,
        "free": asked.free,
        "step_free": asked.step_free,
    }
