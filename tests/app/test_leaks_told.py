"""What people tell in confidence is told to nobody, whichever way it takes: all journeys once, by
a served app, and then everything that anybody can read."""

import email
import logging
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.policy import default
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from keeping import somebody
from loads import ask, ask_one, change
from opened import everything
from serving import Served
from signed_in import address_of, session_of
from telling import asset_named, tie_in

from asset_map.db import keepers, session
from asset_map.domain.people import Role
from asset_map.journeys.erase_person import erase_person
from asset_map.journeys.export_deeds import save_deeds
from asset_map.journeys.post_letters import post_letters
from asset_map.journeys.remind import remind
from asset_map.settings import get_settings
from asset_map.web import cookies

SENDER = "zebedee.sender@quagmire.example"
CLAIMER = "yolanda.claimer@quagmire.example"
PRIVATE = "private.person@quagmire.example"
CONTACT = "office@lunch.example"
"""The public contact of the Lunch: a letter goes there, and it may be read on its page."""

HIDDEN = {"address": "7 Quillwort Row", "latitude": "52.512141", "longitude": "-2.126381"}
MOVED = "19 Bladderwrack Yard"
MASKED = (*HIDDEN.values(), MOVED, "Quillwort", "Bladderwrack", "DY2 2AD", "DY22AD")
"""Where masked places are: one that is added, and the Safe House, before and after it moved."""

NOT_STEWARDS = (Role.VISITOR, Role.MEMBER, Role.OFFICER)


@dataclass
class Walk:
    """Everything that was done, and what came of it."""

    served: Served
    home: Path
    sessions: dict[Role, str]
    told: dict[str, str] = field(default_factory=dict)

    def client(self, role: Role) -> httpx.Client:
        """Return a browser of somebody in a role."""
        client = httpx.Client(base_url=self.served.address, timeout=30, follow_redirects=True)
        client.headers["Origin"] = self.served.address
        if role is not Role.VISITOR:
            client.cookies.set(cookies.SESSION, self.sessions[role])
        return client

    def send(self, role: Role, path: str, *, at: str = "", **fields: str) -> str:
        """Open a page, send its form, and return what is answered. ``at``: where it is sent to."""
        with self.client(role) as client:
            page = client.get(path)
            answer = client.post(at or path, data=tie_in(page.text) | fields)
        assert answer.status_code == 200, (
            re.findall("am-errors.*?</ul>", answer.text) or answer.text
        )
        return answer.text

    def mails(self) -> list[email.message.EmailMessage]:
        """Return the mails that went out, the oldest first."""
        post_letters()
        files = sorted((self.home / "outbox").glob("*.eml"), key=lambda f: f.stat().st_mtime_ns)
        return [email.message_from_bytes(file.read_bytes(), policy=default) for file in files]

    def link(self, to: str, path: str) -> str:
        """Return the last link that was mailed to somebody; the server may be about to send it."""
        until = time.monotonic() + 20
        while not (found := self._links(to, path)):
            assert time.monotonic() < until, (to, path)
            time.sleep(0.1)
        return found[-1]

    def _links(self, to: str, path: str) -> list[str]:
        return [
            link
            for one in self.mails()
            if str(one["To"]) == to
            for link in re.findall(rf"https?://[^/\s]+({path}/\S+)", one.get_content())
        ]

    def tokens(self) -> set[str]:
        """Return everything that opens something: links in mails, and sessions."""
        texts = "\n".join(one.get_content() for one in self.mails())
        links = {one for one in re.findall(r"/([A-Za-z0-9_-]{43})\b", texts)}
        return links | set(self.sessions.values())

    def keep(self, name: str, text: str) -> None:
        """Keep something that can be read."""
        self.told[f"{len(self.told)} {name}"] = text


def waits(name: str) -> str:
    """Return the id of what waits under a name."""
    id = ask_one(
        "SELECT id FROM contribution WHERE said->>'name' = :n AND state IN ('waiting', 'asked')",
        n=name,
    )
    return str(id)


