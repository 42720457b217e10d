"""Anybody with an account: signs in by a link that is sent to their address, once."""

from datetime import timedelta
from email.message import EmailMessage

from asset_map.db import people, session
from asset_map.domain.addresses import email_address
from asset_map.domain.errors import BadInput
from asset_map.domain.people import VISITOR, Person
from asset_map.domain.rights import Action
from asset_map.domain.tokens import hashed, new_token
from asset_map.journeys.acting import asks
from asset_map.outward import mail
from asset_map.settings import get_settings

LINK_LIVES = timedelta(minutes=20)
SESSION_LIVES = timedelta(hours=12)
AN_HOUR = timedelta(hours=1)
MOST_LINKS = 5
"""Links an hour for one address: more would only fill somebody's mailbox."""
MOST_FOR_NOBODY = 30
"""Notes an hour on addresses without an account: more would only fill the database."""
LINKS_KEPT = timedelta(days=1)

_SUBJECT = "Your link to sign in to Asset Map"
_TEXT = """\
Somebody, we hope you, asked to sign in to Asset Map with this address.

Open this link within {minutes} minutes and press the button there. It works once.

{address}

If you did not ask for it, do nothing: without the link nobody can sign in.
"""


@asks(Action.SIGN_IN)
def ask_for_link(email: str) -> EmailMessage | None:
    """Return the mail with a link for an address, which is still to be sent.

    None where nobody has the address, or it asked too often: whoever asks must not be told which.
    Raises BadInput for what is no address.
    """
    address = email_address(email)
    token, asked_by = new_token(), hashed(address)
    with session.transaction() as connection:
        people.forget_links(connection, LINKS_KEPT)
        account = people.account_of(connection, address)
        if people.links_asked(connection, asked_by, AN_HOUR) >= MOST_LINKS:
            return None
        if account is None and people.links_for_nobody(connection, AN_HOUR) >= MOST_FOR_NOBODY:
            return None
        account_id = account.id if account else None
        people.note_link(connection, hashed(token), account_id, asked_by, LINK_LIVES)
    return _letter(address, token) if account else None


@asks(Action.SIGN_IN)
def send_link(letter: EmailMessage) -> None:
    """Send a mail with a link, or put it in the operator's outbox."""
    mail.send(letter)


@asks(Action.SIGN_IN)
def take_link(token: str) -> str:
    """Use a link up and begin a session; return the session's token.

    Raises BadInput where the link is used, expired, altered, or of an account that has ended.
    """
    with session.transaction() as connection:
        account_id = people.take_link(connection, hashed(token))
        if account_id is None:
            minutes = LINK_LIVES.total_seconds() / 60
            raise BadInput(
                f"This link does not work any more: each works once, for {minutes:.0f} minutes.",
                "Ask for a new one.",
            )
        fresh = new_token()
        people.begin_session(connection, hashed(fresh), account_id, "link", SESSION_LIVES)
    return fresh


@asks(Action.SIGN_IN)
def who_is_it(token: str | None) -> Person:
    """Return whose session a token opens, with the role they have now; a visitor for any other."""
    if not token:
        return VISITOR
    with session.looking_up() as connection:
        return people.person_of(connection, hashed(token)) or VISITOR


def _letter(address: str, token: str) -> EmailMessage:
    link = f"{get_settings().reached_at}/sign-in/{token}"
    minutes = round(LINK_LIVES.total_seconds() / 60)
    return mail.letter(address, _SUBJECT, _TEXT.format(minutes=minutes, address=link))
