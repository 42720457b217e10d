"""An impact in plain words, on the small town: 20 people at each postcode, 800 m on foot."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from loads import ask_one, change, load
from tables import write_csv
from town import GROUPS, LINKS

from asset_map.domain.assets import AssetKind
from asset_map.domain.proposals import Change, ChangeKind, Proposal, UserCount
from asset_map.domain.things import Thing
from asset_map.journeys.changes_in_words import change_in_words, proposal_in_words
from asset_map.journeys.impact_in_words import first_sentences
from asset_map.journeys.impact_told import sentences
from asset_map.journeys.needs_in_words import need_lines, together_in_words
from asset_map.journeys.see_impact import see_proposed
from asset_map.journeys.weigh_proposals import weigh_proposals

TODAY = date(2026, 11, 23)
HALL, CLUB, POST, FUNDER, LUNCH = (UUID(int=number) for number in range(1, 6))
THINGS = {
    HALL: Thing(HALL, AssetKind.VENUE, "Lantern Hall (invented)"),
    CLUB: Thing(CLUB, AssetKind.GROUP, "Chess Club"),
    POST: Thing(POST, AssetKind.GROUP, "Caretaker of the hall", post=True),
    FUNDER: Thing(FUNDER, AssetKind.GROUP, "Small Grants"),
    LUNCH: Thing(LUNCH, AssetKind.SERVICE, "Lunch"),
}
K = ChangeKind
APRIL = date(2027, 4, 1)


def one(name):
    return ask_one("SELECT id FROM asset WHERE name = :name", name=name)


def weighed(*proposals, **asked):
    return weigh_proposals(proposals, at=TODAY, **asked)


def closing(*names, title="Savings", directorate="", **facts):
    changes = tuple(Change(K.CLOSE, one(name)) for name in names)
    return Proposal(title, directorate, changes, **facts)


def of_need(impact, need_id):
    return next(found for found in impact.needs if found.need.id == need_id)


# What is proposed.


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            Change(K.CLOSE, HALL, from_day=APRIL),
            "Close Lantern Hall (invented) from 1 April 2027",
        ),
        (Change(K.CLOSE, CLUB), "End Chess Club"),
        (Change(K.CLOSE, POST), "End the post Caretaker of the hall"),
        (Change(K.END_POST, POST), "End the post Caretaker of the hall"),
        (Change(K.REDUCE, LUNCH, share=0.4), "Reduce Lunch by 40%"),
        (Change(K.REDUCE, LUNCH, share=0.125), "Reduce Lunch by 12.5%"),
        (Change(K.MOVE, CLUB, other_id=HALL), "Move Chess Club to Lantern Hall (invented)"),
        (Change(K.MOVE, CLUB, postcode="DY1 1AA"), "Move Chess Club to DY1 1AA"),
        (
            Change(K.PAUSE, HALL, from_day=APRIL, until=date(2027, 9, 30)),
            "Pause Lantern Hall (invented) from 1 April 2027 until 30 September 2027",
        ),
        (
            Change(K.OPEN, name="Breakfast", other_id=HALL, needs=("food",), capacity=30),
            "Open Breakfast at Lantern Hall (invented), with room for 30 people a week",
        ),
        (
            Change(K.HAND_OVER, HALL, other_id=CLUB),
            "Hand Lantern Hall (invented) over to Chess Club",
        ),
        (
            Change(K.END_FUNDING, CLUB, other_id=FUNDER),
            "End the funding of Chess Club by Small Grants",
        ),
        (Change(K.END_FUNDING, CLUB), "End all funding of Chess Club"),
        (
            Change(K.REMOVE_CONDITION, HALL, condition="no evening lets"),
            "Remove the condition “no evening lets” of Lantern Hall (invented): no figure follows "
            "from this: what it opens is for people to say",
        ),
        (Change(K.CLOSE, UUID(int=99)), "Close something that is not on the map"),
    ],
)
def test_each_change_is_one_sentence(change, said):
    assert change_in_words(change, THINGS) == said


def test_a_change_without_a_day_takes_that_of_its_proposal():
    changes = (Change(K.CLOSE, HALL), Change(K.CLOSE, LUNCH, from_day=date(2027, 6, 1)))
    proposal = Proposal("Savings", "Property", changes, from_day=APRIL)

    assert proposal_in_words(proposal, THINGS) == (
        "close Lantern Hall (invented) from 1 April 2027; end Lunch from 1 June 2027"
    )


def test_of_many_changes_the_first_are_named_and_the_others_counted():
    proposal = Proposal("Savings", "", (Change(K.CLOSE, HALL),) * 5)

    assert proposal_in_words(proposal, THINGS).endswith("; and 2 more changes")
    assert proposal_in_words(Proposal("Nothing", "", ()), THINGS) == "nothing is changed"


# The five sentences.


def test_five_sentences_tell_what_the_end_of_the_lunch_would_do(same_town):
    proposal = closing("Old Hall", directorate="Property", from_day=APRIL)

    # Of 7 x 20 people x 100, 300 and 500 have the Lunch alone, and are 1000, 1200 and 1400 m in a
    # straight line from the Supper: 1400, 1000 and 600 m more than to the Lunch. Company is
    # met by the Lunch alone, and by nothing then. Of Lunch and Supper the Lunch was confirmed.
    assert first_sentences(weighed(proposal)) == (
        "Proposed by Property, as things stand on 23 November 2026: close Old Hall from 1 April "
        "2027.",
        "About 60 people would no longer live within reach (800 m on foot) of company and someone "
        "to talk to. The same goes for about 60 people (help with food). The same people may count "
        "for several needs. For half of those whose walk to help with food grows, it grows by "
        "1.3 km or more.",
        "About 60 people (company and someone to talk to) and about 60 (help with food) would lose "
        "the only one in reach that we know of. About 140 people (company and someone to talk to) "
        "would have none left at any distance, as far as we know.",
        "Because of this 1 more thing would stop; both sides told us so.",
        "This is evidence, not a decision. It rests on 2 things on the map, 1 of them confirmed "
        "within 12 months, and on figures of who lives where (Residents by LSOA, 2021 or later, "
        "the file does not say).",
    )


def test_where_nothing_changes_that_is_said_plainly(same_town):
    proposal = Proposal("Lets", "", (Change(K.REMOVE_CONDITION, one("Old Hall"), condition="x"),))
    said = first_sentences(weighed(proposal))

    assert len(said) == 5
    assert said[1] == (
        "Nobody who lives within reach of what meets a need would leave it, as far as we know."
    )
    assert said[2] == "We know of nobody who loses the only one in reach, or is left without any."
    assert said[3] == ("Because of this nothing else that we know of would stop or lose anything.")


def test_what_one_side_alone_says_is_told_as_that(same_town):
    said = first_sentences(weighed(closing("Safe House")))

    assert said[3] == (
        "Because of this nothing else would surely stop or lose anything; 1 would if what one "
        "side alone says is so."
    )


def test_what_is_reduced_has_less_room_and_nobody_leaves_reach(town):
    change("UPDATE service SET weekly_capacity = 40 WHERE asset_id = :id", id=one("Lunch"))
    changes = tuple(Change(K.REDUCE, one(name), share=0.25) for name in ("Lunch", "Supper"))
    said = first_sentences(weighed(Proposal("Less", "", changes)))

    assert said[1] == (
        "Nobody who lives within reach of what meets a need would leave it, as far as we know. "
        "Lunch would have room for 30 people a week, not 40. For how many people Supper has room "
        "is not known."
    )


def test_what_stops_with_its_hall_is_not_told_to_have_less_room(town):
    change("UPDATE service SET weekly_capacity = 40 WHERE asset_id = :id", id=one("Lunch"))
    less = Change(K.REDUCE, one("Lunch"), share=0.5)
    both = Proposal("Both", "", (Change(K.CLOSE, one("Old Hall")), less))

    assert "room for" in first_sentences(weighed(Proposal("Less", "", (less,))))[1]
    assert "room for" not in first_sentences(weighed(both))[1]


def test_what_opens_brings_people_into_reach(same_town):
    opens = Change(K.OPEN, name="Reading Room", other_id=one("Old Hall"), needs=("library",))
    said = first_sentences(weighed(Proposal("More", "", (opens,))))

    # Within 615 m of x 100 are x 100, 300 and 500.
    assert said[0].endswith("open Reading Room at Old Hall.")
    assert said[1].endswith(" About 60 people would come into reach of a library.")


def test_what_closed_before_is_counted_and_never_proposed(town):
    change("UPDATE asset SET valid_to = '2026-06-01' WHERE name = 'Supper'")
    change("UPDATE supply SET valid_to = '2026-06-01' WHERE asset_id = :id", id=one("Supper"))
    alone = first_sentences(weighed(closed_since=date(2026, 1, 1)))
    beside = first_sentences(weighed(closing("Lunch"), closed_since=date(2026, 1, 1)))

    assert alone[0] == (
        "Counted, as things stand on 23 November 2026: what closed after 1 January 2026 (1 thing)."
    )
    assert alone[1].startswith("About 80 people would no longer live within reach")
    assert beside[0] == (
        "Counted together, as things stand on 23 November 2026: Savings, end Lunch; what closed "
        "after 1 January 2026 (1 thing)."
    )


# Need by need, and together.


def test_a_need_is_told_with_who_leaves_and_how_far_they_would_walk(same_town):
    food = of_need(weighed(closing("Lunch")), "food")

    assert " ".join(need_lines(food)) == (
        "Food (800 m on foot): about 60 people would leave reach; about 140 live within it now, "
        "about 80 would then. Where the nearest is then another one, it is 1.3 km farther "
        "(median), 1.8 km for the farthest tenth, 1.8 km at most."
    )


def test_what_shows_only_together_is_told_with_its_place(same_town):
    # 1,200 m on foot are 923 m: x 900 (to the Lunch 800, to the Supper 600) and x 1100 (1000, 400)
    # ... so by neither alone, and by both at once, x 900 leaves.
    lunch, supper = closing("Lunch", title="One"), closing("Supper", title="Other")
    impact = weighed(lunch, supper, standard_m=1200)
    [food] = [found for found in impact.together if found.need.id == "food"]

    assert (food.each, food.all, food.only_together) == ((60, 60), 140, 20)
    assert together_in_words(food) == (
        "Food: alone they take about 60 people and about 60 people out of reach; together about "
        "140 people, of whom about 20 people in West Town would have none within 1,200 m only "
        "because of all at once."
    )
    assert (
        "About 20 people leave reach of help with food only because of all"
        in (first_sentences(impact)[1])
    )


def test_each_that_is_small_alone_is_called_so(same_town):
    # 2,000 m on foot are 1,538 m: without the Lunch all still reach the Supper, 1,400 m at most;
    # without the Supper only x 1900 leaves, 1,800 m from the Lunch.
    impact = weighed(closing("Lunch", title="One"), closing("Supper", title="Two"), standard_m=2000)
    [food] = [found for found in impact.together if found.need.id == "food"]

    assert together_in_words(food) == (
        "Food: each is small alone: alone they take nobody and about 20 people out of reach; "
        "together about 140 people, of whom about 120 people in West Town and East Town would "
        "have none within 2,000 m only because of all at once."
    )


def test_what_adds_nothing_together_says_so(same_town):
    impact = weighed(closing("Lunch", title="One"), closing("Supper", title="Other"))
    told = {found.need.id: together_in_words(found) for found in impact.together}

    assert told["food"].endswith(
        "together about 140 people, none of them only because of all at once."
    )


def test_where_nobody_is_counted_postcodes_are(town):
    change("UPDATE demand_point SET people = NULL")
    change("UPDATE refreshed SET token = gen_random_uuid()")
    said = first_sentences(weighed(closing("Lunch")))

    assert said[1].startswith("3 postcodes (how many people is not known) would no longer")
    assert said[2].startswith("For how many people it is the only one in reach is not known")


def test_who_is_still_come_to_does_not_leave_reach_and_is_told_of(town, tmp_path):
    line = """
        ref | name | needs | how      | covers
        P1  | Line | food  | by phone | E05000001
    """
    load("own-list", write_csv(tmp_path / "services.csv", line), partial=True)
    impact = weighed(closing("Lunch"))
    said, food = first_sentences(impact)[1], of_need(impact, "food")

    # All of the west can ring; its x 100, 300 and 500 have no place near any more.
    assert food.headline.people_leaving == 0
    assert said.endswith(
        " About 60 people (help with food) would have no place within reach any more, but can "
        "still get help by phone, online or at home."
    )
    assert "still come to by phone" in " ".join(need_lines(food))


def test_a_longer_walk_is_told_where_nobody_leaves_reach(same_town):
    moves = Proposal("Move", "", (Change(K.MOVE, one("Lunch"), other_id=one("New Hall")),))

    # From x 100 to x 1500: for x 100, 300 and 500 that is 1400, 1000 and 600 m farther, and none of
    # them is more than the 1,538 m away that are 2,000 m on foot; x 1900 was 1,800 m away.
    assert first_sentences(weighed(moves, standard_m=2000))[1] == (
        "Nobody who lives within reach of what meets a need would leave it, as far as we know. "
        "The walk to company and someone to talk to grows for about 60 people: for half of them by "
        "1.3 km or more. About 20 people would come into reach of company and someone to talk to."
    )


# All that a terminal tells.


def test_a_terminal_tells_the_steps_the_needs_and_where_to_go(same_town):
    found = see_proposed([closing("Old Hall")], at=TODAY)
    lines = found.sentences()

    assert tuple(lines[:5]) == first_sentences(found.impact)
    step = "  Lunch stops: it is delivered at Old Hall; no other venue known (said by both sides)."
    assert step in lines
    assert "Where what loses its place could go:" in lines
    assert lines[-2].startswith("Walking distance is the straight line x 1.3")
    assert "neither count" in lines[-1]


def test_a_post_that_ends_shows_the_links_it_held(town, tmp_path):
    groups = GROUPS + "    G2 | Caretaker | | E05000001 | post\n"
    links = LINKS + "    V1 | staffed_by | G2 | both | opens and locks\n"
    load("own-list", write_csv(tmp_path / "groups.csv", groups))
    load("own-list", *_all_lists(tmp_path, groups, links))
    post = Proposal("Posts", "People", (Change(K.END_POST, one("Caretaker")),))
    lines = sentences(weighed(post))

    assert "end the post Caretaker." in lines[0]
    at = lines.index("The post held these links:")
    assert lines[at + 1] == "  Old Hall is staffed by Caretaker, opens and locks."
    assert lines[3].startswith("Because of this 1 thing would lose something; both sides")


def _all_lists(folder, groups, links):
    from town import SERVICES, VENUES

    written = {"groups": groups, "services": SERVICES, "venues": VENUES, "links": links}
    return [write_csv(folder / f"{name}.csv", drawn) for name, drawn in written.items()]


def test_counts_of_users_stand_apart_and_small_ones_are_hidden(same_town):
    counts = tuple(
        UserCount(one("Lunch"), number, "a week", "register", date(2026, 9, 30))
        for number in (7, 43)
    )
    lines = sentences(weighed(replace(closing("Lunch"), user_counts=counts)))

    said = [line for line in lines if line.startswith("Entered apart")]
    assert said == [
        "Entered apart, in no figure: fewer than 10 a week at Lunch (register, 30 September 2026).",
        "Entered apart, in no figure: about 45 a week at Lunch (register, 30 September 2026).",
    ]
