"""What an address asks of the Open Referral routes; whatever it cannot ask for is refused.

A parameter that nobody knows is refused too: a filter that is passed over in silence would answer
with everything, as if all of it had been asked for.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

from starlette.datastructures import QueryParams

from asset_map.domain.errors import BadInput
from asset_map.domain.open_referral import FARTHEST_M, MOST_PER_PAGE, Asked
from asset_map.domain.places import name_key, normal_postcode

PAGED = ("page", "per_page", "format")
OF_SERVICES = (
    *("search", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after"),
    *("minimal", "full"),
)
OF_ORGANISATIONS = ("search", "modified_after", "full")
OF_PLACES = ("postcode", "proximity", "full")
OF_TERMS = ("search", "taxonomy_id")
OF_TAXONOMIES = ("search",)

LAST_PAGE = 10_000_000
LONGEST_SEARCH = 200
Read = TypeVar("Read")
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}


def read(query: QueryParams, allowed: tuple[str, ...]) -> Asked:
    """Return what is asked for. Raises BadInput."""
    said = _said(query, (*PAGED, *allowed))
    if said.get("format", "json").lower() != "json":
        raise BadInput("The only format is json.")
    if _truth(said, "minimal") and _truth(said, "full"):
        raise BadInput("Ask for minimal or for full, not for both.")
    proximity, postcode = _metres(said), _postcode(said)
    if bool(postcode) is not (proximity is not None):
        raise BadInput("Ask for postcode and proximity together; proximity is in metres.")
    return Asked(
        search=_search(said),
        page=_number(said, "page", LAST_PAGE, 1),
        per_page=_number(said, "per_page", MOST_PER_PAGE, Asked.per_page),
        taxonomy_term_id=_id(said, "taxonomy_term_id"),
        taxonomy_id=_id(said, "taxonomy_id"),
        organization_id=_id(said, "organization_id"),
        modified_after=_moment(said),
        minimal=_truth(said, "minimal"),
        postcode=postcode,
        proximity_m=proximity,
    )


def known_id(text: str) -> UUID:
    """Return an id of an address. Raises BadInput."""
    return _read(UUID, text, f"{_shown(text)} is no id; ids are UUIDs.")


def _said(query: QueryParams, allowed: tuple[str, ...]) -> dict[str, str]:
    for name in query:
        if name not in allowed:
            raise BadInput(
                f"There is no parameter {_shown(name)} here; there are: {_list(allowed)}."
            )
        if len(query.getlist(name)) > 1:
            raise BadInput(f"The parameter {name} is given more than once.")
    return {name: value.strip() for name, value in query.items() if value.strip()}


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names)


def _search(said: dict[str, str]) -> str:
    words = said.get("search", "")
    if len(words) > LONGEST_SEARCH:
        raise BadInput(f"The search is longer than {LONGEST_SEARCH} characters.")
    if words and not name_key(words):
        raise BadInput("The search has neither letters nor figures.")
    return words


def _number(said: dict[str, str], name: str, most: int, usual: int) -> int:
    text = said.get(name, str(usual))
    sentence = f"{name} has to be a whole number from 1 to {most}."
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadInput(sentence)
    if not 1 <= int(text) <= most:
        raise BadInput(sentence)
    return int(text)


def _id(said: dict[str, str], name: str) -> UUID | None:
    return _read(UUID, said[name], f"{name} has to be a UUID.") if name in said else None


def _moment(said: dict[str, str]) -> datetime | None:
    """Return an instant; a day is its first moment, and a time without a zone is UTC."""
    if "modified_after" not in said:
        return None
    # In an address a plus that nobody escaped arrives as a space.
    text = said["modified_after"].replace(" ", "+")
    sentence = "modified_after has to be a day or an instant, such as 2026-11-22T09:30:00Z."
    moment = _read(datetime.fromisoformat, text, sentence)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _truth(said: dict[str, str], name: str) -> bool:
    text = said.get(name, "false").lower()
    if text not in _TRUTHS:
        raise BadInput(f"{name} has to be true or false.")
    return _TRUTHS[text]


def _metres(said: dict[str, str]) -> float | None:
    if "proximity" not in said:
        return None
    sentence = f"proximity has to be a number of metres from 1 to {FARTHEST_M}."
    metres = _read(float, said["proximity"], sentence)
    if not 1 <= metres <= FARTHEST_M:  # Not a number is not between them either.
        raise BadInput(sentence)
    return metres


def _postcode(said: dict[str, str]) -> str:
    if "postcode" not in said:
        return ""
    found = normal_postcode(said["postcode"])
    if found is None:
        raise BadInput(f"{_shown(said['postcode'])} is no postcode; write it as DY1 3SB.")
    return found


def _read(as_what: Callable[[str], Read], text: str, sentence: str) -> Read:
    try:
        return as_what(text)
    except (ValueError, OverflowError):
        raise BadInput(sentence) from None


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else f"{text[:39]}…")
