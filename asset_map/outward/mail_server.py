"""Hands mails to a mail server: encrypted unless that is turned off, and never for long.

A server is believed only where its certificate is. No password leaves without encryption, whatever
is set.
"""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from threading import Timer
from typing import Any

from asset_map.domain.errors import Failure
from asset_map.settings import Settings

TLS_PORT = 465
"""The port on which a mail server speaks TLS from the first byte."""

WAITS_SECONDS = 20.0
"""So long a server may say nothing at all."""
MOST_SECONDS = 120.0
"""So long one mail may take: a server that says a letter now and then would hold us for ever."""

CHECK = "Check the settings ASSET_MAP_MAIL_*"


class _EndsInTime(smtplib.SMTP):
    """A conversation that is cut off after a while, wherever it stands."""

    _end: Timer | None = None

    def connect(self, *where: Any, **how: Any) -> tuple[int, bytes]:
        self._end = Timer(MOST_SECONDS, self._cut)
        self._end.daemon = True
        self._end.start()
        return super().connect(*where, **how)

    def close(self) -> None:
        if self._end is not None:
            self._end.cancel()
        super().close()

    def _cut(self) -> None:
        if self.sock is not None:
            # The bare one under any encryption, which another thread is in the middle of.
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


class _EncryptedFromTheStart(_EndsInTime, smtplib.SMTP_SSL):
    pass


def hand_over(mail: EmailMessage, host: str, settings: Settings) -> None:
    """Hand a mail to the server that is set. Raises Failure where it does not take it."""
    with _in_plain_words():
        trusted = ssl.create_default_context()
        if settings.mail_port == TLS_PORT:
            server: smtplib.SMTP = _EncryptedFromTheStart(
                host, TLS_PORT, timeout=WAITS_SECONDS, context=trusted
            )
        else:
            server = _EndsInTime(host, settings.mail_port, timeout=WAITS_SECONDS)
        with server:
            if settings.mail_starttls and settings.mail_port != TLS_PORT:
                server.starttls(context=trusted)
            if settings.mail_user and settings.mail_password:
                _encrypted(server)
                server.login(settings.mail_user, settings.mail_password.get_secret_value())
            server.send_message(mail)


def _encrypted(server: smtplib.SMTP) -> None:
    if not isinstance(server.sock, ssl.SSLSocket):
        raise Failure(
            "A mail was not sent: the password of the mail server would go there unencrypted.",
            "Set ASSET_MAP_MAIL_STARTTLS=true, or no ASSET_MAP_MAIL_USER.",
        )


@contextmanager
def _in_plain_words() -> Iterator[None]:
    """Say what went wrong, and nothing that a server answered: it may repeat an address."""
    try:
        yield
    except ssl.SSLError as error:
        raise Failure(
            "A mail was not sent: the mail server could not prove that it is the one that is set.",
            f"{CHECK} and its certificate; that of an authority of your own is trusted by "
            "SSL_CERT_FILE.",
        ) from error
    except smtplib.SMTPAuthenticationError as error:
        raise Failure(
            "The mail server did not take the user and the password.",
            "Check ASSET_MAP_MAIL_USER and ASSET_MAP_MAIL_PASSWORD.",
        ) from error
    except smtplib.SMTPServerDisconnected as error:
        raise Failure(
            "The mail server fell silent, or ended the conversation, before it took a mail.",
            f"{CHECK} and that the server answers.",
        ) from error
    except smtplib.SMTPException as error:
        raise Failure(
            f"The mail server did not take a mail ({type(error).__name__}).", f"{CHECK}."
        ) from error
    except OSError as error:
        raise Failure(
            f"A mail could not be sent: {error.strerror or type(error).__name__}.",
            f"{CHECK} and that the server answers.",
        ) from error
