"""The differencing attack: whatever a visitor can get, laid together, tells of a hidden count of
real people no more than that it is from 1 to 9.

Two attacks on small towns drawn by chance. One is given every output there is and all counts but
the hidden ones: were anything in it to depend on these, it would be another one with other hidden
counts. The other adds and takes away what it is told of areas, days and skills until nothing gets
narrower. Each is let loose on what is not protected as well, where it has to win.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import NAMESPACE_OID, UUID, uuid5

import numpy as np
import pytest
from loads import ask, change, load
from opened import everything, texts_of
from proposers import by, drafted, somebody
from proposers import close as closing
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tables import write_squares
from telling import asset_named, own_home, read

from asset_map.db import contributed, derive, disclosure, loads, session
from asset_map.domain.assets import AssetKind, LinkType
from asset_map.domain.errors import AssetMapError
from asset_map.domain.numbers import SMALLEST_SHOWN, real_people_shown
from asset_map.domain.people import VISITOR
from asset_map.domain.proposals import UserCount
from asset_map.domain.seeking import Sought
from asset_map.domain.unmet import Quarter, Unmet
from asset_map.journeys import take_in
from asset_map.journeys.acting import acting
from asset_map.journeys.describe_area import describe_area
from asset_map.journeys.draft_proposal import add_user_count
from asset_map.journeys.find_near import find_near
from asset_map.journeys.list_noticeboard import list_noticeboard
from asset_map.journeys.meet_gap import meet_gap
from asset_map.journeys.offer_help import offer_help
from asset_map.journeys.one_off import see_one_off
from asset_map.journeys.pick_asset import pick_asset
from asset_map.journeys.plan_visits import plan_visits
from asset_map.journeys.proposal_as_data import of_proposal
from asset_map.journeys.proposal_as_toml import see_as_toml
from asset_map.journeys.publish_proposal import publish_proposal
from asset_map.journeys.rank_closures import rank_closures
from asset_map.journeys.report_impact import report_proposals
from asset_map.journeys.see_asset import see_asset
from asset_map.journeys.see_gaps import see_gaps
from asset_map.journeys.see_history import see_history
from asset_map.journeys.see_impact import see_impact
from asset_map.journeys.see_links import see_links
from asset_map.journeys.see_obstacles import see_obstacles
from asset_map.journeys.see_proposal import see_proposal
from asset_map.journeys.see_strengths import see_strengths
from asset_map.journeys.see_unmet import see_unmet
from asset_map.journeys.state_skills import see_skills
from asset_map.settings import get_settings
from asset_map.web import public_page
from asset_map.web.app import routes

TODAY = date(2026, 11, 22)
DAYS = (date(2024, 6, 1), TODAY, date(2028, 6, 1))
WEST, EAST, QUARTER, WHOLE = "E05000001", "E05000002", "old-quarter", "E08000027"
AREAS = {"West Town": WEST, "East Town": EAST, "Old Quarter": QUARTER, "Dudley": WHOLE}
WITHIN = {"West Town": {WEST, QUARTER}, "East Town": {EAST}, "Old Quarter": {QUARTER}}
SKILLS = ("cooking", "driving", "signing")
GROUPS = ("Ash Group", "Birch Group", "Cedar Group")
PLACES, RADII = ("DY1 1AA", "DY1 1AD", "DY2 2AD"), (50, 400, 1500, 9000)
QUARTERS = """
    code        | name        | authority_code | drawn_on | x   | y   | side
    old-quarter | Old Quarter | E08000027      | 2025     | 100 | 350 | 300
