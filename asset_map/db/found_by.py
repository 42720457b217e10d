"""What a search looks things up by: the words, marks and squares of everything that is found.

One column of lexemes says it all, so that one index answers any mixture of words, needs, times,
cost and access in a part of the country. Marks have a colon, which no word has. Squares are of the
national grid, in several sizes, each alone and with each need (``b:39:28``, ``b:39:28:food``): how
a search grows from what is near to what is far is told in ``near``.

Times belong to what has them. What happens at a venue or is given by a group is found there itself,
so the venue and the group are found by times of their own alone; but where those of what they give
are known, nobody can say that we were told no times.
"""

from sqlalchemy import Connection, text

from asset_map.db.folding import SEARCHED
from asset_map.db.marks import (
    COST_UNKNOWN,
    SESSION_MARKS,
    SQUARES,
    STEPS_UNKNOWN,
    TAKES_A_BREAK,
    TIMES_END,
    TIMES_UNKNOWN,
    WORDS,
)
from asset_map.db.renewing import renew
from asset_map.domain.offers import is_free, only_remote, remote_ways

LONGEST_TEXT = 50_000
"""Letters of a description beyond these are not looked at: PostgreSQL could not hold them all."""

# What each asset is found by, wherever it is.
_MARKED = f"""
CREATE TEMP TABLE marked ON COMMIT DROP AS
SELECT a.id AS asset_id, {SEARCHED.format("a.said")} AS said,
       array_remove(ARRAY['k:' || a.kind,
           CASE WHEN s.cost = ANY(:free) THEN 'c:free' WHEN s.cost = ANY(:paid) THEN 'c:paid'
                ELSE '{COST_UNKNOWN}' END,
           CASE WHEN a.break_until IS NOT NULL THEN '{TAKES_A_BREAK}' END,
           CASE WHEN times.marks IS NULL AND given.asset_id IS NULL THEN '{TIMES_UNKNOWN}' END]
           || times.marks || languages.marks, NULL) AS marks,
       coalesce(needs.marks, '{{}}') AS needs, a.correspondence,
       coalesce(s.how, '') AS how, coalesce(s.how = ANY(:only_remote), false) AS only_remote,
       a.valid_from, a.valid_to
FROM (SELECT *, left(name || ' ' || description, {LONGEST_TEXT}) AS said FROM asset) AS a
LEFT JOIN service s ON s.asset_id = a.id
LEFT JOIN (
    SELECT t.asset_id, array_agg(mark) AS marks
    FROM schedule t CROSS JOIN LATERAL unnest({SESSION_MARKS.format("t")} || CASE
        WHEN t.valid_from IS NOT NULL OR t.valid_to IS NOT NULL THEN '{TIMES_END}' END) AS mark
    WHERE t.freq = 'WEEKLY' GROUP BY t.asset_id
) AS times ON times.asset_id = a.id
LEFT JOIN (
    SELECT DISTINCT l.to_id AS asset_id FROM link l JOIN schedule t ON t.asset_id = l.from_id
    WHERE l.withdrawn IS NULL AND t.freq = 'WEEKLY'
      AND l.type IN ('delivered_at', 'meets_at', 'provided_by', 'managed_by')
) AS given ON given.asset_id = a.id
LEFT JOIN (
    SELECT asset_id, array_agg('l:' || language) AS marks FROM asset_language GROUP BY asset_id
) AS languages ON languages.asset_id = a.id
LEFT JOIN (
    SELECT asset_id, array_agg('n:' || need_id) AS marks FROM asset_need GROUP BY asset_id
) AS needs ON needs.asset_id = a.id
WHERE a.withdrawn IS NULL
"""

_SQUARE = """'{letter}:' || floor(ST_X(f.geom) / {side})::bigint
    || ':' || floor(ST_Y(f.geom) / {side})::bigint"""

