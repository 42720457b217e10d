"""Takes what was approved into the map: a record of its own source, and what is derived from it.

A load and this never write at once. Whoever calls it decided already; here nobody is asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4, uuid5

from sqlalchemy import Connection

from asset_map.db import contributed, contributions, decisions, derive, loads, twins
from asset_map.domain.assets import NAMESPACE, Asset, AssetKind, LinkType, SaidBy
from asset_map.domain.contributions import Contribution
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput
from asset_map.settings import get_settings
from etl import contributed as typed
from etl import extent as extents
from etl.contributed import Read
from etl.twins import hold_anew, regroup

WAIT_SECONDS = 20
"""So long a decision waits for a load that is under way."""

CONFIRMED_BY = "whoever runs it, or knows it"


@dataclass(frozen=True)
class Stated:
    """A link that the new or changed asset states: of which type, to which asset."""

    type: LinkType
    to: UUID
    said_by: SaidBy = SaidBy.FROM


def read_typed(
    connection: Connection, kind: AssetKind, said: Mapping[str, str], *, contact_is_own: bool
) -> Read:
    """Read what was typed of an asset within the extent of this map."""
    settings = get_settings()
    extent = extents.wanted(connection, settings.extent, settings.authority)
    return typed.read(connection, kind, said, extent, contact_is_own=contact_is_own)


def begin(connection: Connection) -> UUID:
    """Hold off loads, and make room; return the id of what leads back to this moment.

    Raises Failure where a load goes on for longer than anybody waits.
    """
    loads.wait_for_lock(connection, WAIT_SECONDS)
    return contributed.begin(connection, get_settings().authority)


def take_in_new(
    connection: Connection,
    load_id: UUID,
    one: Contribution,
    content: Mapping[str, Any],
    links: Sequence[Stated] = (),
    not_the_same_as: Sequence[UUID] = (),
) -> UUID:
    """Put a new asset on the map; return its id.

    ``not_the_same_as``: records that are much like it, of which a person said that they are others.
    """
    if one.asset_kind is None:
        raise BadInput("Nobody says what it is: a group, a venue, a service or skills.")
    record_id = uuid4()
    kind = one.asset_kind.value
    contributed.write(connection, load_id, record_id, kind, _confirmed(content, CONFIRMED_BY))
    for other in not_the_same_as:
        first, second = sorted((record_id, other))
        decisions.decide(connection, (first, second), "different", "steward")
    twins.note(connection, [record_id])
    hold_anew(connection)
    regroup(connection)
    derive.refresh_assets(connection)
    asset_id = contributed.asset_of(connection, record_id)
    state_links(connection, load_id, asset_id, links)
    derive.refresh_places(connection)
    return asset_id


def take_in_change(
    connection: Connection,
    load_id: UUID,
    asset_id: UUID,
    kind: AssetKind,
    said: Mapping[str, Any],
    confirmed_by: str = "",
) -> tuple[UUID, int]:
    """Change an asset that is on the map: ``said`` holds only what differs. Return the record and
    the version that say so.

    Where other sources tell of it, they go on doing so; what people say comes before.
    ``confirmed_by``: who says besides that the rest is still right; empty: nobody.
    """
    written = _write_change(connection, load_id, asset_id, kind, said, confirmed_by)
    derive.refresh_assets(connection)
    derive.refresh_places(connection)
    return written


def say_right(connection: Connection, load_id: UUID, found: Iterable[Asset], by: str) -> None:
    """Write of several assets that somebody said today that they are still right."""
    for asset in found:
        _write_change(connection, load_id, asset.id, asset.kind, {}, by)
    derive.refresh_assets(connection)
    derive.refresh_places(connection)


def state_links(
    connection: Connection, load_id: UUID, asset_id: UUID, links: Sequence[Stated]
) -> None:
    """State links from an asset to others; whoever calls derives places anew afterwards."""
    for stated in links:
        link_id = link_id_of(asset_id, stated.type, stated.to)
        ends = (asset_id, stated.to)
        contributed.link(connection, load_id, link_id, ends, stated.type, stated.said_by)


def link_id_of(from_id: UUID, type: LinkType, to_id: UUID) -> UUID:
    """Return the id that a link stated by people always has."""
    return uuid5(NAMESPACE, f"told-link\x1f{from_id}\x1f{type.value}\x1f{to_id}")


def held(connection: Connection, id: UUID) -> Contribution:
    """Return a contribution that nobody else may change meanwhile. Raises BadInput for none."""
    one = contributions.of_id(connection, id, hold=True)
    if one is None:
        raise BadInput("There is no such contribution.", "It may have been taken back.")
    return one


def _write_change(
    connection: Connection,
    load_id: UUID,
    asset_id: UUID,
    kind: AssetKind,
    said: Mapping[str, Any],
    confirmed_by: str,
) -> tuple[UUID, int]:
    """Write what differs of an asset; whoever calls derives it anew afterwards."""
    own = contributed.own_record(connection, asset_id)
    if own is not None:
        record_id, before = own
        content = before | _confirmed(said, confirmed_by)
    else:
        record_id = uuid4()
        content = _confirmed(said, confirmed_by) | {
            "known": contributed.said_now(connection, asset_id)
        }
    return record_id, contributed.write(
        connection, load_id, record_id, kind.value, content, asset_id
    )


def _confirmed(content: Mapping[str, Any], by: str) -> dict[str, Any]:
    """Return what is said, with who says today that it is right; nothing of that for nobody."""
    today = uk_today().isoformat()
    return dict(content) | ({"last_confirmed": today, "confirmed_by": by} if by else {})
