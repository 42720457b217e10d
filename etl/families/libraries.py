"""What lists of libraries share: a row is a building, the library service in it, and a link."""

from collections.abc import Sequence

import pandas as pd

from etl.cleaning.joining import key_of
from etl.cleaning.periods import with_period
from etl.cleaning.values import is_all
from etl.families.buildings import given_there
from etl.source import Rows
from etl.steps import BOOKKEEPING

ANYWHERE = ["key", "scope", "name", "postcode", "latitude", "longitude"]
WHEN = ["valid_from", "valid_to", "last_confirmed", "confirmed_by"]
OF_SERVICE = ["url", "email", "description", "sessions", "hours_text", "needs", "how", "who_for"]
NO_NEED_TO_SAY = r"(?i)librar|archive|local stud|history"
"""Names that say of themselves what they are."""


def library_rows(rows: pd.DataFrame) -> Rows:
    """Make a building, a service and a link of each row; a visiting service has no building.

    Takes ``name``, ``authority``, ``postcode`` and, where known, ``address``, ``uprn``,
    ``shared_with``, ``latitude``, ``longitude``, ``key``, ``visits`` (bool: it is not at its
    address) and the fields named above; periods as ISO text.
    """
    rows = with_period(_named(rows))
    visits = rows["visits"] if "visits" in rows else pd.Series(False, index=rows.index)
    services = _service(rows, visits)
    at_place = rows[~visits]
    return {"asset": pd.concat([_building(at_place), services]), "link": given_there(at_place)}


def joined(rows: pd.DataFrame, columns: Sequence[str], sign: str = ", ") -> pd.Series:
    """Join the texts of columns that say something; missing where none does."""
    cells = rows[list(columns)]
    said = cells.where(
        cells.notna() & ~cells.apply(lambda cell: cell.str.startswith("[", na=False))
    )
    texts = [sign.join(row.dropna()) or None for _, row in said.iterrows()]
    return pd.Series(texts, index=rows.index, dtype="str")


def hours_a_week(texts: pd.Series) -> pd.Series:
    """Return ``38 hours a week`` of ``38``; missing where a text is no number."""
    number = is_all(texts, r"[0-9]{1,3}(\.[0-9]+)?")
    return (texts.str.removesuffix(".0") + " hours a week").where(number)


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    says = rows["name"].str.contains(NO_NEED_TO_SAY, regex=True)
    name = rows["name"].where(says, rows["name"] + " Library")
    keys = key_of(name, rows["postcode"])
    return rows.assign(
        name=name,
        key=rows.get("key", keys),
        scope=rows["authority"].fillna(""),
    )


def _building(rows: pd.DataFrame) -> pd.DataFrame:
    fields = [name for name in [*ANYWHERE, *_when(rows), "address"] if name in rows]
    # A number that stands at several rows is a mistake in some of them.
    nothing = pd.Series(pd.NA, index=rows.index, dtype="str")
    number = rows.get("uprn", nothing)
    number = number.mask(number.duplicated(keep=False))
    return rows[[*BOOKKEEPING, *fields]].assign(
        kind="venue",
        name=rows["name"] + " building",
        venue_type="library building",
        description="Shared with: " + rows.get("shared_with", nothing),
        identifiers=[{"UPRN": one} if pd.notna(one) else {} for one in number],
    )


def _service(rows: pd.DataFrame, visits: pd.Series) -> pd.DataFrame:
    fields = [name for name in [*ANYWHERE, *_when(rows), *OF_SERVICE] if name in rows]
    library = pd.Series([["library"]] * len(rows), index=rows.index, dtype=object)
    return rows[[*BOOKKEEPING, *fields]].assign(
        kind="service",
        needs=rows.get("needs", library),
        how=rows.get("how", "in person"),
        correspondence=visits.astype(bool),
    )


def _when(rows: pd.DataFrame) -> list[str]:
    return [name for name in rows if name in WHEN or name.removesuffix("_precision") in WHEN]
