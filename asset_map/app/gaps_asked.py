"""What the gaps page is asked: all of it stands in the address, of the page and of its download."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

import streamlit as st

from asset_map.app import addresses, gaps_wording, widgets, wording
from asset_map.domain.errors import BadInput
from asset_map.domain.needs import Need
from asset_map.domain.places import Area, AreaKind
from asset_map.domain.reach import NOT_NARROWED, Narrowing, When

KINDS = (AreaKind.WARD, AreaKind.NEIGHBOURHOOD, AreaKind.LSOA, AreaKind.AUTHORITY)
"""Kinds of area that may stand side by side."""

NAMED = (AreaKind.AUTHORITY, AreaKind.NEIGHBOURHOOD, AreaKind.WARD)
"""Kinds of area that people know by name."""

YES = "yes"
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True)
class Asked:
    """A need, or all of them; one area, or all areas of a kind; and what it is narrowed to."""

    need: str = ""
    area: str = ""
    kind: AreaKind = AreaKind.WARD
    narrowing: Narrowing = NOT_NARROWED

    def put(self, *, need: str | None = None, kind: AreaKind | None = None) -> dict[str, Any]:
        """Return it as journeys take it; with ``need`` or ``kind``, of another one than this."""
        return {
            "area_kind": kind or self.kind,
            "area": self.area or None,
            "need": (self.need if need is None else need) or None,
            "narrowing": self.narrowing,
        }

    def address(
        self, path: str = addresses.GAPS, *, need: str | None = None, area: str | None = None
    ) -> str:
        """Return where the answer is; with ``need`` or ``area``, of another one than this."""
        need = self.need if need is None else need
        area = self.area if area is None else area
        return addresses.with_query(
            path,
            need=need,
            area=area,
            by="" if self.kind is AreaKind.WARD else self.kind.value,
            when=self.narrowing.when or "",
            free=YES if self.narrowing.free else "",
            step_free=YES if self.narrowing.step_free else "",
        )


def read(said: Mapping[str, str]) -> Asked:
    """Return what an address asks. Raises BadInput for a kind of area or a time that is none."""
    words = {name: str(said.get(name, "")).strip() for name in ("need", "area", "by", "when")}
    kind = _one_of(AreaKind, words["by"], "kind of area") or AreaKind.WARD
    when = _one_of(When, words["when"], "time")
    free, step_free = (bool(said.get(name)) for name in ("free", "step_free"))
    narrowing = Narrowing(when=when, free=free, step_free=step_free)
    return Asked(words["need"], words["area"], kind, narrowing)


def choose(asked: Asked, needs: Iterable[Need], areas: Sequence[Area]) -> None:
    """Let somebody ask something else: each choice goes into the address."""
    with st.container(key="gaps-what", horizontal=True):
        labels = {need.id: need.label for need in needs}
        widgets.pick(gaps_wording.NEED, "need", labels, gaps_wording.NEED_ALL)
        widgets.pick(gaps_wording.AREA, "area", _areas(asked, areas), gaps_wording.AREA_ALL)
        if not asked.area:
            loaded = {area.kind for area in areas}
            kinds = {kind.value: gaps_wording.KINDS[kind] for kind in KINDS[1:] if kind in loaded}
            widgets.pick(gaps_wording.BY, "by", kinds, gaps_wording.KINDS[KINDS[0]])
    with st.container(key="gaps-only", horizontal=True):
        widgets.pick(gaps_wording.WHEN, "when", gaps_wording.WHENS, gaps_wording.WHEN_ANY)
        widgets.pick(gaps_wording.COST, "free", {YES: gaps_wording.FREE}, gaps_wording.COST_ANY)
        only = {YES: gaps_wording.STEP_FREE}
        widgets.pick(gaps_wording.STEPS, "step_free", only, gaps_wording.STEPS_ANY)


def _areas(asked: Asked, areas: Iterable[Area]) -> dict[str, str]:
    """Return the areas to choose from; small ones only to those who look at them."""
    kinds = (*NAMED, AreaKind.LSOA) if asked.kind is AreaKind.LSOA else NAMED
    shown = [area for area in areas if area.kind in kinds or area.code == asked.area]
    named = {area.code: wording.area(area) for area in sorted(shown, key=_by_kind)}
    return named if not asked.area else {asked.area: asked.area} | named


def _by_kind(area: Area) -> int:
    return (*NAMED, *AreaKind).index(area.kind)


def _one_of(words: type[_Word], said: str, what: str) -> _Word | None:
    try:
        return words(said) if said else None
    except ValueError as error:
        known = ", ".join(word.value for word in words)
        raise BadInput(f"There is no {what} {said!r}.", f"Use one of: {known}.") from error
