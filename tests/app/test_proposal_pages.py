"""The pages on proposals: what each reader sees, and that each step does what it says."""

from collections.abc import Callable
from datetime import date

import pytest
from proposers import by, close, id_of, somebody
from streamlit.testing.v1 import AppTest

from asset_map.app import ask, wording
from asset_map.app import proposal_wording as words
from asset_map.domain.errors import NotFound
from asset_map.domain.people import VISITOR, Person, Role
from asset_map.domain.prompts import PROMPTS
from asset_map.domain.proposals import Change, ChangeKind, Proposal, State, UserCount
from asset_map.journeys.acting import acting
from asset_map.journeys.draft_proposal import (
    add_change,
    add_user_count,
    change_proposal,
    draft_proposal,
)
from asset_map.journeys.list_proposals import list_proposals
from asset_map.journeys.publish_proposal import publish_proposal
from asset_map.journeys.see_proposal import see_proposal
from asset_map.journeys.share_draft import name_officer

NASTY = "<b>Hall</b> & {title}"


@pytest.fixture
def comes(monkeypatch: pytest.MonkeyPatch) -> Callable[[Person], None]:
    """Lets somebody visit."""

    def now(person: Person) -> None:
        monkeypatch.setattr("asset_map.app.who.looked_up", lambda: person)

    return now


@pytest.fixture
def ann(town: str, comes: Callable[[Person], None]) -> Person:
    """An officer, who visits."""
    person = somebody("ann")
    comes(person)
    return person


def drafted(person: Person, *changes: Change, title: str = "Smaller hall") -> Proposal:
    with by(person):
        made = draft_proposal(title, "Property")
        for one in changes:
            made = add_change(made.id, one)
    return made


def opened(page: str, **said: str) -> AppTest:
    script = f"from asset_map.app.pages import {page}\n{page}.show()"
    visit = AppTest.from_string(script, default_timeout=60)
    for name, value in said.items():
        visit.query_params[name] = value
    return visit.run()


def html(visit: AppTest) -> str:
    assert not visit.exception
    return "\n".join(str(piece.body) for piece in visit.get("html"))


def box(visit: AppTest, label: str):
    everything = [*visit.text_input, *visit.text_area, *visit.selectbox, *visit.checkbox]
    return next(one for one in everything if one.label.startswith(label))


def press(visit: AppTest, label: str) -> AppTest:
    return next(one for one in visit.button if one.label == label).click().run()


def now_of(person: Person, proposal: Proposal) -> Proposal:
    with by(person):
        return see_proposal(proposal.id).proposal


# Who sees what.


def test_a_draft_of_others_and_one_that_is_not_there_are_told_in_the_same_words(
    ann, comes, text_of
):
    made = drafted(ann, close("Old Hall"), title="Secret plan")
    for person in (VISITOR, somebody("mem", Role.MEMBER), somebody("ben")):
        comes(person)
        drawn = html(opened("see_proposal", id=str(made.id)))
        assert drawn.count("<h1") == 1
        there = text_of(drawn)
        nowhere = text_of(html(opened("see_proposal", id="00000000-0000-0000-0000-000000000000")))

        assert there == nowhere
        assert "Secret plan" not in text_of(html(opened("weigh_proposal")))
        assert "Secret plan" not in text_of(
            html(opened("see_together", ids=f"{made.id},{made.id}"))
        )


def test_what_is_remembered_of_a_draft_is_given_to_nobody_who_may_not_have_it(ann):
    made = drafted(ann, close("Old Hall"))
    with by(ann):
        ask.see_impact((made.id,))
    for person in (VISITOR, somebody("ben")):
        acts = by(person) if person.account_id else acting(lambda: VISITOR)
        with acts, pytest.raises(NotFound):
            ask.see_impact((made.id,))


def test_what_is_remembered_is_of_the_version_that_is_there(ann):
    made = drafted(ann, close("Old Hall"))
    with by(ann):
        before = ask.see_impact((made.id,)).impact
        add_change(made.id, close("New Hall"))
        assert len(ask.see_impact((made.id,)).impact.changes) == len(before.changes) + 1


