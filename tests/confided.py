"""What people tell in confidence, told once by all journeys to a served app, and everything that
anybody can read of it then: pages, letters' pages, files, papers, routes, the terminal, logs."""

import email
import io
import re
import signal
import sys
import time
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from email.policy import default
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
from keeping import somebody
from loads import ask, ask_one, change
from opened import everything, texts_of
from proposers import by, close, drafted
from proposers import somebody as author
from serving import Served
from signed_in import address_of
from streamlit.testing.v1 import AppTest
from telling import asset_named, sent_by, tie_in

from asset_map import cli
from asset_map.db import keepers, people, session
from asset_map.domain.errors import Failure
from asset_map.domain.obstacles import NOT_KNOWN
from asset_map.domain.people import Role
from asset_map.domain.proposals import UserCount
from asset_map.journeys.draft_proposal import add_user_count
from asset_map.journeys.erase_person import erase_person
from asset_map.journeys.export_deeds import save_deeds
from asset_map.journeys.post_letters import post_letters
from asset_map.journeys.publish_proposal import publish_proposal
from asset_map.journeys.remind import remind
from asset_map.settings import get_settings
from asset_map.web import cookies

NOBODYS = "quagmire.example"
"""All addresses that nobody may see are at this domain."""
SENDER = f"zebedee.sender@{NOBODYS}"
CLAIMER = f"yolanda.claimer@{NOBODYS}"
KEEPER = f"keeper@{NOBODYS}"
PRIVATE = f"private.person@{NOBODYS}"
MOBILE = "07700 900461"
CONTACT = "office@lunch.example"
"""The public contact of the Lunch: a letter goes there, and it may be read on its page."""

WHO = "bookkeeper to Zenobia Quillfeather"
BEHALF = "Featherstonehaugh of the almshouse"
NOTE = "It is behind the ha-ha."
ANSWERED = "The big one with the orrery."
FOR_STEWARDS = (WHO, BEHALF, NOTE, ANSWERED)
"""What only stewards, or whoever decides by a letter, may read."""

HIDDEN = {"address": "7 Quillwort Row", "latitude": "52.511383", "longitude": "-2.127467"}
MOVED = "19 Bladderwrack Yard"
MASKED = (*HIDDEN.values(), MOVED, "Quillwort", "Bladderwrack", "DY2 2AD", "DY22AD")
"""Where masked places are: one that is added, and the Safe House, before and after it moved."""

SKILL = "bell ringing"
UNNAMED = "Nobody hands out the keys to the belfry."
"""Something in the way of a group that did not agree to be named."""

NOT_STEWARDS = (Role.VISITOR, Role.MEMBER, Role.OFFICER)
GROUP = {"kind": "group", "postcode": "DY1 1AB", "needs": "company", "consent": "yes"}


@dataclass
class Walk:
    """Everything that was done, and what came of it."""

    served: Served
    home: Path
    sessions: dict[Role, str]
    told: dict[str, str] = field(default_factory=dict)
    proposal: UUID | None = None

    def client(self, role: Role) -> httpx.Client:
        """Return a browser of somebody in a role."""
        client = httpx.Client(base_url=self.served.address, timeout=60, follow_redirects=True)
        client.headers["Origin"] = self.served.address
        if role is not Role.VISITOR:
            client.cookies.set(cookies.SESSION, self.sessions[role])
        return client

    def send(self, role: Role, path: str, *, at: str = "", **fields: str) -> str:
        """Open a page, send its form, and return what is answered. ``at``: where it is sent to."""
        with self.client(role) as client:
            page = client.get(path)
            assert page.status_code == 200, page.text
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
        """Return the last link that was mailed to somebody, once its page was read as well; the
        server may be about to send it."""
        until = time.monotonic() + 20
        while not (found := self._links(to, path)):
            assert time.monotonic() < until, (to, path)
            time.sleep(0.1)
        self.read(f"the page of a letter: {path}", found[-1])
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

    def read(self, name: str, path: str, role: Role = Role.VISITOR) -> None:
        """Keep what somebody reads at an address, of files all that is in them."""
        with self.client(role) as client:
            answer = client.get(path)
        self.keep(name, answer.text)
        if answer.headers.get("Content-Type", "").startswith("application/zip"):
            for inner, text in texts_of(name, answer.content).items():
                self.keep(inner, text)


