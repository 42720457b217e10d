"""The pages to sign in: forms from our own pages alone, cookies, and what is never said."""

import logging
import re

import pytest
from loads import ask_one, change
from signed_in import address_of, session_of
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from asset_map.app import sign_in_wording as words
from asset_map.domain.people import VISITOR, Role
from asset_map.journeys import manage_users as users
from asset_map.journeys.sign_in import who_is_it
from asset_map.outward import mail
from asset_map.settings import get_settings
from asset_map.web import cookies, sign_in
from asset_map.web.app import middleware
from asset_map.web.set_aside import set_aside

HERE = "http://map.test"
OWN = {"Origin": HERE}
OFFICER = address_of(Role.OFFICER)


async def socket(websocket) -> None:
    await websocket.accept()
    await websocket.close()


def browser(at: str = HERE) -> TestClient:
    app = Starlette(
        routes=[
            *sign_in.routes(),
            Route("/set-aside.csv", set_aside),
            WebSocketRoute("/_stcore/stream", socket),
        ],
        middleware=middleware(),
    )
    return TestClient(app, base_url=at, follow_redirects=False)


@pytest.fixture
def sent(database, monkeypatch) -> list:
    """The mails that are sent to an officer, who was added."""
    users.add_user(OFFICER, Role.OFFICER)
    letters: list = []
    monkeypatch.setattr(mail, "send", letters.append)
    return letters


@pytest.fixture
def over_tls(sent, monkeypatch) -> TestClient:
    """A browser of a map that is reached by https."""
    monkeypatch.setenv("ASSET_MAP_PUBLIC_URL", "https://map.test/")
    get_settings.cache_clear()
    return browser("https://map.test")


def tie_in(answer) -> str:
    return re.search(r'name="form" value="(\w+)"', answer.text)[1]


def ask(visit: TestClient, email: str = OFFICER, **headers: str):
    form = tie_in(visit.get("/sign-in"))
    return visit.post("/sign-in", data={"email": email, "form": form}, headers=OWN | headers)


def link_in(letters: list) -> str:
    return re.search(r"/sign-in/[\w-]+", letters[-1].get_content())[0]


def take(visit: TestClient, link: str, **headers: str):
    form = tie_in(visit.get(link))
    return visit.post(link, data={"form": form}, headers=OWN | headers)


def token_of(visit: TestClient) -> str | None:
    return visit.cookies.get(cookies.SESSION)


def test_somebody_signs_in_by_the_link_that_was_sent(sent):
    visit = browser()
    assert words.SENT in ask(visit).text

    there = take(visit, link_in(sent))
    assert (there.status_code, there.headers["location"]) == (303, "/")
    assert who_is_it(token_of(visit)).role is Role.OFFICER
    told = there.headers.get_list("set-cookie")[0]
    assert re.fullmatch(
        rf"{cookies.SESSION}=[\w-]{{43}}; HttpOnly; Max-Age=43200; Path=/; SameSite=lax", told
    )


@pytest.mark.parametrize(
    ("came_from", "goes_on"),
    [
        (f"{HERE}/proposal?id=7", "/proposal?id=7"),
        (f"{HERE}/critical", "/critical"),
        (f"{HERE}/sign-in", "/"),
        (f"{HERE}//elsewhere.test/cut", "/"),
        ("https://elsewhere.test/cut", "/"),
        (f"{HERE}/cut?{'a' * 600}", "/"),
        (None, "/"),
    ],
)
def test_whoever_signs_in_goes_on_where_they_were_on_a_page_of_ours(sent, came_from, goes_on):
    visit = browser()
    visit.get("/sign-in", headers={"referer": came_from} if came_from else {})
    ask(visit)

    assert take(visit, link_in(sent)).headers["location"] == goes_on
    assert cookies.WAY_BACK not in visit.cookies


def test_a_way_back_that_somebody_planted_leads_to_the_front_page(sent):
    for planted in (
        "https://elsewhere.test/cut",
        "//elsewhere.test/cut",
        "/\\\\elsewhere.test/cut",
    ):
        visit = browser()
        visit.cookies.set(cookies.WAY_BACK, planted)
        ask(visit)
        assert take(visit, link_in(sent)).headers["location"] == "/"


