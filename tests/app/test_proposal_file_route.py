"""A proposal as a file to download: whose cookie gets it, and how exactly people are counted."""

from uuid import uuid4

import pytest
from proposers import COUNT, by, close, drafted, id_of, somebody
from signed_in import address_of, session_of
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from asset_map.app import addresses
from asset_map.db import people, session
from asset_map.domain.people import Person, Role
from asset_map.domain.proposals import UserCount
from asset_map.domain.tokens import hashed, new_token
from asset_map.journeys.draft_proposal import add_user_count
from asset_map.journeys.publish_proposal import publish_proposal
from asset_map.journeys.share_draft import name_officer, unname_officer
from asset_map.journeys.sign_in import SESSION_LIVES
from asset_map.settings import get_settings
from asset_map.web import cookies
from asset_map.web.app import middleware, routes
from asset_map.web.proposal_file import proposal_file


@pytest.fixture
def anna(town):
    return somebody("anna")


@pytest.fixture
def draft(anna):
    made = drafted(anna, close("Old Hall"), title="Close the hall")
    with by(anna):
        return add_user_count(made.id, UserCount(id_of("Old Hall"), **COUNT | {"count": 7}))


def session_of_person(person: Person) -> str:
    token = new_token()
    with session.transaction() as connection:
        people.begin_session(connection, hashed(token), person.account_id, "link", SESSION_LIVES)
    return token


def got(proposal_id: object, token: str | None = None):
    app = Starlette(routes=[Route("/proposal.toml", proposal_file)], middleware=middleware())
    told = {cookies.SESSION: token} if token else {}
    browser = TestClient(app, base_url="http://map.test", cookies=told)
    return browser.get(addresses.proposal_file(proposal_id))


def test_the_route_is_one_of_the_app():
    assert "/proposal.toml" in [getattr(route, "path", "") for route in routes()]


@pytest.mark.parametrize("role", list(Role))
def test_a_draft_of_another_is_answered_as_one_that_does_not_exist(draft, role):
    token = None if role is Role.VISITOR else session_of(role)
    shut, none = got(draft.id, token), got(uuid4(), token)

    assert shut.status_code == none.status_code == 404
    assert shut.content == none.content
    assert dict(shut.headers) == dict(none.headers)
    assert "no-store" in shut.headers["Cache-Control"]


def test_a_draft_opens_to_its_author_until_they_sign_out(anna, draft):
    token = session_of_person(anna)
    there = got(draft.id, token)

    assert there.status_code == 200
    assert there.headers["Content-Type"].startswith("application/toml")
    assert there.headers["Cache-Control"] == "private, no-store"
    assert there.headers["Content-Disposition"] == (
        f'attachment; filename="proposal-{draft.id}.toml"'
    )
    assert there.text.startswith('title = "Close the hall"\n')
    with session.transaction() as connection:
        people.end_session(connection, hashed(token))
    assert got(draft.id, token).status_code == 404


def test_few_people_are_counted_out_for_the_author_alone(anna, draft):
    own, officer = session_of_person(anna), session_of(Role.OFFICER)
    with by(anna):
        name_officer(draft.id, address_of(Role.OFFICER))
    assert "count = 7\n" in got(draft.id, own).text
    assert "count" not in got(draft.id, officer).text
    assert "count = 7\n" in got(draft.id, own).text
    with by(anna):
        unname_officer(draft.id, address_of(Role.OFFICER))
    assert got(draft.id, officer).status_code == 404
    with by(anna):
        publish_proposal(draft.id, confirmed=True)
    assert "count = 7\n" in got(draft.id, own).text
    assert "count" not in got(draft.id).text


def test_the_page_leads_to_the_file_and_keeps_no_copy_that_a_link_alone_opens(
    anna, draft, monkeypatch
):
    monkeypatch.setattr("asset_map.app.who.looked_up", lambda: anna)
    with by(anna):
        visit = AppTest.from_string(
            "from asset_map.app.pages import see_proposal\nsee_proposal.show()", default_timeout=30
        )
        visit.query_params["id"] = str(draft.id)
        visit.run()

    assert not visit.exception
    assert not visit.get("download_button")
    assert any(addresses.proposal_file(draft.id) in str(one.body) for one in visit.get("html"))


def test_a_database_that_is_down_gets_a_plain_page(monkeypatch):
    monkeypatch.setenv("ASSET_MAP_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    get_settings.cache_clear()
    answer = got(uuid4())
    monkeypatch.undo()
    get_settings.cache_clear()

    assert answer.status_code == 503
    assert b"nobody@" not in answer.content