"""
MASK = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:[\d.]+\S*|datetime\.datetime\([^)]*\)|\d{8}T\d{6}Z"
    r'|\d{1,2} \w+ \d{4},? (?:at )?\d\d:\d\d|name="(?:form|id)" value="[^"]*"'
)
"""Moments, and what ties a form to a visit."""
SEEDS = range(4)


@dataclass(frozen=True)
class Offer:
    """An offer of skills of the town drawn. ``until``: the first day it is no longer there."""

    name: str
    skill: str
    group: str
    area: str
    people: int
    since: str
    until: str

    @property
    def id(self) -> UUID:
        return uuid5(NAMESPACE_OID, self.name)

    @property
    def hidden(self) -> bool:
        return 0 < self.people < SMALLEST_SHOWN

    def there(self, at: date) -> bool:
        since, until = (
            date.fromisoformat(day) if day else None for day in (self.since, self.until)
        )
        return (since is None or since <= at) and (until is None or until > at)


def drawn(seed: int) -> list[Offer]:
    """Draw the offers of a town: most are of few people, and some were or will be there."""
    chance = np.random.default_rng(seed)

    def one_of(*options):
        return options[chance.integers(len(options))]

    days = [("", ""), ("", ""), ("", ""), ("2025-01-01", ""), ("", "2026-01-01")]
    return [
        Offer(
            f"Offer {number}",
            one_of(*SKILLS),
            one_of(*GROUPS),
            one_of(WEST, WEST, EAST, QUARTER, WHOLE),
            one_of(1, 2, 3, 5, 6, 7, 8, 9, 10, 14, 23),
            *one_of(*days),
        )
        for number in range(9)
    ]


OF_THE_TOWN = [
    Offer("Cooks of the town", "cooking", "", WEST, 14, "", ""),
    Offer("Drivers", "driving", "", EAST, 12, "", ""),
]
"""Offers that are on the map besides."""


def put(offers: list[Offer]) -> None:
    """Put a town's offers on the map, each through its group."""
    with session.transaction() as connection:
        load_id = take_in.begin(connection)
        for group in GROUPS:
            content = read(AssetKind.GROUP, name=group, postcode="DY1 1AB").content
            contributed.write(connection, load_id, group_id(group), "group", content)
        for offer in offers:
            content = read(
                AssetKind.SKILL_OFFER,
                name=offer.name,
                skill=offer.skill,
                people=str(offer.people),
                covers=offer.area,
                valid_from=offer.since,
                valid_to=offer.until,
            ).content
            contributed.write(connection, load_id, offer.id, "skill_offer", content)
        derive.refresh_assets(connection)
        for offer in offers:
            ends = (offer.id, group_id(offer.group))
            type = LinkType.PROVIDED_BY
            link_id = take_in.link_id_of(ends[0], type, ends[1])
            contributed.link(connection, load_id, link_id, ends, type, "both")
        derive.refresh_places(connection)


def group_id(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, name)


Few = Callable[[int], int]
"""What a hidden count is, by the place of what it is of."""


def rising(at: int) -> int:
    """Few, and more from one to the next."""
    return 1 + at % 4


def falling(at: int) -> int:
    """As many as are hidden, and less from one to the next."""
    return 9 - at % 4


def recounted(offers: list[Offer], few: Few) -> list[Offer]:
    """Let every hidden count of the town be another one, and derive all anew."""
    told = [replace(one, people=few(at)) if one.hidden else one for at, one in enumerate(offers)]
    with session.transaction() as connection:
        for one in told:
            connection.exec_driver_sql(
                "UPDATE record_version SET content = jsonb_set(content, '{people}', %(n)s::jsonb) "
                "WHERE record_id = %(id)s",
                {"n": str(one.people), "id": one.id},
            )
            connection.exec_driver_sql(
                "UPDATE skill_offer SET people = %(n)s WHERE asset_id = %(id)s",
                {"n": one.people, "id": one.id},
            )
        for table, column in (("unmet_need", "people"), ("user_count", "count")):
            connection.exec_driver_sql(
                f"UPDATE {table} SET {column} = {few(0)} WHERE {column} BETWEEN 1 AND 9"
            )
        derive.refresh_places(connection)
    return told


def withdrawn(offer: Offer) -> None:
    with session.transaction() as connection:
        loads.wait_for_lock(connection, 5)
        contributed.begin(connection, get_settings().authority)
        contributed.withdraw(connection, offer.id)
        derive.refresh_assets(connection)
        derive.refresh_places(connection)


# --- Everything that a visitor can get ------------------------------------------------------------


def told(journey, *args, **kwargs) -> str:
    """What a journey answers a visitor, or why it does not, without the moments that it tells."""
    try:
        return MASK.sub("", repr(journey(*args, **kwargs)))
    except AssetMapError as error:
        return str(error)


