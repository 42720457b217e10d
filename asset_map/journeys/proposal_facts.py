"""What may be said of a proposal itself, in words that can be kept."""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from asset_map.db.proposals import OWN_FACTS
from asset_map.domain.errors import BadInput

LONGEST = {"summary": 4000, "lead_officer": 80}
LONGEST_ELSE = 200
"""Characters."""
FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_TOLD = 20
MOST_POUNDS = 10_000_000_000.0
NEEDED = {"title": "a title", "directorate": "a directorate"}
DAYS = ("from_day", "decision_date", "review_date")
CALLED = {"from_day": "from"} | {
    name: name.replace("_", " ") for name in OWN_FACTS[1:] if name != "from_day"
}


def few(sentences: Sequence[str]) -> str:
    """Return sentences about what is wrong as one text; of very many the first are told."""
    more = len(sentences) - MOST_TOLD
    return " ".join([*sentences[:MOST_TOLD], *(["And there is more."] if more > 0 else [])])


def sound_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts as they are kept. Raises BadInput naming the first that cannot be."""
    return {name: _sound(name, value) for name, value in facts.items()}


def _sound(name: str, value: Any) -> Any:
    if name not in OWN_FACTS:
        raise BadInput(f"A proposal has no {name!r}.", f"It has: {', '.join(OWN_FACTS)}.")
    if name in DAYS:
        return day(value, CALLED.get(name, name))
    if name == "saving":
        return pounds(value)
    found = words(
        value, CALLED.get(name, name), LONGEST.get(name, LONGEST_ELSE), lines=name == "summary"
    )
    if not found and name in NEEDED:
        raise BadInput(f"The proposal needs {NEEDED[name]}.", "Give it a few words.")
    return role(found) if name == "lead_officer" and found else found


def words(value: Any, called: str, longest: int = LONGEST_ELSE, *, lines: bool = False) -> str:
    """Return a text without signs that steer, on one line unless it may have ``lines``."""
    if not isinstance(value, str):
        raise BadInput(f"The {called} is no text.", "Write it in words.")
    kept = "".join(sign for sign in value.replace("\r\n", "\n").replace("\r", "\n") if _kept(sign))
    parts = [" ".join(line.split()) for line in kept.split("\n")]
    text = ("\n" if lines else " ").join(parts).strip()
    text = text if lines else " ".join(text.split())
    if len(text) > longest:
        raise BadInput(
            f"The {called} has {len(text):,} characters.", f"Say it in at most {longest:,}."
        )
    return text


def _kept(sign: str) -> bool:
    return sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def role(said: str) -> str:
    """Return who answers for something, as a role. Raises BadInput for what cannot be one."""
    if "@" in said:
        raise BadInput(
            "An e-mail address is not a role.", "Give a role, such as head of libraries; no name."
        )
    return said


def day(value: Any, called: str) -> date | None:
    """Return a day, None where none is said."""
    if value is None or (type(value) is date and FIRST_YEAR <= value.year <= LAST_YEAR):
        return value
    raise BadInput(f"The {called} is no day.", "Write it as 2027-03-31.")


def pounds(value: Any) -> float | None:
    """Return a sum of pounds a year, None where none is known."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadInput("The saving is no number.", "Give pounds a year, such as 42000.")
    if not math.isfinite(value) or abs(value) > MOST_POUNDS:
        raise BadInput(
            f"A saving of {value:,g} pounds a year cannot be.", "Give pounds a year, such as 42000."
        )
    return float(value)
