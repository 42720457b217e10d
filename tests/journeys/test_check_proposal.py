"""A proposal is weighed when all its changes can be made; else each that cannot be is named."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from uuid import uuid4

import pytest
from loads import ask_one, change
from proposers import id_of, join

from asset_map.db import session
from asset_map.domain.errors import BadInput
from asset_map.domain.proposals import Change, ChangeKind, Proposal, UserCount
from asset_map.journeys.check_proposal import checked_on
from asset_map.journeys.weigh_proposals import weigh_proposals

K = ChangeKind
TODAY = date(2026, 11, 22)
HALLS = Proposal("Halls", "Property", ())


@pytest.fixture
def funded(town):
    """The town, in which the Town Friends pay for the Lunch."""
    change(
        """
        INSERT INTO link (id, from_id, type, to_id, said_by, from_record, to_record, source_id,
                          load_id)
        SELECT gen_random_uuid(), a.id, 'funded_by', g.id, 'both', l.from_record, l.to_record,
               l.source_id, l.load_id
        FROM asset a, asset g, (SELECT * FROM link LIMIT 1) AS l
        WHERE a.name = 'Lunch' AND g.name = 'Town Friends'
        """
    )


def checked(*changes, at=TODAY, **facts):
    proposal = replace(HALLS, changes=changes, **facts)
    with session.reading() as connection:
        return checked_on(connection, proposal, at)


def said_of(*changes, **facts):
    """What is told of changes that cannot be made."""
    with pytest.raises(BadInput) as refused:
        checked(*changes, **facts)
    return refused.value.sentence


def of(kind, name, **facts):
    return Change(kind, id_of(name), **facts)


def opening(**facts):
    return Change(K.OPEN, **{"name": "Room", "needs": ("library",), "postcode": "DY1 1AB"} | facts)


def test_what_can_be_made_goes_through_with_its_postcodes_looked_up(same_town):
    found = checked(
        of(K.CLOSE, "Old Hall"),
        of(K.MOVE, "Lunch", postcode="dy11ab"),
        of(K.REDUCE, "Supper", share=0.5),
        opening(needs=("library", "library")),
    )
    assert [(one.postcode, one.xy) for one in found.changes] == [
        ("", None),
        ("DY1 1AB", (390_300, 290_500)),
        ("", None),
        ("DY1 1AB", (390_300, 290_500)),
    ]
    assert found.changes[3].needs == ("library",)


def test_a_place_that_came_with_a_change_is_not_believed(same_town):
    [found] = checked(of(K.MOVE, "Lunch", postcode="DY1 1AB", xy=(1.0, 2.0))).changes
    assert found.xy == (390_300, 290_500)


def test_an_empty_proposal_is_sound(same_town):
    assert checked().changes == ()


ALONE = [
    (lambda: Change(K.CLOSE), "Change 1 of “Halls” (close): it does not say which asset."),
    (lambda: of(K.REDUCE, "Lunch"), "(reduce Lunch): it does not say by how much"),
    (lambda: of(K.REDUCE, "Lunch", share=0), "(reduce Lunch): a share of 0 takes nothing away"),
    (lambda: of(K.REDUCE, "Lunch", share=1), "a share of 1 takes all of it away; to say that, clo"),
    (lambda: of(K.REDUCE, "Lunch", share=-0.5), "a share of -0.5 cannot be"),
    (lambda: of(K.REDUCE, "Lunch", share=50), "a share of 50 cannot be"),
    (lambda: of(K.REDUCE, "Lunch", share=float("nan")), "a share of nan cannot be"),
    (
        lambda: of(K.CLOSE, "Lunch", share=0.5),
        "it has a share, which nobody needs to know to close",
    ),
    (lambda: of(K.CLOSE, "Lunch", until=TODAY), "it has an end, which nobody needs to know to clo"),
    (lambda: of(K.MOVE, "Lunch"), "(move Lunch): it does not say where to"),
    (lambda: of(K.MOVE, "Lunch", postcode="Attic"), "(move Lunch): 'Attic' is no postcode."),
    (lambda: of(K.MOVE, "Lunch", postcode="DY1 1ZZ"), "does not know the postcode DY1 1ZZ"),
    (lambda: of(K.MOVE, "Lunch", postcode="DY2 2AE"), "does not know the postcode DY2 2AE"),
    (lambda: of(K.MOVE, "Lunch", postcode="EC1A 1BB"), "EC1A 1BB is outside the area of this map"),
    (lambda: of(K.MOVE, "Lunch", other_id=id_of("Town Friends")), "Town Friends is a group, not a"),
    (lambda: of(K.MOVE, "Lunch", other_id=id_of("Safe House")), "Safe House is kept hidden"),
    (lambda: of(K.MOVE, "Old Hall", other_id=id_of("Old Hall")), "to where it is itself"),
    (lambda: of(K.MOVE, "Safe House", postcode="DY1 1AB"), "its place is kept hidden, so a prop"),
    (
        lambda: of(K.MOVE, "Lunch", other_id=id_of("New Hall"), postcode="DY1 1AB"),
        "it names a venue and a postcode; give one of them.",
    ),
    (lambda: of(K.PAUSE, "Lunch"), "(pause Lunch): it does not say until when."),
    (
        lambda: of(K.PAUSE, "Lunch", until=date(2026, 11, 21)),
        "it ends on 21 November 2026, before it begins on 22 November 2026.",
    ),
    (
        lambda: of(K.PAUSE, "Lunch", from_day=date(2027, 5, 1), until=date(2027, 4, 30)),
        "it ends on 30 April 2027, before it begins on 1 May 2027.",
    ),
    (lambda: opening(name=" "), "(open): what opens has no name."),
    (lambda: opening(needs=()), "(open Room): it does not say which need it meets"),
    (lambda: opening(needs=("libary",)), "there is no need called 'libary'; perhaps library."),
    (lambda: opening(postcode=""), "(open Room): it does not say where to"),
    (lambda: opening(capacity=0), "room for 0 people a week cannot be"),
    (lambda: opening(capacity=float("inf")), "room for inf people a week cannot be"),
    (lambda: opening(asset_id=id_of("Lunch")), "what opens is new, so it has no id yet."),
    (lambda: of(K.HAND_OVER, "Old Hall"), "(hand over Old Hall): it does not say to which group."),
    (lambda: of(K.HAND_OVER, "Old Hall", other_id=id_of("Lunch")), "Lunch is a service, not a gro"),
    (
        lambda: of(K.HAND_OVER, "Town Friends", other_id=id_of("Town Friends")),
        "a group cannot be handed over to itself.",
    ),
    (lambda: of(K.END_POST, "Town Friends"), "(end the post Town Friends): it is a group, not a p"),
    (lambda: of(K.END_FUNDING, "Lunch"), "the map knows of no funding of it."),
    (lambda: of(K.REMOVE_CONDITION, "Lunch"), "it does not say which condition"),
    (lambda: of(K.REMOVE_CONDITION, "Lunch", condition=" "), "it does not say which condition"),
]


@pytest.mark.parametrize("case", ALONE, ids=[said for _, said in ALONE])
def test_a_change_that_cannot_be_made_is_named_with_the_reason(same_town, case):
    wrong, said = case
    assert said in said_of(wrong())


@pytest.mark.parametrize("kind", ChangeKind)
def test_an_unknown_asset_is_told_whatever_is_done_to_it(same_town, kind):
    unknown = uuid4()
    made = opening(postcode="", other_id=unknown) if kind is K.OPEN else Change(kind, unknown)
    assert f": there is no asset with the id {unknown}." in said_of(made)


@pytest.mark.parametrize("kind", [K.MOVE, K.HAND_OVER, K.END_FUNDING])
def test_an_unknown_place_group_or_funder_is_told(same_town, kind):
    unknown = uuid4()
    said = said_of(Change(kind, id_of("Lunch"), other_id=unknown))
    assert f"there is no asset with the id {unknown}." in said


def test_what_closed_already_is_told_with_the_day_and_was_still_there_before(town):
    change("UPDATE asset SET valid_to = '2018-03-31' WHERE name = 'Old Hall'")
    hall, to_hall = of(K.CLOSE, "Old Hall"), of(K.MOVE, "Supper", other_id=id_of("Old Hall"))

    assert said_of(hall) == "Change 1 of “Halls” (close Old Hall): it closed on 31 March 2018."
    assert "Old Hall, where it would go, closed on 31 March 2018." in said_of(to_hall)
    assert checked(hall, at=date(2017, 12, 31)).changes == (hall,)


def test_what_is_not_there_yet_is_told_with_the_day_asked_for(town):
    change("UPDATE asset SET valid_from = '2027-01-01' WHERE name IN ('Old Hall', 'Town Friends')")
    said = said_of(
        of(K.CLOSE, "Old Hall"), of(K.HAND_OVER, "Lunch", other_id=id_of("Town Friends"))
    )
    assert "(close Old Hall): it is not there yet on 22 November 2026." in said
    assert "Town Friends, which would take it over, is not there yet on 22 November 2026." in said


def test_what_no_source_tells_of_any_more_is_told_by_its_name(town):
    change("UPDATE asset SET withdrawn = '2026-01-01' WHERE name = 'Old Hall'")
    assert said_of(of(K.CLOSE, "Old Hall")) == (
        "Change 1 of “Halls” (close Old Hall): no source tells of Old Hall any more."
    )


def test_the_old_id_of_what_was_joined_leads_on(town):
    lunch, supper = id_of("Lunch"), id_of("Supper")
    join(supper, lunch)
    count = UserCount(supper, 40, "a week", "door", TODAY)

    found = checked(Change(K.CLOSE, supper), user_counts=(count,))
    assert found.changes == (Change(K.CLOSE, lunch),)
    assert found.user_counts[0].asset_id == lunch
    assert "change 1 says the same already" in said_of(
        Change(K.CLOSE, supper), Change(K.CLOSE, lunch)
    )


def test_what_is_funded_loses_that_funding_and_no_other(funded, town):
    friends = id_of("Town Friends")
    assert checked(of(K.END_FUNDING, "Lunch"))
    assert checked(of(K.END_FUNDING, "Lunch", other_id=friends))
    hall = of(K.END_FUNDING, "Lunch", other_id=id_of("Old Hall"))
    assert "(end the funding of Lunch): the map knows of no funding of it by Old Hall." in said_of(
        hall
    )
    # Town Friends support the Lunch too, which is no funding of the Town Friends.
    assert "knows of no funding of it." in said_of(of(K.END_FUNDING, "Town Friends"))


def test_a_post_ends_and_takes_nothing_over(town):
    change("UPDATE community_group SET group_type = 'Post'")
    assert checked(of(K.END_POST, "Town Friends"))
    assert "Town Friends is a post, not a group that could take it over." in said_of(
        of(K.HAND_OVER, "Old Hall", other_id=id_of("Town Friends"))
    )


def test_a_pause_begins_with_its_proposal_where_it_says_nothing_else(same_town):
    pause = of(K.PAUSE, "Lunch", until=date(2027, 3, 1))
    assert checked(pause, from_day=date(2027, 3, 1))
    assert "before it begins on 2 March 2027" in said_of(pause, from_day=date(2027, 3, 2))
    earlier = replace(pause, from_day=date(2027, 2, 1))
    assert checked(earlier, from_day=date(2027, 3, 2))


# Changes of one proposal that contradict.

CLASH = [
    ("CLOSE Lunch", "REDUCE Lunch", "it contradicts change 1, which closes it."),
    ("REDUCE Lunch", "CLOSE Lunch", "it contradicts change 1, which reduces it."),
    ("CLOSE Lunch", "MOVE Lunch New Hall", "it contradicts change 1, which closes it."),
    ("CLOSE Lunch", "HAND_OVER Lunch Town Friends", "it contradicts change 1, which closes it."),
    ("CLOSE Lunch", "PAUSE Lunch", "it contradicts change 1, which closes it."),
    ("PAUSE Lunch", "REDUCE Lunch", "it contradicts change 1, which pauses it."),
    ("CLOSE Lunch", "CLOSE Lunch", "change 1 says the same already."),
    ("MOVE Lunch New Hall", "MOVE Lunch New Hall", "change 1 says the same already."),
    ("MOVE Lunch New Hall", "MOVE Lunch DY1 1AB", "change 1 moves it already; say once what"),
    ("REDUCE Lunch", "REDUCE Lunch 0.25", "change 1 reduces it already; say once what"),
    ("OPEN DY1 1AB", "OPEN DY1 1AB", "change 1 says the same already."),
    ("CLOSE New Hall", "MOVE Lunch New Hall", "it leads to New Hall, which change 1 closes."),
    ("PAUSE New Hall", "OPEN New Hall", "it leads to New Hall, which change 1 pauses."),
    ("MOVE New Hall DY1 1AB", "OPEN New Hall", "it leads to New Hall, which change 1 moves."),
    (
        "CLOSE Town Friends",
        "HAND_OVER Old Hall Town Friends",
        "it leads to Town Friends, which change 1 closes.",
    ),
]


def drawn(words):
    """Draw a change: its kind, an asset, and the place or group where it leads, or a share."""
    kind, _, rest = words.partition(" ")
    names = ("Lunch", "New Hall", "Old Hall", "Town Friends")
    name = next((name for name in names if rest.startswith(name)), "")
    aim = rest.removeprefix(name).strip()
    if kind == "OPEN":
        return opening(**({"other_id": id_of(name), "postcode": ""} if name else {"postcode": aim}))
    facts = {}
    if kind == "REDUCE":
        facts = {"share": float(aim or 0.5)}
    elif kind == "PAUSE":
        facts = {"until": date(2027, 1, 1)}
    elif aim:
        facts = {"other_id": id_of(aim)} if aim in names else {"postcode": aim}
    return of(K[kind], name, **facts)


@pytest.mark.parametrize(("first", "second", "said"), CLASH)
def test_two_changes_that_contradict_are_refused_and_both_are_named(same_town, first, second, said):
    told = said_of(drawn(first), of(K.REDUCE, "Supper", share=0.5), drawn(second))
    assert said in told
    assert told.startswith("Change 3 of “Halls”")


def test_it_makes_no_difference_which_of_two_contradicting_changes_comes_first(same_town):
    for first, second, _ in CLASH:
        for pair in permutations((drawn(first), drawn(second))):
            assert said_of(*pair)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("CLOSE Old Hall", "MOVE Lunch New Hall"),
        ("MOVE Lunch New Hall", "REDUCE Lunch"),
        ("MOVE Lunch New Hall", "HAND_OVER Lunch Town Friends"),
        ("CLOSE Lunch", "CLOSE Old Hall"),
        ("OPEN DY1 1AB", "OPEN DY1 1AC"),
        ("OPEN New Hall", "MOVE Lunch New Hall"),
        ("REDUCE New Hall", "MOVE Lunch New Hall"),
    ],
)
def test_changes_that_go_together_are_sound_in_any_order(same_town, first, second):
    assert checked(drawn(first), drawn(second))
    assert checked(drawn(second), drawn(first))


def test_funding_that_ends_goes_with_a_closure_but_not_with_itself(funded, town):
    all_of_it = of(K.END_FUNDING, "Lunch")
    one = of(K.END_FUNDING, "Lunch", other_id=id_of("Town Friends"))
    assert checked(of(K.CLOSE, "Lunch"), all_of_it)
    assert "it contradicts change 1: one of them ends all of its funding." in said_of(
        one, all_of_it
    )


def test_conditions_are_told_apart_by_their_words(same_town):
    members = of(K.REMOVE_CONDITION, "Lunch", condition="Members only")
    assert checked(members, replace(members, condition="Cash only"))
    assert "change 1 says the same" in said_of(members, replace(members, condition="members ONLY "))


# What is told, and that nothing is worked out.


def test_every_problem_is_told_at_once_by_its_change(same_town):
    told = said_of(
        of(K.CLOSE, "Old Hall"),
        of(K.REDUCE, "Lunch", share=2),
        Change(K.MOVE, uuid4()),
        user_counts=(UserCount(id_of("Lunch"), -1, "", "door", TODAY),),
    )
    assert "Change 1" not in told
    starts = (
        "Change 2 of “Halls” (reduce Lunch): ",
        "Change 3 of “Halls” (move): ",
        "User count 1",
    )
    assert all(start in told for start in starts)
    assert told.count("User count 1: ") == 2


def test_of_very_many_problems_the_first_are_told(same_town):
    told = said_of(*(Change(K.CLOSE) for _ in range(300)))
    assert told.count("Change") == 20
    assert told.endswith("And there is more.")


def test_nothing_is_worked_out_from_a_half_read_proposal(same_town, monkeypatch):
    def worked_out(*_):
        raise AssertionError

    monkeypatch.setattr("asset_map.journeys.weigh_proposals.weigh", worked_out)
    sound = replace(HALLS, changes=(of(K.CLOSE, "Old Hall"),))
    wrong = replace(HALLS, title="Grants", changes=(*sound.changes, Change(K.CLOSE, uuid4())))
    with pytest.raises(BadInput, match="Change 2 of “Grants”"):
        weigh_proposals([sound, wrong], at=TODAY)


def test_what_is_only_tried_is_not_called_by_a_title(same_town):
    assert said_of(Change(K.CLOSE), directorate="").startswith("Change 1 (close): ")


def test_checking_writes_nothing(town):
    count = "SELECT (SELECT count(*) FROM proposal) + (SELECT count(*) FROM user_count)"
    checked(of(K.CLOSE, "Old Hall"))
    assert ask_one(count) == 0
