"""Who near asks for what somebody can do, worked by hand in the small town.

The road runs from x 0 to x 2000; walks are 1.3 times as long as differences of x.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from loads import checksums, load
from real import forget
from tables import SOUTH, WEST, write_csv

from asset_map.db import asks, session
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.offering import FreeTime
from asset_map.domain.places import Point
from asset_map.journeys.offer_help import list_skills, offer_help
from etl.sources.own_list import OWN_LIST

TODAY = date(2026, 11, 22)
MAIL = "info@cooks.example.org"
EVENINGS, WEEKENDS = FreeTime.EVENINGS, FreeTime.WEEKENDS

# Old Hall is at x 100, New Hall at x 1500, the masked Safe House at x 1900, its ward's middle 1500.
VENUES = """
    ref | name        | postcode | masked | asks_for    | asks_when
    V1  | Long Barn   | DY1 1AB  |        | caretaking  | evenings
    V3  | Quiet House | DY2 2AD  | yes    | listening; 19 Hidden Road bell | come to 19 Hidden Road
"""
GROUPS = """
ref|name            |postcode|covers|needs       |meets_at|asks_for       |asks_when|ends|mail
G1 |Cooks           |DY1 1AC |      |food;company|V1      |cooking;driving|Friday evenings||info
G2 |Far Cooks       |DY2 2AB |      |food        |        |Cooking        |Saturday mornings||
G3 |Kind Neighbours |DY1 1AD |      |company     |        |juggling fire  |||
G4 |Whole Town      |        |WEST  |            |        |cooking        |||
G5 |Over            |DY1 1AA |      |food        |        |cooking        ||2025|
G6 |House Friends   |DY2 2AD |      |company     |V3      |befriending    |at 19 Hidden Road||
G7 |Volunteer Centre|DY2 2AA |      |            |        |               |||
G8 |Small Post      |DY1 1AA |      |company     |        |               |||
"""
SHORT = {"ends|mail": "valid_to|email", "|info": f"|{MAIL}", "WEST": "E05000001"}
SERVICES = """
    ref | name       | needs        | delivered_at | provided_by | hours
    S1  | Soup       | food;company | V1           | G1          |
    S2  | Tea        | company      | V1           | G3          |
"""
SKILLS = """
    ref | name       | covers    | skill   | people | provided_by
    K1  | Many cooks | E05000001 | cooking | 23     | G1
    K2  | Few cooks  | E05000001 | Cooking | 4      | G2
