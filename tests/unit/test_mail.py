"""Mails to a mail server that is real enough: encrypted, or not at all unless that is meant."""

import socketserver
import threading
from collections.abc import Iterator

import pytest

from asset_map.domain.errors import Failure
from asset_map.outward import mail
from asset_map.settings import get_settings


class _Talk(socketserver.StreamRequestHandler):
    """A mail server that takes what it is given, and knows no encryption."""

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            if word == "DATA":
                self._say("354 go on")
                self.server.taken.append(self._letter())
            self._say("221 bye" if word == "QUIT" else "250 fine")
            if word == "QUIT":
                return

    def _letter(self) -> str:
        lines = []
        while (line := self.rfile.readline().decode()) != ".\r\n":
            lines.append(line)
        return "".join(lines)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def server(monkeypatch) -> Iterator[socketserver.ThreadingTCPServer]:
    """The server, which is set."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk) as made:
        made.taken = []
        threading.Thread(target=made.serve_forever, daemon=True).start()
        monkeypatch.setenv("ASSET_MAP_MAIL_HOST", "127.0.0.1")
        monkeypatch.setenv("ASSET_MAP_MAIL_PORT", str(made.server_address[1]))
        monkeypatch.setenv("ASSET_MAP_MAIL_FROM", "map@example.org")
        get_settings.cache_clear()
        yield made
        made.shutdown()
    monkeypatch.undo()
    get_settings.cache_clear()


def test_a_mail_goes_to_the_server_that_is_set(server, monkeypatch):
    monkeypatch.setenv("ASSET_MAP_MAIL_STARTTLS", "false")
    get_settings.cache_clear()
    mail.send(mail.letter("jo@example.org", "A link", "https://map.example.org/sign-in/abc\n"))

    [taken] = server.taken
    assert "From: map@example.org\r\nTo: jo@example.org\r\nSubject: A link\r\n" in taken
    assert "https://map.example.org/sign-in/abc\r\n" in taken


def test_a_server_that_cannot_encrypt_is_given_nothing(server):
    with pytest.raises(Failure, match="The mail server did not take a mail"):
        mail.send(mail.letter("jo@example.org", "A link", "secret"))

    assert not server.taken


def test_a_header_cannot_be_added_by_what_stands_in_another():
    with pytest.raises(Failure, match="no address that was typed so"):
        mail.letter("jo@example.org\r\nBcc: all@example.org", "A link", "text")