def test_opening_a_link_as_mail_scanners_do_does_not_use_it_up(sent):
    visit = browser()
    ask(visit)
    for _ in range(3):
        assert browser().get(link_in(sent)).status_code == 200
        browser().head(link_in(sent))

    assert take(visit, link_in(sent)).status_code == 303


def test_a_link_that_was_used_or_altered_says_so_and_leads_to_a_new_one(sent):
    visit = browser()
    ask(visit)
    take(visit, link_in(sent))
    for link in (link_in(sent), "/sign-in/made-up", "/sign-in/%C3%A9%00"):
        again = take(browser(), link)
        assert again.status_code == 400
        assert "does not work any more" in again.text
        assert 'href="/sign-in"' in again.text
        assert "set-cookie" not in again.headers


def test_an_unknown_address_gets_the_same_answer_and_no_mail(sent):
    known, unknown = ask(browser()), ask(browser(), "stranger@example.org")

    assert len(sent) == 1
    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
    assert set(known.headers) == set(unknown.headers)


def test_the_sixth_link_of_an_hour_gets_the_same_answer_and_no_mail(sent):
    answers = {ask(browser()).text for _ in range(6)}

    assert len(answers) == 1
    assert len(sent) == 5


def test_an_address_that_adds_a_header_is_refused(sent):
    answer = ask(browser(), f"{OFFICER}\r\nBcc: all@example.org")

    assert answer.status_code == 400
    assert "not an e-mail address" in answer.text
    assert not sent


def test_a_mail_that_cannot_be_sent_is_told_in_the_log_and_to_nobody_else(
    sent, monkeypatch, caplog
):
    monkeypatch.setattr("asset_map.web.sign_in.journeys.send_link", mail_is_down)

    assert words.SENT in ask(browser()).text
    assert "A link to sign in was not sent: The mail server is away." in caplog.text


def mail_is_down(_letter) -> None:
    from asset_map.domain.errors import Failure

    raise Failure("The mail server is away.")


FORGED = {
    "no field": {"form": None},
    "another field": {"form": "0" * 64},
    "of another browser": {"form": "other"},
    "no cookie": {"cookie": False},
    "from another site": {"origin": "http://elsewhere.test"},
    "from a name that begins alike": {"origin": f"{HERE}.elsewhere.test"},
    "over another scheme": {"origin": "https://map.test"},
    "from nowhere": {"origin": "null"},
    "without an origin": {"origin": None},
}


@pytest.mark.parametrize("how", FORGED.values(), ids=FORGED)
@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/{token}", "/sign-out"])
def test_a_form_that_was_not_sent_from_our_own_page_does_nothing(sent, how, path):
    visit, other = browser(), browser()
    ask(visit)
    visit.cookies.set(cookies.SESSION, session_of(Role.OFFICER))
    path = path.format(token=link_in(sent).removeprefix("/sign-in/"))
    field = out_field(visit) if path == "/sign-out" else tie_in(visit.get("/sign-in"))
    if how.get("form", field) == "other":
        field = tie_in(other.get("/sign-in"))
    else:
        field = how.get("form", field)
    token, kept = token_of(visit), dict(visit.cookies)
    if how.get("cookie") is False:
        visit.cookies.clear()
    origin = how.get("origin", HERE)

    answer = visit.post(
        path,
        data={"email": OFFICER} | ({"form": field} if field else {}),
        headers={"Origin": origin} if origin else {},
    )

    assert answer.status_code == 403
    assert len(sent) == 1
    assert ask_one("SELECT count(*) FROM sign_in_link WHERE used IS NOT NULL") == 0
    assert who_is_it(token).role is Role.OFFICER
    assert kept


def out_field(visit: TestClient) -> str:
    from asset_map.web import forms

    return forms._tied(token_of(visit) or "")


def test_what_is_too_long_or_no_form_is_refused_plainly(sent):
    visit = browser()
    for body in (b"email=" + b"a" * 5000, b"&".join([b"a=b"] * 50), b"\xff\xfe"):
        answer = visit.post("/sign-in", content=body, headers=OWN)
        assert answer.status_code in (400, 403)
        assert "am-problem" in answer.text


def test_signing_out_ends_the_session_so_that_a_kept_cookie_opens_nothing(sent):
    visit, thief = browser(), browser()
    ask(visit)
    take(visit, link_in(sent))
    kept = token_of(visit)
    out = visit.post("/sign-out", data={"form": out_field(visit)}, headers=OWN)

    assert words.SIGNED_OUT in out.text
    assert token_of(visit) is None
    assert who_is_it(kept) == VISITOR
    thief.cookies.set(cookies.SESSION, kept)
    assert thief.get("/set-aside.csv?source=libraries").status_code == 403


