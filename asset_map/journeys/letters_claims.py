"""The letters about claims: to the contact on record, and to whoever claimed."""

from collections.abc import Mapping

from sqlalchemy import Connection

from asset_map.db import contributions, letters, people
from asset_map.db.letters import Waiting
from asset_map.domain.contributions import OPEN, State
from asset_map.journeys import letter_words as words
from asset_map.journeys.change_asset import asset_about
from asset_map.journeys.claim_asset import contact_of
from asset_map.journeys.letter_made import Letter, Write, link_to
from asset_map.settings import get_settings


def _to_contact(connection: Connection, waiting: Waiting) -> Letter | None:
    one = contributions.of_id(connection, waiting.about)
    asset = asset_about(connection, one) if one else None
    if one is None or asset is None or (one.state not in OPEN and one.state is not State.HELD):
        return None
    contact = contact_of(connection, asset)
    # Of an address that is not confirmed only its own mailbox is written to.
    if not contact or (
        one.state is State.HELD and contributions.address_of(connection, one.id) != contact
    ):
        return None
    link = link_to(connection, "/claim", words.CLAIM, one.id, words.CLAIM_LIVES, of=waiting)
    letters.end_claims_before(connection, one.id, words.CLAIM)
    text = words.CLAIM_TEXT.format(link=link, days=words.CLAIM_LIVES.days)
    return Letter(contact, words.CLAIM_SUBJECT, text)


def _claimed(connection: Connection, waiting: Waiting) -> Letter | None:
    address = contributions.address_of(connection, waiting.about)
    if address is None:
        return None
    link = f"{get_settings().reached_at}/own"
    return Letter(address, words.CLAIMED_SUBJECT, words.CLAIMED_TEXT.format(link=link))


def _refused(connection: Connection, waiting: Waiting) -> Letter | None:
    address = contributions.address_of(connection, waiting.about)
    if address is None:
        return None
    return Letter(address, words.CLAIM_REFUSED_SUBJECT, words.CLAIM_REFUSED_TEXT)


def _ended(connection: Connection, waiting: Waiting) -> Letter | None:
    address = people.address_of(connection, waiting.to_account) if waiting.to_account else None
    if address is None:
        return None
    link = f"{get_settings().reached_at}/asset/{waiting.about}"
    text = words.KEEPING_ENDED_TEXT.format(link=link)
    return Letter(address, words.KEEPING_ENDED_SUBJECT, text)


LETTERS: Mapping[str, Write] = {
    words.CLAIM: _to_contact,
    words.CLAIMED: _claimed,
    words.CLAIM_REFUSED: _refused,
    words.KEEPING_ENDED: _ended,
}
