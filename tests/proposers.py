"""Officers and others with accounts, and what they propose, for tests."""

from contextlib import AbstractContextManager
from datetime import date
from uuid import UUID

from loads import ask_one, change

from asset_map.db import people, session
from asset_map.domain.people import VISITOR, Person, Role
from asset_map.domain.proposals import Change, ChangeKind, Proposal, UserCount
from asset_map.journeys.acting import acting
from asset_map.journeys.answer_prompts import answer_prompt
from asset_map.journeys.draft_proposal import (
    add_change,
    add_user_count,
    change_proposal,
    delete_draft,
    draft_from,
    draft_proposal,
    remove_change,
    remove_user_count,
)
from asset_map.journeys.proposal_as_toml import see_as_toml
from asset_map.journeys.publish_proposal import (
    decide_proposal,
    finish_proposal,
    publish_proposal,
)
from asset_map.journeys.see_proposal import may_open, see_proposal
from asset_map.journeys.share_draft import name_officer, unname_officer

DAY = date(2026, 11, 2)
COUNT = dict(count=40, period="a week", source="door count", as_of=DAY)


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
        with session.looking_up() as connection:
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


def published_by(person: Person, *changes: Change) -> Proposal:
    """A proposal that somebody drafted and published."""
    made = drafted(person, *changes)
    with by(person):
        return publish_proposal(made.id, confirmed=True)


def opened(proposal_id):
    with session.reading() as connection:
        return may_open(connection, proposal_id)


EACH = {
    "see": lambda it: see_proposal(it),
    "open": lambda it: opened(it),
    "file": lambda it: see_as_toml(it),
    "change": lambda it: change_proposal(it, title="Mine"),
    "change nothing": lambda it: change_proposal(it),
    "add": lambda it: add_change(it, close("Supper")),
    "remove": lambda it: remove_change(it, 1),
    "count": lambda it: add_user_count(it, UserCount(id_of("Lunch"), **COUNT)),
    "uncount": lambda it: remove_user_count(it, 1),
    "delete": lambda it: delete_draft(it),
    "copy": lambda it: draft_from(it),
    "name": lambda it: name_officer(it, "ben@example.org"),
    "unname": lambda it: unname_officer(it, "ben@example.org"),
    "publish": lambda it: publish_proposal(it, confirmed=True),
    "publish unconfirmed": lambda it: publish_proposal(it, confirmed=False),
    "decide": lambda it: decide_proposal(it, outcome="Agreed", day=DAY),
    "finish": lambda it: finish_proposal(it, outcome="Closed", day=DAY),
    "answer": lambda it: answer_prompt(it, "options", "None.", "head of property"),
}
"""All that can be done with a proposal, by its id."""