def test_a_session_that_somebody_planted_before_is_not_the_one_that_is_opened(sent):
    visit = browser()
    planted = session_of(Role.MEMBER)
    visit.cookies.set(cookies.SESSION, planted, domain="map.test")
    ask(visit)
    take(visit, link_in(sent))
    fresh = [one.value for one in visit.cookies.jar if one.name == cookies.SESSION][-1]

    assert fresh != planted
    assert who_is_it(fresh).role is Role.OFFICER
    assert who_is_it(planted) == VISITOR


def test_a_role_that_is_lowered_counts_at_the_next_request(database):
    visit = browser()
    visit.cookies.set(cookies.SESSION, session_of(Role.STEWARD))
    assert visit.get("/set-aside.csv?source=libraries").status_code == 404

    users.change_role(address_of(Role.STEWARD), Role.MEMBER)
    assert visit.get("/set-aside.csv?source=libraries").status_code == 403


def test_pages_to_sign_in_are_kept_by_nobody_and_run_nothing(sent):
    visit = browser()
    ask(visit)
    for path in ("/sign-in", link_in(sent)):
        page = visit.get(path)
        assert page.headers["cache-control"] == "no-store"
        # The path holds the token: no address of a page is told to anybody.
        assert page.headers["referrer-policy"] == "strict-origin"
        assert page.headers["content-security-policy"].startswith("default-src 'none'")
        assert '<html lang="en-GB">' in page.text
        assert "<script" not in page.text
        assert path.rpartition("/")[2] not in page.text.replace("/sign-in", "")


def test_over_tls_cookies_never_leave_it_and_belong_to_this_host_alone(over_tls, sent):
    form = tie_in(over_tls.get("/sign-in"))
    own = {"Origin": "https://map.test"}
    over_tls.post("/sign-in", data={"email": OFFICER, "form": form}, headers=own)
    link = link_in(sent)
    there = over_tls.post(link, data={"form": tie_in(over_tls.get(link))}, headers=own)

    assert "https://map.test/sign-in/" in sent[0].get_content()
    told = there.headers.get_list("set-cookie")[0]
    assert told.startswith(f"__Host-{cookies.SESSION}=")
    assert "; Secure" in told
    assert "; Path=/" in told
    assert "Domain" not in told
    plain = over_tls.post(link, data={"form": form}, headers={"Origin": "http://map.test"})
    assert plain.status_code == 403


@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://elsewhere.test", "https://testserver", "http://testserver:8501"],
)
def test_a_websocket_from_elsewhere_or_from_nowhere_is_refused(origin, caplog):
    headers = {"Origin": origin} if origin else {}
    with (
        pytest.raises(WebSocketDisconnect),
        browser().websocket_connect("/_stcore/stream", headers=headers),
    ):
        pass
    assert "Refused a websocket from" in caplog.text


def test_our_own_pages_open_their_websocket(over_tls):
    with browser("https://map.test").websocket_connect(
        "/_stcore/stream", headers={"Origin": "https://map.test"}
    ):
        pass


def test_without_a_public_address_the_host_that_is_asked_is_ours():
    # The client's websockets ask for this host.
    with browser().websocket_connect("/_stcore/stream", headers={"Origin": "http://testserver"}):
        pass


def test_no_token_and_no_address_is_in_any_log_line(sent, caplog):
    caplog.set_level(logging.DEBUG, logger="asset_map")
    visit = browser()
    ask(visit)
    link = link_in(sent)
    take(visit, link)
    take(browser(), link)
    change("UPDATE session SET ended = now()")

    for secret in (link.removeprefix("/sign-in/"), token_of(visit), OFFICER):
        ours = [line.getMessage() for line in caplog.records if line.name.startswith("asset_map")]
        assert secret not in "\n".join(ours)


def test_where_the_database_is_down_it_is_said_without_a_trace(monkeypatch):
    monkeypatch.setenv("ASSET_MAP_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    get_settings.cache_clear()
    answer = ask(browser())
    monkeypatch.undo()
    get_settings.cache_clear()

    assert answer.status_code == 503
    assert "postgresql" not in answer.text
