"""A council's or a community's own lists: venues, groups, services, skill offers and links.

Each is a CSV file or a sheet of one workbook, named for what it holds; ``ref`` is what the list
itself calls a thing. Lists with other column names are mapped (see ``etl.own.mapping``) onto these.
"""

from dataclasses import replace

import pandas as pd

from asset_map.domain.assets import AssetKind, LinkType, SaidBy
from asset_map.domain.places import name_key
from etl.cleaning.contacts import email, phone, web
from etl.cleaning.dates import uk_date
from etl.cleaning.joining import key_of
from etl.cleaning.periods import with_period
from etl.cleaning.sessions import sessions_of_text
from etl.cleaning.terms import language_terms, skill_terms
from etl.cleaning.values import (
    codes,
    each_once,
    expects,
    number,
    one_of,
    plain_text,
    postcode,
    whole_number,
    yes_or_no,
)
from etl.own.tables import OwnTables, Table
from etl.source import OGL3, Cleaner, Column, Rows, Source
from etl.steps import BOOKKEEPING

VENUE, GROUP = AssetKind.VENUE, AssetKind.GROUP
SERVICE, SKILL_OFFER = AssetKind.SERVICE, AssetKind.SKILL_OFFER
LINK = "link"


def _matching(pattern: str, sentence: str) -> Cleaner:
    @expects(sentence)
    def clean(texts: pd.Series) -> pd.Series:
        bare = texts.str.replace(r"\s", "", regex=True).str.upper()
        return bare.where(bare.str.fullmatch(pattern).fillna(False))

    return clean


charity_number = _matching(r"\d{6,7}|SC\d{6}|NIC\d{6}", "Write a charity number, such as 1234567.")
company_number = _matching(r"[A-Z0-9]{2}\d{6}", "Write the eight characters of a company number.")
uprn = _matching(r"\d{1,12}", "Write the digits of the UPRN.")

ABOUT = (
    Column(("ref",), "key", plain_text, required=True),
    Column(("name",), "name", plain_text, required=True),
    Column(("description",), "description", plain_text),
    Column(("needs",), "needs", codes),
    Column(("address",), "address", plain_text),
    Column(("postcode",), "postcode", postcode),
    Column(("latitude",), "latitude", number),
    Column(("longitude",), "longitude", number),
    Column(("covers",), "covers", codes),
    Column(("correspondence",), "correspondence", yes_or_no, strict=True),
    Column(("masked",), "masked", yes_or_no, strict=True),
    Column(("url",), "url", web),
    Column(("email",), "email", email),
    Column(("phone",), "phone", phone),
    Column(("hours",), "hours_text", plain_text),
    Column(("charity_number",), "charity_number", charity_number),
    Column(("company_number",), "company_number", company_number),
    Column(("uprn",), "uprn", uprn),
    Column(("valid_from",), "valid_from", uk_date),
    Column(("valid_to",), "valid_to", uk_date),
    Column(("break_from",), "break_from", uk_date),
    Column(("break_until",), "break_until", uk_date),
    Column(("break_why",), "break_why", plain_text),
    Column(("last_confirmed",), "last_confirmed", uk_date),
    Column(("confirmed_by",), "confirmed_by", plain_text),
)
"""What every asset may have."""

JOINS: dict[str, dict[LinkType, AssetKind]] = {
    VENUE: {LinkType.MANAGED_BY: GROUP, LinkType.FUNDED_BY: GROUP},
    GROUP: {LinkType.MEETS_AT: VENUE, LinkType.FUNDED_BY: GROUP},
    SERVICE: {
        LinkType.DELIVERED_AT: VENUE,
        LinkType.PROVIDED_BY: GROUP,
        LinkType.FUNDED_BY: GROUP,
        LinkType.MANAGED_BY: GROUP,
    },
    SKILL_OFFER: {LinkType.PROVIDED_BY: GROUP},
}
"""Columns of an asset that name others, by ref or by name, and the kind of those."""

ASKS = (
    Column(("asks_for",), "asks_for", skill_terms),
    Column(("asks_when",), "asks_when", plain_text),
    Column(("languages",), "languages", language_terms),
)
"""What volunteers a group, venue or service looks for, and in which languages it helps."""

OF_KIND: dict[str, tuple[Column, ...]] = {
    VENUE: (
        Column(("venue_type",), "venue_type", plain_text),
        Column(("size_people",), "size_people", whole_number),
        Column(("step_free",), "step_free", yes_or_no),
        Column(("hours_free",), "hours_free", plain_text),
        *ASKS,
    ),
    GROUP: (Column(("group_type",), "group_type", plain_text), *ASKS),
    SERVICE: (
        Column(("cost",), "cost", plain_text),
        Column(("who_for",), "who_for", plain_text),
        Column(("weekly_capacity",), "weekly_capacity", whole_number),
        Column(("how",), "how", plain_text),
        *ASKS,
    ),
    SKILL_OFFER: (
        Column(("skill",), "skill", plain_text, required=True),
        Column(("people",), "people", whole_number, required=True),
    ),
}

