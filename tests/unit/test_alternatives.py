"""Where what is displaced could go: drawn rooms, with the reasons worked out by hand.

A lunch (45 a week, Tuesdays 12:00-14:00) and a club (nothing known) are at a hall that ends.
"""

from uuid import UUID

import numpy as np
import pytest
from tables import table

from asset_map.analysis.alternatives import displaced, losing_their_place, reach_of
from asset_map.analysis.knock_on import Web, knock_on
from asset_map.domain.alternatives import Aspect, Fit, Room, Wish
from asset_map.domain.assets import AssetKind, LinkType, SaidBy, Session
from asset_map.domain.hours import covered, sessions_in_words, spans
from asset_map.domain.links_followed import End, Link

LUNCH, CLUB, HALL, OTHER, THIRD = (
    End(UUID(int=number), kind, name)
    for number, kind, name in [
        (1, AssetKind.SERVICE, "Lunch"),
        (2, AssetKind.GROUP, "Club"),
        (3, AssetKind.VENUE, "Hall"),
        (4, AssetKind.VENUE, "Other"),
        (5, AssetKind.VENUE, "Third"),
    ]
)
NOON = Session("TU", "12:00", "14:00")
LUNCH_WISH = Wish(LUNCH.id, ("food",), (NOON,), 45)
CLUB_WISH = Wish(CLUB.id, (), (), None, "Tuesdays")

ROOMS = """
    name     | type   | size | steps | hours                            | meet
    Good     | hall   | 60   | yes   | Tu 11:00-15:00                   |
    Meeting  | chapel | 45   | yes   | Mo-We 12:00-14:00                | yes
    Evenings | hall   | 60   | yes   | Tu,We 16:00-21:00; Sa 10:00-18:00 |
    Small    | hall   | 20   | yes   | Tu 11:00-15:00                   |
    Stairs   | hall   | 60   | no    | Tu 11:00-15:00                   |
    Unknown  |        |      |       |                                  |
    Garden   | garden |      | yes   | by arrangement                   |
"""


def rooms(drawn=ROOMS):
    return [
        Room(
            id=UUID(int=100 + number),
            name=row["name"],
            type=row["type"],
            size_people=int(row["size"]) if row["size"] else None,
            step_free={"yes": True, "no": False}.get(row["steps"]),
            hours_free=row["hours"],
            for_meeting=row["meet"] == "yes",
            xy=(400_000.0, 300_000.0),
        )
        for number, row in enumerate(table(drawn))
    ]


def left(size=140, step_free=True, kind="hall"):
    return Room(HALL.id, "Hall", kind, size, step_free, "", False, (400_000.0, 300_000.0))


def step_of(who=LUNCH, *more, said_by=SaidBy.BOTH):
    kind = LinkType.DELIVERED_AT if who is LUNCH else LinkType.MEETS_AT
    links = [Link(who, kind, HALL, "Tuesdays", said_by), *more]
    [step] = losing_their_place(knock_on(Web(links), {HALL.id}))
    return step


AS_NOW = left()


def found(wish=LUNCH_WISH, leaves=AS_NOW, walks=None, among=None, limit=9):
    some = rooms() if among is None else among
    walks = np.full(len(some), 300.0) if walks is None else np.array(walks, dtype=float)
    step = step_of(LUNCH if wish is LUNCH_WISH else CLUB)
    return displaced(step, wish, leaves, some, walks, 800.0, limit)


def option(name, **how):
    return next(one for one in found(**how).options if one.name == name)


def fit(name, aspect, **how):
    [one] = [one for one in option(name, **how).findings if one.aspect is aspect]
    return one.fit, one.words


# What fits, and what does not.


def test_the_one_that_fits_in_all_that_is_known_comes_first_and_what_does_not_fit_last():
    names = [one.name for one in found().options]

    assert names[:2] == ["Good", "Meeting"]
    assert set(names[-3:]) == {"Evenings", "Small", "Stairs"}
    assert set(names[2:4]) == {"Unknown", "Garden"}


def test_the_reason_is_one_sentence_with_all_that_is_known_and_what_to_ask():
    assert option("Good").reason == (
        "About 300 m on foot; a hall like the one that ends; step-free; room for 60, it needs 45; "
        "free Tuesday 11:00-15:00, it needs Tuesday 12:00-14:00: yes; not known, so ask: what it "
        "costs."
    )
    assert option("Unknown").reason == (
        "About 300 m on foot; not known, so ask: what kind of place it is, whether it is "
        "step-free, how many people it holds, its free hours (it needs Tuesday 12:00-14:00), what "
        "it costs."
    )