def waits(name: str) -> str:
    """Return the id of what waits under a name."""
    id = ask_one(
        "SELECT id FROM contribution WHERE said->>'name' = :n AND state IN ('waiting', 'asked')",
        n=name,
    )
    return str(id)


def last_sent() -> str:
    """Return the address at which a steward decides on what was sent in last."""
    return f"/review/{ask_one('SELECT id FROM contribution ORDER BY sent DESC LIMIT 1')}"


# --- What is done ---------------------------------------------------------------------------------


def walk_through(walk: Walk) -> None:
    """Do everything once."""
    keep_something(walk)
    add(walk)
    read_everything(walk, "while it waits", (Role.VISITOR, Role.MEMBER))
    decide(walk)
    claim(walk)
    move_the_safe_house(walk)
    count_skills(walk)
    hang_together(walk)
    get_in_the_way(walk)
    answer_a_proposal(walk)
    remind_somebody(walk)
    read_everything(walk, "when all was decided", NOT_STEWARDS)
    read_papers(walk)
    draw_pages(walk)
    ask_by_the_terminal(walk)
    fail_to_send(walk)
    erase_person(SENDER)
    read_everything(walk, "after one was erased", (Role.VISITOR,))


def keep_something(walk: Walk) -> None:
    """Let a member keep the Town Friends, and somebody else the Supper and the Old Hall."""
    keeper = somebody(email=KEEPER)
    with session.transaction() as connection:
        member = people.account_of(connection, address_of(Role.MEMBER))
        assert member is not None
        keepers.begin(connection, asset_named("Town Friends"), member.id, "a steward")
        for name in ("Supper", "Old Hall"):
            keepers.begin(connection, asset_named(name), keeper.account_id, "a steward")


def add(walk: Walk) -> None:
    """Let a visitor add two groups and a hidden place, and an administrator a group for
    somebody else."""
    house = {"kind": "venue", "name": "Quiet House", "masked": "yes", "consent": "yes"} | HIDDEN
    for fields in (
        GROUP | {"name": "Chess Club", "belongs": "yes"},
        GROUP | {"name": "Draughts Club", "hours": "Mo 10:00-11:00"},
        house | {"postcode": "DY2 2AB"},
    ):
        walk.send(Role.VISITOR, "/add", sender=SENDER, **fields)
        walk.read("the page to add", "/add")
        walk.send(Role.VISITOR, walk.link(SENDER, "/confirm"))
    agreed = {"behalf_of": BEHALF, "behalf_how": "by phone", "behalf_when": "12 November 2026"}
    walk.send(Role.ADMINISTRATOR, "/add", **GROUP, **agreed, name="Almshouse Circle")


def decide(walk: Walk) -> None:
    """Let a steward ask, accept and decline."""
    chess, draughts, quiet = (waits(n) for n in ("Chess Club", "Draughts Club", "Quiet House"))
    walk.send(Role.STEWARD, f"/review/{chess}", do="ask", question="Which room?")
    answered = walk.send(
        Role.VISITOR, walk.link(SENDER, "/answer"), do="answer", words=ANSWERED,
        **GROUP | {"name": "Chess Club"},
    )  # fmt: skip
    walk.keep("the answer", answered)
    for id in (chess, quiet, waits("Almshouse Circle")):
        walk.send(Role.STEWARD, f"/review/{id}", do="accept")
    walk.send(Role.STEWARD, f"/review/{draughts}", do="decline", reason="It is there already.")


def claim(walk: Walk) -> None:
    """Let a visitor claim the Lunch by its contact on record."""
    lunch = asset_named("Lunch")
    wrong = {"sender": CLAIMER, "note": f"Ask {PRIVATE}. {NOTE}"}
    walk.keep("what is wrong", walk.send(Role.VISITOR, f"/asset/{lunch}/wrong", **wrong))
    fields = {"sender": CLAIMER, "who": WHO}
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


def count_skills(walk: Walk) -> None:
    """Let a keeper count what few can do, and a visitor what more can, who takes it back."""
    path = f"/asset/{asset_named('Town Friends')}/skills"
    few = {"skill": SKILL, "people": "7", "area": "E05000001", "when": "Sundays"}
    walk.keep("what the member counted", walk.send(Role.MEMBER, path, **few))
    many = {"skill": "juggling", "people": "43", "area": "E05000001", "sender": SENDER}
    walk.keep("skills told of", walk.send(Role.VISITOR, path, **many))
    walk.send(Role.VISITOR, walk.link(SENDER, "/confirm"))
    walk.send(Role.STEWARD, last_sent(), do="accept")
    walk.send(Role.VISITOR, walk.link(SENDER, "/skills/withdraw"))


