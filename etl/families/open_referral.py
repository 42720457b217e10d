"""Reads what stands inside a service of Open Referral: version 3 (HSDS-UK-3.0) and version 1 alike.

Version 1 differs in the names of its lists (``regular_schedules``, ``eligibilitys``,
``physical_addresses``, ``service_taxonomys``) more than in what they hold.
"""

import re
from collections.abc import Iterator
from typing import Any

from asset_map.db.terms import language_code
from etl.cleaning.joining import joined
from etl.cleaning.markup import text_of_html
from etl.cleaning.sessions import BYDAY, Sessions
from etl.cleaning.terms import languages_in

Fields = dict[str, Any]
"""An object of a feed, or the fields of an asset."""

SCHEMES = ("GB-CHC", "GB-SC", "GB-NIC", "GB-COH")
NO_PLACE = ("virtual", "postal")
LASTING = ("valid_to", "until", "count", "bymonthday", "byweekno", "byyearday")
"""Fields of a schedule that say that it is no plain week after week."""
OLDEST = 99
"""From this age on, a highest age means that there is none."""

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")
_AREA_CODE = re.compile(r"\b[EWSN]\d{8}\b")


def many(said: Fields, *names: str) -> list[Fields]:
    """Return the objects under the first of some names that is there; one object is a list too."""
    found: Any = next((said[name] for name in names if said.get(name)), [])
    objects = found if isinstance(found, list) else [found]
    return [one for one in objects if isinstance(one, dict)]


def text(said: Fields, *names: str) -> str:
    """Return the first of some fields that says anything, as plain text."""
    values = (said.get(name) for name in names)
    return next((text_of_html(str(value)) for value in values if value not in (None, "")), "")


def organisation(said: Fields) -> Fields | None:
    """Return the group that an organisation is; its telephone and e-mail may be a person's."""
    if not (said.get("id") and text(said, "name")):
        return None
    return {
        "kind": "group",
        "key": str(said["id"]),
        "name": text(said, "name"),
        "description": text(said, "description"),
        "url": text(said, "website", "url", "uri"),
        "identifiers": identifiers(many(said, "organization_identifiers")),
    }


def identifiers(said: list[Fields]) -> dict[str, str]:
    """Return what registers know an organisation by."""
    known = {}
    for one in said:
        named = joined((text(one, name) for name in ("identifier_scheme", "identifier_type")), "; ")
        for scheme in SCHEMES:
            if scheme in named.upper() and text(one, "identifier"):
                known[scheme] = text(one, "identifier").removeprefix(f"{scheme}-")
    return known


def place(said: Fields) -> Fields | None:
    """Return the venue that a location is; None where it is no place that people can go to."""
    if text(said, "location_type").casefold() in NO_PLACE or not said.get("id"):
        return None
    address = _address(said)
    lines = joined(text(address, name) for name in ("address_1", "address_2", "city"))
    uprn = text(said, "external_identifier_type").upper() == "UPRN"
    access = (
        text(one, "description", "accessibility")
        for one in many(said, "accessibility", "accessibility_for_disabilities")
    )
    times, _ = schedules(said)
    return {
        "kind": "venue",
        "key": str(said["id"]),
        "name": text(said, "name") or lines or text(address, "postal_code") or "Place without name",
        "description": joined((text(said, "description"), *access), " "),
        "latitude": text(said, "latitude"),
        "longitude": text(said, "longitude"),
        "address": lines,
        "postcode": text(address, "postal_code"),
        "identifiers": {"UPRN": text(said, "external_identifier")} if uprn else {},
        "sessions": times,
    } | ({"languages": languages(said)} if said.get("languages") else {})


def languages(said: Fields) -> list[str]:
    """Return the languages of a service or place as codes; one that nobody knows as it is said."""
    found: list[str] = []
    for one in many(said, "languages"):
        words = [word for name in ("code", "name", "language") if (word := text(one, name))]
        known = (code for word in words if (code := language_code(word)))
        code = next(known, None)
        found += [code] if code else languages_in("; ".join(words[-1:])) or []
    return list(dict.fromkeys(found))


def _address(location: Fields) -> Fields:
    """Return the address that people go to, else the first."""
    addresses = many(location, "addresses", "physical_addresses", "physical_address")
    going = (one for one in addresses if text(one, "address_type") == "physical")
    return next(going, addresses[0] if addresses else {})


