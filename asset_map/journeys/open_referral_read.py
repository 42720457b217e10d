"""Puts services and what hangs on them together, as Open Referral has them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import open_assets, open_services, open_sources, reference
from asset_map.domain.assets import AssetKind, LinkType
from asset_map.domain.days import uk_today
from asset_map.domain.open_data import OpenAsset, OpenLink
from asset_map.domain.open_referral import Fields
from asset_map.exports import open_referral
from asset_map.exports.open_referral import Context

WHO = (LinkType.PROVIDED_BY, LinkType.MANAGED_BY)
"""Links to the organisation of a service, the more telling one first."""


def context(connection: Connection) -> Context:
    """Return what all documents of a request are made with."""
    needs = {need.id: need for need in reference.needs(connection)}
    return Context(open_sources.sources(connection), needs, uk_today())


def services(
    connection: Connection, wanted: Iterable[UUID], known: Context
) -> list[tuple[Fields, bool]]:
    """Return services by id, each with whether anything it tells is share-alike."""
    found = open_assets.read(connection, wanted)
    at = open_services.places_of(connection, list(found))
    who = _organisations(open_assets.links_of(connection, found))
    around = open_assets.read(connection, {*who.values(), *(one.place for one in at)})
    made = []
    for asset in found.values():
        organisation = around.get(who[asset.id]) if asset.id in who else None
        places = [
            (one.id, around[one.place])
            for one in at
            if one.service == asset.id and one.place in around
        ]
        told = [asset, *([organisation] if organisation else []), *(place for _, place in places)]
        document = open_referral.service(asset, organisation, places, known)
        made.append((document, any(share_alike(one, known) for one in told)))
    return made


def share_alike(asset: OpenAsset, known: Context) -> bool:
    """Tell whether any source of an asset is share-alike."""
    return any(known.sources[one].share_alike for one in asset.sources)


def _organisations(links: Iterable[OpenLink]) -> Mapping[UUID, UUID]:
    """Return the organisation of each service: who provides it, else who manages it."""
    ranked = sorted(
        (link for link in links if link.type in WHO and link.to_kind is AssetKind.GROUP),
        key=lambda link: (WHO.index(LinkType(link.type)), link.id),
        reverse=True,
    )
    return {link.from_id: link.to_id for link in ranked}
