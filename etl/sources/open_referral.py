"""Feeds of Open Referral UK, version 3 and 1: a service, who provides it, and where it is given."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from etl import nested
from etl.cleaning.contacts import email, phone, web
from etl.cleaning.dates import uk_date
from etl.cleaning.joining import joined
from etl.cleaning.markup import html_text
from etl.cleaning.periods import with_period
from etl.cleaning.values import coordinate, expects, plain_text, postcode
from etl.families import open_referral
from etl.families.open_referral import Fields, many
from etl.families.open_referral_feed import ENDED, LISTS, Feed
from etl.formats.documents import Documents
from etl.source import Column, Licence, Rows, Sheet, Source
from etl.steps import BOOKKEEPING

CLEANERS = {
    "name": plain_text,
    "description": plain_text,
    "address": plain_text,
    "url": web,
    "latitude": coordinate,
    "longitude": coordinate,
    "postcode": postcode,
}
LINK = ("from_kind", "from_key", "type", "to_kind", "to_key", "detail", "said_by", "scope")


@dataclass(frozen=True)
class Records(Sheet):
    """The layout of a kind of record; ``marks``: it has at least one of these fields."""

    marks: tuple[str, ...] = ()

    def fits(self, headers: Sequence[str]) -> bool:
        """Tell whether a record with these fields is of the kind."""
        marked = not self.marks or bool(set(self.marks) & set(headers))
        return marked and super().fits(headers)


@expects("Only a place that people can go to is loaded by itself: its type is then physical.")
def place_to_go(texts: pd.Series) -> pd.Series:
    """Read the type of a location; missing where nobody can go there."""
    return texts.where(~texts.str.casefold().isin(open_referral.NO_PLACE))


@expects("Give a list of objects, as the standard has it.")
def objects(texts: pd.Series) -> pd.Series:
    """Read objects inside a record."""
    return texts.map(_objects, na_action="ignore").astype(object)


def _objects(text: str) -> object:
    try:
        said = json.loads(text)
    except ValueError:
        return None
    return said if isinstance(said, list | dict) else None


def make_services(rows: pd.DataFrame) -> Rows:
    """A row is a service; its organisation and places hang on it."""
    said = [_said(row) for row in rows.to_dict("records")]
    ended = rows["status"].str.casefold().isin(ENDED)
    covers, elsewhere = zip(*(open_referral.areas(one) for one in said), strict=True)
    whens = [open_referral.schedules(_with_times_of_places(one)) for one in said]
    services = with_period(
        rows[[*BOOKKEEPING, "key", "name", "url", "email", "phone", "last_confirmed"]].assign(
            kind="service",
            scope=rows["authority_code"].fillna(""),
            valid_to=rows["last_modified"].fillna(rows["last_confirmed"]).where(ended),
            description=[_description(*both) for both in zip(said, elsewhere, strict=True)],
            covers=covers,
            sessions=[times for times, _ in whens],
            hours_text=[words for _, words in whens],
            how=[open_referral.how(one) for one in said],
            cost=[open_referral.cost(one) for one in said],
            who_for=[open_referral.who_for(one) for one in said],
            languages=[open_referral.languages(one) for one in said],
            tags=[open_referral.tags(one) for one in said],
            identifiers=[{"ORUK": key} for key in rows["key"]],
        )
    )
    hanging = [_hanging(one) for one in said]
    parts = nested.read([part for some, _ in hanging for part in some], CLEANERS)
    links = [link for _, some in hanging for link in some]
    return {
        "asset": services,
        nested.PARTS: parts,
        "link": pd.DataFrame(links, columns=[*BOOKKEEPING, *LINK]),
    }


def _said(row: dict) -> Fields:
    """Return what a row says, without what it leaves empty."""
    return {
        name: value
        for name, value in row.items()
        if isinstance(value, list | dict) or pd.notna(value)
    }


def _with_times_of_places(said: Fields) -> Fields:
    """Return a service with the schedules of all its places among its own."""
    places = many(said, "service_at_locations")
    times = [*many(said, "schedules")]
    for one in places:
        times += [time for time in many(one, *LISTS["schedules"]) if time not in times]
    return said | {"schedules": times}


def _description(said: Fields, areas: str) -> str:
    closed = str(said.get("status", "")).casefold() == "temporarily closed"
    return joined(
        (
            "Temporarily closed." if closed else "",
            said.get("description", ""),
            said.get("alert", ""),
            f"For: {areas}." if areas else "",
        ),
        " ",
    )


def _hanging(said: Fields) -> tuple[list[Fields], list[Fields]]:
    """Return the assets that a service speaks of beside itself, and its links to them."""
    own = {name: said[name] for name in BOOKKEEPING}
    scope = said.get("authority_code", "")
    parts: list[Fields] = []
    links: list[Fields] = []

    def hang(kind: str, key: str, link: str, detail: str = "") -> None:
        ends = ("service", said["key"], link, kind, key, detail, "from", scope)
        links.append(own | dict(zip(LINK, ends, strict=True)))

    for one in many(said, "organization"):
        group = open_referral.organisation(one)
        if group:
            parts.append(own | group | {"scope": scope})
            hang("group", group["key"], "provided_by")
    for at in many(said, "service_at_locations"):
        for one in many(at, "location"):
            venue = open_referral.place(one)
            if venue and venue["key"] not in [part["key"] for part in parts]:
                parts.append(own | venue | {"scope": scope})
                hang("venue", venue["key"], "delivered_at", _times_in_words(at))
    return parts, links


def _times_in_words(said: Fields) -> str:
    times, words = open_referral.schedules(said)
    weekly = (f"{one['byday']} {one['opens_at']}-{one['closes_at']}" for one in times)
    return joined((*weekly, words), "; ")


def make_others(rows: pd.DataFrame, *, of: Callable[[Fields], Fields | None]) -> Rows:
    """A row is one organisation or one location of its own."""
    said = [_said(row) | {"id": row["key"]} for row in rows.to_dict("records")]
    scope = rows["authority_code"].fillna("")
    own = [dict(zip(BOOKKEEPING, row, strict=True)) for row in rows[BOOKKEEPING].to_numpy()]
    made = [book | (of(one) or {}) for book, one in zip(own, said, strict=True)]
    return {"asset": nested.read(made, CLEANERS).assign(scope=list(scope))}


WHOSE = Column(("authority_code",), "authority_code", plain_text)
"""No feed has it: ``--authority CODE`` fills it in, so that each council's feed is a scope."""

