"""Which asset a file means by a name or an id."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from rapidfuzz import fuzz, process

from asset_map.domain.assets import AssetKind
from asset_map.domain.things import Thing

LIKE = 75
"""Likeness, 0 to 100, from which a name is suggested."""
MOST_LISTED = 5


class NotOne(ValueError):
    """No asset, or more than one, has this name; says so as the rest of a sentence."""


class AssetNames:
    """The assets of a day by name, however it is spaced and in capitals or not."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._by_name: dict[str, list[Thing]] = defaultdict(list)
        for thing in things:
            self._by_name[_folded(thing.name)].append(thing)

    def find(self, said: str, kinds: Collection[AssetKind] = ()) -> UUID:
        """Return the id of what is meant; of namesakes one of ``kinds``, and one that is there, is
        taken before others. An id is taken as it is. Raises NotOne."""
        try:
            return UUID(said.strip())
        except ValueError:
            found = self._by_name.get(_folded(said), [])
        found = [thing for thing in found if thing.kind in kinds] or found
        found = [thing for thing in found if not (thing.closed or thing.to_come)] or found
        if len(found) > 1:
            raise NotOne(f"{len(found)} assets are called {said!r}; give an id: {_listed(found)}")
        if not found:
            raise NotOne(self._nobody(said))
        return found[0].id

    def _nobody(self, said: str) -> str:
        near = process.extractOne(
            _folded(said), self._by_name.keys(), scorer=fuzz.ratio, score_cutoff=LIKE
        )
        perhaps = f"; perhaps {self._by_name[near[0]][0].name!r}" if near else ""
        return f"no asset is called {said[:80]!r}{perhaps}"


def _listed(found: list[Thing]) -> str:
    said = [f"{thing.id} ({thing.kind.replace('_', ' ')})" for thing in found[:MOST_LISTED]]
    return ", ".join([*said, *(["and others"] if len(found) > MOST_LISTED else [])])


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
