"""What must not be lost, as tables: by need, and by who looks after it."""

from collections.abc import Iterable, Sequence
from html import escape

from asset_map.app import addresses, parts
from asset_map.app import critical_wording as words
from asset_map.domain.assets import AssetKind
from asset_map.domain.numbers import about
from asset_map.journeys.ranking import Critical, Kept, Ranking

SHOWN = 20
"""So many rows are shown at once; the rest are to be opened."""


def address(need: str = "", keeper: str = "") -> str:
    """Return the address of what must not be lost, of a need or of a directorate."""
    return addresses.with_query(addresses.CRITICAL, need=need, directorate=keeper)


def choices(found: Ranking) -> dict[str, str]:
    """Return who looks after what people depend on, by name: parts of the council first."""
    return {one.keeper.name: _choice(one) for one in found.kept}


def _choice(one: Kept) -> str:
    if one.directorate:
        return words.TEAM.format(name=one.keeper.name)
    return words.GROUP.format(name=one.keeper.name, type=one.keeper.type or words.GROUP_OF_NO_TYPE)


def directorates(found: Ranking) -> str:
    """Return the parts of the council with what people depend on in their keeping."""
    teams = [one for one in found.kept if one.directorate]
    others = len(found.kept) - len(teams)
    rows = [
        [
            parts.link(address(keeper=one.keeper.name), one.keeper.name),
            escape(
                words.OF_NEEDS.format(assets=words.things(one.assets), needs=words.needs(one.needs))
            ),
            escape(words.things(one.too_little_known) if one.too_little_known else "none"),
            f"{escape(about(one.most.people_leaving))}: {_asset(one.most)} "
            f"{_small(one.most.need.label)}",
        ]
        for one in teams
    ]
    table = parts.table(words.KEPT_OF, list(words.KEPT_COLUMNS), rows) if rows else ""
    more = parts.para(words.OTHERS.format(count=others), "am-meta") if others else ""
    return (
        parts.heading(words.BY_DIRECTORATE) + (table or parts.para(words.DIRECTORATES_NONE)) + more
    )


def listed(caption: str, rows: Sequence[Critical], day: str) -> str:
    """Return what must not be lost, with its reasons; of many rows the rest are to be opened."""
    if not rows:
        return parts.notice(words.NONE, words.NONE_TEXT)
    first, rest = rows[:SHOWN], rows[SHOWN:]
    more = f"{len(rest)} more"
    told = len({row.asset.id for row in rows})
    return (
        parts.para(words.status(told, day), "am-status")
        + _table(caption, first)
        + (parts.details(more, _table(more, rest)) if rest else "")
    )


def _table(caption: str, rows: Iterable[Critical]) -> str:
    return parts.table(
        caption,
        list(words.COLUMNS),
        [
            [
                _asset(row) + _small(_kept_by(row)),
                parts.link(address(need=row.need.id), row.need.label)
                + _small(words.RANK.format(rank=row.rank)),
                f"<b>{escape(about(row.people_leaving))}</b> people",
                _further(row),
                _lacking(row),
                parts.link(addresses.cut(row.asset.id), words.CLOSING),
            ]
            for row in rows
        ],
    )


def _asset(row: Critical) -> str:
    return parts.link(addresses.asset(row.asset.id), row.asset.name)


def _kept_by(row: Critical) -> str:
    kind = words.WHAT_IT_IS[AssetKind(row.asset.kind).value]
    keeper = row.asset.keeper
    kept = words.KEPT_BY.format(name=keeper) if keeper else words.KEPT_BY_NOBODY
    return f"{kind}. {kept}."


def _further(row: Critical) -> str:
    """Return the reasons but the first, which stands in a column of its own."""
    _, *further = row.reasons
    return parts.bullets(map(escape, further)) if further else escape(words.NO_MORE_REASONS)


def _lacking(row: Critical) -> str:
    if not row.too_little_known:
        return escape(words.NOTHING_LACKS)
    return parts.tags(row.too_little_known)


def _small(text: str) -> str:
    return f" <small>{escape(text)}</small>"
