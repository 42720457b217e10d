"""What programs ask of the Open Referral routes, and a page of what they are answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from asset_map.domain.assets import stable_id

VERSION = "HSDS-UK-3.0"
PROFILE = "https://docs.openreferraluk.org/en/latest/"
OPENAPI = "https://openreferraluk.org/specifications/3.0/openapi.json"

PER_PAGE = 50
MOST_PER_PAGE = 100
FARTHEST_M = 50_000

Fields = dict[str, Any]
"""An object as the standard has it."""


@dataclass(frozen=True)
class Asked:
    """What a program asks for. Empty or None means: no matter which.

    ``proximity_m``: metres in a straight line around ``postcode``. ``minimal``: only the fields
    that the standard requires.
    """

    search: str = ""
    page: int = 1
    per_page: int = PER_PAGE
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organization_id: UUID | None = None
    modified_after: datetime | None = None
    minimal: bool = False
    postcode: str = ""
    proximity_m: float | None = None

    @property
    def offset(self) -> int:
        """Return how many come before the page."""
        return (self.page - 1) * self.per_page


@dataclass(frozen=True)
class Moved:
    """What was asked for by an old id, which leads on to this one."""

    to: UUID


def page(asked: Asked, total: int, contents: list[Fields]) -> Fields:
    """Return a page as the standard has it; past the last one it is empty."""
    pages = -(-total // asked.per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(contents),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not contents,
        "contents": contents,
    }


TAXONOMY: Fields = {
    "id": str(stable_id("open-referral", "taxonomy", "needs")),
    "name": "Needs of Asset Map",
    "description": "What a resident looks for: one closed list.",
}


def term_id(need: str) -> UUID:
    """Return the id of the term that stands for a need."""
    return stable_id("open-referral", "taxonomy_term", need)


def part_id(what: str, *of: object) -> str:
    """Return the id of a part that has none of its own: the same for the same part."""
    return str(stable_id("open-referral", what, *map(str, of)))
