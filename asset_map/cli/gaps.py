"""``asset-map gaps``: who is in reach of what, by area."""

from typing import Annotated

import typer

from asset_map.cli.options import DayOption, FormatOption, NeedOption
from asset_map.domain.errors import BadInput
from asset_map.domain.places import AreaKind
from asset_map.domain.reach import WEEKDAYS, Narrowing, When
from asset_map.journeys import as_data, as_rows
from asset_map.terminal import Format, day, show, table


def gaps(
    area_kind: Annotated[
        AreaKind, typer.Option("--area-kind", help="By areas of this kind.")
    ] = AreaKind.WARD,
    area: Annotated[
        str | None, typer.Option("--area", metavar="NAME_OR_CODE", help="Only this area.")
    ] = None,
    need: NeedOption = None,
    when: Annotated[When | None, typer.Option("--when", help="Only what is open then.")] = None,
    moment: Annotated[
        str, typer.Option("--moment", metavar='"DAY HH:MM"', help='Only open then: "TU 18:30".')
    ] = "",
    free: Annotated[bool, typer.Option("--free", help="Only what is known to be free.")] = False,
    step_free: Annotated[
        bool, typer.Option("--step-free", help="Only what is known to be step-free.")
    ] = False,
    groups: Annotated[
        bool, typer.Option("--groups", help="Also by age, sex, disability ... (JSON).")
    ] = False,
    at: DayOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Tell how many people are in reach of each need, against its standard, by area."""
    from asset_map.journeys.see_gaps import see_gaps

    weekday, time = _moment(moment)
    found = see_gaps(
        area_kind=area_kind,
        area=area,
        need=need,
        at=day(at),
        narrowing=Narrowing(when, weekday, time, free, step_free),
        groups=groups,
    )
    show(
        output,
        as_data.of_gaps(found),
        lambda: [*table(*as_rows.of_gaps(found.rows)), *found.sentences()],
    )


def _moment(text: str) -> tuple[str, str]:
    """Return the weekday (MO, TU ...) and the time of a moment."""
    if not text:
        return "", ""
    word, _, time = text.strip().partition(" ")
    weekday = word[:2].upper()
    if not time or not WEEKDAYS.get(weekday, "").upper().startswith(word.upper()[:3]):
        raise BadInput(f"{text!r} is no moment of a week.", 'Write it as "TU 18:30".')
    return weekday, time.strip()
