"""How two things hang together: said by one side, confirmed or denied by the other, ended."""

from uuid import uuid4

import pytest
from keeping import keeper_of, somebody
from loads import ask, ask_one, change
from telling import asset_named, letters, own_home, token_in

from asset_map.db import contributions, session
from asset_map.domain.assets import SaidBy
from asset_map.domain.contributions import State
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.people import VISITOR, Role
from asset_map.journeys import answer_link, review_contribution, see_links, send_in, state_link
from asset_map.journeys.acting import acting
from asset_map.journeys.see_asset import see_asset
from asset_map.journeys.see_strengths import see_strengths
from asset_map.journeys.state_link import Statement

pytestmark = pytest.mark.usefixtures("town")
GROUP, HALL, LUNCH = "Town Friends", "Old Hall", "Lunch"


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


def said_by(person, *, of=GROUP, way="meets", name=HALL, **more):
    statement = Statement(uuid4(), str(asset_named(of)), way, name, **more)
    with acting(lambda: person):
        return state_link.state_link(statement)


def links(of=GROUP, as_=VISITOR):
    with acting(lambda: as_):
        return {one.sentence: one for one in see_links.see_links(str(asset_named(of))).lines}


MEETS = "Town Friends meets at Old Hall."


def told(sentence=MEETS, of=GROUP):
    """Who says a link; None where it is not on the map."""
    line = links(of).get(sentence)
    return line.told.said_by if line else None


def answered(letter, *, right):
    with acting(lambda: VISITOR):
        return answer_link.answer_link(token_in(letter), right=right)


def accepted(outcome):
    with session.reading() as connection:
        one = contributions.of_id(connection, outcome.sent.id)
    with acting(lambda: somebody(Role.STEWARD)):
        review_contribution.accept(one.id, one.version)


def done_to(journey, person, sentence=MEETS, of=GROUP):
    link_id = str(links(of)[sentence].told.id)
    with acting(lambda: person):
        journey(str(asset_named(of)), link_id)


# --- Said -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "way", "name", "sentence", "side"),
    [
        (GROUP, "meets", HALL, MEETS, SaidBy.FROM),
        (GROUP, "runs-place", HALL, "Old Hall is managed by Town Friends.", SaidBy.TO),
        (GROUP, "runs-service", "Supper", "Supper is provided by Town Friends.", SaidBy.TO),
        ("Supper", "run-by", GROUP, "Supper is provided by Town Friends.", SaidBy.FROM),
        ("Supper", "delivered", HALL, "Supper is delivered at Old Hall.", SaidBy.FROM),
        (HALL, "managed-by", GROUP, "Old Hall is managed by Town Friends.", SaidBy.FROM),
        (HALL, "meets-here", GROUP, MEETS, SaidBy.TO),
        (HALL, "delivered-here", "Supper", "Supper is delivered at Old Hall.", SaidBy.TO),
    ],
)
def test_what_the_keeper_of_a_side_says_is_on_the_map_as_said_by_that_side(
    of, way, name, sentence, side
):
    outcome = said_by(keeper_of(of), of=of, way=way, name=name)

    assert outcome.live
    assert told(sentence, of) is side


def test_one_sided_links_say_so_wherever_links_are_told():
    said_by(keeper_of(GROUP))
    [seen] = [
        one for one in see_asset(str(asset_named(GROUP))).links if one.link_type == "meets_at"
    ]

    assert seen.said_by is SaidBy.FROM
    sentences = see_strengths("West Town").sentences()
    assert "Town Friends meets at Old Hall (said by one side only)." in sentences


def test_what_others_say_waits_for_a_steward_then_both_sides_are_asked():
    outcome = said_by(VISITOR, email="jo@example.org")
    with acting(lambda: VISITOR):
        send_in.confirm(token_in(letters()[-1]))
    group, hall = keeper_of(GROUP), keeper_of(HALL)
    before = told()
    accepted(outcome)
    asked = [one for one in letters() if "Is it right" in one]

    assert before is None
    assert told() is SaidBy.FROM
    assert {one for one in (group.email, hall.email) if any(one in mail for mail in asked)} == {
        group.email,
        hall.email,
    }
    assert MEETS not in "".join(asked)


def test_who_keeps_both_sides_speaks_for_both():
    keeper = keeper_of(GROUP)
    change(
        "INSERT INTO asset_keeper (asset_id, account_id, since, how) "
        "VALUES (:id, :account, now(), 'a steward')",
        id=asset_named(HALL),
        account=keeper.account_id,
    )
    said_by(keeper)

    assert told() is SaidBy.BOTH
    assert letters() == []


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"way": "flies"}, "way"),
        ({"way": "delivered"}, "way"),
        ({"name": "Qwxyz"}, "name"),
        ({"name": ""}, "name"),
        ({"name": "Hall"}, "chosen"),
    ],
)
def test_what_is_not_clear_is_asked_and_nothing_is_kept(typed, field):
    outcome = said_by(keeper_of(GROUP), **typed)

    assert [one.field for one in outcome.problems] == [field]
    assert ask("SELECT 1 FROM contribution") == []


def test_of_several_that_may_be_meant_one_is_chosen():
    keeper = keeper_of(GROUP)
    meant = said_by(keeper, name="Hall").meant
    outcome = said_by(keeper, name="Hall", chosen=str(asset_named(HALL)))

    assert {one.name for one in meant} >= {"Old Hall", "New Hall"}
    assert outcome.live
    assert told() is SaidBy.FROM


