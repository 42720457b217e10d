"""Postcodes live and terminated, and the output area and LSOA of 2011 that each lay in (ONS)."""

import pandas as pd

from etl.cleaning.values import expects, plain_text, postcode, whole_number
from etl.formats.delimited import Delimited
from etl.source import OGL3, Column, Rows, Sheet, Source

LARGE_USER = 1


@expects("Write a month as six digits, such as 198001.")
def month(texts: pd.Series) -> pd.Series:
    """Read a month written as ``198001``; some copies write it as a number, ``198001.0``."""
    digits = texts.str.strip().str.extract(r"^((?:19|20)\d\d)(0[1-9]|1[0-2])(?:\.0)?$")
    return digits[0] + "-" + digits[1]


def make(rows: pd.DataFrame) -> Rows:
    """A row says where a postcode lay, when it was there, and whether people live there."""
    return {"lookup": rows.assign(large_user=rows["user_type"] == LARGE_USER)}


POSTCODE_DIRECTORY = Source(
    id="postcode-directory",
    title="Postcodes with their small areas, and which were terminated",
    publisher="Office for National Statistics",
    licence=OGL3,
    attribution="Contains OS data © Crown copyright and database right. Contains Royal Mail data "
    "© Royal Mail copyright and database right. Contains National Statistics data © Crown "
    "copyright and database right.",
    gives="postcode_lookup",
    hint="CSV with the columns pcds, dointr, doterm, usertype, oa11cd, lsoa11cd and ladcd.",
    reader=Delimited(),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column(("pcds",), "postcode", postcode, required=True),
                Column(("dointr",), "introduced", month),
                Column(("doterm",), "terminated", month),
                Column(("usertype",), "user_type", whole_number, required=True),
                Column((r"oa(?P<vintage>\d\d)cd",), "oa_code", plain_text, required=True),
                Column((r"lsoa(?P<vintage>\d\d)cd",), "lsoa_code", plain_text, required=True),
                Column(("ladcd",), "authority_code", plain_text),
            ),
        ),
    ),
)
