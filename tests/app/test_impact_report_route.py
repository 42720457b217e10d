"""The report as a download: to whom it opens, and what the others are told."""

import io
import zipfile
from threading import BoundedSemaphore
from uuid import uuid4

import pytest
from proposers import by, close, drafted, somebody
from signed_in import address_of, session_of
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from asset_map.db import people, session
from asset_map.domain.people import Role
from asset_map.domain.tokens import hashed, new_token
from asset_map.journeys.publish_proposal import publish_proposal
from asset_map.journeys.share_draft import name_officer, unname_officer
from asset_map.journeys.sign_in import SESSION_LIVES
from asset_map.settings import get_settings
from asset_map.web import cookies
from asset_map.web import impact_report as impact_report_route
from asset_map.web.app import middleware, routes
from asset_map.web.impact_report import impact_report

ROLES = list(Role)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A home of its own for kept inputs."""
    monkeypatch.setenv("ASSET_MAP_HOME", str(tmp_path))
    get_settings.cache_clear()
    yield
    monkeypatch.undo()
    get_settings.cache_clear()


@pytest.fixture
def anna(town):
    return somebody("anna")


@pytest.fixture
def draft(anna):
    return drafted(anna, close("Old Hall"), title="Close the hall")


@pytest.fixture
def published(anna, draft):
    with by(anna):
        return publish_proposal(draft.id, confirmed=True)


def browser(token: str | None = None) -> TestClient:
    app = Starlette(routes=[Route("/impact-report.zip", impact_report)], middleware=middleware())
    told = {cookies.SESSION: token} if token else {}
    return TestClient(app, base_url="http://map.test", cookies=told)


def asked_by(role: Role | None, **query: str):
    token = None if role in (None, Role.VISITOR) else session_of(role)
    return browser(token).get("/impact-report.zip", params=query)


def session_of_person(person) -> str:
    """The token of a new session of somebody who has an account."""
    token = new_token()
    with session.transaction() as connection:
        people.begin_session(connection, hashed(token), person.account_id, "link", SESSION_LIVES)
    return token


def test_the_route_is_one_of_the_app():
    assert "/impact-report.zip" in [getattr(route, "path", "") for route in routes()]


@pytest.mark.parametrize("role", ROLES)
def test_what_is_published_opens_to_everybody(published, role):
    answer = asked_by(role, id=str(published.id))

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="impact-close-')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
        kept = {"report.docx", "report.html", "impact.json"} <= set(pack.namelist())
        assert kept
        officer = role in (Role.OFFICER, Role.ADMINISTRATOR)
        assert ("replay.json" in pack.namelist()) is officer


@pytest.mark.parametrize("role", ROLES)
def test_a_draft_of_another_is_answered_as_one_that_does_not_exist(draft, role):
    shut, none = asked_by(role, id=str(draft.id)), asked_by(role, id=str(uuid4()))

    assert shut.status_code == none.status_code == 404
    assert shut.content == none.content
    assert dict(shut.headers) == dict(none.headers)
    assert b"Close the hall" not in shut.content
    assert "no-store" in shut.headers["Cache-Control"]


def test_a_draft_opens_to_its_author_and_to_an_officer_while_named(anna, draft):
    officer = address_of(Role.OFFICER)
    token = session_of(Role.OFFICER)
    path = f"/impact-report.zip?id={draft.id}"

    assert browser(session_of_person(anna)).get(path).status_code == 200
    with by(anna):
        name_officer(draft.id, officer)
    assert browser(token).get(path).status_code == 200
    with by(anna):
        unname_officer(draft.id, officer)
    assert browser(token).get(path).status_code == 404


def test_one_that_does_not_open_shuts_the_whole_report(published, draft, anna):
    other = drafted(anna, close("New Hall"), title="A quiet plan")

    answer = asked_by(Role.OFFICER, id=f"{published.id},{other.id}")

    assert answer.status_code == 404
    assert b"quiet plan" not in answer.content


def test_several_may_be_named_by_commas_or_one_by_one(anna, published):
    other = drafted(anna, close("New Hall"), title="Close the other hall")
    with by(anna):
        publish_proposal(other.id, confirmed=True)
    commas = browser().get(f"/impact-report.zip?id={published.id},{other.id}")
    each = browser().get(f"/impact-report.zip?id={published.id}&id={other.id}")

    assert commas.status_code == each.status_code == 200
    name = commas.headers["Content-Disposition"]
    assert "impact-2-proposals-together" in name
    assert each.headers["Content-Disposition"] == name


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 400),
        ({"id": ""}, 400),
        ({"id": "not-an-id"}, 404),
        ({"id": "<script>alert(1)</script>"}, 404),
        ({"id": "' OR 1=1 --"}, 404),
    ],
)
def test_what_is_no_proposal_gets_a_plain_page(town, query, status):
    answer = asked_by(None, **query)

    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("text/html")
    assert b"<script>" not in answer.content
    assert b"Traceback" not in answer.content


@pytest.mark.parametrize("since", ["yesterday", "2024-13-01", "2999-01-01"])
def test_a_day_that_is_none_gets_a_plain_page(published, since):
    answer = asked_by(None, id=str(published.id), since=since)

    assert answer.status_code == 400
    assert b'role="main"' in answer.content or b"<main>" in answer.content


def test_closures_since_a_day_are_counted_beside_it(published):
    answer = asked_by(None, id=str(published.id), since="2024-01-01")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
        assert "tables/8-together.csv" in pack.namelist()


def test_a_cookie_that_is_none_is_a_visit(draft):
    assert browser("not a session").get(f"/impact-report.zip?id={draft.id}").status_code == 404


def test_a_database_that_is_down_gets_a_plain_page(monkeypatch):
    monkeypatch.setenv("ASSET_MAP_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    get_settings.cache_clear()

    answer = browser().get(f"/impact-report.zip?id={uuid4()}")

    assert answer.status_code == 503
    assert b"nobody@" not in answer.content


def test_where_many_reports_are_made_already_the_next_is_asked_to_come_back(published, monkeypatch):
    door = BoundedSemaphore(1)
    monkeypatch.setattr(impact_report_route, "_door", door)
    with door:
        busy = asked_by(None, id=str(published.id))

    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "30")
    assert b"Try again" in busy.content
    assert asked_by(None, id="not-an-id").status_code == 404
    assert asked_by(None, id=str(published.id)).status_code == 200
