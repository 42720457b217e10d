"""What is so now beside what was expected: the Old Hall of the small town, and the Lunch in it.

The Lunch is the only food within 800 m for 60 people; the Supper at the New Hall for 80.
"""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from loads import ask, ask_one, change
from proposers import by, close, drafted, id_of, somebody

from asset_map.domain.errors import NotFound
from asset_map.domain.people import VISITOR
from asset_map.journeys.acting import acting
from asset_map.journeys.draft_proposal import change_proposal
from asset_map.journeys.publish_proposal import decide_proposal, publish_proposal
from asset_map.journeys.report_impact import report_proposals
from asset_map.journeys.see_outcome import CAN_TELL, NOTHING_KEPT, see_outcome
from asset_map.settings import get_settings
from asset_map.snapshots import bring_back

LATER = date.today() + timedelta(days=400)


@pytest.fixture(autouse=True)
def own_home(monkeypatch, tmp_path):
    """What is kept is kept here."""
    monkeypatch.setenv("ASSET_MAP_HOME", str(tmp_path))


@pytest.fixture
def anna(town):
    get_settings.cache_clear()
    return somebody("anna")


def published(person, *changes):
    made = drafted(person, *changes)
    with by(person):
        return publish_proposal(made.id, confirmed=True)


def food(outcome):
    [found] = [one for one in outcome.needs if one.need_id == "food"]
    return found


def the_lunch_ends(day):
    for name in ("Old Hall", "Lunch"):
        change("UPDATE asset SET valid_to = :day WHERE name = :name", day=day, name=name)
        change(
            "UPDATE supply SET valid_to = :day WHERE asset_id = :id OR venue_id = :id",
            day=day,
            id=id_of(name),
        )


def test_publishing_keeps_what_is_expected_with_its_inputs(anna, tmp_path):
    made = published(anna, close("Old Hall"))

    outcome = see_outcome(made.id)

    assert outcome.expected_made is not None
    assert (food(outcome).people_then, food(outcome).people_expected) == (140, 80)
    assert food(outcome).people_now == 140
    assert bring_back(outcome.snapshot, tmp_path).at == outcome.as_at == date.today()
    assert [(one.name, one.was_changed, one.there) for one in outcome.things] == [
        ("Old Hall", True, True),
        ("Lunch", False, True),
    ]


def test_after_the_decision_it_shows_what_is_so_now(anna):
    made = published(anna, close("Old Hall"))
    with by(anna):
        decide_proposal(made.id, outcome="Agreed by cabinet.", day=date.today())
    the_lunch_ends(date.today() + timedelta(days=200))

    outcome = see_outcome(made.id, at=LATER)

    assert food(outcome).people_now == food(outcome).people_expected == 80
    assert not any(one.there for one in outcome.things)
    assert outcome.outcome_day == date.today()
    said = outcome.sentences()
    assert (
        "Food: about 140 people living within reach at the time, about 80 expected, about 80 now "
        in (" ".join(said))
    )
    assert any("Lunch was to stop: it closed on" in one for one in said)
    assert said[-1] == CAN_TELL
    assert json.loads(json.dumps(outcome.as_json()))["needs"][0]["people_now"] is not None


def test_what_did_not_happen_is_seen_too(anna):
    made = published(anna, close("Old Hall"))

    said = " ".join(see_outcome(made.id, at=LATER).sentences())

    assert "Old Hall was to end: it is still there, as far as we know." in said
    assert "about 80 expected, about 140 now" in said


def test_what_no_source_tells_of_any_more_is_said_so(anna):
    made = published(anna, close("Old Hall"))
    change("UPDATE asset SET withdrawn = now()::date WHERE name = 'Lunch'")

    said = " ".join(see_outcome(made.id).sentences())

    assert "Lunch was to stop: no source tells of it any more." in said


def test_now_is_measured_by_the_standard_of_then(anna):
    made = published(anna, close("Old Hall"))
    change("UPDATE standard SET value = 100, unit = 'metres' WHERE need_id = 'food'")

    assert food(see_outcome(made.id)).people_now == 140


def test_a_report_of_an_officer_keeps_what_is_expected_of_each_by_itself(anna):
    one, other = published(anna, close("Old Hall")), published(anna, close("New Hall"))
    change("DELETE FROM proposal_expected")

    with by(anna):
        report_proposals((one.id, other.id))

    assert food(see_outcome(one.id)).people_expected == 80
    assert food(see_outcome(other.id)).people_expected == 60


def test_the_same_report_again_keeps_nothing_new_and_a_visitors_keeps_nothing(anna):
    made = published(anna, close("Old Hall"))
    with acting(lambda: VISITOR):
        report_proposals((made.id,))
    kept = ask_one("SELECT count(*) FROM proposal_expected")

    with by(anna):
        report_proposals((made.id,))
        report_proposals((made.id,))

    # The first report is of a published proposal, what was kept when it was published of a draft.
    assert kept == 1
    assert ask_one("SELECT count(*) FROM proposal_expected") <= 2


def test_what_was_expected_before_the_decision_is_shown_not_what_was_weighed_after_it(anna):
    made = drafted(anna, close("Old Hall"))
    with by(anna):
        change_proposal(made.id, decision_date=date.today())
        publish_proposal(made.id, confirmed=True)
    first = see_outcome(made.id)
    change(
        """
        INSERT INTO proposal_expected (proposal_id, made, checksum, snapshot, expected)
        SELECT proposal_id, made + interval '90 days', 'later', snapshot, expected
        FROM proposal_expected
        """
    )

    assert see_outcome(made.id).checksum == first.checksum != "later"


def test_where_nothing_was_kept_it_says_so(anna):
    made = published(anna, close("Old Hall"))
    change("DELETE FROM proposal_expected")

    outcome = see_outcome(made.id)

    assert outcome.sentences() == [NOTHING_KEPT]
    assert outcome.as_json()["expected_made"] is None


def test_it_opens_to_whom_the_proposal_opens(anna):
    shared, draft = published(anna, close("Old Hall")), drafted(anna, close("New Hall"))

    with acting(lambda: VISITOR):
        assert see_outcome(shared.id).proposal.id == shared.id
        with pytest.raises(NotFound) as shut:
            see_outcome(draft.id)
        with pytest.raises(NotFound) as unknown:
            see_outcome(uuid4())
    assert str(shut.value) == str(unknown.value)


def test_a_proposal_is_published_also_where_nobody_knows_where_people_live(anna):
    change("DELETE FROM demand_point_area")
    change("DELETE FROM demand_point")
    made = drafted(anna, close("Old Hall"))

    with by(anna):
        publish_proposal(made.id, confirmed=True)

    assert ask("SELECT * FROM proposal_expected") == []
