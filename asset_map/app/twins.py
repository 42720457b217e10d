"""What the stewards' page on likely twins says of a pair, as HTML."""

from html import escape

from asset_map.app import addresses, parts, twins_wording, wording
from asset_map.domain.assets import AssetKind
from asset_map.journeys.list_twins import Pair

NEAREST_TOLD_M = 10
"""Metres below which a distance is not told in figures."""


def counted(count: int, shown: int, whole: str, part: str) -> str:
    """Return how many pairs there are in all, and how many of them are shown where not all are."""
    words = whole if shown == count else part
    return parts.para(
        words.format(pairs=twins_wording.pairs(count), shown=f"{shown:,}"), "am-status"
    )


def said(sentence: str) -> str:
    """Return what was just done, in a line that screen readers say and that stays in view."""
    return f'<p class="am-status am-said" role="status">{escape(sentence)}</p>'


def likely(pair: Pair) -> str:
    """Return a pair that waits, with the way to choose field by field."""
    choose = addresses.with_query(
        f"{addresses.REVIEW}/merge", a=str(pair.asset_a), b=str(pair.asset_b)
    )
    return held(pair) + f"<p>{parts.link(choose, twins_wording.CHOOSE)}</p>"


def held(pair: Pair) -> str:
    """Return a pair: the two beside each other, how alike, why and how far apart."""
    alike = twins_wording.ALIKE.format(
        how=twins_wording.how_alike(pair.score),
        score=f"{pair.score:.2f}",
        why=_why(pair),
    )
    if twins_wording.APART_SAID not in alike:
        alike = f"{alike} {_apart(pair)}."
    return parts.heading(_names(pair), 3) + _table(alike, pair)


def decided(pair: Pair) -> str:
    """Return a pair that a person decided on: the two, what was decided, when and by whom."""
    words = twins_wording.DECIDED_BY.format(
        what=twins_wording.DECIDED_AS[pair.verdict],
        when=wording.day(pair.decided),
        who=pair.decided_by,
    )
    return parts.heading(_names(pair), 3) + _table(words, pair)


def _names(pair: Pair) -> str:
    if pair.name_a == pair.name_b:
        return twins_wording.NAMESAKES.format(a=pair.name_a)
    return twins_wording.AND.format(a=pair.name_a, b=pair.name_b)


def _table(caption: str, pair: Pair) -> str:
    kind = escape(wording.KINDS[AssetKind(pair.kind)])
    return parts.table(
        caption,
        list(twins_wording.COLUMNS),
        [
            [
                parts.link(addresses.asset(asset), name),
                kind,
                escape(source),
                _where(where),
            ]
            for asset, name, source, where in (
                (pair.asset_a, pair.name_a, pair.source_a, pair.where_a),
                (pair.asset_b, pair.name_b, pair.source_b, pair.where_b),
            )
        ],
    )


def _where(where: str | None) -> str:
    return escape(twins_wording.WHERE_HIDDEN if where is None else where or wording.NOT_KNOWN)


def _why(pair: Pair) -> str:
    """Return the reason; beside a hidden place nothing is said of where the two are."""
    return twins_wording.WHY_HIDDEN if pair.hidden else pair.reason


def _apart(pair: Pair) -> str:
    if pair.hidden:
        return twins_wording.APART_HIDDEN
    if pair.metres is None:
        return twins_wording.APART_UNKNOWN
    if pair.metres < NEAREST_TOLD_M:
        return twins_wording.UNDER
    return twins_wording.APART.format(distance=wording.metres(round(pair.metres, -1)))
