"""Forms that no page of ours sends: each is answered in a sentence, kept whole or not at all."""

import json
import re
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode
from uuid import uuid4

import pytest
from attacking import FORMS, Attack, Browsers, form_of, held, posted_routes, waiting
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from loads import ask, ask_one, change, checksums
from naughty import broken_out, texts, worst
from telling import own_home

from asset_map.domain.people import Role
from asset_map.journeys.post_letters import post_letters

pytestmark = pytest.mark.usefixtures("town")

ANSWERS = {200, 303, 400, 403, 404, 409, 413, 422, 429}
FORM = "application/x-www-form-urlencoded"
TYPES = (FORM, "application/json", "multipart/form-data; boundary=x", "text/plain", "")

FIELDS = (
    *("id", "form", "name", "kind", "description", "needs", "postcode", "latitude", "longitude"),
    *("covers", "masked", "url", "email", "phone", "hours", "cost", "who_for", "how", "languages"),
    *("asks_for", "asks_when", "skill", "people", "venue_type", "group_type", "step_free"),
    *("size_people", "hours_free", "valid_from", "valid_to", "venue", "venue_id", "run_by"),
    *("run_by_id", "none_of", "belongs", "consent", "contact_own", "sender", "behalf_of", "note"),
    *("behalf_how", "behalf_when", "seen", "why", "words", "who", "record", "version", "account"),
    *("theme", "directorate", "named", "do", "others", "question", "reason", "answer", "asset"),
    *("ward", "a", "b", "take-name", "take-place", "take-needs", "x", "", "said", "state"),
    *("way", "chosen", "link", "group", "group_id", "title", "area", "when", "no_names"),
)

SURROGATES = ('{"cost": "\\ud800", "name": "\\udfff"}', '{"cost": "\\u0000"}', '{"\\ud800": "x"}')
NUMBERS = ("-1", "0", "1e400", "NaN", "9" * 30, "2147483648", "1_000", "٣", "0x10", "12.5", " 7 ")
ODD = (
    *("\ud800", "\udfff", "\0", "\r\nBcc: all@example.org", "\u202e\u2066", "[]", "{}", "null"),
    *('["a"]', '{"a": {"b": []}}', "[" * 3000, "1/0", "2026-02-30", "0000-00-00", "a" * 60_000),
    *("anna@example.org, ben@example.org", "anna@example.org\nbcc: b@example.org", ";;;", ",", "%"),
)
VALUES = some.sampled_from([*SURROGATES, *NUMBERS, *ODD, *worst(), *texts()[::7], "", "yes"])
RAW = (b"", b"\xff\xfe", b"a=%FF&b=%ED%A0%80", b"&&&==&=", b"x" * 120_000, b"a&" * 400, b"[1,2]")


@dataclass(frozen=True)
class Mangled:
    """What is done to a form that works."""

    set: dict[str, str]
    twice: tuple[str, ...]
    dropped: tuple[str, ...]
    type: str
    raw: bytes | None
    tie: str
    elsewhere: str | None
    role: Role | None
    theirs: bool


def seldom(values, none=None):
    """Nothing most of the time: what is wrong with a form otherwise hides everything behind it."""
    return some.integers(0, 9).flatmap(lambda at: values if at == 0 else some.just(none))


MANGLED = some.builds(
    Mangled,
    set=some.dictionaries(some.sampled_from(FIELDS), VALUES, max_size=3),
    twice=some.lists(some.sampled_from(FIELDS), max_size=2).map(tuple),
    dropped=some.lists(some.sampled_from(FIELDS), max_size=2).map(tuple),
    type=seldom(some.sampled_from(TYPES), FORM),
    raw=seldom(some.sampled_from(RAW)),
    tie=seldom(some.sampled_from(["", "none", "junk", "another"]), ""),
    elsewhere=seldom(VALUES),
    role=seldom(some.sampled_from(list(Role))),
    theirs=seldom(some.just(True), False),
)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    return own_home(tmp_path, monkeypatch)


class Attacked:
    """The map under attack: forms that work, made anew once one was taken."""

    def __init__(self) -> None:
        self.browsers = Browsers()
        for role in Role:
            self.browsers.of(role)
        self.made: dict[str, Attack] = {}
        self.theirs = [waiting(name="A secret club"), held()]
        self._settle()

    def form(self, route: str) -> Attack:
        """Return a form that works."""
        if route not in self.made:
            self.made[route] = form_of(route)
            self._settle()
        return self.made[route]

    def _settle(self) -> None:
        """Nothing is left to do behind the back of what follows, and no bound is reached."""
        change("UPDATE contribution SET sent = sent - interval '2 days' WHERE state <> 'held'")
        change("UPDATE contribution SET sent = now() - interval '2 days' WHERE state = 'held'")
        post_letters()
        self.before = checksums()

    def changed(self) -> bool:
        """Tell whether anything changed since."""
        return checksums() != self.before

    def anew(self) -> None:
        """Make all forms anew: the map is not what they were made for."""
        self.made.clear()
        self._settle()