def schedules(said: Fields) -> tuple[Sessions, str]:
    """Return the weekly times of a service or location, and the other times in words."""
    times: Sessions = []
    words: list[str] = []
    for one in many(said, "schedules", "regular_schedules", "regular_schedule"):
        weekly = list(_weekly(one))
        times += [session for session in weekly if session not in times]
        words += [text(one, "description") if weekly else _in_words(one)]
    return times, joined(words, "; ")


def _weekly(schedule: Fields) -> Iterator[dict[str, str]]:
    """Yield the sessions of a schedule that is the same every week, with no end."""
    days = [day.strip().upper() for day in text(schedule, "byday").split(",")]
    opens, closes = text(schedule, "opens_at"), text(schedule, "closes_at")
    plain = (
        text(schedule, "freq").upper() in ("WEEKLY", "")
        and text(schedule, "interval") in ("", "1")
        and not any(schedule.get(name) for name in LASTING)
        and all(day in BYDAY for day in days)
        and all(_TIME.fullmatch(time) for time in (opens, closes))
    )
    if plain and opens[:5] < closes[:5]:
        for day in days:
            yield {"byday": day, "opens_at": opens[:5], "closes_at": closes[:5]}


def _in_words(schedule: Fields) -> str:
    hours = joined((text(schedule, "opens_at")[:5], text(schedule, "closes_at")[:5]), "-")
    since, until = text(schedule, "valid_from"), text(schedule, "valid_to", "until")
    when = (
        text(schedule, "freq").lower(),
        text(schedule, "byday"),
        joined(("day of the month", text(schedule, "bymonthday")), " ")
        if schedule.get("bymonthday")
        else "",
        hours,
        f"from {since}" if since else "",
        f"to {until}" if until else "",
    )
    return joined((joined(when, " "), text(schedule, "description")))


def cost(said: Fields) -> str:
    """Return what a service costs, in words."""
    options = (_option(one) for one in many(said, "cost_options"))
    return joined((text(said, "fees_description", "fees"), *options), "; ")


def _option(said: Fields) -> str:
    amount = text(said, "amount")
    currency = text(said, "currency").upper()
    price = f"£{amount}" if currency in ("", "GBP") else f"{currency} {amount}"
    until = text(said, "valid_to")
    parts = (
        "free" if amount in ("0", "0.0", "0.00") else price if amount else "",
        text(said, "amount_description"),
        f"until {until}" if until else "",
    )
    return joined((text(said, "option"), joined(parts, " ")), ": ")


def who_for(said: Fields) -> str:
    """Return whom a service is for, in words."""
    rules = many(said, "eligibilitys", "eligibilities", "eligibility")
    parts = [text(one, "eligibility") for one in rules]
    ages = [_ages(one) for one in (said, *rules)]
    return joined((text(said, "eligibility_description"), *parts, *ages), "; ")


def _ages(said: Fields) -> str:
    youngest, oldest = (
        int(float(value)) if re.fullmatch(r"\d+(\.0)?", value) else None
        for value in (text(said, "minimum_age"), text(said, "maximum_age"))
    )
    if oldest is not None and oldest >= OLDEST:
        oldest = None
    if youngest and oldest:
        return f"aged {youngest} to {oldest}"
    if youngest:
        return f"aged {youngest} and over"
    return f"aged up to {oldest}" if oldest else ""


def tags(said: Fields) -> list[str]:
    """Return the taxonomy terms of a service, by name, code and id."""
    terms = [
        term
        for one in many(
            said, "attributes", "service_taxonomys", "service_taxonomies", "link_taxonomies"
        )
        for term in many(one, "taxonomy_term", "taxonomy")
    ]
    words = (text(term, name) for term in terms for name in ("name", "code", "id"))
    return [f"oruk:{word}" for word in dict.fromkeys(words) if word]


def areas(said: Fields) -> tuple[list[str], str]:
    """Return the codes of the areas that a service covers, and the others in words."""
    codes: list[str] = []
    words: list[str] = []
    for one in many(said, "service_areas"):
        found = [
            code
            for name in ("extent", "uri", "linked_data", "name", "service_area")
            for code in _AREA_CODE.findall(str(one.get(name) or ""))
        ]
        codes += [code for code in found if code not in codes]
        words += [] if found else [text(one, "name", "service_area", "description")]
    return codes, joined(words, "; ")


def how(said: Fields) -> str:
    """Return how a service is given, in the words of its publisher."""
    timed = many(said, "schedules")
    own = (text(said, name) for name in ("attending_type", "attending_access", "deliverable_type"))
    return joined((*own, *(text(one, "attending_type") for one in timed)), "; ")
