"""Telling the map something, as tests do: by journeys in a line, or by a browser's forms."""

import re
from pathlib import Path
from uuid import UUID, uuid4

from loads import ask_one
from starlette.applications import Starlette
from starlette.testclient import TestClient

from asset_map.db import session
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Consent, Kind
from asset_map.domain.people import VISITOR, Person
from asset_map.journeys import take_in
from asset_map.journeys.acting import acting
from asset_map.journeys.post_letters import post_letters
from asset_map.journeys.send_in import Sent, Wanted, send_in
from asset_map.settings import get_settings
from asset_map.web import cookies, sign_in, telling_routes
from asset_map.web.app import middleware

HERE = "http://map.test"


def sent_by(
    person: Person = VISITOR,
    *,
    kind: Kind = Kind.ADD,
    said: dict | None = None,
    email: str = "sender@example.org",
    **wanted,
) -> Sent:
    """Send something in as somebody."""
    asked = {"asset_kind": AssetKind.GROUP, "id": uuid4(), "consent": Consent("agreed")} | wanted
    with acting(lambda: person):
        return send_in(
            Wanted(
                kind=kind,
                said=said or {"name": "Chess at the Old Hall", "postcode": "DY1 1AA"},
                email=email,
                **asked,
            )
        )


def letters() -> list[str]:
    """Send what waits, and return the mails in the outbox, the oldest first."""
    post_letters()
    folder = get_settings().home / "outbox"
    files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
    return [file.read_text(encoding="utf-8") for file in files] if folder.exists() else []


def link_in(letter: str) -> str:
    """Return the path of the first link in the words of a mail."""
    found = re.search(r"https?://[^/\s]+(/\S+)", letter.partition("\n\n")[2] or letter)
    assert found, letter
    return found[1]


def token_in(letter: str) -> str:
    """Return the token of the link in a mail."""
    return link_in(letter).rpartition("/")[2]


def read(kind: AssetKind, *, own: bool = False, **said: str):
    """Read what is typed of an asset."""
    with session.reading() as connection:
        return take_in.read_typed(connection, kind, said, contact_is_own=own)


def asset_named(name: str) -> UUID:
    """Return the id of the one asset of a name."""
    return ask_one("SELECT id FROM asset WHERE name = :name", name=name)


def browser(*, at: str = HERE, session_token: str = "", address: str = "testclient") -> TestClient:
    """A browser with the pages on which people tell something, and those to sign in; ``address``:
    from which computer it asks."""
    app = Starlette(routes=[*sign_in.routes(), *telling_routes.routes()], middleware=middleware())
    here = (address, 50_000)
    client = TestClient(
        app, base_url=at, follow_redirects=True, headers={"Origin": at}, client=here
    )
    if session_token:
        client.cookies.set(cookies.SESSION, session_token)
    return client


def tie_in(page: str) -> dict[str, str]:
    """Return the hidden fields of the first form that has a tie: every form is sent with them."""
    main = page.partition("<main>")[2] or page
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', main))


def own_home(tmp_path: Path, monkeypatch) -> Path:
    """Let mails be written to an outbox of this test."""
    monkeypatch.setenv("ASSET_MAP_HOME", str(tmp_path))
    get_settings.cache_clear()
    return tmp_path
