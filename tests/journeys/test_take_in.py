"""What people say comes before what lists say, is kept apart from it, and no load loses it."""

import pytest
from loads import ask, ask_one, load
from tables import write_csv
from telling import asset_named, read, sent_by
from town import SERVICES, VENUES

from asset_map.db import contributions, history, session
from asset_map.domain.assets import AssetKind, LinkType
from asset_map.domain.contributions import Kind, State
from asset_map.domain.people import OPERATOR
from asset_map.journeys import take_in
from asset_map.journeys.take_in import Stated
from etl.contributed import changed

pytestmark = pytest.mark.usefixtures("town")


def added(kind: AssetKind = AssetKind.GROUP, links: tuple[Stated, ...] = (), **said: str):
    """Send in something new and take it in; its id."""
    sent = sent_by(OPERATOR, said=said, asset_kind=kind)
    found = read(kind, **said)
    assert not found.problems
    with session.transaction() as connection:
        load_id = take_in.begin(connection)
        one = take_in.held(connection, sent.id)
        return take_in.take_in_new(connection, load_id, one, found.content, links)


def change(name: str, kind: AssetKind, before: dict[str, str], **said: str) -> None:
    """Change an asset: what stood in the fields before, and what is typed anew."""
    was, now = read(kind, **before), read(kind, **(before | said))
    assert not now.problems
    with session.transaction() as connection:
        load_id = take_in.begin(connection)
        content = changed(kind, was.content, now.content, said)
        take_in.take_in_change(connection, load_id, asset_named(name), kind, content, "the group")


def shown(name: str) -> dict:
    row = ask("SELECT * FROM asset WHERE name = :name", name=name)[0]
    return dict(row._mapping)


def test_a_new_group_is_on_the_map_with_what_was_typed():
    asset_id = added(
        name="Chess Club", postcode="DY1 1AB", needs="company;learning", hours="Mo 18:00-20:00"
    )

    assert shown("Chess Club")["id"] == asset_id
    assert shown("Chess Club")["source_id"] == "contributions"
    assert ask_one("SELECT count(*) FROM asset_place WHERE asset_id = :id", id=asset_id) == 1
    assert {
        row.need_id
        for row in ask("SELECT need_id FROM asset_need WHERE asset_id = :id", id=asset_id)
    } == {"company", "learning"}


def test_a_new_group_meets_where_it_says():
    hall = asset_named("Old Hall")
    asset_id = added(name="Chess Club", links=(Stated(LinkType.MEETS_AT, hall),))

    assert ask_one("SELECT venue_id FROM asset_place WHERE asset_id = :id", id=asset_id) == hall
    assert ask_one("SELECT said_by FROM link WHERE from_id = :id", id=asset_id) == "from"


def test_a_change_says_only_what_differs_and_the_rest_stays_the_lists():
    change("Lunch", AssetKind.SERVICE, {"name": "Lunch", "needs": "food;company"}, cost="£2")

    lunch = asset_named("Lunch")
    assert ask_one("SELECT cost FROM service WHERE asset_id = :id", id=lunch) == "£2"
    assert ask_one("SELECT count(*) FROM schedule WHERE asset_id = :id", id=lunch) == 1
    assert shown("Lunch")["source_id"] == "own-list"


def test_a_list_that_people_say_stands_for_itself():
    change("Lunch", AssetKind.SERVICE, {"name": "Lunch", "needs": "food;company"}, needs="food")

    needs = ask("SELECT need_id FROM asset_need WHERE asset_id = :id", id=asset_named("Lunch"))
    assert [row.need_id for row in needs] == ["food"]


def test_what_is_emptied_is_empty():
    before = {"name": "Lunch", "needs": "food;company", "hours": "Tu 12:00-14:00"}
    change("Lunch", AssetKind.SERVICE, before, hours="")

    lunch = asset_named("Lunch")
    assert ask_one("SELECT count(*) FROM schedule WHERE asset_id = :id", id=lunch) == 0
    assert ask_one("SELECT hours_text FROM service WHERE asset_id = :id", id=lunch) == ""


def test_a_load_never_overwrites_what_people_said(tmp_path):
    change("Lunch", AssetKind.SERVICE, {"name": "Lunch"}, cost="£2", description="With pudding")
    services = SERVICES.replace("Lunch ", "Dinner").replace("Tu 12:00-14:00", "We 12:00-14:00")
    load("own-list", write_csv(tmp_path / "services.csv", services))

    assert shown("Dinner")["description"] == "With pudding"  # The list's new name is news.
    lunch = asset_named("Dinner")
    assert ask_one("SELECT cost FROM service WHERE asset_id = :id", id=lunch) == "£2"
    assert ask_one("SELECT byday FROM schedule WHERE asset_id = :id", id=lunch) == "WE"


def test_what_people_changed_stays_on_the_map_when_its_list_drops_it(tmp_path):
    change("Supper", AssetKind.SERVICE, {"name": "Supper", "needs": "food"}, cost="free")
    rest = "\n".join(line for line in SERVICES.splitlines() if "Supper" not in line)
    load("own-list", write_csv(tmp_path / "services.csv", rest))

    assert shown("Supper")["withdrawn"] is None
    assert (
        ask_one("SELECT hours_text FROM service WHERE asset_id = :id", id=asset_named("Supper"))
        == "when it suits"
    )


def test_an_approved_place_comes_before_a_list_however_well_the_list_knows_it(tmp_path):
    venues = VENUES.replace(
        "V1  | Old Hall   |           | DY1 1AA ", "V1  | Old Hall   |           | DY1 1AC "
    )
    load("own-list", write_csv(tmp_path / "venues.csv", venues))
    change(
        "Old Hall", AssetKind.VENUE, {"name": "Old Hall", "postcode": "DY1 1AC"}, postcode="DY1 1AD"
    )

    assert shown("Old Hall")["postcode"] == "DY1 1AD"


def test_every_version_is_kept():
    for cost in ("£2", "£3"):
        change("Lunch", AssetKind.SERVICE, {"name": "Lunch"}, cost=cost)
    with session.reading() as connection:
        found = history.said_of(connection, asset_named("Lunch"))

    told = [one for one in found if one.source_id == "contributions"]
    assert [one.content["cost"] for one in told] == ["£2", "£3"]
    assert {one.source for one in told} == {"Told by groups and residents"}


def test_saying_the_same_again_makes_no_version():
    asset_id = added(name="Chess Club", postcode="DY1 1AB")
    with session.transaction() as connection:
        load_id = take_in.begin(connection)
        _, version = take_in.take_in_change(connection, load_id, asset_id, AssetKind.GROUP, {})

    assert version == 1


def test_sent_twice_is_one():
    first = sent_by()
    again = sent_by(id=first.id)

    assert (first.again, again.again) == (False, True)
    assert ask_one("SELECT count(*) FROM contribution") == 1
    with session.reading() as connection:
        assert contributions.of_id(connection, first.id).state is State.HELD


@pytest.mark.parametrize("kind", [Kind.CLOSE, Kind.CLAIM, Kind.OBSTACLE])
def test_gone_back_to_and_sent_otherwise_is_another_and_that_twice_is_one(kind):
    first = sent_by(kind=kind, said={"words": "In May"})
    others = [sent_by(kind=kind, said={"words": "In June"}, id=first.id) for _ in range(2)]

    assert [other.again for other in others] == [False, True]
    assert {row.said["words"] for row in ask("SELECT said FROM contribution")} == {
        "In May",
        "In June",
    }
