"""In which ways a service reaches people, and whether it is free, by what lists say."""

import pytest

from asset_map.domain.errors import BadInput
from asset_map.domain.offers import is_free, only_remote, remote_ways, ways
from asset_map.domain.reach import Narrowing, When

PERSON, PHONE, ONLINE, HOME = "in person", "by phone", "online", "at home"


@pytest.mark.parametrize(
    ("how", "found"),
    [
        ("", set()),
        ("in person", {PERSON}),
        ("In-person", {PERSON}),
        ("face to face", {PERSON}),
        ("venue", {PERSON}),
        ("by phone", {PHONE}),
        ("Telephone", {PHONE}),
        ("telephone befriending", {PHONE}),
        ("helpline 24/7", {PHONE}),
        ("a weekly call", {PHONE}),
        ("by telephone, Monday to Friday 9am-5pm", {PHONE}),
        ("by phone; self-referral", {PHONE}),
        ("text message", {PHONE}),
        ("online", {ONLINE}),
        ("on-line only", {ONLINE}),
        ("video call", {ONLINE}),
        ("Zoom", {ONLINE}),
        ("web chat or e-mail", {ONLINE}),
        ("phone and online", {PHONE, ONLINE}),
        ("at home", {HOME}),
        ("home visits", {HOME}),
        ("home_visit", {HOME}),
        ("in your own home", {HOME}),
        ("people's homes", {HOME}),
        ("on the doorstep", {HOME}),
        ("visits you at home", {HOME}),
        ("in person or by phone", {PERSON, PHONE}),
        ("face-to-face, telephone & online", {PERSON, PHONE, ONLINE}),
        ("at home or at the centre", {HOME, PERSON}),
        ("not in person, online", {ONLINE}),
        ("online (no face to face)", {ONLINE}),
        # What is not understood may be a place.
        ("phone or at Brett Young", {PHONE, PERSON}),
        ("phone support at the library", {PHONE, PERSON}),
        ("mobile", {PERSON}),
        ("outreach", {PERSON}),
        ("at a care home", {PERSON}),
        ("call in any time", {PERSON}),
        ("drop-in", {PERSON}),
    ],
)
def test_ways_are_read_from_free_text(how, found):
    assert ways(how) == found
    assert remote_ways(how) == found - {PERSON}
    assert only_remote(how) == (bool(found) and PERSON not in found)


@pytest.mark.parametrize(
    ("cost", "free"),
    [
        ("free", True),
        ("FREE!", True),
        ("Free entry", True),
        ("Free of charge", True),
        ("Free, booking essential", True),
        ("free for all", True),
        ("free to use", True),
        ("no charge", True),
        ("No cost", True),
        ("£0", True),
        ("£0.00", True),
        ("0", True),
        ("donations welcome", True),
        ("by donation", True),
        ("suggested donation £2", True),
        ("pay what you can", True),
        ("£2", False),
        ("£2.50 a session", False),
        ("£.50", False),
        ("3 pounds", False),
        ("1 pound a family", False),
        ("two pounds", False),
        ("50 pence", False),
        ("10p", False),
        ("3.50", False),
        ("£0-£5", False),
        ("not free", False),
        ("isn't free", False),
        ("charges apply", False),
        ("free for members, £3 others", False),
        ("Free for members; non-members pay", False),
        ("free (refreshments £1)", False),
        ("", None),
        ("n/a", None),
        ("varies", None),
        ("ask the organiser", None),
        ("£2 donation", None),
        ("free for under 5s", None),
        ("first session free", None),
        ("Members free", None),
        ("free parking", None),
        ("no charge for children", None),
        ("Freehold Road", None),
    ],
)
def test_what_is_free_is_told_from_what_costs_something_and_from_what_is_unclear(cost, free):
    assert is_free(cost) is free


@pytest.mark.parametrize(
    "moment",
    [
        {"weekday": "MO"},
        {"time": "18:30"},
        {"weekday": "Monday", "time": "18:30"},
        {"weekday": "MO", "time": "6.30pm"},
        {"weekday": "MO", "time": "24:00"},
    ],
)
def test_a_moment_that_there_is_not_is_refused(moment):
    with pytest.raises(BadInput):
        Narrowing(**moment)


def test_a_question_is_narrowed_by_anything_that_is_set():
    assert not Narrowing()
    assert Narrowing(when=When.EVENINGS)
    assert Narrowing(weekday="MO", time="18:30").timed
    assert Narrowing(free=True)
    assert not Narrowing(free=True).timed
