"""The letters about links: to the other side, and to all who are concerned when it denies one."""

from collections.abc import Mapping

from sqlalchemy import Connection

from asset_map.db import contributions, people
from asset_map.db.letters import Waiting
from asset_map.journeys import letter_words as words
from asset_map.journeys.letter_made import Letter, Write, link_to


def _to_other_side(connection: Connection, waiting: Waiting) -> Letter | None:
    account = waiting.to_account
    address = people.address_of(connection, account) if account else None
    if account is None or address is None:
        return None
    about, lives = waiting.about, words.LINK_LIVES
    link = link_to(connection, "/link", words.LINK, about, lives, account, of=waiting)
    text = words.LINK_TEXT.format(link=link, days=lives.days)
    return Letter(address, words.LINK_SUBJECT, text)


def _denied(connection: Connection, waiting: Waiting) -> Letter | None:
    account = waiting.to_account
    address = (
        people.address_of(connection, account)
        if account
        else contributions.address_of(connection, waiting.about)
    )
    return Letter(address, words.LINK_DENIED_SUBJECT, words.LINK_DENIED_TEXT) if address else None


LETTERS: Mapping[str, Write] = {
    words.LINK: _to_other_side,
    words.LINK_DENIED: _denied,
}
