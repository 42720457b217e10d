"""The one way rows enter a table: staged beside it, compared, then written in one statement.

Staging keeps the load one transaction, tells new rows from changed and unchanged ones, and finds
keys that repeat within a load before they can do harm.
"""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
from pyarrow import csv
from sqlalchemy import Connection, Table, text

BOOKKEEPING = ("_row", "_file", "_line")
"""Columns that lead from a staged row back to the row of the file it was made from."""


@dataclass(frozen=True)
class Counts:
    """How many rows of the file were new, changed, or as they were, and how many are gone.

    ``besides``: changes that hang on rows which are counted elsewhere.
    """

    new: int
    changed: int
    unchanged: int
    withdrawn: int = 0
    besides: int = 0


@dataclass(frozen=True)
class Repeats:
    """Rows whose key came before: identical ones are joined, others clash with the first."""

    joined: int
    clashes: list[tuple[int, str, int, str]]
    """Row, file, line and key of each clash."""


class Staging:
    """A temporary table shaped like ``table``, gone when the transaction ends."""

    def __init__(
        self, connection: Connection, table: Table, *, ignore: tuple[str, ...], shown: str = ""
    ) -> None:
        self.connection = connection
        self.table = table
        self.name = f"staged_{table.name}"
        self.key = [column.name for column in table.primary_key]
        self.ignore = (*self.key, *ignore)
        self.columns = [column.name for column in table.columns]
        self.shown = shown
        self.was_empty = False
        connection.execute(text(f"DROP TABLE IF EXISTS pg_temp.{self.name}"))
        connection.execute(
            text(
                f"CREATE TEMP TABLE {self.name} (LIKE {table.name} INCLUDING DEFAULTS, "
                f"_row bigint, _file text, _line integer) ON COMMIT DROP"
            )
        )

    def add(self, rows: pd.DataFrame) -> None:
        """Copy rows in. Geometry is hexadecimal EWKB; missing columns take their default."""
        columns = [name for name in (*self.columns, *BOOKKEEPING) if name in rows.columns]
        copy_in(self.connection, self.name, rows[columns])

    def settle_repeats(self) -> Repeats:
        """Take out rows whose key was staged before, and tell what they were."""
        compared = [name for name in self.columns if name not in self.ignore]
        return settle_repeats(self.connection, self.name, self.key, compared, self.shown)

    def write(self) -> Counts:
        """Write what is new or changed into the table, and count the rows of the file."""
        self.was_empty = not self._table_has_rows()
        if self.was_empty:
            return self._fill()
        counts = self._compare()
        values = [name for name in self.columns if name not in self.key]
        compared = [name for name in self.columns if name not in self.ignore]
        columns = ", ".join(self.columns)
        self.connection.execute(
            text(
                f"""
                INSERT INTO {self.table.name} AS kept ({columns})
                SELECT {columns} FROM {self.name}
                ON CONFLICT ({", ".join(self.key)}) DO UPDATE
                SET {", ".join(f"{name} = excluded.{name}" for name in values)}
                WHERE {_differ("kept", "excluded", compared)}
                """
            )
        )
        return counts

    def _table_has_rows(self) -> bool:
        held = text(f"SELECT EXISTS (SELECT 1 FROM {self.table.name})")
        return bool(self.connection.execute(held).scalar())

    def _fill(self) -> Counts:
        """Write everything into the empty table: there is nothing to compare it with."""
        columns = ", ".join(self.columns)
        rows = text(f"SELECT count(DISTINCT _row) FROM {self.name}")
        counts = Counts(self.connection.execute(rows).scalar_one(), 0, 0)
        with indexes_made_afterwards(self.connection, self.table.name):
            self.connection.execute(
                text(f"INSERT INTO {self.table.name} ({columns}) SELECT {columns} FROM {self.name}")
            )
        return counts

    def yield_to_better(self) -> int:
        """Take out rows that a source of higher rank has already; return how many of the file.

        What such a source says stays as it is: to people those rows are unchanged.
        """
        better = self.connection.execute(
            text(
                f"""
                SELECT other.id FROM source other JOIN source own ON other.rank > own.rank
                WHERE own.id IN (SELECT source_id FROM {self.name} LIMIT 1)
                  AND EXISTS (SELECT 1 FROM {self.table.name} AS kept
                              WHERE kept.source_id = other.id)
                """
            )
        )
        ids = list(better.scalars())
        if not ids:
            return 0
        done = self.connection.execute(
            text(
                f"""
                DELETE FROM {self.name} AS staged USING {self.table.name} AS kept
                WHERE {self._same_key()} AND kept.source_id = ANY(:ids)
                """
            ),
            {"ids": ids},
        )
        return done.rowcount

    def withdraw(self, scope: str) -> int:
        """Mark what the table has from the staged source and the file has not; return how many.

        ``scope``: what tells the part of the source that a row belongs to. Only parts of which
        the file has rows are looked at.
        """
        if self.was_empty:
            return 0
        done = self.connection.execute(
            text(
                f"""
                UPDATE {self.table.name} AS kept SET withdrawn = current_date
                WHERE withdrawn IS NULL
                  AND source_id IN (SELECT source_id FROM {self.name} LIMIT 1)
                  AND {scope} IN (SELECT DISTINCT {scope} FROM {self.name})
                  AND NOT EXISTS (SELECT 1 FROM {self.name} AS staged
                                  WHERE {self._same_key()})
                """
            )
        )
        return done.rowcount

    def _same_key(self) -> str:
        return " AND ".join(f"staged.{name} = kept.{name}" for name in self.key)

    def _compare(self) -> Counts:
        compared = [name for name in self.columns if name not in self.ignore]
        found = self.connection.execute(
            text(
                f"""
                SELECT count(*) FILTER (WHERE all_new) AS new,
                       count(*) FILTER (WHERE NOT all_new AND NOT all_same) AS changed,
                       count(*) FILTER (WHERE all_same) AS unchanged
                FROM (
                    SELECT bool_and(kept.{self.key[0]} IS NULL) AS all_new,
                           bool_and(kept.{self.key[0]} IS NOT NULL
                                    AND NOT {_differ("kept", "staged", compared)}) AS all_same
                    FROM {self.name} AS staged
                    LEFT JOIN {self.table.name} AS kept ON {self._same_key()}
                    GROUP BY staged._row
                ) AS of_the_file
                """
            )
        ).one()
        return Counts(found.new, found.changed, found.unchanged)


