"""What stewards see of what waits: the queue, and everything that one decision takes."""

from datetime import timedelta

import pytest
from loads import ask, change
from proposers import somebody
from telling import asset_named, letters, own_home, sent_by, token_in

from asset_map.db import contributions, keepers, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Kind, State
from asset_map.domain.errors import NotAllowed, NotFound
from asset_map.domain.people import OPERATOR, VISITOR, Person, Role
from asset_map.journeys import see_review
from asset_map.journeys.acting import acting
from asset_map.journeys.review_contribution import accept, accept_into, decline
from asset_map.journeys.see_review import compare, look, queue
from asset_map.journeys.send_in import confirm

pytestmark = pytest.mark.usefixtures("town")

CHESS = {"name": "Chess Club", "postcode": "DY1 1AB", "needs": "company", "hours": "Mo 18:00-20:00"}


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    return own_home(tmp_path, monkeypatch)


def added(person: Person = OPERATOR, kind: AssetKind = AssetKind.GROUP, **said: str):
    """What somebody adds, and what stewards see of it."""
    sent = sent_by(person, said=CHESS | said, asset_kind=kind)
    if person is VISITOR:
        confirm(token_in(letters()[-1]))
    return look(sent.id)


def changes(name: str, **said: str):
    """What somebody would change about an asset."""
    return sent_by(
        OPERATOR,
        kind=Kind.CHANGE,
        about=asset_named(name),
        asset_kind=AssetKind.SERVICE,
        said=said,
        before=dict.fromkeys(said, ""),
    ).id


def waits_since(id, days: int) -> None:
    change(
        "UPDATE contribution SET sent = sent - :d, confirmed = confirmed - :d WHERE id = :id",
        id=id,
        d=timedelta(days=days),
    )


def names(**asked):
    return [
        [one.about.name or one.one.said["name"] for one in group] for group in queue(**asked).groups
    ]


def test_what_waits_longest_is_first_and_what_is_about_one_thing_is_together():
    waits_since(changes("Lunch", cost="£1"), 3)
    waits_since(added(name="Choir").one.id, 2)
    waits_since(changes("Lunch", cost="£2"), 1)

    assert names() == [["Lunch", "Lunch"], ["Choir"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"ward": "E05000001"}, [["Chess Club"], ["Lunch"]]),
        ({"ward": "E05000002"}, [["Supper"]]),
        ({"kind": Kind.ADD}, [["Chess Club"]]),
        ({"ward": "E05000002", "kind": Kind.ADD}, []),
    ],
)
def test_the_queue_is_asked_by_ward_and_by_kind(asked, found):
    added()
    for name in ("Lunch", "Supper"):
        changes(name, cost="£1")

    assert names(**asked) == found


@pytest.mark.parametrize(("days", "marked"), [(6, 0), (7, 1), (30, 1)])
def test_what_waits_for_a_week_is_marked(days, marked):
    waits_since(added().one.id, days)

    assert queue().long == marked


def test_what_nobody_confirmed_and_what_is_decided_is_not_in_the_queue():
    sent_by(VISITOR)
    one = added().one
    decline(one.id, one.version, "It is a shop.")

    assert queue().groups == ()
    assert not queue().counts


def test_where_it_is_when_it_is_and_what_for_is_told_in_words():
    read = added(postcode="dy11ab").read

    assert (read.place.postcode, read.place.metres, read.place.ward) == ("DY1 1AB", 0, "West Town")
    assert [one["byday"] for one in read.sessions] == ["MO"]
    assert len(read.needs) == 1


def test_what_is_wrong_is_told_to_the_steward_too():
    assert [one.field for one in added(postcode="DY9 9ZZ").read.problems] == ["postcode"]


def test_what_is_much_like_something_on_the_map_is_told_with_what_is_alike():
    found = added(kind=AssetKind.SERVICE, name="Tea for Old Sailors", postcode="DY1 1AA").alike
    assert found == ()

    one = added(name="Old Sailors", postcode="DY1 1AA").one
    accept(one.id, one.version)
    [alike] = added(name="The Old Sailors", postcode="DY1 1AB").alike
    assert alike.name == "Old Sailors"
    assert alike.why.startswith("the same name, ")


def test_beside_a_masked_place_nothing_is_said_of_how_far_it_is():
    [alike] = added(kind=AssetKind.VENUE, name="Safe House", postcode="DY2 2AD").alike

    assert alike.name == "Safe House"
    assert "postcode" not in alike.why
    assert " m" not in alike.why


