"""What the find page is asked: part of it in the address, the rest nobody else's business.

The exact place, sensitive needs and typed words are kept for the visit alone (``web/kept_search``):
the address names them by a word. All of it stands in one only where somebody presses "share".
"""

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isfinite
from typing import Any
from urllib.parse import urlencode

from asset_map.domain.assets import AssetKind
from asset_map.domain.errors import BadInput
from asset_map.domain.places import AreaKind, name_key
from asset_map.domain.seeking import Sought
from asset_map.journeys.describe_area import list_areas
from asset_map.journeys.list_needs import list_needs
from asset_map.web import kept_search
from asset_map.web.kept_search import KeptSearch

NEAR = "/near"
YES = "yes"
LONGEST_TEXT = 200
FARTHEST_M = 100_000
AREAS_REMEMBERED_SECONDS = 60
_NEED = re.compile(r"[a-z_]{1,40}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_OPEN_KINDS = (AreaKind.WARD, AreaKind.NEIGHBOURHOOD)


@dataclass(frozen=True)
class FindAsked:
    """A place and what is looked for around it. ``far_m``: walking metres; None: any distance.

    ``search``: the word under which the private part is kept. ``forgotten``: the address has such
    a word, but what it stood for is not kept any more, or was another visit's.
    """

    place: str = ""
    needs: tuple[str, ...] = ()
    words: str = ""
    far_m: float | None = None
    times: str = ""
    free: bool = False
    step_free: bool = False
    language: str = ""
    kind: AssetKind | None = None
    search: str = ""
    forgotten: bool = False

    def sought(self) -> Sought:
        """Return what is looked for, as journeys take it."""
        return Sought(
            needs=self.needs,
            words=self.words,
            kind=self.kind,
            times=self.times,
            free=self.free,
            step_free=self.step_free,
            language=self.language,
        )

    def private(self) -> KeptSearch:
        """Return what must not stand in an address."""
        place = "" if is_area(self.place) else self.place
        return KeptSearch(place, tuple(n for n in self.needs if n in _sensitive()), self.words)

    def keep(self, visit: str) -> "FindAsked":
        """Keep the private part for a visit (the token of its cookie), so that an address leads
        back to all of it."""
        private = self.private()
        word = kept_search.keep(visit, private) if private != KeptSearch() else ""
        return replace(self, search=word, forgotten=False)

    def address(self, path: str = NEAR) -> str:
        """Return where this is found, without anything private: keep that first."""
        return _address(path, self.public())

    def shared_address(self, path: str = NEAR) -> str:
        """Return an address that tells all of it, the exact place too: only to be shared."""
        return _address(path, self.whole())

    def whole(self) -> list[tuple[str, str]]:
        """Return all of it by the names that an address and a form have for it; what is empty is
        left out."""
        said = [("place", self.place), *_each("need", self.needs), ("words", self.words)]
        return _said([*said, *self._filters()])

    def public(self) -> list[tuple[str, str]]:
        """Return what stands in the address, in its order; what is empty is left out."""
        private = self.private()
        needs = [need for need in self.needs if need not in private.needs]
        place = "" if private.place else self.place
        return _said(
            [("search", self.search), ("place", place), *_each("need", needs), *self._filters()]
        )

    def _filters(self) -> list[tuple[str, str]]:
        return [
            ("far", f"{self.far_m:g}" if self.far_m is not None else ""),
            ("when", self.times),
            ("free", YES if self.free else ""),
            ("step_free", YES if self.step_free else ""),
            ("language", self.language),
            ("kind", self.kind.value if self.kind else ""),
        ]


def read(query: Mapping[str, Any], visit: str | None) -> FindAsked:
    """Return what an address asks, with what is kept for this visit. Raises BadInput.

    ``query``: a mapping, or one that has several values for a name. ``visit``: the token of the
    cookie, None where there is none.
    """
    word = _one(query, "search")
    kept = kept_search.kept(visit, word) if word else None
    private = kept or KeptSearch()
    asked = FindAsked(
        place=private.place or _one(query, "place"),
        needs=_needs([*_all(query, "need"), *private.needs]),
        words=private.words or _one(query, "words"),
        far_m=_metres(_one(query, "far")),
        times=_one(query, "when"),
        free=_one(query, "free") in (YES, "1", "true"),
        step_free=_one(query, "step_free") in (YES, "1", "true"),
        language=_language(_one(query, "language")),
        kind=_kind(_one(query, "kind")),
        search=word if kept else "",
        forgotten=bool(word) and kept is None,
    )
    asked.sought()  # times that there are not are refused here, not later
    return asked


def is_area(place: str) -> bool:
    """Tell whether words are the name or code of a ward or a neighbourhood: no more exact than
    what may stand in an address."""
    return name_key(place) in _names(int(time.monotonic() / AREAS_REMEMBERED_SECONDS))


@lru_cache(maxsize=1)
def _sensitive() -> frozenset[str]:
    return frozenset(need.id for need in list_needs() if need.sensitive)


@lru_cache(maxsize=1)
def _names(_moment: int) -> frozenset[str]:
    areas = [area for area in list_areas() if area.kind in _OPEN_KINDS]
    return frozenset(name_key(said) for area in areas for said in (area.name, area.code))


def _address(path: str, said: Iterable[tuple[str, str]]) -> str:
    query = urlencode(_said(said))
    return f"{path}?{query}" if query else path


def _said(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in pairs if value]


def _each(name: str, values: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, value) for value in values]


def _all(query: Mapping[str, Any], name: str) -> list[str]:
    """Return every value of a name: repeated, in a list, or joined by commas."""
    for several in ("getlist", "get_all"):
        if hasattr(query, several):
            values = list(getattr(query, several)(name))
            break
    else:
        said = query.get(name, ())
        values = [said] if isinstance(said, str) else list(said)
    return [part.strip() for value in values for part in str(value).split(",") if part.strip()]


def _one(query: Mapping[str, Any], name: str) -> str:
    said = query.get(name, "")
    said = said if isinstance(said, str) else next(iter(said), "")
    return said.strip()[:LONGEST_TEXT]


def _needs(said: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(need for need in said if _NEED.fullmatch(need)))


def _metres(said: str) -> float | None:
    if not said:
        return None
    try:
        metres = float(said)
    except ValueError:
        metres = 0.0
    if not (isfinite(metres) and 0 < metres <= FARTHEST_M):
        raise BadInput(
            "How far has to be a number of metres, more than 0.", "Choose a distance again."
        )
    return metres


def _language(said: str) -> str:
    if said and not _LANGUAGE.fullmatch(said):
        raise BadInput("A language is given by its code of two or three letters.", "Such as pa.")
    return said


def _kind(said: str) -> AssetKind | None:
    try:
        return AssetKind(said) if said else None
    except ValueError as error:
        known = ", ".join(kind.value for kind in AssetKind)
        raise BadInput("There is no such kind of thing here.", f"Use one of: {known}.") from error
