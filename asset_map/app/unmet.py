"""What people looked for in vain, beside the gaps: by ward, need and closed quarter."""

from html import escape

from asset_map.app import ask, parts, wording
from asset_map.app import unmet_wording as words
from asset_map.domain.places import Area, AreaKind
from asset_map.domain.unmet import Quarter
from asset_map.journeys.see_unmet import SeenUnmet, UnmetNeed


def of_area(area: Area, need: str = "", level: int = 2) -> str:
    """Return what was looked for in vain in an area; in one that is no ward, in each of its wards.

    The whole authority is told by all its wards.
    """
    seen = ask.see_unmet(area.code, need or None)
    lies_across = area.kind not in (AreaKind.WARD, AreaKind.AUTHORITY)
    across = parts.para(words.BY_WARDS.format(area=area.name), "am-meta") if lies_across else ""
    return _section(seen, across, level)


def beside_gaps(need: str = "", level: int = 2) -> str:
    """Return what was looked for in vain in all wards: for one need, or for all."""
    return _section(ask.see_unmet(None, need or None), "", level)


def _section(seen: SeenUnmet, across: str, level: int) -> str:
    title = parts.heading(words.TITLE, level)
    if not seen.quarters:
        day = wording.day(seen.next_on)
        return title + parts.para(words.NOTHING_YET.format(day=day))
    last, *earlier = seen.quarters
    lead = parts.para(words.LEAD.format(quarter=last))
    before = "".join(_of_quarter(seen, quarter) for quarter in earlier)
    return (
        title
        + lead
        + across
        + _of_quarter(seen, last)
        + (parts.details(words.EARLIER, before) if before else "")
        + parts.para(words.NOT_EVERYBODY, "am-meta")
    )


def _of_quarter(seen: SeenUnmet, quarter: Quarter) -> str:
    rows = seen.of(quarter)
    if not rows:
        return parts.para(words.NOBODY.format(quarter=quarter))
    one_ward, one_need = len(seen.wards) == 1, len(seen.needs) == 1
    columns = [] if one_ward and not one_need else [words.WARD]
    columns += [] if one_need else [words.NEED]
    columns += [words.FOUND_NOTHING, words.SAID_MISSING]
    table = parts.table(
        words.TABLE.format(quarter=quarter),
        columns,
        [_row(row, columns) for row in rows],
    )
    # Not "all others": a figure is told of each ward and need alone.
    others = words.NOBODY_ELSEWHERE if one_need else words.NOBODY_ELSE
    whole = len(rows) == len(seen.wards) * len(seen.needs)
    return table + ("" if whole or (one_ward and one_need) else parts.para(others, "am-meta"))


def _row(row: UnmetNeed, columns: list[str]) -> list[str]:
    cells = {
        words.WARD: row.ward.name,
        words.NEED: row.need.label,
        words.FOUND_NOTHING: row.nothing_found.shown,
        words.SAID_MISSING: row.missing.shown,
    }
    return [escape(cells[name]) for name in columns]
