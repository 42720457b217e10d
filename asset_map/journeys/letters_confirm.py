"""The letter that asks a sender to confirm their address."""

from collections.abc import Mapping

from sqlalchemy import Connection

from asset_map.db import contributions
from asset_map.db.letters import Waiting
from asset_map.journeys import letter_words as words
from asset_map.journeys.letter_made import Letter, Write, link_to


def _to_confirm(connection: Connection, waiting: Waiting) -> Letter | None:
    address = contributions.address_of(connection, waiting.about)
    if address is None:
        return None
    link = link_to(connection, "/confirm", words.CONFIRM, waiting.about, words.CONFIRM_LIVES)
    days = words.CONFIRM_LIVES.days
    return Letter(address, words.CONFIRM_SUBJECT, words.CONFIRM_TEXT.format(link=link, days=days))


LETTERS: Mapping[str, Write] = {words.CONFIRM: _to_confirm}
