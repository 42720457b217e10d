"""Sends mails; where no mail server is set, writes them where the operator finds them."""

import logging
import os
import smtplib
import ssl
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import Path
from secrets import token_hex

from asset_map.domain.errors import Failure
from asset_map.settings import Settings, get_settings

log = logging.getLogger(__name__)

WHOLE_LINES = SMTP.clone(max_line_length=250)
"""A link is not cut in two: an operator may have to copy it from the outbox."""
TLS_PORT = 465
"""The port on which a mail server speaks TLS from the first byte."""
WAITS_SECONDS = 20


def letter(to: str, subject: str, text: str) -> EmailMessage:
    """Return a mail to one address. Raises Failure where that is none, several, or another one to
    those who read its header."""
    sender = get_settings().mail_from
    mail = EmailMessage(policy=WHOLE_LINES)
    try:
        mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    except ValueError as error:  # A line end, or what stands for one.
        raise _no_address() from error
    if [one.addr_spec for one in mail["To"].addresses] != [to]:
        raise _no_address()
    mail["Date"] = format_datetime(datetime.now(UTC))
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text)
    return mail


def _no_address() -> Failure:
    return Failure("A mail was not sent: it can be written to no address that was typed so.")


def send(mail: EmailMessage) -> None:
    """Send a mail, or put it in the outbox. Raises Failure where neither can be done."""
    settings = get_settings()
    try:
        if settings.mail_host:
            _hand_over(mail, settings.mail_host, settings)
        else:
            file = _put_down(mail, settings.home / "outbox")
            log.warning("No mail server is set (ASSET_MAP_MAIL_HOST): a mail lies in %s", file)
    except smtplib.SMTPException as error:
        raise Failure(
            f"The mail server did not take a mail ({type(error).__name__}).",
            "Check the settings ASSET_MAP_MAIL_*.",
        ) from error
    except OSError as error:
        raise Failure(
            f"A mail could not be sent: {error.strerror or type(error).__name__}.",
            "Check the settings ASSET_MAP_MAIL_* and that the server answers.",
        ) from error


def _hand_over(mail: EmailMessage, host: str, settings: Settings) -> None:
    trusted = ssl.create_default_context()
    if settings.mail_port == TLS_PORT:
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, TLS_PORT, timeout=WAITS_SECONDS, context=trusted
        )
    else:
        server = smtplib.SMTP(host, settings.mail_port, timeout=WAITS_SECONDS)
    with server:
        if settings.mail_starttls and settings.mail_port != TLS_PORT:
            server.starttls(context=trusted)
        if settings.mail_user and settings.mail_password:
            server.login(settings.mail_user, settings.mail_password.get_secret_value())
        server.send_message(mail)


def _put_down(mail: EmailMessage, folder: Path) -> Path:
    """Write a mail to a new file that only this user may read: whoever has the link is in."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{token_hex(4)}.eml"
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(mail.as_bytes())
    return file
