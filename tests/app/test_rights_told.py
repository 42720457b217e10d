"""Who may send and see what where people tell something: every page and form, by role."""

import pytest
from attacking import Browsers, form_of, posted_routes, send, waiting
from loads import checksums
from telling import asset_named, own_home

from asset_map.domain.people import Role
from asset_map.journeys.post_letters import post_letters
from asset_map.web import telling_routes

pytestmark = pytest.mark.usefixtures("town")

EVERYBODY = frozenset(Role)
STEWARDS = frozenset({Role.STEWARD, Role.ADMINISTRATOR})
OFFICERS = frozenset({Role.OFFICER, Role.ADMINISTRATOR})
ITS_KEEPER = frozenset({Role.MEMBER})
"""In these tests: a member keeps something, and nobody else does."""

MAY_SEND = {
    "/review/merge": STEWARDS,
    "/review/apart/{id:uuid}": STEWARDS,
    "/review/stale": STEWARDS,
    "/review/{id:uuid}": STEWARDS,
    "/review/words/{id:uuid}": STEWARDS,
    "/review/{id:uuid}/part/{asset_id:uuid}": STEWARDS,
    "/asset/{id}/history": STEWARDS,
    "/asset/{id}/keepers": STEWARDS,
    "/asset/{id}/give-up": ITS_KEEPER,
    "/asset/{id}/right": ITS_KEEPER,
    "/obstacles/{id:uuid}": OFFICERS,
}
"""Forms that not everybody may send. All others are for everybody, or for who has a link."""

SIGNED_IN_MAY_SEND = {
    "/asset/{id}/links/end",
    "/asset/{id}/links/confirm",
    "/asset/{id}/withdraw",
    "/own/erase",
    "/own/all-right",
    "/own/reminders",
    "/own/{id:uuid}/answer",
    "/own/{id:uuid}/take-back",
}
"""Forms that those may send who keep what they are about, or whose account it is; a visitor has
nothing of that."""

MAY_SEE = {
    "/review": STEWARDS,
    "/review/merge": STEWARDS,
    "/review/apart/{id:uuid}": STEWARDS,
    "/review/stale": STEWARDS,
    "/review/{id:uuid}": STEWARDS,
    "/review/{id:uuid}/part/{asset_id:uuid}": STEWARDS,
    "/asset/{id}/keepers": STEWARDS,
    "/asset/{id}/give-up": ITS_KEEPER,
    "/own/{id:uuid}/take-back": frozenset(Role) - {Role.VISITOR},
    "/review/words/{id:uuid}": STEWARDS,
    "/review/links": STEWARDS,
}
"""Pages that not everybody may see."""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    return own_home(tmp_path, monkeypatch)


def test_a_form_is_taken_from_those_who_may_send_it_and_from_nobody_else():
    browsers, wrong = Browsers(), []
    for role in Role:
        browsers.of(role)
    for route in sorted(MAY_SEND):
        for role in Role:
            attack = form_of(route)
            post_letters()
            before = checksums()
            answer = send(browsers, attack, role)
            may = role in MAY_SEND[route]
            done = answer.status_code in (200, 303)
            refused = answer.status_code == 403 and checksums() == before
            if not (done if may else refused):
                wrong.append((route, role, answer.status_code))

    assert wrong == []


def test_all_other_forms_are_for_everybody_and_refuse_nobody_for_their_role():
    browsers, wrong = Browsers(), []
    for route in sorted(set(posted_routes()) - MAY_SEND.keys() - SIGNED_IN_MAY_SEND):
        for role in (Role.VISITOR, Role.OFFICER):
            answer = send(browsers, form_of(route), role)
            if answer.status_code in (401, 403):
                wrong.append((route, role, answer.status_code))

    assert wrong == []


def test_a_visitor_sends_none_of_those_that_keepers_may():
    browsers = Browsers()
    for route in SIGNED_IN_MAY_SEND:
        assert send(browsers, form_of(route), Role.VISITOR).status_code == 403


def test_a_page_is_shown_to_those_who_may_see_it_and_to_nobody_else():
    browsers, wrong = Browsers(), []
    shown = {route.path for route in telling_routes.routes() if "GET" in (route.methods or ())}
    # Two things are one from then on.
    for route in sorted(shown, key=lambda route: ("apart" in route, route)):
        # What is looked at has to be there: else nobody is refused.
        path = form_of(route).path if route in posted_routes() else route
        path = path.replace("{id:uuid}", str(waiting())).replace("{id}", str(asset_named("Refuge")))
        for role in Role:
            answer = browsers.of(role).get(path)
            may = role in MAY_SEE.get(route, EVERYBODY)
            if (answer.status_code != 403) is not may:
                wrong.append((route, role, answer.status_code))

    assert wrong == []


def test_what_is_refused_says_who_may_and_shows_nothing():
    secret = waiting(name="A club that nobody knows yet")
    for role in set(Role) - STEWARDS:
        answer = Browsers().of(role).get(f"/review/{secret}")
        assert answer.status_code == 403
        assert "steward" in answer.text
        assert "nobody knows" not in answer.text


def test_of_what_waits_nobody_but_its_sender_and_stewards_learns_by_its_id():
    secret = waiting(name="A club that nobody knows yet")
    for role in Role:
        answer = Browsers().of(role).get(f"/add/sent/{secret}")
        assert "nobody knows" not in answer.text


def test_no_route_is_drawn_that_is_not_there():
    assert {*MAY_SEND, *MAY_SEE, *SIGNED_IN_MAY_SEND} <= {
        route.path for route in telling_routes.routes()
    }
