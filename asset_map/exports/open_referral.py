"""Services, organisations and places as Open Referral UK has them, version 3 (HSDS-UK-3.0).

Fields that nobody has told us are left out, never filled with a guess.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from asset_map.domain import breaks
from asset_map.domain.assets import AssetKind, Session
from asset_map.domain.needs import Need
from asset_map.domain.open_data import OpenAsset
from asset_map.domain.open_referral import TAXONOMY, Fields, part_id, term_id
from asset_map.exports.about import joined
from asset_map.exports.rows import Sources, safe_web
from asset_map.report.text import clean

CLOSED_FOR_NOW = "Temporarily closed."
NOT_SHOWN = "The exact place is not shown."
_AGES = re.compile(
    r"aged (?:(?P<low>\d{1,3}) (?:to (?P<high>\d{1,3})|and over)|up to (?P<top>\d{1,3}))"
)


@dataclass(frozen=True)
class Context:
    """What documents are made with: the sources, the needs by id, and the day."""

    sources: Sources
    needs: Mapping[str, Need]
    today: date


def service(
    asset: OpenAsset,
    organisation: OpenAsset | None,
    places: Iterable[tuple[UUID, OpenAsset]],
    context: Context,
) -> Fields:
    """Return a service with all that hangs on it."""
    status, description = _status(asset, context.today)
    who_for, youngest, oldest = _ages(asset.details.get("who_for") or "")
    cost = asset.details.get("cost") or ""
    return _known(
        {
            "id": str(asset.id),
            "name": asset.name,
            "status": status,
            "description": description,
            "alert": _alert(asset, context.today),
            "url": safe_web(asset.url),
            "email": asset.email,
            "phones": _phones(asset),
            "fees": cost,
            "minimum_age": youngest,
            "maximum_age": oldest,
            "eligibility_description": who_for,
            "assured_date": _iso(asset.last_confirmed),
            "last_modified": asset.changed.isoformat(timespec="seconds") if asset.changed else "",
            "organization": organization(organisation, context) if organisation else None,
            "schedules": _schedules(asset),
            "service_areas": [_service_area(asset, at) for at in range(len(asset.covers))],
            "languages": _languages(asset),
            "service_at_locations": [
                {"id": str(at), "location": location(place, context)} for at, place in places
            ],
            "cost_options": [_cost_option(asset, cost)] if cost else [],
            "attributes": [_attribute(asset, need, context) for need in asset.needs],
            "asset_map": provenance(asset, context),
        }
    )


def minimal(asset: OpenAsset, context: Context) -> Fields:
    """Return the fields of a service that the standard requires."""
    status, _ = _status(asset, context.today)
    return _known({"id": str(asset.id), "name": asset.name, "status": status})


def organization(asset: OpenAsset, context: Context) -> Fields:
    """Return a group as an organisation."""
    listed = [
        {
            "id": part_id("identifier", asset.id, scheme),
            "organization_id": str(asset.id),
            "identifier_type": scheme,
            "identifier_scheme": scheme,
            "identifier": value,
        }
        for scheme, value in sorted(asset.identifiers.items())
    ]
    return {"description": ""} | _known(
        {
            "id": str(asset.id),
            "name": asset.name,
            "description": asset.description,
            "website": safe_web(asset.url),
            "email": asset.email,
            "phones": _phones(asset),
            "organization_identifiers": listed,
            "asset_map": provenance(asset, context),
        }
    )


def location(asset: OpenAsset, context: Context) -> Fields:
    """Return a place; of one that has to stay hidden nothing but its name and ward."""
    latitude, longitude = asset.position or (None, None)
    own = asset.kind is AssetKind.VENUE
    return _known(
        {
            "id": str(asset.id) if own else part_id("location", asset.id),
            "location_type": "physical",
            "name": asset.name,
            "description": _of_place(asset) if own else "",
            "latitude": latitude,
            "longitude": longitude,
            "external_identifier": asset.identifiers.get("UPRN", ""),
            "external_identifier_type": "UPRN" if "UPRN" in asset.identifiers else "",
            "addresses": _addresses(asset),
            "languages": _languages(asset) if own else [],
            "accessibility": _accessibility(asset),
            "schedules": _schedules(asset) if own else [],
            "asset_map": provenance(asset, context),
        }
    )


def taxonomy_term(need: Need) -> Fields:
    """Return a need as a term of the one taxonomy."""
    return {
        "id": str(term_id(need.id)),
        "code": need.id,
        "name": need.taxonomy_term,
        "description": need.label,
        "taxonomy": TAXONOMY["name"],
        "taxonomy_detail": TAXONOMY,
    }


def provenance(asset: OpenAsset, context: Context) -> Fields:
    """Return where something comes from, under which licence, and how fresh it is."""
    told = [context.sources[one] for one in asset.sources]
    return {
        "source": joined(one.title for one in told),
        "licence": joined(one.licence for one in told),
        "licence_url": joined(one.licence_url for one in told),
        "attribution": joined((one.attribution for one in told), " "),
        "share_alike": any(one.share_alike for one in told),
        "retrieved": asset.retrieved.isoformat(),
        "last_confirmed": _iso(asset.last_confirmed) or None,
        "demo": any(one.demo for one in told),
    }


def _status(asset: OpenAsset, today: date) -> tuple[str, str]:
    """Return the status of a service, and its description without what the status says."""
    if asset.valid_to and asset.valid_to <= today:
        return "defunct", asset.description
    if asset.description.startswith(CLOSED_FOR_NOW):
        return "temporarily closed", asset.description.removeprefix(CLOSED_FOR_NOW).strip()
    if asset.away and asset.away.on(today):
        return "temporarily closed", asset.description
    later = asset.valid_from is not None and asset.valid_from > today
    return "inactive" if later else "active", asset.description


def _alert(asset: OpenAsset, today: date) -> str:
    """Return the break that it takes or will take, in words, and why."""
    said = breaks.in_words(asset.away, today)
    return f"{said}: {asset.away.why}" if said and asset.away and asset.away.why else said


def _ages(who_for: str) -> tuple[str, int | None, int | None]:
    """Return whom a service is for, with ages as numbers where they stand for themselves."""
    parts = who_for.split("; ")
    aged = [found for part in parts if (found := _AGES.fullmatch(part))]
    if len(aged) != 1:
        return who_for, None, None
    words = "; ".join(part for part in parts if not _AGES.fullmatch(part))
    youngest, oldest = aged[0]["low"], aged[0]["high"] or aged[0]["top"]
    return words, int(youngest) if youngest else None, int(oldest) if oldest else None


def _phones(asset: OpenAsset) -> list[Fields]:
    return [{"id": part_id("phone", asset.id), "number": asset.phone}] if asset.phone else []


def _languages(asset: OpenAsset) -> list[Fields]:
    return [
        {"id": part_id("language", asset.id, one.code), "code": one.code, "name": one.name}
        for one in asset.languages
    ]


def _schedules(asset: OpenAsset) -> list[Fields]:
    """Return the weekly times; what was said of them in words stands with the first."""
    how = asset.details.get("how") or ""
    words = {"description": asset.details.get("hours_text") or "", "attending_type": how}
    weekly = [_weekly(asset, one) | {"attending_type": how} for one in asset.sessions]
    if not weekly and any(words.values()):
        weekly = [{"id": part_id("schedule", asset.id, "words")}]
    return [_known(one | (words if at == 0 else {})) for at, one in enumerate(weekly)]


def _weekly(asset: OpenAsset, one: Session) -> Fields:
    times = {"byday": one.byday, "opens_at": one.opens_at, "closes_at": one.closes_at}
    made = part_id("schedule", asset.id, *times.values())
    return {"id": made, "freq": "WEEKLY", "timezone": "Europe/London", **times}


def _service_area(asset: OpenAsset, at: int) -> Fields:
    area = asset.covers[at]
    return _known(
        {
            "id": part_id("service_area", asset.id, area.code),
            "name": area.name or area.code,
            "extent": area.code,
            "extent_type": area.kind,
        }
    )


def _cost_option(asset: OpenAsset, cost: str) -> Fields:
    free = cost.strip().lower() == "free"
    said: Fields = {"amount": 0, "currency": "GBP"} if free else {"option": cost}
    return {"id": part_id("cost_option", asset.id), "service_id": str(asset.id), **said}


def _attribute(asset: OpenAsset, need: str, context: Context) -> Fields:
    term = taxonomy_term(context.needs[need])
    return {
        "id": part_id("attribute", asset.id, need),
        "link_id": str(asset.id),
        "link_entity": "service",
        "link_type": "service",
        "taxonomy_term_id": term["id"],
        "taxonomy_term": term,
    }


def _of_place(asset: OpenAsset) -> str:
    if not asset.place_hidden:
        return asset.description
    ward = f"Ward: {asset.ward.name}." if asset.ward else ""
    return joined((asset.description, NOT_SHOWN, ward), " ")


def _addresses(asset: OpenAsset) -> list[Fields]:
    if not (asset.address or asset.postcode):
        return []
    return [
        {
            "id": part_id("address", asset.id),
            "address_1": clean(asset.address),
            "city": "",
            "state_province": "",
            "postal_code": asset.postcode,
            "country": "GB",
            "address_type": "physical",
        }
    ]


def _accessibility(asset: OpenAsset) -> list[Fields]:
    step_free = asset.details.get("step_free")
    if step_free is None:
        return []
    words = "Step-free access" if step_free else "No step-free access"
    return [{"id": part_id("accessibility", asset.id), "description": words}]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _known(said: Fields) -> Fields:
    """Return fields without those of which nothing is known; texts are made fit for any file."""
    told = {name: clean(value) if isinstance(value, str) else value for name, value in said.items()}
    return {name: value for name, value in told.items() if value not in (None, "", [])}
