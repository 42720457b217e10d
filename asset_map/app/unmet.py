"""What people looked for in vain, beside the gaps: by ward, need and closed quarter."""

from html import escape

from asset_map.app import ask, parts, wording
from asset_map.app import unmet_wording as words
from asset_map.domain.places import Area, AreaKind
from asset_map.domain.unmet import Quarter
from asset_map.journeys.see_unmet import SeenUnmet, UnmetNeed

FIRST_SHOWN = 12


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
    by_ward = len(seen.wards) > 1 or bool(across)
    lead = parts.para(words.LEAD.format(quarter=last))
    before = "".join(_of_quarter(seen, quarter, by_ward=by_ward) for quarter in earlier)
    return (
        title
        + lead
        + across
        + _of_quarter(seen, last, by_ward=by_ward)
        + (parts.details(words.EARLIER, before) if before else "")
        + parts.para(words.NOT_EVERYBODY, "am-meta")
    )


def _of_quarter(seen: SeenUnmet, quarter: Quarter, *, by_ward: bool) -> str:
    rows = seen.of(quarter)
    if not rows:
        return parts.para(words.NOBODY.format(quarter=quarter))
    one_need = len(seen.needs) == 1
    columns = [words.WARD] if by_ward or one_need else []
    columns += [] if one_need else [words.NEED]
    columns += [words.FOUND_NOTHING, words.SAID_MISSING]
    cells = [_row(row, columns) for row in rows]
    table = parts.table(words.TABLE.format(quarter=quarter), columns, cells[:FIRST_SHOWN])
    if rest := cells[FIRST_SHOWN:]:
        more = wording.SHOW_MORE.format(count=len(rest))
        table += parts.details(more, parts.table(more, columns, rest))
    others = words.NOBODY_ELSEWHERE if one_need else words.NOBODY_ELSE
    whole = len(rows) == len(seen.wards) * len(seen.needs)
    return table + ("" if whole else parts.para(others, "am-meta"))


def _row(row: UnmetNeed, columns: list[str]) -> list[str]:
    cells = {
        words.WARD: row.ward.name,
        words.NEED: row.need.label,
        words.FOUND_NOTHING: row.nothing_found.shown,
        words.SAID_MISSING: row.missing.shown,
    }
    return [escape(cells[name]) for name in columns]