def hang_together(walk: Walk) -> None:
    """Let a keeper say where a group meets: the other side agrees, and of what is hidden a steward
    decides."""
    path = f"/asset/{asset_named('Town Friends')}/links"
    for hall in ("Old Hall", "Safe House"):
        walk.keep(f"at the {hall}", walk.send(Role.MEMBER, path, way="meets", name=hall))
    walk.send(Role.STEWARD, last_sent(), do="accept")
    walk.keep("agreed", walk.send(Role.VISITOR, walk.link(KEEPER, "/link"), answer="yes"))


def get_in_the_way(walk: Walk) -> None:
    """Let somebody tell of what is in the way of a group that is not to be named."""
    said = {"theme": "keys", "words": f"{UNNAMED} {PRIVATE} {MOBILE}", "directorate": NOT_KNOWN}
    path = f"/asset/{asset_named('Almshouse Circle')}/obstacle"
    walk.keep("an obstacle", walk.send(Role.VISITOR, path, sender=SENDER, **said))
    walk.send(Role.VISITOR, walk.link(SENDER, "/confirm"))
    walk.send(Role.STEWARD, last_sent(), do="accept")


def answer_a_proposal(walk: Walk) -> None:
    """Let an officer propose to give up a masked place, and a visitor answer in two ways."""
    officer, house = author("olga"), asset_named("Safe House")
    draft = drafted(officer, close("Safe House"), close("Lunch"), title="Give up two")
    with by(officer):
        day = ask_one("SELECT current_date")
        add_user_count(draft.id, UserCount(asset_named("Lunch"), 3, "a week", "a list", day))
        walk.proposal = publish_proposal(draft.id, confirmed=True).id
    private = {"words": f"We do it. Ask {PRIVATE}, {MOBILE}.", "sender": SENDER}
    instead = {"title": "Keep the house", f"do_{house}": "hand_over", f"to_{house}": "Town Friends"}
    for ending, fields in (("answer", {"group": "Chess Club"}), ("counter", instead)):
        path = f"/proposal/{walk.proposal}/{ending}"
        walk.keep(f"to a proposal: {ending}", walk.send(Role.VISITOR, path, **private | fields))
        walk.send(Role.VISITOR, walk.link(SENDER, "/confirm"))
        walk.send(Role.STEWARD, last_sent(), do="accept")


def remind_somebody(walk: Walk) -> None:
    """Let a keeper be reminded, and say by the link that it is still right."""
    change(
        "UPDATE asset SET last_confirmed = '2020-01-01' WHERE id = :id", id=asset_named("Supper")
    )
    remind()
    walk.keep("still right", walk.send(Role.VISITOR, walk.link(KEEPER, "/still-right")))


