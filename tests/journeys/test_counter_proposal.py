"""People answer a proposal by changes of their own, weighed in its place and never added to it.

In the small town 20 people live at each postcode; closing the Old Hall stops the Lunch.
"""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from keeping import somebody as member
from loads import ask, ask_one, change
from proposers import by, close, drafted, id_of, somebody
from telling import own_home

from asset_map.domain.errors import BadInput
from asset_map.domain.people import VISITOR, Person, Role
from asset_map.domain.proposals import Change, ChangeKind, Proposal, State, counted_once
from asset_map.journeys import counter_proposal
from asset_map.journeys.acting import acting
from asset_map.journeys.counter_proposal import Counter, Instead, counter
from asset_map.journeys.list_proposals import list_proposals
from asset_map.journeys.publish_proposal import publish_proposal
from asset_map.journeys.review_contribution import accept
from asset_map.journeys.see_answers import see_answers, weigh_answers
from asset_map.journeys.see_impact import see_impact
from asset_map.journeys.see_proposal import see_proposal

pytestmark = pytest.mark.usefixtures("town")

K = ChangeKind
KEYS = ("hand_over", "Town Friends", "")
MOVE = ("move", "New Hall", "")
HALF = ("reduce", "", "50")


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


@pytest.fixture
def anna() -> Person:
    return somebody("anna")


@pytest.fixture
def halls(anna) -> Proposal:
    """A published proposal that closes the Old Hall."""
    return published(anna, close("Old Hall"))


def published(person: Person, *changes: Change, title: str = "Halls") -> Proposal:
    made = drafted(person, *changes, title=title)
    with by(person):
        return publish_proposal(made.id, confirmed=True)


def countered(of: Proposal, person: Person | None = None, **said):
    """Answer a proposal; ``instead``: by the name of what is changed: kind, where to, share."""
    acts = person or member()
    instead = {
        id_of(name): Instead(kind, to, share=share)
        for name, (kind, to, share) in said.pop("instead", {"Old Hall": KEYS}).items()
    }
    wanted = {"title": "Keep the keys", "words": "We open it ourselves.", "email": "jo@a.org"}
    with acting(lambda: acts):
        return counter(Counter(uuid4(), str(of.id), instead=instead, **wanted | said))


def taken_in(of: Proposal, **said) -> UUID:
    """An answer that a member sent and a steward took in; the id of the proposal it is."""
    outcome = countered(of, **said)
    assert outcome.problems == ()
    steward = member(Role.STEWARD)
    with acting(lambda: steward):
        accept(outcome.sent.id, 1)
    return outcome.sent.id


def food(differences) -> tuple[float, float]:
    """People in reach of food before and after."""
    return differences.people_before, differences.people_after


def test_what_is_offered_is_what_the_proposal_changes_and_what_is_found_there(halls):
    touched = counter_proposal.look_at(str(halls.id)).touched

    assert [(one.name, one.proposed) for one in touched] == [
        ("Old Hall", "Close Old Hall"),
        ("Lunch", ""),
    ]


def test_what_has_to_stay_hidden_is_not_offered(anna):
    of = published(anna, close("Safe House"))

    assert counter_proposal.look_at(str(of.id)).touched == ()


def test_once_taken_in_it_is_a_published_proposal_of_the_community(halls):
    id = taken_in(halls)
    with acting(lambda: VISITOR):
        of = see_proposal(id).proposal

    assert (of.title, of.directorate, of.state) == ("Keep the keys", "Community", State.PUBLISHED)
    assert (of.summary, of.answers_id, of.author_id) == ("We open it ourselves.", halls.id, None)
    assert of.changes == (Change(K.HAND_OVER, id_of("Old Hall"), other_id=id_of("Town Friends")),)
    assert not of.demo


def test_before_that_nobody_sees_it(halls):
    countered(halls)
    with acting(lambda: VISITOR):
        assert see_answers(halls.id).counters == ()
        assert [one.id for one in list_proposals()] == [halls.id]


