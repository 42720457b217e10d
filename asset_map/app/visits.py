"""Several needs in the fewest visits, drawn as a list: what page and plain page show alike."""

from collections.abc import Iterable
from html import escape

from asset_map.app import addresses, parts
from asset_map.app import visits_wording as words
from asset_map.domain.assets import Asset
from asset_map.domain.opening import day_in_words
from asset_map.domain.visits import Beyond, Met, PlannedVisit, PlannedWay, Why, Without
from asset_map.journeys import visits_in_words as said
from asset_map.journeys.plan_visits import VisitPlan


def draw(plan: VisitPlan, needs: parts.Needs) -> None:
    """Draw the section of a page; nothing where fewer than two needs are sought."""
    parts.draw(section(plan, needs))


def section(plan: VisitPlan, needs: parts.Needs) -> str:
    """Return the section as HTML; ``needs`` are labels by id. What distances do not see is told by
    whoever shows it: in ``plan.note``."""
    if len(plan.needs) < 2:
        return ""
    if plan.too_many:
        body = parts.para(said.TOO_MANY)
    else:
        body = "".join(
            [
                parts.para(said.summary(plan), "am-visits-sum"),
                _first(plan, needs),
                *_beside(plan),
                _others(plan, needs),
                parts.para(words.HOW_COUNTED, "am-meta"),
            ]
        )
    return (
        f'<section class="am-visits" aria-labelledby="am-visits">'
        f'<h3 id="am-visits">{escape(words.TITLE)}</h3>{body}</section>'
    )


def _first(plan: VisitPlan, needs: parts.Needs) -> str:
    first = [way for way in plan.ways if way.why is Why.FEWEST]
    return "".join(_way(plan, way, needs) for way in first) + "".join(
        parts.para(line, "am-meta") for line in said.as_good(plan)
    )


def _way(plan: VisitPlan, way: PlannedWay, needs: parts.Needs) -> str:
    visits = "".join(f"<li>{_visit(plan, one, needs)}</li>" for one in way.visits)
    return f'<ol class="am-visit-list">{visits}</ol>'


def _visit(plan: VisitPlan, one: PlannedVisit, needs: parts.Needs) -> str:
    place = parts.link(addresses.asset(one.place_id), one.place_name)
    day = said.upper(day_in_words(one.days[0], plan.at)) if one.days else words.ALSO_ANY
    others = said.also_on(one, plan.at)
    return (
        f'<h4>{place}</h4><p class="am-where">{escape(day)} · {escape(said.how_far(one))}</p>'
        + parts.bullets(_met(plan, one, some, needs) for some in said.by_asset(one))
        + (parts.para(others) if others else "")
    )


def _met(plan: VisitPlan, one: PlannedVisit, some: list[Met], needs: parts.Needs) -> str:
    """Say which needs one thing meets on a visit, when, and how sure that is."""
    asset, labels = some[0].asset, [needs.get(met.need.id, met.need.label) for met in some]
    who = escape(said.ITSELF) if asset.id == one.place_id else _linked(asset)
    told = f"<strong>{escape('; '.join(labels))}</strong>: {who}, {escape(said.when(some[0]))}"
    return f"{told} {_fresh(plan, asset)}"


def _beside(plan: VisitPlan) -> Iterable[str]:
    """Yield what comes, what is not in reach, and what does not go together, each as a list."""
    yield _listed(words.WITHOUT, [_without(plan, one) for one in plan.coming])
    yield _listed(words.BEYOND, [_beyond(plan, one) for one in plan.beyond])
    perhaps = [_without(plan, one) for one in plan.perhaps]
    yield _listed(words.PERHAPS, perhaps, words.PERHAPS_NOTE)
    yield _listed(words.COVERING, [_without(plan, one) for one in said.not_met(plan)])
    yield _listed(words.APART, [escape(said.apart(one)) for one in plan.apart])


def _beyond(plan: VisitPlan, one: Beyond) -> str:
    told = escape(said.not_in_reach(one))
    if one.nearest is None:
        return told
    nearest = f"{_linked(one.nearest)}, {escape(one.reason)} {_fresh(plan, one.nearest)}"
    return f"{told} {escape(said.NEAREST)} {nearest}"


def _without(plan: VisitPlan, one: Without) -> str:
    told = f"{escape(one.need.label)}: {_linked(one.asset)}, {escape(one.reason)}"
    return f"{told} {_fresh(plan, one.asset)}"


def _others(plan: VisitPlan, needs: parts.Needs) -> str:
    others = [way for way in plan.ways if way.why in said.OTHER_WAYS]
    if not others:
        return ""
    told = "".join(
        parts.heading(said.other_head(way, plan.at), 4) + _way(plan, way, needs) for way in others
    )
    return parts.details(words.OTHER_WAYS.format(count=len(others)), told)


def _listed(title: str, items: list[str], note: str = "") -> str:
    if not items:
        return ""
    return parts.heading(title, 4) + (parts.para(note) if note else "") + parts.bullets(items)


def _linked(asset: Asset) -> str:
    return parts.link(addresses.asset(asset.id), asset.name)


def _fresh(plan: VisitPlan, asset: Asset) -> str:
    told = parts.freshness(asset, plan.at.date(), advise=False)
    return f'<span class="am-meta">({escape(told)})</span>'