COLUMNS: dict[str, tuple[Column, ...]] = {
    kind: (*ABOUT, *more, *(Column((link.value,), link.value, codes) for link in JOINS[kind]))
    for kind, more in OF_KIND.items()
} | {
    LINK: (
        Column(("from_ref",), "from_key", plain_text, required=True),
        Column(("type",), "type", one_of(LinkType), required=True),
        Column(("to_ref",), "to_key", plain_text, required=True),
        Column(("detail",), "detail", plain_text),
        Column(("said_by",), "said_by", one_of(SaidBy), required=True),
        Column(("valid_from",), "valid_from", uk_date),
        Column(("valid_to",), "valid_to", uk_date),
    )
}
"""The columns of each kind of table, as they are published."""

NAMES = {
    VENUE: "venues",
    GROUP: "groups",
    SERVICE: "services",
    SKILL_OFFER: "skill_offers",
    LINK: "links",
}
"""What the file or sheet of each kind is called, or ends in."""

IDENTIFIERS = {"company_number": "GB-COH", "uprn": "UPRN"}


def make_assets(rows: pd.DataFrame) -> Rows:
    """A row is one asset, and the links from it that its own columns state."""
    if "key" not in rows:
        codes_or_none = rows["postcode"] if "postcode" in rows else pd.Series("", rows.index)
        rows = rows.assign(key=key_of(rows["name"], codes_or_none))
    rows = with_period(rows).assign(scope=rows["kind"])
    if "hours_text" in rows:
        rows["sessions"] = each_once(rows["hours_text"], sessions_of_text)
    numbers = [name for name in ("charity_number", *IDENTIFIERS) if name in rows]
    if numbers:
        rows["identifiers"] = _identifiers(rows[numbers])
    stated = [link.value for link in LinkType if link.value in rows]
    rows = rows.assign(asks=_asks(rows))
    return {"asset": rows.drop(columns=[*numbers, *stated, *_told(rows)])} | _links(rows, stated)


def make_links(rows: pd.DataFrame) -> Rows:
    """A row is a link between two things of the lists, named by their refs."""
    rows = with_period(rows)
    return {"link": rows.assign(detail=rows["detail"].fillna(""), scope=LINK)}


def _told(rows: pd.DataFrame) -> list[str]:
    return [name for name in ("asks_for", "asks_when") if name in rows]


def _asks(rows: pd.DataFrame) -> pd.Series:
    """Return what each row asks for: each skill, and when it is wanted, in its own words.

    Where it says when and not what for, there is a skill without a name, which ``checks`` tells of.
    """
    told = rows.reindex(columns=["asks_for", "asks_when"])
    asked = [
        [{"skill": skill, "times": "" if pd.isna(when) else when} for skill in skills]
        if isinstance(skills, list)
        else [{"skill": "", "times": when}] * bool(pd.notna(when))
        for skills, when in zip(told["asks_for"], told["asks_when"], strict=True)
    ]
    return pd.Series([one or None for one in asked], index=rows.index, dtype=object)


def _identifiers(numbers: pd.DataFrame) -> pd.Series:
    """Return what identifies each row by scheme; most rows have no number at all."""
    known = numbers.dropna(how="all")
    found = [
        {
            IDENTIFIERS.get(name, _register(value)): value
            for name, value in said.items()
            if pd.notna(value)
        }
        for said in known.to_dict("records")
    ]
    return pd.Series(found, index=known.index, dtype=object).reindex(numbers.index)


def _register(charity: object) -> str:
    """Return the scheme of the register that a charity number is of."""
    return {"SC": "GB-SC", "NI": "GB-NIC"}.get(str(charity)[:2], "GB-CHC")


def _links(rows: pd.DataFrame, stated: list[str]) -> Rows:
    """Return the links that columns state; a link belongs to the part that its first end is in."""
    made = [_links_of(rows, LinkType(name)) for name in stated if rows[name].notna().any()]
    return {"link": pd.concat(made, ignore_index=True)} if made else {}


def _links_of(rows: pd.DataFrame, link: LinkType) -> pd.DataFrame:
    named = rows[rows[link.value].notna()].explode(link.value)
    kind = str(rows["kind"].iloc[0])
    return named[[*BOOKKEEPING, "scope"]].assign(
        from_kind=kind,
        from_key=named["key"],
        type=link.value,
        to_kind=JOINS[kind][link].value,
        to_key=named[link.value],
        to_name=named[link.value].map(name_key),
        detail="",
        said_by=SaidBy.FROM.value,
    )


TABLES = tuple(
    Table(kind, (f"*{name_key(name)}",), COLUMNS[kind], make_links if kind == LINK else make_assets)
    for kind, name in NAMES.items()
)

OWN_LIST = Source(
    id="own-list",
    title="Own lists of groups, venues, services, skills and links",
    publisher="the council or community that keeps the lists",
    licence=OGL3,
    gives="asset",
    hint="CSV files or sheets of a workbook named venues, groups, services, skill_offers, links; "
    "asset-map etl template FILE writes an empty one; --mapping reads lists with other columns.",
    reader=OwnTables(TABLES),
    sheets=tuple(table.sheet for table in TABLES),
)


def called(list_id: str) -> Source:
    """Return the source of one list among several, whose refs are its own."""
    return replace(OWN_LIST, id=f"{OWN_LIST.id}:{list_id}", title=f"{OWN_LIST.title}: {list_id}")