def fail_to_send(walk: Walk) -> None:
    """Let a letter wait for a mail server that is not there."""
    sent_by(email=SENDER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSET_MAP_MAIL_HOST", "127.0.0.1")
        patch.setenv("ASSET_MAP_MAIL_PORT", "1")
        get_settings.cache_clear()
        try:
            post_letters()
        except Failure as error:
            walk.keep("what the operator is told of mails", str(error))
    get_settings.cache_clear()


# --- What is read ---------------------------------------------------------------------------------


def read_everything(walk: Walk, when: str, roles: tuple[Role, ...]) -> None:
    """Read all pages as somebody in each role, and all that leaves as a file or by a route."""
    ids = [row.id for row in ask("SELECT id FROM asset ORDER BY name")]
    paths = [f"/asset/{id}{ending}" for id in ids for ending in ("", "/change", "/history")]
    hidden = [asset_named("Safe House")] + [
        row.id for row in ask("SELECT id FROM asset WHERE name = 'Quiet House'")
    ]
    about = ("/close", "/claim", "/obstacle", "/poster", "/keepers", "/wrong", "/give-up")
    paths += [f"/asset/{id}{ending}" for id in hidden for ending in (*about, "/links")]
    friends = asset_named("Town Friends")
    paths += [f"/asset/{friends}{ending}" for ending in ("/skills", "/links", "/poster")]
    paths += of_stewards(hidden[0])
    paths += ["/own", "/review", "/obstacles", "/area/E05000001/list", "/area/E05000002/list"]
    paths += ["/area/E05000002", "/area/E05000002.csv", "/area/E05000002.geojson", "/gaps.csv"]
    paths += ["/find?place=DY2+2AA", "/near.csv?place=DY2+2AA", "/near.geojson?place=DY2+2AA"]
    paths += ["/near.ics?place=DY2+2AA"]
    paths += [f"/confirm/{uuid4()}", "/claim/nothing", "/link/nothing", "/asset/nothing/change"]
    paths += ["/skills/withdraw/nothing", "/still-right/nothing", "/answer/nothing", "/nothing"]
    if walk.proposal:
        of = f"/proposal/{walk.proposal}"
        paths += [f"{of}/answer", f"{of}/counter", f"{of}/told", f"/proposal.toml?id={of[10:]}"]
    for role in roles:
        with walk.client(role) as client:
            for path in paths:
                walk.keep(f"{role} {path}", client.get(path).text)
    for name, content in everything(walk.home / f"opened {when}").items():
        for inner, text in texts_of(name, content).items():
            walk.keep(inner, text)
    deeds = walk.home / f"{when}.csv"
    save_deeds(deeds)
    walk.keep(f"deeds {when}", deeds.read_text(encoding="utf-8"))


def of_stewards(house: UUID) -> list[str]:
    """Return the addresses that are stewards' alone, and those that only a sender's browser has."""
    sent = [row.id for row in ask("SELECT id FROM contribution ORDER BY sent")]
    hall, lunch = asset_named("Old Hall"), asset_named("Lunch")
    return [
        *(f"/add/sent/{id}" for id in sent),
        *(f"/review/{id}" for id in sent),
        *(f"/review/{id}/part/{hall}" for id in sent),
        *("/review/stale", "/review/links", f"/review/merge?a={house}&b={hall}"),
        *(f"/review/apart/{house}", f"/asset/{lunch}/keepers"),
    ]


def read_papers(walk: Walk) -> None:
    """Read the report on a proposal, and on it and its answer: Word, HTML, tables, pictures."""
    answer = ask_one("SELECT id FROM proposal WHERE answers_id IS NOT NULL")
    for ids in (walk.proposal, answer):
        walk.read("a report", f"/impact-report.zip?id={ids}")


def draw_pages(walk: Walk) -> None:
    """Read the pages that the app draws itself, as a visitor."""
    pages = [("see_asset", {"id": str(asset_named(name))}) for name in ("Quiet House", "Lunch")]
    pages += [("see_asset", {"id": str(asset_named(n))}) for n in ("Town Friends", "Safe House")]
    pages += [("see_area", {"code": "E05000002"}), ("see_area", {"code": "E05000001"})]
    pages += [("see_proposal", {"id": str(walk.proposal)}), ("offer_help", {"place": "DY2 2AA"})]
    for page, said in pages:
        script = f"from asset_map.app.pages import {page}\n{page}.show()"
        visit = AppTest.from_string(script, default_timeout=60)
        for name, value in said.items():
            visit.query_params[name] = value
        visit.run()
        assert not visit.exception, visit.exception
        walk.keep(f"drawn {page}", "\n".join(str(one.body) for one in visit.get("html")))


COMMANDS = (
    *("near DY2\u00a02AB --format json", "area East\u00a0Town --format json", "gaps --format json"),
    *("impact --close {house} --format json", "impact --close {house}", "rank-closures"),
    *("near DY2\u00a02AD --within -1", "impact --close nothing", "impact --reduce {house}=7"),
    *("area Quiet\u00a0House", "near Safe\u00a0House", "ideas urgent_help --area East\u00a0Town"),
    *("remind", "twins list"),
)


def ask_by_the_terminal(walk: Walk) -> None:
    """Read what commands say, also those that end with an error."""
    arguments, ending = sys.argv, signal.getsignal(signal.SIGTERM)
    try:
        for command in COMMANDS:
            words = command.format(house=asset_named("Safe House")).split(" ")
            sys.argv = ["asset-map", *(word.replace("\u00a0", " ") for word in words)]
            said = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
            with redirect_stdout(said), redirect_stderr(said), suppress(SystemExit):
                cli.main()
            said.seek(0)
            walk.keep(f"asset-map {command}", said.read())
    finally:
        sys.argv = arguments
        signal.signal(signal.SIGTERM, ending)
