"""What there is to attack where people tell something: for every form that is taken, one that works
as it is, by somebody who may send it, and everything that it leads to."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from keeping import somebody
from loads import ask, change
from proposers import by, close, drafted
from proposers import somebody as author
from signed_in import address_of, session_of
from starlette.testclient import TestClient
from telling import asset_named, browser, sent_by, tie_in

from asset_map.app import addresses
from asset_map.db import keepers, letters, people, session
from asset_map.domain.contributions import Consent, Kind
from asset_map.domain.obstacles import NOT_KNOWN, Theme
from asset_map.domain.people import OPERATOR, VISITOR, Person, Role
from asset_map.domain.tokens import hashed, new_token
from asset_map.journeys import (
    claim_asset,
    close_asset,
    keep_asset,
    merge_assets,
    review_contribution,
    state_link,
)
from asset_map.journeys import letter_words as words
from asset_map.journeys.acting import acting
from asset_map.journeys.close_asset import Closing
from asset_map.journeys.publish_proposal import publish_proposal
from asset_map.journeys.state_link import Statement
from asset_map.web import telling_routes

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Attack:
    """A form that works: where it goes, who may send it, and what is sent beside its hidden
    fields. ``shown``: the page that holds the form."""

    path: str
    role: Role
    fields: dict[str, str]
    shown: str = ""


@dataclass
class Browsers:
    """A browser for each role, with a tie of its own."""

    by_role: dict[Role, TestClient] = field(default_factory=dict)
    ties: dict[Role, str] = field(default_factory=dict)
    sessions: dict[Role, str] = field(default_factory=dict)

    def of(self, role: Role) -> TestClient:
        """Return the browser of somebody in a role."""
        if role not in self.by_role:
            token = "" if role is Role.VISITOR else session_of(role)
            client = browser(session_token=token)
            client.follow_redirects = False
            self.sessions[role] = token
            self.by_role[role] = client
            self.ties[role] = tie_in(client.get(addresses.ADD).text)["form"]
        return self.by_role[role]

    def tie(self, role: Role) -> str:
        """Return what ties a form to that browser."""
        self.of(role)
        return self.ties[role]

    def session(self, role: Role) -> str:
        """Return the token of the session in that browser; empty for a visitor."""
        self.of(role)
        return self.sessions[role]


def person_of(role: Role) -> Person:
    """The account that the browser of a role is signed in with."""
    session_of(role)
    with session.reading() as connection:
        account = people.account_of(connection, address_of(role))
    assert account is not None
    return Person(role, account.id, account.email)


def link(purpose: str, about: UUID, account: UUID | None = None) -> str:
    """Make a link of a letter, and return its token."""
    token = new_token()
    with session.transaction() as connection:
        letters.note_link(connection, hashed(token), purpose, about, A_WEEK, account)
    return token


def group(name: str = "Chess Club", **more: str) -> dict[str, str]:
    """What is typed of a group."""
    return {"name": name, "postcode": "DY1 1AB", "needs": "company"} | more


def waiting(**said: str) -> UUID:
    """What a member sent in, waiting for a steward."""
    return sent_by(somebody(), said=group(**said)).id


def held() -> UUID:
    """What a visitor sent in, waiting for their address to be confirmed."""
    return sent_by(VISITOR, said=group(), email=f"{uuid4().hex[:8]}@example.org").id


def reminded(*, of_all: bool = False) -> tuple[UUID, UUID]:
    """What a reminder about the Lunch is about, or one about all entries; and whose it is."""
    lunch = _keeper("Lunch")
    account = person_of(Role.MEMBER).account_id
    assert account is not None
    return (account if of_all else lunch), account


def asked_about(person: Person | None = None) -> UUID:
    """What somebody was asked about."""
    id = sent_by(person or somebody(), said=group()).id
    with acting(lambda: OPERATOR):
        review_contribution.ask(id, 1, "Which room?")
    return id


def claimed(name: str) -> UUID:
    """A claim of the asset of a name, by a member."""
    with acting(lambda: somebody()):
        wanted = claim_asset.Claim(uuid4(), str(asset_named(name)), "its secretary")
        return claim_asset.claim(wanted).sent.id


def obstacle() -> UUID:
    """Something in a group's way that a steward took in."""
    said = {"theme": next(iter(Theme)).value, "words": "No key.", "directorate": NOT_KNOWN}
    about = asset_named("Town Friends")
    sent = sent_by(somebody(), kind=Kind.OBSTACLE, said=said, about=about)
    with acting(lambda: OPERATOR):
        review_contribution.accept(sent.id, 1)
    return sent.id


