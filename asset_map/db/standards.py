"""How near is near enough for each need: the default, what was set in its place, and since when."""

from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, text

from asset_map.domain.needs import Standard, Unit
from asset_map.settings import get_settings


@dataclass(frozen=True)
class NewStandard:
    """What somebody in a role says a standard is from now on, and why."""

    need_id: str
    value: float
    unit: Unit
    source: str
    weekly_rate: float | None
    rate_source: str
    changed_by: str
    why: str


@dataclass(frozen=True)
class Change(NewStandard):
    """What was said a standard is, and from when to when that held.

    A way back to the default ended when it began: it holds the default as it was, and who went
    back to it and why.
    """

    since: datetime
    until: datetime | None

    @property
    def back_to_default(self) -> bool:
        """Tell whether this is a way back to the default."""
        return self.since == self.until


def read_standards(connection: Connection) -> dict[str, Standard]:
    """Return the standard of each need: the one that an officer set, else the default."""
    rows = connection.execute(
        text(
            """
            SELECT s.need_id, s.value, s.unit, s.source, s.note, s.weekly_rate, s.rate_source,
                   c.value AS new_value, c.unit AS new_unit, c.source AS new_source,
                   c.weekly_rate AS new_rate, c.rate_source AS new_rate_source,
                   c.changed_by, c.why, c.since
            FROM standard s
            JOIN need n ON n.id = s.need_id
            LEFT JOIN standard_change c ON c.need_id = s.need_id AND c.until IS NULL
            ORDER BY n.position
            """
        )
    )
    return {row.need_id: _standard(row, get_settings().walking_kmh) for row in rows}


def hold(connection: Connection, need_id: str) -> None:
    """Keep others from changing the standard of a need until this transaction ends."""
    connection.execute(
        text("SELECT 1 FROM standard WHERE need_id = :need FOR UPDATE"), {"need": need_id}
    )


def change(connection: Connection, new: NewStandard) -> None:
    """Set the standard of a need, which is held, in place of the one in force."""
    now = _end(connection, new.need_id)
    connection.execute(
        text(
            """
            INSERT INTO standard_change
                (need_id, value, unit, source, weekly_rate, rate_source, changed_by, why, since)
            VALUES (:need_id, :value, :unit, :source, :weekly_rate, :rate_source, :changed_by, :why,
                    :now)
            """
        ),
        asdict(new) | {"unit": new.unit.value, "now": now},
    )


def go_back(connection: Connection, need_id: str, *, by: str, why: str) -> None:
    """Let the default hold again for a need, which is held."""
    connection.execute(
        text(
            """
            INSERT INTO standard_change
                (need_id, value, unit, source, weekly_rate, rate_source, changed_by, why, since,
                 until)
            SELECT need_id, value, unit, source, weekly_rate, rate_source, :by, :why, :now, :now
            FROM standard WHERE need_id = :need
            """
        ),
        {"need": need_id, "by": by, "why": why, "now": _end(connection, need_id)},
    )


def history(connection: Connection) -> list[Change]:
    """Return all that was changed so far, the last first."""
    rows = connection.execute(
        text(
            """
            SELECT need_id, value, unit, source, weekly_rate, rate_source, changed_by, why, since,
                   until
            FROM standard_change ORDER BY since DESC, id DESC
            """
        )
    )
    return [Change(**{**row._mapping, "unit": Unit(row.unit)}) for row in rows]


def _end(connection: Connection, need_id: str) -> datetime:
    """End what was set for a need, if anything; return the moment."""
    # Not now(): this transaction may have begun before the one that it had to wait for.
    now: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    connection.execute(
        text("UPDATE standard_change SET until = :now WHERE need_id = :need AND until IS NULL"),
        {"need": need_id, "now": now},
    )
    return now


def _standard(row: Row[Any], kmh: float) -> Standard:
    default = _at(kmh, row.value, row.unit)(
        need_id=row.need_id,
        source=row.source,
        note=row.note,
        weekly_rate=row.weekly_rate,
        rate_source=row.rate_source,
    )
    if row.since is None:
        return default
    return _at(kmh, row.new_value, row.new_unit)(
        need_id=row.need_id,
        source=row.new_source,
        weekly_rate=row.new_rate,
        rate_source=row.new_rate_source,
        default=default,
        changed_by=row.changed_by,
        why=row.why,
        since=row.since,
    )


def _at(kmh: float, value: float, unit: str) -> partial[Standard]:
    """Return a standard still to be filled in, in metres and in minutes of a walk at a speed."""
    a_minute = kmh * 1000 / 60
    in_metres = unit == Unit.METRES
    return partial(
        Standard,
        metres=value if in_metres else value * a_minute,
        minutes=value / a_minute if in_metres else value,
        value=value,
        unit=Unit(unit),
    )
