"""What Open Referral UK v3 asks of each object, as JSON Schema, as far as docs tell of it."""

UUID = {
    "type": "string",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
}
TEXT = {"type": "string"}
SAID = {"type": "string", "minLength": 1}
WHOLE = {"type": "integer", "minimum": 0}
DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
TIME = {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}
TRUTH = {"type": "boolean"}


def thing(required: str, **fields) -> dict:
    return {
        "type": "object",
        "required": required.split(),
        "properties": fields,
        "additionalProperties": False,
    }


def listed(one: dict) -> dict:
    return {"type": "array", "items": one, "minItems": 1}


OURS = thing(
    "source licence licence_url attribution share_alike retrieved last_confirmed demo",
    source=SAID,
    licence=SAID,
    licence_url=TEXT,
    attribution=TEXT,
    share_alike=TRUTH,
    retrieved=DAY,
    last_confirmed={"anyOf": [DAY, {"type": "null"}]},
    demo=TRUTH,
)
TAXONOMY = thing("id name description", id=UUID, name=SAID, description=SAID)
TERM = thing(
    "id name description",
    id=UUID,
    code=SAID,
    name=SAID,
    description=SAID,
    taxonomy=SAID,
    taxonomy_detail=TAXONOMY,
)
PHONE = thing("number", id=UUID, number=SAID)
IDENTIFIER = thing(
    "id identifier_type identifier",
    id=UUID,
    organization_id=UUID,
    identifier_type=SAID,
    identifier_scheme={"enum": ["GB-CHC", "GB-COH", "GB-SC", "GB-NIC"]},
    identifier=SAID,
)
ORGANIZATION = thing(
    "id name description",
    id=UUID,
    name=SAID,
    description=TEXT,
    website=SAID,
    email=SAID,
    phones=listed(PHONE),
    organization_identifiers=listed(IDENTIFIER),
    asset_map=OURS,
)
LANGUAGES = listed(
    thing("id", id=UUID, code={"type": "string", "pattern": "^[a-z]{2,3}$"}, name=SAID)
)
SCHEDULE = thing(
    "id",
    id=UUID,
    freq={"enum": ["WEEKLY", "MONTHLY"]},
    byday={"enum": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]},
    opens_at=TIME,
    closes_at=TIME,
    timezone={"const": "Europe/London"},
    description=SAID,
    attending_type=SAID,
)
ADDRESS = thing(
    "address_1 city state_province postal_code country address_type",
    id=UUID,
    address_1=TEXT,
    city=TEXT,
    state_province=TEXT,
    postal_code=TEXT,
    country={"const": "GB"},
    address_type={"enum": ["physical", "postal", "virtual"]},
)
LOCATION = thing(
    "id location_type",
    id=UUID,
    location_type={"enum": ["physical", "postal", "virtual"]},
    name=SAID,
    description=SAID,
    latitude={"type": "number", "minimum": 49, "maximum": 61},
    longitude={"type": "number", "minimum": -9, "maximum": 3},
    external_identifier=SAID,
    external_identifier_type={"const": "UPRN"},
    addresses=listed(ADDRESS),
    accessibility=listed(thing("id description", id=UUID, description=SAID)),
    schedules=listed(SCHEDULE),
    languages=LANGUAGES,
    asset_map=OURS,
)
MINIMAL = thing(
    "id name status",
    id=UUID,
    name=SAID,
    status={"enum": ["active", "inactive", "defunct", "temporarily closed"]},
)
SERVICE = thing(
    "id name status",
    **MINIMAL["properties"],
    organization=ORGANIZATION,
    description=SAID,
    url={"type": "string", "pattern": "^https?://"},
    email=SAID,
    phones=listed(PHONE),
    fees=SAID,
    minimum_age=WHOLE,
    maximum_age=WHOLE,
    eligibility_description=SAID,
    assured_date=DAY,
    last_modified={"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$"},
    schedules=listed(SCHEDULE),
    languages=LANGUAGES,
    service_areas=listed(
        thing("id name", id=UUID, name=SAID, extent=SAID, extent_type=SAID),
    ),
    service_at_locations=listed(thing("id location", id=UUID, location=LOCATION)),
    cost_options=listed(
        thing(
            "id service_id",
            id=UUID,
            service_id=UUID,
            option=SAID,
            amount={"type": "number"},
            currency={"const": "GBP"},
        )
    ),
    attributes=listed(
        thing(
            "id link_id taxonomy_term_id",
            id=UUID,
            link_id=UUID,
            link_entity={"const": "service"},
            link_type=SAID,
            taxonomy_term_id=UUID,
            taxonomy_term=TERM,
        )
    ),
    asset_map=OURS,
)
AT_LOCATION = thing(
    "id service_id service location",
    id=UUID,
    service_id=UUID,
    service=SERVICE,
    location=LOCATION,
)
ABOUT = {
    "type": "object",
    "required": ["version", "profile", "openapi_url"],
    "properties": {
        "version": {"const": "HSDS-UK-3.0"},
        "profile": {"type": "string", "pattern": "^https://"},
        "openapi_url": {"type": "string", "pattern": "^https://"},
    },
}
OF = {
    "services": SERVICE,
    "organizations": ORGANIZATION,
    "service_at_locations": AT_LOCATION,
    "taxonomies": TAXONOMY,
    "taxonomy_terms": TERM,
}


def page_of(one: dict) -> dict:
    """Return what the standard asks of a page of objects."""
    return thing(
        "total_items total_pages page_number size first_page last_page empty contents",
        total_items=WHOLE,
        total_pages=WHOLE,
        page_number={"type": "integer", "minimum": 1},
        size=WHOLE,
        first_page=TRUTH,
        last_page=TRUTH,
        empty=TRUTH,
        contents={"type": "array", "items": one},
    )