def test_a_visitor_reads_what_is_published_and_can_change_nothing(ann, comes, text_of):
    made = drafted(ann, close("Old Hall"), title=NASTY)
    with by(ann):
        change_proposal(made.id, summary="Because <i>of</i> the roof.", saving=48000.0)
        add_user_count(made.id, count_of("Old Hall", 7))
        publish_proposal(made.id, confirmed=True)
    comes(VISITOR)
    visit = opened("see_proposal", id=str(made.id))
    drawn, said = html(visit), text_of(html(visit))

    for step in (words.STEP_CHANGES, words.STEP_ABOUT, words.STEP_RESULT, words.STEP_REPORT):
        assert step in said
    assert "Close Old Hall" in said
    assert "£48,000 a year" in said
    assert NASTY in said
    assert "<b>Hall" not in drawn
    assert "fewer than 10 a week" in said
    assert "/impact-report.zip?id=" in drawn
    assert [button.label for button in visit.button] == [words.SINCE_GO]
    assert NASTY in text_of(html(opened("weigh_proposal")))


def count_of(name: str, people: int) -> UserCount:
    return UserCount(id_of(name), people, "a week", "counted at the door", date(2026, 3, 31))


def test_an_officer_who_is_named_reads_a_draft_and_answers_its_questions(ann, comes):
    made, ben = drafted(ann, close("Old Hall")), somebody("ben")
    with by(ann):
        name_officer(made.id, ben.email)
    comes(ben)
    visit = opened("see_proposal", id=str(made.id), question=PROMPTS[0].id)
    assert not [one for one in visit.button if one.label.startswith("Remove")]
    box(visit, words.PROMPT_ANSWER).set_value("Two options were looked at.")
    box(visit, words.PROMPT_BY).set_value("head of property")
    press(visit, words.PROMPT_GO)

    with by(ben):
        assert see_proposal(made.id).answers[PROMPTS[0].id].answer == "Two options were looked at."
    assert words.PROMPTS_ANSWERED in html(visit)
    assert "head of property, " in html(visit)


def test_an_officer_makes_a_draft_of_their_own_from_a_published_one(ann, comes, text_of):
    made, ben = drafted(ann, close("Old Hall")), somebody("ben")
    with by(ann):
        publish_proposal(made.id, confirmed=True)
    comes(ben)
    visit = press(opened("see_proposal", id=str(made.id)), words.COPY_GO)

    assert words.COPIED in text_of(html(visit))
    with by(ben):
        own = see_proposal(str(visit.query_params["id"]))
    assert own.may_change
    assert own.proposal.changes == made.changes


def test_an_officer_who_is_named_notes_what_was_decided(ann, comes):
    made, ben = drafted(ann, close("Old Hall")), somebody("ben")
    with by(ann):
        name_officer(made.id, ben.email)
        publish_proposal(made.id, confirmed=True)
    comes(ben)
    visit = opened("see_proposal", id=str(made.id))
    box(visit, words.DECIDED_LABEL).set_value("Agreed.")
    box(visit, words.DECIDED_DAY).set_value("01/10/2026")
    press(visit, words.DECIDED_GO)

    assert now_of(ann, made).state is State.DECIDED


def test_another_draft_that_touches_the_same_places_is_told_of_without_what_it_says(
    ann, comes, text_of
):
    drafted(ann, close("Old Hall"), title="Secret plan")
    ben = somebody("ben")
    own = drafted(ben, close("Old Hall"), title="Open plan")
    comes(ben)
    said = text_of(html(opened("see_proposal", id=str(own.id))))

    assert words.TOUCHED_TITLE in said
    assert "Secret plan" not in said


# Step 1.


def test_a_change_is_chosen_in_plain_words_and_its_result_is_there_at_once(ann, text_of):
    made = drafted(ann)
    visit = opened("see_proposal", id=str(made.id))
    assert words.RESULT_NONE in text_of(html(visit))
    visit = opened("see_proposal", id=str(made.id), do="close", asset=str(id_of("Old Hall")))
    said = text_of(html(press(visit, words.ADD_GO)))

    assert "Added: Close Old Hall" in said
    assert words.RESULT_IN_SHORT in said
    assert now_of(ann, made).changes == (close("Old Hall"),)
    assert "asset" not in visit.query_params


