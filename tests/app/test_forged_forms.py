"""Forms from elsewhere, links that nobody sent, and what tries to get into addresses and mails."""

import email
import re
import time
from email.policy import default
from uuid import uuid4

import pytest
from attacking import (
    FORMS,
    Attack,
    Browsers,
    asked_about,
    asked_of_other_side,
    claimed,
    form_of,
    held,
    link,
    posted_routes,
    reminded,
)
from loads import ask, ask_one, change, checksums
from telling import HERE, asset_named, browser, own_home, read, sent_by, tie_in

from asset_map.db import letters as letters_kept
from asset_map.db import session
from asset_map.domain.addresses import email_address
from asset_map.domain.assets import AssetKind
from asset_map.domain.errors import BadInput, Failure
from asset_map.domain.people import VISITOR, Role
from asset_map.domain.tokens import new_token
from asset_map.journeys import letter_words as words
from asset_map.journeys.post_letters import post_letters
from asset_map.outward import mail
from asset_map.web import cookies, telling_routes
from etl.contributed import fields_of

pytestmark = pytest.mark.usefixtures("town")

REFUSED = {400, 403, 404, 409, 422}
PIECES = {"/add/like", "/add/meant", "/add/where", "/add/when"}
"""Pieces for a script: they change nothing, and are told to whoever asks."""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    return own_home(tmp_path, monkeypatch)


@pytest.fixture
def outbox(home):
    """Returns what was sent, as mails, once all that waits is sent."""

    def sent():
        post_letters()
        files = (home / "outbox").glob("*.eml")
        return [email.message_from_bytes(file.read_bytes(), policy=default) for file in files]

    return sent


def forged(browsers: Browsers, attack: Attack) -> dict[str, tuple[dict, dict]]:
    """What a form that works is sent with, by what is wrong with it."""
    fields = {"form": browsers.tie(attack.role), "id": str(uuid4())} | attack.fields
    another = tie_in(browser().get("/add").text)["form"]
    return {
        "another site": (fields, {"Origin": "https://evil.example"}),
        "a site that is called alike": (fields, {"Origin": f"{HERE}.evil.example"}),
        "no origin": (fields, {"Origin": "null"}),
        "another visit's form": (fields | {"form": another}, {}),
        "no tie": (fields | {"form": ""}, {}),
        "a field for a tie": (fields | {"form": cookies.VISIT}, {}),
        "no cookie": (fields, {}),
    }


def test_no_form_is_taken_from_elsewhere_or_without_its_cookie():
    browsers, taken = Browsers(), []
    for route in posted_routes():
        attack = form_of(route)
        client = browsers.of(attack.role)
        post_letters()
        before = checksums()
        for what, (data, headers) in forged(browsers, attack).items():
            if what == "no cookie":
                client = browser(session_token=browsers.session(attack.role))
            answer = client.post(attack.path, data=data, headers=headers)
            if answer.status_code not in REFUSED and route not in PIECES:
                taken.append((route, what, answer.status_code))
        if checksums() != before:
            taken.append((route, "something changed"))

    assert taken == []


def test_opening_whatever_address_changes_nothing():
    last = "/review/apart/{id:uuid}"  # Two assets are one from then on.
    browsers = Browsers()
    made = [form_of(route) for route in posted_routes() if route not in ("/review/merge", last)]
    made.append(form_of(last))
    clients = {role: browsers.of(role) for role in Role}
    post_letters()
    before = checksums()
    for attack in made:
        for client in (clients[attack.role], clients[Role.VISITOR]):
            for ask_for in (client.head, client.get, client.options):
                answer = ask_for(attack.path, params=attack.fields)
                assert answer.status_code in {200, 303, 405, *REFUSED}, attack.path

    assert checksums() == before


def test_forms_alone_are_taken_where_only_forms_are():
    shown = {route.path for route in telling_routes.routes() if "GET" in (route.methods or ())}
    for path in set(posted_routes()) - shown:
        assert browser().get(form_of(path).path).status_code == 405


