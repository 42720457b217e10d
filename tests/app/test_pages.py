"""Each page says what it has to, with the demonstration loaded and without a database."""

import pytest

from asset_map.app import (
    asset_wording,
    front_wording,
    gaps_wording,
    offer_wording,
    wording,
)
from asset_map.app import proposal_wording as proposal_words
from asset_map.app import sign_in_wording as words
from asset_map.domain.people import VISITOR
from asset_map.journeys.pick_asset import pick_asset
from asset_map.journeys.see_asset import see_asset
from asset_map.settings import get_settings

pytestmark = pytest.mark.usefixtures("demo_database")


@pytest.fixture
def rooms() -> str:
    """A venue of the demonstration that much hangs on."""
    choices = [choice for choice in pick_asset() if choice.kind == "venue"]
    return str(max(choices, key=lambda choice: len(see_asset(str(choice.id)).links)).id)


def test_the_front_page_has_five_doors_and_says_which_is_to_come(show, text_of):
    said = text_of(show("front"))
    told = (
        front_wording.DOOR_NEAR,
        offer_wording.TITLE,
        front_wording.DOOR_GAPS,
        front_wording.DOOR_CUT,
    )
    for door in (*told, front_wording.DOOR_ADD):
        assert door in said


@pytest.mark.parametrize("page", ["front", "find_help", "see_gaps", "see_asset", "weigh_proposal"])
def test_every_page_says_that_the_demonstration_is_not_real_and_where_real_help_is(show, page):
    html = show(page)
    assert wording.DEMO_TITLE in html
    for line in ("999", "111", "116 123"):
        assert line in html


def test_an_asset_shows_its_source_and_its_links_both_ways_as_links(show, rooms, text_of):
    html = show("see_asset", id=rooms)
    picture = see_asset(rooms)
    assert {link.outward for link in picture.links} == {True, False}
    for link in picture.links:
        assert f"/asset?id={link.id}" in html
    said = text_of(html)
    for fact in (
        asset_wording.LICENCE,
        asset_wording.RETRIEVED,
        asset_wording.CONFIRMED,
        asset_wording.NEEDS_MET,
    ):
        assert fact in said


@pytest.mark.parametrize("asset_id", ["", "no-id", "00000000-0000-0000-0000-000000000000"])
def test_an_asset_that_is_not_there_leads_on_to_the_search(show, asset_id, text_of):
    html = show("see_asset", id=asset_id)
    assert html.count("<h1") == 1
    assert "asset-map" not in text_of(html)


def test_what_closing_would_change_is_hidden_from_everybody_but_staff(show, rooms, text_of):
    said = text_of(show("weigh_proposal", id=rooms))
    assert words.FIRST_TITLE in said
    assert "no longer live within" not in said
    assert proposal_words.STOPS_TITLE not in said
    assert gaps_wording.MOVED_TEXT in said


def test_staff_see_what_closing_would_change(show, rooms, as_staff, text_of):
    said = text_of(show("weigh_proposal", id=rooms))
    assert "would no longer live within" in said
    assert proposal_words.STOPS_TITLE in said
    assert proposal_words.PEOPLE_NOT_USERS in said
    assert "straight line x 1.3" in said


def test_the_loads_are_for_staff(show, as_staff, monkeypatch, text_of):
    assert "Demonstration: invented groups and places" in show("see_loads")
    monkeypatch.setattr("asset_map.app.who.looked_up", lambda: VISITOR)
    hidden = show("see_loads")
    assert words.FIRST_TITLE in hidden
    assert "services.csv" not in text_of(hidden)


def test_without_a_database_every_page_says_so_plainly(show, monkeypatch, text_of):
    monkeypatch.setenv("ASSET_MAP_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    get_settings.cache_clear()
    for page in ("front", "find_help", "see_gaps", "see_asset"):
        said = text_of(show(page, place="DY1 3EB", id="x"))
        assert wording.DOWN_TITLE in said
        assert "Traceback" not in said
        assert "postgresql" not in said
    monkeypatch.undo()
    get_settings.cache_clear()
