"""Proposals weighed on the small town: 20 people at each postcode, 800 m walking are 615 m."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from loads import ask_one, change, checksums

from asset_map.analysis.weigh import Weighing, weigh
from asset_map.db import session
from asset_map.db.derive import refresh_places
from asset_map.domain.errors import BadInput
from asset_map.domain.proposals import Change, ChangeKind, Proposal
from asset_map.journeys.ground import ground
from asset_map.journeys.situation import read_situation
from asset_map.journeys.weigh_proposals import weigh_proposals

TODAY = date(2026, 11, 22)
NEW_YEAR = date(2026, 1, 1)


def id_of(name) -> UUID:
    return ask_one("SELECT id FROM asset WHERE name = :name", name=name)


def closing(*names):
    return Proposal("Close", "", tuple(Change(ChangeKind.CLOSE, id_of(name)) for name in names))


def needs_of(*proposals, **asked):
    found = weigh_proposals(proposals, at=TODAY, **asked)
    return {one.need.id: one for one in found.needs}


def test_closing_the_lunch_leaves_the_west_of_the_town_without_food(same_town):
    found = needs_of(closing("Lunch"))

    # x 100, 300 and 500 are 1,400, 1,200 and 1,000 m from the Supper at x 1500.
    food = found["food"].headline
    assert (food.people_before, food.people_after, food.people_leaving) == (140, 80, 60)
    assert food.extra_longest_m == pytest.approx(1400 * 1.3)
    assert [(area.name, lost.people_leaving) for area, lost in found["food"].by_area] == [
        ("West Town", 60)
    ]
    # The group that meets company covers a ward and has no place, so it reaches nobody on foot.
    assert found["company"].headline.people_without_cover == 140


def test_what_stays_at_a_masked_place_is_counted_from_the_middle_of_its_ward(same_town):
    [urgent, housing] = needs_of(closing("Refuge"), standard_m=780).values()

    assert urgent.headline.points_leaving == housing.headline.points_leaving == 4


def test_a_move_to_a_masked_venue_or_of_it_is_refused(same_town):
    lunch, house = id_of("Lunch"), id_of("Safe House")
    for one in (
        Change(ChangeKind.MOVE, lunch, other_id=house),
        Change(ChangeKind.MOVE, house, postcode="DY1 1AA", xy=(390_100.0, 290_500.0)),
        Change(ChangeKind.OPEN, name="Tea", needs=("food",), other_id=house),
    ):
        with pytest.raises(BadInput) as refused:
            weigh_proposals([Proposal("Move", "", (one,))], at=TODAY)
        assert refused.value.next_step


def test_a_group_without_a_place_is_found_where_it_moves_to(same_town):
    there = Change(ChangeKind.MOVE, id_of("Town Friends"), other_id=id_of("New Hall"))
    [company] = needs_of(Proposal("Move", "", (there,))).values()

    # The Lunch met company for x 100, 300 and 500; from the New Hall (x 1500) it is x 900 to 1900.
    assert company.need.id == "company"
    assert (company.headline.people_before, company.headline.people_gaining) == (60, 80)


def test_weighing_writes_nothing(same_town):
    before = checksums()
    weigh_proposals([closing("Lunch"), closing("New Hall")], at=TODAY, closed_since=NEW_YEAR)

    assert checksums() == before


def test_an_asset_that_is_not_there_is_refused(same_town):
    with pytest.raises(BadInput):
        weigh_proposals([Proposal("Close", "", (Change(ChangeKind.CLOSE, uuid4()),))], at=TODAY)


def test_closures_since_a_later_day_are_refused(same_town):
    with pytest.raises(BadInput, match="cannot be counted on 1 January 2026"):
        weigh_proposals([], at=NEW_YEAR, closed_since=TODAY)


# What closed already.


def refresh(*statements):
    """Change the town, and make anew what is derived from it."""
    for statement in statements:
        change(statement)
    with session.transaction() as connection:
        refresh_places(connection)


def standing(closed_since=None):
    with session.reading() as connection:
        return read_situation(connection, ground(connection), TODAY, closed_since=closed_since)


def supply_of(world):
    rows = zip(world.supply.asset_id, world.supply.venue_id, world.supply.need_id, strict=True)
    return sorted(map(str, rows))


def tied(world):
    return sorted((link.from_end.name, link.type, link.to_end.name) for link in world.links)


MOVED = (
    # The Supper left the Old Hall in March, the Old Hall closed in June; the Lunch went on.
    """INSERT INTO link
           (id, from_id, type, to_id, said_by, from_record, to_record, valid_to, source_id, load_id)
       SELECT gen_random_uuid(), s.from_id, s.type, l.to_id, 'both', s.from_record, l.to_record,
              '2026-03-01', s.source_id, s.load_id
       FROM link s, link l
       WHERE s.type = 'delivered_at' AND l.type = 'delivered_at'
         AND s.from_id = (SELECT id FROM asset WHERE name = 'Supper')
         AND l.from_id = (SELECT id FROM asset WHERE name = 'Lunch')""",
    "UPDATE asset SET valid_to = '2026-06-01' WHERE name = 'Old Hall'",
)


def test_what_closed_since_a_day_is_counted_with_what_was_found_at_it(town):
    refresh(MOVED[1])
    [past] = weigh_proposals([], at=TODAY, closed_since=NEW_YEAR).proposals
    found = weigh_proposals([closing("Supper")], at=TODAY, closed_since=NEW_YEAR)
    food = next(one for one in found.together if one.need.id == "food")

    assert past.title == "Closures since 1 January 2026"
    assert [one.asset_id for one in past.changes] == [id_of("Old Hall")]
    # The Lunch at the Old Hall was the only one for three postcodes, the Supper for four.
    assert (food.each, food.all, food.only_together) == ((80, 60), 140, 0)


def test_after_what_closed_since_a_day_there_is_what_there_is_today(town):
    refresh(*MOVED)
    now, with_closed = standing(), standing(NEW_YEAR)
    after = weigh(with_closed, [], Weighing(with_closed)).after

    assert "Lunch" in str(tied(with_closed.world))
    assert len(supply_of(with_closed.world)) == len(supply_of(now.world)) + 2
    for world in (after.alone, after.headline, after.one_sided):
        assert supply_of(world) == supply_of(now.world)
        assert tied(world) == tied(now.world)
        assert world.remote == now.world.remote


def test_who_moved_away_before_a_venue_closed_is_not_found_there_again(town):
    refresh(*MOVED)
    found = standing(NEW_YEAR).world

    assert [row for row in tied(found) if row[0] == "Supper"] == [
        ("Supper", "delivered_at", "New Hall")
    ]
    assert supply_of(found).count(str((id_of("Supper"), id_of("Old Hall"), "food"))) == 0


def test_what_closed_is_not_there_without_a_day_since_when(town):
    refresh(*MOVED)

    assert "Lunch" not in {name for name, *_ in tied(standing().world)}
    assert needs_of(closing("Supper"))["food"].headline.people_before == 80
