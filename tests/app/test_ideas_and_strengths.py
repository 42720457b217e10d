"""Pieces on what a place has and what could meet a need there: nothing in them is code."""

import re
from datetime import date
from uuid import UUID

import pytest

from asset_map.app import ideas, strengths, wording
from asset_map.domain.assets import AssetKind, LinkType, SaidBy
from asset_map.domain.ideas import Ask, GroupIdea, Ideas, VenueIdea, VolunteersIdea
from asset_map.domain.needs import Need, Standard
from asset_map.domain.places import Area, AreaKind
from asset_map.journeys.meet_gap import meet_gap
from asset_map.journeys.see_strengths import (
    Hub,
    Named,
    SkillOffered,
    Strengths,
    WorksWith,
    see_strengths,
)

ID, OTHER = UUID(int=1), UUID(int=2)
NASTY = '<script>alert(1)</script> *bold* "quoted" {0} {name} {{ 7*7 }}'
TODAY = date(2026, 11, 22)
AREA = Area(ID, AreaKind.WARD, "E05000001", 2025, NASTY, None, False, False, NASTY)
NEED = Need("food", NASTY, "Food")


def nasty_ideas():
    ask = Ask(NASTY, OTHER, NASTY, "manages", "javascript:alert(1)", NASTY, NASTY)
    common = (ID, NASTY, NASTY, ask, date(2020, 1, 1))
    return Ideas(
        area=AREA,
        need=NEED,
        standard=Standard("food", 800, 10, NASTY),
        at=TODAY,
        people=100.0,
        people_without=50.0,
        people_remote=20.0,
        postcodes=4,
        postcodes_without=2,
        known_places=1,
        venues=(VenueIdea(*common, 50.0, 60.0, 2, 10.0, True, NASTY, NASTY, True, 10),),
        groups=(GroupIdea(*common, 10.0, True, (NASTY,)),),
        volunteers=(VolunteersIdea(*common, NASTY, None, "fewer than 10", NASTY),),
        together=NASTY,
        people_source=NASTY,
        people_as_of=NASTY,
        people_demo=False,
        distance_method=NASTY,
        detour_factor=1.3,
        note=NASTY,
    )


def nasty_strengths():
    one, other = Named(ID, NASTY, AssetKind.VENUE), Named(OTHER, NASTY, AssetKind.GROUP)
    hub = Hub(one, (other, Named(UUID(int=3), NASTY, AssetKind.SERVICE)))
    link = WorksWith(one, LinkType.MANAGED_BY, other, NASTY, SaidBy.FROM, True)
    return Strengths(
        area=AREA,
        at=TODAY,
        assets=3,
        confirmed=1,
        by_kind=dict.fromkeys(AssetKind, 1),
        needs=((NEED, 2),),
        connected=(hub,),
        shared=(hub,),
        running=(hub,),
        works_with=(link,) * 250,
        skills=(SkillOffered(NASTY, None, "fewer than 10"),),
    )


@pytest.mark.parametrize(
    "html", [ideas.html(nasty_ideas()), strengths.html(nasty_strengths())], ids=["ideas", "has"]
)
def test_what_comes_from_data_shows_as_it_was_written(html, text_of):
    assert "<script" not in html
    assert not re.search(r'href="\s*javascript:', html)
    assert NASTY in text_of(html)


def test_an_idea_leads_to_its_page_and_to_whom_to_ask(text_of):
    html = ideas.html(nasty_ideas())

    assert f"/asset?id={ID}" in html
    assert f"/asset?id={OTHER}" in html
    assert "which manages it. Contact:" in text_of(html)
    assert wording.OVER_A_YEAR in html


def test_links_beyond_what_a_phone_can_show_are_counted(text_of):
    said = text_of(strengths.html(nasty_strengths()))

    assert "Show 192 more" in said
    assert "And 50 more beyond these." in said


def test_small_counts_of_people_are_hidden(text_of):
    assert "fewer than 10 volunteers" in text_of(strengths.html(nasty_strengths()))


def test_the_story_is_drawn(demo_database, text_of):
    food = text_of(ideas.html(meet_gap("food", "Priory", at=TODAY), level=2))
    ward = text_of(strengths.html(see_strengths("Castle & Priory", TODAY)))

    assert "Copperleaf Rooms (invented)" in food
    assert "Ask Small Buildings Team (invented) , which manages it." in food
    assert "10 groups and services meet at Limekiln Lantern Hall (invented)" in ward


def test_an_area_of_which_nothing_is_known_says_that_this_is_not_nothing(text_of):
    empty = nasty_strengths()
    none = Strengths(AREA, TODAY, 0, 0, {}, (), (), (), (), (), ())

    assert "That does not mean that there is nothing" in text_of(strengths.html(none))
    assert empty.share_confirmed == pytest.approx(1 / 3)
