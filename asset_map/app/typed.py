"""What people type, as days and figures. What cannot be read is a sentence for them."""

import re
from datetime import date, datetime

from asset_map.app import proposal_wording as words
from asset_map.domain.errors import BadInput

_DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d.%m.%Y", "%d/%m/%y")
_FIGURE = re.compile(r"-?\d+(\.\d+)?")
_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")


def day(said: str) -> date | None:
    """Read a day as people write it in Britain; nothing typed is none. Raises BadInput."""
    text = " ".join(said.split())
    if not text:
        return None
    for pattern in _DAYS:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    raise BadInput(words.NO_DATE.format(typed=text), words.NO_DATE_NEXT)


def number(said: str) -> float | None:
    """Read a figure, with a pound sign or per cent if it has one; nothing typed is none.

    ``7,5`` is refused: it is not 75, and may be 7.5. Raises BadInput.
    """
    text = said.strip().removeprefix("£").removesuffix("%").strip()
    if not text:
        return None
    plain = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text
    if not _FIGURE.fullmatch(plain):
        raise BadInput(words.NO_NUMBER.format(typed=text), words.NO_NUMBER_NEXT)
    return float(plain)


def as_day(when: date | None) -> str:
    """Return a day as it is typed."""
    return "" if when is None else f"{when:%d/%m/%Y}"


def as_number(value: float | None) -> str:
    """Return a figure as it is typed."""
    return "" if value is None else f"{value:,.10g}"
