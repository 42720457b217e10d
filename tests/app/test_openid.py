"""Signing in with the council's own sign-in, against a provider made for tests."""

import base64
import hashlib
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from oidc_provider_mock import User, run_server_in_thread
from signed_in import address_of
from starlette.applications import Starlette
from starlette.testclient import TestClient

from asset_map.app import sign_in_wording as words
from asset_map.domain.people import Role
from asset_map.domain.tokens import derived
from asset_map.journeys import manage_users as users
from asset_map.journeys.sign_in import who_is_it
from asset_map.settings import get_settings
from asset_map.web import cookies, sign_in
from asset_map.web.app import middleware

OFFICER = address_of(Role.OFFICER)
PEOPLE = (
    User(sub="officer", claims={"email": OFFICER.upper(), "email_verified": True}),
    User(sub="unchecked", claims={"email": OFFICER, "email_verified": False}),
    User(sub="silent", claims={"email": OFFICER}),
    User(sub="in words", claims={"email": OFFICER, "email_verified": "true"}),
    User(sub="stranger", claims={"email": "stranger@example.org", "email_verified": True}),
    User(sub="nameless", claims={"email_verified": True}),
)


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a provider that knows some people."""
    with run_server_in_thread(user_claims=PEOPLE) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def visit(database, provider, monkeypatch) -> TestClient:
    """A browser of a map that has a provider, and an officer."""
    users.add_user(OFFICER, Role.OFFICER)
    monkeypatch.setenv("ASSET_MAP_OIDC_ISSUER", provider)
    monkeypatch.setenv("ASSET_MAP_OIDC_CLIENT_ID", "asset-map")
    monkeypatch.setenv("ASSET_MAP_OIDC_CLIENT_SECRET", "a secret / of ours")
    get_settings.cache_clear()
    return browser()


def browser() -> TestClient:
    app = Starlette(routes=sign_in.routes(), middleware=middleware())
    return TestClient(app, base_url="http://map.test", follow_redirects=False)


def sent_there(visit: TestClient) -> str:
    answer = visit.get("/sign-in/openid")
    assert answer.status_code == 303
    return answer.headers["location"]


def sent_back(address: str, sub: str) -> dict[str, str]:
    """Sign in at the provider; return what it sends back in the address."""
    answer = httpx.post(address, data={"sub": sub})
    return {
        name: one for name, [one] in parse_qs(urlsplit(answer.headers["location"]).query).items()
    }


def come_back(visit: TestClient, **said: str):
    return visit.get(f"/sign-in/openid/back?{urlencode(said)}")


def is_refused(visit: TestClient, answer, words_of_it: str) -> None:
    assert answer.status_code == 400
    assert words_of_it in answer.text
    assert visit.cookies.get(cookies.SESSION) is None


def test_the_page_to_sign_in_offers_it_where_a_provider_is_set(visit, monkeypatch):
    assert words.OPENID in visit.get("/sign-in").text
    monkeypatch.delenv("ASSET_MAP_OIDC_ISSUER")
    get_settings.cache_clear()
    assert words.OPENID not in visit.get("/sign-in").text
    assert visit.get("/sign-in/openid").status_code == 400


def test_an_officer_signs_in_and_has_the_same_kind_of_session(visit):
    there = come_back(visit, **sent_back(sent_there(visit), "officer"))

    assert (there.status_code, there.headers["location"]) == (303, "/")
    assert who_is_it(visit.cookies.get(cookies.SESSION)).role is Role.OFFICER
    assert visit.cookies.get(cookies.OPENID) is None


def test_the_provider_is_asked_with_a_challenge_a_state_and_a_nonce_of_this_browser(visit):
    said = {k: v for k, [v] in parse_qs(urlsplit(sent_there(visit)).query).items()}
    secret = visit.cookies.get(cookies.OPENID)
    digest = hashlib.sha256(derived(secret, "verifier").encode()).digest()

    assert said["code_challenge_method"] == "S256"
    assert said["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert (said["state"], said["nonce"]) == (derived(secret, "state"), derived(secret, "nonce"))
    assert said["redirect_uri"] == "http://127.0.0.1:8501/sign-in/openid/back"
    assert secret not in str(said)


def test_a_state_that_is_not_this_browsers_is_refused(visit):
    back = sent_back(sent_there(visit), "officer")
    is_refused(visit, come_back(visit, **back | {"state": "0" * 64}), "not begun in this browser")

    other = browser()
    is_refused(other, come_back(other, **back), "not begun in this browser")
    is_refused(visit, come_back(visit, state=back["state"]), "not begun in this browser")
    is_refused(visit, come_back(visit, error="access_denied"), "not begun in this browser")


def test_a_nonce_of_another_sign_in_is_refused(visit):
    address = sent_there(visit)
    nonce = parse_qs(urlsplit(address).query)["nonce"][0]
    back = sent_back(address.replace(nonce, "f" * 64), "officer")

    is_refused(visit, come_back(visit, **back), "does not fit this sign-in")


def test_a_code_works_once_and_only_where_the_provider_gave_it(visit):
    back = sent_back(sent_there(visit), "officer")
    secret = visit.cookies.get(cookies.OPENID)
    is_refused(visit, come_back(visit, **back | {"code": "made-up"}), "does not fit this sign-in")
    assert come_back(visit, **back).status_code == 303

    again = browser()
    again.cookies.set(cookies.OPENID, secret)
    is_refused(again, come_back(again, **back), "does not fit this sign-in")


@pytest.mark.parametrize("sub", ["unchecked", "silent", "in words"])
def test_an_address_that_the_provider_has_not_checked_is_refused(visit, sub):
    answer = come_back(visit, **sent_back(sent_there(visit), sub))

    is_refused(visit, answer, "has not said that your e-mail address is checked")


@pytest.mark.parametrize(
    ("sub", "said"),
    [("stranger", "Nobody with your e-mail address"), ("nameless", "not an e-mail address")],
)
def test_whoever_was_not_added_is_refused(visit, sub, said):
    is_refused(visit, come_back(visit, **sent_back(sent_there(visit), sub)), said)


def test_somebody_whose_account_ended_is_refused(visit):
    back = sent_back(sent_there(visit), "officer")
    users.end_user(OFFICER)

    is_refused(visit, come_back(visit, **back), "Nobody with your e-mail address")


def test_a_code_that_another_client_asked_for_is_refused(visit):
    address = sent_there(visit).replace("client_id=asset-map", "client_id=another")
    back = sent_back(address, "officer")

    is_refused(visit, come_back(visit, **back), "does not fit this sign-in")


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:1", "http://127.0.0.1:{port}"])
def test_a_provider_that_is_away_or_another_one_is_a_failure_told_plainly(
    visit, provider, monkeypatch, issuer
):
    port = urlsplit(provider).port
    monkeypatch.setenv("ASSET_MAP_OIDC_ISSUER", issuer.format(port=port) + "/other")
    get_settings.cache_clear()
    answer = visit.get("/sign-in/openid")

    assert answer.status_code == 503
    assert "Traceback" not in answer.text
