"""The pages of an area and of an asset say what they have to, and nothing that they must not."""

import re
import subprocess
import sys
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from asset_map.app import about_asset, addresses, area_list, asset_wording, on_foot, wording
from asset_map.app import area_wording as words
from asset_map.app.area_list import Chosen
from asset_map.domain.numbers import about, walk_shown
from asset_map.journeys.describe_area import describe_area
from asset_map.journeys.list_needs import list_needs
from asset_map.journeys.see_around import see_around
from asset_map.journeys.see_asset import see_asset
from asset_map.journeys.see_walk import Walk

pytestmark = pytest.mark.usefixtures("demo_database")

CASTLE = "E05015907"
TODAY = date.today()


def asset_named(name):
    return next(hit.asset for hit in describe_area("Dudley").hits if hit.asset.name == name)


# An area.


def test_strengths_come_before_needs_and_these_before_gaps(show):
    html = show("see_area", code=CASTLE)
    anchors = ['id="here"', 'id="list"', 'id="over"', 'id="needs"', 'id="gaps"', 'id="take"']

    assert [html.count(anchor) for anchor in anchors] == [1] * len(anchors)
    assert sorted(anchors, key=html.index) == anchors
    for anchor in anchors:
        assert f'href="#{anchor[4:-1]}"' in html


def test_an_area_shows_its_people_its_entries_and_what_is_not_known_there(show, text_of):
    picture = describe_area(CASTLE)
    said = text_of(show("see_area", name="castle and priory"))

    assert f"{len(picture.hits)} entries in Castle & Priory" in said
    people = about(picture.people.people)
    assert f"{people[0].upper()}{people[1:]} people live in Castle & Priory" in said
    assert words.APPROXIMATE in said
    assert "We know of none here for:" in said


def test_a_ward_leads_to_its_neighbourhoods_and_these_to_their_wards(show):
    assert addresses.area("wrens-nest") in show("see_area", code=CASTLE)
    estate = show("see_area", code="wrens-nest")
    assert addresses.area(CASTLE) in estate
    assert f"Castle &amp; Priory</a> ({words.MOST_OF_IT})" in estate


def test_an_area_can_be_asked_for_one_need(show, text_of):
    picture = describe_area(CASTLE)
    need = next(need for need in picture.needs if picture.with_need.get(need.id, 0) > 1)
    said = text_of(show("see_area", code=CASTLE, need=need.id))

    assert f"{need.label}: {picture.with_need[need.id]} entries in Castle & Priory" in said


@pytest.mark.parametrize("by", ["need", "kind"])
def test_every_entry_stands_in_the_list_and_each_group_counts_its_own(by):
    picture = describe_area(CASTLE)
    html = area_list.html(picture, Chosen("", by))

    for hit in picture.hits:
        assert f'href="{addresses.asset(hit.asset.id)}"' in html
    for group in html.split("<details")[1:]:
        told = int(re.search(r"<summary>.*\((\d+)\)</summary>", group)[1])
        assert told == group.count("<li>")


def test_what_is_for_several_things_stands_under_each_of_them():
    picture = describe_area(CASTLE)
    html = area_list.html(picture, Chosen("", "need"))

    hit = max(picture.hits, key=lambda one: len(one.asset.needs))
    assert len(hit.asset.needs) > 1
    assert html.count(f'href="{addresses.asset(hit.asset.id)}"') == len(hit.asset.needs)


def test_a_long_list_is_cut_and_says_how_to_see_the_rest(monkeypatch, text_of):
    monkeypatch.setattr(area_list, "ALL_MOST", 100)
    picture = describe_area("E08000027")
    html = area_list.html(picture, Chosen("", "kind"), smaller=[describe_area(CASTLE).area])

    groups = html.split('<details class="am-group"')[1:]
    assert max(group.count("<li>") for group in groups) == area_list.GROUP_MOST
    assert words.CUT_ALL.format(most=area_list.GROUP_MOST) in text_of(html)
    assert addresses.area(CASTLE) in html
    for group in groups:
        told = int(re.search(r"\((\d+)\)</summary>", group)[1])
        left = told - group.count("<li>")
        assert (words.CUT.format(count=f"{left:,}") in text_of(group)) is (left > 0)


def test_what_is_just_over_the_boundary_is_told_with_its_ward(text_of):
    around = see_around("wrens-nest")
    said = text_of(area_list.over(around, TODAY))

    one = around.over[0]
    assert f"{walk_shown(one.minutes)} from the boundary, in {one.ward}" in said
    assert {near.ward for near in around.over} >= {"Castle & Priory", "Upper Gornal & Woodsetton"}


def test_a_need_narrows_what_is_over_the_boundary_too():
    around = see_around("wrens-nest", need="food")

    assert 0 < len(around.over) < len(see_around("wrens-nest").over)
    assert all("food" in one.hit.asset.needs for one in around.over)


@pytest.mark.parametrize("words_", ["", "Nowhere at all", "<b>x", "'; DROP TABLE area; --"])
def test_an_area_that_is_not_known_leads_on_to_the_areas(show, text_of, words_):
    html = show("see_area", code=words_)

    assert html.count("<h1") == 1
    assert "<b>x" not in html
    assert addresses.area(CASTLE) in html
    assert "asset-map" not in text_of(html)


def chosen(value):
    app = AppTest.from_string(
        "from asset_map.app.pages import see_area\nsee_area.show()", default_timeout=30
    )
    app.query_params["code"] = CASTLE
    app.run()
    app.selectbox("area-need").set_value(value).run()
    assert not app.exception
    return app


