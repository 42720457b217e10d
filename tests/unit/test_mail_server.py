"""Mails to a real mail server: encrypted, to the right one, signed in, and never for long."""

import asyncio
import socketserver
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP
from mail_servers import PASSWORD, TAKEN, USER, MailServer, certified, mail_server

from asset_map.db import letters
from asset_map.domain.errors import Failure
from asset_map.outward import mail
from asset_map.outward import mail_server as ours
from asset_map.settings import get_settings

TO = "jo@example.org"

# Two of the servers here take passwords unencrypted, as ours must not give them.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")


@pytest.fixture
def settings(monkeypatch) -> Iterator[pytest.MonkeyPatch]:
    """The settings of a mail server, to be changed by a test."""
    for name, value in {
        "HOST": "127.0.0.1",
        "FROM": "map@example.org",
        "USER": USER,
        "PASSWORD": PASSWORD,
    }.items():
        monkeypatch.setenv(f"ASSET_MAP_MAIL_{name}", value)
    yield monkeypatch
    monkeypatch.undo()
    get_settings.cache_clear()


@pytest.fixture
def certificate(tmp_path, settings) -> Path:
    """The certificate of a server here, which this computer trusts."""
    file = certified(tmp_path, "127.0.0.1")
    settings.setenv("SSL_CERT_FILE", str(file))
    return file


@pytest.fixture
def server(certificate) -> Iterator[MailServer]:
    """A server that encrypts after STARTTLS."""
    with mail_server(certificate) as running:
        yield running


def send(server: MailServer, settings: pytest.MonkeyPatch, text: str = "a link") -> None:
    settings.setenv("ASSET_MAP_MAIL_PORT", str(server.port))
    get_settings.cache_clear()
    mail.send(mail.letter(TO, "A link", text, id="a-letter"))


def test_a_mail_goes_out_encrypted_and_signed_in(server, settings):
    send(server, settings, "https://map.example.org/sign-in/abc\n")

    [taken] = server.taken
    assert (taken["To"], taken["From"]) == (TO, "map@example.org")
    assert taken["Message-ID"] == "<a-letter@example.org>"
    assert taken.get_content().strip() == "https://map.example.org/sign-in/abc"


def test_a_server_that_encrypts_from_the_first_byte_is_spoken_to_so(certificate, settings):
    with mail_server(certificate, from_the_start=True) as server:
        settings.setattr(ours, "TLS_PORT", server.port)
        send(server, settings)

    assert len(server.taken) == 1


def test_a_server_with_a_certificate_that_nobody_vouches_for_is_given_nothing(server, settings):
    settings.delenv("SSL_CERT_FILE")
    with pytest.raises(Failure, match="could not prove"):
        send(server, settings)

    assert server.taken == []


def test_a_server_with_a_certificate_for_another_name_is_given_nothing(tmp_path, settings):
    certificate = certified(tmp_path, "mail.elsewhere.example")
    settings.setenv("SSL_CERT_FILE", str(certificate))
    with mail_server(certificate) as server, pytest.raises(Failure, match="could not prove"):
        send(server, settings)

    assert server.taken == []


def test_no_password_goes_to_a_server_unencrypted_whatever_is_set(settings):
    settings.setenv("ASSET_MAP_MAIL_STARTTLS", "false")
    with mail_server() as server, pytest.raises(Failure, match="unencrypted") as refused:
        send(server, settings)

    assert server.taken == []
    assert PASSWORD not in str(refused.value)


def test_a_server_that_offers_no_encryption_is_given_nothing(settings):
    with mail_server() as server, pytest.raises(Failure, match="did not take a mail"):
        send(server, settings)

    assert server.taken == []


def test_a_wrong_password_is_told_in_words_and_is_not_in_them(server, settings):
    settings.setenv("ASSET_MAP_MAIL_PASSWORD", "the wrong one")
    with pytest.raises(Failure, match="user and the password") as refused:
        send(server, settings)

    assert "wrong one" not in str(refused.value)


@pytest.mark.parametrize("answer", [f"550 {TO} is unknown", "451 later", "421 too busy"])
def test_a_server_that_refuses_an_address_is_told_without_the_address(server, settings, answer):
    server.refuses = answer
    with pytest.raises(Failure, match="mail server") as refused:
        send(server, settings)

    assert TO not in str(refused.value)
    assert server.taken == []


def test_a_server_that_ends_the_conversation_after_the_mail_did_not_say_that_it_took_it(
    server, settings
):
    async def drop(talk: SMTP) -> str:
        talk.transport.close()
        return TAKEN

    server.mood = drop
    with pytest.raises(Failure, match="ended the conversation"):
        send(server, settings)

    assert len(server.taken) == 1


def test_a_server_that_says_nothing_is_left(server, settings):
    async def hang(_talk: SMTP) -> str:
        await asyncio.sleep(30)
        return TAKEN

    server.mood = hang
    settings.setattr(ours, "WAITS_SECONDS", 0.5)
    began = time.monotonic()
    with pytest.raises(Failure, match="fell silent"):
        send(server, settings)

    assert time.monotonic() - began < 10


class _Drip(socketserver.BaseRequestHandler):
    """Says a sign now and then, and never comes to the end of its first line."""

    def handle(self) -> None:
        try:
            while True:
                self.request.sendall(b"2")
                time.sleep(0.1)
        except OSError:
            return


def test_a_server_that_says_a_sign_now_and_then_is_cut_off(settings):
    settings.setattr(ours, "MOST_SECONDS", 1.0)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Drip) as drip:
        threading.Thread(target=drip.serve_forever, daemon=True).start()
        began = time.monotonic()
        with pytest.raises(Failure, match="did not take a mail"):
            send(MailServer(drip.server_address[1]), settings)
        drip.shutdown()

    assert 0.5 < time.monotonic() - began < 10


def test_the_longest_that_a_mail_takes_is_over_long_before_another_may_send_it():
    assert letters.LEASE.total_seconds() > ours.MOST_SECONDS * 2
