"""Anybody: services and organisations as open data, page by page or one by its id."""

from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import assets, open_assets, open_services, reference, session
from asset_map.db.open_services import Wanted
from asset_map.domain.assets import AssetKind
from asset_map.domain.errors import NotFound
from asset_map.domain.open_referral import TAXONOMY, Asked, Fields, Moved, page, term_id
from asset_map.domain.rights import Action
from asset_map.exports import open_referral
from asset_map.journeys import open_referral_read as read
from asset_map.journeys.acting import asks

ENTRIES = {AssetKind.SERVICE: "service", AssetKind.GROUP: "organization"}


@asks(Action.BROWSE)
def list_open_services(asked: Asked) -> Fields:
    """Return a page of services, with all that is known or only what the standard requires."""
    with session.reading() as connection:
        total, ids = _page(connection, AssetKind.SERVICE, asked)
        known = read.context(connection)
        if asked.minimal:
            found = open_assets.read(connection, ids).values()
            return page(asked, total, [open_referral.minimal(one, known) for one in found])
        return page(asked, total, [one for one, _ in read.services(connection, ids, known)])


@asks(Action.BROWSE)
def list_open_organisations(asked: Asked) -> Fields:
    """Return a page of organisations."""
    with session.reading() as connection:
        total, ids = _page(connection, AssetKind.GROUP, asked)
        known = read.context(connection)
        found = open_assets.read(connection, ids).values()
        return page(asked, total, [open_referral.organization(one, known) for one in found])


@asks(Action.BROWSE)
def see_open_service(service: UUID) -> Fields | Moved:
    """Return a service, or the one that its id leads to. Raises NotFound."""
    with session.reading() as connection:
        if _is(connection, service, AssetKind.SERVICE):
            [(document, _)] = read.services(connection, [service], read.context(connection))
            return document
        return _moved(connection, service, AssetKind.SERVICE)


@asks(Action.BROWSE)
def see_open_organisation(organisation: UUID) -> Fields | Moved:
    """Return an organisation, or the one that its id leads to. Raises NotFound."""
    with session.reading() as connection:
        found = open_assets.read(connection, [organisation]).get(organisation)
        if found and found.kind is AssetKind.GROUP:
            return open_referral.organization(found, read.context(connection))
        return _moved(connection, organisation, AssetKind.GROUP)


def _is(connection: Connection, asset: UUID, kind: AssetKind) -> bool:
    found = open_assets.read(connection, [asset]).get(asset)
    return found is not None and found.kind is kind


def _page(connection: Connection, kind: AssetKind, asked: Asked) -> tuple[int, list[UUID]]:
    wanted = Wanted(
        kind,
        asked.search,
        _needs(connection, asked),
        asked.organization_id,
        asked.modified_after,
    )
    return open_services.page(connection, wanted, offset=asked.offset, limit=asked.per_page)


def _needs(connection: Connection, asked: Asked) -> tuple[str, ...] | None:
    """Return the needs that a taxonomy or a term asks for; None where neither is asked for."""
    if not (asked.taxonomy_id or asked.taxonomy_term_id):
        return None
    ours = asked.taxonomy_id is None or str(asked.taxonomy_id) == TAXONOMY["id"]
    return tuple(
        need.id
        for need in reference.needs(connection)
        if ours and asked.taxonomy_term_id in (None, term_id(need.id))
    )


def _moved(connection: Connection, old: UUID, kind: AssetKind) -> Moved:
    """Return what an id leads to since the two were joined. Raises NotFound."""
    now = assets.led_on(connection, old)
    if now and now != old and _is(connection, now, kind):
        return Moved(now)
    entry = ENTRIES[kind]
    raise NotFound(f"There is no {entry} with the id {old}.", f"They are listed at /{entry}s.")
