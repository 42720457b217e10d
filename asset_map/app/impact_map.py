"""The map of where people leave reach: what it shows, before it is drawn."""

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from uuid import UUID

from asset_map.app import addresses, parts, wording
from asset_map.app import proposal_wording as words
from asset_map.app.choropleth import Shade
from asset_map.domain.numbers import about
from asset_map.domain.places import AreaKind
from asset_map.journeys.behind_impact import NeedImpact, Together
from asset_map.journeys.draw_area import Outline

COLOURS = ("#7a2a0c", "#c4551b", "#f0a35e", "#fbdcb4", "#ffffff")
"""From most who leave reach to nobody: in grey they stand in the same order."""

Loss = Mapping[UUID, tuple[float | None, int, float | None]]
"""By area: how many people leave reach, of how many postcodes, and which share of its people."""


def of_need(found: NeedImpact) -> Loss:
    """Return what the areas lose for one need."""
    return {
        area.id: (
            told.people_leaving,
            told.points_leaving,
            _share(told.people_leaving, told.people, told.points_leaving, told.points),
        )
        for area, told in found.by_area
        if area.kind is AreaKind.WARD and told.points_leaving
    }


def only_together(found: Together, whole: NeedImpact) -> Loss:
    """Return what the areas lose for one need only because proposals come together."""
    wards = {area.id: told for area, told in whole.by_area}
    return {
        area.id: (
            people,
            points,
            _share(people, wards[area.id].people, points, wards[area.id].points)
            if area.id in wards
            else None,
        )
        for area, people, points in found.by_area
        if area.kind is AreaKind.WARD
    }


def shades(
    loss: Loss, outlines: Iterable[Outline], ids: Mapping[str, UUID], need: str
) -> list[Shade]:
    """Return all wards as a map shows them; ``ids``: of their areas, by code."""
    return [
        _shade(outline, loss.get(ids[outline.code]), need)
        for outline in outlines
        if outline.code in ids
    ]


def legend(loss: Loss, wards: int) -> str:
    """Return what the shades mean, and how many wards have each."""
    counts = Counter(_class(one) for one in loss.values())
    counts[len(words.MAP_CLASSES)] = wards - len(loss)
    named = [*(name for _, name in words.MAP_CLASSES), words.MAP_NOBODY]
    items = [
        f'<span class="am-shade" style="background:{colour}" aria-hidden="true"></span>'
        f"<b>{escape(name)}</b>: {counts[place]:,}"
        for place, (name, colour) in enumerate(zip(named, COLOURS, strict=True))
    ]
    return parts.para(words.MAP_LEGEND, "am-legend-title") + parts.bullets(items, "am-legend")


def _shade(
    outline: Outline, loss: tuple[float | None, int, float | None] | None, need: str
) -> Shade:
    label = "0"
    words_for = words.LEAVES_NOBODY
    if loss is not None:
        people, points, _ = loss
        label = about(people).removeprefix("about ") if people is not None else f"{points:,}"
        said = wording.people(people) if people is not None else wording.postcodes(points)
        words_for = words.LEAVES.format(people=said)
    return Shade(
        edge=outline.edge,
        at=(outline.latitude, outline.longitude),
        colour=COLOURS[len(words.MAP_CLASSES) if loss is None else _class(loss)],
        label="" if loss is None else label,
        words=f"{outline.name}: {words_for}",
        address=addresses.gaps(area=outline.code, need=need),
        here=False,
        dashed=False,
    )


def _class(loss: tuple[float | None, int, float | None]) -> int:
    share = loss[2] or 0.0
    return next(place for place, (least, _) in enumerate(words.MAP_CLASSES) if share >= least)


def _share(people: float | None, of: float | None, points: int, all_points: int) -> float | None:
    if people is None or not of:
        return points / all_points if all_points else None
    return people / of
