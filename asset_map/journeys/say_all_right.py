"""Whoever keeps several entries: says of all that are due that they are still right, at once.

Signed in, or by the link in a reminder. Only what they were shown is written: what became due, or
theirs, in the meantime they never saw.
"""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import assets, deeds, freshness, keepers, letters, session
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput
from asset_map.domain.freshness import Overdue
from asset_map.domain.people import VISITOR, Person
from asset_map.domain.rights import Action
from asset_map.domain.tokens import hashed
from asset_map.journeys import take_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.letter_words import ALL_RIGHT, STILL_RIGHT_ENDED


@asks(Action.CONTRIBUTE)
def look_at_all_reminded(token: str) -> tuple[Overdue, ...]:
    """Return what a link in a reminder to all entries is about, and change nothing: mail scanners
    open links. Nothing where nothing is due any more, or where the link was used and would keep
    nothing. Raises BadInput where it is altered or too old."""
    token_hash = hashed(token)
    with session.reading() as connection:
        known = letters.known(connection, token_hash, ALL_RIGHT)
        if known is None or known.account_id is None:
            raise BadInput(*STILL_RIGHT_ENDED)
        if letters.opened(connection, token_hash, ALL_RIGHT) is None:
            return ()
        return tuple(freshness.overdue_of(connection, known.account_id, uk_today()))


@asks(Action.CONTRIBUTE)
def keep_all_by_link(token: str, shown: Iterable[UUID]) -> None:
    """Say by a link in a reminder that all that was shown is still right; who has it need not sign
    in. Pressed twice, it is the same. Raises BadInput where the link is altered or too old, or
    whoever was reminded keeps none of it any more."""
    token_hash = hashed(token)
    with session.transaction() as connection:
        load_id = take_in.begin(connection)  # First, as everywhere: else two wait for each other.
        opened = letters.use(connection, token_hash, ALL_RIGHT)
        if opened is None:
            if letters.known(connection, token_hash, ALL_RIGHT) is None:
                raise BadInput(*STILL_RIGHT_ENDED)
            return
        account_id = opened.account_id
        kept = keepers.kept_by(connection, account_id) if account_id else []
        if not set(kept) & set(shown):
            raise BadInput(*STILL_RIGHT_ENDED)
        _keep(connection, load_id, set(kept) & set(shown), VISITOR, "said still right by mail")


@asks(Action.ADD_OWN)
def say_all_right(shown: Iterable[UUID]) -> int:
    """Say that all that was shown of what whoever asks keeps is still right; return how much that
    is."""
    person = acting_person()
    with session.transaction() as connection:
        load_id = take_in.begin(connection)
        account_id = person.account_id
        kept = keepers.kept_by(connection, account_id) if account_id else []
        return _keep(connection, load_id, set(kept) & set(shown), person, "still right")


def _keep(connection: Connection, load_id: UUID, ids: set[UUID], person: Person, deed: str) -> int:
    found = assets.by_ids(connection, sorted(ids))
    take_in.say_right(connection, load_id, found.values(), take_in.CONFIRMED_BY)
    for id in found:
        deeds.note(connection, person, deed, "asset", id)
    return len(found)