def test_of_the_sender_only_a_role_and_counts_are_told():
    first = added(VISITOR).one
    decline(first.id, first.version, "It is a shop.")
    looked = added(VISITOR, name="Choir")

    assert looked.by_role == ""
    assert looked.history == {State.DECLINED: 1, State.WAITING: 1}
    assert "example.org" not in repr(looked)


def test_a_part_of_something_takes_the_fields_that_were_chosen_and_no_more():
    sent = sent_by(
        OPERATOR,
        asset_kind=AssetKind.SERVICE,
        said={"name": "The Lunch", "cost": "£3", "who_for": "everybody", "postcode": "DY1 1AA"},
    )
    looked, _, sides = compare(sent.id, asset_named("Lunch"))
    assert {one.side.name for one in sides if one.side.differs} >= {"name", "cost", "who_for"}

    accept_into(sent.id, looked.one.version, asset_named("Lunch"), ["cost"])

    lunch = asset_named("Lunch")
    with session.reading() as connection:
        assert contributions.of_id(connection, sent.id).state is State.MERGED
        assert contributions.of_id(connection, sent.id).asset_id == lunch
    again = changes("Lunch", cost="£4")
    assert {one.field: (one.now, one.then) for one in look(again).differences} == {
        "cost": ("£3", "£4")
    }


def test_a_part_of_something_brings_its_hall_and_its_keeper_where_that_is_chosen():
    hall = asset_named("New Hall")
    sent = sent_by(
        somebody("anna", Role.MEMBER),
        asset_kind=AssetKind.SERVICE,
        said={"name": "The Lunch", "belongs": "yes", "delivered_at": str(hall)},
    )
    lunch = asset_named("Lunch")
    _, _, sides = compare(sent.id, lunch)
    assert {one.side.name: (one.on_map, one.sent) for one in sides}["delivered_at"] == (
        "Old Hall",
        "New Hall",
    )

    accept_into(sent.id, 1, lunch, ["delivered_at", "belongs"])

    places = ask("SELECT venue_id FROM asset_place WHERE asset_id = :id", id=lunch)
    assert {row.venue_id for row in places} == {hall, asset_named("Old Hall")}
    with session.reading() as connection:
        assert keepers.keepers_of(connection, lunch) == [somebody("anna", Role.MEMBER).account_id]


def test_nobody_keeps_what_theirs_became_a_part_of_unless_a_steward_says_so():
    sent = sent_by(
        somebody("anna", Role.MEMBER),
        asset_kind=AssetKind.SERVICE,
        said={"name": "The Lunch", "belongs": "yes"},
    )

    accept_into(sent.id, 1, asset_named("Lunch"), ["name"])

    assert ask("SELECT 1 FROM asset_keeper") == []


def test_a_field_that_moved_on_since_the_sender_looked_is_marked():
    late, soon = changes("Lunch", cost="£1"), changes("Lunch", cost="£2")
    accept(soon, 1)

    [cost] = look(late).differences
    assert (cost.seen, cost.now, cost.then, cost.moved_on) == ("", "£2", "£1", True)


def test_what_is_accepted_as_something_else_stays_something_else():
    one = added(name="Old Sailors", postcode="DY1 1AA").one
    first = accept(one.id, one.version).asset_id
    looked = added(name="Old Sailors", postcode="DY1 1AA")

    others = [alike.asset_id for alike in looked.alike]
    assert others == [first]
    second = accept(looked.one.id, looked.one.version, others).asset_id

    assert second != first


def test_only_stewards_look():
    for person in (VISITOR, Person(Role.MEMBER), Person(Role.OFFICER)):
        with acting(lambda person=person: person), pytest.raises(NotAllowed):
            queue()


def test_what_is_held_is_not_there():
    with pytest.raises(NotFound):
        look(sent_by(VISITOR).id)


def test_what_is_asked_for_is_found_however_much_waits_before_it(monkeypatch):
    monkeypatch.setattr(see_review, "AT_ONCE", 2)
    for number in range(3):
        added(name=f"Chess Club {number}")
    waits = changes("Supper", cost="free")
    waits_since(waits, -1)  # The last of all.

    assert names(kind=Kind.CHANGE) == [["Supper"]]
    assert names(ward="E05000002") == [["Supper"]]
    assert set(queue().wards) == {"E05000001", "E05000002"}
    assert (len(names()), queue().more) == (2, 2)
    assert queue(ward="E05000001").more == 1