def outputs(offers: list[Offer], proposal: UUID, folder) -> Iterator[tuple[str, str]]:
    """Yield every output by what was asked."""
    yield from _of_areas()
    yield from _of_places()
    for one in offers:
        for journey in (see_asset, see_history, see_links):
            yield f"{journey.__name__} {one.name}", told(journey, str(one.id))
    for group in GROUPS:
        for journey in (see_asset, see_skills, see_links, see_history):
            yield f"{journey.__name__} {group}", told(journey, str(group_id(group)))
    yield "pick", told(pick_asset, TODAY)
    yield "toml", told(see_as_toml, proposal)
    yield "proposal", told(lambda: of_proposal(see_proposal(proposal).proposal, {}))
    yield "impact", told(lambda: see_impact((proposal,), at=TODAY).as_json())
    for name, content in everything(folder).items():
        yield f"open data {name}", MASK.sub("", content.decode("utf-8", "replace"))
    yield "gaps", told(see_gaps, at=TODAY)
    yield "visits", told(plan_visits, "DY1 1AA", Sought(needs=("food", "company")))
    yield "obstacles", told(see_obstacles)
    for name, text in texts_of("report", report_proposals((proposal,)).bytes).items():
        yield name, MASK.sub("", text)
    yield from _of_pages(offers, proposal)


def _of_officers(offers: list[Offer]) -> Iterator[tuple[str, str]]:
    """Yield what only officers ask: what must not be lost, and what closing one thing changes."""
    for need in ("food", "company", "learning"):
        yield f"critical {need}", told(rank_closures, need, at=TODAY)
    for id, name in [(one.id, one.name) for one in offers] + [(group_id(g), g) for g in GROUPS]:
        yield f"closing {name}", told(lambda i=id: see_one_off(str(i), at=TODAY).as_json())


def _of_areas() -> Iterator[tuple[str, str]]:
    for area in AREAS:
        for at in DAYS:
            yield f"strengths {area} {at}", told(see_strengths, area, at)
            yield f"data {area} {at}", told(lambda a=area, d=at: see_strengths(a, d).as_json())
            yield f"area {area} {at}", told(describe_area, area, at)
            yield f"unmet {area} {at}", told(see_unmet, area, at=at)
        for need in ("food", "company", "learning"):
            yield f"ideas {area} {need}", told(meet_gap, need, area, at=TODAY)
        yield f"board {area}", told(list_noticeboard, area)


def _of_places() -> Iterator[tuple[str, str]]:
    for place in PLACES:
        for metres in RADII:
            yield f"near {place} {metres}", told(find_near, place, within_m=metres, at=TODAY)
            yield (
                f"offer {place} {metres}",
                told(offer_help, place, SKILLS, within_m=metres, at=TODAY),
            )
        for skill in SKILLS:
            sought = Sought(words=skill)
            yield f"near {place} {skill}", told(find_near, place, sought, within_m=9000, at=TODAY)
            yield f"offer {place} {skill}", told(offer_help, place, (skill,), at=TODAY)


def _of_pages(offers: list[Offer], proposal: UUID) -> Iterator[tuple[str, str]]:
    public_page.pages.forget()
    client = TestClient(Starlette(routes=routes()), base_url="http://map.test")
    paths = [f"/asset/{one.id}{end}" for one in offers for end in ("", "/change", "/history")]
    of_groups = ("", "/history", "/links", "/poster", "/skills")
    paths += [f"/asset/{group_id(group)}{end}" for group in GROUPS for end in of_groups]
    paths += [f"/area/{code}{end}" for code in AREAS.values() for end in ("", "/list", ".csv")]
    paths += [f"/near.{form}?place=DY1+1AA&within=9000" for form in ("csv", "geojson", "ics")]
    paths += [f"/near.csv?place=DY1+1AA&words={skill}" for skill in SKILLS]
    paths += ["/gaps.csv", "/own", "/obstacles", f"/proposal/{proposal}/counter"]
    paths += [f"/proposal/{proposal}/answer", f"/proposal.toml?id={proposal}"]
    for path in paths:
        answer = client.get(path)
        yield path, MASK.sub("", answer.text)


