"""One thing that was found, as a card: how far, when, for which of my needs, how sure."""

from collections.abc import Iterable
from datetime import datetime
from html import escape

from asset_map.app import find_wording as words
from asset_map.app import parts, wording
from asset_map.domain.assets import AssetKind
from asset_map.domain.freshness import lapsed
from asset_map.domain.offers import is_free
from asset_map.domain.opening import State, in_words, opening
from asset_map.journeys.hits import Hit


def cards(hits: Iterable[Hit], labels: parts.Needs, now: datetime, level: int = 4) -> str:
    """Return the cards of some hits."""
    return parts.bullets((card(hit, labels, now, level) for hit in hits), "am-cards am-found")


def card(hit: Hit, labels: parts.Needs, now: datetime, level: int = 4) -> str:
    """Return the card of a hit; ``level`` is that of its heading."""
    asset = hit.asset
    fresh = parts.freshness(asset, now.date())
    lately = asset.provenance.confirmed_within_a_year(now.date())
    late = lapsed(asset.kind, asset.provenance.last_confirmed, now.date())
    stale = "" if lately and not late else " am-stale"
    body = (
        f"{_when(hit, now)}"
        f"{parts.para(asset.description, 'am-description') if asset.description else ''}"
        f"{_needs(hit, labels)}"
        f'<p class="am-meta"><span class="am-fresh-as{stale}">{escape(fresh)}.</span> '
        f'<span class="am-source">{escape(wording.SOURCE)}: '
        f"{escape(asset.provenance.source)}.</span></p>"
    )
    return parts.card(hit, body, level)


def _when(hit: Hit, now: datetime) -> str:
    """Say when it is open, what it costs and whether it has steps, as far as anybody told us."""
    asset, said = hit.asset, []
    found = opening(
        hit.sessions,
        now,
        words="" if hit.sessions else hit.hours_text,
        valid_from=asset.valid_from,
        valid_to=asset.valid_to,
        away=asset.away,
    )
    told = hit.sessions or asset.kind is not AssetKind.SKILL_OFFER
    if told or found.state is State.AWAY:
        said.append(in_words(found))
    if hit.cost:
        said.append(words.COST_FREE if is_free(hit.cost) else hit.cost)
    if hit.step_free is not None and hit.walking_m is not None:
        said.append(words.STEPS_NONE if hit.step_free else words.STEPS)
    spans = "".join(f"<span>{escape(one)}</span>" for one in said)
    return f'<p class="am-when am-when-{_shown_as(found.state)}">{spans}</p>' if said else ""


def _shown_as(state: State) -> str:
    return state.value if state in (State.OPEN, State.UNKNOWN) else "next"


def _needs(hit: Hit, labels: parts.Needs) -> str:
    """Say which of the chosen needs it meets; where none is chosen, all that it is for."""
    if hit.needs_met:
        met = "; ".join(labels.get(need, need) for need in hit.needs_met)
        return parts.para(words.MEETS.format(needs=met), "am-meets")
    return parts.tags(labels.get(need, need) for need in hit.asset.needs)
