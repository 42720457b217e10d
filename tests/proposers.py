"""Officers and others with accounts, and what they propose, for tests."""

from contextlib import AbstractContextManager
from uuid import UUID

from loads import ask_one, change

from asset_map.db import people, session
from asset_map.domain.people import VISITOR, Person, Role
from asset_map.domain.proposals import Change, ChangeKind, Proposal
from asset_map.journeys.acting import acting
from asset_map.journeys.draft_proposal import add_change, draft_proposal


def somebody(name: str, role: Role = Role.OFFICER) -> Person:
    """Somebody with an account, by the first part of their address."""
    email = f"{name}@example.org"
    with session.transaction() as connection:
        people.add(connection, email, role, "operator")
        account = people.account_of(connection, email)
    assert account is not None
    return Person(account.role, account.id, email)


def by(person: Person) -> AbstractContextManager[None]:
    """Let somebody act, with the role that they have then."""

    def now() -> Person:
        with session.reading() as connection:
            account = people.account_of(connection, person.email)
        if account is None or account.id != person.account_id:
            return VISITOR
        return Person(account.role, account.id, account.email)

    return acting(now)


def id_of(name: str) -> UUID:
    """The id of an asset of the town."""
    found: UUID = ask_one("SELECT id FROM asset WHERE name = :name", name=name)
    return found


def close(name: str) -> Change:
    """Closing an asset of the town."""
    return Change(ChangeKind.CLOSE, id_of(name))


def join(gone: UUID, stays: UUID) -> None:
    """Join an asset to another as the same thing, so that its id leads on."""
    change(
        """
        WITH was AS (
            UPDATE record_asset SET until = now() WHERE asset_id = :gone RETURNING record_id
        )
        INSERT INTO record_asset (record_id, asset_id, since, reason)
        SELECT record_id, :stays, now(), 'the same' FROM was
        """,
        gone=gone,
        stays=stays,
    )
    change("DELETE FROM asset WHERE id = :gone", gone=gone)


def drafted(person: Person, *changes: Change, title: str = "Halls") -> Proposal:
    """A draft of somebody's."""
    with by(person):
        made = draft_proposal(title, "Property")
        for change in changes:
            made = add_change(made.id, change)
    return made
