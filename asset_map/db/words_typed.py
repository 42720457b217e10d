"""What typed words are looked up by: as they are, as beginnings, or with typos forgiven."""

from rapidfuzz.distance import OSA
from sqlalchemy import Connection, text

from asset_map.domain.seeking import Understood

# Those alike by their letters in threes, which an index finds, and words that begin so.
_ALIKE = """
SELECT word, assets FROM search_word WHERE word % :typed
UNION
SELECT word, assets FROM search_word WHERE word LIKE :beginning
ORDER BY assets DESC LIMIT 50
"""
_KNOWN = "SELECT word, assets FROM search_word WHERE word = ANY(:typed)"

# The lexeme of a word, or nothing where it is one of those that stand in every text.
_LEXEMES = """
SELECT word, ts_lexize('english_stem', word) AS lexemes FROM unnest(CAST(:words AS text[])) AS word
"""

SHORTEST_MENDED = 4
"""Words with fewer letters are taken as they are: almost any other is one letter away."""

SHORTEST_BEGINNING = 2

FAR_COMMONER = 20
"""A word that some text has, while one a typo away is so many times as common, may be a typo in
that text, or the other word. Both are looked for."""

MOST_TAKEN = 5


def looked_up_by(
    connection: Connection, words: tuple[str, ...]
) -> tuple[str, tuple[Understood, ...]]:
    """Return folded words as a tsquery, all of which have to be met, and what was taken for what.

    Empty where every one of them is a word that says nothing ("the", "of").
    """
    known = {
        row.word: row.assets for row in connection.execute(text(_KNOWN), {"typed": list(words)})
    }
    taken = {word: _taken(connection, word, known.get(word, 0)) for word in words}
    every = sorted({other for some in taken.values() for other in some} | set(words))
    lexemes = {
        row.word: row.lexemes for row in connection.execute(text(_LEXEMES), {"words": every})
    }
    parts = [_either(word, taken[word], lexemes, in_part=word not in known) for word in words]
    understood = tuple(
        Understood(word, tuple(other for other in taken[word] if other != word))
        for word in words
        if word not in known and any(not other.startswith(word) for other in taken[word])
    )
    return " & ".join(part for part in parts if part), understood


def _taken(connection: Connection, word: str, assets: int) -> list[str]:
    """Return the words that a typed one may stand for, the likeliest first."""
    if len(word) < SHORTEST_MENDED:
        return [word]
    like = word.replace("\\", "").replace("%", "").replace("_", "")
    rows = connection.execute(text(_ALIKE), {"typed": word, "beginning": f"{like}%"}).all()
    allowed = 1 if len(word) < 7 else 2
    near = [
        (OSA.distance(word, row.word), -row.assets, row.word)
        for row in rows
        if OSA.distance(word, row.word) <= allowed
    ]
    if assets:
        near = [one for one in near if one[2] == word or -one[1] >= assets * FAR_COMMONER]
        return [word, *(other for _, _, other in sorted(near)[:MOST_TAKEN] if other != word)]
    begun = any(row.word.startswith(word) for row in rows)
    return [word] if begun else [other for _, _, other in sorted(near)[:MOST_TAKEN]] or [word]


def _either(
    word: str, taken: list[str], lexemes: dict[str, list[str] | None], *, in_part: bool
) -> str:
    """Return the condition that one of several words is met, or with ``in_part`` one that begins
    as the typed one does."""
    if lexemes[word] == []:
        return ""
    either = {f"'{lexeme}'" for other in taken for lexeme in lexemes[other] or ()}
    either |= {f"'{word}':*"} if in_part and len(word) >= SHORTEST_BEGINNING else set()
    return f"({' | '.join(sorted(either))})"
