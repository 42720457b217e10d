"""What is doubtful about an asset, once it is read and placed. Every dropped value is an issue."""

from typing import Any

import pandas as pd
from sqlalchemy import Connection

from asset_map.db import reference
from asset_map.db.areas import all_codes
from asset_map.db.terms import languages
from asset_map.domain.places import LocatedBy
from etl.breaks import with_breaks
from etl.source import Issue
from etl.steps import BOOKKEEPING

Checked = tuple[pd.DataFrame, list[Issue]]

NEEDS = "Use the ids in data/lookups/needs.csv."
AREAS = "Correct the code, or load that area: the asset is found there from then on."

AIMLESS = "It says when volunteers are wanted, but not what for."
NOWHERE = "It has no position, postcode or area that is known, so it is found nowhere."
NAMES = "Use the English names or codes in data/lookups/languages.csv, or add the language there."


def checked(connection: Connection, rows: pd.DataFrame) -> Checked:
    """Return the rows without codes that nobody knows and periods that run backwards, and why."""
    needs = {need.id for need in reference.needs(connection)}
    issues = _unknown(rows, "needs", needs, "is not one of our needs, and was left out.", NEEDS)
    rows = _without(rows, "needs", needs)
    issues += _unknown(rows, "languages", {*languages()}, "is no language that we know.", NAMES)
    rows = _without(rows, "languages", {*languages()})
    rows, aimless = _asked_for(rows)
    # A code is kept: its area may be loaded later.
    more = _unknown(rows, "covers", all_codes(connection), "is no area that is loaded.", AREAS)
    rows, backwards = _forwards(rows)
    rows, breaks = with_breaks(rows)
    return rows, [*issues, *aimless, *more, *backwards, *breaks, *_nowhere(rows)]


def _unknown(
    rows: pd.DataFrame, field: str, known: set[str], problem: str, remedy: str
) -> list[Issue]:
    if field not in rows:
        return []
    each = rows[[*BOOKKEEPING, field]].explode(field).dropna(subset=[field])
    return [
        _issue(row, field, row[field], f"{row[field]!r} {problem}", remedy)
        for row in each[~each[field].isin(known)].to_dict("records")
    ]


def _without(rows: pd.DataFrame, field: str, known: set[str]) -> pd.DataFrame:
    """Leave the codes of a list out that are not known."""
    if field not in rows:
        return rows
    kept = rows[field].map(
        lambda codes: [code for code in codes if code in known] if isinstance(codes, list) else []
    )
    return rows.assign(**{field: kept})


def _asked_for(rows: pd.DataFrame) -> Checked:
    """Leave out when help is wanted where nobody says what help."""
    if "asks" not in rows:
        return rows, []
    named = rows["asks"].map(
        lambda asks: all(ask["skill"] for ask in asks) if isinstance(asks, list) else True
    )
    issues = [
        _issue(row, "asks_when", row["asks"][0]["times"], AIMLESS, "Fill in asks_for as well.")
        for row in rows.loc[~named, [*BOOKKEEPING, "asks"]].to_dict("records")
    ]
    return rows.assign(asks=rows["asks"].where(named, None)), issues


def _forwards(rows: pd.DataFrame) -> Checked:
    if "valid_from" not in rows or "valid_to" not in rows:
        return rows, []
    ends_first = rows["valid_from"].astype("string") > rows["valid_to"].astype("string")
    backwards = ends_first.fillna(False).astype(bool)
    problem, remedy = "It ends before it begins.", "Correct one of the two dates."
    return rows[~backwards], [
        _issue(row, "valid_to", row["valid_to"], problem, remedy, row_set_aside=True)
        for _, row in rows[backwards].iterrows()
    ]


def _nowhere(rows: pd.DataFrame) -> list[Issue]:
    lost = (rows["located_by"] == LocatedBy.UNKNOWN) & (rows["kind"] == "venue")
    return [
        _issue(row, "postcode", "", NOWHERE, "Give one of the three.")
        for _, row in rows[lost].iterrows()
    ]


def _issue(
    row: Any, column: str, value: str, problem: str, remedy: str, *, row_set_aside: bool = False
) -> Issue:
    return Issue(
        row["_file"],
        int(row["_line"]),
        column,
        value[:200],
        problem,
        remedy,
        row_set_aside=row_set_aside,
    )