@pytest.fixture
def proposal(town, tmp_path, monkeypatch) -> UUID:
    """A town with a neighbourhood, counts of what was looked for in vain, and a published proposal
    with counts of users, few and many."""
    own_home(tmp_path, monkeypatch)
    load("neighbourhoods", write_squares(tmp_path / "quarters.geojson", QUARTERS))
    last = Quarter.of(TODAY).after(-1).first
    for ward, need, people in ((WEST, "food", 4), (EAST, "food", 17), (WEST, "company", 31)):
        change(
            "INSERT INTO unmet_need SELECT :ward, max(vintage), :need, :at, :what, :people "
            "FROM area",
            **{"ward": ward, "need": need, "at": last, "what": Unmet.MISSING, "people": people},
        )
    anna = somebody("anna")
    draft = drafted(anna, closing("Old Hall"))
    with by(anna):
        for people in (3, 42):
            lunch = asset_named("Lunch")
            add_user_count(draft.id, UserCount(lunch, people, "a week", "door", TODAY))
        publish_proposal(draft.id, confirmed=True)
    return draft.id


def seen(offers: list[Offer], proposal: UUID, tmp_path) -> dict[str, str]:
    with acting(lambda: VISITOR):
        found = dict(outputs(offers, proposal, tmp_path))
    with by(somebody("olga")):
        return found | dict(_of_officers(offers))


def differing(offers, proposal, tmp_path) -> set[str]:
    """What differs between towns that are alike but for what is hidden."""
    worlds = (rising, falling)  # No count is in both, and what is more in one is less in the other.
    one, other = (seen(recounted(offers, few), proposal, tmp_path) for few in worlds)
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


@pytest.mark.parametrize("seed", [0, pytest.param(2, marks=pytest.mark.long)])
def test_no_output_depends_on_a_hidden_count_before_or_after_a_change(seed, proposal, tmp_path):
    offers = drawn(seed)
    put(offers)
    before = differing(offers, proposal, tmp_path)
    withdrawn(offers[seed])
    after = differing(offers, proposal, tmp_path)

    assert any(one.hidden for one in offers)
    assert (before, after) == (set(), set())
    figures = seen(offers, proposal, tmp_path)
    assert "fewer than 10" in figures[f"strengths Dudley {TODAY}"]
    asked = ("closing Ash Group", "critical food", "gaps", "visits", "report report.html")
    assert [name for name in asked if len(figures[name]) < 500] == []  # None is a refusal.


BY_TOTALS = """
    SELECT sum(x.people) FROM skill_offer x JOIN asset b ON b.id = x.asset_id
    WHERE lower(x.skill) = o.skill"""


def test_that_attack_wins_where_totals_decide_what_is_told(proposal, tmp_path, monkeypatch):
    """Were a skill rare by its total, what is left out would tell of that total."""
    offers = [
        Offer(f"Offer {number}", "signing", group, WEST, 5, "", "")
        for number, group in enumerate(GROUPS)
    ]
    put(offers)
    by_totals = re.sub(
        r"AND \(\s+NOT EXISTS .*?\)\)\)\n\)",
        f"AND ({BY_TOTALS}) < 10\n)",
        disclosure._WITHHOLD,
        count=1,
        flags=re.DOTALL,
    )
    assert by_totals != disclosure._WITHHOLD
    monkeypatch.setattr(disclosure, "_WITHHOLD", by_totals)

    assert differing(offers, proposal, tmp_path) != set()


# --- Sums and differences -------------------------------------------------------------------------


@dataclass(frozen=True)
class Figure:
    """What is told of several offers together: at least ``low`` and at most ``high`` people."""

    of: frozenset[str]
    low: int
    high: int


