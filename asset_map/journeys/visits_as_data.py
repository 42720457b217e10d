"""The fewest visits as plain data with stable keys: see docs/json.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asset_map.domain.numbers import whole_minutes

if TYPE_CHECKING:
    from asset_map.domain.assets import Asset
    from asset_map.domain.opening import Span
    from asset_map.domain.visits import Beyond, Met, PlannedVisit, PlannedWay, Without
    from asset_map.journeys.plan_visits import VisitPlan

Data = dict[str, Any]


def of_plan(plan: VisitPlan) -> Data:
    """Return several needs in the fewest visits."""
    return {
        "needs": [need.id for need in plan.needs],
        "as_from": plan.at.isoformat(),
        "too_many": plan.too_many,
        "ways": [_of_way(way) for way in plan.ways],
        "as_good": plan.as_good,
        "coming": [_of_without(one) for one in plan.coming],
        "perhaps": [_of_without(one) for one in plan.perhaps],
        "covering": [_of_without(one) for one in plan.covering],
        "not_in_reach": [_of_beyond(one) for one in plan.beyond],
        "not_together": [
            {"needs": [need.id for need in one.needs], "places": list(one.places)}
            for one in plan.apart
        ],
        "looked_at": plan.looked_at,
        "sentences": plan.sentences(),
        "note": plan.note,
    }


def _of_way(way: PlannedWay) -> Data:
    return {
        "best_in": way.why.value,
        "visits": [_of_visit(visit) for visit in way.visits],
        "walking_m": round(way.walking_m),
        "minutes": whole_minutes(way.minutes),
        "done_by": way.done_by.isoformat() if way.done_by else None,
    }


def _of_visit(visit: PlannedVisit) -> Data:
    return {
        "place_id": str(visit.place_id),
        "place": visit.place_name,
        "exact": visit.exact,
        "walking_m": round(visit.walking_m),
        "minutes": whole_minutes(visit.minutes),
        "days": [day.isoformat() for day in visit.days],
        "meets": [_of_met(met) for met in visit.meets],
    }


def _of_met(met: Met) -> Data:
    return {
        "need": met.need.id,
        **_of_asset(met.asset),
        "times": [_of_span(span) for span in met.times],
        "ask_first": met.ask,
        "hours_text": met.hours_text,
    }


def _of_span(span: Span) -> Data:
    closes = span.closes.isoformat() if span.closes else None
    return {"opens": span.opens.isoformat(), "closes": closes}


def _of_without(one: Without) -> Data:
    told = {"reason": one.reason, "area_known": one.area_known}
    return {"need": one.need.id, **_of_asset(one.asset), **told}


def _of_beyond(one: Beyond) -> Data:
    nearest = None
    if one.nearest is not None and one.minutes is not None:
        walk = {"minutes": whole_minutes(one.minutes), "reason": one.reason}
        nearest = {**_of_asset(one.nearest), **walk}
    return {"need": one.need.id, "within_m": round(one.within_m), "nearest": nearest}


def _of_asset(asset: Asset) -> Data:
    confirmed = asset.provenance.last_confirmed
    return {
        "asset_id": str(asset.id),
        "name": asset.name,
        "last_confirmed": confirmed.isoformat() if confirmed else None,
        "source": asset.provenance.source,
        "demo": asset.provenance.demo,
    }