def stated(hall: str) -> tuple[UUID, UUID]:
    """That the Town Friends meet at a hall, said by them alone: the link, and what was sent."""
    ends = {"group": asset_named("Town Friends"), "hall": asset_named(hall)}
    change("DELETE FROM link WHERE from_id = :group AND to_id = :hall", **ends)
    with acting(lambda: somebody()):
        said = Statement(uuid4(), str(ends["group"]), "meets", hall)
        sent = state_link.state_link(said).sent
    assert sent is not None
    with acting(lambda: OPERATOR):
        review_contribution.accept(sent.id, 1)
    [row] = ask("SELECT id FROM link WHERE from_id = :group AND to_id = :hall", **ends)
    return row.id, sent.id


def asked_of_other_side() -> tuple[UUID, UUID]:
    """What was said of the Old Hall, and the account of its keeper, who is asked about it."""
    keeper, (_, sent) = somebody(), stated("Old Hall")
    assert keeper.account_id is not None
    with session.transaction() as connection:
        keepers.begin(connection, asset_named("Old Hall"), keeper.account_id, "a steward")
    return sent, keeper.account_id


def _confirm_link() -> Attack:
    id, _ = stated("New Hall")
    path = f"/asset/{asset_named('Town Friends')}/links"
    return Attack(f"{path}/confirm", Role.STEWARD, {"link": str(id)}, shown=path)


def _end_link() -> Attack:
    group, (id, _) = _keeper("Town Friends"), stated("New Hall")
    path = f"/asset/{group}/links"
    return Attack(f"{path}/end", Role.MEMBER, {"link": str(id)}, shown=path)


def _keeper(name: str) -> UUID:
    """Let the member of the browsers keep an asset; return the asset."""
    person, id = person_of(Role.MEMBER), asset_named(name)
    with session.transaction() as connection:
        keepers.begin(connection, id, person.account_id, "a steward")
    return id


def _add() -> Attack:
    fields = {
        "kind": "group",
        "consent": "yes",
        "sender": "anna@example.org",
        "hours": "Tue 6pm-8pm",
    }
    return Attack("/add", Role.VISITOR, fields | group(f"Chess {uuid4().hex[:6]}"))


def _about(name: str, ending: str, fields: dict[str, str], role: Role = Role.VISITOR) -> Attack:
    sender = {"sender": "anna@example.org"} if role is Role.VISITOR else {}
    return Attack(f"/asset/{asset_named(name)}/{ending}", role, fields | sender)


def _history() -> Attack:
    id = asset_named("Lunch")
    [row] = ask(
        "SELECT v.record_id, v.version FROM record_version v JOIN record_asset m "
        "ON m.record_id = v.record_id WHERE m.asset_id = :id ORDER BY v.since LIMIT 1",
        id=id,
    )
    fields = {"record": str(row.record_id), "version": str(row.version)}
    return Attack(f"/asset/{id}/history", Role.STEWARD, fields)


def _keepers() -> Attack:
    person, name = somebody(), "Lunch"
    with session.transaction() as connection:
        keepers.begin(connection, asset_named(name), person.account_id, "a steward")
    fields = {"account": str(person.account_id)}
    return Attack(f"/asset/{asset_named(name)}/keepers", Role.STEWARD, fields)


def _merge() -> Attack:
    a, b = (str(asset_named(name)) for name in ("Lunch", "Supper"))
    seen = merge_assets.look_at_pair(a, b).seen
    return Attack(f"/review/merge?a={a}&b={b}", Role.STEWARD, {"seen": seen, "take-name": "a"})


def _apart() -> Attack:
    a, b = (str(asset_named(name)) for name in ("Lunch", "Supper"))
    one = merge_assets.merge(a, b, {}, merge_assets.look_at_pair(a, b).seen)
    [pair] = merge_assets.see_joined(str(one))[1]
    fields = {"a": str(pair.record_a), "b": str(pair.record_b)}
    return Attack(f"/review/apart/{one}", Role.STEWARD, fields)


def _two_again() -> None:
    """Let the Lunch and the Supper be two, as those think who attack others."""
    found = ask("SELECT id FROM asset WHERE name IN ('Lunch', 'Supper')")
    for row in found if len(found) == 1 else ():
        for pair in merge_assets.see_joined(str(row.id))[1]:
            merge_assets.take_apart(str(pair.record_a), str(pair.record_b))


