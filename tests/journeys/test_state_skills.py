"""What a group's people can do: counted without names, by its keepers, taken back at once."""

from uuid import uuid4

import pytest
from keeping import changed_by, keeper_of, somebody
from loads import ask, ask_one, change, load
from tables import write_csv
from telling import asset_named, letters, own_home, token_in

from asset_map.db import contributions, session
from asset_map.db import letters as db_letters
from asset_map.domain.contributions import State
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.people import VISITOR, Role
from asset_map.domain.tokens import hashed
from asset_map.journeys import review_contribution, send_in, state_skills
from asset_map.journeys.acting import acting
from asset_map.journeys.describe_area import describe_area
from asset_map.journeys.find_near import find_near
from asset_map.journeys.letter_words import WITHDRAW
from asset_map.journeys.see_asset import see_asset
from asset_map.journeys.see_history import see_history
from asset_map.journeys.see_own import see_own
from asset_map.journeys.see_strengths import see_strengths
from asset_map.journeys.send_in import A_DAY
from asset_map.journeys.state_skills import Count, see_skills

pytestmark = pytest.mark.usefixtures("town")

WEST, EAST, WHOLE = "E05000001", "E05000002", "E08000027"
GROUP = "Town Friends"


@pytest.fixture(autouse=True)
def _outbox(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


def counted_by(person, *, skill="gardening", people="12", area=EAST, **more):
    count = Count(uuid4(), str(asset_named(GROUP)), skill, people, area, **more)
    with acting(lambda: person):
        return state_skills.state_skills(count)


def skills_of(area, as_=VISITOR):
    with acting(lambda: as_):
        return {one.skill: one.people_shown for one in see_strengths(area).skills}


def offer_named(skill):
    return ask_one("SELECT asset_id FROM skill_offer WHERE skill = :skill", skill=skill)


def withdrawn_by(person, skill="gardening"):
    with acting(lambda: person):
        state_skills.withdraw_skills(str(offer_named(skill)))


def test_what_a_keeper_counts_is_on_the_map_at_once_as_it_may_be_shown():
    keeper = keeper_of(GROUP)
    outcome = counted_by(keeper, skill="Gardening", people="1,012", when="Tuesday evenings")
    with acting(lambda: VISITOR):
        [seen] = see_skills(str(asset_named(GROUP))).offers
    with acting(lambda: keeper):
        [own] = see_skills(str(asset_named(GROUP))).offers

    assert (outcome.live, outcome.sent.state) == (True, State.WAITING)
    assert skills_of("East Town")["gardening"] == "about 1,010"
    assert (seen.skill, seen.people, seen.when) == (
        "gardening",
        "about 1,010",
        "When: Tuesday evenings",
    )
    assert own.people == "1,012"
    assert "green_space" in seen.helps.needs
    link = "SELECT said_by FROM link WHERE from_id = :id"
    assert ask_one(link, id=offer_named("gardening")) == "both"


def test_what_others_count_waits_for_a_steward():
    outcome = counted_by(somebody())
    before = skills_of("East Town")
    with session.reading() as connection:
        one = contributions.of_id(connection, outcome.sent.id)
    with acting(lambda: somebody(Role.STEWARD)):
        review_contribution.accept(one.id, one.version)

    assert not outcome.live
    assert "gardening" not in before
    assert skills_of("East Town")["gardening"] == "about 10"


@pytest.mark.parametrize("keeps", [True, False])
def test_the_link_in_a_reminder_takes_it_back_as_long_as_its_reader_keeps_it(keeps):
    keeper = keeper_of("Town Friends")
    counted_by(keeper)
    with session.transaction() as connection:
        db_letters.note_link(
            connection, hashed("t"), WITHDRAW, offer_named("gardening"), A_DAY, keeper.account_id
        )
    change("UPDATE asset_keeper SET until = now() WHERE :ended", ended=not keeps)
    with acting(lambda: VISITOR):
        if keeps:
            state_skills.withdraw_by_link("t")
        else:
            with pytest.raises(BadInput, match="does not work any more"):
                state_skills.withdraw_by_link("t")

    withdrawn = "SELECT count(*) FROM deed WHERE what = 'skills withdrawn by mail'"
    assert ask_one(withdrawn) == int(keeps)


def test_a_visitor_takes_it_back_by_the_link_in_the_letter_of_acceptance():
    outcome = counted_by(VISITOR, email="jo@example.org")
    [letter] = letters()
    with acting(lambda: VISITOR):
        send_in.confirm(token_in(letter))
    with acting(lambda: somebody(Role.STEWARD)):
        review_contribution.accept(outcome.sent.id, 2)
    accepted = letters()[-1]
    with acting(lambda: VISITOR):
        asks = state_skills.look_at_withdrawal(token_in(accepted))
        before = skills_of("East Town")
        state_skills.withdraw_by_link(token_in(accepted))
        state_skills.withdraw_by_link(token_in(accepted))

    assert "/skills/withdraw/" in accepted
    assert asks.offer.name == "Gardening volunteers of Town Friends"
    assert (asks.line.people, asks.line.areas) == ("12", ("East Town (ward)",))
    assert asks.group_id == asset_named(GROUP)
    assert "gardening" in before
    assert "gardening" not in skills_of("East Town")
    with acting(lambda: VISITOR), pytest.raises(BadInput, match="does not work any more"):
        state_skills.withdraw_by_link("bent")


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"skill": ""}, "skill", "which skill"),
        ({"skill": "x" * 61}, "skill", "too long"),
        ({"people": "some"}, "people", "whole number"),
        ({"people": "0"}, "people", "whole number"),
        ({"people": "-3"}, "people", "whole number"),
        ({"people": "2.5"}, "people", "whole number"),
        ({"area": "E99999999"}, "area", "where"),
        ({"when": "ring 07700 900123"}, "when", "one person"),
        ({"when": "write to jo@gmail.com"}, "when", "one person"),
        ({"skill": "Jane Smith"}, "no_names", "names of people"),
        ({"when": "Jane, Tom and Ali"}, "no_names", "names of people"),
    ],
)
def test_what_is_wrong_is_told_by_its_field_and_nothing_is_kept(typed, field, said):
    outcome = counted_by(keeper_of(GROUP), **typed)
    [problem] = outcome.problems

    assert (problem.field, outcome.sent) == (field, None)
    assert said in str(problem)
    assert ask("SELECT 1 FROM contribution") == []


