"""UK Charity Activity Tags: codes, and the regular expressions that give them to a text.

The list is loaded, never copied into the project. Groups that are loaded afterwards are classified
by it too (``etl.classify``).
"""

import pandas as pd

from etl.cleaning.values import expects, plain_text
from etl.formats.delimited import Delimited
from etl.rules import is_expression
from etl.source import CC_BY_4, Column, Rows, Sheet, Source


@expects("Write a regular expression that RE2 reads: no look-around, no back-references.")
def expression(texts: pd.Series) -> pd.Series:
    """Read a regular expression; one that could run away, or that RE2 does not read, is missing."""
    # RE2 does not let letters beyond ASCII be escaped, which changes nothing about them.
    plain = texts.str.replace(r"\\([^\x00-\x7f])", r"\1", regex=True)
    sound = plain.map(is_expression, na_action="ignore").fillna(False).astype(bool)
    return plain.where(sound)


def make(rows: pd.DataFrame) -> Rows:
    """A row is a code; some have no expression, since only people can give them."""
    empty = {name: rows[name].fillna("") for name in ("category", "matches", "excludes")}
    return {"expression": rows.assign(**empty)}


UKCAT = Source(
    id="ukcat",
    title="UK Charity Activity Tags (UKCAT)",
    publisher="charityclassification.org.uk",
    licence=CC_BY_4,
    attribution="UK Charity Activity Tags, charityclassification.org.uk, CC BY 4.0.",
    gives="classification",
    hint="CSV with the columns Code, tag, Category, Regular expression.",
    reader=Delimited(),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column(("Code",), "code", plain_text, required=True),
                Column(("tag",), "tag", plain_text, required=True),
                Column(("Category",), "category", plain_text),
                Column(("Regular expression",), "matches", expression, strict=True),
                Column(("Exclude regular expression",), "excludes", expression, strict=True),
            ),
        ),
    ),
)
