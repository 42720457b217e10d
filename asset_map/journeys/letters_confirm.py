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
    lives = words.CONFIRM_LIVES
    link = link_to(connection, "/confirm", words.CONFIRM, waiting.about, lives, of=waiting)
    text = words.CONFIRM_TEXT.format(link=link, days=lives.days)
    return Letter(address, words.CONFIRM_SUBJECT, text)


LETTERS: Mapping[str, Write] = {words.CONFIRM: _to_confirm}
