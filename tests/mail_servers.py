"""A mail server on this computer, as real as any: certificates, encryption, sign-in, its moods."""

import datetime
import ipaddress
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "map", "the right one"
TAKEN = "250 taken"

Mood = Callable[[SMTP], Awaitable[str]]
"""What a server answers once it has read a mail."""


@dataclass
class MailServer:
    """A server that runs. ``taken``: the mails that it read to their end, whatever it answered."""

    port: int = 0
    mood: Mood | None = None
    refuses: str = ""
    taken: list[EmailMessage] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - what the library calls it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        """Take an address, or not."""
        if self.refuses:
            return self.refuses
        envelope.rcpt_tos.append(address)
        return TAKEN

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Read a mail."""
        self.taken.append(message_from_bytes(envelope.content, policy=default))
        return await self.mood(server) if self.mood else TAKEN


def certified(folder: Path, *names: str) -> Path:
    """Write a certificate of its own authority for names, with its key; return the file, which
    whoever trusts it reads as well."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a mail server")])
    now = datetime.datetime.now(datetime.UTC)
    for_names = [_general(one) for one in names]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(for_names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{'-'.join(names)}.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return file


@contextmanager
def mail_server(
    certificate: Path | None = None, *, from_the_start: bool = False
) -> Iterator[MailServer]:
    """Run a server that takes mails of who signs in alone; with a certificate, encrypted alone."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port = tried.getsockname()[1]
    server = MailServer(port)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if certificate:
        context.load_cert_chain(certificate)
    controller = Controller(
        server,
        hostname="127.0.0.1",
        port=port,
        ssl_context=context if from_the_start else None,
        tls_context=context if certificate and not from_the_start else None,
        require_starttls=bool(certificate) and not from_the_start,
        authenticator=_known,
        auth_required=True,
        auth_require_tls=bool(certificate) and not from_the_start,
    )
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def settings_of(running: MailServer, certificate: Path) -> dict[str, str]:
    """The settings by which the product finds a mail server, and trusts it."""
    return {
        "ASSET_MAP_MAIL_HOST": "127.0.0.1",
        "ASSET_MAP_MAIL_PORT": str(running.port),
        "ASSET_MAP_MAIL_USER": USER,
        "ASSET_MAP_MAIL_PASSWORD": PASSWORD,
        "SSL_CERT_FILE": str(certificate),
    }


def _known(_server: SMTP, _session: Session, _envelope: Envelope, _how: str, told: Any) -> Any:
    right = isinstance(told, LoginPassword) and told == LoginPassword(
        USER.encode(), PASSWORD.encode()
    )
    return AuthResult(success=right, handled=right)


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
