"""Whatever is wrong with a form is told in one round: no field hides what is wrong with another."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from loads import ask_one
from telling import asset_named, own_home

from asset_map.domain.people import VISITOR
from asset_map.journeys import add_asset
from asset_map.journeys.acting import acting
from asset_map.journeys.claim_asset import Claim, claim

pytestmark = pytest.mark.usefixtures("town")

RIGHT_OR_WRONG = {
    "kind": ("service", ""),
    "name": ("Soup", ""),
    "description": ("All welcome", "Ring 07700 900123"),
    "needs": ("food", "tea"),
    "venue": ("Old Hall", "Crystal Palace"),
    "run_by": ("Town Friends", "Nobody at all"),
    "postcode": ("DY1 1AB", "tea"),
    "latitude": ("", "52.5"),
    "masked": ("", "perhaps"),
    "hours": ("Tue 6pm-8pm", "Ask anna.smith@gmail.com"),
    "cost": ("£2", "Ask 07700 900123"),
    "url": ("www.example.org", "no page"),
    "email": ("info@soup.example.org", "anna.smith@gmail.com"),
    "phone": ("01384 812345", "07700 900123"),
    "asks_for": ("cooking", "x" * 90),
    "asks_when": ("mornings", "ring 07700 900123"),
    "valid_from": ("1 May 2026", "soon"),
    "valid_to": ("1 May 2027", "never"),
    "consent": ("yes", ""),
    "sender": ("anna@example.org", "anna"),
}
"""What stands in each field, and what is wrong there."""

IN_PAIRS = {
    "a spot elsewhere": ({"latitude": "12.5", "longitude": "3"}, {"latitude"}),
    "a spot far from the postcode": ({"latitude": "52.9", "longitude": "-2.1"}, {"postcode"}),
    "a postcode beyond the map": ({"postcode": "EH1 1AA"}, {"postcode"}),
    "the end before the beginning": ({"valid_to": "2 May 2020"}, {"valid_to"}),
    "half a spot elsewhere": ({"latitude": "12.5"}, {"latitude"}),
}
"""What is wrong with two fields together, or with one that is readable."""


def told(typed: dict[str, str]) -> set[str]:
    with acting(lambda: VISITOR):
        added = add_asset.add(uuid4(), typed)
    assert (added.id is None) == bool(added.looked.problems)
    return {one.field for one in added.looked.problems}


def form(wrong) -> dict[str, str]:
    return {field: said[field in wrong] for field, said in RIGHT_OR_WRONG.items()}


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wrong=some.sets(some.sampled_from([*RIGHT_OR_WRONG])))
def test_just_the_fields_that_are_wrong_are_told_in_one_round(wrong):
    assert told(form(wrong)) == wrong


def test_a_form_with_nothing_wrong_is_kept():
    assert told(form(())) == set()
    assert ask_one("SELECT count(*) FROM contribution") == 1


def test_a_form_with_everything_wrong_tells_all_of_it():
    assert told(form(RIGHT_OR_WRONG)) == set(RIGHT_OR_WRONG)


@pytest.mark.parametrize("pair", IN_PAIRS)
def test_what_is_wrong_only_beside_another_field_hides_nothing_either(pair):
    typed, fields = IN_PAIRS[pair]
    wrong = {"name", "email", "cost", "consent", "sender"}

    assert told(form(wrong) | typed) == wrong | fields


def test_a_place_is_not_said_to_be_nowhere_where_its_postcode_cannot_be_read():
    for typed in ({"postcode": "tea"}, {"postcode": "", "latitude": "12.5", "longitude": "3"}):
        with acting(lambda: VISITOR):
            added = add_asset.add(uuid4(), form({"name"}) | {"kind": "venue"} | typed)
        about_place = [one for one in added.looked.problems if one.field != "name"]
        assert len(about_place) == 1


def test_a_claim_tells_all_that_is_wrong_at_once(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)
    for who, email in (("", "jo"), ("", "jo@example.org"), ("Its secretary", "jo")):
        with acting(lambda: VISITOR):
            claimed = claim(Claim(uuid4(), str(asset_named("Lunch")), who, email))
        wrong = {"who"} if not who else set()
        wrong |= {"sender"} if "@" not in email else set()
        assert {one.field for one in claimed.problems} == wrong
        assert claimed.sent is None
