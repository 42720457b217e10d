"""Which pairs of entries are worth comparing: those that share an identifier, a postcode, a name,
or a word of their own within a square. The work grows with the entries, not with their pairs.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from asset_map.analysis.likeness import WEIGHTS, Name
from asset_map.analysis.verdicts import POST_M, POSTCODE_M, REACH_M, number

BLOCK_M = 1000
"""Side of the squares in which names are looked for, metres; each is laid four times, shifted by
half, so that what is half a side apart shares one."""

NEIGHBOURS = 30
"""With how many of its block an entry is compared at most, where a block is crowded."""

MUCH_ALIKE = 55
"""Of 100: how alike two names have to be at first sight, to be compared word by word."""

Blocks = tuple[np.ndarray, np.ndarray]
"""The number of a block, and of an entry in it; an entry may be in several."""


@dataclass(frozen=True)
class Things:
    """Entries made ready: a row each in ``frame`` (see ``matching``) and in ``names``."""

    frame: pd.DataFrame
    names: list[Name]

    def pairs(self) -> np.ndarray:
        """Return the row numbers (n, 2) of pairs of one kind, the smaller first, each once."""
        if len(self.frame) < 2:
            return np.empty((0, 2), np.int64)
        cores = np.array([name.core for name in self.names], dtype=object)
        place = pd.factorize(cores, sort=True)[0]
        identified = self._neighbours(self._by_identifier(), place)
        named = [
            self._neighbours(blocks, place)
            for blocks in (
                _by_text(self.frame["postcode"].to_numpy(object)),
                _by_text(cores),
                self._by_word_and_square(),
            )
        ]
        looked_at = self._at_first_sight(cores, np.unique(np.concatenate(named)))
        return self._split(np.union1d(identified, looked_at))

    def _split(self, codes: np.ndarray) -> np.ndarray:
        return np.stack(np.divmod(codes, len(self.frame)), axis=1)

    def _neighbours(self, blocks: Blocks, place: np.ndarray) -> np.ndarray:
        """Return the pairs within each block, as smaller row x entries + larger row.

        In a crowded block, whose names stand in order (``place``), only neighbours make a pair.
        """
        frame = self.frame
        group = frame.groupby(["kind", "demo"], sort=True).ngroup().to_numpy()
        fresh = frame["fresh"].to_numpy(bool)
        keys, rows = blocks
        order = np.lexsort((rows, place[rows], keys, group[rows]))
        keys, rows = keys[order], rows[order]
        found = [np.empty(0, np.int64)]
        for step in range(1, NEIGHBOURS + 1):
            one, other = rows[:-step], rows[step:]
            meet = (keys[step:] == keys[:-step]) & (group[one] == group[other])
            if not meet.any():
                break
            meet &= (fresh[one] | fresh[other]) & (one != other)
            one, other = one[meet], other[meet]
            found.append(np.minimum(one, other) * len(frame) + np.maximum(one, other))
        return np.concatenate(found)

    def _by_identifier(self) -> Blocks:
        held = [
            (row, f"{scheme} {number(value)}")
            for row, identifiers in enumerate(self.frame["identifiers"])
            for scheme, value in identifiers.items()
        ]
        return _numbered(held)

    def _by_word_and_square(self) -> Blocks:
        placed = np.flatnonzero(self.frame["easting"].notna().to_numpy())
        words, rows = _numbered(
            [(row, word) for row in placed.tolist() for word in _looked_for(self.names[row])]
        )
        x, y = (self.frame[axis].to_numpy()[rows] / BLOCK_M for axis in ("easting", "northing"))
        keys = [
            (words << 32) | (_floor(x + right) << 17) | (_floor(y + up) << 2) | shift
            for shift, (right, up) in enumerate(((0, 0), (0.5, 0), (0, 0.5), (0.5, 0.5)))
        ]
        return np.concatenate(keys), np.tile(rows, len(keys))

    def _at_first_sight(self, cores: np.ndarray, codes: np.ndarray) -> np.ndarray:
        """Leave out pairs that are too far apart, or whose names have next to nothing in common."""
        one, other = self._split(codes).T
        x, y = (self.frame[axis].to_numpy() for axis in ("easting", "northing"))
        metres = np.hypot(x[one] - x[other], y[one] - y[other])
        reach = np.where(cores[one] == cores[other], POST_M, max(REACH_M.values())) + POSTCODE_M
        near = ~(metres > reach)
        codes, one, other = codes[near], one[near], other[near]
        alike = process.cpdist(cores[one], cores[other], scorer=fuzz.token_set_ratio)
        return codes[alike >= MUCH_ALIKE]


def _looked_for(name: Name) -> list[str]:
    return [word for word in name.words if word not in WEIGHTS] or [name.core]


def _by_text(texts: np.ndarray) -> Blocks:
    rows = np.flatnonzero(texts != "")
    return pd.factorize(texts[rows])[0], rows


def _numbered(held: list[tuple[int, str]]) -> Blocks:
    rows = np.array([row for row, _ in held], np.int64)
    return pd.factorize(np.array([key for _, key in held], object))[0], rows


def _floor(squares: np.ndarray) -> np.ndarray:
    whole: np.ndarray = np.floor(squares).astype(np.int64)
    return whole