def sought(figures: list[Figure], offers: list[Offer]) -> dict[str, tuple[int, int]]:
    """What is left for each hidden count once every figure was laid against every other.

    The attacker knows who offers what where and when, and of what is shown the exact count.
    """
    bounds = {
        one.name: (1, 9) if one.hidden else (one.people, one.people)
        for one in [*offers, *OF_THE_TOWN]
    }
    sets = {figure.of for figure in figures}
    figures = figures + [
        Figure(one.of - other.of, one.low - other.high, one.high - other.low)
        for one in figures
        for other in figures
        if other.of < one.of and one.of - other.of not in sets
    ]
    narrower = True
    while narrower:
        narrower = False
        for figure in figures:
            for name in figure.of:
                others = [bounds[other] for other in figure.of - {name}]
                low, high = bounds[name]
                new = (
                    max(low, figure.low - sum(high for _, high in others)),
                    min(high, figure.high - sum(low for low, _ in others)),
                )
                if new != bounds[name]:
                    bounds[name], narrower = new, True
    return {one.name: bounds[one.name] for one in offers if one.hidden}


def of_area(offers: list[Offer], area: str, skill: str, at: date) -> list[Offer]:
    inside = WITHIN.get(area)
    return [
        one
        for one in [*offers, *OF_THE_TOWN]
        if one.skill == skill and one.there(at) and (inside is None or one.area in inside)
    ]


def as_told(shown: str, of: list[Offer]) -> Figure:
    """Read a figure: “about 30 and 2 times fewer than 10”. Nobody knows better than this of how
    many the rounded part is, so that it may be off by 2 for each."""
    rounded = re.search(r"about ([\d,]+)", shown)
    few = re.search(r"(?:(\d+) times )?fewer than 10", shown)
    hidden = int(few[1] or 1) if few else 0
    middle = int(rounded[1].replace(",", "")) if rounded else 0
    off = 2 * sum(not one.hidden for one in of)
    low, high = max(middle - off, 0) + hidden, middle + off + 9 * hidden
    return Figure(frozenset(one.name for one in of), low, high)


def told_by_the_map(offers: list[Offer]) -> list[Figure]:
    found = []
    for area in AREAS:
        for at in DAYS:
            shown = {one.skill: one.people_shown for one in see_strengths(area, at).skills}
            for skill in SKILLS:
                of = of_area(offers, area, skill, at)
                # What is told of nobody says nothing: of the rare it is told nowhere.
                if skill in shown and len(of) == _number(shown[skill], of):
                    found.append(as_told(shown[skill], of))
    return found


def _number(shown: str, of: list[Offer]) -> int:
    """Of how many offers a figure is, as far as whoever reads it can know."""
    few = re.search(r"(?:(\d+) times )?fewer than 10", shown)
    return sum(not one.hidden for one in of) + (int(few[1] or 1) if few else 0)


def told_by_exact_sums(offers: list[Offer]) -> list[Figure]:
    """What careless figures would tell: each sum hidden where it is few, else rounded."""
    found = []
    for area in AREAS:
        for at in DAYS:
            for skill in SKILLS:
                of = of_area(offers, area, skill, at)
                if not of:
                    continue
                total = sum(one.people for one in of)
                few = real_people_shown(total) == real_people_shown(1)
                low, high = (1, 9) if few else (5 * round(total / 5) - 2, 5 * round(total / 5) + 2)
                found.append(Figure(frozenset(one.name for one in of), low, high))
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_sums_and_differences_over_areas_and_days_narrow_nothing(seed, proposal):
    offers = drawn(seed)
    put(offers)
    with acting(lambda: VISITOR):
        before = told_by_the_map(offers)
        withdrawn(offers[seed])
        after = told_by_the_map([one for one in offers if one is not offers[seed]])

    assert before
    assert set(sought([*before, *after], offers).values()) == {(1, 9)}


@pytest.mark.parametrize("seed", SEEDS)
def test_that_attack_wins_where_exact_sums_are_rounded(seed):
    offers = drawn(seed)
    left = [one for one in offers if one is not offers[seed]]
    figures = [*told_by_exact_sums(offers), *told_by_exact_sums(left)]

    assert any(bounds != (1, 9) for bounds in sought(figures, offers).values())


def test_a_hidden_count_is_in_the_database_all_the_same(proposal):
    offers = drawn(0)
    put(offers)
    kept = {
        row.name: row.people
        for row in ask(
            "SELECT a.name, o.people FROM skill_offer o JOIN asset a ON a.id = o.asset_id"
        )
    }

    assert {one.name: one.people for one in offers}.items() <= kept.items()
