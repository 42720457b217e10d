"""Mutual aid groups of spring 2020: old lists, of which nobody says who of them still meets."""

from functools import partial
from hashlib import sha256

import pandas as pd

from asset_map.domain.places import name_key
from etl.cleaning.contacts import web
from etl.cleaning.names import name
from etl.cleaning.periods import with_period
from etl.cleaning.values import coordinate, plain_text
from etl.formats.delimited import Delimited
from etl.formats.documents import Documents
from etl.source import Column, Licence, Rank, Rows, Sheet, Source

NON_COMMERCIAL = Licence(
    "Creative Commons BY-NC-SA 4.0 (non-commercial use only)",
    "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    open=False,
)
PUBLISHER = "Covid-19 Mutual Aid UK"
OLD = "Listed in {when} and not since: it may have ended."
PLACE = " It named its place: {place}."


def make(rows: pd.DataFrame, *, when: str, listed: str) -> Rows:
    """A row is a group. Its position is that of the place it named for itself, not of a meeting:

    it is shown no more exactly than that, and nothing is known to happen there.
    """
    # With a number in it, the place may be where somebody lives.
    place = rows["place"].mask(rows["place"].str.contains("[0-9]", regex=True))
    named = place.map(lambda name: PLACE.format(place=name), na_action="ignore").astype("str")
    return {
        "asset": with_period(
            rows.assign(
                kind="group",
                group_type="mutual aid group",
                key=rows.get("key", _key(rows)),
                description=OLD.format(when=when) + named.fillna(""),
                words="mutual aid",
                correspondence=True,
                valid_from="2020",
                last_confirmed=listed,
                confirmed_by=f"the list of {PUBLISHER}",
            )
        ).drop(columns=["place"])
    }


def _key(rows: pd.DataFrame) -> pd.Series:
    """Return the name and a digest of the place, which may be a home: keys are printed."""
    places = zip(rows["place"].fillna(""), rows["latitude"], rows["longitude"], strict=True)
    exact = [f"{name_key(place)} {lat:.3f} {lng:.3f}" for place, lat, lng in places]
    digests = [sha256(text.encode()).hexdigest()[:16] for text in exact]
    return rows["name"].map(name_key).astype("str") + "|" + pd.Series(digests, rows.index, "str")


MUTUAL_AID = Source(
    id="mutual-aid",
    title="Mutual aid groups of March and April 2020",
    publisher=PUBLISHER,
    licence=NON_COMMERCIAL,
    gives="asset",
    rank=Rank.LAPSED,
    hint="JSON with id, name, link_facebook, location_name and location_coord. Old: of 2020.",
    reader=Documents(),
    sheets=(
        Sheet(
            make=partial(make, when="March or April 2020", listed="2020-03"),
            columns=(
                Column(("id",), "key", plain_text, required=True),
                Column(("name",), "name", name, required=True),
                Column(("link_facebook",), "url", web, personal=True),
                Column(("location_name",), "place", plain_text),
                Column(("location_coord/lat",), "latitude", coordinate, required=True),
                Column(("location_coord/lng",), "longitude", coordinate, required=True),
            ),
        ),
    ),
)

MUTUAL_AID_LIST = Source(
    id="mutual-aid-list",
    title="Mutual aid groups of April and May 2020",
    publisher=PUBLISHER,
    licence=NON_COMMERCIAL,
    gives="asset",
    rank=Rank.LAPSED + 1,  # The later of the two lists.
    hint="Text parted by asterisks with name, link, location_name, lat, lng. Old: of 2020.",
    reader=Delimited(),
    sheets=(
        Sheet(
            make=partial(make, when="April or May 2020", listed="2020-04"),
            columns=(
                Column(("name",), "name", name, required=True),
                Column(("link",), "url", web, personal=True),
                Column(("location_name",), "place", plain_text),
                Column(("lat",), "latitude", coordinate, required=True),
                Column(("lng",), "longitude", coordinate, required=True),
            ),
        ),
    ),
)
