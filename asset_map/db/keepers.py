"""Who keeps which assets. An asset that was joined to another one is kept as that from then on."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from asset_map.db import leads_to

# An id that leads to another asset by now counts as that.
NOW_KEPT = f"""
SELECT k.id, k.account_id, coalesce(a.id, {leads_to.led_on("k.asset_id")}) AS asset_id,
       k.since, k.how
FROM asset_keeper k
JOIN account p ON p.id = k.account_id AND p.ended IS NULL
LEFT JOIN asset a ON a.id = k.asset_id
WHERE k.until IS NULL
"""


def begin(connection: Connection, asset_id: UUID, account_id: UUID, how: str) -> bool:
    """Let an account keep an asset from now on; False where it does already."""
    done = connection.execute(
        text(
            """
            INSERT INTO asset_keeper (asset_id, account_id, since, how)
            VALUES (:asset, :account, now(), :how)
            ON CONFLICT (asset_id, account_id) WHERE until IS NULL DO NOTHING
            """
        ),
        {"asset": asset_id, "account": account_id, "how": how},
    )
    return done.rowcount > 0


def end(connection: Connection, asset_id: UUID, account_id: UUID) -> bool:
    """Let an account keep an asset no more; False where it did not."""
    done = connection.execute(
        text(
            f"""
            UPDATE asset_keeper SET until = now()
            WHERE id IN (SELECT id FROM ({NOW_KEPT}) AS kept
                         WHERE account_id = :account AND asset_id = :asset)
            """
        ),
        {"asset": asset_id, "account": account_id},
    )
    return done.rowcount > 0


def keeps(connection: Connection, account_id: UUID | None, asset_id: UUID) -> bool:
    """Tell whether an account keeps an asset."""
    if account_id is None:
        return False
    return bool(
        connection.execute(
            text(
                f"SELECT EXISTS (SELECT 1 FROM ({NOW_KEPT}) AS kept "
                "WHERE account_id = :account AND asset_id = :asset)"
            ),
            {"account": account_id, "asset": asset_id},
        ).scalar()
    )


def kept_by(connection: Connection, account_id: UUID | None) -> list[UUID]:
    """Return the assets that an account keeps, by name; none for somebody without one."""
    if account_id is None:
        return []
    return list(
        connection.execute(
            text(
                f"""
                SELECT DISTINCT kept.asset_id, a.name FROM ({NOW_KEPT}) AS kept
                JOIN asset a ON a.id = kept.asset_id WHERE account_id = :account
                ORDER BY a.name, kept.asset_id
                """
            ),
            {"account": account_id},
        ).scalars()
    )


def keepers_of(connection: Connection, asset_id: UUID) -> list[UUID]:
    """Return the accounts that keep an asset, the first ones first."""
    return list(
        connection.execute(
            text(
                f"SELECT account_id FROM ({NOW_KEPT}) AS kept WHERE asset_id = :asset "
                "ORDER BY since, account_id"
            ),
            {"asset": asset_id},
        ).scalars()
    )


def listed_of(connection: Connection, asset_id: UUID) -> list[tuple[UUID, datetime, str]]:
    """Return the accounts that keep an asset, each since when and how it came to, in order."""
    rows = connection.execute(
        text(
            f"SELECT account_id, min(since) AS since, min(how) AS how FROM ({NOW_KEPT}) AS kept "
            "WHERE asset_id = :asset GROUP BY account_id ORDER BY since, account_id"
        ),
        {"asset": asset_id},
    )
    return [(row.account_id, row.since, row.how) for row in rows]