def body_of(attack: Attack, wish: Mangled, attacked: Attacked) -> bytes:
    """Return what is sent."""
    if wish.raw is not None:
        return wish.raw
    role = wish.role or attack.role
    id = str(attacked.theirs[0]) if wish.theirs else str(uuid4())
    fields = {"form": attacked.browsers.tie(role), "id": id} | attack.fields
    fields = {name: text for name, text in fields.items() if name not in wish.dropped} | wish.set
    if wish.tie:
        other = next(one for one in Role if one is not role)
        ties = {"junk": "f" * 64, "another": attacked.browsers.tie(other), "none": ""}
        fields["form"] = ties[wish.tie]
    pairs = [*fields.items(), *((name, fields.get(name, "again")) for name in wish.twice)]
    if wish.type == "application/json":
        return json.dumps(fields).encode()
    return urlencode(pairs, errors="surrogatepass").encode()


def mangled(path: str, text: str | None) -> str:
    """Return an address whose last id or token is something else."""
    if text is None or not (found := re.search(r"[^/]{36,}", path)):
        return path
    other = quote(text[:200] or " ", safe="", errors="surrogatepass")
    return path[: found.start()] + other + path[found.end() :]


def attack_once(attacked: Attacked, route: str, wish: Mangled, caplog) -> None:
    attack = attacked.form(route)
    attack = replace(attack, path=mangled(attack.path, wish.elsewhere))
    body = body_of(attack, wish, attacked)
    client = attacked.browsers.of(wish.role or attack.role)
    caplog.clear()
    answer = client.post(attack.path, content=body, headers={"Content-Type": wish.type})

    assert answer.status_code in ANSWERS, (answer.status_code, answer.text[-500:])
    assert "Traceback" not in answer.text
    wrong = [one for one in caplog.messages if "failed" in one or "could not be" in one]
    assert not wrong
    assert broken_out(main_of(answer)) == []
    refused = answer.status_code >= 400
    if refused and "<main>" in answer.text:
        assert re.search(r'class="[^"]*(am-problem|am-errors)', answer.text)
    if attacked.changed():
        assert not refused
        assert half() == []
        attacked.anew()


def main_of(answer) -> str:
    """What stands on a page between its head, which has our own scripts, and its foot."""
    return answer.text.partition("<main>")[2].partition("</main>")[0]


def half() -> list[str]:
    """Return what is kept by half: without its turn, its address, its letter or what it became."""
    rows = ask(
        """
        SELECT c.id, c.state FROM contribution c
        WHERE NOT EXISTS (SELECT FROM contribution_turn t
                          WHERE t.contribution_id = c.id AND t.what = 'sent')
           OR (c.by_account IS NULL AND c.sender <> '' AND c.state IN ('held', 'waiting', 'asked')
               AND NOT EXISTS (SELECT FROM contribution_contact t WHERE t.contribution_id = c.id))
           OR (c.state = 'held' AND NOT EXISTS (SELECT FROM letter l WHERE l.about = c.id))
           OR (c.state IN ('accepted', 'merged', 'declined') AND c.decided IS NULL)
        UNION ALL
        SELECT t.contribution_id, 'a turn of nothing' FROM contribution_turn t
        WHERE NOT EXISTS (SELECT FROM contribution c WHERE c.id = t.contribution_id)
        """
    )
    return [f"{row.id} {row.state}" for row in rows]


def test_every_form_there_is_is_attacked_as_one_that_works():
    assert FORMS.keys() == set(posted_routes())


def _attack(caplog, examples: int) -> None:
    attacked = Attacked()

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=examples < 500,
        phases=[Phase.generate],  # What fails changed what it would be tried on again.
        suppress_health_check=list(HealthCheck),
    )
    @given(some.sampled_from(posted_routes()), MANGLED)
    def each(route, wish):
        attack_once(attacked, route, wish, caplog)

    each()
    assert ask_one("SELECT count(*) FROM asset WHERE name = 'Old Hall'") == 1


def test_forms_mangled_at_random_are_answered_and_kept_whole_or_not_at_all(caplog):
    _attack(caplog, 150)


@pytest.mark.long
def test_a_thousand_forms_mangled_at_random_are_answered(caplog):
    _attack(caplog, 1000)
