"""From when to when something is there, with how exactly that is known."""

from functools import partial

import pandas as pd

from asset_map.domain.assets import Precision
from etl.cleaning.values import each_once

_PRECISION = {4: Precision.YEAR.value, 7: Precision.MONTH.value, 10: Precision.DAY.value}


def with_period(rows: pd.DataFrame) -> pd.DataFrame:
    """Read ``valid_from``, ``valid_to`` and ``last_confirmed`` (ISO day, month or year) as days.

    A start known to the year counts as 1 January, an end as 31 December: nothing is taken away
    before it is known to be gone. A confirmation counts from the first day it may have been.
    """
    for name in ("valid_from", "valid_to"):
        if name in rows:
            rows = rows.assign(**{f"{name}_precision": rows[name].str.len().map(_PRECISION)})
    for name in ("valid_from", "valid_to", "last_confirmed"):
        if name in rows:
            rows = rows.assign(
                **{name: each_once(rows[name], partial(_day, last=name == "valid_to"))}
            )
    return rows


def _day(text: str, last: bool) -> str:
    if len(text) == 10:
        return text
    if len(text) == 4:
        return f"{text}-12-31" if last else f"{text}-01-01"
    return str((pd.Period(text, "M").end_time if last else pd.Period(text, "M").start_time).date())
