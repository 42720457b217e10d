"""Whatever open data is asked for, the indexes give what reading every record gives."""

import json
import random
from uuid import UUID, uuid5

import pytest
from loads import change
from tables import SOUTH, WEST

from asset_map.db import open_services, session
from asset_map.db.open_services import Wanted
from asset_map.domain.assets import AssetKind

SEED = UUID("2f0c5d0e-8f43-4a1b-9f8e-53f6a1f0a111")
NAMES = ("choir", "lunch club", "warm hub", "ab tea", "youth choir", "1st scouts", "père noël")
TEXTS = ("", "Singing for ALL", "tea, and 100% free_food", "a choir of men", "lunch\\supper", "Hub")
TYPED = ("choir", "lunch", "choir lunch", "ab", "a", "hub tea", "singing", "100% free_food", "zzz")
PLACES, SERVICES, ASKED = 40, 60, 120


@pytest.fixture
def drawn(database):
    """Venues and services drawn by chance, told by an open source, a closed one, or by both."""
    chance = random.Random(11)  # noqa: S311
    for source, is_open in (("open", True), ("closed", False), ("other", True)):
        change(
            """
            INSERT INTO source (id, title, publisher, licence, gives, rank, open)
            VALUES (:id, :id, '', '', 'asset', 1, :open)
            """,
            id=source,
            open=is_open,
        )
    made = [_asset(chance, "venue", at) for at in range(PLACES)]
    made += [_asset(chance, "service", at) for at in range(SERVICES)]
    links = [_link(chance, made, at) for at in range(SERVICES)]
    return {"assets": made, "links": [link for link in links if link]}


def test_words_find_the_same_as_reading_every_record(drawn):
    found_something = 0
    for kind in (AssetKind.SERVICE, AssetKind.VENUE):
        for typed in TYPED:
            expected = sorted(
                asset["id"] for asset in drawn["assets"] if _has(asset, kind.value, typed.split())
            )
            assert _page(Wanted(kind, typed)) == expected, (kind, typed)
            found_something += bool(expected)
    assert found_something > len(TYPED)


def test_distance_finds_the_same_as_measuring_every_place(drawn):
    chance, found_something = random.Random(12), 0  # noqa: S311
    everywhere = _places(drawn)
    assert _near(None) == sorted(everywhere)
    for _ in range(ASKED):
        x, y = WEST + chance.uniform(0, 3_000), SOUTH + chance.uniform(0, 3_000)
        within = chance.choice((50.0, 400.0, 1_500.0, 50_000.0))
        expected = sorted(
            one for one, place in everywhere.items() if _within(drawn, place, x, y, within)
        )
        assert _near((x, y, within)) == expected, (x, y, within)
        found_something += bool(expected)
    assert found_something > ASKED / 3


def test_one_place_and_those_of_one_service_are_as_in_the_list_of_all(drawn):
    everywhere = _places(drawn)
    with session.reading() as connection:
        for link in drawn["links"]:
            found = open_services.at_place(connection, link["id"])
            of_service = {
                one.id for one in open_services.places_of(connection, [link["from"]["id"]])
            }
            same = {
                one
                for one, (service, _) in everywhere.items()
                if service["id"] == link["from"]["id"]
            }
            assert of_service == same
            if found:
                assert found.id in same
            assert (found is not None) == _shown(link)


def _asset(chance, kind: str, at: int) -> dict:
    """Write an asset with one to three records; return it with what each says."""
    asset = {
        "id": uuid5(SEED, f"{kind} {at}"),
        "kind": kind,
        "hidden": chance.random() < 0.2,
        "withdrawn": chance.random() < 0.1,
        "records": [],
    }
    change(
        """
        INSERT INTO asset (id, kind, name, name_key, located_by, retrieved, source_id, hidden,
                           withdrawn)
        VALUES (:id, :kind, '', '', '', current_date, 'open', :hidden, :withdrawn)
        """,
        id=asset["id"],
        kind=kind,
        hidden=asset["hidden"],
        withdrawn="2026-01-01" if asset["withdrawn"] else None,
    )
    for source in chance.sample(("open", "closed", "other"), chance.choice((1, 1, 2, 3))):
        said = {"name_key": chance.choice(NAMES)}
        said |= {"description": text} if (text := chance.choice(TEXTS)) else {}
        if chance.random() < 0.7:
            said["easting"] = round(WEST + chance.uniform(0, 3_000), 2)
            said["northing"] = round(SOUTH + chance.uniform(0, 3_000), 2)
        said |= {"correspondence": True} if chance.random() < 0.1 else {}
        said |= {"known": {}} if chance.random() < 0.1 else {}
        state = chance.choice(("in force", "in force", "in force", "ended", "taken off"))
        asset["records"].append({"source": source, "said": said, "state": state})
        _record(asset, source, said, state)
    return asset


