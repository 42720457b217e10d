"""Two that are one: chosen field by field, shown as one, and two again as they were before."""

import pytest
from loads import ask, ask_one, checksums, load
from tables import write_csv
from telling import asset_named, own_home, sent_by
from town import SERVICES

from asset_map.db import assets, contributions, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Kind, State
from asset_map.domain.errors import BadInput, NotAllowed
from asset_map.domain.people import OPERATOR, Person, Role
from asset_map.journeys import decide_twins
from asset_map.journeys.acting import acting
from asset_map.journeys.merge_assets import (
    BOTH,
    FIRST,
    SECOND,
    ChangedMeanwhile,
    look_at_pair,
    merge,
    see_joined,
    take_apart,
)
from asset_map.journeys.review_contribution import accept
from asset_map.journeys.see_history import restore, see_history

pytestmark = pytest.mark.usefixtures("town")

MERGED = {"asset", "service", "asset_need", "asset_place", "supply", "venue", "link"}
"""Tables that are as they were once two are two again."""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    return own_home(tmp_path, monkeypatch)


@pytest.fixture
def meals():
    """Lunch and Supper of the town, as ids."""
    return asset_named("Lunch"), asset_named("Supper")


def looked(meals):
    return look_at_pair(*map(str, meals))


def joined(meals, **chosen: str):
    return merge(*map(str, meals), chosen, looked(meals).seen)


def told() -> dict:
    times = ask("SELECT asset_id, byday, opens_at, closes_at FROM schedule ORDER BY 1, 2, 3")
    tables = {name: sum for name, sum in checksums().items() if name in MERGED}
    return tables | {"schedule": times}


def shown(id) -> tuple:
    [row] = ask("SELECT name FROM asset WHERE id = :id", id=id)
    [hours] = ask("SELECT hours_text FROM service WHERE asset_id = :id", id=id)
    needs = ask("SELECT need_id FROM asset_need WHERE asset_id = :id ORDER BY 1", id=id)
    return (row.name, hours.hours_text, [need.need_id for need in needs])


def test_two_stand_side_by_side_with_what_the_map_would_show(meals):
    fields = {field.side.name: field for field in looked(meals).fields}

    assert list(fields) == ["name", "needs", "hours"]
    assert fields["needs"].default == FIRST  # Needs are added up, and the first has all of them.
    assert dict(fields["hours"].side.one) == {"hours": "Tu 12:00-14:00"}
    assert dict(fields["hours"].side.other) == {"hours": "when it suits"}


def test_where_the_map_adds_up_what_both_say_that_is_what_it_would_show(meals):
    accept(changes(meals[1], languages="Urdu"), 1)
    accept(changes(meals[0], languages="Punjabi"), 1)
    fields = {field.side.name: field for field in looked(meals).fields}

    assert fields["languages"].default == BOTH
    assert set(fields["languages"].words[BOTH].split("; ")) == {"Punjabi", "Urdu"}


@pytest.mark.parametrize(
    ("name", "hours", "needs", "found"),
    [
        (FIRST, FIRST, FIRST, ("Lunch", "Tu 12:00-14:00", ["company", "food"])),
        (FIRST, SECOND, SECOND, ("Lunch", "when it suits", ["food"])),
        (SECOND, FIRST, FIRST, ("Supper", "Tu 12:00-14:00", ["company", "food"])),
        (SECOND, SECOND, SECOND, ("Supper", "when it suits", ["food"])),
    ],
)
def test_what_is_chosen_stays(meals, name, hours, needs, found):
    id = joined(meals, name=name, hours=hours, needs=needs)

    assert shown(id) == found


def test_the_other_id_leads_on(meals):
    id = joined(meals)
    [gone] = {*meals} - {id}

    with session.reading() as connection:
        assert assets.led_on(connection, gone) == id


@pytest.mark.parametrize("chosen", [{}, {"name": FIRST, "hours": SECOND, "needs": SECOND}])
def test_taken_apart_all_is_as_it_was(meals, chosen):
    before = told()
    id = joined(meals, **chosen)
    assert told() != before

    _, [pair] = see_joined(str(id))
    take_apart(str(pair.record_a), str(pair.record_b))

    assert told() == before


def test_the_twins_page_takes_it_apart_too(meals):
    before = told()
    id = joined(meals, name=FIRST, hours=SECOND)
    _, [pair] = see_joined(str(id))

    decide_twins.undo(str(pair.record_a), str(pair.record_b))

    assert told() == before


def test_joined_again_something_else_can_be_chosen(meals):
    for name in (FIRST, SECOND):
        id = joined(meals, name=name)
        assert shown(id)[0] == {FIRST: "Lunch", SECOND: "Supper"}[name]
        _, [pair] = see_joined(str(id))
        take_apart(str(pair.record_a), str(pair.record_b))


def test_a_load_leaves_what_was_chosen(meals, tmp_path):
    id = joined(meals, name=FIRST, hours=SECOND)
    load("own-list", write_csv(tmp_path / "services.csv", SERVICES.replace("Supper", "Dinner")))

    assert shown(id)[:2] == ("Lunch", "when it suits")


def changes(id, **said: str):
    sent = sent_by(
        OPERATOR,
        kind=Kind.CHANGE,
        about=id,
        asset_kind=AssetKind.SERVICE,
        said=said,
        before=dict.fromkeys(said, ""),
    )
    return sent.id