"""


def load_asking_town():
    with TemporaryDirectory() as made:
        drawn = {"venues": VENUES, "groups": GROUPS, "services": SERVICES, "skill_offers": SKILLS}
        for short, whole in SHORT.items():
            drawn["groups"] = drawn["groups"].replace(short, whole)
        files = [write_csv(Path(made) / f"{name}.csv", text) for name, text in drawn.items()]
        load(replace(OWN_LIST, id="own-list:asking"), *files)


@pytest.fixture(scope="module")
def shared(server, town_with):
    name = server.copy(town_with("asking_town", load_asking_town))
    yield name
    server.drop(name)


@pytest.fixture
def asking_town(shared, server, monkeypatch):
    monkeypatch.setenv("ASSET_MAP_DATABASE_URL", server.url_of(shared))
    forget()
    yield
    monkeypatch.undo()
    forget()


def offer(where="DY1 1AA", *skills, **asked):
    return offer_help(where, skills, at=TODAY, **asked)


def names(chances):
    return [chance.hit.asset.name for chance in chances]


def test_who_asks_for_a_skill_comes_nearest_first_and_what_covers_the_place_last(asking_town):
    found = offer("DY1 1AA", "cooking")

    assert names(found.asking) == ["Cooks", "Far Cooks", "Whole Town"]
    first = found.asking[0]
    # The barn is at x 300: 200 m away, 260 m on foot, 3.25 minutes.
    assert first.hit.reason == "4 minutes' walk, about 260 m, at Long Barn"
    assert [(one.skill, one.times) for one in first.wishes] == [("cooking", "Friday evenings")]
    assert first.ask.email == MAIL
    assert first.at == "Long Barn"
    assert found.asking[2].hit.reason == "covers West Town"
    assert found.sentence() == "3 ask for help with cooking near DY1 1AA, nearest first."


def test_several_skills_are_any_of_them_and_none_is_everybody_who_asks(asking_town):
    assert names(offer("DY1 1AA", "driving", "CARETAKING").asking) == ["Cooks", "Long Barn"]
    everybody = names(offer("DY1 1AA").asking)
    assert set(everybody) == {
        *("Cooks", "Far Cooks", "Long Barn", "Quiet House", "House Friends", "Whole Town"),
        "Kind Neighbours",
    }
    assert "Over" not in everybody  # It has closed.


def test_a_distance_is_kept_and_beyond_it_the_nearest_are_told_as_that(asking_town):
    near = offer("DY1 1AA", "driving", within_m=300)
    assert (names(near.asking), near.nobody_within) == (["Cooks"], False)
    assert near.sentence() == (
        "1 asks for help with driving within 4 minutes' walk of DY1 1AA, nearest first."
    )

    far = offer("DY1 1AA", "driving", within_m=250)
    assert (names(far.asking), far.nobody_within) == (["Cooks"], True)
    assert "The nearest beyond:" in far.sentence()


def test_where_nobody_asks_the_groups_that_bring_volunteers_together_are_a_way_in(asking_town):
    none = offer("DY1 1AA", "mending")
    assert names(none.asking) == []
    assert names(none.bureaus) == ["Volunteer Centre"]
    assert none.sentence() == "We know of nobody near DY1 1AA who asks for help with mending."
    assert offer("DY1 1AA", "mending", within_m=500).sentence().endswith("Nor of anybody beyond.")
    assert offer("DY1 1AA", "cooking").bureaus == ()


def test_who_asks_for_other_times_is_told_apart_and_who_does_not_say_stays(asking_town):
    found = offer("DY1 1AA", "cooking", times=(WEEKENDS,))
    assert names(found.asking) == ["Far Cooks", "Whole Town"]
    assert [chance.fits for chance in found.asking] == [True, None]
    assert names(found.other_times) == ["Cooks"]

    found = offer("DY1 1AA", "driving", times=(WEEKENDS,))
    assert (found.asking, names(found.other_times)) == ((), ["Cooks"])
    assert found.sentence().endswith("who asks for help with driving at these times.")


def test_who_only_might_need_it_is_told_apart_with_why_and_never_who_asks(asking_town):
    found = offer("DY1 1AA", "cooking")

    # Not who asks, what they run, what is run by somebody who is told already, nor a hidden one.
    assert names(found.perhaps) == ["Lunch", "Small Post", "Kind Neighbours", "Supper"]
    assert [chance.why for chance in found.perhaps] == [
        (("cooking", "cooks can run a lunch table or a shared meal"),),
        (("cooking", "a meal cooked together brings people to one table"),),
        (("cooking", "a meal cooked together brings people to one table"),),
        (("cooking", "cooks can run a lunch table or a shared meal"),),
    ]
    assert offer("DY1 1AA").perhaps == offer("DY1 1AA", "juggling fire").perhaps == ()


def test_volunteers_who_do_it_already_are_counted_as_real_people_may_be(asking_town):
    found = offer("DY1 1AA", "cooking")
    said = {idea.name: idea for idea in found.through}

    assert said["Many cooks"].people_shown == "about 25"
    assert said["Few cooks"].people_shown == "fewer than 10"
    assert said["Few cooks"].people is None
    assert said["Cooks of the town"].people_shown == "about 15"
    assert said["Many cooks"].ask.name == "Cooks"
    assert offer("DY1 1AA").through == ()


def test_of_a_masked_place_nothing_finer_than_its_ward_and_none_of_its_words_is_told(asking_town):
    at_house, elsewhere = offer("DY2 2AD", within_m=2000), offer("DY2 2AB", within_m=2000)
    for found in (at_house, elsewhere):
        assert "Hidden Road" not in repr(found)
        assert {"Quiet House", "House Friends"} <= set(names(found.asking))
    # From the ward's middle, x 1500, where New Hall is too: 0 m; from the house 400 m off.
    metres = {
        name: round(chance.hit.straight_m)
        for found, name in ((at_house, "house"), (elsewhere, "middle"))
        for chance in found.asking
        if chance.hit.asset.name == "House Friends"
    }
    assert metres == {"house": 400, "middle": 0}
    assert all(chance.at == "" for chance in at_house.asking if not chance.hit.exact)
    assert not {"Quiet House", "House Friends"} & set(names(offer("DY2 2AD", "cooking").perhaps))


def test_a_distance_that_is_none_and_a_place_that_is_none_are_refused(asking_town):
    for metres in (0, -1, float("nan"), float("inf")):
        with pytest.raises(BadInput):
            offer("DY1 1AA", within_m=metres)
    with pytest.raises(NotFound):
        offer("Nowhere at all")


def test_own_words_are_offered_to_choose_after_the_known_skills(asking_town):
    skills = list_skills()
    assert skills[0] == "cooking"
    # Not "Cooking" again, nor the words of a place that has to stay hidden.
    assert skills[-2:] == ("caretaking", "juggling fire")


def test_nothing_of_who_asks_is_written(asking_town):
    before = checksums()
    offer("DY1 1AA", "cooking", "juggling fire", times=(EVENINGS,), within_m=900)
    assert checksums() == before


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
@pytest.mark.parametrize("skills", [(), ("cooking",), ("cooking", "befriending")])
def test_looking_near_first_hides_nobody_who_asks(asking_town, limit, skills, monkeypatch):
    """Within short distances first, or everywhere at once: the same are found."""
    point = Point(WEST + 300, SOUTH + 500)

    def found() -> list:
        with session.reading() as connection:
            return asks.asking(connection, point, skills, None, TODAY, limit)

    monkeypatch.setattr(asks, "FIRST_WITHIN_M", ())
    at_once = found()
    monkeypatch.setattr(asks, "FIRST_WITHIN_M", (1.0, 300.0, 900.0, 1_300.0))
    assert found() == at_once
    assert at_once
