"""Anybody: says that something that closed is open again, or back early from a break.

Said by whoever keeps it, it is so at once; else once a steward took it in.
"""

from dataclasses import dataclass
from uuid import UUID

from asset_map.domain.contributions import Consent
from asset_map.domain.days import uk_today
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.change_asset import NOTHING, Change, Outcome, ToChange, look_at, send_change
from etl.breaks import FIELDS as BREAK


@dataclass(frozen=True)
class Again:
    """That something is open again. ``id`` comes with the form."""

    id: UUID
    asset_id: str
    consent: Consent
    email: str = ""


def ended_by(known: ToChange) -> dict[str, str]:
    """Return the fields that are emptied where something is open again, with what they say now;
    none where it is open."""
    today = uk_today()
    fields: tuple[str, ...] = ("valid_to",) if known.asset.closed(today) else ()
    away = known.asset.away
    fields += BREAK if away and away.on(today) else ()
    return {field: known.typed[field] for field in fields}


@asks(Action.CONTRIBUTE)
def open_again(again: Again) -> Outcome:
    """Keep that something is open again; what is open already stays as it is."""
    known = look_at(again.asset_id)
    ended = ended_by(known)
    if not ended:
        return NOTHING
    return send_change(
        Change(
            id=again.id,
            asset_id=again.asset_id,
            seen=known.typed,
            typed=dict.fromkeys(ended, ""),
            consent=again.consent,
            email=again.email,
        )
    )
