"""What every file of open data says of itself: licences, sources, dates, and whether it is real."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from asset_map.domain.open_data import OpenSource

TITLE = "Open data of Asset Map"
DEMO = "Holds invented groups and places of a demonstration. Take none of them for real."
KNOWN = (
    'Of what nobody has told us there is nothing here: "we know of none" is not "there is none".'
)
HIDDEN = (
    "Where a place has to stay hidden no more of it is told than its ward, and nothing in words "
    "that may hold an address."
)
PEOPLE = "Counts of volunteers are rounded to 5, and left empty where there are fewer than 10."
SHARE_ALIKE = (
    "What is made of this file may be given on under the same licence only, with its attribution: "
    "a source of it says share-alike."
)


@dataclass(frozen=True)
class About:
    """What a file says of itself. ``exported``: the day it was made."""

    exported: date
    sources: tuple[OpenSource, ...]
    share_alike: bool = False

    @property
    def demo(self) -> bool:
        """Tell whether anything of it is invented."""
        return any(source.demo for source in self.sources)

    @property
    def notes(self) -> list[str]:
        """Return what whoever uses the file has to know."""
        warned = [DEMO] if self.demo else []
        bound = [SHARE_ALIKE] if self.share_alike else []
        return [*warned, *bound, KNOWN, HIDDEN, PEOPLE]

    def of_file(self, *, share_alike: bool) -> "About":
        """Return this for a file with, or without, what is share-alike."""
        kept = (one for one in self.sources if share_alike or not one.share_alike)
        return About(self.exported, tuple(kept), share_alike)

    def as_data(self) -> dict[str, Any]:
        """Return this as plain data with stable keys."""
        return {
            "title": TITLE,
            "exported": self.exported.isoformat(),
            "licence": joined(source.licence for source in self.sources),
            "attribution": joined((source.attribution for source in self.sources), " "),
            "share_alike": self.share_alike,
            "demo": self.demo,
            "notes": self.notes,
            "sources": [source_as_data(source) for source in self.sources],
        }


def source_as_data(source: OpenSource) -> dict[str, Any]:
    """Return a source as plain data."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "licence": source.licence,
        "licence_url": source.licence_url,
        "attribution": source.attribution,
        "share_alike": source.share_alike,
        "retrieved": source.retrieved.isoformat() if source.retrieved else None,
        "demo": source.demo,
    }


def joined(texts: Iterable[str], sign: str = "; ") -> str:
    """Join texts, each once; empty ones are left out."""
    return sign.join(dict.fromkeys(text for text in texts if text))
