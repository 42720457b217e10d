"""What was found, in bands of walking time: nearest first, and in each band freshest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from asset_map.app import find_wording as words
from asset_map.domain.assets import AssetKind
from asset_map.domain.freshness import lapsed
from asset_map.journeys.find_near import Near
from asset_map.journeys.hits import Hit


@dataclass(frozen=True)
class Band:
    """What lies within the same few minutes' walk, or needs no walk."""

    title: str
    hits: tuple[Hit, ...]
    note: str = ""


@dataclass(frozen=True)
class Laid:
    """A result as the page lays it out. ``beyond``: for each need that nothing within meets, or for
    all at once, the nearest beyond the distance. ``coming``: what nobody has to walk to.
    ``offered``: skills, to which nobody goes; they come last, unless no place was found."""

    within: tuple[Band, ...]
    beyond: tuple[Band, ...]
    coming: tuple[Hit, ...]
    offered: tuple[Hit, ...] = ()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Return all of it in the order of the page, each once."""
        bands = (*self.within, *self.beyond)
        ordered = [hit for band in bands for hit in band.hits] + [*self.coming, *self.offered]
        return tuple({hit.asset.id: hit for hit in ordered}.values())


def laid(near: Near, labels: dict[str, str], far: str, today: date) -> Laid:
    """Lay out what was found. ``far``: the distance in words, empty where any will do."""
    shown, offered = _skills_apart(near.hits)
    placed = [hit for hit in shown if hit.walking_m is not None]
    coming = tuple(hit for hit in shown if hit.walking_m is None)
    within = [hit for hit in placed if _within(hit, near.within_m)]
    beyond = [hit for hit in placed if not _within(hit, near.within_m)]
    nearest = tuple(_beyond(near, beyond, labels, far))
    return Laid(tuple(bands(within, today)), nearest, coming, offered)


def first(laid: Laid, most: int) -> tuple[Laid, Laid]:
    """Return what is shown at once, ``most`` of it, and what only where asked for.

    The nearest beyond the distance is always shown: it answers what was looked for in vain.
    """
    shown, hidden, left = [], [], most
    for band in laid.within:
        shown.append(replace(band, hits=band.hits[:left]))
        hidden.append(replace(band, hits=band.hits[left:]))
        left -= len(shown[-1].hits)
    coming, left = laid.coming[:left], max(0, left - len(laid.coming))
    offered = laid.offered[:left]
    return (
        Laid(_filled(shown), laid.beyond, coming, offered),
        Laid(_filled(hidden), (), laid.coming[len(coming) :], laid.offered[len(offered) :]),
    )


def _filled(some: Iterable[Band]) -> tuple[Band, ...]:
    return tuple(band for band in some if band.hits)


def _skills_apart(hits: Sequence[Hit]) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """Return places and services, and apart from them the skills; those first where no place was
    found."""
    skills = tuple(hit for hit in hits if hit.asset.kind is AssetKind.SKILL_OFFER)
    others = tuple(hit for hit in hits if hit.asset.kind is not AssetKind.SKILL_OFFER)
    if any(hit.walking_m is not None for hit in others):
        return others, skills
    return tuple(hits), ()


def bands(hits: Iterable[Hit], today: date) -> list[Band]:
    """Return hits that have a distance in bands of minutes, those that are empty left out."""
    found = list(hits)
    edges = [0, *words.BAND_MINUTES]
    result = []
    for place, start in enumerate(edges):
        to = edges[place + 1] if place + 1 < len(edges) else None
        some = [hit for hit in found if _between(hit.minutes or 0, start, to)]
        if some:
            # So far away minutes count for more than months.
            order = freshest_first(some, today) if to else sorted(some, key=_metres)
            result.append(Band(_title(start, to), tuple(order)))
    return result


def freshest_first(hits: Sequence[Hit], today: date) -> list[Hit]:
    """Sort by the day of the last confirmation, the latest first; what was not confirmed within
    12 months comes last, and before it what nobody looked at although it was time. What is as fresh
    stays nearest first."""

    def key(hit: Hit) -> tuple[bool, bool, int, float]:
        source = hit.asset.provenance
        confirmed = source.last_confirmed
        fresh = source.confirmed_within_a_year(today)
        late = lapsed(hit.asset.kind, confirmed, today)
        return (not fresh, late, -(confirmed.toordinal() if confirmed else 0), _metres(hit))

    return sorted(hits, key=key)


def _metres(hit: Hit) -> float:
    return hit.walking_m or 0


def _between(minutes: float, start: int, to: int | None) -> bool:
    return (minutes > start or start == 0) and (to is None or minutes <= to)


def _title(start: int, to: int | None) -> str:
    if start == 0:
        return words.BAND_FIRST.format(to=to)
    if to is None:
        return words.BAND_LAST.format(start=start)
    return words.BAND.format(start=start, to=to)


def _within(hit: Hit, within_m: float | None) -> bool:
    # The distance came back from a straight line: its last digits are not what was asked.
    return within_m is None or (hit.walking_m or 0) <= within_m + 0.5


def _beyond(near: Near, hits: list[Hit], labels: dict[str, str], far: str) -> Iterable[Band]:
    limit = words.WITHIN.format(far=far) if far else ""
    for need in near.unmet:
        title = words.UNMET.format(need=labels.get(need, need), within=limit)
        some = tuple(hit for hit in hits if need in hit.needs_met)
        yield Band(title, some, words.UNMET_NEXT if some else words.UNMET_NOWHERE)
    if hits and not near.unmet:
        yield Band(words.BEYOND, tuple(hits))
