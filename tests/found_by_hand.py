"""Assets drawn by chance, and what is near of them counted by looking at each, one by one."""

import random
from dataclasses import dataclass, field
from datetime import date, time
from math import sqrt
from uuid import UUID

import pandas as pd
from loads import ask
from sqlalchemy import text
from tables import SOUTH, WEST

from asset_map.db import derive, session, staging

TODAY = date(2026, 11, 22)

FORMS = {
    "football": ("football", "Footballs", "FOOTBALL"),
    "library": ("library", "libraries", "Library's"),
    "cafe": ("cafe", "café", "Cafés"),
    "james": ("St James's", "St. James", "st james'"),
    "swim": ("swimming", "swim", "Swims"),
    "over60": ("over-60s", "over 60s"),
    "ymca": ("Y.M.C.A.", "YMCA"),
}
"""Spellings of the same thing; each may be typed for any other."""

NEEDS = ("food", "company", "faith", "money")
COSTS = {"free": True, "no charge": True, "£3": False, "ask us": None, "": None}
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EARLY, LATE = date(2026, 1, 1), date(2026, 11, 22)


@dataclass
class Drawn:
    """One asset as it was drawn."""

    id: UUID
    kind: str
    x: float
    y: float
    words: tuple[str, ...]
    said: str
    needs: tuple[str, ...]
    sessions: list[tuple[str, str, str, date | None, date | None]] = field(default_factory=list)
    cost: str = ""
    how: str = ""
    step_free: bool | None = None
    languages: tuple[str, ...] = ()
    masked: bool = False
    venues: tuple[UUID, ...] = ()
    valid_to: date | None = None


def drawn(count: int = 500, seed: int = 1) -> list[Drawn]:
    """Draw assets: crowded around one spot, on edges of squares, at the same point, far away."""
    chance = random.Random(seed)  # noqa: S311
    made = [_one(chance) for _ in range(count)]
    venues = [one for one in made if one.kind == "venue"]
    for one in made:
        if one.kind == "service" and chance.random() < 0.5:
            one.venues = tuple(v.id for v in chance.sample(venues, chance.choice((1, 1, 2, 7))))
    return made


def _one(chance: random.Random) -> Drawn:
    kind = chance.choice(("service", "service", "group", "venue"))
    words = tuple(chance.sample(list(FORMS), chance.randint(0, 3)))
    service = kind == "service"
    x, y = _where(chance)
    return Drawn(
        id=UUID(int=chance.getrandbits(128), version=4),
        kind=kind,
        x=x,
        y=y,
        words=words,
        said="The " + " & ".join(chance.choice(FORMS[word]) for word in words),
        needs=() if kind == "venue" else tuple(chance.sample(NEEDS, chance.randint(0, 2))),
        sessions=[_session(chance) for _ in range(chance.randint(0, 2))] if service else [],
        cost=chance.choice(list(COSTS)) if service else "",
        how="by phone" if service and chance.random() < 0.1 else "",
        step_free=chance.choice((True, False, None)) if kind == "venue" else None,
        languages=tuple(chance.sample(("pa", "ur"), chance.choice((0, 0, 1, 2)))),
        masked=kind == "venue" and chance.random() < 0.2,
        valid_to=chance.choice((None, None, None, EARLY, LATE)),
    )


def _where(chance: random.Random) -> tuple[float, float]:
    return chance.choice(
        (
            (WEST + chance.uniform(0, 2_000), SOUTH + chance.uniform(0, 1_000)),
            (WEST + chance.uniform(-30_000, 30_000), SOUTH + chance.uniform(-30_000, 30_000)),
            (2_500.0 * chance.randint(150, 165), 2_500.0 * chance.randint(110, 120)),
            (WEST + 700.0, SOUTH + 300.0),
            (chance.uniform(-400_000, 900_000), chance.uniform(-400_000, 1_400_000)),
        )
    )


def _session(chance: random.Random) -> tuple[str, str, str, date | None, date | None]:
    opens, closes = chance.choice(
        (("09:00", "11:00"), ("17:00", "18:00"), ("17:30", "18:01"), ("22:00", "02:00"))
    )
    begins, ends = chance.choice(((None, None), (None, None), (None, EARLY), (LATE, None)))
    return chance.choice(DAYS), opens, closes, begins, ends