OPENED = {
    "/confirm/{token}": (words.CONFIRM, lambda: (held(),)),
    "/answer/{token}": (words.ANSWER, lambda: (asked_about(),)),
    "/claim/{token}": (words.CLAIM, lambda: (claimed("Lunch"),)),
    "/skills/withdraw/{token}": (words.WITHDRAW, lambda: (asset_named("Drivers"),)),
    "/still-right/{token}": (words.STILL_RIGHT, reminded),
    "/all-right/{token}": (words.ALL_RIGHT, lambda: reminded(of_all=True)),
    "/reminders/stop/{token}": (words.STOP_REMINDERS, lambda: reminded(of_all=True)),
    "/link/{token}": (words.LINK, asked_of_other_side),
}
"""What each link is for, and what it is about; for some also whose account it was sent to."""


@pytest.mark.parametrize("route", [one for one in posted_routes() if "{token}" in one])
def test_a_link_that_nobody_sent_opens_nothing_and_says_so(route):
    purpose, about = OPENED[route]
    token, other = link(purpose, *about()), next(p for p, _ in OPENED.values() if p != purpose)
    bent = {
        "guessed": new_token(),
        "cut": token[:-1],
        "longer": f"{token}A",
        "turned": token.swapcase(),
        "blank": "%20",
        "of another purpose": link(other, *about()),
        "its hash": ask_one("SELECT token_hash FROM letter_link LIMIT 1"),
        "an end": "%00",
        "a wild card": "%25",
        "a path": "..%2f..%2fadd",
    }
    expired = link(purpose, *about())
    change(
        "UPDATE letter_link SET expires = now() WHERE token_hash = encode(sha256(:t), 'hex')",
        t=expired.encode(),
    )
    post_letters()
    visit, before = browser(), checksums()
    tie = tie_in(visit.get("/add").text)
    for how, text in (bent | {"too old": expired}).items():
        path = route.replace("{token}", text)
        for answer in (visit.get(path), visit.head(path), visit.post(path, data=tie)):
            assert answer.status_code in REFUSED, how
            assert "Chess" not in answer.text
            assert "Lunch" not in answer.text

    assert checksums() == before
    assert visit.get(route.replace("{token}", token)).status_code == 200


def test_whatever_is_asked_for_nobody_is_led_away():
    away = "https://evil.example/"
    more = {name: away for name in ("next", "return", "to", "url", "way_back", "said", "redirect")}
    browsers = Browsers()
    for route in posted_routes():
        attack = form_of(route)
        client, fields = browsers.of(attack.role), {"form": browsers.tie(attack.role)}
        path = f"{attack.path}{'&' if '?' in attack.path else '?'}next={away}&to={away}"
        headers = {"Referer": away, "X-Forwarded-Host": "evil.example"}
        answer = client.post(
            path, data=fields | {"id": str(uuid4())} | more | attack.fields, headers=headers
        )
        to = answer.headers.get("location", "/")
        assert re.match(r"/(?![/\\])", to), (route, to)
        assert "evil" not in to.partition("?")[0]
    for path in ("//evil.example/change", "/%5Cevil.example/change", "/%2f%2fevil.example/history"):
        answer = browsers.of(Role.VISITOR).get(f"/asset{path}")
        assert "location" not in answer.headers


NO_ADDRESSES = [
    "anna@example.org, ben@example.org",
    "anna@example.org;ben@example.org",
    "anna@example.org\r\nBcc: all@example.org",
    "anna@example.org\nbcc:all@example.org",
    "Anna <anna@example.org>",
    "=?utf-8?q?a=40b.org=2cc=40d.org=2c?=@example.org",
    "=?utf-8?q?x=0d=0abcc=3aall=40example.org=0d=0a?=@example.org",
    "=?us-ascii?b?YUBiLm9yZw==?=@example.org",
    "anna@example..org",
    "anna..b@example.org",
    ".anna@example.org",
    "anna@ex\u0430mple.org",
    f"{'a' * 250}@example.org",
]


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_no_mail_goes_to_more_or_others_than_was_typed(address, outbox):
    attack, browsers = FORMS["/asset/{id}/wrong"](), Browsers()
    fields = {"form": browsers.tie(Role.VISITOR), "id": str(uuid4())} | attack.fields
    answer = browsers.of(Role.VISITOR).post(attack.path, data=fields | {"sender": address})

    assert answer.status_code == 422
    assert ask_one("SELECT count(*) FROM contribution") == 0
    assert outbox() == []
    with pytest.raises(BadInput):
        email_address(address)


