"""Who moves to another hall says so once: the new link takes the place of the old one."""

import pytest
from keeping import keeper_of, somebody
from loads import ask
from telling import asset_named, own_home
from test_state_link import accepted, links, said_by

from asset_map.domain.contributions import State
from asset_map.domain.people import OPERATOR, VISITOR
from asset_map.journeys import answer_link, see_review
from asset_map.journeys.acting import acting

pytestmark = pytest.mark.usefixtures("town")
GROUP, OLD, NEW = "Town Friends", "Old Hall", "New Hall"


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


@pytest.fixture
def keeper():
    """Somebody who keeps the group, and said that it meets in the old hall."""
    person = keeper_of(GROUP)
    assert said_by(person, name=OLD).live
    return person


def old_link() -> str:
    return str(links()[f"{GROUP} meets at {OLD}."].told.id)


def moved(person, **more):
    email = "" if person.account_id else "resident@example.org"
    return said_by(person, name=NEW, instead=old_link(), email=email, **more)


def halls() -> set[str]:
    """The halls in which it meets, and at which it is found."""
    said = {name.removeprefix(f"{GROUP} meets at ") for name in links() if "meets at" in name}
    rows = ask(
        "SELECT v.name FROM asset_place p JOIN asset v ON v.id = p.venue_id "
        "JOIN asset a ON a.id = p.asset_id WHERE a.name = :name",
        name=GROUP,
    )
    assert {f"{row.name}." for row in rows} == said
    return said


def test_its_keeper_moves_it_at_once_and_it_is_found_in_the_new_hall_alone(keeper):
    assert moved(keeper).live
    assert halls() == {f"{NEW}."}


@pytest.mark.parametrize("person", [lambda: VISITOR, somebody, lambda: keeper_of(NEW)])
def test_said_by_others_it_stays_in_the_old_hall_until_a_steward_took_it_in(keeper, person):
    outcome = moved(person())

    assert outcome.sent.state in (State.HELD, State.WAITING)
    assert halls() == {f"{OLD}."}


def test_a_steward_sees_both_halls_by_name_and_moves_it_with_one_decision(keeper):
    outcome = moved(somebody())
    with acting(lambda: OPERATOR):
        named = see_review.look(outcome.sent.id).named
    accepted(outcome)

    assert {OLD, NEW} <= set(named.values())
    assert halls() == {f"{NEW}."}


def test_what_ended_while_it_waited_hinders_nothing(keeper):
    outcome = moved(somebody())
    with acting(lambda: keeper):
        answer_link.end_link(str(asset_named(GROUP)), old_link())
    accepted(outcome)

    assert halls() == {f"{NEW}."}


@pytest.mark.parametrize("instead", ["no id", "09ce47c6-af46-46c1-a209-7b69a4d1acfc"])
def test_what_is_no_link_of_it_is_not_ended(keeper, instead):
    outcome = said_by(keeper, name=NEW, instead=instead)

    assert [one.field for one in outcome.problems] == ["name"]
    assert halls() == {f"{OLD}."}


def test_neither_a_link_of_another_nor_one_of_a_list_is_ended_by_moving(keeper):
    others = said_by(keeper_of("Supper"), of="Supper", way="delivered", name=OLD)
    [of_supper] = [str(one.told.id) for one in links("Supper").values() if one.told.by_people]
    of_lists = [str(one.told.id) for one in links("Lunch").values() if not one.told.by_people]
    tried = [said_by(keeper, name=NEW, instead=of_supper)]
    lunch = keeper_of("Lunch")
    for one in of_lists:
        tried.append(said_by(lunch, of="Lunch", way="delivered", name=NEW, instead=one))

    assert others.live
    assert of_lists
    assert all(one.problems and one.sent is None for one in tried)
