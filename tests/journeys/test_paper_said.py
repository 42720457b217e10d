"""What people said in a report: obstacles of those it touches, comments, answers beside it.

In the small town 20 people live at each postcode; closing the Old Hall stops the Lunch.
"""

from datetime import UTC, date, datetime
from io import BytesIO
from uuid import UUID, uuid4
from zipfile import ZipFile

import pytest
from loads import change
from naughty import OURS
from proposers import close, drafted, id_of, published_by, somebody
from telling import own_home
from test_paper import halls, matter, paper, rows_of, words_of

from asset_map.db import obstacles, proposal_comments, proposals, session
from asset_map.domain.obstacles import Obstacle, Theme
from asset_map.domain.people import VISITOR
from asset_map.domain.proposals import Change, ChangeKind, Comment, Proposal, State
from asset_map.journeys.acting import acting
from asset_map.journeys.paper_said import NOBODY_SAID, NONE_TOLD
from asset_map.journeys.report_impact import report_proposals

pytestmark = pytest.mark.usefixtures("town")

SINCE = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    own_home(tmp_path, monkeypatch)


@pytest.fixture
def published() -> Proposal:
    """A published proposal that closes the Old Hall."""
    return published_by(somebody("anna"), close("Old Hall"))


def told(words: str, of: str = "", directorate: str = "", theme: Theme = Theme.KEYS) -> UUID:
    """Something that gets in the way, as a steward took it in."""
    one = Obstacle(uuid4(), id_of(of) if of else None, theme, words, directorate, SINCE)
    with session.transaction() as connection:
        obstacles.add(connection, one)
    return one.id


def said(of: Proposal, words: str, group: str = "") -> None:
    with session.transaction() as connection:
        asset_id = id_of(group) if group else None
        proposal_comments.add(connection, Comment(uuid4(), of.id, words, asset_id, SINCE))


def answered(of: Proposal, *changes: Change, title: str = "Keep the keys") -> Proposal:
    made = Proposal(
        title,
        "Community",
        changes,
        id=uuid4(),
        state=State.PUBLISHED,
        answers_id=of.id,
        author_role="the community",
    )
    with session.transaction() as connection:
        proposals.insert_proposal(connection, made)
    return made


def html_of(of: Proposal) -> str:
    with acting(lambda: VISITOR):
        pack = report_proposals((of.id,))
    with ZipFile(BytesIO(pack.bytes)) as files:
        [name] = [name for name in files.namelist() if name.endswith("report.html")]
        return files.read(name).decode()


TOLD = [
    ({"of": "Old Hall"}, True),  # What is closed.
    ({"of": "Lunch"}, True),  # What is found there.
    ({"of": "Supper"}, False),
    ({"directorate": "Property"}, True),  # Whose proposal it is.
    ({"directorate": "PROPERTY"}, True),
    ({"directorate": "Housing"}, False),
    ({}, False),  # In nobody's way in particular, and nobody knows who could remove it.
]


@pytest.mark.parametrize(("by_whom", "concerns"), TOLD)
def test_obstacles_of_those_it_touches_and_of_its_directorate_are_listed(by_whom, concerns):
    told("No keys after six.", **by_whom)
    found = paper()

    assert ("No keys after six." in words_of(found)) is concerns
    assert (NONE_TOLD in words_of(found)) is not concerns


def test_an_obstacle_stands_there_with_its_day_and_what_the_council_says():
    id = told("No keys after six.", of="Lunch", directorate="Housing")
    told("A form of ten pages.", directorate="Property", theme=Theme.FORMS)
    with session.transaction() as connection:
        obstacles.answer(connection, id, "A key box.", date(2026, 11, 3), seen=None)
    [form, keys] = sorted(rows_of(paper(), "2-in-the-way").shown)

    assert keys == (
        "Keys and opening up",
        "No keys after six.",
        "Lunch",
        "2 November 2026",
        "Housing",
        "A key box. Removed on 3 November 2026.",
    )
    assert form[2:] == ("not named", "2 November 2026", "Property", "none yet")


def test_what_people_said_stands_under_point_9_with_its_day(published):
    said(published, "We meet there.", "Town Friends")
    said(published, "It is cold.")
    found = paper(published)

    assert {row[1:] for row in rows_of(found, "9-comments").shown} == {
        ("Town Friends", "We meet there."),
        ("a resident", "It is cold."),
    }
    assert NOBODY_SAID in words_of(paper(halls("New Hall")))


def test_of_several_proposals_each_comment_says_which_it_is_of(published):
    said(published, "We meet there.")
    found = rows_of(paper(published, halls("New Hall")), "9-comments")

    assert found.columns[0] == "Of"
    assert found.shown[0][0] == "Halls"


def test_an_answer_stands_beside_the_proposal_with_who_is_in_reach_by_each(published):
    keys = answered(
        published,
        Change(ChangeKind.HAND_OVER, id_of("Old Hall"), other_id=id_of("Town Friends")),
    )
    found = paper(published, counter=[keys])
    need = {need.need.id: need for need in matter(published).impact.needs}["food"]
    [row] = [row for row in rows_of(found, "9-instead-1").rows if row[0] == need.need.label]

    assert row[1:] == (
        need.headline.people_before,
        need.headline.people_after,
        need.headline.people_before,
    )
    assert need.headline.people_after < need.headline.people_before


def test_an_answer_that_cannot_be_made_any_more_says_why(published):
    gone = answered(published, Change(ChangeKind.HAND_OVER, id_of("Old Hall"), other_id=uuid4()))

    assert "nothing can be worked out of it" in words_of(paper(published, counter=[gone]))


def test_the_report_that_anybody_may_have_holds_all_of_it(published):
    told("No keys after six.", of="Lunch")
    said(published, "We meet there.")
    answered(
        published,
        Change(ChangeKind.HAND_OVER, id_of("Old Hall"), other_id=id_of("Town Friends")),
    )
    found = html_of(published)

    for words in ("No keys after six.", "We meet there.", "“Keep the keys” beside the proposal"):
        assert words in found


def test_hostile_words_stand_in_the_report_as_words(published):
    for text in OURS[:14]:
        said(published, text)
        told(text[:500], of="Lunch")
    found = html_of(published)

    assert "<script>window" not in found
    assert "<img src=x" not in found
    assert "&lt;script&gt;window" in found


def test_what_a_draft_would_answer_is_in_no_report(published):
    draft = drafted(somebody("ben"), close("Supper"), title="Secret of Ben")
    change("UPDATE proposal SET answers_id = :of WHERE id = :id", of=published.id, id=draft.id)

    assert "Secret of Ben" not in html_of(published)
