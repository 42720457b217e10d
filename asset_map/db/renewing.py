"""How a derived table comes to hold what is derived anew: only rows that differ are touched.

That is not only quicker. An index of words (GIN) judges how common a word is by the first page of
its list: once all rows were deleted and written again behind their old places, that page is empty,
every word counts as rare, and a search for two words reads all that have the commoner one.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, text

from asset_map.db.among import narrowed
from asset_map.db.staging import indexes_made_afterwards

REWRITTEN_FROM = 0.5
"""Where more than this share of the rows goes, the table is written as a whole."""

_WORD_INDEXES = """
SELECT i.indexrelid::regclass::text FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
WHERE i.indrelid = CAST(:table AS regclass) AND m.amname = 'gin'
"""


def renew(
    connection: Connection,
    table: str,
    columns: tuple[str, ...],
    query: str,
    bound: Mapping[str, object] | None = None,
    *,
    order: str,
    few: bool = False,
) -> int:
    """Make a table hold what a query yields, the asset its first column; return how many rows
    changed. Rows are written in an order, so that what is read together lies together.

    ``few``: only of the assets in ``renewed``. Whoever reads the table while it is written as a
    whole waits until the transaction ends.
    """
    named = ", ".join(columns)
    query = narrowed(query, few=few)
    into = f"INSERT INTO {table} ({named})"
    held = 0 if few else connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    if not held and not few:
        return _rewrite(connection, table, f"{into} {query} ORDER BY {order}", bound)
    connection.execute(text(f"DROP TABLE IF EXISTS pg_temp.{table}_now"))
    connection.execute(text(f"CREATE TEMP TABLE {table}_now ON COMMIT DROP AS {query}"), bound)
    connection.execute(text(f"ANALYZE {table}_now"))
    absent = f"NOT EXISTS (SELECT 1 FROM {{}} AS other WHERE {_same('one', 'other', columns)})"
    gone = connection.execute(
        text(
            narrowed(
                f"DELETE FROM {table} AS one "
                f"WHERE AMONG(one.asset_id) AND {absent.format(f'{table}_now')}",
                few=few,
            )
        )
    ).rowcount
    if not few and gone > held * REWRITTEN_FROM:
        all_now = f"SELECT {named} FROM {table}_now ORDER BY {order}"
        return _rewrite(connection, table, f"{into} {all_now}", None)
    new = connection.execute(
        text(
            f"{into} SELECT {named} FROM {table}_now AS one "
            f"WHERE {absent.format(table)} ORDER BY {order}"
        )
    ).rowcount
    for index in connection.execute(text(_WORD_INDEXES), {"table": table}).scalars().all():
        # What was just written waits in a list that every search would read through.
        connection.execute(text("SELECT gin_clean_pending_list(:index)"), {"index": index})
    return gone + new


def _rewrite(
    connection: Connection, table: str, insert: str, bound: Mapping[str, object] | None
) -> int:
    connection.execute(text(f"TRUNCATE {table}"))
    with indexes_made_afterwards(connection, table):
        return connection.execute(text(insert), bound).rowcount


def _same(one: str, other: str, columns: tuple[str, ...]) -> str:
    first, *rest = columns
    alike = [f"{one}.{name} IS NOT DISTINCT FROM {other}.{name}" for name in rest]
    return " AND ".join([f"{one}.{first} = {other}.{first}", *alike])