@pytest.mark.parametrize("which", [0, 1])
def test_what_waits_about_either_is_kept_and_follows(meals, which):
    sent = changes(meals[which], cost="£2")
    id = joined(meals)
    assert looked_waiting(sent) is State.WAITING

    assert accept(sent, 1).asset_id == id
    assert ask_one("SELECT cost FROM service WHERE asset_id = :id", id=id) == "£2"


def looked_waiting(id):
    with session.reading() as connection:
        return contributions.of_id(connection, id).state


def test_what_was_said_after_they_were_joined_stays_said_when_they_are_taken_apart(meals):
    id = joined(meals, hours=SECOND, name=FIRST)
    accept(changes(id, cost="£2"), 1)
    _, [pair] = see_joined(str(id))

    take_apart(str(pair.record_a), str(pair.record_b))

    assert ask_one("SELECT cost FROM service WHERE asset_id = :id", id=id) == "£2"
    assert {shown(meal)[:2] for meal in meals} == {
        ("Lunch", "Tu 12:00-14:00"),
        ("Supper", "when it suits"),
    }


def test_who_looked_before_one_of_them_changed_is_told(meals):
    seen = looked(meals).seen
    accept(changes(meals[0], cost="£2"), 1)

    with pytest.raises(ChangedMeanwhile):
        merge(*map(str, meals), {}, seen)

    assert {asset_named("Lunch"), asset_named("Supper")} == {*meals}


def test_a_second_who_joins_them_is_told_that_they_are_one(meals):
    seen = looked(meals).seen
    merge(*map(str, meals), {}, seen)

    with pytest.raises(BadInput, match="one already"):
        merge(*map(str, meals), {}, seen)


def test_things_of_two_kinds_are_two(meals):
    with pytest.raises(BadInput, match="they are two things"):
        look_at_pair(str(meals[0]), str(asset_named("Old Hall")))


def test_a_hidden_place_is_told_to_be_hidden(meals):
    halls = [str(asset_named(name)) for name in ("Safe House", "Old Hall")]

    assert look_at_pair(*halls).hidden
    assert not looked(meals).hidden


def test_only_stewards_join(meals):
    for role in (Role.VISITOR, Role.MEMBER, Role.OFFICER):
        with acting(lambda role=role: Person(role)), pytest.raises(NotAllowed):
            look_at_pair(*map(str, meals))


def test_what_a_load_would_join_by_itself_stays_two_once_it_is_taken_apart():
    added = []
    for name in ("Knit and Natter", "Knit & Natter"):
        sent = sent_by(OPERATOR, said={"name": name, "postcode": "DY1 1AA"})
        added.append(accept(sent.id, 1, others=added).asset_id)
    id = joined(added)
    _, [pair] = see_joined(str(id))

    done = take_apart(str(pair.record_a), str(pair.record_b))

    assert not done.shown_as_one
    assert {asset_named("Knit and Natter"), asset_named("Knit & Natter")} == {*added}


def added(name: str, **said: str):
    sent = sent_by(OPERATOR, said={"name": name, "postcode": "DY1 1AA"} | said)
    return accept(sent.id, 1).asset_id


def says(id, **said: str) -> None:
    """Let a change of a group be taken in."""
    sent = sent_by(
        OPERATOR,
        kind=Kind.CHANGE,
        about=id,
        asset_kind=AssetKind.GROUP,
        said=said,
        before=dict.fromkeys(said, ""),
    )
    accept(sent.id, 1)


def of_group(id) -> tuple:
    [row] = ask("SELECT name, description, url FROM asset WHERE id = :id", id=id)
    return tuple(row)


@pytest.fixture
def clubs():
    """Two groups that people told of."""
    return (
        added("Chess Club", description="meets on Mondays"),
        added("Readers", description="a book a month"),
    )


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_a_change_of_what_was_joined_leaves_what_was_chosen(clubs, name):
    id = joined(clubs, name=name, description=SECOND)
    chosen = of_group(id)[:2]
    says(id, url="https://chess.example.org/")

    assert of_group(id) == (*chosen, "https://chess.example.org/")


def test_a_change_of_what_was_joined_stays_with_the_entry_that_goes_on(clubs):
    id = joined(clubs, name=FIRST, description=SECOND)
    assert id == clubs[0]
    says(id, url="https://chess.example.org/")
    _, [pair] = see_joined(str(id))

    take_apart(str(pair.record_a), str(pair.record_b))

    assert of_group(clubs[0]) == ("Chess Club", "meets on Mondays", "https://chess.example.org/")
    assert of_group(clubs[1]) == ("Readers", "a book a month", "")


def test_a_version_brought_back_of_what_was_chosen_hinders_nobody_to_take_two_apart(clubs):
    """What is brought back speaks for itself: nothing is known beside it."""
    says(clubs[0], description="meets on Tuesdays")
    id = joined(clubs, name=FIRST, description=SECOND)
    first = min(
        (one for one in see_history(str(id)).versions if one.first), key=lambda one: one.since
    )
    assert restore(str(id), first.record_id, first.number)
    assert of_group(id)[1] == "meets on Mondays"
    _, [pair] = see_joined(str(id))

    take_apart(str(pair.record_a), str(pair.record_b))

    assert {of_group(club)[0] for club in clubs} == {"Chess Club", "Readers"}
    assert of_group(clubs[1])[1] == "a book a month"
