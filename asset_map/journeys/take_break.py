"""Anybody: says that something takes a break, and when it is on again; its keeper, at once.

A break ends by itself. To end it early is to open again (``open_again``).
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pandas as pd

from asset_map.domain.contributions import Consent, Problem
from asset_map.domain.days import uk_today
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.change_asset import Change, Outcome, look_at, send_change
from asset_map.journeys.close_asset import LONGEST
from etl.cleaning.dates import uk_date

LATER = "Write the day on which it is on again."


@dataclass(frozen=True)
class Said:
    """What somebody says of a break. ``begins``: its first day as it was typed, empty: today;
    ``back``: the day on which it is on again; ``why``: for everybody to read, may be empty. ``id``
    comes with the form."""

    id: UUID
    asset_id: str
    begins: str
    back: str
    why: str
    consent: Consent
    email: str = ""


@asks(Action.CONTRIBUTE)
def take_break(said: Said) -> Outcome:
    """Keep what somebody says of a break; said by whoever keeps it, it is on the map at once."""
    typed = {
        "break_from": _as_told(said.begins) or f"{uk_today():%-d %B %Y}",
        "break_until": _as_told(said.back),
        "break_why": said.why.strip(),
    }
    return send_change(
        Change(
            id=said.id,
            asset_id=said.asset_id,
            seen=look_at(said.asset_id).typed,
            typed=typed,
            consent=said.consent,
            email=said.email,
            problems=_problems(said),
        )
    )


def _problems(said: Said) -> tuple[Problem, ...]:
    """Return what is wrong with a break beside what its fields are read as."""
    found = []
    back = _day(said.back)
    if back is not None and back <= uk_today():
        found.append(Problem("break_until", "That day is not to come any more.", LATER))
    if len(said.why) > LONGEST:
        found.append(Problem("break_why", f"This is too long: at most {LONGEST} signs fit."))
    return tuple(found)


def _as_told(typed: str) -> str:
    """Return a day as forms tell it, however it was typed: it is the same one."""
    day = _day(typed)
    return f"{day:%-d %B %Y}" if day else typed.strip()


def _day(typed: str) -> date | None:
    read = str(uk_date(pd.Series([typed], dtype="str")).iloc[0])
    return date.fromisoformat(read) if len(read) == len("2027-09-01") else None
