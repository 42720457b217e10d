"""What a keeper may say alone: it is taken in as soon as it is sent, without review.

While a load goes on it waits, and is taken in after it (``go_live_later``).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from sqlalchemy import Connection, func, select

from asset_map.db import contributed, contributions, deeds, loads, session
from asset_map.domain.contributions import Contribution, Problem, State
from asset_map.domain.errors import AssetMapError
from asset_map.domain.logged import for_log
from asset_map.domain.people import Person, Role
from asset_map.journeys import take_in
from asset_map.journeys.send_in import Sent
from asset_map.settings import get_settings

log = logging.getLogger(__name__)

KEEPER = "keeper"

PATIENCE_SECONDS = 3
"""So long a keeper's own word waits for a load; then it goes live after it."""


@dataclass(frozen=True)
class OwnWord:
    """What one kind of contribution needs to go live: ``is_trusted`` tells whether its sender may
    say it alone, ``take`` puts it on the map, given the id that leads back to this moment."""

    is_trusted: Callable[[Connection, Contribution], bool]
    take: Callable[[Connection, UUID, Contribution], UUID]


@dataclass(frozen=True)
class Outcome:
    """What became of what somebody says: ``sent``, unless ``problems`` by field stand in the way.

    ``live``: it is on the map already; ``goes_live``: it will be, without review, once a load that
    is under way is done.
    """

    sent: Sent | None = None
    live: bool = False
    goes_live: bool = False
    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, sent: Sent, own: OwnWord | None) -> Self:
        """Return what became of what was kept. ``own``: where its sender may say it alone."""
        if sent.again or own is None:
            return cls(sent, live=sent.state is State.ACCEPTED)
        live = take_live(sent.id, own)
        return cls(sent, live=live, goes_live=not live)


def take_live(id: UUID, own: OwnWord, *, wait: bool = True) -> bool:
    """Take in what a keeper may say alone; False where it still waits: for a load, or a steward.

    ``wait``: for a load that is under way, for a moment.
    """
    try:
        with session.transaction() as connection:
            if wait:
                loads.wait_for_lock(connection, PATIENCE_SECONDS)
            elif not loads.lock(connection):
                return False
            one = take_in.held(connection, id)
            if one.state is not State.WAITING or not own.is_trusted(connection, one):
                return one.state is State.ACCEPTED
            load_id = contributed.begin(connection, get_settings().authority)
            _accept(connection, one, own.take(connection, load_id, one))
            return True
    except AssetMapError as error:
        log.info("What a keeper says waits: %s", for_log(error))
        return False


def _accept(connection: Connection, one: Contribution, asset_id: UUID) -> None:
    """Write that what a keeper sent went live without review."""
    own = contributed.own_record(connection, asset_id)
    contributions.move_on(
        connection,
        one.id,
        one.version,
        state=State.ACCEPTED.value,
        # The moment of the transaction: by it a version of a record is known to come from here.
        decided=connection.execute(select(func.now())).scalar_one(),
        decided_by=KEEPER,
        asset_id=asset_id,
        record_id=own[0] if own else None,
    )
    contributions.note_turn(connection, one.id, KEEPER, "accepted")
    by = Person(Role.MEMBER, one.by_account)
    deeds.note(connection, by, f"went live: {one.kind}", "asset", asset_id)
