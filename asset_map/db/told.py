"""What is said of cost, access and languages, by those who told us."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, text


def costs(connection: Connection, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the cost of services in their own words; those who say nothing are left out."""
    rows = connection.execute(
        text("SELECT asset_id, cost FROM service WHERE asset_id = ANY(:ids) AND cost <> ''"),
        {"ids": list(ids)},
    )
    return {row.asset_id: row.cost for row in rows}


def step_free(connection: Connection, venues: Iterable[UUID]) -> dict[UUID, bool]:
    """Return which venues have no steps; those of which nobody says are left out."""
    rows = connection.execute(
        text(
            "SELECT asset_id, step_free FROM venue "
            "WHERE asset_id = ANY(:ids) AND step_free IS NOT NULL"
        ),
        {"ids": list(venues)},
    )
    return {row.asset_id: row.step_free for row in rows}


def languages(connection: Connection) -> list[str]:
    """Return the codes of the languages in which something is offered."""
    return list(
        connection.execute(
            text("SELECT DISTINCT language FROM asset_language ORDER BY language")
        ).scalars()
    )
