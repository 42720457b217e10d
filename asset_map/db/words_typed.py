"""What typed words are looked up by: as they are, as beginnings, or with typos forgiven."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA
from sqlalchemy import Connection, text

from asset_map.db.folding import SEARCHED
from asset_map.db.marks import WORDS
from asset_map.domain.seeking import Understood

# The words of what was typed, with their lexemes (none where they stand in every text), and how
# many assets have each as it is; behind them the words that they may stand for, or begin. Beside a
# word that so many assets have none can be so much commoner. How many there are is an estimate,
# and none before the first.
#
# Those alike by their letters in threes are found by an index; and those that threes are too coarse
# for, in short words: a letter more, or two that changed places, or one that is another. A word
# may be found several times.
_TYPED = text(f"""
WITH typed AS MATERIALIZED (
    SELECT said.word, said.place, coalesce(known.assets, 0) AS assets,
           tsvector_to_array({WORDS.format("said.word")}) AS lexemes
    FROM regexp_split_to_table({SEARCHED.format("CAST(:said AS text)")}, ' ')
         WITH ORDINALITY AS said(word, place)
    LEFT JOIN search_word known ON known.word = said.word
    WHERE said.word <> '' ORDER BY said.place LIMIT :most
), sought AS MATERIALIZED (
    SELECT word FROM (
        SELECT word, min(assets) AS assets FROM typed WHERE lexemes <> '{{}}'
        GROUP BY word ORDER BY min(place) LIMIT :most_words
    ) AS says_something
    WHERE length(word) >= :shortest_begun AND assets * :far_commoner <= (
        SELECT CASE WHEN reltuples > 0 THEN reltuples ELSE 'Infinity' END
        FROM pg_class WHERE oid = 'asset'::regclass)
)
SELECT typed.place, typed.word AS typed, typed.word, typed.assets, typed.lexemes FROM typed
UNION ALL
SELECT NULL, sought.word, alike.word, alike.assets,
       tsvector_to_array({WORDS.format("alike.word")})