INSIDE = {name: Column(headers, name, objects) for name, headers in LISTS.items()}
SAME = ("minimum_age", "maximum_age", "eligibility_description", "fees", "fees_description")
SERVICE = (
    Column(("id",), "key", plain_text, required=True),
    Column(("name",), "name", html_text, required=True),
    Column(("status",), "status", plain_text),
    Column(("description",), "description", html_text),
    Column(("alert",), "alert", html_text),
    Column(("url",), "url", web),
    Column(("email",), "email", email, personal=True),
    Column(("phones/0/number",), "phone", phone, personal=True),
    Column(("assured_date",), "last_confirmed", uk_date),
    Column(("last_modified",), "last_modified", uk_date),
    *(Column((name,), name, html_text) for name in SAME),
    *(
        Column((name,), name, plain_text)
        for name in ("attending_type", "attending_access", "deliverable_type")
    ),
    *(
        INSIDE[name]
        for name in (
            "organization",
            "service_at_locations",
            "schedules",
            "cost_options",
            "eligibilitys",
            "service_areas",
            "attributes",
            "languages",
        )
    ),
    WHOSE,
)
ORGANISATION = (
    Column(("id",), "key", plain_text, required=True),
    Column(("name",), "name", html_text, required=True),
    Column(("description",), "description", html_text),
    Column(("website", "url", "uri"), "website", plain_text),
    INSIDE["organization_identifiers"],
    WHOSE,
)
LOCATION = (
    Column(("id",), "key", plain_text, required=True),
    Column(("location_type",), "location_type", place_to_go, strict=True),
    *(
        Column((name,), name, html_text)
        for name in (
            "name",
            "description",
            "latitude",
            "longitude",
            "external_identifier",
            "external_identifier_type",
        )
    ),
    *(INSIDE[name] for name in ("addresses", "accessibility", "schedules", "languages")),
    WHOSE,
)

OPEN_REFERRAL = Source(
    id="open-referral",
    title="Services in an Open Referral UK feed",
    publisher="the publisher of the feed",
    licence=Licence("As the publisher of the feed states", "", open=False),
    gives="asset",
    hint="JSON of /services, version 3 or 1: one page, a list of pages, or single services.",
    reader=Feed(Documents(records=("contents", "content", "."))),
    sheets=(
        Records(SERVICE, make_services, marks=("status", "organization", "organization_id")),
        Records(
            LOCATION,
            partial(make_others, of=open_referral.place),
            marks=("location_type", "latitude", "addresses", "physical_addresses"),
        ),
        Records(ORGANISATION, partial(make_others, of=open_referral.organisation)),
    ),
)
