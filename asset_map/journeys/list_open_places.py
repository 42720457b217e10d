"""Anybody: where services are given, as open data."""

from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import open_assets, open_services, postcodes, session
from asset_map.db.open_services import AtPlace
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.open_referral import Asked, Fields, Moved, page
from asset_map.domain.rights import Action
from asset_map.exports import open_referral
from asset_map.journeys import open_referral_read as read
from asset_map.journeys.acting import asks


@asks(Action.BROWSE)
def list_open_places(asked: Asked) -> Fields:
    """Return a page of services at places, all or near a postcode.

    What is at a place that has to stay hidden is in the list of all, and never near anything.
    """
    with session.reading() as connection:
        near = _near(connection, asked)
        total, found = open_services.at_places(
            connection, offset=asked.offset, limit=asked.per_page, near=near
        )
        return page(asked, total, _documents(connection, found))


@asks(Action.BROWSE)
def see_open_place(wanted: UUID) -> Fields | Moved:
    """Return a service at a place, or the entry that its id leads to. Raises NotFound."""
    with session.reading() as connection:
        found = open_services.at_place(connection, wanted)
        if found is None:
            raise NotFound(
                f"There is no service_at_location with the id {wanted}.",
                "They are listed at /service_at_locations.",
            )
        if found.id != wanted:
            return Moved(found.id)
        return _documents(connection, [found])[0]


def _near(connection: Connection, asked: Asked) -> tuple[float, float, float] | None:
    if not asked.postcode or asked.proximity_m is None:
        return None
    at = postcodes.points_of(connection, [asked.postcode]).get(asked.postcode)
    if at is None:
        raise BadInput(
            f"The map has no position for the postcode {asked.postcode}.", "Try one next to it."
        )
    return *at, asked.proximity_m


def _documents(connection: Connection, found: list[AtPlace]) -> list[Fields]:
    known = read.context(connection)
    around = open_assets.read(connection, {i for one in found for i in (one.service, one.place)})
    return [
        {
            "id": str(one.id),
            "service_id": str(one.service),
            "service": open_referral.service(around[one.service], None, [], known),
            "location": open_referral.location(around[one.place], known),
        }
        for one in found
        if {one.service, one.place} <= set(around)
    ]
