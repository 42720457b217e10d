"""The rest of the borough, composed from kinds: a few assets for each ward, with real gaps."""

import itertools
from dataclasses import dataclass, field

import kinds
from assets import Asset, Link
from hours import in_words
from places import Gaps
from story import BOROUGH, GROUPS, SERVICES, SKILLS, VENUES


@dataclass(frozen=True)
class Plan:
    """What one ward has; `place` is a made-up word that starts its names."""

    ward: str
    place: str
    venues: str
    services: str
    clubs: str = ""


# No line for Castle & Priory: the story is there.
PLANS = [
    Plan("E05015903", "Glasswhistle", "hall garden", "craft digging"),
    Plan("E05015904", "Hopberry", "hall", "lunch toddlers"),
    Plan("E05015905", "Ferrimere", "centre pitch", "youth pantry coaching"),
    Plan("E05015906", "Clinkerby", "centre garden", "toddlers warm jobs", "parents"),
    Plan("E05015908", "Windlethorn", "hall pitch", "lunch choir", "bowls"),
    Plan("E05015909", "Chainlark", "hall garden", "english walk digging"),
    Plan("E05015910", "Millstonby", "hall", "bench walk", "history"),
    Plan("E05015911", "Furzewick", "centre garden", "carers digital"),
    Plan("E05015912", "Leathermere", "hall room pitch", "money lunch coaching"),
    Plan("E05015913", "Oatcombe", "hall", "craft visits"),
    Plan("E05015914", "Meadowquill", "hall garden", "toddlers memory"),
    Plan("E05015915", "Tilewren", "centre", "lunch chair"),
    Plan("E05015916", "Hollowforge", "centre garden chapel", "english pantry homes", "faith"),
    Plan("E05015917", "Cablemoor", "hall pitch", "youth warm mend"),
    Plan("E05015918", "Sorrelbank", "hall", "walk online"),
    Plan("E05015919", "Hazelharp", "room garden", "books"),
    Plan("E05015920", "Bobbinmoor", "hall", "homework lunch phone"),
    Plan("E05015921", "Starlingthorpe", "hall room", "memory choir", "history"),
    Plan("E05015922", "Pewterbrook", "centre chapel quiet", "clinic jobs money", "faith"),
    Plan("E05015923", "Kilnapple", "centre garden", "ability toddlers pantry", "parents"),
    Plan("E05015924", "Larchmantle", "hall pitch", "chair youth"),
    Plan("E05015925", "Ribbonford", "hall studio", "digital ability clinic", "players"),
    Plan("E05015926", "Flaxwharf", "hall", "toddlers books warm"),
]

# Groups of the whole borough. ref, name, type, needs, description
BOROUGH_GROUPS = [
    (
        "G020",
        "Gardens and Pitches Team",
        "council team",
        "green_space getting_active",
        "Cuts the grass and lends the keys of small gardens and fields.",
    ),
    (
        "G021",
        "Play Groups Team",
        "council team",
        "under_fives",
        "Helps play groups with training and a little money.",
    ),
    (
        "G022",
        "Thistlewright Community Fund",
        "funder",
        "",
        "Gives three-year grants to groups that people on low incomes use.",
    ),
]
BUILDINGS, SMALL_GRANTS = "G008", "G007"
GARDENS, EARLY_YEARS, FUND = (row[0] for row in BOROUGH_GROUPS)

# Wards whose hall the council runs; the others are run by the ward's association.
COUNCIL_RUN = {"E05015905", "E05015906", "E05015909", "E05015916", "E05015923"}
# Services paid from outside: kind of service and who pays.
PAID_BY = {
    "youth": FUND,
    "money": FUND,
    "homes": FUND,
    "memory": SMALL_GRANTS,
    "ability": SMALL_GRANTS,
    "toddlers": EARLY_YEARS,
}
# Skill, ward, people; offered through the ward's association.
SKILL_OFFERS = [
    ("driving", "E05015904", 8),
    ("cooking", "E05015920", 13),
    ("languages", "E05015916", 21),
    ("first aid", "E05015905", 11),
    ("music", "E05015921", 17),
    ("IT help", "E05015911", 10),
    ("gardening", "E05015903", 24),
    ("listening", "E05015914", 15),
    ("mending", "E05015917", 12),
    ("form filling", "E05015906", 6),
    ("sport coaching", "E05015908", 14),
]
CLOSED = {"Leathermere Meeting Room": "2024"}


@dataclass
class Composer:
    """Hands out refs and names in turn and gathers what it makes."""

    gaps: Gaps
    assets: list[Asset] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._numbers = {
            "venues": itertools.count(len(VENUES) + 1),
            "groups": itertools.count(len(GROUPS) + len(BOROUGH_GROUPS) + 1),
            "services": itertools.count(len(SERVICES) + 1),
            "skill_offers": itertools.count(len(SKILLS) + 1),
        }
        self._turns: dict[str, itertools.count] = {}

    def add(self, table: str, name: str, description: str, **rest: object) -> Asset:
        letter = {"skill_offers": "K"}.get(table, table[0].upper())
        ref = f"{letter}{next(self._numbers[table]):03}"
        asset = Asset(table, ref, name, description, **rest)
        self.assets.append(asset)
        return asset

    def link(self, start: Asset, kind: str, end: str, detail: str = "") -> None:
        self.links.append(Link(start.ref, kind, end, detail))

    def turn(self, key: str) -> int:
        """0, 1, 2 ... each time the same key is asked for."""
        return next(self._turns.setdefault(key, itertools.count()))


