"""What a closure would change, in sentences: what stops first, then who leaves reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asset_map.analysis.assumptions import NOBODY_TOLD_US
from asset_map.domain.assets import IN_WORDS, Asset, LinkedAsset, SaidBy
from asset_map.domain.numbers import about, before_and_after, counted, metres_shown
from asset_map.journeys.knock_on_in_words import in_short, in_words

if TYPE_CHECKING:  # The results are put into words by their own methods.
    from collections.abc import Iterable

    from asset_map.analysis.access import Change
    from asset_map.journeys.closure_by_need import NeedChange
    from asset_map.journeys.weigh_closure import ClosureResult

NO_NEED = "No need is met by it, or by what stops, that we know of: nobody leaves reach of one."
LINKS_TOLD = "Its links, as we were told of them:"
POST_HELD = "The post held these links:"


def sentences(result: ClosureResult) -> list[str]:
    """Return what the closure would change."""
    lines = [
        f"Closing {result.asset.name}, as at {result.at:%-d %B %Y}:",
        f"  {in_short(result.asset.name, result.knock_on, post=result.post)}",
        *(f"    {in_words(step)}" for step in result.knock_on.steps),
    ]
    for found in result.needs:
        lines += _of_need(found)
    lines += [] if result.needs else [f"  {NO_NEED}"]
    if result.links:
        lines.append(f"  {POST_HELD if result.post else LINKS_TOLD}")
    lines += [f"    {_link(result.asset, link)}" for link in result.links]
    people = f"{result.people_source or 'no figures loaded'}; {result.people_as_of or 'no date'}"
    return [
        *lines,
        f"People living within reach, not users. {people}.",
        f"Confirmed: within 12 months. {NOBODY_TOLD_US}",
        result.note,
    ]


def _of_need(found: NeedChange) -> list[str]:
    own = found.own
    lines = [f"  {_alone(found)}", *(f"    {more}" for more in _with_more(found))]
    if own.extra_median_m is not None and own.extra_p90_m is not None:
        lines.append(
            f"    For those it is the nearest for, the next is {metres_shown(own.extra_median_m)} "
            f"farther (median), {metres_shown(own.extra_p90_m)} for the farthest tenth."
        )
    if own.people_without_any:
        lines.append(f"    {about(own.people_without_any)} people would have none that we know of.")
    if found.beyond.points_leaving:
        beyond = counted(found.beyond.points_leaving, "postcode")
        lines.append(
            f"    Across the border: {beyond} more, if nothing there meets the need that we "
            f"have not been told of."
        )
    return lines + list(_by_area(found))


def _alone(found: NeedChange) -> str:
    own, metres = found.own, f"{found.standard_m:,.0f} m"
    if not found.with_one_sided.points_leaving:
        return (
            f"{found.need.label}: nobody who lives within {metres} of it now would be farther than "
            "that, whatever stops with it."
        )
    if not own.points_leaving:
        return f"{found.need.label}: by this alone nobody would leave the {metres}."
    return (
        f"{found.need.label}: {_leaving(own)} would no longer live within {metres}; "
        f"{before_and_after(own.before.people_within, own.after.people_within)}. "
        f"By records confirmed lately alone: {about(found.confirmed.people_leaving)}."
    )


def _with_more(found: NeedChange) -> list[str]:
    """Tell the figures beside that of the closure alone, where they are other figures."""
    sets = (
        (found.with_knock_on, found.own, "With what surely stops because of it"),
        (found.with_one_sided, found.with_knock_on, "If what one side alone says is so"),
        (found.agreed, found.with_knock_on, "Counting only what both sides say is there"),
    )
    return [f"{said}: {_leaving(one)}." for one, before, said in sets if one != before]


def _leaving(found: Change) -> str:
    if not found.points_leaving:
        return "nobody"
    return f"{about(found.people_leaving)} people ({counted(found.points_leaving, 'postcode')})"


def _by_area(found: NeedChange) -> Iterable[str]:
    own = {area.id: there for area, there in found.by_area}
    for area, there in found.by_area_with_knock_on or found.by_area:
        alone = own.get(area.id)
        if alone is None:
            yield f"    {area.name}: {_leaving(there)}, by what stops because of it"
        elif alone == there:
            yield f"    {area.name}: {_leaving(alone)}"
        else:
            yield f"    {area.name}: {_leaving(alone)}; with what stops, {_leaving(there)}"


def _link(asset: Asset, link: LinkedAsset) -> str:
    one, other = (asset.name, link.name) if link.outward else (link.name, asset.name)
    said = "" if link.said_by is SaidBy.BOTH else " (said by one side only)"
    detail = f", {link.detail}" if link.detail else ""
    return f"{one} {IN_WORDS[link.link_type]} {other}{detail}{said}."