# Needs are met where there is a supply of them: see ``derive``. Each stands beside each square too,
# so that what meets it in a square is found without a look at all that is there.
_PLACES = f"""
SELECT f.asset_id, f.venue_id, f.valid_from, f.valid_to, f.exact, f.geom,
       strip({WORDS.format("m.said")}) || array_to_tsvector(
           m.marks || at.needs || at.squares
           || ARRAY(SELECT square || substr(need, 2)
                    FROM unnest(at.needs) AS need CROSS JOIN unnest(at.squares) AS square)
           || CASE v.step_free WHEN true THEN 's:free' WHEN false THEN 's:steps'
                   ELSE '{STEPS_UNKNOWN}' END) AS found_by
FROM found_at f
JOIN marked m ON m.asset_id = f.asset_id
LEFT JOIN venue v ON v.asset_id = coalesce(f.venue_id, f.asset_id)
CROSS JOIN LATERAL (
    SELECT CASE WHEN (f.venue_id IS NOT NULL OR NOT m.correspondence) AND NOT m.only_remote
                THEN m.needs ELSE '{{}}' END AS needs,
           ARRAY[{", ".join(_SQUARE.format(letter=x, side=y) for x, y in SQUARES.items())}]
               AS squares
) AS at
"""
_PLACE = ("asset_id", "venue_id", "valid_from", "valid_to", "exact", "geom", "found_by")

# What covers an area, or comes to people whom nobody tells us where. To reach what comes, nobody
# takes a step.
_COMING = f"""
SELECT m.asset_id, c.area_code,
       CASE WHEN m.how = ANY(:remote) THEN m.how ELSE '' END AS how,
       EXISTS (SELECT 1 FROM asset_place p WHERE p.asset_id = m.asset_id) AS placed,
       EXISTS (SELECT 1 FROM supply WHERE supply.asset_id = m.asset_id) AS supplied,
       m.valid_from, m.valid_to,
       strip({WORDS.format("m.said")}) || array_to_tsvector(m.marks || m.needs
           || CASE WHEN m.how = ANY(:remote) THEN 's:free' ELSE '{STEPS_UNKNOWN}' END) AS found_by
FROM marked m
LEFT JOIN asset_area c ON c.asset_id = m.asset_id AND EXISTS (
    SELECT 1 FROM area WHERE area.code = c.area_code)
WHERE c.area_code IS NOT NULL OR m.only_remote
"""
_COMER = (
    *("asset_id", "area_code", "how", "placed", "supplied", "valid_from", "valid_to", "found_by"),
)

# Only words of what can be found. Each is as it was written, so that typos are measured by letters.
_WORDS = """
INSERT INTO search_word (word, assets)
SELECT word, ndoc FROM ts_stat($$
    SELECT to_tsvector('simple', said) FROM marked
    WHERE asset_id IN (SELECT asset_id FROM asset_place UNION SELECT asset_id FROM asset_coming)
$$) WHERE length(word) < 60
"""


def fill_places(connection: Connection) -> int:
    """Fill ``asset_place`` from the places that were worked out (``found_at``); return how many of
    its rows changed."""
    said = connection.execute(text("SELECT DISTINCT cost FROM service WHERE cost <> ''"))
    read = {cost: is_free(cost) for cost in said.scalars()}
    bound = {
        "free": [cost for cost, free in read.items() if free is True],
        "paid": [cost for cost, free in read.items() if free is False],
        "only_remote": only_remote_ways(connection),
    }
    connection.execute(text("DROP TABLE IF EXISTS pg_temp.marked"))
    connection.execute(text(_MARKED), bound)
    connection.execute(text("ANALYZE marked"))
    # In the order of the ground, so that what is near each other is read together.
    return renew(connection, "asset_place", _PLACE, _PLACES, order="geom")


def fill_coming(connection: Connection) -> int:
    """Fill ``asset_coming``, where ``asset_place`` and ``supply`` stand; return as above."""
    said = connection.execute(text("SELECT DISTINCT how FROM service WHERE how <> ''"))
    remote = [how for how in said.scalars() if remote_ways(how)]
    bound = {"remote": remote}
    return renew(connection, "asset_coming", _COMER, _COMING, bound, order="area_code, asset_id")


def fill_words(connection: Connection) -> None:
    """Fill the words that there are, with how many assets have each."""
    connection.execute(text("DELETE FROM search_word"))
    connection.execute(text(_WORDS))
    connection.execute(text("ANALYZE search_word"))


def is_filled(connection: Connection) -> bool:
    """Tell whether what there is can be found: not after an update, before it was filled once."""
    filled: bool = connection.execute(
        text("SELECT EXISTS (SELECT 1 FROM search_word) OR NOT EXISTS (SELECT 1 FROM asset_place)")
    ).scalar_one()
    return filled


def only_remote_ways(connection: Connection) -> list[str]:
    """Return how services are said to be given, of those that come to people alone."""
    said = connection.execute(text("SELECT DISTINCT how FROM service"))
    return [how for how in said.scalars() if only_remote(how)]
