"""A council's or a community's own lists: venues, groups, services, skill offers and links.

Each is one file, named for what it holds; ``ref`` is what the list itself calls a thing.
"""

from functools import partial

import pandas as pd

from asset_map.domain.assets import LinkType, SaidBy
from etl.cleaners import (
    codes,
    day,
    number,
    one_of,
    plain_text,
    postcode,
    whole_number,
    yes_or_no,
)
from etl.formats.delimited import Delimited
from etl.periods import with_period
from etl.sessions import sessions_of_text
from etl.source import OGL3, Column, Rows, Sheet, Source

WHERE_AND_WHEN = (
    Column(("ref",), "key", plain_text, required=True),
    Column(("name",), "name", plain_text, required=True),
    Column(("description",), "description", plain_text),
    Column(("needs",), "needs", codes),
    Column(("latitude",), "latitude", number),
    Column(("longitude",), "longitude", number),
    Column(("postcode",), "postcode", postcode),
    Column(("covers",), "covers", codes),
    Column(("valid_from",), "valid_from", day),
    Column(("valid_to",), "valid_to", day),
    Column(("last_confirmed",), "last_confirmed", day),
    Column(("confirmed_by",), "confirmed_by", plain_text),
)
VENUE = (
    Column(("venue_type",), "venue_type", plain_text),
    Column(("size_people",), "size_people", whole_number),
    Column(("step_free",), "step_free", yes_or_no),
    Column(("masked",), "masked", yes_or_no, strict=True),
    Column(("hours_free",), "hours_free", plain_text),
)
GROUP = (Column(("group_type",), "group_type", plain_text),)
SERVICE = (
    Column(("hours",), "hours_text", plain_text),
    Column(("cost",), "cost", plain_text),
    Column(("who_for",), "who_for", plain_text),
    Column(("weekly_capacity",), "weekly_capacity", whole_number),
    Column(("how",), "how", plain_text),
)
SKILL_OFFER = (
    Column(("skill",), "skill", plain_text, required=True),
    Column(("people",), "people", whole_number, required=True),
)
LINK = (
    Column(("from_ref",), "from_key", plain_text, required=True),
    Column(("type",), "type", one_of(LinkType), required=True),
    Column(("to_ref",), "to_key", plain_text, required=True),
    Column(("detail",), "detail", plain_text),
    Column(("said_by",), "said_by", one_of(SaidBy), required=True),
    Column(("valid_from",), "valid_from", day),
    Column(("valid_to",), "valid_to", day),
)


def make_assets(rows: pd.DataFrame, *, kind: str) -> Rows:
    """A row is one asset."""
    rows = with_period(rows).assign(kind=kind, scope=kind)
    if "hours_text" in rows:
        rows["sessions"] = rows["hours_text"].map(sessions_of_text, na_action="ignore")
    return {"asset": rows}


def make_links(rows: pd.DataFrame) -> Rows:
    """A row is a link between two things of the lists, named by their refs."""
    rows = with_period(rows)
    return {"link": rows.assign(detail=rows["detail"].fillna(""), scope="link")}


OWN_LIST = Source(
    id="own-list",
    title="Own lists of groups, venues, services, skills and links",
    publisher="the council or community that keeps the lists",
    licence=OGL3,
    gives="asset",
    hint="CSV files named venues.csv, groups.csv, services.csv, skill_offers.csv, links.csv.",
    reader=Delimited(),
    sheets=(
        Sheet(WHERE_AND_WHEN + VENUE, partial(make_assets, kind="venue"), "*venues.csv"),
        Sheet(WHERE_AND_WHEN + GROUP, partial(make_assets, kind="group"), "*groups.csv"),
        Sheet(WHERE_AND_WHEN + SERVICE, partial(make_assets, kind="service"), "*services.csv"),
        Sheet(
            WHERE_AND_WHEN + SKILL_OFFER,
            partial(make_assets, kind="skill_offer"),
            "*skill_offers.csv",
        ),
        Sheet(LINK, make_links, "*links.csv"),
    ),
)