def test_hours_that_do_not_cover_what_is_needed_are_told_against_it():
    assert fit("Evenings", Aspect.HOURS) == (
        Fit.DOES_NOT,
        "free Tuesday and Wednesday 16:00-21:00, Saturday 10:00-18:00, "
        "it needs Tuesday 12:00-14:00: no",
    )


def test_hours_for_some_of_the_times_are_counted():
    twice = Wish(LUNCH.id, ("food",), (NOON, Session("TH", "12:00", "14:00")), 45)
    some = found(twice, among=rooms()[:1])

    [hours] = [one for one in some.options[0].findings if one.aspect is Aspect.HOURS]
    assert (hours.fit, hours.words.endswith("for 1 of 2 times")) == (Fit.DOES_NOT, True)


def test_free_hours_in_words_that_are_not_understood_are_to_be_asked_about():
    said = "its free hours (“by arrangement”) (it needs Tuesday 12:00-14:00)"
    assert fit("Garden", Aspect.HOURS) == (Fit.ASK, said)


def test_where_nobody_knows_when_it_meets_its_link_is_quoted():
    assert fit("Good", Aspect.HOURS, wish=CLUB_WISH) == (
        Fit.ASK,
        "whether it is free Tuesday 11:00-15:00 when needed (“Tuesdays”)",
    )


@pytest.mark.parametrize(
    ("name", "now", "expected"),
    [
        ("Stairs", True, Fit.DOES_NOT),
        ("Stairs", False, Fit.FITS),
        ("Stairs", None, Fit.ASK),
        ("Good", None, Fit.FITS),
        ("Unknown", False, Fit.ASK),
    ],
)
def test_steps_may_not_be_worse_than_now(name, now, expected):
    assert fit(name, Aspect.STEP_FREE, leaves=left(step_free=now))[0] is expected


def test_how_many_come_at_a_time_is_the_week_by_its_times():
    assert fit("Small", Aspect.SIZE) == (Fit.DOES_NOT, "room for 20, but it needs 45")
    thrice = Wish(LUNCH.id, (), (NOON, Session("WE", "09:00", "10:00"), NOON), 45)
    some = found(thrice, among=rooms())
    small = next(one for one in some.options if one.name == "Small")
    assert "room for 20, it needs 15" in small.reason


def test_where_nobody_knows_how_many_come_the_size_of_the_place_that_ends_is_the_measure():
    assert fit("Small", Aspect.SIZE, wish=CLUB_WISH, leaves=left(size=20))[0] is Fit.FITS
    # A smaller one may be enough: nobody knows that the whole hall is needed.
    asked = fit("Small", Aspect.SIZE, wish=CLUB_WISH)
    assert asked == (Fit.ASK, "whether room for 20 is enough, where it is 140 now")
    assert fit("Small", Aspect.SIZE, wish=CLUB_WISH, leaves=None)[0] is Fit.ASK


def test_what_is_not_known_counts_neither_for_nor_against():
    unknown, garden = option("Unknown"), option("Garden")

    assert [len(one.of(Fit.DOES_NOT)) for one in (unknown, garden)] == [0, 0]
    assert [one.aspect for one in unknown.of(Fit.FITS)] == [Aspect.DISTANCE]
    assert all(
        one.aspect in {found.aspect for found in unknown.of(Fit.ASK)}
        for one in unknown.findings
        if one.aspect is not Aspect.DISTANCE
    )


# How far.


def test_of_what_fits_alike_the_nearest_comes_first():
    alike = [rooms()[0], rooms()[0]]
    far, near = found(among=alike, walks=[700, 200]).options[::-1]

    assert (near.away_m, far.away_m) == (200, 700)


def test_where_nothing_is_within_reach_the_nearest_beyond_are_told_as_such():
    walks = [900, 1200, 1100, 1000, np.inf, 1500, 1600]
    told = found(walks=walks)

    assert [one.name for one in told.options] == ["Good", "Small", "Evenings"]
    assert not told.any_near
    assert told.sentence == (
        "Lunch loses its place at Hall. We know of no other open place within 800 m on foot of "
        "it. The nearest beyond:"
    )
    assert "About 900 m on foot, farther than 800 m" in told.options[0].reason