@pytest.mark.parametrize("address", [one for one in NO_ADDRESSES if "=?" in one or "," in one])
def test_no_mail_is_made_to_what_its_reader_takes_for_others(address):
    with pytest.raises(Failure):
        mail.letter(address, "Subject", "Text")


def test_a_contact_on_record_that_is_none_gets_no_mail_and_holds_up_nobodys(outbox):
    evil = next(one for one in NO_ADDRESSES if "=0d=0a" in one)
    one, other = held(), held()
    change("UPDATE contribution_contact SET email = :e WHERE contribution_id = :id", e=evil, id=one)
    change("UPDATE letter SET next_try = next_try - interval '1 hour' WHERE about = :id", id=one)
    mails = outbox()

    [row] = ask("SELECT email FROM contribution_contact WHERE contribution_id = :id", id=other)
    assert [str(one["To"]) for one in mails] == [row.email]
    assert ask_one("SELECT tries FROM letter WHERE about = :id", id=one) == 1


def test_a_letter_that_cannot_be_made_holds_up_no_other(outbox, caplog):
    with session.transaction() as connection:
        letters_kept.note(connection, "of no kind", uuid4())
    change("UPDATE letter SET next_try = next_try - interval '1 hour'")
    held()

    assert len(outbox()) == 1
    assert [one for one in caplog.messages if "could not be made" in one]


def test_what_is_typed_adds_no_line_to_the_head_of_a_mail(outbox):
    breaks = "Club\r\nBcc: all@example.org\r\n\r\n<b>Pay here: https://evil.example</b>"
    said = {"name": breaks, "description": breaks, "postcode": "DY1 1AB"}
    sent_by(VISITOR, said=said, note=breaks)

    [one] = outbox()
    assert set(one.keys()) <= {
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Type"),
        *("Content-Transfer-Encoding", "MIME-Version"),
    }
    assert one["To"].addresses[0].addr_spec == "sender@example.org"
    assert "evil.example" not in one.get_content()


LONG = 90_000
"""Signs: what a form may send at most is little more."""

SLOW = (
    "a",
    " ",
    "1",
    "; ",
    "(",
    "a@",
    "a.",
    "+44 ",
    "0 1 ",
    "Mo ",
    "10:00-",
    "Mon and ",
    "http://",
)
SLOW += ("DY1 1AA ", "Mo 10:00-12:00; ", "a@b.c ", "\n", "Z̮̞")


@pytest.mark.parametrize("text", SLOW)
def test_no_text_keeps_the_reading_of_a_field_busy(text):
    kind = AssetKind.SERVICE
    read(kind, name="Lunch")
    began = time.process_time()
    read(kind, **dict.fromkeys(fields_of(kind), text * (LONG // len(text))))

    assert time.process_time() - began < 3


@pytest.mark.parametrize("route", ["/add", "/asset/{id}/change", "/asset/{id}/obstacle"])
def test_no_form_keeps_a_page_busy(route):
    attack, browsers = form_of(route), Browsers()
    client = browsers.of(attack.role)
    fields = {"form": browsers.tie(attack.role), "id": str(uuid4())} | attack.fields
    for name in ("name", "postcode", "hours", "phone", "words", "sender", "venue", "seen"):
        began = time.process_time()
        answer = client.post(attack.path, data=fields | {name: "0 1 " * (LONG // 4)})
        assert time.process_time() - began < 2, name
        assert answer.status_code in {200, 303, 422, 400}
