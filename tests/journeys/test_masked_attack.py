"""An attack on a masked venue: whatever is asked, the answers are those of its ward's point.

Two towns are the same but for one thing: where the Safe House is. In one it is at x 1900, in the
other at its ward's point, x 1500; with other addresses and postcodes, of what hangs on it too. An
attacker asks all there is to ask, from everywhere. No answer may differ.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from itertools import product
from os.path import commonprefix
from pathlib import Path

import pytest
from loads import ask, load
from opened import everything
from sought import find_near
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tables import SOUTH, WEST, write_csv, write_squares

from asset_map.db import session
from asset_map.db.grid import to_degrees
from asset_map.domain.assets import AssetKind
from asset_map.domain.errors import AssetMapError
from asset_map.domain.places import Point
from asset_map.domain.seeking import Sought
from asset_map.journeys import as_data
from asset_map.journeys.describe_area import describe_area
from asset_map.journeys.list_noticeboard import list_noticeboard
from asset_map.journeys.meet_gap import meet_gap
from asset_map.journeys.offer_help import offer_help
from asset_map.journeys.plan_visits import plan_visits
from asset_map.journeys.rank_closures import rank_closures
from asset_map.journeys.resolve_place import resolve_place
from asset_map.journeys.see_around import see_around
from asset_map.journeys.see_asset import see_asset
from asset_map.journeys.see_gaps import see_gaps
from asset_map.journeys.see_strengths import see_strengths
from asset_map.journeys.see_walk import see_walk
from asset_map.settings import get_settings
from asset_map.web import public_page
from asset_map.web.app import routes

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)

ESTATES = """
    code  | name         | authority_code | drawn_on   | drawn_by | approximate | x    | y | side
    left  | Left Estate  | E08000027      | 2026-11-22 | us       | yes         | 1000 | 0 | 600
    right | Right Estate | E08000027      | 2026-11-22 | us       | yes         | 1700 | 0 | 600
"""
VENUES = """
    ref | name       | needs | postcode   | address      | masked | step_free | last_confirmed
    V3  | Safe House |       | {postcode} | 1 {road} Row | yes    | yes       | 2026-05-01
"""
SERVICES = """
    ref | name   | needs               | hours          | how       | cost | languages
    S3  | Refuge | urgent_help;housing | Tu 09:00-17:00 | in person | free | pa
    S9  | Advice | advice;money        | We 18:00-20:00 | in person |      |
"""
GROUPS = """
    ref | name         | needs   | postcode   | address      | asks_for | last_confirmed
    G9  | Quiet Circle | company | {postcode} | 1 {road} Row | cooking  | 2026-05-01
    G8  | Night Watch  | company |            |              | driving  |
"""
LINKS = """
    from_ref | type         | to_ref | said_by | detail
    S9       | delivered_at | V3     | both    | by the {road} door
    G9       | meets_at     | V3     | both    | at 1 {road} Row
    G8       | meets_at     | V3     | both    |
    S3       | provided_by  | G9     | both    |
