"""What somebody sends is on the plain pages at once, though these are remembered for a minute."""

import pytest
from keeping import keeper_of
from signed_in import address_of, session_of
from starlette.applications import Starlette
from starlette.testclient import TestClient
from telling import HERE, asset_named, own_home, tie_in

from asset_map.domain.people import Role
from asset_map.web import cookies, plain_routes, public_page, telling_routes
from asset_map.web.app import middleware

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def keeper(tmp_path, monkeypatch) -> TestClient:
    """The browser of a member who keeps the Lunch."""
    own_home(tmp_path, monkeypatch)
    public_page.pages.forget()
    keeper_of("Lunch", address_of(Role.MEMBER))
    app = Starlette(
        routes=[*telling_routes.routes(), *plain_routes.routes()], middleware=middleware()
    )
    client = TestClient(app, base_url=HERE, headers={"Origin": HERE})
    client.cookies.set(cookies.SESSION, session_of(Role.MEMBER))
    return client


def test_what_a_keeper_changes_is_on_its_page_at_once(keeper):
    page = f"/asset/{asset_named('Lunch')}"
    before = keeper.get(page)
    assert before.status_code == 200
    assert "£2 with pudding" not in before.text
    form = tie_in(keeper.get(f"{page}/change").text)
    typed = {"seen": "{}", "cost": "£2 with pudding"}
    sent = keeper.post(f"{page}/change", data=form | typed)

    assert sent.status_code == 200
    assert "£2 with pudding" in keeper.get(page).text


def test_a_form_that_is_refused_makes_no_page_anew(keeper, monkeypatch):
    forgotten = []
    monkeypatch.setattr(public_page.pages, "forget", lambda: forgotten.append(True))
    keeper.post(f"/asset/{asset_named('Lunch')}/change", data={"cost": "£2"})
    keeper.post("/add", data={"name": "A"})

    assert forgotten == []
