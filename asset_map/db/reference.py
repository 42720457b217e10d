"""Small tables that come with the product: the needs, and how near is near enough for each."""

import csv
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, text

from asset_map.domain.needs import Need, Standard, Unit
from asset_map.settings import CHECKOUT, get_settings

FOLDER = CHECKOUT / "data" / "lookups"


def fill(connection: Connection) -> None:
    """Write the needs as the product has them, and the default of each standard."""
    for position, row in enumerate(_rows(FOLDER / "needs.csv")):
        connection.execute(
            text(
                """
                INSERT INTO need (id, label, taxonomy_term, sensitive, position)
                VALUES (:id, :label, :taxonomy_term, :sensitive = 'yes', :position)
                ON CONFLICT (id) DO UPDATE SET label = excluded.label, position = excluded.position,
                    taxonomy_term = excluded.taxonomy_term, sensitive = excluded.sensitive
                """
            ),
            {**row, "position": position},
        )
    for row in _rows(FOLDER / "standards.csv"):
        connection.execute(
            text(
                """
                INSERT INTO standard
                    (need_id, value, unit, source, note, weekly_rate, rate_source)
                VALUES (:need_id, :value, :unit, :source, :note,
                        CAST(nullif(:weekly_rate, '') AS float8), :rate_source)
                ON CONFLICT (need_id) DO UPDATE SET value = excluded.value, unit = excluded.unit,
                    source = excluded.source, note = excluded.note,
                    weekly_rate = excluded.weekly_rate, rate_source = excluded.rate_source
                """
            ),
            row,
        )


def needs(connection: Connection) -> list[Need]:
    """Return the closed list of needs, in the order in which they are shown."""
    rows = connection.execute(
        text("SELECT id, label, taxonomy_term, sensitive FROM need ORDER BY position")
    )
    return [Need(*row) for row in rows]


def standards(connection: Connection) -> dict[str, Standard]:
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


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