def _record(asset: dict, source: str, said: dict, state: str) -> None:
    record = uuid5(asset["id"], source)
    change(
        "INSERT INTO record (id, kind, key, source_id) VALUES (:id, :kind, :key, :source)",
        id=record,
        kind=asset["kind"],
        key=str(record),
        source=source,
    )
    change(
        """
        INSERT INTO record_version (record_id, version, content, digest, load_id, since, until)
        VALUES (:id, 1, CAST(:said AS jsonb), '', :id, now(), CASE WHEN :ended THEN now() END)
        """,
        id=record,
        said=json.dumps(said),
        ended=state == "ended",
    )
    change(
        """
        INSERT INTO record_asset (record_id, asset_id, since, until, reason)
        VALUES (:id, :asset, now(), CASE WHEN :off THEN now() END, '')
        """,
        id=record,
        asset=asset["id"],
        off=state == "taken off",
    )


def _link(chance, made: list[dict], at: int) -> dict | None:
    service = made[PLACES + chance.randrange(SERVICES)]
    venue = made[chance.randrange(PLACES)]
    link = {
        "id": uuid5(SEED, f"link {at}"),
        "from": service,
        "to": venue,
        "source": chance.choice(("open", "other", "closed")),
        "type": chance.choice(("delivered_at", "meets_at", "supports")),
        "ended": chance.random() < 0.1,
    }
    record = {"record": uuid5(service["id"], service["records"][0]["source"])}
    change(
        """
        INSERT INTO load (id, source_id, finished, seconds, authority, extent, files, counts, version)
        VALUES (:load, :source, now(), 0, '', '', '[]', '{}', '') ON CONFLICT DO NOTHING
        """,  # noqa: E501 - one statement.
        load=uuid5(SEED, link["source"]),
        source=link["source"],
    )
    change(
        """
        INSERT INTO link (id, from_id, type, to_id, said_by, from_record, to_record, source_id,
                          load_id, withdrawn)
        VALUES (:id, :from_id, :type, :to_id, 'both', :record, :record, :source, :load, :withdrawn)
        """,
        id=link["id"],
        from_id=service["id"],
        to_id=venue["id"],
        type=link["type"],
        source=link["source"],
        load=uuid5(SEED, link["source"]),
        withdrawn="2026-01-01" if link["ended"] else None,
        **record,
    )
    return link


def _told(asset: dict) -> list[dict]:
    """Return what open sources say of an asset that is still there."""
    return [
        record["said"]
        for record in asset["records"]
        if record["source"] != "closed"
        and record["state"] == "in force"
        and "known" not in record["said"]
        and not asset["withdrawn"]
    ]


def _has(asset: dict, kind: str, words: list[str]) -> bool:
    words = [word for typed in words for word in open_services.name_key(typed).split()]
    texts = (
        f"{said['name_key']} {'' if asset['hidden'] else said.get('description', '').lower()}"
        for said in _told(asset)
    )
    return asset["kind"] == kind and any(all(word in text for word in words) for text in texts)


def _own_points(asset: dict) -> list[tuple[float, float]]:
    return [
        (said["easting"], said["northing"])
        for said in _told(asset)
        if "easting" in said and "correspondence" not in said and not asset["hidden"]
    ]


def _shown(link: dict) -> bool:
    is_open = link["source"] != "closed" and not link["ended"] and link["type"] != "supports"
    return is_open and bool(_told(link["from"])) and bool(_told(link["to"]))


def _places(drawn: dict) -> dict:
    """Return by id each service at a place: the service, and the venue or itself."""
    least: dict = {}
    for link in sorted(drawn["links"], key=lambda link: link["id"]):
        if _shown(link):
            least.setdefault((link["from"]["id"], link["to"]["id"]), link)
    found = {link["id"]: (link["from"], link["to"]) for link in least.values()}
    somewhere = {service for service, _ in least}
    for asset in drawn["assets"]:
        if asset["kind"] == "service" and asset["id"] not in somewhere and _own_points(asset):
            found[asset["id"]] = (asset, asset)
    return found


def _within(drawn: dict, place: tuple[dict, dict], x: float, y: float, within: float) -> bool:
    points = _own_points(place[1])
    return any((px - x) ** 2 + (py - y) ** 2 <= within**2 for px, py in points)


def _page(wanted: Wanted) -> list[UUID]:
    """Return all ids, page by page; each page tells how many there are."""
    found: list[UUID] = []
    with session.reading() as connection:
        while True:
            total, ids = open_services.page(connection, wanted, offset=len(found), limit=7)
            if not ids:
                assert total == len(found)
                return found
            found += ids


def _near(near: tuple[float, float, float] | None) -> list[UUID]:
    with session.reading() as connection:
        total, found = open_services.at_places(connection, offset=0, limit=1_000, near=near)
    assert total == len(found)
    return [one.id for one in found]