def _part() -> Attack:
    path = f"/review/{waiting()}/part/{asset_named('Town Friends')}"
    return Attack(path, Role.STEWARD, {"version": "1", "take-needs": "sent"})


def _again() -> Attack:
    """That Lunch is open again, which its keeper closed."""
    about = _keeper("Lunch")
    with acting(lambda: person_of(Role.MEMBER)):
        close_asset.close(Closing(uuid4(), str(about), "2020", "ended", "", Consent("agreed")))
        keep_asset.give_up(str(about))
    return Attack(f"/asset/{about}/again", Role.VISITOR, {"sender": "anna@example.org"})


def _obstacle_answer() -> Attack:
    id = obstacle()
    fields = {f"words-{id}": "Ask for it at the desk.", f"removed-{id}": "", "seen": ""}
    return Attack(f"/obstacles/{id}", Role.OFFICER, fields, shown="/obstacles")


def _proposal(ending: str, fields: Callable[[], dict[str, str]]) -> Attack:
    found = ask("SELECT id FROM proposal LIMIT 1")
    id = found[0].id if found else _published()
    return Attack(
        f"/proposal/{id}/{ending}", Role.VISITOR, {"sender": "anna@example.org"} | fields()
    )


def _published() -> UUID:
    """A published proposal that closes the Old Hall."""
    anna = author("anna")
    made = drafted(anna, close("Old Hall"))
    with by(anna):
        return publish_proposal(made.id, confirmed=True).id


def _mended() -> Attack:
    """Words that everybody reads, mended by a steward."""
    id = obstacle()
    [row] = ask("SELECT version FROM contribution WHERE id = :id", id=id)
    fields = {"do": "mend", "words": "No key after six.", "version": str(row.version)}
    return Attack(f"/review/words/{id}", Role.STEWARD, fields)


def _keys() -> dict[str, str]:
    hall = asset_named("Old Hall")
    given = {f"do_{hall}": "hand_over", f"to_{hall}": "Town Friends"}
    return given | {"title": "Keep the keys", "words": "We do it."}


_SKILLS = {"skill": "gardening", "people": "12", "area": "E05000002", "when": "Mondays"}
_TOLD = {"theme": next(iter(Theme)).value, "words": "No key.", "directorate": NOT_KNOWN}
_WHERE = {"postcode": "DY1 1AA", "latitude": "", "longitude": ""}