def load_drawn() -> None:
    """Fill the town with what is drawn, in place of its own assets."""
    everything = drawn()
    with session.transaction() as connection:
        for table, rows in _tables(everything).items():
            staging.copy_in(connection, table, pd.DataFrame(rows))
        connection.execute(
            text(
                """
                UPDATE asset SET address = '', geom = ST_SetSRID(ST_MakePoint(
                    split_part(address, ' ', 1)::float8,
                    split_part(address, ' ', 2)::float8), 27700)
                WHERE located_by = 'drawn'
                """
            )
        )
        connection.execute(
            text("UPDATE asset SET withdrawn = DATE '2026-01-01' WHERE located_by <> 'drawn'")
        )
        derive.refresh_places(connection)


def _tables(everything: list[Drawn]) -> dict[str, list[dict]]:
    [[record, load, source]] = ask("SELECT from_record, load_id, source_id FROM link LIMIT 1")
    services = [one for one in everything if one.kind == "service"]
    link = {"type": "delivered_at", "said_by": "both", "source_id": source, "load_id": load}
    link |= {"from_record": record, "to_record": record}
    return {
        "asset": [
            {
                **{"id": str(one.id), "kind": one.kind, "name": one.said, "name_key": "drawn"},
                **{"located_by": "drawn", "address": f"{one.x!r} {one.y!r}", "masked": one.masked},
                **{"retrieved": "2026-01-01", "source_id": source},
                "valid_to": one.valid_to and one.valid_to.isoformat(),
            }
            for one in everything
        ],
        "service": [
            {"asset_id": str(one.id), "cost": one.cost, "how": one.how} for one in services
        ],
        "venue": [
            {"asset_id": str(one.id), "step_free": one.step_free}
            for one in everything
            if one.kind == "venue"
        ],
        "asset_need": [
            {"asset_id": str(one.id), "need_id": need} for one in everything for need in one.needs
        ],
        "asset_language": [
            {"asset_id": str(one.id), "language": spoken}
            for one in everything
            for spoken in one.languages
        ],
        "schedule": [
            {
                **{"asset_id": str(one.id), "freq": "WEEKLY", "byday": day},
                **{"opens_at": opens, "closes_at": closes},
                **{"valid_from": begins and begins.isoformat()},
                **{"valid_to": ends and ends.isoformat()},
            }
            for one in services
            for day, opens, closes, begins, ends in one.sessions
        ],
        "link": [
            {
                **{"id": str(UUID(int=one.id.int ^ at)), "from_id": str(one.id)},
                **{"to_id": str(venue), **{k: str(v) for k, v in link.items()}},
            }
            for one in services
            for at, venue in enumerate(one.venues)
        ],
    }


def counted(search, words: tuple[str, ...], everything: list[Drawn], places: list) -> list[tuple]:
    """Return id and distance of the nearest, by looking at every place of every asset. ``places``:
    asset, venue, x, y, valid from and to, of which nothing is known but where it is."""
    known = {one.id: one for one in everything}
    nearest: dict[UUID, float] = {}
    for asset_id, venue_id, x, y, valid_from, valid_to in places:
        one = known.get(asset_id)
        if one is None or not _meets(one, known.get(venue_id or asset_id), search, words):
            continue
        if (valid_from and valid_from > search.at) or (valid_to and valid_to <= search.at):
            continue
        dx, dy = x - search.point.easting, y - search.point.northing
        far = sqrt(dx * dx + dy * dy)
        if search.within_m is None or far <= search.within_m:
            nearest[asset_id] = min(far, nearest.get(asset_id, far))
    return sorted(nearest.items(), key=lambda item: (item[1], item[0].int))[: search.limit]


def _meets(one: Drawn, at: Drawn | None, search, words: tuple[str, ...]) -> bool:
    return (
        (not search.need or (search.need in one.needs and one.how != "by phone"))
        and (not search.kind or search.kind.value == one.kind)
        and set(words) <= set(one.words)
        and (not search.times or any(on(one, time, search.at) for time in search.times))
        and (not search.free or COSTS[one.cost] is True)
        and (not search.step_free or (at is not None and at.step_free is True))
        and (not search.language or search.language in one.languages)
    )


def on(one: Drawn, sought: str, at: date) -> bool:
    """Tell whether something is on at times that are sought, by times in force on a day."""
    for day, opens, closes, begins, ends in one.sessions:
        if (begins and begins > at) or (ends and ends <= at):
            continue
        past_midnight = time.fromisoformat(closes) < time.fromisoformat(opens)
        if sought == "weekends" and day in ("SA", "SU"):
            return True
        if sought == "evenings" and day not in ("SA", "SU") and (past_midnight or closes > "18:00"):
            return True
        if sought == day.lower():
            return True
        after = DAYS[(DAYS.index(day) + 1) % 7].lower()
        if sought == f"into:{after}" and past_midnight:
            return True
    return False