def test_a_need_that_is_nobody_elses_business_stays_out_of_the_address():
    sensitive = next(need for need in list_needs() if need.sensitive)
    open_one = next(need for need in list_needs() if not need.sensitive)

    hidden, shown = chosen(sensitive.id), chosen(open_one.id)

    assert sensitive.id not in repr(hidden.query_params)
    assert "search" in hidden.query_params
    assert open_one.id in shown.query_params["need"]
    for app, need in ((hidden, sensitive), (shown, open_one)):
        html = "".join(str(piece.body) for piece in app.get("html"))
        # Whether it meets many or none: the list is of that need alone.
        assert f"{need.label}: " in html or wording.NOT_NONE in html
        assert app.selectbox("area-need").value == need.id


# An asset.


def test_a_service_says_when_it_is_open_its_access_its_areas_and_whom_to_tell(show, text_of):
    asset = asset_named("Copperleaf Coffee Morning (invented)")
    html = show("see_asset", id=str(asset.id))
    said = text_of(html)

    for name in (
        asset_wording.OPEN,
        asset_wording.WHEN,
        asset_wording.WHERE,
        asset_wording.COST,
        asset_wording.WHO_FOR,
    ):
        assert f"<dt>{name}</dt>" in html
    assert f"{asset_wording.ACCESS} {asset_wording.STEP_FREE[True]}" in said
    assert addresses.area("priory") in html
    assert addresses.area(CASTLE) in html
    assert "Copperleaf Neighbours (invented) , which runs it" in said
    assert said.index(asset_wording.STILL_RIGHT) < said.index(asset_wording.WRONG)
    for label in ("This is us", "Say what is wrong"):
        assert label in said
    assert addresses.plain_asset(asset.id) in html


def test_how_far_it_is_is_told_once_somebody_says_where_from_and_stands_in_no_address():
    asset = asset_named("Copperleaf Rooms (invented)")
    app = AppTest.from_string(
        "from asset_map.app.pages import see_asset\nsee_asset.show()", default_timeout=30
    )
    app.query_params["id"] = str(asset.id)
    app.run()
    assert "am-walk" not in "".join(str(piece.body) for piece in app.get("html"))
    app.text_input(on_foot.FIELD).input("dy1 3eb")
    app.button[0].click().run()

    html = "".join(str(piece.body) for piece in app.get("html"))
    assert re.search(r"From DY1 3EB: \d+ minutes&#x27; walk, about \d+ m, one way", html)
    assert asset_wording.HOW_LINE in html
    assert "dy1" not in repr(app.query_params).lower()


def test_a_place_that_nobody_knows_is_said_beside_the_question_and_the_page_goes_on(show):
    asset = asset_named("Copperleaf Rooms (invented)")
    app = AppTest.from_string(
        "from asset_map.app.pages import see_asset\nsee_asset.show()", default_timeout=30
    )
    app.query_params["id"] = str(asset.id)
    app.run()
    app.text_input(on_foot.FIELD).input("<b>x nowhere")
    app.button[0].click().run()

    html = "".join(str(piece.body) for piece in app.get("html"))
    assert not app.exception
    assert "am-problem" in html
    assert "<b>x" not in html
    assert asset_wording.LINKS_TITLE in html


def test_a_masked_place_shows_its_ward_alone(show, text_of):
    masked = [hit.asset for hit in describe_area("Dudley").hits if hit.asset.masked]
    assert masked
    for asset in masked:
        picture = see_asset(str(asset.id))
        html = show("see_asset", id=str(asset.id))
        said = text_of(html)
        [ward] = picture.areas
        assert addresses.area(ward.code) in html
        assert asset_wording.HIDDEN in said
        assert asset_wording.NO_WALK.format(ward=ward.name) in said
        for hint in (*(said for said in asset_wording.STEP_FREE.values()), asset_wording.NEARBY):
            assert hint not in said
        assert "on-foot-form" not in html
        assert not re.search(r"\d+ m\b|minutes", said)


def test_of_a_walk_it_is_said_how_it_was_measured(text_of):
    line = text_of(on_foot.html(Walk("DY1 1AA", 650, venue="The Hall")))
    along = text_of(on_foot.html(Walk("DY1 1AA", 30, along_streets=True)))

    assert "From DY1 1AA to The Hall: 9 minutes' walk, about 650 m, one way." in line
    assert asset_wording.HOW_LINE in line
    assert "under a minute's walk, about 30 m" in along
    assert asset_wording.HOW_STREETS in along
    assert on_foot.html(Walk("DY1 1AA", hidden=True)) == ""


def test_whom_to_tell_is_said_as_text_whatever_it_holds(show):
    asset = asset_named("Copperleaf Rooms (invented)")
    picture = see_asset(str(asset.id))
    nasty = type(picture)(
        **{**vars(picture), "keeper": None, "publisher": "<script>{0}{who}", "venues": ()}
    )

    html = about_asset.provenance(nasty)
    assert "<script>" not in html
    assert "&lt;script&gt;{0}{who}" in html


# How it is served.


def test_no_route_brings_in_the_map_before_the_app_runs():
    # The map's own files are served only if it is first imported by a page.
    asked = "import sys, asset_map.web.app; sys.exit('streamlit_folium' in sys.modules)"

    assert (
        subprocess.run([sys.executable, "-c", asked], check=False, capture_output=True).returncode
        == 0
    )
