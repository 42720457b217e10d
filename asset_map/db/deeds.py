"""Who did what and when, for the council's records: a role, an account, never a name or address."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import Connection, text

from asset_map.domain.people import Person


def note(
    connection: Connection,
    person: Person,
    what: str,
    about_kind: str = "",
    about: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write down what somebody did. ``detail`` holds nothing that leads to a person. Of whoever was
    erased in this very moment their role alone is written."""
    connection.execute(
        text(
            """
            INSERT INTO deed (at, role, account_id, what, about_kind, about, detail)
            VALUES (clock_timestamp(), :role, (SELECT id FROM account WHERE id = :account), :what,
                    :kind, :about, CAST(:detail AS jsonb))
            """
        ),
        {
            "role": person.role.value,
            "account": person.account_id,
            "what": what,
            "kind": about_kind,
            "about": about,
            "detail": orjson.dumps(dict(detail or {}), default=str).decode(),
        },
    )


def listed(
    connection: Connection, since: datetime | None = None, until: datetime | None = None
) -> list[dict[str, Any]]:
    """Return what was done, in order: at, role, account_id, what, about_kind, about, detail."""
    rows = connection.execute(
        text(
            """
            SELECT at, role, account_id, what, about_kind, about, detail FROM deed
            WHERE (CAST(:since AS timestamptz) IS NULL OR at >= :since)
              AND (CAST(:until AS timestamptz) IS NULL OR at < :until)
            ORDER BY id
            """
        ),
        {"since": since, "until": until},
    )
    return [dict(row._mapping) for row in rows]
