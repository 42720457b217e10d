"""The operator, once a day: reminds those who keep entries to look whether they are still right.

Three letters, a fortnight apart, each with a link for every entry that is due. Then it is shown
lower, and stewards see it on their list.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from asset_map.db import deeds, freshness, keepers, letters, session
from asset_map.domain.assets import Asset
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput
from asset_map.domain.freshness import ToReview
from asset_map.domain.numbers import counted
from asset_map.domain.people import VISITOR
from asset_map.domain.rights import Action
from asset_map.domain.tokens import hashed
from asset_map.journeys import take_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.letter_words import REMIND, STILL_RIGHT, STILL_RIGHT_ENDED
from asset_map.journeys.see_asset import find_asset
from asset_map.settings import get_settings

AHEAD = timedelta(days=60)
"""So far ahead stewards see what goes stale."""


@dataclass(frozen=True)
class Reminded:
    """How many reminders were noted, for how many people."""

    reminders: int
    people: int

    def sentence(self) -> str:
        """Tell it."""
        if not self.reminders:
            return "Nobody has to be reminded today."
        people = "1 person" if self.people == 1 else f"{self.people:,} people"
        return f"{counted(self.reminders, 'reminder')} for {people}."

    def as_json(self) -> dict[str, Any]:
        """Return it as ``--format json`` prints it."""
        return {"reminders": self.reminders, "people": self.people}


@asks(Action.RUN_DATABASE)
def remind() -> Reminded:
    """Note the letters that are due today. Run twice on a day, the second time nothing is due."""
    with session.transaction() as connection:
        due = freshness.due(connection, uk_today())
        fresh = {(one.asset_id, one.number) for one in due}
        for one in due:
            freshness.note_reminder(connection, one)
        people = {one.account_id for one in due}
        for account_id in sorted(people):
            letters.note(connection, REMIND, account_id, account_id)
    return Reminded(len(fresh), len(people))


@asks(Action.CONTRIBUTE)
def look_at_reminded(token: str) -> Asset:
    """Return the entry that a link in a reminder is about, and change nothing: mail scanners open
    links. Raises BadInput where the link is altered or too old."""
    token_hash = hashed(token)
    with session.reading() as connection:
        opened = letters.known(connection, token_hash, STILL_RIGHT)
        asset = find_asset(connection, str(opened.about), for_anybody=False) if opened else None
        if opened is None or asset is None:
            raise BadInput(*STILL_RIGHT_ENDED)
        if not keepers.keeps(connection, opened.account_id, asset.id):
            raise BadInput(*STILL_RIGHT_ENDED)
        return asset


@asks(Action.CONTRIBUTE)
def keep_by_link(token: str) -> Asset:
    """Say by a link in a reminder that an entry is still right; who has it need not sign in.

    Pressed twice, it is the same. Raises BadInput where the link is altered or too old, or whoever
    was reminded keeps the entry no more.
    """
    token_hash = hashed(token)
    with session.transaction() as connection:
        load_id = take_in.begin(connection)  # First, as everywhere: else two wait for each other.
        opened = letters.use(connection, token_hash, STILL_RIGHT)
        if opened is None:
            used = letters.known(connection, token_hash, STILL_RIGHT)
            if used is None:
                raise BadInput(*STILL_RIGHT_ENDED)
            return find_asset(connection, str(used.about), for_anybody=False)
        asset = find_asset(connection, str(opened.about), for_anybody=False)
        if not keepers.keeps(connection, opened.account_id, asset.id):
            raise BadInput(*STILL_RIGHT_ENDED)
        by = take_in.CONFIRMED_BY
        take_in.take_in_change(connection, load_id, asset.id, asset.kind, {}, by)
        deeds.note(connection, VISITOR, "said still right by mail", "asset", asset.id)
    return asset


@asks(Action.REVIEW)
def see_stale(ward: str | None = None) -> list[ToReview]:
    """Return what goes stale within two months or has, in the council area or one ward of it."""
    today = uk_today()
    with session.reading() as connection:
        return freshness.to_review(
            connection, get_settings().authority, today, today + AHEAD, ward or None
        )


@asks(Action.REVIEW)
def say_checked(asset_id: str) -> Asset:
    """Write that a steward checked an entry, and that it is still right."""
    with session.transaction() as connection:
        asset = find_asset(connection, asset_id)
        load_id = take_in.begin(connection)
        take_in.take_in_change(connection, load_id, asset.id, asset.kind, {}, CHECKED_BY)
        deeds.note(connection, acting_person(), "checked", "asset", asset.id)
    return asset


CHECKED_BY = "a steward of the map"