@pytest.mark.parametrize(
    ("do", "typed", "problem"),
    [
        ("reduce", {words.SHARE_LABEL: "140"}, "140 per cent cannot be taken away."),
        ("reduce", {words.SHARE_LABEL: "a lot"}, "a lot is not a number."),
        ("pause", {words.UNTIL_LABEL: "soon"}, "soon is not a day."),
        ("move", {words.POSTCODE_LABEL: "nowhere"}, "Change 1"),
    ],
)
def test_what_is_wrong_is_told_beside_what_was_typed_which_stays(ann, text_of, do, typed, problem):
    made = drafted(ann)
    visit = opened("see_proposal", id=str(made.id), do=do, asset=str(id_of("Old Hall")))
    for label, text in typed.items():
        box(visit, label).set_value(text)
    said = text_of(html(press(visit, words.ADD_GO)))

    assert problem in said
    assert said.index(words.STEP_CHANGES) < said.index(problem)
    assert [box(visit, label).value for label in typed] == list(typed.values())
    assert now_of(ann, made).changes == ()


@pytest.mark.parametrize("kind", ChangeKind)
def test_every_kind_of_change_has_its_own_fields_and_words(ann, kind):
    made = drafted(ann)
    visit = opened("see_proposal", id=str(made.id), do=kind.value, asset=str(id_of("Old Hall")))

    if kind is ChangeKind.END_POST:
        assert words.NO_POSTS in html(visit)
        return
    assert words.ADD_GO in [button.label for button in visit.button]
    assert kind in words.KINDS
    assert (kind in words.CHANGE_WHAT) is (kind is not ChangeKind.OPEN)


def test_a_change_is_taken_out_again(ann, text_of):
    made = drafted(ann, close("Old Hall"), close("New Hall"))
    visit = opened("see_proposal", id=str(made.id))
    said = text_of(html(press(visit, words.REMOVE.format(number=1))))

    assert "Removed. 1 change left." in said
    assert now_of(ann, made).changes == (close("New Hall"),)


def test_a_place_can_be_chosen_from_a_map_and_from_the_list_beside_it(ann):
    made = drafted(ann)
    code = next(area.code for area in ask.list_areas() if area.name == "West Town")
    drawn = html(opened("see_proposal", id=str(made.id), do="close", map=code))

    assert words.ON_MAP_NOTE in drawn
    assert f"do=close&amp;asset={id_of('Old Hall')}" in drawn


# Step 2.


def test_what_is_said_of_a_proposal_is_kept_and_only_what_was_typed_anew(ann, text_of):
    made = drafted(ann)
    visit = opened("see_proposal", id=str(made.id))
    with by(ann):
        change_proposal(made.id, reference="P 7")
    for name, text in {
        "saving": "48,000",
        "decision_date": "24/02/2027",
        "lead_officer": "head of property",
    }.items():
        box(visit, words.FACTS[name]).set_value(text)
    said = text_of(html(press(visit, words.ABOUT_GO)))
    now = now_of(ann, made)

    assert "Kept: saving a year, to be decided on, lead officer." in said
    assert (now.saving, now.decision_date.isoformat()) == (48000, "2027-02-24")
    assert (now.reference, now.lead_officer) == ("P 7", "head of property")


def test_a_day_that_is_none_is_told_and_nothing_typed_is_lost(ann, text_of):
    visit = opened("see_proposal", id=str(drafted(ann).id))
    box(visit, words.FACTS["review_date"]).set_value("next spring")
    box(visit, words.FACTS["summary"]).set_value("A long text.")
    said = text_of(html(press(visit, words.ABOUT_GO)))

    assert "next spring is not a day." in said
    assert box(visit, words.FACTS["summary"]).value == "A long text."


