"""The page on what somebody can offer, run on its own against the demonstration."""

from dataclasses import replace

import pytest

from asset_map.app import care_wording as care
from asset_map.app import find_search, offer_asked
from asset_map.app import offer_wording as words
from asset_map.app.offer_asked import NEAR_M, OfferAsked
from asset_map.domain.offering import FreeTime


@pytest.fixture(autouse=True)
def demonstration(demo_database):
    """Every test here shows the demonstration."""


def test_it_asks_two_questions_and_says_that_nothing_is_stored_and_who_helps_at_once(show, text_of):
    said = text_of(show("offer_help"))
    assert words.NOTHING_STORED in said
    assert words.START in said
    assert care.URGENT_NAME in said
    assert words.ADD in said


def test_who_asks_is_told_with_when_how_far_and_where_to_ask(show, text_of):
    said = text_of(show("offer_help", place="Priory", skill=["cooking"]))
    assert "2 ask for help with cooking within 30 minutes' walk of Priory, nearest first." in said
    assert "Asks for: cooking – “Tuesdays, 9 in the morning to 2”" in said
    assert "We hold no contact for them. Ask at Limekiln Lantern Hall (invented)" in said
    assert "Last confirmed 4 May 2026" in said
    assert words.PERHAPS_LEAD in said
    assert "Cooking volunteers of Lantern Lunch Cooks (invented)" in said
    assert "about 15 of them" in said
    order = [said.index(title) for title in (words.ASKING, words.PERHAPS, words.THROUGH, words.ADD)]
    assert order == sorted(order)


def test_who_asks_for_other_times_stays_on_the_page_told_apart(show, text_of):
    said = text_of(show("offer_help", place="Priory", skill=["cooking"], when=["evenings"]))
    assert said.index("Nightjar Youth Project") < said.index(words.OTHER_TIMES)
    assert said.index(words.OTHER_TIMES) < said.index("Tuesdays, 9 in the morning")


def test_a_skill_in_words_of_ones_own_is_told_as_it_was_said_and_none_is_no_dead_end(show, text_of):
    said = text_of(show("offer_help", place="Priory", skill=["sewing machines"], far="400"))
    assert words.BEYOND in said
    assert "Quarrybell Menders" in said

    hostile = show("offer_help", place="Priory", skill=["<img src=x onerror=alert(1)>"])
    assert "<img" not in hostile
    assert "We know of nobody" in text_of(hostile)
    assert words.ADD in text_of(hostile)


def test_a_place_that_nobody_knows_is_answered_with_a_sentence(show, text_of):
    said = text_of(show("offer_help", place="Nowhere at all"))
    assert "Nowhere at all" in said
    assert "Type a postcode" in said
    assert words.ADD in said


def test_the_address_has_skills_times_and_how_far_but_never_an_exact_place(monkeypatch):
    monkeypatch.setattr(find_search, "visit_token", lambda: "a-visit")
    where = OfferAsked().where

    def query(place, **asked):
        return OfferAsked(replace(where, place=place), **asked).query()

    exact = query("DY1 3EB", skills=("cooking",), times=(FreeTime.WEEKENDS,), far_m=800.0)
    assert exact.pop("search")
    assert exact == {"skill": ["cooking"], "when": ["weekends"], "far": "800"}
    assert query("Wrens Nest") == {"place": ["Wrens Nest"]}
    assert query("", far_m=None) == {"far": "any"}
    assert query("", far_m=NEAR_M) == {}
    assert offer_asked.NEAR_M == 2_400
