"""An administrator: takes out what is kept of a person who asks for it; a member: of themselves.

The public record stays whole: what was taken in is on the map without them. What was never taken in
goes. Backups keep what they hold until they are replaced: see the assessment in the docs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import deeds, derive, erasing, loads, records, session
from asset_map.db.erasing import Found
from asset_map.domain.addresses import email_address
from asset_map.domain.days import uk_moment
from asset_map.domain.errors import BadInput, NotAllowed, NotFound
from asset_map.domain.numbers import counted
from asset_map.domain.people import Role
from asset_map.domain.rights import Action
from asset_map.domain.tokens import hashed
from asset_map.journeys.acting import acting_person, asks

WAIT_SECONDS = 60
SHORTEST_NAME = 4
"""Of fewer signs no name is looked for: half of all words have them."""


@dataclass(frozen=True)
class Whom:
    """Who is to be erased: by their address, and of what stewards sent in on somebody's behalf by
    the name that they wrote down, or one by one."""

    email: str = ""
    named: str = ""
    contributions: Sequence[UUID] = ()


@dataclass(frozen=True)
class Erased:
    """What was taken out of the map, by count; or would be, ``dry_run``. ``words``: questions,
    answers and reasons that were written to them or by them; ``found``: all that they sent in, or
    stewards on their behalf. ``still_public``: assets (id, name, source) of which a list publishes
    the address, which only that list can change."""

    accounts: int
    contributions: int
    records: int
    words: int = 0
    on_behalf: int = 0
    found: tuple[Found, ...] = ()
    still_public: tuple[tuple[UUID, str, str], ...] = ()
    dry_run: bool = False

    def sentences(self) -> list[str]:
        """Tell what was done, or would be, and what is left to do elsewhere."""
        begin = "Nothing was changed. To be erased" if self.dry_run else "Erased"
        told = [
            f"{begin}: {counted(self.accounts, 'account')}, the sender of "
            f"{counted(self.contributions, 'contribution')}, the name in "
            f"{counted(self.on_behalf, 'contribution')} on behalf of somebody, "
            f"{counted(self.words, 'text')} of questions, answers and reasons, and the address in "
            f"{counted(self.records, 'record')} of what people said.",
        ]
        if self.dry_run:
            told += [_line(one) for one in self.found]
            told.append(
                "What is on the map stays, without them, and so does what was done with it, by "
                "role: it is the public record."
            )
        told.append("Backups that were made before still hold it: replace them.")
        return told + [
            f"Still the public contact of {name} by {source}: ask its publisher to change it."
            for _, name, source in self.still_public
        ]

    def as_json(self) -> dict[str, Any]:
        """Return it as ``--format json`` prints it."""
        return {
            "dry_run": self.dry_run,
            "accounts": self.accounts,
            "contributions": self.contributions,
            "on_behalf": self.on_behalf,
            "words": self.words,
            "records": self.records,
            "found": [
                {
                    "id": str(one.id),
                    "kind": one.kind,
                    "state": one.state,
                    "sent": one.sent.isoformat(),
                    "stays_on_the_map": one.public,
                    "on_behalf": one.how or None,
                }
                for one in self.found
            ],
            "still_public": [
                {"id": str(id), "name": name, "source": source}
                for id, name, source in self.still_public
            ],
        }


def _line(one: Found) -> str:
    how = f" on behalf of somebody (“{one.how}”)" if one.how else ""
    goes = (
        "what it put on the map stays; who sent it, their contacts and what was written about it go"
        if one.public
        else "all that it says goes"
    )
    return f"  {one.kind}, sent{how} on {uk_moment(one.sent)}, {one.state}: {goes}. {one.id}"


@asks(Action.ERASE)
def erase_person(
    email: str = "",
    named: str = "",
    contributions: Sequence[UUID] = (),
    *,
    dry_run: bool = False,
) -> Erased:
    """Erase somebody by their address, and what stewards sent in on their behalf, by the name that
    they wrote down or by its id. ``dry_run``: only tell what would go, and what would stay.

    Raises BadInput where nobody is meant, NotFound where nothing is kept of them.
    """
    name = " ".join(named.split())
    if not (email or name or contributions):
        raise BadInput("Nobody is named.", "Name an address, a name, or a contribution.")
    if name and len(name) < SHORTEST_NAME:
        raise BadInput(f"{name!r} is too short to look for.", "Name the contribution by its id.")
    whom = Whom(email_address(email) if email else "", name, contributions)
    with session.transaction(keep=not dry_run) as connection:
        return _erase(connection, whom, dry_run=dry_run)


@asks(Action.ADD_OWN)
def erase_own(email: str) -> Erased:
    """Erase whoever asks; ``email``: their address, typed once more.

    Raises BadInput where it is another one, NotAllowed for whoever decides for the council: what
    they did is to be handed over first.
    """
    person = acting_person()
    if person.role is not Role.MEMBER:
        raise NotAllowed(
            "Your account decides things for others.", "Ask an administrator to erase it."
        )
    if email_address(email) != person.email:
        raise BadInput("That is not the address of your account.", "Write it as you sign in.")
    with session.transaction() as connection:
        return _erase(connection, Whom(person.email))


def _erase(connection: Connection, whom: Whom, *, dry_run: bool = False) -> Erased:
    sender = hashed(whom.email) if whom.email else ""
    loads.wait_for_lock(connection, WAIT_SECONDS)
    records.begin(connection)
    sent = erasing.sent_by(connection, [], sender)  # Held first: a claim may make an account.
    accounts = erasing.accounts_of(connection, whom.email) if whom.email else []
    sent = erasing.sent_by(connection, accounts, sender)
    own = [one.id for one in sent]
    named = erasing.sent_on_behalf(connection, whom.named, list(whom.contributions))
    behalf = [one for one in named if one.id not in own]
    words = erasing.from_contributions(connection, accounts, own, [one.id for one in behalf])
    said = erasing.from_records(connection, whom.email) if whom.email else 0
    erasing.from_accounts(connection, accounts, sender)
    if said:
        derive.refresh_assets(connection)
        derive.refresh_places(connection)
    public = tuple(erasing.still_public(connection, whom.email)) if whom.email else ()
    if not (accounts or sent or behalf or said or public):
        raise NotFound("Nothing is kept of them.", "Check how it is written.")
    deeds.note(connection, acting_person(), "erased somebody")
    return Erased(
        len(accounts), len(sent), said, words, len(behalf), (*sent, *behalf), public, dry_run
    )