def test_users_are_counted_apart_with_their_source(ann, text_of):
    made = drafted(ann, close("Old Hall"))
    visit = opened("see_proposal", id=str(made.id))
    box(visit, words.COUNT_ASSET).set_value(str(id_of("Old Hall")))
    for label, text in {
        words.COUNT_NUMBER: "63",
        words.COUNT_PERIOD: "a week",
        words.COUNT_SOURCE: "Counted at the door",
        words.COUNT_DAY: "31/03/2026",
    }.items():
        box(visit, label).set_value(text)
    said = text_of(html(press(visit, words.COUNT_GO)))

    assert words.COUNT_ADDED in said
    assert "about 65 a week" in said
    assert "Counted at the door" in said


# Step 3.


def test_closures_since_a_day_are_counted_beside_it(ann, text_of):
    made = drafted(ann, close("Old Hall"))
    visit = opened("see_proposal", id=str(made.id))
    box(visit, words.SINCE_LABEL).set_value("01/01/2020")
    said = text_of(html(press(visit, words.SINCE_GO)))

    assert "What closed since 1 January 2020 is counted together with this" in said
    assert words.TOGETHER_NEEDS in said
    assert "since=2020-01-01" in html(visit)


# Step 4.


def test_publishing_wants_a_tick_and_opens_it_to_everybody(ann, comes, text_of):
    made = drafted(ann, close("Old Hall"))
    visit = opened("see_proposal", id=str(made.id))
    said = text_of(html(press(visit, words.PUBLISH_GO)))
    assert "Nothing was published." in said
    box(visit, words.PUBLISH_TICK).check()
    said = text_of(html(press(visit, words.PUBLISH_GO)))

    assert words.PUBLISHED_NOW in said
    comes(VISITOR)
    assert made.title in text_of(html(opened("weigh_proposal")))


def test_after_publishing_the_decision_and_what_happened_are_kept(ann, text_of):
    made = drafted(ann, close("Old Hall"))
    with by(ann):
        publish_proposal(made.id, confirmed=True)
    visit = opened("see_proposal", id=str(made.id))
    for label, day, go in (
        (words.DECIDED_LABEL, words.DECIDED_DAY, words.DECIDED_GO),
        (words.DONE_LABEL, words.DONE_DAY, words.DONE_GO),
    ):
        box(visit, label).set_value("It was agreed.")
        box(visit, day).set_value("01/10/2026")
        visit = press(visit, go)

    assert now_of(ann, made).state is State.DONE
    said = text_of(html(visit))
    assert said.count("1 October 2026: It was agreed.") == 2
    assert "It was agreed. Done" in said
    assert words.BESIDE_TITLE in said


def test_what_was_typed_on_a_decision_stays_when_its_day_is_refused(ann, text_of):
    made = drafted(ann, close("Old Hall"))
    with by(ann):
        publish_proposal(made.id, confirmed=True)
    visit = opened("see_proposal", id=str(made.id))
    box(visit, words.DECIDED_LABEL).set_value("It was agreed.")
    box(visit, words.DECIDED_DAY).set_value("01/10/2999")
    visit = press(visit, words.DECIDED_GO)

    assert "still to come" in text_of(html(visit))
    assert box(visit, words.DECIDED_LABEL).value == "It was agreed."
    assert box(visit, words.DECIDED_DAY).value == "01/10/2999"


def test_a_part_that_is_missing_is_asked_for_in_per_cent(ann, text_of):
    made, lunch = drafted(ann), str(id_of("Lunch"))
    visit = opened("see_proposal", id=str(made.id), do="reduce", asset=lunch)
    said = text_of(html(press(visit, words.ADD_GO)))

    assert words.SHARE_MISSING in said
    assert "0.5" not in said


def test_officers_are_named_and_taken_out(ann, text_of):
    made, ben = drafted(ann), somebody("ben")
    visit = opened("see_proposal", id=str(made.id))
    box(visit, words.READER_LABEL).set_value(ben.email)
    said = text_of(html(press(visit, words.READER_GO)))
    assert words.READER_NAMED.format(email=ben.email) in said
    said = text_of(html(press(visit, words.READER_REMOVE.format(email=ben.email))))

    assert words.READER_REMOVED.format(email=ben.email) in said
    assert words.READERS_NONE in said


