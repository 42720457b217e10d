"""The marks and squares that things are found by, beside their words: what they mean, and how SQL
makes them. A mark has a colon, which no word has; squares are of the national grid.
"""

from asset_map.domain.reach import EVENING_FROM, WEEKDAYS

SQUARES = {"a": 2_500, "b": 10_000, "c": 40_000, "d": 160_000}
"""Sides of the squares, metres, by the letter of their mark."""

TIMES_UNKNOWN, COST_UNKNOWN, STEPS_UNKNOWN = "t:?", "c:?", "s:?"

TIMES_END = "t:dated"
"""Some of its times hold from or until a day, which no mark can tell: they have to be looked at."""

TAKES_A_BREAK = "t:break"
"""It takes a break, took one or will: on a day its times hold only where it is none of those."""

_DAYS = [day.lower() for day in WEEKDAYS]
_AFTER = "CASE {0}.byday " + " ".join(
    f"WHEN '{day}' THEN 't:into:{then}'"
    for day, then in zip(WEEKDAYS, [*_DAYS[1:], _DAYS[0]], strict=True)
)

# A time belongs to the day on which it begins; one that goes on after midnight is into the next.
# One that ends when it begins has an end that nobody knows, but for midnight: that is all day.
SESSION_MARKS = f"""ARRAY['t:' || lower({{0}}.byday),
    CASE WHEN {{0}}.byday IN ('SA', 'SU') THEN 't:weekends'
         WHEN {{0}}.closes_at > '{EVENING_FROM}' OR {{0}}.closes_at < {{0}}.opens_at
              OR ({{0}}.closes_at = {{0}}.opens_at
                  AND ({{0}}.opens_at >= '{EVENING_FROM}' OR {{0}}.opens_at = '00:00'))
         THEN 't:evenings' END,
    CASE WHEN {{0}}.closes_at < {{0}}.opens_at AND {{0}}.closes_at > '00:00'
         THEN {_AFTER} END END]"""

WORDS = "to_tsvector('english', {})"
"""The lexemes of folded words: endings taken off, and those that stand in every text left out."""
