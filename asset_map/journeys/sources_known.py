"""Anybody: which kinds of source tell of what this place has, and which are not loaded."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from asset_map.db.evidence import asset_sources

KINDS = {
    "lists of the council's or the community's own": ("own-list",),
    "a directory of services (Open Referral UK)": ("open-referral",),
    "the register of charities": ("charity-register", "charity-sample"),
    "grants to community groups (360Giving)": ("grants-360giving",),
    "community sports clubs": ("sports-clubs",),
    "mutual aid groups": ("mutual-aid", "mutual-aid-list"),
    "libraries": (
        "libraries",
        "libraries-england",
        "libraries-2016",
        "libraries-2016-placed",
        "library-addresses",
    ),
    "general practices, clinics and pharmacies": ("nhs",),
    "schools": ("schools",),
    "warm spaces": ("warm-spaces",),
    "community facilities in OpenStreetMap": ("openstreetmap",),
}
"""The kinds of source of assets, in plain words, each with the sources that are of it. They are
written out here, since reading all that declares them takes longer than to answer."""

OF_THE_DEMONSTRATION = "the demonstration"
_KIND_OF = {source: kind for kind, sources in KINDS.items() for source in sources}


@dataclass(frozen=True)
class SourceKnown:
    """A source of assets that is loaded: what it gives, in plain words, and when it last was."""

    title: str
    gives: str
    loaded: date
    demo: bool


@dataclass(frozen=True)
class SourcesKnown:
    """The sources of assets that are loaded, and the kinds of source of which none is."""

    loaded: tuple[SourceKnown, ...]
    missing: tuple[str, ...]

    def sentences(self) -> list[str]:
        """Return in words what is loaded and what is not."""
        titles = "; ".join(f"{one.title}, on {one.loaded:%-d %B %Y}" for one in self.loaded)
        lines = [f"Sources loaded: {titles}." if titles else "No source of places is loaded."]
        if self.missing:
            lines.append(f"Not loaded: {'; '.join(self.missing)}.")
        return lines


def sources_known(connection: Connection) -> SourcesKnown:
    """Return which sources of assets are loaded, by title, and which kinds are not."""
    loaded = tuple(
        SourceKnown(one["title"], _kind_of(one), _day(one["finished"]), one["demo"])
        for one in asset_sources(connection)
    )
    have = {one.gives for one in loaded}
    return SourcesKnown(loaded, tuple(kind for kind in KINDS if kind not in have))


def _kind_of(source: dict[str, object]) -> str:
    """Return the kind of a source. An own list with columns of its own has a name after a colon."""
    first = str(source["source_id"]).partition(":")[0]
    return OF_THE_DEMONSTRATION if source["demo"] else _KIND_OF.get(first, str(source["title"]))


def _day(when: datetime) -> date:
    return when.astimezone(ZoneInfo("Europe/London")).date()
