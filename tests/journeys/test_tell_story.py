"""The example of the demonstration: every figure is worked out, and goes with what is loaded."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from loads import ask_one, change, checksums, load
from tables import write_squares
from town import asset_files

from asset_map.domain.errors import NotFound
from asset_map.domain.people import VISITOR
from asset_map.domain.places import AreaKind
from asset_map.domain.proposals import ChangeKind, State
from asset_map.journeys.acting import acting
from asset_map.journeys.list_proposals import list_proposals
from asset_map.journeys.load_demo import load_demo, remove_demo
from asset_map.journeys.story_in_words import sentences
from asset_map.journeys.tell_story import tell_story
from asset_map.journeys.weigh_proposals import weigh_proposals

TODAY = date(2026, 11, 23)
MEET = "place_to_meet"
CHAPEL = "Emberfold Chapel Room (invented)"


@pytest.fixture
def story(demo_database):
    return tell_story(at=TODAY)


def scenes(story):
    return [story.today, *story.alone, story.together, story.answered]


# The scenes.


def test_three_directorates_propose_and_the_community_answers(story):
    proposed = [scene.proposals[0] for scene in story.alone]

    assert [one.directorate for one in proposed] == [
        "Property (invented)",
        "Grants (invented)",
        "Advice (invented)",
    ]
    assert all(one.demo and one.state is State.PUBLISHED for one in story.answered.proposals)
    answer = story.answered.proposals[-1]
    assert answer.answers_id == proposed[1].id
    assert {change.kind for change in answer.changes} == {ChangeKind.HAND_OVER, ChangeKind.MOVE}
    assert [area.name for area in story.places] == ["Priory", "Wrens Nest"]


def test_each_alone_is_small_beside_what_they_do_together(story):
    alone = [scene.of(MEET).here.leaving for scene in story.alone]
    together = story.together.of(MEET).here.leaving

    assert max(alone) < 1_000
    assert together > 2 * max(alone)
    assert together > sum(alone)
    assert story.only_together[MEET] == pytest.approx(together - sum(alone))
    assert 1_150 < story.only_together[MEET] < 1_250


def test_the_answer_keeps_most_of_it_and_not_all(story):
    before, after = story.together, story.answered

    assert after.of(MEET).here.leaving < before.of(MEET).here.leaving / 4
    assert 0 < len(after.knock_on.steps) < len(before.knock_on.steps) / 2
    # Nobody took the debt help on.
    assert after.of("advice").here == before.of("advice").here


def test_in_every_scene_today_less_who_leaves_and_more_who_gains_is_who_is_in_reach(story):
    for scene in scenes(story):
        for found, today in zip(scene.needs, story.today.needs, strict=True):
            assert found.need == today.need
            here = found.here
            expected = today.here.in_reach - here.leaving + here.gaining
            assert here.in_reach == pytest.approx(expected)
            parts = [count for _, count in found.by_place]
            assert here.leaving == pytest.approx(sum(count.leaving for count in parts))


def test_the_figures_are_those_of_the_proposals_weighed_by_themselves(story):
    proposals = [scene.proposals[0] for scene in story.alone]
    impact = weigh_proposals(proposals, at=TODAY)

    for told in impact.together:
        by_area = {
            area.name: people
            for area, people, _ in told.by_area
            if area.kind is AreaKind.NEIGHBOURHOOD
        }
        assert story.only_together[told.need.id] == pytest.approx(sum(by_area.values()))
    for found in impact.needs:
        places = dict(story.together.of(found.need.id).by_place)
        for area, there in found.by_area:
            if area in places:
                assert places[area].leaving == pytest.approx(there.people_leaving)


def test_what_is_behind_a_figure_is_named_with_what_becomes_of_it(story):
    today = {one.name: one.ends for one in story.today.of(MEET).meets}
    then = {one.name: one.ends for one in story.together.of(MEET).meets}

    assert not any(today.values())
    assert set(then) == set(today)
    assert [name for name, ends in then.items() if ends] == [
        "Copperleaf Rooms (invented)",
        "Limekiln Lantern Hall (invented)",
    ]


def test_each_scene_is_told_in_a_sentence_with_its_figures(story):
    said = sentences(story)

    assert list(said) == ["today", "alone", "together", "answered"]
    assert "about 1,200 of them by no proposal alone" in said["together"]
    assert "none by Advice" in said["alone"]


def test_no_masked_place_is_named(story):
    masked = ask_one("SELECT array_agg(name) FROM asset WHERE masked")
    told = [one.name for scene in scenes(story) for need in scene.needs for one in need.meets]

    assert masked
    assert not set(masked) & set(told)


def test_the_figures_go_with_what_is_on_the_map(own_demo):
    before = tell_story(at=TODAY)
    venue = "(SELECT id FROM asset WHERE name = :name)"
    change(f"DELETE FROM supply WHERE asset_id = {venue} OR venue_id = {venue}", name=CHAPEL)
    after = tell_story(at=TODAY)

    assert after.today.of(MEET).here.in_reach < before.today.of(MEET).here.in_reach
    assert after.together.of(MEET).here.in_reach < before.together.of(MEET).here.in_reach
    assert CHAPEL not in [one.name for one in after.today.of(MEET).meets]


# In with the demonstration, and out with it.


def test_anybody_may_look_at_the_example(demo_database):
    with acting(lambda: VISITOR):
        assert len(list_proposals()) == 4
        assert tell_story(at=TODAY).alone


def test_loaded_again_the_proposals_stay_as_they_are(own_demo):
    before = checksums()

    assert load_demo().lines()[-1] == "Demonstration: 4 invented proposals."
    assert checksums() == before


def test_a_proposal_that_was_changed_is_as_in_its_file_again(own_demo):
    change("UPDATE proposal SET title = 'Something else' WHERE reference = 'DEMO-2'")
    load_demo()

    assert ask_one("SELECT title FROM proposal WHERE reference = 'DEMO-2'") == (
        "Let one small grant end"
    )
    # Its answer hangs on it, and is there again too.
    assert len(list_proposals()) == 4


def test_with_the_demonstration_its_proposals_go(own_demo):
    remove_demo()

    assert list_proposals() == ()
    with pytest.raises(NotFound, match="belongs to the demonstration"):
        tell_story()


def test_a_real_load_of_assets_takes_the_proposals_out_and_keeps_them_out(own_demo):
    with TemporaryDirectory() as made:
        load("own-list", *asset_files(Path(made)))
        assert list_proposals() == ()
        assert load_demo().proposals == 0
    assert list_proposals() == ()


def test_where_other_neighbourhoods_are_loaded_the_story_is_told_by_ward(own_demo, tmp_path):
    far = """
        code | name      | authority_code | drawn_on | x | y
        far  | Far Place | E08000027      | 2025     | 0 | 0
    """
    load("neighbourhoods", write_squares(tmp_path / "far.geojson", far))
    story = tell_story(at=TODAY)

    assert {area.kind for area in story.places} == {AreaKind.WARD}
    assert "Castle & Priory" in sentences(story)["today"]


def test_where_the_example_changes_nothing_that_is_said(own_demo):
    change("DELETE FROM supply")
    change("DELETE FROM asset_need")

    with pytest.raises(NotFound, match="changes nothing for anybody"):
        tell_story(at=TODAY)
