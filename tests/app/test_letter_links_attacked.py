"""Links in letters attacked from inside: by somebody else, for something else, too late, bent, and
twenty at once. One effect, one plain sentence, nothing of it in a log."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from attacking import asked_about, asked_of_other_side, claimed, held, link, person_of, reminded
from keeping import somebody
from loads import ask, ask_one, change
from signed_in import session_of
from telling import asset_named, browser, own_home, tie_in

from asset_map.db import keepers, session
from asset_map.domain.people import OPERATOR, Role
from asset_map.journeys import letter_words as words
from asset_map.journeys.acting import acting
from asset_map.journeys.erase_person import erase_person

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


@dataclass(frozen=True)
class Kind:
    """A kind of link: the page it opens, what it is about and whose it is, what its form sends, and
    the question that counts its effect."""

    path: str
    about: object
    fields: object
    effect: str


def _skills():
    person, offer = person_of(Role.MEMBER), asset_named("Drivers")
    with session.transaction() as connection:
        keepers.begin(connection, offer, person.account_id, "a steward")
    return offer, person.account_id


TURNS = "SELECT count(*) FROM contribution_turn WHERE what = '{}'"
DEEDS = "SELECT count(*) FROM deed WHERE what = '{}'"
KINDS = {
    words.CONFIRM: Kind("/confirm/", lambda: (held(),), dict, TURNS.format("confirmed")),
    words.ANSWER: Kind(
        "/answer/",
        lambda: (asked_about(),),
        lambda: {"do": "answer", "words": "The big one."},
        TURNS.format("answered"),
    ),
    words.CLAIM: Kind(
        "/claim/",
        lambda: (claimed("Lunch"),),
        lambda: {"answer": "yes"},
        DEEDS.format("claim accepted"),
    ),
    words.STILL_RIGHT: Kind(
        "/still-right/", reminded, dict, DEEDS.format("said still right by mail")
    ),
    words.ALL_RIGHT: Kind(
        "/all-right/",
        lambda: reminded(of_all=True),
        lambda: {"shown": str(asset_named("Lunch"))},
        DEEDS.format("said still right by mail"),
    ),
    words.STOP_REMINDERS: Kind(
        "/reminders/stop/",
        lambda: reminded(of_all=True),
        dict,
        "SELECT count(*) FROM account WHERE no_reminders IS NOT NULL",
    ),
    words.WITHDRAW: Kind(
        "/skills/withdraw/", _skills, dict, DEEDS.format("skills withdrawn by mail")
    ),
    words.LINK: Kind(
        "/link/",
        asked_of_other_side,
        lambda: {"answer": "yes"},
        "SELECT count(*) FROM link WHERE said_by = 'both' AND source_id = 'contributions'",
    ),
}
WHOSE = (words.STILL_RIGHT, words.ALL_RIGHT, words.STOP_REMINDERS, words.WITHDRAW, words.LINK)
"""The kinds of links that belong to an account."""


@pytest.fixture(params=KINDS)
def purpose(request) -> str:
    return request.param


@dataclass
class Sent:
    """A link that was sent: its token, its account if it has one, and what its form sends."""

    kind: Kind
    token: str
    account: object
    fields: dict[str, str]

    @property
    def path(self) -> str:
        return self.kind.path + self.token

    def effects(self) -> int:
        return ask_one(self.kind.effect)


def made(purpose: str) -> Sent:
    kind = KINDS[purpose]
    about = kind.about()
    token = link(purpose, *about)
    return Sent(kind, token, about[1] if len(about) > 1 else None, kind.fields())


def pressed(client, sent: Sent, path: str = ""):
    """Press the button of a page, as whoever has its address may."""
    return client.post(path or sent.path, data=tie_in(client.get("/add").text) | sent.fields)


def says_no(answer) -> bool:
    """Tell whether an answer is one plain sentence that it does not work."""
    page = answer.text.partition("<main")[2]
    return answer.status_code in (400, 404, 422) and "Traceback" not in page and "<form" not in page


def test_twenty_at_once_have_one_effect_and_one_answer(purpose, caplog):
    caplog.set_level(logging.DEBUG, logger="asset_map")
    sent = made(purpose)
    before = sent.effects()

    def one(_number: int):
        client = browser()
        client.get("/add")
        return pressed(client, sent)

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(one, range(20)))

    assert sent.effects() == before + 1
    assert {answer.status_code for answer in answers} == {200}
    assert sent.token not in caplog.text
    assert "Traceback" not in caplog.text


def test_whatever_only_opens_it_changes_nothing_and_uses_nothing_up(purpose):
    sent = made(purpose)
    before = sent.effects()
    scanner = browser()
    for _ in range(3):
        assert scanner.head(sent.path).status_code == 200
        assert scanner.get(sent.path, headers={"Purpose": "prefetch"}).status_code == 200
        scanner.options(sent.path)

    assert sent.effects() == before
    assert ask_one("SELECT count(*) FROM letter_link WHERE used IS NOT NULL") == 0
    assert pressed(browser(), sent).status_code == 200
    assert sent.effects() == before + 1


BENT = {
    "a dot at its end": lambda token: f"{token}.",
    "a bracket at its end": lambda token: f"{token}%3E",
    "a comma": lambda token: f"{token},",
    "capitals": str.upper,
    "small letters": str.lower,
    "a blank before": lambda token: f"%20{token}",
    "a line end": lambda token: f"{token}%0A",
    "twice": lambda token: token + token,
}


def test_bent_by_a_mail_program_it_does_nothing_and_says_so_in_a_sentence(purpose, caplog):
    sent = made(purpose)
    before = sent.effects()
    client = browser()
    for how, bend in BENT.items():
        path = sent.kind.path + bend(sent.token)
        assert says_no(client.get(path)), how
        assert says_no(pressed(client, sent, path)), how

    assert sent.effects() == before
    assert sent.token not in caplog.text
    assert pressed(client, sent).status_code == 200


def test_a_link_for_one_thing_does_nothing_on_the_page_of_another(purpose):
    sent = made(purpose)
    for other, kind in KINDS.items():
        if other == purpose:
            continue
        path = kind.path + sent.token
        assert says_no(browser().get(path)), other
        client = browser()
        answer = client.post(path, data=tie_in(client.get("/add").text) | kind.fields())
        assert says_no(answer), other

    assert not ask("SELECT FROM letter_link WHERE used IS NOT NULL")


@pytest.mark.parametrize("purpose", WHOSE, indirect=True)
def test_once_its_reader_is_erased_it_opens_nothing(purpose):
    sent = made(purpose)
    before = sent.effects()
    address = ask_one("SELECT email FROM account WHERE id = :id", id=sent.account)
    with acting(lambda: OPERATOR):
        erase_person(address)
    client = browser()

    assert says_no(client.get(sent.path))
    assert says_no(pressed(client, sent))
    assert sent.effects() == before


@pytest.mark.parametrize("purpose", WHOSE, indirect=True)
def test_once_its_reader_may_sign_in_no_more_it_does_nothing(purpose):
    sent = made(purpose)
    before = sent.effects()
    change("UPDATE account SET ended = now() WHERE id = :id", id=sent.account)

    assert says_no(pressed(browser(), sent))
    assert sent.effects() == before


@pytest.mark.parametrize(
    "purpose", [one for one in WHOSE if one != words.STOP_REMINDERS], indirect=True
)
def test_once_its_reader_keeps_the_entry_no_more_it_does_nothing(purpose):
    sent = made(purpose)
    before = sent.effects()
    change("UPDATE asset_keeper SET until = now() WHERE account_id = :id", id=sent.account)

    assert says_no(pressed(browser(), sent))
    assert sent.effects() == before


@pytest.mark.parametrize("purpose", [words.STILL_RIGHT, words.WITHDRAW], indirect=True)
def test_what_another_does_with_it_is_done_for_its_reader_alone(purpose):
    """Whoever has a link has what it opens; being signed in as somebody else adds nothing."""
    sent = made(purpose)
    other = browser(session_token=session_of(Role.OFFICER))
    assert pressed(other, sent).status_code == 200

    assert ask("SELECT FROM deed WHERE role = 'officer' AND what NOT LIKE 'signed%'") == []


def test_erased_before_it_was_confirmed_or_answered_it_stays_as_it_is():
    zoe = somebody(email="zoe@example.org")
    id = asked_about(zoe)
    token = link(words.ANSWER, id)
    with acting(lambda: OPERATOR):
        erase_person("zoe@example.org")
    client = browser()
    kind = KINDS[words.ANSWER]
    client.post(f"/answer/{token}", data=tie_in(client.get("/add").text) | kind.fields())

    row = ask("SELECT state, said FROM contribution WHERE id = :id", id=id)[0]
    assert (row.state, row.said) == ("taken_back", {})
