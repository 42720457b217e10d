"""A made-up country of assets: beside real postcodes, with the words of real names mixed anew.

No name, no place and no time in it is anybody's: real ones are only what the mixture is made from.
Words are spread as in real texts, a few everywhere and a long tail of those that one asset has.
"""

import csv
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid5

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from asset_map.db import staging
from asset_map.domain.places import name_key

CHARITIES = "assets/charities_uk_sample_classified_RAW.csv"
CLUBS = "assets/community_amateur_sports_clubs_hmrc_RAW.csv"

RARE_NEED, RARE_ASSETS = "urgent_help", 100
COMMON_NEED = "food"
NEEDS = {COMMON_NEED: 8, "company": 8, "getting_active": 8, "faith": 6, "learning": 6}
"""How often each need is met, beside 1 for all others."""

RARE_WORDS = 60_000
SIDE_OF_AUTHORITIES_M = 30_000
DAYS = np.array(["MO", "TU", "WE", "TH", "FR", "SA", "SU"])
COSTS = np.array(["", "", "", "free", "free", "free, donations welcome", "£3", "£5 a session"])
_IDS = UUID("5ad1a0a5-5c1d-4f5e-9f0e-0d1f5f0f7a11")


@dataclass(frozen=True)
class Words:
    """The words of real names and of what real charities say they do."""

    names: list[list[str]]
    said: list[str]

    @classmethod
    def of(cls, folder: Path) -> "Words":
        """Read them."""
        with (folder / CHARITIES).open(encoding="utf-8") as file:
            charities = list(csv.DictReader(file))
        with (folder / CLUBS).open(encoding="utf-8") as file:
            clubs = [row["Organisation Name"] for row in csv.DictReader(file)]
        names = [*(row["name"] for row in charities), *clubs]
        said = [row["activities"].replace("\x00", "")[:160] for row in charities]
        return cls([name.title().split() for name in names if name.split()], said)


