"""Puts what was added on the map, within a decision: its links, and who keeps it from then on."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import contributions, deeds, keepers, likely, people
from asset_map.domain.assets import LinkType
from asset_map.domain.contributions import Contribution
from asset_map.domain.errors import BadInput
from asset_map.domain.people import Role
from asset_map.journeys import like_typed, take_in
from asset_map.journeys.acting import acting_person
from asset_map.journeys.names_now import asset_now
from asset_map.journeys.take_in import Stated

ADDED_IT = "added it"
"""How somebody came to keep what they added."""


def take(
    connection: Connection, load_id: UUID, one: Contribution, others: Sequence[UUID] = ()
) -> UUID:
    """Put what was sent in on the map, within a decision; return its id.

    Whoever belongs to it keeps it from then on. ``others``: assets that are much like it, of which
    whoever decides says that they are something else. Raises BadInput where it cannot be read any
    more.
    """
    if one.asset_kind is None:
        raise BadInput("Nobody says what it is: a group, a place or a service.")
    read = take_in.read_typed(
        connection, one.asset_kind, one.said, contact_is_own=one.consent.contact
    )
    if read.problems:
        raise BadInput(str(read.problems[0]), "Ask the sender to put it right.")
    apart = likely.records_of(connection, others)
    links = _links(connection, one)
    asset_id = take_in.take_in_new(connection, load_id, one, read.content, links, apart)
    if one.said.get("belongs") and one.confirmed is not None and not one.consent.on_behalf:
        _keep_from_now(connection, one, asset_id)
    return asset_id


def _links(connection: Connection, one: Contribution) -> list[Stated]:
    links = []
    for link in LinkType:
        for id in like_typed.ids_in(str(one.said.get(link.value, ""))):
            now = asset_now(connection, id)
            if now is None or now.withdrawn:
                raise BadInput(
                    "The place or group that it names is not on the map any more.",
                    "Ask the sender where it is.",
                )
            links.append(Stated(link, now.id))
    return links


def _keep_from_now(connection: Connection, one: Contribution, asset_id: UUID) -> None:
    """Let whoever sent it keep it, with an account that is made where they have none."""
    account_id, person = one.by_account, acting_person()
    if account_id is None:
        address = contributions.address_of(connection, one.id)
        if address is None:
            return
        known = people.account_of(connection, address)
        account = known or people.add(connection, address, Role.MEMBER, person.role.value)
        if account is None:
            return
        account_id = account.id
    if keepers.begin(connection, asset_id, account_id, ADDED_IT):
        deeds.note(connection, person, "keeper begun", "asset", asset_id, {"how": ADDED_IT})