FROM sought CROSS JOIN LATERAL (
    (SELECT word, assets FROM search_word WHERE length(sought.word) >= :shortest_mended
       AND word % sought.word ORDER BY similarity(word, sought.word) DESC, word LIMIT 60)
    UNION ALL
    (SELECT word, assets FROM search_word WHERE word LIKE sought.word || '%'
       ORDER BY assets DESC, word LIMIT :most_begun)
    UNION ALL
    SELECT word, assets FROM search_word WHERE length(sought.word) >= :shortest_mended
       AND word = ANY(ARRAY(
           SELECT unnest(ARRAY[left(sought.word, at - 1) || substr(sought.word, at + 1),
                               left(sought.word, at - 1) || substr(sought.word, at + 1, 1)
                               || substr(sought.word, at, 1) || substr(sought.word, at + 2)])
           FROM generate_series(1, length(sought.word)) AS at))
    UNION ALL
    SELECT other.word, other.assets FROM generate_series(1, length(sought.word)) AS at
    JOIN search_word other
       ON other.word LIKE left(sought.word, at - 1) || '_' || substr(sought.word, at + 1)
    WHERE length(sought.word) = :shortest_mended
) AS alike
""")

MOST_LETTERS, MOST_READ = 1_000, 60
MOST_WORDS = 12
"""Of what was typed so many letters and words are read, and so many words that say something are
looked for; those beyond are not looked at."""

SHORTEST_MENDED = 4
"""Words with fewer letters are taken as they are: almost any other is one letter away."""

TWO_TYPOS_FROM = 7
"""In words of so many letters two typos are forgiven, in others one."""

SHORTEST_BEGINNING = 2
MOST_BEGUN = 30
"""Of the words that begin as the typed one does, so many are looked for, the commonest."""

FAR_COMMONER = 20
"""A word that some text has, while one a typo away is so many times as common, may be a typo in
that text, or the other word. Both are looked for."""

MOST_TAKEN = 5

_BOUND = {
    "most": MOST_READ,
    "most_words": MOST_WORDS,
    "shortest_mended": SHORTEST_MENDED,
    "shortest_begun": SHORTEST_BEGINNING,
    "most_begun": MOST_BEGUN,
    "far_commoner": FAR_COMMONER,
}


@dataclass(frozen=True)
class Typed:
    """What typed words come to. ``words``: whether there were any. ``query``: a tsquery, all of
    which has to be met; empty where every word says nothing ("the", "of"). ``about``: so many
    assets, at most, have them all, as far as that is counted. ``understood``: what was taken for
    what."""

    words: bool = False
    query: str = ""
    about: int | None = None
    understood: tuple[Understood, ...] = ()


@dataclass(frozen=True)
class _Word:
    """A word that some text has, or that was typed: ``assets`` have it, by these ``lexemes``."""

    word: str
    assets: int
    lexemes: tuple[str, ...]


@dataclass(frozen=True)
class _Meant:
    """What a typed word is looked up as: itself, and others."""

    typed: _Word
    others: tuple[_Word, ...] = field(default=())
    mended: bool = False

    @property
    def query(self) -> str:
        """Return the condition that it is met; empty where it says nothing."""
        either = {_all_of(one.lexemes) for one in (self.typed, *self.others) if one.lexemes}
        return f"({' | '.join(sorted(either))})"

    @property
    def assets(self) -> int:
        """Return how many assets have it, where none has two of its words."""
        return self.typed.assets + sum(one.assets for one in self.others)


def looked_up_by(connection: Connection, said: str) -> Typed:
    """Return what typed words are looked up by."""
    said = said.replace("\x00", " ").encode("utf-8", "replace").decode()
    rows = connection.execute(_TYPED, _BOUND | {"said": said[:MOST_LETTERS]}).all()
    typed: dict[str, _Word] = {}
    alike: dict[str, dict[_Word, None]] = defaultdict(dict)
    for row in rows:
        word = _Word(row.word, row.assets, tuple(row.lexemes))
        if row.place is None:
            alike[row.typed][word] = None
        else:
            typed[word.word] = word
    words = [one for one in typed.values() if one.lexemes][:MOST_WORDS]
    meant = [_meant(word, alike[word.word]) for word in words]
    understood = tuple(
        Understood(one.typed.word, tuple(other.word for other in one.others))
        for one in meant
        if one.mended
    )
    return Typed(
        words=bool(typed),
        query=" & ".join(one.query for one in meant),
        about=min((one.assets for one in meant), default=None),
        understood=understood,
    )


def _meant(typed: _Word, alike: Iterable[_Word]) -> _Meant:
    others = [one for one in alike if one.word != typed.word and one.lexemes]
    forms = [one for one in others if one.lexemes == typed.lexemes]
    begun = [one for one in others if one.word.startswith(typed.word) and one not in forms]
    known = typed.assets + sum(one.assets for one in forms)
    begun = begun if _counts(begun) >= known * FAR_COMMONER else []
    known += _counts(begun)
    typos = _typos(typed, [one for one in others if one not in forms and one not in begun])
    typos = [one for one in typos if one.assets >= known * FAR_COMMONER]
    itself = _Word(typed.word, typed.assets + _counts(forms), typed.lexemes)
    return _Meant(itself, (*typos, *begun), mended=bool(typos) and not known)


def _typos(typed: _Word, others: list[_Word]) -> list[_Word]:
    """Return the words that differ least from a typed one, without those that are far rarer."""
    if len(typed.word) < SHORTEST_MENDED:
        return []
    away = {one: OSA.distance(typed.word, one.word) for one in others}
    least = min(away.values(), default=0)
    if least > (2 if len(typed.word) >= TWO_TYPOS_FROM else 1):
        return []
    nearest = sorted(
        (one for one in others if away[one] == least), key=lambda one: (-one.assets, one.word)
    )
    return [one for one in nearest if one.assets * FAR_COMMONER >= nearest[0].assets][:MOST_TAKEN]


def _counts(words: list[_Word]) -> int:
    return sum(one.assets for one in words)


def _all_of(lexemes: tuple[str, ...]) -> str:
    quoted = " & ".join(f"'{lexeme}'" for lexeme in lexemes)
    return f"({quoted})" if len(lexemes) > 1 else quoted
