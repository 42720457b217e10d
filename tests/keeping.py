"""People who keep something, in tests: their accounts, and what they change."""

from uuid import UUID, uuid4

from signed_in import address_of, session_of
from starlette.testclient import TestClient
from telling import asset_named, browser

from asset_map.db import keepers, people, session
from asset_map.domain.contributions import Consent
from asset_map.domain.people import Person, Role
from asset_map.journeys import change_asset
from asset_map.journeys.acting import acting
from asset_map.journeys.change_asset import Change, Outcome


def somebody(role: Role = Role.MEMBER, email: str = "") -> Person:
    """Somebody with an account."""
    address = email or f"{role}-{uuid4().hex[:8]}@example.org"
    with session.transaction() as connection:
        account = people.add(connection, address, role, "operator")
    assert account is not None
    return Person(role, account.id, address)


def keeper_of(name: str, email: str = "") -> Person:
    """A member who keeps the asset of a name."""
    person = somebody(email=email)
    with session.transaction() as connection:
        assert keepers.begin(connection, asset_named(name), person.account_id, "a steward")
    return person


def keeper_signed_in(name: str) -> TestClient:
    """The browser of a member who keeps the asset of a name."""
    token = session_of(Role.MEMBER)
    with session.transaction() as connection:
        account = people.account_of(connection, address_of(Role.MEMBER))
        assert account is not None
        keepers.begin(connection, asset_named(name), account.id, "a steward")
    return browser(session_token=token)


def seen_by(person: Person, name: str) -> dict[str, str]:
    """The texts of the form of the asset of a name, as somebody sees them."""
    with acting(lambda: person):
        return change_asset.look_at(str(asset_named(name))).typed


def changed_by(
    person: Person,
    of: str,
    *,
    seen: dict[str, str] | None = None,
    asset: UUID | None = None,
    note: str = "",
    **typed: str,
) -> Outcome:
    """Change fields of the asset ``of`` a name; ``seen``: what stood in the form."""
    before = seen if seen is not None else seen_by(person, of)
    change = Change(
        id=uuid4(),
        asset_id=str(asset or asset_named(of)),
        seen=before,
        typed=before | typed,
        consent=Consent("agreed"),
        note=note,
        email="" if person.account_id else "resident@example.org",
    )
    with acting(lambda: person):
        return change_asset.send_change(change)