def test_what_is_on_the_map_already_is_not_said_twice():
    keeper = keeper_of(GROUP)
    said_by(keeper)
    again = said_by(keeper)

    assert [one.field for one in again.problems] == ["name"]


def test_said_by_each_side_by_itself_both_say_it():
    said_by(keeper_of(GROUP))
    said_by(keeper_of(HALL), of=HALL, way="meets-here", name=GROUP)

    assert told() is SaidBy.BOTH


# --- Confirmed and denied -------------------------------------------------------------------------


def test_the_other_side_confirms_by_a_letter_without_signing_in():
    keeper, other = keeper_of(GROUP), keeper_of(HALL)
    said_by(keeper)
    [letter] = letters()
    with acting(lambda: VISITOR):
        opened = answer_link.open_link(token_in(letter))
    before = told()
    after = answered(letter, right=True)

    assert f"To: {other.email}" in letter
    assert (opened.sentence, opened.answered) == (MEETS, False)
    assert before is SaidBy.FROM
    assert (after.said_by, told()) == (SaidBy.BOTH, SaidBy.BOTH)


def test_denied_it_is_gone_and_all_who_are_concerned_are_told():
    keeper, other, steward = keeper_of(GROUP), keeper_of(HALL), somebody(Role.STEWARD)
    said_by(keeper)
    [letter] = letters()
    after = answered(letter, right=False)
    mails = [one for one in letters() if "taken back" in one]

    assert after.ended
    assert told() is None
    for person in (keeper, other, steward):
        assert sum(f"To: {person.email}" in mail for mail in mails) == 1
    turns = ask("SELECT what, by FROM contribution_turn WHERE what = 'declined'")
    assert [tuple(row) for row in turns] == [("declined", "the other side")]


@pytest.mark.parametrize("right", [True, False])
def test_pressed_twice_the_first_answer_counts(right):
    keeper_of(HALL)
    said_by(keeper_of(GROUP))
    [letter] = letters()
    answered(letter, right=right)
    answered(letter, right=not right)

    assert told() is (SaidBy.BOTH if right else None)


def test_an_altered_or_expired_letter_changes_nothing():
    keeper_of(HALL)
    said_by(keeper_of(GROUP))
    [letter] = letters()
    with acting(lambda: VISITOR), pytest.raises(BadInput, match="does not work any more"):
        answer_link.answer_link("bent", right=False)
    change("UPDATE letter_link SET expires = now() - interval '1 minute'")
    with pytest.raises(BadInput, match="does not work any more"):
        answered(letter, right=False)

    assert told() is SaidBy.FROM


def test_who_keeps_it_no_more_answers_for_it_no_more():
    keeper_of(HALL)
    said_by(keeper_of(GROUP))
    [letter] = letters()
    change("UPDATE asset_keeper SET until = now() WHERE asset_id = :id", id=asset_named(HALL))
    with pytest.raises(BadInput, match="does not work any more"):
        answered(letter, right=False)

    assert told() is SaidBy.FROM


def test_what_was_denied_waits_for_a_steward_when_it_is_said_again():
    keeper, _ = keeper_of(GROUP), keeper_of(HALL)
    said_by(keeper)
    answered(letters()[-1], right=False)
    again = said_by(keeper)

    assert (again.live, told()) == (False, None)
    accepted(again)
    assert told() is SaidBy.FROM


def test_a_steward_confirms_for_those_who_cannot():
    said_by(keeper_of(GROUP))
    steward = somebody(Role.STEWARD)
    with acting(lambda: steward):
        [listed] = see_links.see_one_sided()
    done_to(answer_link.confirm_link, steward)

    assert (listed.sentence, listed.may_confirm) == (MEETS, True)
    assert told() is SaidBy.BOTH


# --- Ended ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", [GROUP, HALL])
def test_either_sides_keeper_ends_it_with_one_click(side):
    said_by(keeper_of(GROUP))
    done_to(answer_link.end_link, keeper_of(side))

    assert told() is None


@pytest.mark.parametrize("journey", [answer_link.end_link, answer_link.confirm_link])
def test_nobody_else_may_end_or_confirm_it(journey):
    said_by(keeper_of(GROUP))
    for person in (somebody(), somebody(Role.OFFICER), keeper_of("Supper")):
        with pytest.raises(NotFound):
            done_to(journey, person)

    assert told() is SaidBy.FROM


def test_who_says_it_cannot_confirm_it_for_the_other_side():
    keeper = keeper_of(GROUP)
    said_by(keeper)
    with pytest.raises(NotFound):
        done_to(answer_link.confirm_link, keeper)

    assert told() is SaidBy.FROM


def test_what_a_list_says_is_not_ended_here():
    sentence = "Town Friends supports Lunch."
    with pytest.raises(NotFound):
        done_to(answer_link.end_link, keeper_of(GROUP), sentence)

    assert told(sentence) is SaidBy.FROM


# --- Hidden ---------------------------------------------------------------------------------------


def test_a_link_that_names_a_masked_place_waits_and_gives_nothing_away():
    outcome = said_by(keeper_of(GROUP), name="Safe House")
    by_hall = said_by(keeper_of("Safe House"), of="Safe House", way="meets-here", name=GROUP)
    meant = said_by(keeper_of(GROUP), name="Saf").meant

    assert (outcome.sent.state, outcome.live, by_hall.live) == (State.WAITING, False, False)
    assert ask_one("SELECT hidden FROM asset WHERE name = :name", name=GROUP) is False
    assert "DY2 2AD" not in repr(meant)
    assert "DY2 2AD" not in repr(links("Safe House"))
