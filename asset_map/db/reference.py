"""Small tables that come with the product: the needs, and how near is near enough for each."""

import csv
from pathlib import Path

from sqlalchemy import Connection, text

from asset_map.domain.needs import Need
from asset_map.settings import CHECKOUT

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


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