def settle_repeats(
    connection: Connection, table: str, key: list[str], compared: list[str], shown: str = ""
) -> Repeats:
    """Take out staged rows whose key came before, and tell what they were.

    ``shown``: the columns that people know the key by, where it is not the key itself. A row of the
    file that clashes in one thing it makes is taken out with all it makes.
    """
    keys, values = ", ".join(key), ", ".join(compared)
    # Most files repeat nothing, and this finds it out without sorting them.
    repeats = f"SELECT EXISTS (SELECT 1 FROM {table} GROUP BY {keys} HAVING count(*) > 1)"
    if not connection.execute(text(repeats)).scalar():
        return Repeats(0, [])
    doubled = connection.execute(
        text(
            f"""
            WITH ranked AS (
                SELECT ctid AS at, _row, _file, _line, concat_ws(' ', {shown or keys}) AS shown,
                       row_number() OVER same AS place,
                       ROW({values}) IS NOT DISTINCT FROM
                           first_value(ROW({values})) OVER same AS identical
                FROM {table}
                WINDOW same AS (PARTITION BY {keys} ORDER BY _row)
            )
            DELETE FROM {table} USING ranked
            WHERE {table}.ctid = ranked.at AND ranked.place > 1
            RETURNING ranked._row, ranked._file, ranked._line, ranked.shown, ranked.identical
            """
        )
    ).all()
    # What hangs on a row that is counted elsewhere is not counted again.
    doubled = [row for row in doubled if row._row is not None]
    clashes = sorted({(r._row, r._file, r._line, r.shown) for r in doubled if not r.identical})
    clashing = {row for row, *_ in clashes}
    connection.execute(
        text(f"DELETE FROM {table} WHERE _row = ANY(:rows)"), {"rows": sorted(clashing)}
    )
    left = connection.execute(
        text(f"SELECT DISTINCT _row FROM {table} WHERE _row = ANY(:rows)"),
        {"rows": [row._row for row in doubled]},
    )
    joined = {row._row for row in doubled} - clashing - set(left.scalars())
    return Repeats(len(joined), clashes)


@contextmanager
def indexes_made_afterwards(connection: Connection, table: str) -> Iterator[None]:
    """Take the indexes of an empty table away and make them anew: quicker than row by row.

    Who reads meanwhile waits until the load ends, and would have found nothing.
    """
    found = connection.execute(
        text(
            """
            SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made_by
            FROM pg_index i
            WHERE i.indrelid = CAST(:table AS regclass) AND NOT i.indisunique
            """
        ),
        {"table": table},
    ).all()
    for index in found:
        connection.execute(text(f"DROP INDEX {index.name}"))
    yield
    for index in found:
        connection.execute(text(index.made_by))


@contextmanager
def emptied(connection: Connection, table: str) -> Iterator[None]:
    """Delete all rows of a table that is about to be filled anew, in the quickest way."""
    if connection.execute(text(f"SELECT EXISTS (SELECT 1 FROM {table})")).scalar():
        connection.execute(text(f"DELETE FROM {table}"))
        yield
    else:
        with indexes_made_afterwards(connection, table):
            yield


def copy_in(connection: Connection, table: str, rows: pd.DataFrame) -> None:
    """COPY a frame into a table; missing values become NULL, empty texts stay texts."""
    if not rows.empty:
        copy_encoded(connection, table, rows.columns, encoded(rows))


def encoded(rows: pd.DataFrame) -> memoryview:
    """Return a frame as the CSV that COPY reads."""
    content = io.BytesIO()
    csv.write_csv(
        # Of columns in several chunks, as frames put together have them, it writes rubbish.
        pa.Table.from_pandas(rows, preserve_index=False).combine_chunks(),
        content,
        csv.WriteOptions(include_header=False, quoting_style="needed"),
    )
    return content.getbuffer()


def copy_encoded(
    connection: Connection, table: str, columns: Iterable[str], content: memoryview
) -> None:
    """COPY what ``encoded`` made of a frame with these columns into a table."""
    names = ", ".join(f'"{name}"' for name in columns)
    driver = connection.connection.driver_connection
    if driver is None:
        raise RuntimeError("the connection is closed")
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT csv)") as copy,
    ):
        copy.write(content)


def _differ(left: str, right: str, columns: list[str]) -> str:
    a = ", ".join(f"{left}.{name}" for name in columns)
    b = ", ".join(f"{right}.{name}" for name in columns)
    return f"(ROW({a}) IS DISTINCT FROM ROW({b}))"
