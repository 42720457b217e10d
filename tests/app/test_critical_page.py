"""The page on what must not be lost: for officers, by need and by directorate."""

import pytest
from loads import change
from streamlit.testing.v1 import AppTest

from asset_map.app import critical, sign_in_wording
from asset_map.app import critical_wording as words
from asset_map.domain.numbers import about
from asset_map.journeys.pick_asset import pick_asset
from asset_map.journeys.rank_closures import rank_closures

BUILDINGS = "Small Buildings Team (invented)"
PAGE = "see_critical"


def test_visitors_are_shown_the_way_in_and_nothing_else(same_town, show, text_of):
    said = text_of(show(PAGE, need="food"))

    assert sign_in_wording.FIRST_TITLE in said
    assert "Lunch" not in said


def test_a_need_shows_what_most_people_depend_on_with_reasons(same_town, as_staff, show, text_of):
    html = show(PAGE, need="food")
    said = text_of(html)

    # The Supper at the New Hall is the only one for 80 people, the Lunch at the Old Hall for 60.
    assert "Food: what most people depend on" in said
    assert said.index("about 80") < said.index("about 60")
    assert "number 1 of this need" in said
    assert "1 other thing hangs on it" in said
    assert "not confirmed within 12 months" in said
    assert "People living within reach, not users" in said
    assert words.NO_CUTS in said
    [hall] = [one for one in pick_asset() if one.name == "New Hall"]
    assert f'href="/asset?id={hall.id}"' in html
    assert f'href="/cut?id={hall.id}"' in html


def test_a_directorate_shows_what_it_looks_after_most_people_first(
    demo_database, as_staff, show, text_of
):
    said = text_of(show(PAGE, directorate=BUILDINGS))
    found = sorted(
        rank_closures(keeper=BUILDINGS, limit=100).rows, key=lambda row: -row.people_leaving
    )

    assert words.OF_KEEPER.format(name=BUILDINGS) in said
    assert about(found[0].people_leaving) in said
    assert "Gardens and Pitches Team" not in said
    places = [said.find(about(row.people_leaving)) for row in found[:20]]
    assert places == sorted(places)


def test_with_nothing_chosen_directorates_are_summed_up_and_each_need_has_its_first(
    demo_database, as_staff, show, text_of
):
    html = show(PAGE)
    said = text_of(html)

    assert words.BY_DIRECTORATE in said
    assert words.FIRST_OF_EACH in said
    assert critical.address(keeper=BUILDINGS).replace("&", "&amp;") in html
    for row in rank_closures(limit=1).rows:
        assert row.asset.name in said


def test_both_may_be_chosen_and_stand_in_the_address(demo_database, as_staff):
    script = f"from asset_map.app.pages import {PAGE}\n{PAGE}.show()"
    visit = AppTest.from_string(script, default_timeout=60).run()

    need, keeper = visit.selectbox
    assert keeper.options[1].startswith(("Gardens and Pitches", "Small Buildings"))
    need.select("food").run()
    visit.selectbox[1].select(BUILDINGS).run()

    assert not visit.exception
    assert visit.query_params["need"] == "food"
    assert visit.query_params["directorate"] == BUILDINGS


@pytest.mark.parametrize("said", [{"directorate": "Ministry of Walks"}, {"need": "happiness"}])
def test_what_nobody_knows_is_said_plainly_with_a_way_back(said, same_town, as_staff, show):
    html = show(PAGE, **said)

    assert "called" in html
    assert words.START in html


def test_a_need_that_nobody_depends_on_one_for_says_what_that_may_mean(
    same_town, as_staff, show, text_of
):
    assert words.NONE_TEXT in text_of(show(PAGE, need="library"))


def test_what_sources_say_is_no_html(town, as_staff, show):
    change("UPDATE asset SET name = '<b>Hall</b>' WHERE name = 'New Hall'")

    html = show(PAGE, need="food")

    assert "&lt;b&gt;Hall" in html
    assert "<b>Hall" not in html
