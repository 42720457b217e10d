"""The letter that asks whether what somebody keeps is still right."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import disclosure, people
from asset_map.db.letters import Waiting
from asset_map.journeys import letter_words as words
from asset_map.journeys.letter_made import Letter, Write, link_to
from asset_map.journeys.remind import entries_of
from asset_map.settings import get_settings


def _remind(connection: Connection, waiting: Waiting) -> Letter | None:
    account_id = waiting.to_account
    address = people.address_of(connection, account_id) if account_id else None
    if account_id is None or address is None:
        return None
    due = entries_of(connection, account_id)
    if not due:
        return None
    asked = "\n\n".join(
        words.REMIND_ENTRY.format(
            name=name,
            link=link_to(
                connection,
                "/still-right",
                words.STILL_RIGHT,
                asset_id,
                words.STILL_RIGHT_LIVES,
                account_id,
            ),
            change=f"{get_settings().reached_at}/asset/{asset_id}/change",
        )
        + _withdraw(connection, asset_id, account_id)
        for asset_id, name in due
    )
    own = f"{get_settings().reached_at}/own"
    text = words.REMIND_TEXT.format(entries=asked, days=words.STILL_RIGHT_LIVES.days, own=own)
    return Letter(address, words.REMIND_SUBJECT, text)


def _withdraw(connection: Connection, asset_id: UUID, account_id: UUID) -> str:
    """Return how skills are taken back; nothing for what is not offered by anybody."""
    if not disclosure.is_offer(connection, asset_id):
        return ""
    lives = words.WITHDRAW_LIVES
    link = link_to(connection, "/skills/withdraw", words.WITHDRAW, asset_id, lives, account_id)
    return words.REMIND_WITHDRAW.format(link=link)


LETTERS: Mapping[str, Write] = {
    words.REMIND: _remind,
}
