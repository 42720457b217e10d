"""Sends mails; where no mail server is set, writes them where the operator finds them."""

import logging
import os
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import Path
from secrets import token_hex

from asset_map.domain.errors import Failure
from asset_map.outward import mail_server
from asset_map.settings import get_settings

log = logging.getLogger(__name__)

WHOLE_LINES = SMTP.clone(max_line_length=250)
"""A link is not cut in two: an operator may have to copy it from the outbox."""


def letter(to: str, subject: str, text: str, stop: str = "", id: str = "") -> EmailMessage:
    """Return a mail to one address. Raises Failure where that is none, several, or another one to
    those who read its header.

    ``stop``: the address by which mail programs offer to send no more of these (RFC 8058). ``id``:
    what it is known by, so that a mail that is sent twice may be shown once.
    """
    sender = get_settings().mail_from
    mail = EmailMessage(policy=WHOLE_LINES)
    try:
        mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    except ValueError as error:  # A line end, or what stands for one.
        raise _no_address() from error
    if [one.addr_spec for one in mail["To"].addresses] != [to]:
        raise _no_address()
    mail["Date"] = format_datetime(datetime.now(UTC))
    domain = sender.rpartition("@")[2]
    mail["Message-ID"] = f"<{id}@{domain}>" if id else make_msgid(domain=domain)
    mail["Auto-Submitted"] = "auto-generated"
    if stop:
        mail["List-Unsubscribe"] = f"<{stop}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(text)
    return mail


def _no_address() -> Failure:
    return Failure("A mail was not sent: it can be written to no address that was typed so.")


def send(mail: EmailMessage) -> None:
    """Send a mail, or put it in the outbox. Raises Failure where neither can be done."""
    settings = get_settings()
    if settings.mail_host:
        mail_server.hand_over(mail, settings.mail_host, settings)
        return
    try:
        file = _put_down(mail, settings.home / "outbox")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Failure(f"A mail could not be written to the outbox: {reason}.") from error
    log.warning("No mail server is set (ASSET_MAP_MAIL_HOST): a mail lies in %s", file)


def _put_down(mail: EmailMessage, folder: Path) -> Path:
    """Write a mail to a new file that only this user may read: whoever has the link is in."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{token_hex(4)}.eml"
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(mail.as_bytes())
    return file
