"""The breaks that things take: two days in their order, at most twelve weeks apart."""

from datetime import date

import pandas as pd

from asset_map.domain.breaks import MOST, TOO_LONG, TOO_LONG_NEXT
from etl.source import Issue
from etl.steps import BOOKKEEPING

FIELDS = ("break_from", "break_until", "break_why")
"""What is said of a break, whole or not at all."""

DAY = "This is no single day."
DAY_NEXT = "Write a day, such as 1 September 2027."
NO_START = "It is not said when the break begins."
NO_END = "It is not said when it is on again."
BACKWARDS = "It is on again on the day on which the break begins, or before."
NO_DAYS = "It says why there is a break, but not when."


def with_breaks(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Issue]]:
    """Return the rows without breaks that cannot be, and why. Days are ISO text."""
    if "break_until" not in rows:
        return rows, []
    said = rows.reindex(columns=[*BOOKKEEPING, *FIELDS]).astype(object)
    said = said.where(said.notna(), "")
    wrong = {at: _wrong(row) for at, row in said.iterrows() if any(row[name] for name in FIELDS)}
    out = [at for at, problems in wrong.items() if problems]
    kept = {name: rows[name].mask(rows.index.isin(out)) for name in FIELDS if name in rows}
    issues = [
        Issue(said.at[at, "_file"], int(said.at[at, "_line"]), field, said.at[at, field], *told)
        for at, problems in wrong.items()
        for field, told in problems.items()
    ]
    return rows.assign(**kept), issues


def _wrong(row: pd.Series) -> dict[str, tuple[str, str]]:
    """Return what is wrong with a break by field: the problem and the next step."""
    begins, back = row["break_from"], row["break_until"]
    if not (begins or back):
        return {"break_until": (NO_DAYS, DAY_NEXT)}
    found = {
        field: (DAY, DAY_NEXT) if text else (missing, DAY_NEXT)
        for field, text, missing in (
            ("break_from", begins, NO_START),
            ("break_until", back, NO_END),
        )
        if len(text) != len("2027-09-01")
    }
    if found:
        return found
    away = date.fromisoformat(back) - date.fromisoformat(begins)
    if away.days <= 0:
        return {"break_until": (BACKWARDS, "Correct one of the two days.")}
    return {"break_until": (TOO_LONG, TOO_LONG_NEXT)} if away > MOST else {}
