"""Keeps what belongs to private people from becoming public."""

import pandas as pd

from etl.source import Issue


def guarded(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Issue]]:
    """Take out what may lead to a private person; tell what was taken, never its value.

    Of an asset whose address is only where post goes, the street address is not kept.
    """
    if "correspondence" in rows and "address" in rows:
        post_only = rows["correspondence"].fillna(False).astype(bool)
        rows = rows.assign(address=rows["address"].mask(post_only))
    return rows, []
