"""What a search looks things up by: the words, marks and squares of everything that is found.

One column of lexemes says it all, so that one index answers any mixture of words, needs, times,
cost and access in a part of the country. Marks have a colon, which no word has. Squares are of the
national grid, in several sizes: how a search grows from what is near to what is far is told in
``near``.
"""

from sqlalchemy import Connection, text

from asset_map.db.folding import FOLDED
from asset_map.domain.offers import is_free, only_remote, remote_ways
from asset_map.domain.reach import EVENING_FROM

SQUARES = {"a": 2_500, "b": 10_000, "c": 40_000, "d": 160_000}
"""Sides of the squares, metres, by the letter of their mark."""

TIMES_UNKNOWN, COST_UNKNOWN, STEPS_UNKNOWN = "t:?", "c:?", "s:?"

# What each asset is found by, wherever it is.
_MARKED = f"""
CREATE TEMP TABLE marked ON COMMIT DROP AS
SELECT a.id AS asset_id,
       to_tsvector('english', a.name_key || ' ' || {FOLDED.format("a.description")}) AS words,
       array_remove(ARRAY['k:' || a.kind,
           CASE WHEN s.cost = ANY(:free) THEN 'c:free' WHEN s.cost = ANY(:paid) THEN 'c:paid'
                ELSE '{COST_UNKNOWN}' END]
           || coalesce(times.marks, ARRAY['{TIMES_UNKNOWN}']) || languages.marks, NULL) AS marks,
       coalesce(needs.marks, '{{}}') AS needs, a.correspondence,
       coalesce(s.how, '') AS how, coalesce(s.how = ANY(:only_remote), false) AS only_remote,
       a.valid_from, a.valid_to
FROM asset a
LEFT JOIN service s ON s.asset_id = a.id
LEFT JOIN (
    SELECT asset_id, array_agg('t:' || lower(byday)) || array_agg(
               CASE WHEN byday IN ('SA', 'SU') THEN 't:weekends'
                    WHEN closes_at > :evening OR closes_at <= opens_at THEN 't:evenings' END)
               AS marks
    FROM schedule WHERE freq = 'WEEKLY' GROUP BY asset_id
) AS times ON times.asset_id = a.id
LEFT JOIN (
    SELECT asset_id, array_agg('l:' || language) AS marks FROM asset_language GROUP BY asset_id
) AS languages ON languages.asset_id = a.id
LEFT JOIN (
    SELECT asset_id, array_agg('n:' || need_id) AS marks FROM asset_need GROUP BY asset_id
) AS needs ON needs.asset_id = a.id
WHERE a.withdrawn IS NULL
"""

_SQUARE = "'{letter}:' || floor(ST_X(f.geom) / {side}) || ':' || floor(ST_Y(f.geom) / {side})"

# Needs are met where there is a supply of them: see ``derive``. In the order of the ground, so that
# what is near each other is read together.
_PLACES = f"""
INSERT INTO asset_place (asset_id, venue_id, valid_from, valid_to, exact, geom, found_by)
SELECT f.asset_id, f.venue_id, f.valid_from, f.valid_to, f.exact, f.geom,
       m.words || array_to_tsvector(
           m.marks
           || CASE WHEN (f.venue_id IS NOT NULL OR NOT m.correspondence) AND NOT m.only_remote
                   THEN m.needs ELSE '{{}}' END
           || CASE v.step_free WHEN true THEN 's:free' WHEN false THEN 's:steps'
                   ELSE '{STEPS_UNKNOWN}' END
           || ARRAY[{", ".join(_SQUARE.format(letter=x, side=y) for x, y in SQUARES.items())}])
FROM found_at f
JOIN marked m ON m.asset_id = f.asset_id
LEFT JOIN venue v ON v.asset_id = coalesce(f.venue_id, f.asset_id)
ORDER BY f.geom
"""

# What covers an area, or comes to people whom nobody tells us where. No step is in their way.
_COMING = """
INSERT INTO asset_coming
    (asset_id, area_code, how, placed, supplied, valid_from, valid_to, found_by)
SELECT m.asset_id, c.area_code, CASE WHEN m.how = ANY(:remote) THEN m.how ELSE '' END,
       EXISTS (SELECT 1 FROM asset_place p WHERE p.asset_id = m.asset_id),
       EXISTS (SELECT 1 FROM supply WHERE supply.asset_id = m.asset_id),
       m.valid_from, m.valid_to,
       m.words || array_to_tsvector(m.marks || m.needs || ARRAY['s:free'])
FROM marked m
LEFT JOIN asset_area c ON c.asset_id = m.asset_id AND EXISTS (
    SELECT 1 FROM area WHERE area.code = c.area_code)
WHERE c.area_code IS NOT NULL OR m.only_remote
"""

_WORDS = f"""
INSERT INTO search_word (word, assets)
SELECT word, ndoc FROM ts_stat($$
    SELECT to_tsvector('simple', name_key || ' ' || {FOLDED.format("description")}) FROM asset
    WHERE withdrawn IS NULL
$$) WHERE length(word) < 60
"""


def fill_places(connection: Connection) -> None:
    """Fill ``asset_place`` from the places that were worked out (``found_at``)."""
    said = connection.execute(text("SELECT DISTINCT cost FROM service WHERE cost <> ''"))
    read = {cost: is_free(cost) for cost in said.scalars()}
    bound = {
        "free": [cost for cost, free in read.items() if free is True],
        "paid": [cost for cost, free in read.items() if free is False],
        "evening": EVENING_FROM,
        "only_remote": only_remote_ways(connection),
    }
    connection.execute(text("DROP TABLE IF EXISTS pg_temp.marked"))
    connection.execute(text(_MARKED), bound)
    connection.execute(text("ANALYZE marked"))
    connection.execute(text(_PLACES))


def fill_coming(connection: Connection) -> None:
    """Fill ``asset_coming`` and the words there are; ``asset_place`` and ``supply`` stand."""
    connection.execute(text("DELETE FROM asset_coming"))
    said = connection.execute(text("SELECT DISTINCT how FROM service WHERE how <> ''"))
    remote = [how for how in said.scalars() if remote_ways(how)]
    connection.execute(text(_COMING), {"remote": remote})
    connection.execute(text("DELETE FROM search_word"))
    connection.execute(text(_WORDS))
    connection.execute(text("ANALYZE search_word"))


def only_remote_ways(connection: Connection) -> list[str]:
    """Return how services are said to be given, of those that come to people alone."""
    said = connection.execute(text("SELECT DISTINCT how FROM service"))
    return [how for how in said.scalars() if only_remote(how)]
