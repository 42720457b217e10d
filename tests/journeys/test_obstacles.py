"""What gets in groups' way: told by anybody, taken in by a steward, answered by an officer."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from keeping import somebody
from loads import ask, ask_one
from naughty import OURS
from proposers import by, drafted, id_of, join
from proposers import close as closing
from proposers import somebody as named
from telling import asset_named, letters, own_home, token_in

from asset_map.db import contributions, session
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput, NotAllowed, NotFound
from asset_map.domain.obstacles import COMMUNITY, NOT_KNOWN, Theme, directorates
from asset_map.domain.people import VISITOR, Person, Role
from asset_map.journeys.acting import acting
from asset_map.journeys.draft_proposal import change_proposal
from asset_map.journeys.publish_proposal import publish_proposal
from asset_map.journeys.review_contribution import accept, decline
from asset_map.journeys.see_obstacles import answer_obstacle, see_obstacles
from asset_map.journeys.send_in import confirm
from asset_map.journeys.tell_obstacle import Told, look_at, tell

pytestmark = pytest.mark.usefixtures("town")

WORDS = "Nobody hands out the keys after six."


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


def told_by(person: Person = VISITOR, *, of: str = "Town Friends", **told):
    """Tell something as somebody."""
    wanted = {
        "id": uuid4(),
        "asset_id": str(asset_named(of)),
        "theme": "keys",
        "words": WORDS,
        "email": "jo@example.org",
    }
    with acting(lambda: person):
        return tell(Told(**wanted | told))


def acts(role: Role):
    """Let somebody of a role act."""
    person = somebody(role)
    return acting(lambda: person)


def taken_in(**told):
    """An obstacle that a member told and a steward took in; its id."""
    sent = told_by(somebody(), **told).sent
    with acts(Role.STEWARD):
        accept(sent.id, 1)
    return sent.id


def shown() -> list[tuple[str, str, str, str]]:
    """Everything that is listed: directorate, theme, words, and in whose way it is."""
    return [
        (name, one.obstacle.theme, one.obstacle.words, one.name)
        for name, some in see_obstacles().by_directorate.items()
        for one in some
    ]


def test_a_visitors_is_held_until_they_confirm_and_shown_once_a_steward_took_it_in():
    sent = told_by().sent
    assert sent.to_confirm
    confirm(token_in(letters()[-1]))
    assert shown() == []
    with acts(Role.STEWARD):
        accept(sent.id, 2)

    assert shown() == [(NOT_KNOWN, "keys", WORDS, "")]


def test_who_does_not_agree_is_named_nowhere():
    taken_in()
    taken_in(of="Lunch", named=True)

    assert [name for *_, name in shown()] == ["Lunch", ""]
    assert ask("SELECT asset_id FROM obstacle WHERE asset_id IS NULL") == [(None,)]


def test_what_was_joined_leads_to_what_it_is_now():
    taken_in(of="Lunch", named=True)
    join(id_of("Lunch"), id_of("Supper"))

    assert [name for *_, name in shown()] == ["Supper"]


def test_what_is_declined_is_shown_to_nobody():
    sent = told_by(somebody()).sent
    with acts(Role.STEWARD):
        decline(sent.id, 1, "It is an advertisement.")

    assert shown() == []


WRONG = [
    ({"theme": ""}, "theme"),
    ({"theme": "<b>"}, "theme"),
    ({"words": ""}, "words"),
    ({"words": " \n "}, "words"),
    ({"words": "x" * 501}, "words"),
    ({"directorate": "The Moon"}, "directorate"),
    ({"email": "nobody"}, "sender"),
]


@pytest.mark.parametrize(("told", "field"), WRONG)
def test_what_is_wrong_is_told_by_its_field_and_nothing_is_kept(told, field):
    outcome = told_by(**told)

    assert [one.field for one in outcome.problems] == [field]
    assert ask("SELECT 1 FROM contribution") == []


def test_everything_that_is_wrong_is_told_at_once():
    outcome = told_by(theme="", words="", directorate="The Moon", email="")

    assert [one.field for one in outcome.problems] == ["theme", "words", "directorate", "sender"]


def test_the_same_form_twice_is_one_and_sent_otherwise_it_is_two():
    id, member = uuid4(), somebody()
    first, again = told_by(member, id=id), told_by(member, id=id)
    other = told_by(member, id=id, words="And no list of who has them.")

    assert (first.sent.id, again.sent.again) == (again.sent.id, True)
    assert other.sent.id != first.sent.id
    assert ask_one("SELECT count(*) FROM contribution") == 2


def test_private_people_are_taken_out_when_it_is_taken_in():
    taken_in(words="Ring Jo on 07700 900123 or jo.smith@gmail.com for the keys.")

    assert shown()[0][2] == "Ring Jo on (left out) or (left out) for the keys."
    assert ask("SELECT 1 FROM contribution WHERE said::text LIKE '%07700%'") == []


@pytest.mark.parametrize("words", [one[:500] for one in OURS])
def test_hostile_words_are_kept_as_words_or_refused(words):
    outcome = told_by(somebody(), words=words)
    if outcome.sent is None:
        assert [one.field for one in outcome.problems] == ["words"]
        return
    with acts(Role.STEWARD):
        accept(outcome.sent.id, 1)

    assert len(shown()) == 1


@pytest.mark.parametrize(
    ("named_by_proposals", "more"),
    [(["Markets"], {"Markets"}), (["HOUSING"], {"HOUSING"}), ([COMMUNITY, " "], set())],
)
def test_directorates_of_proposals_come_beside_the_usual_ones(named_by_proposals, more):
    usual = set(directorates([]))
    found = directorates(named_by_proposals)

    assert set(found) - usual == more
    assert len({one.casefold() for one in found}) == len(found)
    assert COMMUNITY not in found


def test_a_draft_tells_nobody_of_its_directorate():
    author = named("anna")
    with by(author):
        made = drafted(author, closing("Old Hall"))
        change_proposal(made.id, directorate="Secret Markets")
    with acting(lambda: VISITOR):
        assert "Secret Markets" not in look_at(str(asset_named("Lunch"))).directorates
    with by(author):
        publish_proposal(made.id, confirmed=True)

    assert "Secret Markets" in look_at(str(asset_named("Lunch"))).directorates


def test_it_is_counted_by_directorate_and_theme_while_it_stands():
    gone = taken_in(directorate="Property")
    taken_in(directorate="Property")
    taken_in(directorate="Property", theme="fees")
    taken_in(directorate="Housing")
    with acts(Role.OFFICER):
        answer_obstacle(gone, "A key box was put up.", uk_today())

    found = see_obstacles()
    assert list(found.by_directorate) == ["Housing", "Property"]
    assert found.standing == {
        ("Property", Theme.KEYS): 1,
        ("Property", Theme.FEES): 1,
        ("Housing", Theme.KEYS): 1,
    }
    assert len(found.by_directorate["Property"]) == 3


def test_an_officer_answers_and_says_when_it_was_out_of_the_way():
    id = taken_in(directorate="Property")
    with acts(Role.OFFICER):
        answer_obstacle(id, "A key box was put up; ring 07700 900123.", date(2026, 10, 1))

    [one] = see_obstacles().by_directorate["Property"]
    assert one.obstacle.answer == "A key box was put up; ring (left out)."
    assert one.obstacle.removed == date(2026, 10, 1)
    assert ask_one(
        "SELECT count(*) FROM deed WHERE what = 'obstacle answered' AND about = :id", id=id
    )


@pytest.mark.parametrize("role", [Role.VISITOR, Role.MEMBER, Role.STEWARD])
def test_nobody_but_officers_answers(role):
    id = taken_in()
    with acting(lambda: Person(role)), pytest.raises(NotAllowed):
        answer_obstacle(id, "Done.")

    assert ask("SELECT answer FROM obstacle") == [("",)]


ANSWERS = [
    ({"words": ""}, "Nothing was said"),
    ({"words": "x" * 2001}, "characters"),
    ({"words": "Soon", "removed": uk_today() + timedelta(days=1)}, "still to come"),
]


@pytest.mark.parametrize(("answer", "said"), ANSWERS)
def test_an_answer_that_cannot_be_is_refused(answer, said):
    id = taken_in()
    with acts(Role.OFFICER), pytest.raises(BadInput, match=said):
        answer_obstacle(id, **answer)


def test_of_two_officers_the_second_is_told():
    id = taken_in()
    with acts(Role.OFFICER):
        answer_obstacle(id, "We look into it.")
        with pytest.raises(BadInput, match="answered this meanwhile"):
            answer_obstacle(id, "Not ours.")

    assert ask("SELECT answer FROM obstacle") == [("We look into it.",)]


def test_what_is_not_there_has_no_answer():
    with acts(Role.OFFICER), pytest.raises(NotFound):
        answer_obstacle(uuid4(), "Done.")


def test_what_a_steward_reads_is_what_was_typed():
    sent = told_by(somebody(), directorate="Housing", named=True).sent
    with session.reading() as connection:
        one = contributions.of_id(connection, sent.id)

    assert one.said == {
        "theme": "keys",
        "words": WORDS,
        "directorate": "Housing",
        "named": "yes",
    }
