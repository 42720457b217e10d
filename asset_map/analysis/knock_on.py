"""What stops, and what is strained, when something ends: the links followed until nothing new ends.

An asset stops when all its places are gone, or all that provide or manage it; other losses strain
it. A loss is sure where both sides state it. See docs/decisions/0018-following-links.md.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from asset_map.domain.links_followed import Effect, Hold, KnockOn, Link, Step

KEEP_IT_GOING = (Hold.PLACE, Hold.PROVIDER)
"""An asset stops once nothing is left of one of these of which it had any."""


class Web:
    """Links by both their ends, so that only what is concerned is looked at."""

    def __init__(self, links: Iterable[Link]) -> None:
        self._hanging_on: dict[UUID, list[Link]] = defaultdict(list)
        self._holding: dict[tuple[UUID, Hold], list[Link]] = defaultdict(list)
        for link in sorted(links, key=_order):
            if link.hangs.id != link.on.id:
                self._hanging_on[link.on.id].append(link)
                self._holding[link.hangs.id, link.hold].append(link)

    def hanging_on(self, asset_id: UUID) -> list[Link]:
        """Return the links by which others hang on an asset."""
        return self._hanging_on.get(asset_id, [])

    def holding(self, asset_id: UUID, hold: Hold) -> list[Link]:
        """Return the links by which an asset hangs on others in one way."""
        return self._holding.get((asset_id, hold), [])


def knock_on(web: Web, closed: Collection[UUID], lost: Collection[Link] = frozenset()) -> KnockOn:
    """Follow the links from what is closed, in any number and order, to all that it leads to.

    ``lost``: links of the web that end themselves, while both their ends may go on.
    """
    surely, perhaps = _ended(web, closed, lost, sure=True), _ended(web, closed, lost, sure=False)
    steps = [*_stops(web, surely, surely, sure=True), *_strains(web, surely, sure=True)]
    told = {(step.asset.id, step.because) for step in steps}
    steps += [step for step in _stops(web, perhaps, surely, sure=False)]
    steps += [
        step
        for step in _strains(web, perhaps, sure=False)
        if (step.asset.id, step.because) not in told
    ]
    ends = frozenset(surely.away), frozenset(perhaps.away)
    return KnockOn(tuple(sorted(steps, key=_in_order)), *ends)


@dataclass(frozen=True)
class Ended:
    """What has ended, and how many links ``away`` from what was closed, which is 0 away itself.

    ``lost``: links that end themselves.
    """

    away: dict[UUID, int]
    lost: frozenset[Link]

    def gone(self, link: Link) -> bool:
        """Tell whether a link holds nothing any more."""
        return link.on.id in self.away or link in self.lost

    def steps_to(self, link: Link) -> int:
        """Return how many links away from what was closed a link that is gone holds on."""
        return 0 if link in self.lost else self.away[link.on.id]


def _ended(web: Web, closed: Collection[UUID], lost: Collection[Link], *, sure: bool) -> Ended:
    """Go on from what ended last until nothing more ends. Cycles end: nothing ends twice."""
    ended = Ended(dict.fromkeys(closed, 0), frozenset(lost))
    hit, away = {link.hangs.id for link in lost}, 0
    latest = set(closed)
    while latest or hit:
        away += 1
        hit |= {link.hangs.id for gone in latest for link in web.hanging_on(gone)}
        latest = {
            asset_id
            for asset_id in hit - ended.away.keys()
            if any(
                _nothing_left(web.holding(asset_id, hold), ended, sure) for hold in KEEP_IT_GOING
            )
        }
        ended.away.update(dict.fromkeys(latest, away))
        hit = set()
    return ended


def _nothing_left(links: list[Link], ended: Ended, sure: bool) -> bool:
    """Tell whether all links of one hold are lost.

    What one side says may be so: where it is left, it keeps the asset going. And it may not be so:
    where no lost link is stated by both sides, it is not sure that the asset hung on any.
    """
    return (
        bool(links)
        and all(ended.gone(link) for link in links)
        and (not sure or any(link.by_both for link in links))
    )


def _stops(web: Web, ended: Ended, surely: Ended, *, sure: bool) -> list[Step]:
    """Return one step for each asset that stops, by the hold that was gone first."""
    found = []
    for asset_id, away in ended.away.items():
        if not away or (not sure and asset_id in surely.away):
            continue
        lost = next(
            links
            for hold in KEEP_IT_GOING
            if _nothing_left(links := web.holding(asset_id, hold), ended, sure)
            and max(ended.steps_to(link) for link in links) + 1 == away
        )
        lost = sorted(lost, key=lambda link: _reason(link, ended, surely))
        found.append(Step(lost[0].hangs, Effect.STOPS, tuple(lost), (), sure, away))
    return found


def _strains(web: Web, ended: Ended, *, sure: bool) -> list[Step]:
    """Return one step for each link that is lost by an asset that goes on."""
    hit = [link for gone in ended.away for link in web.hanging_on(gone) if link not in ended.lost]
    return [
        Step(
            asset=link.hangs,
            effect=Effect.STRAINED,
            lost=(link,),
            left=tuple(
                other for other in web.holding(link.hangs.id, link.hold) if not ended.gone(other)
            ),
            sure=sure,
            away=ended.steps_to(link) + 1,
        )
        for link in [*hit, *ended.lost]
        if link.hangs.id not in ended.away and (link.by_both or not sure)
    ]


def _reason(link: Link, ended: Ended, surely: Ended) -> tuple[object, ...]:
    """Order the reasons of a stop: what is itself not sure, what both sides state, the nearest."""
    return surely.gone(link), not link.by_both, ended.steps_to(link), _order(link)


def _order(link: Link) -> tuple[str, ...]:
    """Order links in one way, however they were read."""
    ends = (link.from_end, link.to_end)
    said = (link.type.value, link.detail, link.said_by.value)
    return (*(end.name for end in ends), *said, *(str(end.id) for end in ends))


def _in_order(step: Step) -> tuple[object, ...]:
    """Tell what is sure first, what stops before what is strained, and the nearest first."""
    strained = step.effect is Effect.STRAINED
    return not step.sure, strained, step.away, step.asset.name, _order(step.because)