FORMS: dict[str, Callable[[], Attack]] = {
    "/confirm/{token}": lambda: Attack(f"/confirm/{link(words.CONFIRM, held())}", Role.VISITOR, {}),
    "/add": _add,
    # Only the visit that sent it may: of these browsers none did.
    "/add/sent/{id:uuid}": lambda: Attack(
        f"/add/sent/{held()}", Role.VISITOR, {"sender": "anna@example.org"}
    ),
    "/add/like": lambda: Attack("/add/like", Role.VISITOR, {"kind": "venue", "name": "Old Hall"}),
    "/add/meant": lambda: Attack("/add/meant", Role.VISITOR, {"field": "venue", "name": "Hall"}),
    "/add/where": lambda: Attack("/add/where", Role.VISITOR, dict(_WHERE)),
    "/add/when": lambda: Attack("/add/when", Role.VISITOR, {"hours": "Mo 10:00-12:00"}),
    "/review/stale": lambda: Attack(
        "/review/stale", Role.STEWARD, {"asset": str(asset_named("Lunch")), "ward": ""}
    ),
    "/still-right/{token}": lambda: Attack(
        f"/still-right/{link(words.STILL_RIGHT, *reminded())}", Role.VISITOR, {}
    ),
    "/all-right/{token}": lambda: Attack(
        f"/all-right/{link(words.ALL_RIGHT, *reminded(of_all=True))}",
        Role.VISITOR,
        {"shown": str(asset_named("Lunch"))},
    ),
    "/reminders/stop/{token}": lambda: Attack(
        f"/reminders/stop/{link(words.STOP_REMINDERS, *reminded(of_all=True))}", Role.VISITOR, {}
    ),
    "/own/erase": lambda: Attack("/own/erase", Role.MEMBER, {"email": address_of(Role.MEMBER)}),
    "/own/all-right": lambda: Attack(
        "/own/all-right", Role.MEMBER, {"shown": str(_keeper("Lunch"))}, shown="/own"
    ),
    "/own/reminders": lambda: Attack("/own/reminders", Role.MEMBER, {"wanted": ""}, shown="/own"),
    "/own/{id:uuid}/take-back": lambda: Attack(
        f"/own/{sent_by(person_of(Role.MEMBER), said=group()).id}/take-back", Role.MEMBER, {}
    ),
    "/own/{id:uuid}/answer": lambda: Attack(
        f"/own/{asked_about(person_of(Role.MEMBER))}/answer", Role.MEMBER, {}, shown="/own"
    ),
    "/review/merge": _merge,
    "/review/apart/{id:uuid}": _apart,
    "/review/{id:uuid}": lambda: Attack(
        f"/review/{waiting()}", Role.STEWARD, {"do": "decline", "reason": "No.", "version": "1"}
    ),
    "/review/words/{id:uuid}": _mended,
    "/review/{id:uuid}/part/{asset_id:uuid}": _part,
    "/answer/{token}": lambda: Attack(
        f"/answer/{link(words.ANSWER, asked_about())}",
        Role.VISITOR,
        {"do": "answer", "words": "The big one."} | group("Chess Club of the town"),
    ),
    "/asset/{id}/change": lambda: _about(
        "Lunch", "change", {"seen": "{}", "cost": "£2", "note": "It is dearer."}
    ),
    "/asset/{id}/wrong": lambda: _about("Lunch", "wrong", {"note": "It is on Monday."}),
    "/asset/{id}/close": lambda: _about(
        "Lunch", "close", {"valid_to": "1 May 2030", "why": "ended", "words": "Too few."}
    ),
    "/asset/{id}/again": _again,
    "/asset/{id}/claim": lambda: _about("Lunch", "claim", {"who": "its secretary"}),
    "/asset/{id}/history": _history,
    "/asset/{id}/give-up": lambda: Attack(f"/asset/{_keeper('Supper')}/give-up", Role.MEMBER, {}),
    "/asset/{id}/keepers": _keepers,
    "/asset/{id}/right": lambda: Attack(
        f"/asset/{_keeper('Lunch')}/right", Role.MEMBER, {}, shown="/own"
    ),
    "/asset/{id}/obstacle": lambda: _about("Town Friends", "obstacle", _TOLD),
    "/obstacles/{id:uuid}": _obstacle_answer,
    "/asset/{id}/skills": lambda: _about("Town Friends", "skills", _SKILLS),
    "/asset/{id}/links": lambda: _about(
        "Town Friends", "links", {"way": "meets", "name": "New Hall"}
    ),
    "/asset/{id}/links/confirm": _confirm_link,
    "/asset/{id}/links/end": _end_link,
    "/link/{token}": lambda: Attack(
        f"/link/{link(words.LINK, *asked_of_other_side())}", Role.VISITOR, {"answer": "yes"}
    ),
    "/asset/{id}/withdraw": lambda: Attack(
        f"/asset/{_keeper('Drivers')}/withdraw", Role.MEMBER, {}, shown="/own"
    ),
    "/skills/withdraw/{token}": lambda: Attack(
        f"/skills/withdraw/{link(words.WITHDRAW, asset_named('Drivers'))}", Role.VISITOR, {}
    ),
    "/proposal/{id}/answer": lambda: _proposal("answer", lambda: {"words": "We meet there."}),
    "/proposal/{id}/counter": lambda: _proposal("counter", _keys),
    "/claim/{token}": lambda: Attack(
        f"/claim/{link(words.CLAIM, claimed('Lunch'))}", Role.VISITOR, {"answer": "yes"}
    ),
}
"""A form that works, by the address it goes to as it stands among the routes."""


def posted_routes() -> list[str]:
    """Return the addresses of all routes that take a form, as they stand there."""
    return sorted({r.path for r in telling_routes.routes() if "POST" in (r.methods or ())})


def form_of(route: str) -> Attack:
    """Return a form that works; of a route that has none here, one about nothing that is there."""
    _two_again()
    if route in FORMS:
        return FORMS[route]()
    return Attack(re.sub(r"{\w+(:\w+)?}", lambda _: str(uuid4()), route), Role.VISITOR, {})


def send(browsers: Browsers, attack: Attack, role: Role | None = None, **more):
    """Send a form that works, by who may or by somebody in another role."""
    who = role or attack.role
    client = browsers.of(who)
    hidden = {"form": browsers.tie(who), "id": str(uuid4())}
    return client.post(attack.path, data=hidden | attack.fields | more)