def test_what_only_looks_like_names_is_taken_once_somebody_says_so():
    keeper = keeper_of(GROUP)
    asked = counted_by(keeper, skill="Morris Dancing", people="14")
    taken = counted_by(keeper, skill="Morris Dancing", people="14", no_names=True)

    assert asked.ask_names
    assert taken.live


def test_one_skill_in_one_area_is_counted_once():
    keeper = keeper_of(GROUP)
    counted_by(keeper)
    again = counted_by(keeper, skill="Gardening", people="30")
    elsewhere = counted_by(keeper, area=WEST)

    assert [one.field for one in again.problems] == ["skill"]
    assert elsewhere.live
    assert ask_one("SELECT count(*) FROM skill_offer WHERE skill = 'gardening'") == 2


def test_a_keeper_changes_the_number_at_once():
    keeper = keeper_of(GROUP)
    counted_by(keeper)
    outcome = changed_by(keeper, "Gardening volunteers of Town Friends", people="31")

    assert outcome.live
    assert skills_of("East Town")["gardening"] == "about 30"


def test_withdrawn_it_is_gone_from_every_output_at_once_and_stewards_have_its_history():
    keeper, steward = keeper_of(GROUP), somebody(Role.STEWARD)
    counted_by(keeper)
    offer = str(offer_named("gardening"))
    withdrawn_by(keeper)

    with acting(lambda: VISITOR):
        told = repr(describe_area("East Town"))
        near = repr(find_near("DY2 2AA", within_m=3000))
        assert "ardening" not in told + near + repr(skills_of("Dudley"))
        assert see_skills(str(asset_named(GROUP))).offers == ()
        for journey in (see_asset, see_history):
            with pytest.raises(NotFound):
                journey(offer)
    with acting(lambda: steward):
        assert see_history(offer).versions
    with acting(lambda: keeper):
        assert [one.asset.name for one in see_own().kept] == [GROUP]


def test_only_whoever_keeps_it_or_its_group_takes_it_back():
    counted_by(keeper_of(GROUP))
    for person in (somebody(), somebody(Role.OFFICER), keeper_of("Lunch")):
        with pytest.raises(NotFound):
            withdrawn_by(person)
    withdrawn_by(keeper_of(GROUP))

    assert "gardening" not in skills_of("East Town")


# --- What is rare ---------------------------------------------------------------------------------


def test_a_skill_of_fewer_than_ten_is_told_of_for_the_whole_authority_alone():
    keeper = keeper_of(GROUP)
    counted_by(keeper, skill="signing", people="9")
    offer = str(offer_named("signing"))

    assert skills_of("Dudley")["signing"] == "fewer than 10"
    assert "signing" not in skills_of("East Town")
    with acting(lambda: VISITOR):
        told = repr(describe_area("Dudley"))
        near = repr(find_near("DY2 2AA", within_m=3000))
        assert "igning" not in told + near
        assert see_skills(str(asset_named(GROUP))).offers == ()
        with pytest.raises(NotFound):
            see_asset(offer)
    with acting(lambda: keeper):
        [own] = see_skills(str(asset_named(GROUP))).offers
        assert (own.people, own.withheld) == ("9", True)
        assert see_asset(offer).asset.name == "Signing volunteers of Town Friends"


def test_a_hidden_count_is_told_beside_its_ward_once_it_stands_in_company(tmp_path):
    counted_by(keeper_of(GROUP), skill="driving", people="4")
    # The drivers of the town are no group's: nobody knows whose company they are.
    alone = skills_of("East Town")
    groups = """
        ref | name         | needs   | covers
        G1  | Town Friends | company | E05000001
        G2  | Wheels       |         | E05000002
    """
    links = """
        from_ref | type        | to_ref | said_by
        K2       | provided_by | G2     | both
    """
    files = [
        write_csv(tmp_path / f"{name}.csv", drawn)
        for name, drawn in (("groups", groups), ("links", links))
    ]
    load("own-list", *files)

    assert alone["driving"] == "about 10"
    assert skills_of("East Town")["driving"] == "about 10 and fewer than 10"
