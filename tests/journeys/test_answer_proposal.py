"""What people say of a proposal: looked at, then on its page; of drafts nobody is told."""

from uuid import uuid4

import pytest
from keeping import keeper_of
from keeping import somebody as member
from loads import ask, ask_one
from naughty import OURS
from proposers import DAY, by, close, drafted, id_of, join, somebody
from telling import letters, own_home, token_in

from asset_map.db import contributions, proposals, session
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.people import VISITOR, Person, Role
from asset_map.domain.proposals import Proposal
from asset_map.journeys import answer_proposal, counter_proposal
from asset_map.journeys.acting import acting
from asset_map.journeys.answer_proposal import KEEPS, ONLY_SAYS, Said, answer
from asset_map.journeys.counter_proposal import Counter
from asset_map.journeys.publish_proposal import decide_proposal, publish_proposal
from asset_map.journeys.review_contribution import accept, decline
from asset_map.journeys.see_answers import see_answers, weigh_answers
from asset_map.journeys.send_in import confirm
from asset_map.journeys.share_draft import name_officer

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


@pytest.fixture
def anna() -> Person:
    return somebody("anna")


@pytest.fixture
def halls(anna) -> Proposal:
    """A published proposal that closes the Old Hall."""
    made = drafted(anna, close("Old Hall"))
    with by(anna):
        return publish_proposal(made.id, confirmed=True)


def said_by(person: Person, of: Proposal, words: str = "It is where we meet.", **said):
    wanted = {"id": uuid4(), "proposal_id": str(of.id), "email": "jo@example.org"} | said
    with acting(lambda: person):
        return answer(Said(words=words, **wanted))


def taken_in(outcome, version: int = 1) -> None:
    steward = member(Role.STEWARD)
    with acting(lambda: steward):
        accept(outcome.sent.id, version)


def remarks(of: Proposal) -> list[tuple[str, str]]:
    with acting(lambda: VISITOR):
        return [(one.words, one.group) for one in see_answers(of.id).remarks]


def test_a_visitors_comment_is_held_then_looked_at_then_shown(halls):
    outcome = said_by(VISITOR, halls)
    assert outcome.sent.to_confirm
    confirm(token_in(letters()[-1]))
    assert remarks(halls) == []
    taken_in(outcome, version=2)

    assert remarks(halls) == [("It is where we meet.", "")]


def test_comments_stand_in_the_order_in_which_they_were_sent(halls):
    sent = [said_by(member(), halls, words=words) for words in ("first", "second", "third")]
    for outcome in reversed(sent):
        taken_in(outcome)

    assert [words for words, _ in remarks(halls)] == ["first", "second", "third"]


def test_a_declined_comment_is_shown_to_nobody(halls):
    outcome = said_by(member(), halls)
    steward = member(Role.STEWARD)
    with acting(lambda: steward):
        decline(outcome.sent.id, 1, "It names somebody.")

    assert remarks(halls) == []


def test_for_a_group_its_name_stands_there_and_goes_with_what_it_was_joined_to(halls):
    taken_in(said_by(member(), halls, group="town friends"))
    assert remarks(halls) == [("It is where we meet.", "Town Friends")]
    join(id_of("Town Friends"), id_of("Lunch"))

    assert remarks(halls) == [("It is where we meet.", "Lunch")]


def test_half_a_groups_name_is_asked_about_and_never_guessed(halls):
    asked = said_by(member(), halls, group="Town")
    [found] = asked.meant["group"]
    chosen = said_by(member(), halls, group="Town", chosen=str(found.id))

    assert (asked.sent, [one.field for one in asked.problems]) == (None, ["group"])
    assert found.name == "Town Friends"
    assert chosen.sent is not None


def test_the_steward_is_told_whether_they_keep_the_groups_entry(halls):
    outcomes = [
        said_by(person, halls, group="Town Friends")
        for person in (keeper_of("Town Friends"), member())
    ]
    with session.reading() as connection:
        found = [contributions.of_id(connection, one.sent.id).said for one in outcomes]

    assert [said["whoever_sends_it"] for said in found] == [KEEPS, ONLY_SAYS]