def compose(gaps: Gaps) -> tuple[list[Asset], list[Link]]:
    """The background's assets and links, before dates are put to them."""
    composer = Composer(gaps)
    for ref, name, kind, needs, text in BOROUGH_GROUPS:
        more = {"group_type": kind}
        composer.assets.append(Asset("groups", ref, name, text, needs, covers=BOROUGH, more=more))
    associations = {plan.ward: _ward(composer, plan) for plan in PLANS}
    for skill, ward, people in SKILL_OFFERS:
        _skill(composer, skill, associations[ward], people)
    return composer.assets, composer.links


def _ward(composer: Composer, plan: Plan) -> Asset:
    venues = {key: _venue(composer, plan, key) for key in plan.venues.split()}
    main = next(iter(venues.values()))
    association = composer.add(
        "groups",
        f"{plan.place} Neighbours",
        "Residents who keep an eye on the place and run what nobody else does.",
        needs="company" if composer.turn("association") % 3 else "",
        spot=main.spot,
        more={"group_type": "residents' association"},
    )
    composer.link(association, "meets_at", main.ref, "once a month")
    for key, venue in venues.items():
        _manage(composer, plan, key, venue, association)
    for key in plan.services.split():
        _service(composer, plan, key, venues, association)
    for key in plan.clubs.split():
        _club(composer, plan, key, venues)
    return association


def _venue(composer: Composer, plan: Plan, key: str) -> Asset:
    kind = kinds.VENUES[key]
    turn = composer.turn(key)
    name = kind.name.format(place=plan.place)
    more = {
        "venue_type": kind.type,
        "size_people": _pick(kind.sizes, turn),
        "step_free": _pick(("yes", "no", "yes", ""), turn),
        "masked": "yes" if key == "quiet" else "",
        "hours_free": _pick(kind.hours_free, turn),
    }
    return composer.add(
        "venues",
        name,
        kind.description,
        needs=kind.needs,
        spot=composer.gaps.find(plan.ward, name),
        valid_to=CLOSED.get(name, ""),
        more=more,
    )


def _manage(composer: Composer, plan: Plan, key: str, venue: Asset, association: Asset) -> None:
    if key in ("garden", "pitch"):
        composer.link(venue, "managed_by", GARDENS, "grass, gates and keys")
    elif key == "quiet":
        trust = composer.add(
            "groups",
            f"{plan.place} Trust",
            "A small trust that runs a quiet house.",
            needs="housing",
            covers=plan.ward,
            more={"group_type": "charity"},
        )
        composer.link(venue, "managed_by", trust.ref)
    elif plan.ward in COUNCIL_RUN:
        composer.link(venue, "managed_by", BUILDINGS, "owned and repaired by the council")
    else:
        composer.link(venue, "managed_by", association.ref, "keys and bookings")


def _service(composer: Composer, plan: Plan, key: str, venues: dict, association: Asset) -> None:
    kind = kinds.SERVICES[key]
    turn = composer.turn(key)
    venue = next((venues[v] for v in kind.venues if v in venues), None)
    at_venue = kind.how == "in person" and venue is not None
    place = {"spot": venue.spot} if at_venue else {"covers": plan.ward}
    more = {
        "hours": _pick(kind.hours, turn) if turn % 5 != 4 else "",
        "cost": kind.cost,
        "who_for": kind.who_for,
        "weekly_capacity": _pick(kind.capacities, turn),
        "how": kind.how,
    }
    name = f"{plan.place} {_pick(kind.names, turn)}"
    service = composer.add("services", name, kind.description, needs=kind.needs, more=more, **place)
    if at_venue:
        composer.link(service, "delivered_at", venue.ref, in_words(more["hours"]))
    provider = _provider(composer, plan, kind, place, association)
    composer.link(service, "provided_by", provider.ref)
    if key in PAID_BY:
        composer.link(service, "funded_by", PAID_BY[key], "yearly grant")


def _provider(
    composer: Composer, plan: Plan, kind: kinds.ServiceKind, place: dict, association: Asset
) -> Asset:
    if not kind.group:
        return association
    return composer.add(
        "groups",
        f"{plan.place} {kind.group}",
        kind.group_text,
        needs=kind.needs,
        more={"group_type": kind.group_type},
        **place,
    )


def _club(composer: Composer, plan: Plan, key: str, venues: dict) -> None:
    name, kind, needs, text = kinds.CLUBS[key]
    order = {"faith": ("chapel",), "bowls": ("pitch",), "players": ("studio",)}.get(key, ())
    venue = next(venues[v] for v in (*order, "hall", "centre") if v in venues)
    club = composer.add(
        "groups",
        f"{plan.place} {name}",
        text,
        needs=needs,
        spot=venue.spot,
        more={"group_type": kind},
    )
    composer.link(club, "meets_at", venue.ref, "weekly" if key == "faith" else "fortnightly")


def _skill(composer: Composer, skill: str, group: Asset, people: int) -> None:
    offer = composer.add(
        "skill_offers",
        f"{skill[0].upper()}{skill[1:]} volunteers of {group.name}",
        "Neighbours who have said that they would help if asked.",
        spot=group.spot,
        more={"skill": skill, "people": people},
    )
    composer.link(offer, "provided_by", group.ref)


def _pick(choices: tuple, turn: int) -> object:
    return choices[turn % len(choices)]
