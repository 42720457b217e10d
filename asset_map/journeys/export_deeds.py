"""An administrator: takes away who did what and when, for the council's records.

It names roles and the numbers of accounts and of things, never an address, and nothing that was
typed. Times are UK time.
"""

import os
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from asset_map.db import deeds, session
from asset_map.domain.days import LONDON
from asset_map.domain.errors import BadInput
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.as_csv import as_csv

COLUMNS = ("at", "role", "account", "what", "about_kind", "about", "detail")
"""What is told of each deed; ``at``: UK time, with its distance from UTC."""


@asks(Action.EXPORT_DEEDS)
def export_deeds(since: date | None = None, until: date | None = None) -> list[dict[str, Any]]:
    """Return what was done from the day ``since`` to the day ``until``, both of them included, in
    order. Raises BadInput where the one is after the other."""
    if since and until and since > until:
        raise BadInput("The first day is after the last one.", "Turn the two round.")
    begin = datetime.combine(since, time(), LONDON) if since else None
    end = datetime.combine(until + timedelta(days=1), time(), LONDON) if until else None
    with session.reading() as connection:
        found = deeds.listed(connection, begin, end)
    return [
        {
            "at": one["at"].astimezone(LONDON).isoformat(timespec="seconds"),
            "role": one["role"],
            "account": str(one["account_id"] or ""),
            "what": one["what"],
            "about_kind": one["about_kind"],
            "about": str(one["about"] or ""),
            "detail": one["detail"],
        }
        for one in found
    ]


@asks(Action.EXPORT_DEEDS)
def save_deeds(file: Path, since: date | None = None, until: date | None = None) -> int:
    """Write what was done to a new CSV file that only its owner may read; return how much that was.

    Raises BadInput where the file is there already, or cannot be written.
    """
    found = export_deeds(since, until)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(as_csv(found, COLUMNS))
    except FileExistsError as error:
        raise BadInput(f"{file} exists already.", "Name another file.") from error
    except OSError as error:
        raise BadInput(f"{file} cannot be written.", "Name another file.") from error
    return len(found)
