"""Warm spaces, from the tiles of a directory that gathers lists of councils and Warm Welcome.

The lists tell of activities ("Coffee and games"), not of buildings: each is a service at its own
place, and no building is made up for it.
"""

import json
import re
from typing import Any

import pandas as pd
import shapely

from asset_map.domain.places import name_key
from etl.cleaning.contacts import email, phone, web
from etl.cleaning.markup import html_text, text_of_html
from etl.cleaning.sessions import sessions_of_text
from etl.cleaning.values import each_once, plain_text, postcode
from etl.formats.shapes import Shapes
from etl.source import Column, Licence, Rank, Rows, Sheet, Source

NOT_STATED = Licence(
    "Not stated by the publisher for these listings",
    "https://github.com/open-innovations/warm-spaces",
    open=False,
)
POSTCODE_AT_END = r"([A-Za-z]{1,2}[0-9][A-Za-z0-9]?\s*[0-9][A-Za-z]{2})\W*$"
DATE_IN_NAME = re.compile(r"[-_. ]?(?:19|20)[0-9]{2}(?:[-_.]?[0-9]{2}){0,2}(?![0-9])")


def make(rows: pd.DataFrame) -> Rows:
    """A row is a warm space; the same one from two lists is two records, for matching to join."""
    hours = each_once(rows["hours"], _hours)
    code = postcode(rows["address"].str.extract(POSTCODE_AT_END)[0])
    return {
        "asset": rows.drop(columns=["hours", "contact", "listed_by"]).assign(
            kind="service",
            key=rows["listed_by"].fillna("")
            + "|"
            + rows["name"].map(name_key)
            + "|"
            + _place(rows),
            scope=[DATE_IN_NAME.sub("", file.rpartition(".")[0]) for file in rows["_file"]],
            postcode=code,
            needs=[["warm_space"]] * len(rows),
            how="in person",
            phone=phone(rows["contact"]),
            email=email(rows["contact"]),
            sessions=hours.map(sessions_of_text, na_action="ignore"),
            hours_text=hours,
        )
    }


def _place(rows: pd.DataFrame) -> pd.Series:
    """Return where it is, to ten metres: two of one name may share a postcode."""
    middles = shapely.centroid(rows["geometry"].to_numpy())
    tens = (shapely.get_coordinates(middles) / 10).round().astype(int)
    return pd.Series([f"{x},{y}" for x, y in tens], index=rows.index, dtype="str")


def _hours(text: str) -> str | None:
    """Return the hours in the words they were published in; the code beside them says less.

    It leaves out what the words say of every other week or of term time.
    """
    try:
        said: Any = json.loads(text)
    except json.JSONDecodeError:
        said = text
    if isinstance(said, dict):
        said = said.get("_text") or said.get("opening")
    return text_of_html(said) if isinstance(said, str) else None


WARM_SPACES = Source(
    id="warm-spaces",
    title="Warm spaces (directory tiles)",
    publisher="Open Innovations, from lists of councils and the Warm Welcome campaign",
    licence=NOT_STATED,
    gives="asset",
    rank=Rank.GATHERED,
    hint="GeoJSON tiles with title, address, description, contact and hours; a tile a file.",
    reader=Shapes(),
    sheets=(
        Sheet(
            make=make,
            columns=(
                Column(("title",), "name", html_text, required=True),
                Column(("_source",), "listed_by", plain_text),
                Column(("address",), "address", html_text),
                Column(("description",), "description", html_text),
                Column(("contact",), "contact", html_text, personal=True),
                Column(("hours",), "hours", plain_text),
                Column(("url",), "url", web),
            ),
        ),
    ),
)
