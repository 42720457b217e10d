"""An officer: sets how near is near enough for a need, or lets the default hold again.

What held before is kept, with who changed it and why.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from asset_map.db import deeds, reference, session, standards
from asset_map.db.standards import NewStandard, read_standards
from asset_map.domain.errors import BadInput
from asset_map.domain.needs import Need, Standard, Unit
from asset_map.domain.rights import Action
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.list_standards import DEFAULT, as_json, find, how_far

LEAST = 1.0
"""Metres or minutes: what is nearer than that is a slip of the pen."""
MOST = {Unit.METRES: 50_000.0, Unit.MINUTES: 600.0}
"""Farther than anybody walks one way."""
MOST_VISITS = 50.0
"""Visits a week by each resident: beyond that, a figure for a month or a year was typed."""
LONGEST_ROLE, LONGEST_TEXT = 80, 1000
"""Characters."""


class ChangedMeanwhile(BadInput):
    """Somebody else changed the standard after it was looked at."""


@dataclass(frozen=True)
class Changed:
    """The standard of a need as it is from now on."""

    need: Need
    standard: Standard

    def sentence(self) -> str:
        """Tell what holds now, beside the default."""
        now, default = how_far(self.standard), self.standard.default
        if default is None:
            return f"{self.need.label}: the default holds again, {now}."
        return f"{self.need.label}: near enough is now {now}; the default is {how_far(default)}."

    def as_json(self) -> dict[str, Any]:
        """Return it as ``--format json`` prints it."""
        return as_json(self.need, self.standard)


@asks(Action.CHANGE_STANDARDS)
def change_standard(
    need: str,
    value: float,
    unit: str,
    source: str,
    by: str,
    why: str,
    weekly_rate: float | None = None,
    rate_source: str = "",
    *,
    seen: str | None = None,
) -> Changed:
    """Set the standard of a need, in place of the default or of what was set before.

    ``unit``: metres or minutes; ``by``: a role; ``weekly_rate``: visits a week by each resident,
    None where that is not known. ``seen``: since when the standard held that the officer looked
    at, or ``default``; raises ChangedMeanwhile where it is another one by now.
    """
    with _changing(need, seen) as connection:
        new = NewStandard(
            need_id=need,
            value=_value(value, _unit(unit)),
            unit=_unit(unit),
            source=_text(source, "The source is missing.", "Say where the figure comes from."),
            weekly_rate=_rate(weekly_rate, rate_source),
            rate_source=_text(rate_source) if weekly_rate is not None else "",
            changed_by=_role(by),
            why=_reason(why),
        )
        standards.change(connection, new)
        deeds.note(connection, acting_person(), f"standard changed: {need}")
        return _now(connection, need)


@asks(Action.CHANGE_STANDARDS)
def reset_standard(need: str, by: str, why: str, *, seen: str | None = None) -> Changed:
    """Let the default of a need hold again; ``by`` and ``seen`` as for a change."""
    with _changing(need, seen) as connection:
        role, reason = _role(by), _reason(why)
        if read_standards(connection)[need].default is None:
            raise BadInput("The default holds already.", "There is nothing to go back from.")
        standards.go_back(connection, need, by=role, why=reason)
        deeds.note(connection, acting_person(), f"standard reset: {need}")
        return _now(connection, need)


@contextmanager
def _changing(need: str, seen: str | None) -> Iterator[Connection]:
    """Open the one transaction of a change, and refuse who must not make it."""
    with session.transaction() as connection:
        standards.hold(connection, need)
        now = find(need, read_standards(connection))
        if seen is not None and _instant(seen) != now.since:
            raise ChangedMeanwhile(
                f"The standard was changed meanwhile: {how_far(now)}, {_whose(now)}.",
                "Look at it, and send yours again if it should still be changed.",
            )
        yield connection


def _now(connection: Connection, need_id: str) -> Changed:
    [need] = [known for known in reference.needs(connection) if known.id == need_id]
    return Changed(need, read_standards(connection)[need_id])


def _whose(now: Standard) -> str:
    if now.since is None:
        return "the default"
    return f"by {now.changed_by}: {now.why.rstrip('.')}"


def _instant(seen: str) -> datetime | None:
    if seen.strip() == DEFAULT:
        return None
    try:
        found = datetime.fromisoformat(seen.strip())
    except ValueError:
        raise BadInput(
            f"{seen!r} is not since when a standard holds.",
            f"Give it as the list in JSON has it, or {DEFAULT}.",
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _unit(said: str) -> Unit:
    try:
        return Unit(said)
    except ValueError:
        raise BadInput(
            f"A standard cannot be in {said!r}.", "Give it in metres or in minutes."
        ) from None


def _value(value: float, unit: Unit) -> float:
    if not LEAST <= value <= MOST[unit]:  # not a number is not within either
        raise BadInput(
            f"A standard cannot be {value:,g} {unit}.",
            f"Give from {LEAST:.0f} to {MOST[unit]:,.0f} {unit}, walking, one way.",
        )
    return float(value)


def _rate(rate: float | None, source: str) -> float | None:
    if rate is None:
        if source.strip():
            raise BadInput(
                "There is a source of a use rate, but no use rate.",
                "Give the visits a week by each resident, or leave both out.",
            )
        return None
    if not 0 < rate <= MOST_VISITS:
        raise BadInput(
            f"A use rate cannot be {rate:,g} visits a week by each resident.",
            f"Give more than 0 and at most {MOST_VISITS:.0f}, or leave it out if it is not known.",
        )
    _text(source, "The use rate has no source.", "Say where that figure comes from.")
    return float(rate)


def _role(by: str) -> str:
    step = "Give a role, such as public health officer; no name and no address."
    role = _text(by, "It is not said who changes it.", step, LONGEST_ROLE)
    if "@" in role:
        raise BadInput("An e-mail address is not a role.", step)
    return role


def _reason(why: str) -> str:
    return _text(why, "The reason is missing.", "Say why it is changed, for whoever asks later.")


def _text(said: str, missing: str = "", step: str = "", longest: int = LONGEST_TEXT) -> str:
    """Return a text on one line and without signs that steer; refuse none, where one is needed."""
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in said).split())
    if missing and not text:
        raise BadInput(missing, step)
    if len(text) > longest:
        raise BadInput(
            f"{text[:40]}… has {len(text):,} characters.", f"Say it in at most {longest:,}."
        )
    return text
