"""What is near a place; and, of several needs, the fewest visits that meet all of them."""

from datetime import UTC, datetime, time
from typing import Annotated

import typer

from asset_map.cli.options import DayOption, FormatOption
from asset_map.domain.assets import AssetKind
from asset_map.journeys import as_data, as_rows
from asset_map.terminal import Format, day, show, table


def near(
    place: Annotated[str, typer.Argument(metavar='POSTCODE_OR_"LAT,LON"')],
    within: Annotated[
        float | None, typer.Option("--within", help="Walking metres, one way.")
    ] = None,
    need: Annotated[
        list[str] | None,
        typer.Option("--need", help="This need, such as food; may be given several times."),
    ] = None,
    kind: Annotated[AssetKind | None, typer.Option("--kind", help="Only this kind.")] = None,
    text: Annotated[str | None, typer.Option("--text", help="Only with these words.")] = None,
    when: Annotated[
        str,
        typer.Option(
            "--when", help="today, tomorrow, soon, evenings, weekends, or a day: MO, TU ..."
        ),
    ] = "",
    free: Annotated[bool, typer.Option("--free", help="Only what is known to be free.")] = False,
    step_free: Annotated[
        bool, typer.Option("--step-free", help="Only where it is known that there is no step.")
    ] = False,
    language: Annotated[
        str, typer.Option("--language", help="Only where this is spoken: pa, ur, bfi ...")
    ] = "",
    at: DayOption = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=1000, help="How many, for each need.")
    ] = 20,
    output: FormatOption = Format.TABLE,
) -> None:
    """List what is near a place, nearest first, each with its distance and reason.

    With several needs: also the fewest visits that meet all of them.
    """
    from asset_map.domain.seeking import Sought
    from asset_map.journeys.find_near import find_near
    from asset_map.journeys.plan_visits import plan_visits
    from asset_map.journeys.visits_as_data import of_plan

    asked = day(at)
    sought = Sought(
        needs=tuple(dict.fromkeys(need or ())),
        words=text or "",
        kind=kind,
        times=when,
        free=free,
        step_free=step_free,
        language=language,
    )
    found = find_near(place, sought, within_m=within, at=asked, limit=limit)
    plan = None
    if len(sought.needs) > 1:
        moment = datetime.combine(asked, time()) if asked else datetime.now(UTC)
        plan = plan_visits(place, sought, within_m=within, at=moment, found=found)
    show(
        output,
        as_data.of_near(found) | ({"visits": of_plan(plan)} if plan else {}),
        lambda: [
            *found.sentences(),
            *(table(*as_rows.of_hits(found.hits, "why")) if found.hits else []),
            *(plan.sentences() if plan else []),
            found.note,
        ],
    )
