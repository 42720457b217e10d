"""Staff: the last load of each source, and what was not taken as it came."""

from html import escape

from asset_map.app import ask, frame, parts, staff, wording

MOST_ISSUES = 50


def show() -> None:
    """Draw the page; elsewhere than on loopback say that it is for staff."""
    with frame.page(wording.LOADS_TITLE):
        frame.title(wording.LOADS_TITLE, wording.LOADS_LEAD)
        if not staff.is_staff():
            parts.draw(parts.notice(wording.LOADS_HIDDEN, wording.LOADS_HIDDEN_NEXT))
            return
        loads = ask.see_loads()
        parts.draw("".join(_load(load) for load in loads) or parts.para(wording.LOADS_NONE))


def _load(load: ask.Load) -> str:
    counts = [
        (f"{load['counts'][name]:,}", words, "")
        for name, words in wording.COUNTS.items()
        if load["counts"].get(name)
    ]
    files = ", ".join(f"{file['name']} ({file['bytes']:,} bytes)" for file in load["files"])
    when = wording.LOADS_AT.format(
        when=wording.moment(load["finished"]), seconds=f"{load['seconds']:.1f}"
    )
    return (
        f'<section class="am-load">{parts.heading(load["title"])}'
        f"{parts.para(f'{when}. {wording.LOADS_FILES}: {files}.', 'am-meta')}"
        f"{parts.figures(counts)}{_issues(load['issues'])}</section>"
    )


def _issues(issues: list[ask.Load]) -> str:
    if not issues:
        return parts.para(wording.LOADS_NO_ISSUES)
    columns = list(wording.ISSUE_COLUMNS)
    rows = [[escape(str(issue.get(name) or "")) for name in columns] for issue in issues]
    title = wording.LOADS_ISSUES.format(count=f"{len(issues):,}")
    shown = parts.table(title, list(wording.ISSUE_COLUMNS.values()), rows[:MOST_ISSUES])
    if len(rows) > MOST_ISSUES:
        more = wording.LOADS_MORE.format(count=f"{len(rows) - MOST_ISSUES:,}")
        shown += parts.para(more, "am-meta")
    return parts.details(title, shown)
