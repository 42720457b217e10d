"""Anybody: how near is near enough for each need, what of it was changed, what else we assume."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from asset_map.analysis.assumptions import TABLE, WALKING_KMH, Assumption
from asset_map.db import reference, session, standards
from asset_map.db.standards import Change, read_standards
from asset_map.domain.errors import NotFound
from asset_map.domain.needs import Need, Standard, Unit
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.settings import get_settings

StandardChange = Change
"""What a standard was set to, by which role and why, and from when to when that held."""

DEFAULT = "default"
"""What is said in place of a moment where the default holds."""


@dataclass(frozen=True)
class Standards:
    """The standard of each need, all changes so far (the last first), and the assumptions."""

    of_needs: tuple[tuple[Need, Standard], ...]
    history: tuple[StandardChange, ...]
    assumptions: tuple[Assumption, ...]
    walking_kmh: float

    def of(self, need_id: str) -> Standard:
        """Return the standard of a need. Raises NotFound where nobody defined the need."""
        return find(need_id, {need.id: standard for need, standard in self.of_needs})

    def history_of(self, need_id: str) -> tuple[StandardChange, ...]:
        """Return the changes of one need. Raises NotFound where nobody defined it."""
        self.of(need_id)
        return tuple(change for change in self.history if change.need_id == need_id)

    def sentences(self) -> list[str]:
        """Return what was changed, in words, and what metres and minutes are to each other."""
        changed = [
            _in_words(need, found, found.default) for need, found in self.of_needs if found.default
        ]
        return [
            *(changed or ["No standard is changed: the defaults hold."]),
            f"One way, on foot at {self.walking_kmh:g} km/h.",
        ]

    def as_json(self) -> dict[str, Any]:
        """Return all of it as ``--format json`` prints it."""
        return {
            "walking_kmh": self.walking_kmh,
            "standards": [as_json(need, standard) for need, standard in self.of_needs],
            "history": [change_as_json(change) for change in self.history],
            "assumptions": [
                {"name": one.name, "value": one.value, "unit": one.unit, "source": one.source}
                for one in self.assumptions
            ],
        }


@asks(Action.BROWSE)
def list_standards() -> Standards:
    """Return what every figure on reach rests on."""
    kmh = get_settings().walking_kmh
    with session.reading() as connection:
        found = read_standards(connection)
        return Standards(
            of_needs=tuple((need, found[need.id]) for need in reference.needs(connection)),
            history=tuple(standards.history(connection)),
            assumptions=(*_speed_set(kmh), *TABLE),
            walking_kmh=kmh,
        )


def find(need_id: str, among: dict[str, Standard]) -> Standard:
    """Return the standard of a need. Raises NotFound where nobody defined the need."""
    if need_id not in among:
        raise NotFound(f"No need is called {need_id!r}.", f"The needs are: {', '.join(among)}.")
    return among[need_id]


def how_far(standard: Standard) -> str:
    """Say a standard: what was set, and what it comes to."""
    metres = f"{standard.metres:,.0f} m"
    if standard.unit is Unit.MINUTES:
        return f"{_minutes(f'{standard.minutes:g}')}, {metres}"
    return f"{metres}, about {_minutes(f'{standard.minutes:.0f}')}"


def uk_time(when: datetime) -> str:
    """Say a moment in UK time."""
    return f"{when.astimezone(ZoneInfo('Europe/London')):%-d %B %Y, %H:%M}"


def moment(standard: Standard) -> str:
    """Return since when a standard holds that was set; ``default`` for one that was not."""
    return _utc(standard.since) or DEFAULT


def as_json(need: Need, standard: Standard) -> dict[str, Any]:
    """Return the standard of a need as ``--format json`` prints it, beside its default."""
    return {
        "need": need.id,
        "label": need.label,
        **_figures(standard),
        "changed_by": standard.changed_by or None,
        "why": standard.why or None,
        "since": _utc(standard.since),
        "default": _figures(standard.default) if standard.default else None,
    }


def change_as_json(change: StandardChange) -> dict[str, Any]:
    """Return a change as ``--format json`` prints it."""
    return {
        "need": change.need_id,
        "value": change.value,
        "unit": change.unit.value,
        "source": change.source,
        "weekly_rate": change.weekly_rate,
        "rate_source": change.rate_source or None,
        "changed_by": change.changed_by,
        "why": change.why,
        "since": _utc(change.since),
        "until": _utc(change.until),
        "back_to_default": change.back_to_default,
    }


def _figures(standard: Standard) -> dict[str, Any]:
    return {
        "metres": round(standard.metres, 1),
        "minutes": round(standard.minutes, 2),
        "value": standard.value,
        "unit": standard.unit.value,
        "source": standard.source,
        "note": standard.note or None,
        "weekly_rate": standard.weekly_rate,
        "rate_source": standard.rate_source or None,
    }


def _in_words(need: Need, standard: Standard, default: Standard) -> str:
    since = f" on {uk_time(standard.since)}" if standard.since else ""
    return (
        f"{need.label}: {how_far(standard)}; the default is {how_far(default)}. "
        f"Changed{since} by {standard.changed_by}: {standard.why}"
    )


def _minutes(number: str) -> str:
    return f"{number} minute{'' if number == '1' else 's'}"


def _speed_set(kmh: float) -> tuple[Assumption, ...]:
    """Return the walking speed in force as an assumption of its own where a setting changed it."""
    if kmh == WALKING_KMH:
        return ()
    said = "Set by ASSET_MAP_WALKING_KMH, in place of the walking speed below."
    return (Assumption("walking speed in force", kmh, "km/h", said),)


def _utc(when: datetime | None) -> str | None:
    return None if when is None else when.astimezone(UTC).isoformat()