WRONG = [
    ({"words": " "}, "words"),
    ({"words": "x" * 2001}, "words"),
    ({"group": "No such group"}, "group"),
    ({"group": "Old Hall"}, "group"),
    ({"email": "nobody"}, "sender"),
]


@pytest.mark.parametrize(("said", "field"), WRONG)
def test_what_is_wrong_is_told_by_its_field_and_nothing_is_kept(halls, said, field):
    outcome = said_by(VISITOR, halls, **said)

    assert [one.field for one in outcome.problems] == [field]
    assert ask("SELECT 1 FROM contribution") == []


def test_private_people_are_taken_out_when_it_is_taken_in(halls):
    taken_in(said_by(member(), halls, words="Ask Jo, 07700 900123, jo.smith@gmail.com."))

    assert remarks(halls) == [("Ask Jo, (left out), (left out).", "")]
    assert ask("SELECT 1 FROM contribution WHERE said::text LIKE '%07700%'") == []


@pytest.mark.parametrize("words", [one[:2000] for one in OURS])
def test_hostile_words_are_kept_as_words_or_refused(halls, words):
    outcome = said_by(member(), halls, words=words)
    if outcome.sent is None:
        assert [one.field for one in outcome.problems] == ["words"]
        return
    taken_in(outcome)

    assert len(remarks(halls)) == 1


def test_what_was_decided_is_not_answered_any_more(halls, anna):
    taken_in(said_by(member(), halls))
    waiting = said_by(member(), halls, words="Sent before the decision.")
    with by(anna):
        decide_proposal(halls.id, outcome="Agreed", day=DAY)
    with pytest.raises(BadInput, match="was decided"):
        said_by(member(), halls)
    taken_in(waiting)

    assert [words for words, _ in remarks(halls)] == [
        "It is where we meet.",
        "Sent before the decision.",
    ]


JOURNEYS = {
    "look": lambda id: answer_proposal.look_at(str(id)),
    "say": lambda id: answer(Said(uuid4(), str(id), "Keep it.", email="jo@example.org")),
    "look at countering": lambda id: counter_proposal.look_at(str(id)),
    "counter": lambda id: counter_proposal.counter(
        Counter(uuid4(), str(id), "Keys", "Keep it.", email="jo@example.org")
    ),
    "see": lambda id: see_answers(id),
    "weigh": lambda id: weigh_answers(id),
}


@pytest.mark.parametrize("journey", JOURNEYS)
@pytest.mark.parametrize("who", [None, Role.MEMBER, Role.STEWARD, Role.OFFICER, Role.ADMINISTRATOR])
def test_a_draft_is_told_as_one_that_does_not_exist(anna, journey, who):
    draft = drafted(anna, close("Old Hall"))
    person = somebody("other", who) if who else VISITOR
    told = []
    for id in (draft.id, uuid4()):
        with acting(lambda: person), pytest.raises(NotFound) as refused:
            JOURNEYS[journey](id)
        told.append(str(refused.value))

    assert told[0] == told[1]
    assert ask("SELECT 1 FROM contribution") == []


@pytest.mark.parametrize("journey", ["look", "say", "look at countering", "counter"])
def test_its_author_and_those_named_answer_no_draft_either(anna, journey):
    draft = drafted(anna, close("Old Hall"))
    ben = somebody("ben")
    with by(anna):
        name_officer(draft.id, ben.email)
    for person in (anna, ben):
        with by(person), pytest.raises(NotFound):
            JOURNEYS[journey](draft.id)


def test_what_was_taken_in_goes_with_a_proposal_that_is_gone(halls):
    outcome = said_by(member(), halls)
    with session.transaction() as connection:
        proposals.delete(connection, halls.id)
    with pytest.raises(BadInput, match="is gone"):
        taken_in(outcome)

    assert ask_one("SELECT state FROM contribution") == "waiting"
