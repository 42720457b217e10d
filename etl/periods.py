"""From when to when something is there, with how exactly that is known."""

import pandas as pd

from asset_map.domain.assets import Precision

_PRECISION = {4: Precision.YEAR.value, 7: Precision.MONTH.value, 10: Precision.DAY.value}


def with_period(rows: pd.DataFrame) -> pd.DataFrame:
    """Read ``valid_from`` and ``valid_to`` (ISO day, month or year) as days with a precision.

    A start known to the year counts as 1 January, an end as 31 December: nothing is taken away
    before it is known to be gone.
    """
    for name in ("valid_from", "valid_to"):
        if name not in rows:
            continue
        given = rows[name]
        rows = rows.assign(
            **{
                name: given.map(lambda text, n=name: _day(text, n), na_action="ignore"),
                f"{name}_precision": given.str.len().map(_PRECISION),
            }
        )
    return rows


def _day(text: str, name: str) -> str:
    if len(text) == 10:
        return text
    last = name == "valid_to"
    if len(text) == 4:
        return f"{text}-12-31" if last else f"{text}-01-01"
    return str((pd.Period(text, "M").end_time if last else pd.Period(text, "M").start_time).date())