def test_where_nothing_near_is_known_to_suit_the_nearest_beyond_that_does_follows():
    walks = [1200, 1000, 2000, 2000, 2000, 300, 200]

    assert [one.name for one in found(walks=walks).options] == ["Garden", "Unknown", "Meeting"]


def test_a_walk_of_the_very_standard_is_within_it():
    assert found(among=rooms()[:1], walks=[800.0005]).any_near


def test_no_more_than_asked_for_are_told():
    assert len(found(limit=2).options) == 2


def test_how_far_is_near_goes_by_the_longest_standard_of_its_needs():
    metres = {"food": 800.0, "health": 1600.0}

    assert reach_of(("food", "health"), metres, 500.0) == 1600
    assert reach_of((), metres, 500.0) == 500


def test_a_hidden_place_is_counted_from_the_middle_of_its_ward_and_never_offered():
    hidden = Room(UUID(int=9), "Refuge", "hall", 60, True, "", True, (0.0, 0.0), exact=False)
    told = found(leaves=hidden, among=[*rooms()[:1], hidden])

    assert [one.name for one in told.options] == ["Good"]
    assert "300 m on foot, counted from the middle of its ward" in told.options[0].reason


# What is displaced.


def test_a_place_where_it_is_already_is_no_option():
    other = Link(LUNCH, LinkType.DELIVERED_AT, OTHER)
    step = step_of(LUNCH, other)
    among = [Room(OTHER.id, "Other", "hall", 60, True, "", False, (0.0, 0.0)), *rooms()[:1]]
    told = displaced(step, LUNCH_WISH, left(), among, np.array([10.0, 20.0]), 800.0, 5)

    assert [one.name for one in told.options] == ["Good"]
    assert told.sentence == "Lunch loses its place at Hall and still has Other."


def test_what_one_side_says_is_marked():
    step = step_of(LUNCH, said_by=SaidBy.FROM)
    told = displaced(step, LUNCH_WISH, left(), rooms(), np.full(7, 100.0), 800.0, 5)

    assert not told.sure
    assert told.sentence == "Lunch loses its place at Hall, if what one side says is so."


def test_only_groups_and_services_that_lose_a_place_are_displaced():
    links = [
        Link(LUNCH, LinkType.DELIVERED_AT, HALL),
        Link(CLUB, LinkType.PROVIDED_BY, HALL),
        Link(THIRD, LinkType.MEETS_AT, HALL),
    ]
    assert [step.asset for step in losing_their_place(knock_on(Web(links), {HALL.id}))] == [LUNCH]


def test_one_that_loses_two_of_three_places_is_told_once_with_both():
    links = [Link(LUNCH, LinkType.DELIVERED_AT, place) for place in (HALL, OTHER, THIRD)]
    [step] = losing_their_place(knock_on(Web(links), {HALL.id, OTHER.id}))

    assert {link.on for link in step.lost} == {HALL, OTHER}
    assert [link.on for link in step.left] == [THIRD]


# Weekly hours.


def test_weekly_hours_are_read_day_by_day_and_joined():
    assert spans("Tu,We 16:00-21:00; Sa 10:00-12:00,12:00-18:00") == {
        "TU": ((960, 1260),),
        "WE": ((960, 1260),),
        "SA": ((600, 1080),),
    }
    assert set(spans("Fr-Mo 09:00-10:00")) == {"FR", "SA", "SU", "MO"}


@pytest.mark.parametrize("hours", ["", "by arrangement", "Mo 25:00-26:00", "Tu 16:00-21:00, ask"])
def test_other_forms_of_hours_are_not_guessed(hours):
    assert spans(hours) is None


def test_a_time_is_covered_only_as_a_whole():
    free = spans("Tu 11:00-13:00; Fr 20:00-02:00")

    assert not covered(free, NOON)
    assert covered(free, Session("TU", "11:00", "13:00"))
    assert not covered(free, Session("WE", "11:00", "13:00"))
    assert covered(free, Session("FR", "22:00", "01:00"))


def test_weekly_times_are_said_once_for_all_their_days():
    times = [Session("TH", "13:00", "16:00"), Session("MO", "13:00", "16:00"), NOON]

    assert sessions_in_words(tuple(times)) == "Monday and Thursday 13:00-16:00, Tuesday 12:00-14:00"
