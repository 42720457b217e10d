"""An administrator: takes out what is kept of a person who asks for it.

The public record stays whole: what was taken in is on the map without them. What was never taken in
goes. Backups keep what they hold until they are replaced: see the assessment in the docs.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from asset_map.db import deeds, derive, erasing, loads, records, session
from asset_map.domain.addresses import email_address
from asset_map.domain.errors import NotFound
from asset_map.domain.numbers import counted
from asset_map.domain.rights import Action
from asset_map.domain.tokens import hashed
from asset_map.journeys.acting import acting_person, asks

WAIT_SECONDS = 60


@dataclass(frozen=True)
class Erased:
    """What was taken out of the map, by count. ``still_public``: assets (id, name, source) of which
    a list publishes the address, which only that list can change."""

    accounts: int
    contributions: int
    records: int
    still_public: tuple[tuple[UUID, str, str], ...] = ()

    def sentences(self) -> list[str]:
        """Tell what was done, and what is left to do elsewhere."""
        told = [
            f"Erased: {counted(self.accounts, 'account')}, the sender of "
            f"{counted(self.contributions, 'contribution')}, and the address in "
            f"{counted(self.records, 'record')} of what people said.",
            "Backups that were made before still hold it: replace them.",
        ]
        return told + [
            f"Still the public contact of {name} by {source}: ask its publisher to change it."
            for _, name, source in self.still_public
        ]

    def as_json(self) -> dict[str, Any]:
        """Return it as ``--format json`` prints it."""
        return {
            "accounts": self.accounts,
            "contributions": self.contributions,
            "records": self.records,
            "still_public": [
                {"id": str(id), "name": name, "source": source}
                for id, name, source in self.still_public
            ],
        }


@asks(Action.ERASE)
def erase_person(email: str) -> Erased:
    """Erase somebody by their address. Raises NotFound where nothing is kept of it."""
    address = email_address(email)
    sender = hashed(address)
    with session.transaction() as connection:
        loads.wait_for_lock(connection, WAIT_SECONDS)
        records.begin(connection)
        erasing.hold(connection, sender)
        accounts = erasing.accounts_of(connection, address)
        sent = erasing.from_contributions(connection, accounts, sender)
        said = erasing.from_records(connection, address)
        erasing.from_accounts(connection, accounts, sender)
        if said:
            derive.refresh_assets(connection)
            derive.refresh_places(connection)
        public = tuple(erasing.still_public(connection, address))
        if not (accounts or sent or said or public):
            raise NotFound("Nothing is kept of this address.", "Check how it is written.")
        deeds.note(connection, acting_person(), "erased somebody")
    return Erased(len(accounts), sent, said, public)
