"""Pages for whoever signed in: what each role sees, and that nothing remembered goes round it."""

import pytest
from loads import ask_one
from signed_in import address_of, session_of
from streamlit.testing.v1 import AppTest

from asset_map.app import ask, loads_wording
from asset_map.app import sign_in_wording as words
from asset_map.domain.errors import NotAllowed
from asset_map.domain.people import Person, Role
from asset_map.domain.rights import MAY, Action
from asset_map.journeys.acting import acting
from asset_map.journeys.manage_users import change_role, end_user
from asset_map.settings import get_settings

PAGES = {
    "see_loads": Action.SEE_LOADS,
    "decide_twins": Action.DECIDE_TWINS,
    "change_standards": Action.CHANGE_STANDARDS,
    "weigh_proposal": Action.WEIGH_CLOSURE,
}


@pytest.fixture
def comes_as(monkeypatch):
    """Lets the visit come with a session's cookie."""
    return lambda token: monkeypatch.setattr("asset_map.app.who.token", lambda: token)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_opens_for_who_may_and_tells_others_who(
    town, show, comes_as, text_of, page, role
):
    comes_as(session_of(role) if role is not Role.VISITOR else None)
    html = show(page)
    said = text_of(html)
    action = PAGES[page]

    assert (words.FIRST_TITLE in said or "You are signed in as" in said) is (
        role not in MAY[action]
    )
    assert ("/sign-out" in html) is (role is not Role.VISITOR)
    assert ("/twins" in html) is (role in MAY[Action.DECIDE_TWINS])


def test_a_page_that_stays_open_loses_its_rights_with_the_account(town, comes_as, text_of):
    comes_as(session_of(Role.OFFICER))
    script = "from asset_map.app.pages import see_loads\nsee_loads.show()"
    visit = AppTest.from_string(script, default_timeout=30).run()
    said = [text_of("".join(str(piece.body) for piece in visit.get("html")))]
    change_role(address_of(Role.OFFICER), Role.MEMBER)
    said.append(text_of("".join(str(piece.body) for piece in visit.run().get("html"))))
    end_user(address_of(Role.OFFICER))
    said.append(text_of("".join(str(piece.body) for piece in visit.run().get("html"))))

    assert loads_wording.LAST in said[0]
    assert "You are signed in as a member. To see what was loaded" in said[1]
    assert "Sign in as a steward to see what was loaded" in said[2]


def test_an_answer_that_is_remembered_is_given_to_nobody_who_may_not_have_it(town):
    asset = str(ask_one("SELECT id FROM asset WHERE name = 'Old Hall'"))
    with acting(lambda: Person(Role.OFFICER)):
        ask.see_one_off(asset)
    for role in (Role.VISITOR, Role.MEMBER, Role.STEWARD):
        with acting(lambda role=role: Person(role)), pytest.raises(NotAllowed):
            ask.see_one_off(asset)


def test_where_the_database_is_down_a_visit_with_a_cookie_is_told_so(
    show, comes_as, text_of, monkeypatch
):
    comes_as("a token")
    monkeypatch.setenv("ASSET_MAP_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    get_settings.cache_clear()
    said = text_of(show("see_loads"))
    monkeypatch.undo()
    get_settings.cache_clear()

    assert words.FIRST_TITLE in said
    assert "Traceback" not in said