def walk_through(walk: Walk) -> None:
    """Do everything once."""
    group = {"kind": "group", "postcode": "DY1 1AB", "needs": "company", "consent": "yes"}
    house = {"kind": "venue", "name": "Quiet House", "masked": "yes", "consent": "yes"} | HIDDEN
    for fields in (
        group | {"name": "Chess Club", "belongs": "yes"},
        group | {"name": "Draughts Club", "hours": "Mo 10:00-11:00"},
        house | {"postcode": "DY2 2AB"},
    ):
        walk.send(Role.VISITOR, "/add", sender=SENDER, **fields)
        confirm = walk.link(SENDER, "/confirm")
        read_all(walk, ["/add", confirm.rpartition("/")[0]])
        walk.send(Role.VISITOR, confirm)
    read_everything(walk, "while it waits")
    chess, draughts, quiet = (waits(n) for n in ("Chess Club", "Draughts Club", "Quiet House"))
    walk.send(Role.STEWARD, f"/review/{chess}", do="ask", question="Which room?")
    answered = walk.send(
        Role.VISITOR, walk.link(SENDER, "/answer"), do="answer", words="The big one.",
        **group | {"name": "Chess Club"},
    )  # fmt: skip
    walk.keep("the answer", answered)
    walk.send(Role.STEWARD, f"/review/{chess}", do="accept")
    walk.send(Role.STEWARD, f"/review/{quiet}", do="accept")
    walk.send(Role.STEWARD, f"/review/{draughts}", do="decline", reason="It is there already.")
    claim(walk)
    move_the_safe_house(walk)
    remind_somebody(walk)
    read_everything(walk, "when all was decided")
    erase_person(SENDER)
    read_everything(walk, "after one was erased")


def claim(walk: Walk) -> None:
    """Let a visitor claim the Lunch by its contact on record."""
    lunch = asset_named("Lunch")
    wrong = {"sender": CLAIMER, "note": f"Ask {PRIVATE}: it is on Monday."}
    walk.keep("what is wrong", walk.send(Role.VISITOR, f"/asset/{lunch}/wrong", **wrong))
    fields = {"sender": CLAIMER, "who": "its secretary"}
    walk.keep("the claim", walk.send(Role.VISITOR, f"/asset/{lunch}/claim", **fields))
    walk.send(Role.VISITOR, walk.link(CLAIMER, "/confirm"))
    walk.keep("agreed", walk.send(Role.VISITOR, walk.link(CONTACT, "/claim"), answer="yes"))


def move_the_safe_house(walk: Walk) -> None:
    """Let a member say where a masked place is now, and a steward take it in."""
    house = asset_named("Safe House")
    path = f"/asset/{house}/change"
    there = {"address": MOVED, "postcode": "DY2 2AD", "name": "Safe House"}
    walk.keep("the change", walk.send(Role.MEMBER, path, **there))
    id = ask_one("SELECT id FROM contribution WHERE kind = 'change' AND state = 'waiting'")
    walk.send(Role.STEWARD, f"/review/{id}", do="accept")


def remind_somebody(walk: Walk) -> None:
    """Let a keeper be reminded, and say by the link that it is still right."""
    keeper = somebody(email="keeper@quagmire.example")
    with session.transaction() as connection:
        keepers.begin(connection, asset_named("Supper"), keeper.account_id, "a steward")
    change(
        "UPDATE asset SET last_confirmed = '2020-01-01' WHERE id = :id", id=asset_named("Supper")
    )
    remind()
    link = walk.link("keeper@quagmire.example", "/still-right")
    walk.keep("still right", walk.send(Role.VISITOR, link))


def read_all(walk: Walk, paths: list[str], roles: tuple[Role, ...] = (Role.VISITOR,)) -> None:
    """Read pages as somebody in a role does."""
    for role in roles:
        with walk.client(role) as client:
            for path in paths:
                walk.keep(f"{role} {path}", client.get(path).text)