def test_a_draft_is_deleted_once_that_is_ticked(ann, text_of):
    made = drafted(ann)
    visit = opened("see_proposal", id=str(made.id))
    assert words.DELETE_NOT in text_of(html(press(visit, words.DELETE_GO)))
    box(visit, words.DELETE_TICK).check()
    said = text_of(html(press(visit, words.DELETE_GO)))

    assert words.DELETED in said
    with by(ann):
        assert made.id not in [one.id for one in list_proposals()]


# The page that all starts from, and several together.


def test_an_officer_sees_their_drafts_and_chooses_some_to_see_together(ann, text_of):
    first, second = (drafted(ann, close(name), title=name) for name in ("Old Hall", "New Hall"))
    visit = opened("weigh_proposal")
    assert words.OWN in text_of(html(visit))
    for made in (first, second):
        visit = visit.checkbox(key=f"together-{made.id}").check().run()

    assert f"/together?ids={second.id}%2C{first.id}" in html(visit) or (
        f"/together?ids={first.id}%2C{second.id}" in html(visit)
    )


def test_a_draft_without_a_title_is_told_so_and_keeps_the_rest(ann, text_of):
    visit = opened("weigh_proposal")
    box(visit, words.DRAFT_DIRECTORATE).set_value("Property")
    said = text_of(html(press(visit, words.DRAFT_GO)))

    assert "The proposal needs a title." in said
    assert box(visit, words.DRAFT_DIRECTORATE).value == "Property"


def test_proposals_together_stand_each_beside_all(ann, text_of):
    made = [drafted(ann, close(name), title=name) for name in ("Old Hall", "New Hall")]
    ids = ",".join(str(one.id) for one in made)
    said = text_of(html(opened("see_together", ids=ids)))

    for title in (words.TOGETHER_NEEDS, words.TOGETHER_AREAS, words.TOGETHER_STOPS):
        assert title in said
    assert words.TOGETHER_ALL in said
    assert words.TOGETHER_REPORT in said


def test_what_closed_since_a_day_is_counted_with_proposals_together(ann, text_of):
    made = [drafted(ann, close(name), title=name) for name in ("Old Hall", "New Hall")]
    visit = opened("see_together", ids=",".join(str(one.id) for one in made))
    box(visit, words.SINCE_LABEL).set_value("soon")
    assert "soon is not a day." in text_of(html(press(visit, words.SINCE_GO)))
    box(visit, words.SINCE_LABEL).set_value("01/01/2020")
    said = text_of(html(press(visit, words.SINCE_GO)))

    assert "What closed since 1 January 2020 is counted on this page too." in said
    assert "what closed after 1 January 2020" in said


@pytest.mark.parametrize("ids", ["", "no-id", "00000000-0000-0000-0000-000000000000"])
def test_one_alone_or_something_else_is_told_what_to_choose(ann, text_of, ids):
    drawn = html(opened("see_together", ids=ids))

    assert words.TO_ALL in text_of(drawn)
    assert "am-problem" in drawn


def test_nothing_is_done_for_a_visit_that_may_not(ann, comes):
    made = drafted(ann, close("Old Hall"))
    comes(VISITOR)
    script = "from asset_map.app.pages import see_proposal\nsee_proposal.show()"
    visit = AppTest.from_string(script, default_timeout=30)
    visit.query_params["id"] = str(made.id)
    visit.session_state["deeds-wish"] = ("remove-change", "changes", (made.id, 1))
    visit.run()

    assert not visit.exception
    assert now_of(ann, made).changes == (close("Old Hall"),)


def test_the_words_of_the_page_on_cuts_have_their_links(ann):
    drawn = html(opened("weigh_proposal"))
    for address in ("/story", "/critical", "/gaps"):
        assert f'href="{address}"' in drawn
    assert wording.CUT_TITLE in drawn
