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

from asset_map.db.among import narrowed
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

_SAID = f"left(name || ' ' || description, {LONGEST_TEXT})"

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
FROM (SELECT *, {_SAID} AS said FROM asset) AS a
LEFT JOIN service s ON s.asset_id = a.id
LEFT JOIN (
    SELECT t.asset_id, array_agg(mark) AS marks
    FROM schedule t CROSS JOIN LATERAL unnest({SESSION_MARKS.format("t")} || CASE
        WHEN t.valid_from IS NOT NULL OR t.valid_to IS NOT NULL THEN '{TIMES_END}' END) AS mark
    WHERE t.freq = 'WEEKLY' AND AMONG(t.asset_id) GROUP BY t.asset_id
) AS times ON times.asset_id = a.id
LEFT JOIN (
    SELECT DISTINCT l.to_id AS asset_id FROM link l JOIN schedule t ON t.asset_id = l.from_id
    WHERE l.withdrawn IS NULL AND t.freq = 'WEEKLY'
      AND l.type IN ('delivered_at', 'meets_at', 'provided_by', 'managed_by') AND AMONG(l.to_id)
) AS given ON given.asset_id = a.id
LEFT JOIN (
    SELECT asset_id, array_agg('l:' || language) AS marks FROM asset_language
    WHERE AMONG(asset_id) GROUP BY asset_id
) AS languages ON languages.asset_id = a.id
LEFT JOIN (
    SELECT asset_id, array_agg('n:' || need_id) AS marks FROM asset_need
    WHERE AMONG(asset_id) GROUP BY asset_id
) AS needs ON needs.asset_id = a.id
WHERE a.withdrawn IS NULL AND AMONG(a.id)
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


def fill_places(connection: Connection, *, few: bool = False) -> int:
    """Fill ``asset_place`` from the places that were worked out (``found_at``); return how many of
    its rows changed. ``few``: as everywhere here, of the assets in ``renewed`` alone."""
    read = {cost: is_free(cost) for cost in _said_of_services(connection, "cost", few=few)}
    bound = {
        "free": [cost for cost, free in read.items() if free is True],
        "paid": [cost for cost, free in read.items() if free is False],
        "only_remote": only_remote_ways(connection, few=few),
    }
    connection.execute(text("DROP TABLE IF EXISTS pg_temp.marked"))
    connection.execute(text(narrowed(_MARKED, few=few)), bound)
    connection.execute(text("ANALYZE marked"))
    # In the order of the ground, so that what is near each other is read together.
    return renew(connection, "asset_place", _PLACE, _PLACES, order="geom", few=few)


def fill_coming(connection: Connection, *, few: bool = False) -> int:
    """Fill ``asset_coming``, where ``asset_place`` and ``supply`` stand; return as above."""
    said = _said_of_services(connection, "how", few=few)
    bound = {"remote": [how for how in said if remote_ways(how)]}
    order = "area_code, asset_id"
    return renew(connection, "asset_coming", _COMER, _COMING, bound, order=order, few=few)


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


def remember_words(connection: Connection) -> None:
    """Keep what the touched assets say before they are made anew, for ``change_words``."""
    connection.execute(text(_SAID_BEFORE))
    connection.execute(text(_REMEMBER))


def remember_found_words(connection: Connection) -> None:
    """Keep the words by which the assets in ``renewed`` are found before that is made anew."""
    connection.execute(text(_SAID_BEFORE))
    connection.execute(text("DROP TABLE IF EXISTS pg_temp.words_before"))
    connection.execute(text(_WORDS_BEFORE))


def forget_words(connection: Connection) -> None:
    """Drop what was kept: all that follows from it is made anew."""
    connection.execute(text("DROP TABLE IF EXISTS pg_temp.said_before"))


def change_words(connection: Connection) -> None:
    """Make the words that there are those of now, where the assets in ``renewed`` were changed."""
    for statement in _CHANGE_WORDS:
        connection.execute(text(statement))


_SAID_BEFORE = """
CREATE TEMP TABLE IF NOT EXISTS said_before (asset_id uuid PRIMARY KEY, said text) ON COMMIT DROP
"""

_REMEMBER = f"""
INSERT INTO said_before SELECT id, {_SAID} FROM asset JOIN touched ON asset_id = id
ON CONFLICT DO NOTHING
"""

_WORDS_BEFORE = f"""
CREATE TEMP TABLE words_before ON COMMIT DROP AS
SELECT asset_id, {SEARCHED.format("said")} AS said FROM (
    SELECT r.asset_id, coalesce(b.said, a.said) AS said
    FROM renewed r LEFT JOIN said_before b USING (asset_id)
    LEFT JOIN (SELECT id, {_SAID} AS said FROM asset) AS a ON a.id = r.asset_id
    WHERE EXISTS (SELECT 1 FROM asset_place p WHERE p.asset_id = r.asset_id)
       OR EXISTS (SELECT 1 FROM asset_coming c WHERE c.asset_id = r.asset_id)
) AS found
"""

# Most changes leave the words as they are. Of the others each asset counts once for each word.
_CHANGE_WORDS = (
    """
    CREATE TEMP TABLE words_changed ON COMMIT DROP AS
    WITH now AS (
        SELECT asset_id, said FROM marked m
        WHERE EXISTS (SELECT 1 FROM asset_place p WHERE p.asset_id = m.asset_id)
           OR EXISTS (SELECT 1 FROM asset_coming c WHERE c.asset_id = m.asset_id)
    )
    SELECT w.lexeme AS word, sum(way) AS assets FROM (
        SELECT 1 AS way, said FROM (SELECT * FROM now EXCEPT SELECT * FROM words_before) AS come
        UNION ALL
        SELECT -1, said FROM (SELECT * FROM words_before EXCEPT SELECT * FROM now) AS gone
    ) AS changed CROSS JOIN LATERAL unnest(to_tsvector('simple', said)) AS w
    WHERE length(w.lexeme) < 60 GROUP BY w.lexeme HAVING sum(way) <> 0
    """,
    """
    INSERT INTO search_word (word, assets) SELECT word, assets FROM words_changed
    ON CONFLICT (word) DO UPDATE SET assets = search_word.assets + excluded.assets
    """,
    """
    DELETE FROM search_word w USING words_changed c WHERE c.word = w.word AND w.assets <= 0
    """,
    "DROP TABLE words_changed",
)


def only_remote_ways(connection: Connection, *, few: bool = False) -> list[str]:
    """Return how services are said to be given, of those that come to people alone."""
    return [how for how in _said_of_services(connection, "how", few=few) if only_remote(how)]


def _said_of_services(connection: Connection, field: str, *, few: bool) -> list[str]:
    said = f"SELECT DISTINCT {field} FROM service WHERE {field} <> '' AND AMONG(asset_id)"
    return list(connection.execute(text(narrowed(said, few=few))).scalars())
