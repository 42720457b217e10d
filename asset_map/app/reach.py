"""How far each need is met in an area: a table, with what its figures rest on."""

from html import escape

from asset_map.app import parts, wording
from asset_map.journeys.see_gaps import Gap, Gaps


def draw(gaps: Gaps) -> None:
    """Draw the needs of one area, those that fewest live near first."""
    rows = sorted(gaps.rows, key=lambda gap: gap.all_records.share_within or 0)
    if not rows:
        return
    area, people = rows[0].area, rows[0].all_records.people
    title = wording.GAPS_OF.format(area=area.name, people=wording.people(people))
    columns = [wording.GAPS_NEED, wording.GAPS_ALL, wording.GAPS_CONFIRMED, wording.GAPS_KNOWN]
    parts.draw(
        parts.table(title, columns, (_row(gap) for gap in rows)) + _rests(gaps) + _standards(rows)
    )


def _row(gap: Gap) -> list[str]:
    standard = wording.GAPS_STANDARD.format(
        metres=f"{gap.standard.metres:,.0f}", minutes=f"{gap.standard.minutes:.0f}"
    )
    return [
        f"{escape(gap.need.label)}<small>{escape(standard)}</small>",
        _cell(gap, confirmed=False),
        _cell(gap, confirmed=True),
        escape(f"{gap.known_places:,}" if gap.known_places else wording.GAPS_NO_PLACE),
    ]


def _cell(gap: Gap, *, confirmed: bool) -> str:
    found = gap.confirmed if confirmed else gap.all_records
    if found.people is None:
        of = wording.postcodes(found.points)
        return escape(wording.POSTCODES_OF.format(part=f"{found.points_within:,}", whole=of))
    return (
        f"<b>{escape(wording.share(found.share_within))}</b> {parts.bar(found.share_within)}"
        f"<small>{escape(wording.of_people(found.people_within, found.people))}</small>"
    )


def _rests(gaps: Gaps) -> str:
    people = wording.PEOPLE_FROM.format(
        source=gaps.people_source or wording.NO_PEOPLE, as_of=gaps.people_as_of or wording.NO_DATE
    )
    at = wording.AS_AT.format(day=wording.day(gaps.at))
    said = [gaps.unknown, people, at, wording.PEOPLE_NOT_USERS, gaps.note]
    rough = gaps.rows[0].area.approximate
    said += [wording.APPROXIMATE] if rough else []
    return f'<div class="am-rests">{"".join(parts.para(line) for line in said)}</div>'


def _standards(rows: list[Gap]) -> str:
    said = (
        f"<b>{escape(gap.need.label)}</b>: {escape(wording.metres(gap.standard.metres))}. "
        f"{escape(gap.standard.source)}. {escape(gap.standard.note)}"
        for gap in rows
    )
    return parts.details(wording.STANDARDS_TITLE, parts.bullets(said))
