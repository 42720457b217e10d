"""The letter that asks whether what somebody keeps is still right: one for all of it."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import disclosure, freshness, people, reminders
from asset_map.db.letters import Waiting
from asset_map.domain.days import uk_today
from asset_map.domain.freshness import Overdue
from asset_map.journeys import letter_words as words
from asset_map.journeys.letter_made import Letter, Write, link_to
from asset_map.settings import get_settings


def _remind(connection: Connection, waiting: Waiting) -> Letter | None:
    account_id = waiting.to_account
    address = people.address_of(connection, account_id) if account_id else None
    if account_id is None or address is None or not reminders.wanted(connection, account_id):
        return None
    due = freshness.overdue_of(connection, account_id, uk_today())
    if not due:
        return None
    stop = link_to(
        connection,
        "/reminders/stop",
        words.STOP_REMINDERS,
        account_id,
        words.STOP_LIVES,
        account_id,
        of=None,
    )
    text = words.REMIND_TEXT.format(
        entries="\n\n".join(_entry(connection, waiting, one, account_id) for one in due),
        all=_all(connection, waiting, account_id, len(due)) if len(due) > 1 else "",
        days=words.STILL_RIGHT_LIVES.days,
        own=f"{get_settings().reached_at}/own",
        stop=stop,
    )
    return Letter(address, words.REMIND_SUBJECT, text, stop)


def _entry(connection: Connection, waiting: Waiting, one: Overdue, account_id: UUID) -> str:
    lives = words.STILL_RIGHT_LIVES
    link = link_to(
        connection, "/still-right", words.STILL_RIGHT, one.id, lives, account_id, of=waiting
    )
    change = f"{get_settings().reached_at}/asset/{one.id}/change"
    entry = words.REMIND_ENTRY.format(name=one.name, link=link, change=change)
    return entry + _withdraw(connection, one.id, account_id)


def _all(connection: Connection, waiting: Waiting, account_id: UUID, count: int) -> str:
    lives = words.STILL_RIGHT_LIVES
    link = link_to(
        connection, "/all-right", words.ALL_RIGHT, account_id, lives, account_id, of=waiting
    )
    return words.REMIND_ALL.format(count=count, link=link)


def _withdraw(connection: Connection, asset_id: UUID, account_id: UUID) -> str:
    """Return how skills are taken back; nothing for what is not offered by anybody."""
    if not disclosure.is_offer(connection, asset_id):
        return ""
    lives = words.WITHDRAW_LIVES
    at = "/skills/withdraw"
    link = link_to(connection, at, words.WITHDRAW, asset_id, lives, account_id, of=None)
    return words.REMIND_WITHDRAW.format(link=link)


LETTERS: Mapping[str, Write] = {
    words.REMIND: _remind,
}