"""
WORLDS = {
    "far": {"postcode": "DY2 2AD", "road": "Hidden"},
    "middle": {"postcode": "DY2 2AB", "road": "Known"},
}


def fill(world: str, folder: Path) -> None:
    drawn = {"venues": VENUES, "services": SERVICES, "groups": GROUPS, "links": LINKS}
    load("neighbourhoods", write_squares(folder / "estates.geojson", ESTATES))
    files = [
        write_csv(folder / f"{name}.csv", text.format(**WORLDS[world]))
        for name, text in drawn.items()
    ]
    load("own-list", *files, partial=True)


def degrees(points: list[tuple[float, float]]) -> list[str]:
    with session.reading() as connection:
        found = to_degrees(connection, [Point(WEST + x, SOUTH + y) for x, y in points])
    return [f"{latitude:.6f},{longitude:.6f}" for latitude, longitude in found]


def told(question, *asked, **further) -> str:
    """Return an answer, or the refusal, as text, without what is another one in each database."""
    try:
        answer = question(*asked, **further)
    except AssetMapError as refused:
        answer = (str(refused), getattr(refused, "choices", ()))
    return _comparable(repr(answer))


def _comparable(told: str) -> str:
    """Leave out instants, the word of a kept search, and the id of the authority, which is random:
    it is drawn from its wards."""
    told = re.sub(r"DTSTAMP:\w+|\d{4}-\d\d-\d\dT[\d:.+Z]+|search=[\w-]+", "", told)
    return re.sub(r"UUID\('[0-9a-f-]{36}'\), kind=<AreaKind.AUTH", "", told)


POSTCODES = ("DY1 1AA", "DY1 1AD", "DY2 2AA", "DY2 2AB", "DY2 2AD", "DY2 2", "DY2")
NAMES = (
    *("Safe House", "safe hous", "Safe House, DY2 2AD", "Safe House, Right Estate", "Refuge"),
    *("1 Hidden Row", "hidden row", "1 Known Row", "Hidden", "Quiet Circle", "Quiet Circle, DY2"),
    *("Night Watch", "night wach", "Advice", "Right Estate", "right", "Left Estate", "East Town"),
)
FILTERS = (
    *({"need": need} for need in ("urgent_help", "housing", "company", "advice", "money")),
    {"needs": ("urgent_help", "company", "food")},
    *({"words": words} for words in ("safe", "hidden", "hidden row", "DY2 2AD", "refuge", "saef")),
    *({"kind": kind} for kind in (AssetKind.VENUE, AssetKind.GROUP, AssetKind.SERVICE)),
    {"step_free": True},
    {"free": True},
    {"language": "pa"},
    *({"times": times} for times in ("tu", "we", "evenings", "weekends")),
    {"need": "housing", "step_free": True, "free": True, "times": "tu", "language": "pa"},
    {"words": "house", "step_free": True},
    {"limit": 1},
    {"limit": 3, "need": "company"},
)
WITHIN = (50, 130, 520, 780)


def from_everywhere(apart: int) -> Iterator[tuple[str, str]]:
    """Ask what is near from positions all over the town, so many metres apart."""
    for where in degrees(list(product(range(-50, 2_100, apart), range(50, 1_000, apart)))):
        yield f"near {where}", told(find_near, where, at=TODAY)


def searches() -> Iterator[tuple[str, str]]:
    """Ask what is near with every filter and at all distances, most of it around the house."""
    yield from from_everywhere(apart=400)
    around = [*degrees([(x, 500) for x in (1_100, 1_450, 1_550, 1_850, 1_950)]), *POSTCODES]
    for where, within, need in product(around, WITHIN, ("urgent_help", "company")):
        answer = told(find_near, where, need=need, within_m=within, at=TODAY)
        yield f"near {where} {within} {need}", answer
    for where, asked in product(("DY2 2AD", "Right Estate"), FILTERS):
        for within in (None, 150):
            answer = told(find_near, where, within_m=within, at=TODAY, **asked)
            yield f"near {where} {within} {asked}", answer


def journeys() -> Iterator[tuple[str, str]]:
    """Ask everything else of what journeys tell anybody, and of what they tell staff of reach."""
    for words in (*NAMES, *POSTCODES):
        with session.reading() as connection:
            yield f"place {words}", told(resolve_place, connection, words)
    for area in ("West Town", "East Town", "left", "right", "Dudley"):
        for journey in (describe_area, see_around, list_noticeboard, see_strengths):
            yield f"{journey.__name__} {area}", told(journey, area, TODAY)
    for asset in ask("SELECT id, name FROM asset ORDER BY id"):
        yield f"asset {asset.name}", told(see_asset, str(asset.id), TODAY)
        for where in POSTCODES[:5]:
            yield f"walk {asset.name} {where}", told(see_walk, str(asset.id), where, TODAY)
    wanted = Sought(needs=("urgent_help", "company", "food"))
    for where, within in product(POSTCODES[:5], (None, 300, 900)):
        answer = told(plan_visits, where, wanted, within_m=within, at=NOW)
        yield f"visits {where} {within}", answer
        yield f"offer {where} {within}", told(offer_help, where, within_m=within, at=TODAY)
    yield "gaps", told(see_gaps, at=TODAY)
    yield "critical", told(rank_closures, at=TODAY)
    for need, area in product(("urgent_help", "company"), ("West Town", "East Town", "right")):
        yield f"ideas {need} {area}", told(meet_gap, need, area, at=TODAY)
    near = find_near("DY2 2AD", at=TODAY)
    yield "json DY2 2AD", json.dumps(as_data.of_near(near), default=str)


def surfaces(folder: Path) -> Iterator[tuple[str, str]]:
    """Read every file and route of open data, and every plain page and file."""
    for name, content in everything(folder).items():
        if not name.endswith(".parquet"):
            text = content.decode("utf-8", "replace")
            yield name, _comparable(text)
    public_page.pages.forget()
    program = TestClient(Starlette(routes=routes()), follow_redirects=False)
    assets = [str(row.id) for row in ask("SELECT id FROM asset ORDER BY id")]
    areas = ("E05000001", "E05000002", "left", "right")
    addresses = [
        *(f"/asset/{one}" for one in assets),
        *(f"/area/{area}{more}" for area in areas for more in ("", "/list", ".csv", ".geojson")),
        *(f"/area/{area}.ics" for area in areas),
        *(f"/near.{form}?place=DY2+2AD" for form in ("csv", "geojson", "ics")),
        *(f"/find?place={place}&need=housing&far=500" for place in ("DY2+2AD", "DY2+2AB")),
        "/gaps.csv?need=housing",
        "/map/background.json",
    ]
    for address in addresses:
        answer = program.get(address)
        yield address, _comparable(f"{answer.status_code} {answer.text}")


@pytest.fixture(scope="module")
def in_each_town(server, town_with, tmp_path_factory):
    """Returns what the two towns tell, by what was asked."""

    def ask_both(attack: Callable[[Path], Iterable[tuple[str, str]]]) -> dict[str, dict[str, str]]:
        found = {}
        for world in WORLDS:
            folder = tmp_path_factory.mktemp(world)
            name = server.copy(town_with(f"masked_{world}", partial(fill, world, folder)))
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("ASSET_MAP_DATABASE_URL", server.url_of(name))
                get_settings.cache_clear()
                found[world] = dict(attack(folder))
            get_settings.cache_clear()
            server.drop(name)
        return found

    return ask_both


@pytest.fixture(scope="module")
def answers(in_each_town) -> dict[str, dict[str, str]]:
    """What the two towns tell, whatever is asked."""
    return in_each_town(lambda folder: [*searches(), *journeys(), *surfaces(folder)])


def test_no_answer_differs_from_that_of_a_house_at_its_wards_point(answers):
    assert len(answers["far"]) > 400
    assert_none_differs(**answers)


@pytest.mark.long
def test_nor_does_any_however_close_together_one_asks(in_each_town):
    assert_none_differs(**in_each_town(lambda _: from_everywhere(apart=90)))


def assert_none_differs(far: dict[str, str], middle: dict[str, str]) -> None:
    assert far.keys() == middle.keys()
    assert {asked: _apart(far[asked], middle[asked]) for asked in far} == dict.fromkeys(far, "")


def _apart(one: str, other: str) -> str:
    """Return where two answers part, if they do."""
    if one == other:
        return ""
    at = len(commonprefix([one, other]))  # noqa: RUF071 - letters are what is meant
    return f"{one[at - 60 : at + 60]} | {other[at : at + 60]}"


def test_no_answer_holds_the_address_or_the_postcode_of_the_house(answers):
    """Of those that are not asked with it: what was typed is told again."""
    told = {
        asked: answer
        for asked, answer in answers["far"].items()
        if "DY2" not in asked and "idden" not in asked
    }
    secrets = ("Hidden", "DY2 2AD", "DY22AD", f"{WEST + 1900}")
    # Where people live is told of every postcode, whoever is there; and where somebody asks from.
    people = ("gaps", "critical", "ideas", "near ")

    assert [
        (asked, secret)
        for asked, answer in told.items()
        for secret in secrets
        if secret in answer and not asked.startswith(people)
    ] == []


def test_the_questions_reach_what_is_masked(answers):
    """So that the tests above do not hold because nothing was answered."""
    told = answers["far"]

    for name in ("Safe House", "Refuge", "Quiet Circle", "Night Watch", "Advice"):
        assert sum(name in answer for answer in told.values()) > 50
    assert "502" not in {answer[:3] for asked, answer in told.items() if asked.startswith("/")}
    assert {answer[:3] for asked, answer in told.items() if asked.startswith("/asset/")} == {"200"}
