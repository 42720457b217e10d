"""What changes for one need, in words: by all changes, and together beside each alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_map.domain.numbers import about, counted, metres_shown
from asset_map.domain.places import AreaKind
from asset_map.domain.sentences import listed
from asset_map.journeys.words_for import who

if TYPE_CHECKING:  # The results bring numpy with them; who only puts words together need not wait.
    from collections.abc import Sequence

    from asset_map.analysis.difference import Difference
    from asset_map.analysis.impact import NeedImpact, Together
    from asset_map.domain.places import Area

NAMED = 3
"""So many areas are named in a sentence."""


def together_in_words(one: Together) -> str:
    """Return what sets of changes do to a need together, beside each alone."""
    label = one.need.label
    if not one.all_points:
        return f"{label}: nobody would leave reach, by any of them or by all."
    every = who(one.all, one.all_points)
    alone = [who(people, points) for people, points in zip(one.each, one.each_points, strict=True)]
    said = f"alone they take {listed(alone)} out of reach; together {every}"
    if not one.only_together_points:
        return f"{label}: {said}, none of them only because of all at once."
    extra = who(one.only_together, one.only_together_points)
    small = one.only_together_points > max(one.each_points, default=0)
    return (
        f"{label}: {'each is small alone: ' if small else ''}{said}, of whom {extra}"
        f"{_where(one.by_area, one.only_together_points)} would have none within "
        f"{one.standard_m:,.0f} m only because of all at once."
    )


def need_lines(found: NeedImpact) -> list[str]:
    """Return what changes for one need, a line each, most important first and with its name."""
    now, metres = found.headline, f"{found.standard_m:,.0f} m on foot"
    if not now.changes:
        lines = [f"{found.need.label} ({metres}): nobody would leave reach."]
    else:
        lines = [
            f"{found.need.label} ({metres}): {who(now.people_leaving, now.points_leaving)} would "
            f"leave reach{_before_and_after(now)}."
        ]
    lines += _how_far(now)
    if now.people_still_come_to:
        lines.append(
            f"{who(now.people_still_come_to, 1)} would have no place within reach any more, and "
            "are still come to by phone, online or at home."
        )
    if now.people_without_cover:
        lines.append(f"{about(now.people_without_cover)} would have none left that we know of.")
    if now.points_gaining:
        lines.append(f"{who(now.people_gaining, now.points_gaining)} would come into reach.")
    lines += _beside(found)
    if found.beyond.points_leaving:
        beyond = counted(found.beyond.points_leaving, "postcode")
        lines.append(
            f"Across the border: {beyond} more, if nothing there meets the need that we have not "
            "been told of."
        )
    return [line[0].upper() + line[1:] for line in lines]


def _before_and_after(now: Difference) -> str:
    before, after = about(now.people_before), about(now.people_after)
    if now.people_before is None:
        return f"; {now.points_before:,} postcodes are within it now, {now.points_after:,} then"
    if before != after:
        return f"; {before} live within it now, {after} would then"
    if now.people_before == now.people_after:
        return f"; {before} live within it, before and after"
    return f"; {before} live within it, before and after: the change is smaller than the rounding"


def _how_far(now: Difference) -> list[str]:
    if now.extra_median_m is None or now.extra_p90_m is None or now.extra_longest_m is None:
        return []
    return [
        f"Where the nearest is then another one, it is {metres_shown(now.extra_median_m)} farther "
        f"(median), {metres_shown(now.extra_p90_m)} for the farthest tenth, "
        f"{metres_shown(now.extra_longest_m)} at most."
    ]


def _beside(found: NeedImpact) -> list[str]:
    """Tell the figures beside the headline, where they are other figures."""
    now = found.headline
    sets = (
        (found.alone, "By this alone, without what stops because of it"),
        (found.one_sided, "If what one side alone says is so"),
        (found.confirmed, "By records confirmed lately alone"),
    )
    return [
        f"{said}: {who(one.people_leaving, one.points_leaving)}."
        for one, said in sets
        if one.points_leaving != now.points_leaving
    ]


def _where(by_area: Sequence[tuple[Area, float | None, int]], points: int) -> str:
    """Name the areas where it is so: the estate that holds all of them, else wards."""
    whole = [
        area.name
        for area, _, here in by_area
        if area.kind is AreaKind.NEIGHBOURHOOD and here == points
    ]
    wards = sorted(
        (row for row in by_area if row[0].kind is AreaKind.WARD), key=lambda row: -(row[1] or 0)
    )
    names = whole[:1] or [area.name for area, _, _ in wards[:NAMED]]
    return f" in {listed(names)}" if names else ""