def test_a_visitors_is_held_until_their_address_is_confirmed(halls):
    assert countered(halls, VISITOR).sent.to_confirm
    assert ask("SELECT kind, state FROM contribution") == [("counter", "held")]


INSTEAD = [
    ({"Old Hall": KEYS}, Change(K.HAND_OVER)),
    ({"Lunch": MOVE}, Change(K.MOVE)),
    ({"Old Hall": HALF}, Change(K.REDUCE, share=0.5)),
    ({"Old Hall": ("reduce", "", " 7 % ")}, Change(K.REDUCE, share=0.07)),
]


@pytest.mark.parametrize(("instead", "made"), INSTEAD)
def test_each_choice_becomes_a_change(halls, instead, made):
    id = taken_in(halls, instead=instead)
    [of] = [one for one in list_proposals() if one.id == id]

    assert [replace(one, asset_id=None, other_id=None) for one in of.changes] == [made]


def test_several_choices_stay_in_their_order(halls):
    id = taken_in(halls, instead={"Lunch": MOVE, "Old Hall": KEYS})
    [of] = [one for one in list_proposals() if one.id == id]

    assert [one.kind for one in of.changes] == [K.HAND_OVER, K.MOVE]


def test_words_alone_are_enough(halls):
    id = taken_in(halls, instead={})
    [of] = [one for one in list_proposals() if one.id == id]

    assert of.changes == ()
    assert weigh_answers(halls.id) == ()


WRONG = [
    ({"title": ""}, ["title"]),
    ({"title": "x" * 201}, ["title"]),
    ({"words": "x" * 2001}, ["words"]),
    ({"words": "", "instead": {}}, ["words"]),
    ({"instead": {"Old Hall": ("hand_over", "", "")}}, ["to Old Hall"]),
    ({"instead": {"Old Hall": ("hand_over", "Nobody", "")}}, ["to Old Hall"]),
    ({"instead": {"Old Hall": ("hand_over", "New Hall", "")}}, ["to Old Hall"]),
    ({"instead": {"Lunch": ("move", "Town Friends", "")}}, ["to Lunch"]),
    ({"instead": {"Old Hall": ("reduce", "", "")}}, ["share Old Hall"]),
    ({"instead": {"Old Hall": ("reduce", "", "0")}}, ["share Old Hall"]),
    ({"instead": {"Old Hall": ("reduce", "", "100")}}, ["share Old Hall"]),
    ({"instead": {"Old Hall": ("reduce", "", "half")}}, ["share Old Hall"]),
    ({"instead": {"Lunch": ("move", "Safe House", "")}}, ["do Lunch"]),
    ({"instead": {"Old Hall": ("move", "Old Hall", "")}}, ["do Old Hall"]),
    (
        {
            "title": "",
            "instead": {"Old Hall": ("move", "Old Hall", ""), "Lunch": ("move", "Safe House", "")},
        },
        ["title", "do Old Hall", "do Lunch"],
    ),
]


@pytest.mark.parametrize(("said", "fields"), WRONG)
def test_everything_that_is_wrong_is_told_at_once_beside_its_field(halls, said, fields):
    outcome = countered(halls, **said)
    names = {str(id_of(name)): name for name in ("Old Hall", "Lunch")}
    found = []
    for one in outcome.problems:
        name, _, id = one.field.partition("_")
        found.append(f"{name} {names[id]}" if id else name)

    assert found == fields
    assert all(one.sentence for one in outcome.problems)
    assert ask("SELECT 1 FROM contribution") == []


@pytest.mark.parametrize("kind", ["close", "open", "<b>", "end_funding"])
def test_no_other_change_can_be_sent(halls, kind):
    outcome = countered(halls, instead={"Old Hall": (kind, "New Hall", "50")}, words="")

    assert [one.field for one in outcome.problems] == ["words"]


def test_what_the_proposal_does_not_touch_is_not_changed(halls):
    id = taken_in(halls, instead={"Supper": ("reduce", "", "50")})
    [of] = [one for one in list_proposals() if one.id == id]

    assert of.changes == ()