def read_everything(walk: Walk, when: str) -> None:
    """Read all pages by all who may not know, and all that leaves as a file or by a route."""
    ids = [row.id for row in ask("SELECT id FROM asset ORDER BY name")]
    sent = [row.id for row in ask("SELECT id FROM contribution ORDER BY sent")]
    paths = [f"/asset/{id}{ending}" for id in ids for ending in ("", "/change", "/history")]
    about = ("/close", "/claim", "/obstacle", "/poster", "/keepers", "/wrong", "/give-up")
    paths += [f"/asset/{asset_named('Safe House')}{ending}" for ending in about]
    paths += [f"/add/sent/{id}" for id in sent] + [f"/review/{id}" for id in sent]
    paths += ["/own", "/review", "/review/stale", "/obstacles", "/area/E05000001/list"]
    paths += ["/area/E05000002", "/area/E05000002.csv", "/area/E05000002.geojson"]
    paths += ["/find?place=DY2+2AA", "/near.csv?place=DY2+2AA", "/near.geojson?place=DY2+2AA"]
    paths += [f"/confirm/{uuid4()}", "/claim/nothing", "/asset/nothing/change", "/nothing"]
    read_all(walk, paths, NOT_STEWARDS)
    for kept in everything(walk.home / f"opened {when}").items():
        walk.keep(kept[0], kept[1].decode("utf-8", "replace"))
    deeds = walk.home / f"{when}.csv"
    save_deeds(deeds)
    walk.keep(f"deeds {when}", deeds.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def walked(server, town_with, tmp_path_factory, servers_log) -> Iterator[Walk]:
    """The walk, done once, with what every log said of it."""
    home = tmp_path_factory.mktemp("leaks")
    name = server.copy(town_with("town with a contact", _with_contact))
    begun = servers_log.stat().st_size if servers_log else 0
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSET_MAP_DATABASE_URL", server.url_of(name))
        patch.setenv("ASSET_MAP_HOME", str(home))
        patch.setenv("STREAMLIT_LOGGER_LEVEL", "debug")
        get_settings.cache_clear()
        served, noted = Served(server.url_of(name), home), _Noted()
        served.start()
        logging.getLogger().addHandler(noted)
        level = logging.getLogger().level
        logging.getLogger().setLevel(logging.DEBUG)
        try:
            sessions = {role: session_of(role) for role in Role if role is not Role.VISITOR}
            walk = Walk(served, home, sessions)
            walk_through(walk)
            walk.keep("what the app logged", "\n".join(noted.lines))
            walk.keep("what the server said", served.log.read_text(encoding="utf-8"))
            if servers_log:
                with servers_log.open("rb") as log:
                    log.seek(begun)
                    walk.keep("what the database logged", log.read().decode("utf-8", "replace"))
            yield walk
        finally:
            logging.getLogger().removeHandler(noted)
            logging.getLogger().setLevel(level)
            served.stop(signal.SIGTERM)
    get_settings.cache_clear()
    server.drop(name)


class _Noted(logging.Handler):
    """Everything that is logged, also what nobody asks for usually."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        # What tests ask the app by is not the app's: it logs addresses that we opened.
        if not record.name.startswith(("httpx", "httpcore")):
            self.lines.append(self.format(record))


def _with_contact() -> None:
    lunch = {"contact": CONTACT, "id": asset_named("Lunch")}
    change(
        "UPDATE record_version v SET content = content || jsonb_build_object('email', "
        "CAST(:contact AS text)) FROM record_asset m "
        "WHERE m.record_id = v.record_id AND m.asset_id = :id",
        **lunch,
    )
    change("UPDATE asset SET email = :contact WHERE id = :id", **lunch)


def leaks(told: dict[str, str], secrets: object) -> list[str]:
    """Return where something stands that must not."""
    wanted = [secret.lower() for secret in secrets]
    return [
        f"{where}: {secret}"
        for where, text in told.items()
        for secret in wanted
        if secret in text.lower()
    ]


def test_no_token_stands_anywhere_but_in_its_letter(walked):
    assert len(walked.tokens()) > 10
    assert leaks(walked.told, walked.tokens()) == []


def test_no_sender_is_told_to_anybody(walked):
    people = (SENDER, CLAIMER, PRIVATE, "keeper@quagmire.example", address_of(Role.STEWARD))

    assert leaks(walked.told, people) == []


def test_no_masked_place_is_told_to_anybody_but_stewards(walked):
    told = {name: text for name, text in walked.told.items() if not typed_there(name)}

    assert leaks(told, MASKED) == []


def typed_there(name: str) -> bool:
    """Tell whether somebody typed a postcode into it, or it is a list of all postcodes."""
    return "postcode" in name


def test_no_fault_came_of_it(walked):
    [said] = [text for name, text in walked.told.items() if "the server said" in name]

    assert "Traceback" not in said
    assert "failed" not in said


def test_what_is_looked_for_is_there_to_be_found(walked):
    """So that the tests above do not hold because nothing was told, or nothing is found."""
    texts = "\n".join(walked.told.values())
    for name in ("Chess Club", "Quiet House", "Safe House", "Lunch", CONTACT):
        assert name in texts
    assert "Draughts Club" not in texts
    assert {str(one["To"]) for one in walked.mails()} >= {SENDER, CLAIMER, CONTACT}
    with walked.client(Role.STEWARD) as client:
        house = client.get(f"/asset/{asset_named('Safe House')}/change").text
    assert MOVED in house
    planted = {"a page": house, "a log": f"GET /confirm/{min(walked.tokens())} {SENDER.upper()}"}
    assert leaks(planted, [MOVED, SENDER]) == [
        f"a page: {MOVED.lower()}",
        f"a log: {SENDER}",
    ]
    assert len(leaks(planted, walked.tokens())) == 1
