"""What an entry was joined from, on a page, and the way to show it as two again."""

import pytest
from signed_in import session_of
from telling import asset_named, browser, own_home, sent_by, tie_in

from asset_map.app import review_wording as words
from asset_map.domain.people import OPERATOR, Role
from asset_map.journeys.decide_twins import say_same
from asset_map.journeys.review_contribution import accept

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    return own_home(tmp_path, monkeypatch)


@pytest.fixture
def steward():
    return browser(session_token=session_of(Role.STEWARD))


def added(name: str):
    sent = sent_by(OPERATOR, said={"name": name, "postcode": "DY1 1AA"})
    return accept(sent.id, 1).asset_id


def test_what_the_rules_joined_is_told_and_taken_apart(steward):
    first, second = added("Knit and Natter"), added("Knit & Natter")
    assert first == second
    page = steward.get(f"/review/apart/{first}")

    assert "by the rules that loads follow" in page.text
    assert "Knit &amp; Natter (Told by groups and residents)" in page.text
    done = steward.post(f"/review/apart/{first}", data=tie_in(page.text))
    assert "are now shown as two." in done.text
    assert asset_named("Knit and Natter") != asset_named("Knit & Natter")
    assert words.APART_NONE in steward.get(f"/review/apart/{first}").text


def test_what_a_person_joined_is_told_with_the_day(steward):
    lunch, supper = asset_named("Lunch"), asset_named("Supper")
    say_same(str(lunch), str(supper))

    page = steward.get(f"/review/apart/{lunch}").text

    assert "somebody said on" in page
    assert steward.get(f"/asset/{lunch}/history").text.count("/review/apart/") == 1