def test_what_cannot_be_any_more_is_refused_when_it_is_taken_in_and_goes_on_waiting(halls):
    outcome = countered(halls)
    change("UPDATE asset SET valid_to = '2026-01-01' WHERE name = 'Old Hall'")
    steward = member(Role.STEWARD)
    with acting(lambda: steward), pytest.raises(BadInput, match="closed on 1 January 2026"):
        accept(outcome.sent.id, 1)

    assert ask_one("SELECT state FROM contribution") == "waiting"
    assert ask_one("SELECT count(*) FROM proposal") == 1


def test_private_people_are_taken_out_when_it_is_taken_in(halls):
    id = taken_in(halls, title="Ring 07700 900123", words="Ask jo.smith@gmail.com.")
    [of] = [one for one in list_proposals() if one.id == id]

    assert (of.title, of.summary) == ("Ring (left out)", "Ask (left out).")
    assert len(of.changes) == 1
    assert ask("SELECT 1 FROM contribution WHERE said::text LIKE '%07700%'") == []


# Side by side.


def test_it_is_weighed_beside_the_proposal_each_against_today(halls):
    taken_in(halls)
    [found] = weigh_answers(halls.id)
    [need] = [one for one in found.needs if one.need.id == "food"]
    alone = {one.need.id: one for one in see_impact((halls.id,)).impact.needs}["food"].headline

    assert food(need.proposal) == (alone.people_before, alone.people_after)
    assert food(need.proposal)[1] < food(need.proposal)[0]
    assert food(need.answer) == (food(need.proposal)[0], food(need.proposal)[0])
    assert found.stops == (1, 0)


def test_of_an_answer_that_cannot_be_made_any_more_it_is_told_why(halls):
    taken_in(halls)
    change("UPDATE asset SET valid_to = '2026-01-01' WHERE name = 'Town Friends'")
    [found] = weigh_answers(halls.id)

    assert "closed on 1 January 2026" in found.problem
    assert found.needs == ()


# Added up.


def test_with_the_proposal_it_answers_it_counts_in_its_place(halls):
    keys = taken_in(halls)
    both, alone = (see_impact(ids).impact for ids in ((halls.id, keys), (keys,)))

    assert both.after.ended == alone.after.ended == frozenset()
    assert [one.headline.people_leaving for one in both.needs] == [0 for one in both.needs]


def test_a_share_is_not_taken_twice(anna):
    of = published(anna, Change(K.REDUCE, id_of("Lunch"), share=0.5))
    instead = taken_in(of, instead={"Lunch": ("reduce", "", "20")})
    impact = see_impact((of.id, instead)).impact

    assert [(one.kind, one.share) for one in impact.changes] == [(K.REDUCE, 0.2)]


def test_what_an_answer_leaves_alone_is_changed_as_proposed(anna):
    of = published(anna, close("Old Hall"), close("Supper"))
    keys = taken_in(of)
    impact = see_impact((of.id, keys)).impact

    assert [one.kind for one in impact.changes] == [K.CLOSE, K.HAND_OVER]
    assert impact.after.ended == frozenset({id_of("Supper")})


def test_two_answers_that_change_the_same_thing_are_not_added_up(halls):
    one, other = taken_in(halls), taken_in(halls, title="Half of it", instead={"Old Hall": HALF})
    with pytest.raises(BadInput, match="are alternatives, and are not added up"):
        see_impact((halls.id, one, other))

    assert see_impact((halls.id, other)).impact.after.ended == frozenset()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_in_whichever_order_they_come(order):
    first, second = uuid4(), uuid4()
    asset = uuid4()
    of = Proposal("A", "Property", (Change(K.CLOSE, asset),), id=first)
    reply = Proposal(
        "B", "Community", (Change(K.REDUCE, asset, share=0.2),), id=second, answers_id=first
    )
    both = [of, reply]

    assert counted_once(both[at] for at in order) == reply.changes


def test_what_no_answer_is_given_to_is_all_counted():
    asset = uuid4()
    found = [
        Proposal("A", "P", (Change(K.CLOSE, asset),)),
        Proposal("B", "P", (Change(K.CLOSE, asset),)),
    ]

    assert len(counted_once(found)) == 2