def fill(
    connection: Connection, postcodes: pd.DataFrame, words: Words, count: int
) -> NDArray[np.float64]:
    """Fill an empty database with so many assets; return where they are (n, 2), grid metres."""
    chance = np.random.default_rng(1)
    _source(connection)
    _authorities(connection)
    beside = postcodes.loc[postcodes["quality"] != 90, ["x", "y"]].to_numpy(np.float64)
    xy = beside[chance.integers(0, len(beside), count)] + chance.normal(0, 100, (count, 2))
    kind = chance.choice(["service", "group", "venue"], count, p=[0.45, 0.3, 0.25])
    ids = np.array([str(uuid5(_IDS, str(at))) for at in range(count)])
    service, venue = np.flatnonzero(kind == "service"), np.flatnonzero(kind == "venue")
    guests = chance.permutation(service)[: len(service) // 2]
    hosts = chance.choice(venue, len(guests))
    remote = np.setdiff1d(service, guests)[: count // 100]
    _assets(connection, chance, words, ids, kind, xy, np.concatenate([guests, remote]))
    _needs(connection, chance, ids[kind != "venue"])
    _services(connection, chance, ids[service], set(ids[remote].tolist()))
    access = chance.choice(["true", "false", ""], len(venue), p=[0.3, 0.1, 0.6])
    _copy(connection, "venue", asset_id=ids[venue], step_free=np.where(access == "", None, access))
    speakers = chance.choice(ids, count // 50, replace=False)
    spoken = chance.choice(["pa", "ur", "pl", "bn", "bfi"], len(speakers))
    _copy(connection, "asset_language", asset_id=speakers, language=spoken)
    _links(connection, ids[guests], ids[hosts])
    groups = ids[kind == "group"][: count // 20]
    covering = np.concatenate([groups, ids[remote][::2]])
    authorities = connection.execute(text("SELECT code FROM area ORDER BY code")).scalars().all()
    covered = chance.choice(np.array(authorities), len(covering))
    _copy(connection, "asset_area", asset_id=covering, area_code=covered)
    connection.execute(text("ANALYZE"))
    return xy


def _assets(connection, chance, words, ids, kind, xy, placeless) -> None:
    count = len(ids)
    said = chance.integers(0, len(words.said), count)
    called = mixed_anew(chance, words, count)
    points = shapely.to_wkb(
        shapely.set_srid(shapely.points(xy), 27700), hex=True, include_srid=True
    ).astype(object)
    points[placeless] = None
    _copy(
        connection,
        "asset",
        id=ids,
        kind=kind,
        name=called,
        name_key=[name_key(name) for name in called],
        description=[words.said[at] for at in said],
        located_by=["coordinates"] * count,
        retrieved=["2026-01-01"] * count,
        source_id=["bench"] * count,
        geom=points,
    )


def mixed_anew(chance: np.random.Generator, words: Words, count: int) -> list[str]:
    """Return names that nobody has: half of one, a word that may be rare, half of another."""
    names = words.names
    first, then = (chance.integers(0, len(names), count) for _ in range(2))
    tail = _made_up(chance)
    rare = chance.zipf(1.3, count) % RARE_WORDS
    return [
        " ".join([*names[a][: -(-len(names[a]) // 2)], tail[r], *names[b][len(names[b]) // 2 :]])
        for a, b, r in zip(first, then, rare, strict=True)
    ]


def _made_up(chance) -> list[str]:
    """Return words that nobody has."""
    letters = np.array(list("abcdefghijklmnoprstuvw"))
    return ["".join(word) for word in chance.choice(letters, (RARE_WORDS, 7))]


def _needs(connection, chance, ids) -> None:
    known = connection.execute(text("SELECT id FROM need ORDER BY position")).scalars().all()
    common = [need for need in known if need != RARE_NEED]
    weight = np.array([NEEDS.get(need, 1) for need in common], float)
    weight /= weight.sum()
    pairs = pd.DataFrame(
        {
            "asset_id": np.concatenate([ids, ids[::2]]),
            "need_id": chance.choice(common, len(ids) + len(ids[::2]), p=weight),
        }
    ).drop_duplicates()
    rare = pd.DataFrame(
        {"asset_id": chance.choice(ids, RARE_ASSETS, replace=False), "need_id": RARE_NEED}
    )
    staging.copy_in(connection, "asset_need", pd.concat([pairs, rare], ignore_index=True))


def _services(connection, chance, ids, remote: set[str]) -> None:
    how = ["by phone" if one in remote else "" for one in ids.tolist()]
    _copy(connection, "service", asset_id=ids, how=how, cost=chance.choice(COSTS, len(ids)))
    known = chance.permutation(ids)[: int(len(ids) * 0.4)]
    each = np.repeat(known, chance.integers(1, 5, len(known)))
    opens = chance.integers(8, 20, len(each))
    _copy(
        connection,
        "schedule",
        asset_id=each,
        freq=["WEEKLY"] * len(each),
        byday=chance.choice(DAYS, len(each)),
        opens_at=[f"{hour:02}:00" for hour in opens],
        closes_at=[f"{hour + 2:02}:00" for hour in opens],
    )


def _links(connection, guests, hosts) -> None:
    one = {"id": str(_IDS)}
    connection.execute(
        text(
            """
            INSERT INTO record (id, kind, key, source_id) VALUES (:id, 'service', '', 'bench')
            """
        ),
        one,
    )
    _copy(
        connection,
        "link",
        id=[str(uuid5(_IDS, f"link {at}")) for at in range(len(guests))],
        from_id=guests,
        to_id=hosts,
        **{
            name: [value] * len(guests)
            for name, value in {
                **{"type": "delivered_at", "said_by": "both", "source_id": "bench"},
                **{"from_record": str(_IDS), "to_record": str(_IDS), "load_id": str(_IDS)},
            }.items()
        },
    )


def _source(connection) -> None:
    connection.execute(
        text(
            """
            INSERT INTO source (id, title, publisher, licence, gives, rank)
            VALUES ('bench', 'Made up', '', '', 'asset', 1)
            """
        )
    )
    connection.execute(
        text(
            """
            INSERT INTO load (id, source_id, finished, seconds, authority, extent, files, counts,
                              version)
            VALUES (:id, 'bench', now(), 0, '', '', '[]', '{}', '')
            """
        ),
        {"id": str(_IDS)},
    )


def _authorities(connection) -> None:
    """Cut the country into squares, each an authority."""
    connection.execute(
        text(
            """
            INSERT INTO area (id, kind, code, vintage, name, name_key, source_id, load_id, geom)
            SELECT gen_random_uuid(), 'authority', 'E0800' || to_char(n, 'FM0000'), 2025,
                   'Square ' || n, 'square ' || n, 'bench', :id,
                   ST_Multi(ST_MakeEnvelope(x * :side, y * :side, (x + 1) * :side,
                                            (y + 1) * :side, 27700))
            FROM (SELECT x, y, row_number() OVER () AS n
                  FROM generate_series(0, 23) AS x, generate_series(0, 41) AS y) AS squares
            """
        ),
        {"id": str(_IDS), "side": SIDE_OF_AUTHORITIES_M},
    )


def _copy(connection, table: str, **columns) -> None:
    staging.copy_in(connection, table, pd.DataFrame(columns))
