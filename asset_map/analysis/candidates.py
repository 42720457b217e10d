"""Which pairs of entries are worth comparing: those that share an identifier, a postcode, a name,
or a word of their own within a square. The work grows with the entries, not with their pairs.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz, process

from asset_map.analysis.likeness import COVID, WEIGHTS, as_compared
from asset_map.analysis.verdicts import FARTHEST_M, POST_M, POSTCODE_M, number

BLOCK_M = 1000
"""Side of the squares in which names are looked for, metres; each is laid four times, shifted by
half, so that what is half a side apart shares one."""

NEIGHBOURS = 30
"""With how many of its block an entry is compared at most, where a block is crowded."""

MUCH_ALIKE = 65
"""Of 100: how alike two names have to be at first sight, to be compared word by word."""

Blocks = tuple[np.ndarray, np.ndarray]
"""The number of a block, and of an entry in it, in order; an entry may be in several."""


@dataclass(frozen=True)
class Things:
    """Entries made ready: a row each in ``frame`` (see ``matching``), by kind and then by name.

    ``group``: the number of a row's kind; ``words``: the words of its own, as blocks; ``core``: a
    number that names have in common if they are one but for the order of words and small ones.
    """

    frame: pd.DataFrame
    group: np.ndarray
    words: Blocks
    core: np.ndarray

    @classmethod
    def of(cls, things: pd.DataFrame) -> "Things":
        """Make entries ready, whatever their order."""
        frame = things.sort_values(["kind", "demo", "name_key", "id"], ignore_index=True)
        group = frame.groupby(["kind", "demo"]).ngroup().to_numpy()
        return cls(frame, group, *_words(frame["name_key"]))

    def pairs(self) -> np.ndarray:
        """Return the row numbers (n, 2) of pairs of one kind, the smaller first, each once."""
        if len(self.frame) < 2:
            return np.empty((0, 2), np.int64)
        identified = self._neighbours(self._by_identifier())
        named = [self._neighbours(blocks) for blocks in (*self._by_text(), self._by_word())]
        looked_at = self._at_first_sight(_distinct(*named))
        return self._split(_distinct(identified, looked_at))

    def _split(self, codes: np.ndarray) -> np.ndarray:
        return np.stack(np.divmod(codes, len(self.frame)), axis=1)

    def _neighbours(self, blocks: Blocks) -> np.ndarray:
        """Return the pairs within each block, as smaller row x entries + larger row.

        In a crowded block, whose names stand in order, only neighbours make a pair.
        """
        group, fresh = self.group, self.frame["fresh"].to_numpy(bool)
        keys, rows = blocks
        order = np.argsort(keys, kind="stable")
        keys, rows = keys[order], rows[order]
        found = [np.empty(0, np.int64)]
        for step in range(1, NEIGHBOURS + 1):
            at = np.flatnonzero(keys[step:] == keys[:-step])
            if not len(at):
                break
            one, other = rows[at], rows[at + step]
            asked = (group[one] == group[other]) & (fresh[one] | fresh[other]) & (one != other)
            found.append(one[asked] * len(group) + other[asked])
        return np.concatenate(found)

    def _by_identifier(self) -> Blocks:
        held = [
            (row, f"{scheme} {number(value)}")
            for row, identifiers in enumerate(self.frame["identifiers"].tolist())
            for scheme, value in identifiers.items()
        ]
        rows = np.array([row for row, _ in held], np.int64)
        return pd.factorize(np.array([key for _, key in held], object))[0], rows

    def _by_text(self) -> tuple[Blocks, Blocks]:
        """Return blocks of one postcode, and of one name."""
        postcodes = self.frame["postcode"].to_numpy(object)
        known, named = np.flatnonzero(postcodes != ""), np.flatnonzero(self.core)
        return (pd.factorize(postcodes[known])[0], known), (self.core[named], named)

    def _by_word(self) -> Blocks:
        """Return blocks of entries whose names share a word of their own, within a square."""
        words, rows = self.words
        x, y = (self.frame[axis].to_numpy()[rows] / BLOCK_M for axis in ("easting", "northing"))
        placed = ~np.isnan(x)
        words, rows, x, y = words[placed], rows[placed], x[placed], y[placed]
        keys = [
            (words << 32) | (_floor(x + right) << 17) | (_floor(y + up) << 2) | shift
            for shift, (right, up) in enumerate(((0, 0), (0.5, 0), (0, 0.5), (0.5, 0.5)))
        ]
        return np.concatenate(keys), np.tile(rows, len(keys))

    def _at_first_sight(self, codes: np.ndarray) -> np.ndarray:
        """Leave out pairs that are too far apart, or whose names have next to nothing in common."""
        one, other = self._split(codes).T
        x, y = (self.frame[axis].to_numpy() for axis in ("easting", "northing"))
        metres = np.hypot(x[one] - x[other], y[one] - y[other])
        reach = np.where(self.core[one] == self.core[other], POST_M + POSTCODE_M, FARTHEST_M)
        near = ~(metres > reach)
        codes, one, other = codes[near], one[near], other[near]
        names = self.frame["name_key"].to_numpy(object)
        alike = process.cpdist(names[one], names[other], scorer=fuzz.token_set_ratio)
        return codes[alike >= MUCH_ALIKE]


def _words(name_keys: pd.Series) -> tuple[Blocks, np.ndarray]:
    """Return the words that make names their own, as blocks, and a number of each whole name.

    A name that has no such word counts as one word as a whole.
    """
    texts = pc.replace_substring_regex(pa.array(name_keys, pa.string()), COVID, "covid")
    lists = pc.utf8_split_whitespace(texts)
    rows = pc.list_parent_indices(lists).to_numpy()
    told = pc.list_flatten(lists).dictionary_encode()
    plain = [as_compared(word) for word in told.dictionary.to_pylist()]
    codes, known = pd.factorize(np.array(plain, object))
    distinct = _distinct(rows << 32 | codes[told.indices.to_numpy()])
    rows, words = distinct >> 32, distinct & 0xFFFFFFFF
    marks = np.where(known == "", 0, pd.util.hash_array(known).view(np.int64))
    core = np.zeros(len(name_keys), np.int64)
    np.add.at(core, rows, marks[words])
    own = np.array([word != "" and word not in WEIGHTS for word in known], bool)[words]
    named = np.zeros(len(core), bool)
    named[rows[own]] = True
    nameless = np.flatnonzero(~named)
    whole = len(known) + pd.factorize(core[nameless])[0]
    return (np.r_[words[own], whole], np.r_[rows[own], nameless]), core


def _distinct(*codes: np.ndarray) -> np.ndarray:
    """Return each code once, in order; by sorting, which is faster here than ``np.unique``."""
    ordered: np.ndarray = np.sort(np.concatenate(codes))
    first = np.ones(len(ordered), bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def _floor(squares: np.ndarray) -> np.ndarray:
    whole: np.ndarray = np.floor(squares).astype(np.int64)
    return whole
