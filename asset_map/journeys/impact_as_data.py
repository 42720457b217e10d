"""An impact as plain data with stable keys: what ``asset-map impact --format json`` prints.

Modelled residents are not rounded; real people counted are, as they may be shown. See docs/json.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from asset_map import __version__
from asset_map.domain.numbers import real_people_shown
from asset_map.journeys import knock_on_in_words
from asset_map.journeys.alternatives_as_data import of_alternatives
from asset_map.journeys.changes_in_words import change_in_words, name_of
from asset_map.journeys.impact_in_words import first_sentences
from asset_map.journeys.needs_in_words import together_in_words
from asset_map.journeys.proposal_as_data import of_proposal
from asset_map.snapshots.checksums import checksum

if TYPE_CHECKING:  # The results bring numpy with them; who only prints them need not wait.
    from collections.abc import Mapping
    from uuid import UUID

    from asset_map.analysis.difference import Difference
    from asset_map.analysis.impact import Impact, NeedImpact, Together
    from asset_map.analysis.pressure import Pressure
    from asset_map.domain.alternatives import Alternatives
    from asset_map.domain.links_followed import Link, Step
    from asset_map.domain.places import Area
    from asset_map.domain.proposals import Proposal
    from asset_map.domain.things import Thing

Data = dict[str, Any]

BY_NEED = {
    "people_before": "people_before",
    "people_after": "people_after",
    "people_leaving_reach": "people_leaving",
    "people_without_cover": "people_without_cover",
}
"""Figures that stand at the top as maps by need, and what they are called in a difference."""


def of_impact(
    impact: Impact, alternatives: Alternatives | None = None, *, snapshot: str | None = None
) -> Data:
    """Return what proposals would change; ``snapshot``: the name of the inputs that were kept."""
    now = impact.situation
    steps = impact.after.knock_on.steps
    data: Data = {
        "proposals": [_of_proposal(one, now.things) for one in impact.proposals],
        "as_at": now.at.isoformat(),
        "in_short": list(first_sentences(impact)),
        **{
            key: {found.need.id: getattr(found.headline, name) for found in impact.needs}
            for key, name in BY_NEED.items()
        },
        "extra_m": {found.need.id: _extra(found.headline) for found in impact.needs},
        "needs": [_of_need(found, now.things) for found in impact.needs],
        "by_area": _by_area(impact),
        "by_group": _by_group(impact),
        "no_data_by": list(now.population.missing),
        "knock_on": [of_step(step) for step in steps],
        "knock_on_in_short": knock_on_in_words.what_follows(impact.after.knock_on),
        "links": [_of_link(link) for link in _links(impact)],
        "alternatives": None if alternatives is None else of_alternatives(alternatives),
        "together": [_of_together(one, impact) for one in impact.together],
        "settings": {"distance_method": impact.distance_method, **of_settings(impact)},
        "people_source": now.people_source,
        "people_as_of": now.people_as_of,
        "people_demo": now.people_demo,
        "note": impact.note,
    }
    return data | {"code": __version__, "snapshot": snapshot, "checksum": checksum(data)}


def of_settings(impact: Impact) -> Data:
    """Return how an impact was worked out, as far as its inputs do not say."""
    since = impact.situation.closed_since
    return {
        "detour_factor": impact.settings.detour,
        "walking_kmh": impact.settings.walking_kmh,
        "standard_m": impact.settings.standard_m,
        "closed_since": since.isoformat() if since else None,
        "authority": impact.situation.authority,
    }


def of_step(step: Step) -> Data:
    """Return what becomes of one asset, and the link to name as the reason."""
    why = step.because
    return {
        "id": str(step.asset.id),
        "kind": step.asset.kind.value,
        "name": step.asset.name,
        "effect": step.effect.value,
        "because_id": str(why.on.id),
        "because_name": why.on.name,
        "link": why.type.value,
        "detail": why.detail,
        "said_by": why.said_by.value,
        "sure": step.sure,
        "step": step.away,
        "sentence": knock_on_in_words.in_words(step),
    }


def _of_proposal(proposal: Proposal, things: Mapping[UUID, Thing]) -> Data:
    """Return a proposal as data, each change in words too."""
    data = of_proposal(proposal, things)
    for change, told in zip(proposal.changes, data["changes"], strict=True):
        told["sentence"] = f"{change_in_words(change, things, proposal.from_day)}."
    for count, told in zip(proposal.user_counts, data["user_counts"], strict=True):
        told["count_shown"] = real_people_shown(count.count)
    return data


def _of_need(found: NeedImpact, things: Mapping[UUID, Thing]) -> Data:
    standard = found.standard
    changed = standard.default
    return {
        "need": found.need.id,
        "label": found.need.label,
        "standard_m": found.standard_m,
        "standard_source": standard.source,
        "standard_default_m": None if changed is None else changed.metres,
        "standard_changed_by": standard.changed_by or None,
        "standard_why": standard.why or None,
        "providers_before": found.providers_before,
        "providers_after": found.providers_after,
        **_of_difference(found.headline),
        "alone": _of_difference(found.alone),
        "with_one_sided": _of_difference(found.one_sided),
        "confirmed": _of_difference(found.confirmed),
        "beyond_the_border": _of_difference(found.beyond),
        "most_deprived_fifth": found.most_deprived and _of_difference(found.most_deprived),
        "least_deprived_fifth": found.least_deprived and _of_difference(found.least_deprived),
        "sensitivity": [
            {"name": one.name, "metres": one.metres, "people_leaving_reach": one.people_leaving}
            for one in found.sensitivity
        ],
        "pressure": [_of_pressure(one, things) for one in found.pressure],
    }


def _of_difference(found: Difference) -> Data:
    return {
        "people": found.people,
        "people_before": found.people_before,
        "people_after": found.people_after,
        "people_leaving_reach": found.people_leaving,
        "people_gaining_reach": found.people_gaining,
        "people_still_come_to": found.people_still_come_to,
        "people_without_cover": found.people_without_cover,
        "people_only_provider": found.people_sole,
        "people_left_with_one": found.people_left_with_one,
        "people_farther": found.people_farther,
        "share_before": found.share_before,
        "share_after": found.share_after,
        "postcodes": found.points,
        "postcodes_before": found.points_before,
        "postcodes_after": found.points_after,
        "postcodes_leaving_reach": found.points_leaving,
        "postcodes_gaining_reach": found.points_gaining,
        **{f"extra_{name}_m": value for name, value in _extra(found).items()},
    }


def _extra(found: Difference) -> Data:
    return {
        "median": found.extra_median_m,
        "p90": found.extra_p90_m,
        "longest": found.extra_longest_m,
    }


def _of_pressure(one: Pressure, things: Mapping[UUID, Thing]) -> Data:
    return {
        "id": str(one.asset_id),
        "name": name_of(one.asset_id, things),
        "visits_before": one.visits_before,
        "visits_after": one.visits_after,
        "capacity": one.capacity,
    }


def _by_area(impact: Impact) -> list[Data]:
    return [
        {
            "need": found.need.id,
            **_of_area(area),
            "as_at": impact.situation.at.isoformat(),
            "standard_m": found.standard_m,
            **_of_difference(there),
        }
        for found in impact.needs
        for area, there in found.by_area
    ]


def _by_group(impact: Impact) -> list[Data]:
    return [
        {
            "need": found.need.id,
            "kind": group.kind,
            "category": group.category,
            "label": group.label,
            "unit": group.unit,
            "source": group.source,
            "as_of": group.as_of,
            "as_at": impact.situation.at.isoformat(),
            "standard_m": found.standard_m,
            **_of_difference(there),
        }
        for found in impact.needs
        for group, there in found.by_group
    ]


def _of_together(one: Together, impact: Impact) -> Data:
    return {
        "need": one.need.id,
        "standard_m": one.standard_m,
        "each": [
            {
                "proposal": proposal.title,
                "people_leaving_reach": people,
                "postcodes_leaving_reach": points,
            }
            for proposal, people, points in zip(
                impact.proposals, one.each, one.each_points, strict=True
            )
        ],
        "people_by_any_alone": one.any_alone,
        "people_by_all": one.all,
        "postcodes_by_all": one.all_points,
        "people_only_together": one.only_together,
        "postcodes_only_together": one.only_together_points,
        "by_area": [
            {**_of_area(area), "people_only_together": people, "postcodes_only_together": points}
            for area, people, points in one.by_area
        ],
        "sentence": together_in_words(one),
    }


def _of_area(area: Area) -> Data:
    return {
        "area_code": area.code,
        "area_name": area.name,
        "area_kind": area.kind.value,
        "area_vintage": area.vintage,
    }


def _links(impact: Impact) -> list[Link]:
    """Return the links that what is changed has now, by name."""
    changed = {change.asset_id for change in impact.changes}
    found = [
        link
        for link in impact.situation.world.links
        if link.from_end.id in changed or link.to_end.id in changed
    ]
    return sorted(found, key=lambda link: (link.from_end.name, link.to_end.name, link.detail))


def _of_link(link: Link) -> Data:
    return {
        "from_id": str(link.from_end.id),
        "from_name": link.from_end.name,
        "link": link.type.value,
        "to_id": str(link.to_end.id),
        "to_name": link.to_end.name,
        "detail": link.detail,
        "said_by": link.said_by.value,
    }
