"""The steps between a file's text and rows that can be stored. Every dropped value is an issue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from asset_map.domain.errors import BadInput
from etl.source import Cleaner, Column, Issue, Sheet

BOOKKEEPING = ["_row", "_file", "_line"]


@dataclass(frozen=True)
class Match:
    """A declared column and the header it was found under; ``vintage`` from the header, if any."""

    column: Column
    header: str
    vintage: int | None


def layout_of(sheets: Sequence[Sheet], headers: list[str]) -> Sheet:
    """Return the layout that has all its required columns among the headers, else the first."""
    return next((sheet for sheet in sheets if sheet.fits(headers)), sheets[0])


def matched(sheet: Sheet, headers: list[str], file: str) -> list[Match]:
    """Find the declared columns among a file's headers.

    Raises BadInput where a required one is missing: the load stops before anything changes.
    """
    found = [(column, _find(column, headers)) for column in sheet.columns]
    missing = [column.headers[0] for column, match in found if match is None and column.required]
    if missing:
        raise BadInput(
            f"{file} has no column {' and no column '.join(_readable(name) for name in missing)}. "
            f"It has: {', '.join(header for header in headers if header[:1] != '_')[:300]}.",
            "Check that it is the file this source expects: asset-map etl sources",
        )
    return _with_vintage([match for _, match in found if match is not None], file)


def cleaned(
    batch: pd.DataFrame, sheet: Sheet, matches: list[Match], first_row: int
) -> tuple[pd.DataFrame, list[Issue]]:
    """Read the text of every declared column; return the rows that hold, and the issues.

    Rows whose required value is missing or unreadable are set aside; elsewhere only the value is.
    A declared column that the file does not have is there all the same, with nothing in it.
    """
    batch, issues = _without_withheld(
        batch.assign(_row=range(first_row, first_row + len(batch))), matches
    )
    rows = batch[BOOKKEEPING].copy()
    issues += _faults(batch)
    if "geometry" in batch:
        rows["geometry"] = batch["geometry"]
    for match in matches:
        texts = batch[match.header].fillna("")
        blank = texts.str.strip() == ""
        clean = match.column.clean
        rows[match.column.field] = (
            _nothing(clean, rows.index) if blank.all() else clean(texts.mask(blank))
        )
        issues += _unread(batch, texts, blank, rows[match.column.field], match.column)
        if match.vintage is not None:
            rows["vintage"] = match.vintage
    for column in unmatched(sheet, matches):
        rows[column.field] = _nothing(column.clean, rows.index)
    aside = {(issue.file, issue.line) for issue in issues if issue.row_set_aside}
    if aside:
        held = [pair not in aside for pair in zip(rows["_file"], rows["_line"], strict=True)]
        rows = rows[held]
    return rows, issues


def _nothing(clean: Cleaner, index: pd.Index) -> pd.Series:
    """Return what blank cells give. Of a form most are, and each column would take milliseconds."""
    return _cleaned_blank(clean).take([0] * len(index)).set_axis(index)


@cache
def _cleaned_blank(clean: Cleaner) -> pd.Series:
    return clean(pd.Series([pd.NA], dtype="str"))


def unmatched(sheet: Sheet, matches: list[Match]) -> list[Column]:
    """Return the declared columns that a file does not have."""
    found = {match.column.field for match in matches}
    return [column for column in sheet.columns if column.field not in found]


def _with_vintage(matches: list[Match], file: str) -> list[Match]:
    """Take the boundary year from the file's name where no header tells it, as in ``ward_code``."""
    if any(match.vintage for match in matches) or not any(m.column.dated for m in matches):
        return matches
    years = set(re.findall(r"(?:19|20)\d\d", file))
    if len(years) != 1:
        raise BadInput(
            f"{file} does not say of which year its boundaries are.",
            "Put the year into its name, such as wards_2024.geojson.",
        )
    vintage = int(years.pop())
    return [replace(match, vintage=vintage) if match.column.dated else match for match in matches]


def _find(column: Column, headers: list[str]) -> Match | None:
    hit = column.find(headers)
    if hit is None:
        return None
    digits = hit.groupdict().get("vintage")
    header = next(header for header in headers if header.strip() == hit.string)
    return Match(column, header, 2000 + int(digits) if digits else None)


def _readable(pattern: str) -> str:
    year = re.sub(r"\(\?P<vintage>[^)]*\)", "25", pattern).replace(r"\d\d", "25")
    return year.replace("\\", "")


def _without_withheld(
    batch: pd.DataFrame, matches: list[Match]
) -> tuple[pd.DataFrame, list[Issue]]:
    """Take out rows of which nothing may be read, not even to tell what else is wrong with them."""
    issues: list[Issue] = []
    for match in matches:
        if not match.column.withheld:
            continue
        said = batch[match.header].fillna("").str.strip() != ""
        issues += [
            Issue(
                row["_file"],
                int(row["_line"]),
                _readable(match.column.headers[0]),
                "",
                match.column.withheld,
                "Nothing: such rows stay with their publisher.",
                row_set_aside=True,
                personal=True,
            )
            for row in batch.loc[said, BOOKKEEPING].to_dict("records")
        ]
        batch = batch[~said]
    return batch, issues


def _faults(batch: pd.DataFrame) -> list[Issue]:
    broken = batch[batch["_fault"] != ""]
    return [
        Issue(
            row["_file"],
            int(row["_line"]),
            "",
            "",
            f"The row is broken: {row['_fault']}.",
            "Mend that row and load the file again.",
            row_set_aside=True,
        )
        for _, row in broken.iterrows()
    ]


def _unread(
    batch: pd.DataFrame, texts: pd.Series, blank: pd.Series, values: pd.Series, column: Column
) -> list[Issue]:
    bad = values.isna() & (~blank | column.required)
    return [
        Issue(
            str(batch.at[at, "_file"]),
            int(batch.at[at, "_line"]),
            _readable(column.headers[0]),
            texts[at][:200],
            "The value is missing." if blank[at] else "The value could not be read.",
            "Fill it in." if blank[at] else column.clean.expects,
            row_set_aside=column.required or column.strict,
            personal=column.personal,
        )
        for at in values.index[bad]
    ]
