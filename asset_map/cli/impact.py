"""``asset-map impact``: what proposals would change, before they are decided."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asset_map.cli.options import DayOption, FormatOption
from asset_map.domain.errors import BadInput
from asset_map.terminal import Format, day, metres, show

if TYPE_CHECKING:
    from datetime import date

    from asset_map.domain.proposals import Proposal
    from asset_map.journeys.weigh_proposals import Terms

SHARE = (
    "Write it as --reduce ID=0.4 for two fifths less: above 0 and below 1; to close, use --close."
)


def impact(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PROPOSAL.toml ...]", help="Proposals, weighed together."),
    ] = None,
    close: Annotated[
        list[str] | None, typer.Option("--close", metavar="ID", help="An asset to close.")
    ] = None,
    reduce: Annotated[
        list[str] | None,
        typer.Option("--reduce", metavar="ID=SHARE", help="An asset to take a share away from."),
    ] = None,
    at: DayOption = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Count what closed after this day, too."),
    ] = None,
    standard: Annotated[
        float | None, typer.Option("--standard", help="Metres, instead of each need's standard.")
    ] = None,
    straight_line: Annotated[
        bool, typer.Option("--straight-line", help="Count straight lines, not walks.")
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="DIR", help="Write the report (a zip) into this folder."),
    ] = None,
    replay: Annotated[
        Path | None,
        typer.Option("--replay", metavar="FILE", help="Work out a kept result again."),
    ] = None,
    output: FormatOption = Format.TABLE,
) -> None:
    """Tell what proposals would change, alone and together. Writes nothing to the map."""
    if replay is not None:
        if any((files, close, reduce, at, since, standard, straight_line, report)):
            raise BadInput(
                "A file to replay says itself what was asked.", "Give --replay FILE alone."
            )
        _replay(replay, output)
        return
    shares = [_share(text) for text in reduce or []]
    terms: Terms = {
        "at": day(at),
        "closed_since": day(since),
        "standard_m": metres(standard),
        "straight_line": straight_line,
    }
    proposals = _from_files(files, terms["at"]) if files else []
    if close or shares or not (files or since):
        proposals.append(_quick(close or [], shares))
    from asset_map.journeys.see_impact import see_proposed

    found = see_proposed(proposals, keep=output is Format.JSON, **terms)
    written = [] if report is None else [_report(proposals, report, terms)]
    if output is Format.JSON:  # What is printed there is the result alone.
        for line in written:
            typer.echo(line, err=True)
    show(output, found.as_json(), lambda: [*found.sentences(), *written])


def _from_files(files: list[Path], at: date | None) -> list[Proposal]:
    from asset_map.journeys.read_proposal_file import read_proposal_files

    return read_proposal_files(files, at=at)


def _quick(close: list[str], reduce: list[tuple[str, float]]) -> Proposal:
    from asset_map.journeys.one_off import one_off

    return one_off(close, reduce)


def _share(text: str) -> tuple[str, float]:
    """Read ID=SHARE."""
    asset_id, sign, given = (part.strip() for part in text.partition("="))
    try:
        share = float(given)
    except ValueError:
        share = math.nan
    if not (asset_id and sign and 0 < share < 1):
        raise BadInput(f"{text!r} is not an asset and a share of it.", SHARE)
    return asset_id, share


def _report(proposals: list[Proposal], folder: Path, terms: Terms) -> str:
    """Write the report into a folder; return a sentence on it."""
    from asset_map.journeys.save_report import save_report

    return f"The report is in {save_report(proposals, folder, **terms)}."


def _replay(file: Path, output: Format) -> None:
    from asset_map.journeys.replay_impact import replay_impact

    found = replay_impact(file)
    again = {"replay": {"same": found.same, "lines": list(found.lines)}}
    show(output, found.impact_data | again, lambda: found.lines)
