"""``asset-map gaps``: who is in reach of what, by area."""

from pathlib import Path
from typing import Annotated

import typer

from asset_map.cli.options import DayOption, FormatOption, NeedOption
from asset_map.domain.errors import BadInput
from asset_map.domain.places import AreaKind
from asset_map.domain.reach import WEEKDAYS, Narrowing, When
from asset_map.journeys import as_data, as_rows
from asset_map.terminal import Format, day, show, table

AreaOption = Annotated[
    str | None, typer.Option("--area", metavar="NAME_OR_CODE", help="Only this area.")
]
WhenOption = Annotated[When | None, typer.Option("--when", help="Only what is open then.")]
MomentOption = Annotated[
    str, typer.Option("--moment", metavar='"DAY HH:MM"', help='Only open then: "TU 18:30".')
]
FreeOption = Annotated[bool, typer.Option("--free", help="Only what is known to be free.")]
DirectorateOption = Annotated[
    str | None,
    typer.Option(
        "--directorate",
        metavar="NAME",
        help="Only what this team of the council, or this group, manages or provides.",
    ),
]
StepFreeOption = Annotated[
    bool, typer.Option("--step-free", help="Only what is known to be step-free.")
]


def gaps(
    area_kind: Annotated[
        AreaKind, typer.Option("--area-kind", help="By areas of this kind.")
    ] = AreaKind.WARD,
    area: AreaOption = None,
    need: NeedOption = None,
    when: WhenOption = None,
    moment: MomentOption = "",
    free: FreeOption = False,
    step_free: StepFreeOption = False,
    groups: Annotated[
        bool, typer.Option("--groups", help="Also by age, sex, disability ... (JSON).")
    ] = False,
    at: DayOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Tell how many people are in reach of each need, against its standard, by area."""
    from asset_map.journeys.see_gaps import see_gaps

    found = see_gaps(
        area_kind=area_kind,
        area=area,
        need=need,
        at=day(at),
        narrowing=Narrowing(when, *_moment(moment), free, step_free),
        groups=groups,
    )
    show(
        output,
        as_data.of_gaps(found),
        lambda: [*table(*as_rows.of_gaps(found.rows)), *found.sentences()],
    )


def reach(
    need: Annotated[str, typer.Argument(metavar="NEED", help="Such as food.")],
    area: AreaOption = None,
    when: WhenOption = None,
    moment: MomentOption = "",
    free: FreeOption = False,
    step_free: StepFreeOption = False,
    at: DayOption = None,
    csv: Annotated[Path | None, typer.Option("--csv", help="Write the rows to this file.")] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """For analysts: the reach of every postcode, with 2SFCA and E2SFCA scores."""
    from asset_map.journeys.see_reach import save_reach, see_reach

    found = see_reach(
        need,
        area=area,
        at=day(at),
        narrowing=Narrowing(when, *_moment(moment), free, step_free),
    )
    said = [] if csv is None else [save_reach(found, csv)]
    show(output, found.as_json(), lambda: [*found.sentences(), *said])


def rank_closures(
    need: NeedOption = None,
    directorate: DirectorateOption = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many a need.")] = 10,
    at: DayOption = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Tell what must not be lost: the most critical assets of each need, with reasons."""
    from asset_map.journeys.rank_closures import rank_closures as rank

    found = rank(need, keeper=directorate, at=day(at), limit=limit)
    kept = [] if directorate else [one for one in found.kept if one.directorate]
    summed_up = ["", *table(*as_rows.of_kept(kept)), ""] if kept else []
    show(
        output,
        found.as_json(),
        lambda: [*table(*as_rows.of_critical(found.rows)), *summed_up, *found.sentences()],
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
