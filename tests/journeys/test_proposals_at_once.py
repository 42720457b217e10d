"""Many people, or windows, at one proposal: nothing is lost, and whoever comes second is told."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from loads import ask_one
from proposers import by, close, drafted, somebody
from signed_in import session_of

from asset_map.db import session
from asset_map.domain.errors import AssetMapError
from asset_map.domain.people import Role
from asset_map.domain.proposals import Change, ChangeKind
from asset_map.journeys.acting import acting
from asset_map.journeys.draft_proposal import add_change, change_proposal, delete_draft
from asset_map.journeys.publish_proposal import publish_proposal
from asset_map.journeys.see_proposal import see_proposal
from asset_map.journeys.sign_in import who_is_it

MANY = 2 * session.POOL_SIZE


def at_once(person, *deeds: Callable[[], object]) -> list[str]:
    """Do all at the same time; return how each ended, "" where it was done."""
    start = Barrier(len(deeds))

    def one(deed: Callable[[], object]) -> str:
        start.wait()
        try:
            with by(person):
                deed()
        except AssetMapError as error:
            return type(error).__name__
        return ""

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(one, deeds))


@pytest.fixture
def anna(town):
    return somebody("anna")


def opening(number: int) -> Change:
    return Change(
        ChangeKind.OPEN, None, name=f"Larder {number}", needs=("food",), postcode="DY1 1AA"
    )


def test_changes_that_are_added_at_once_are_all_kept(anna):
    draft = drafted(anna)

    ended = at_once(anna, *(lambda n=n: add_change(draft.id, opening(n)) for n in range(MANY)))

    assert ended == [""] * MANY
    with by(anna):
        now = see_proposal(draft.id).proposal
    assert {change.name for change in now.changes} == {f"Larder {n}" for n in range(MANY)}
    assert now.version == draft.version + MANY


def test_of_many_who_looked_at_one_version_one_changes_it_and_the_others_are_told(anna):
    draft = drafted(anna, close("Old Hall"))

    ended = at_once(
        anna,
        *(
            lambda n=n: change_proposal(draft.id, seen=draft.version, title=f"Halls {n}")
            for n in range(MANY)
        ),
    )

    assert Counter(ended) == {"": 1, "ChangedMeanwhile": MANY - 1}


def test_what_is_published_holds_no_change_that_was_added_after(anna):
    for _ in range(4):
        draft = drafted(anna, close("Old Hall"))
        ended = at_once(
            anna,
            lambda draft=draft: publish_proposal(draft.id, confirmed=True, seen=draft.version),
            lambda draft=draft: add_change(draft.id, close("New Hall")),
        )
        with by(anna):
            state = see_proposal(draft.id).proposal
        assert (ended, state.state, len(state.changes)) in (
            (["", "BadInput"], "published", 1),
            (["ChangedMeanwhile", ""], "draft", 2),
        )


def test_a_draft_that_is_deleted_while_it_is_changed_leaves_nothing(anna):
    draft = drafted(anna, close("Old Hall"))

    ended = at_once(
        anna,
        lambda: delete_draft(draft.id),
        *(lambda n=n: add_change(draft.id, opening(n)) for n in range(4)),
    )

    assert ended[0] == ""
    assert set(ended[1:]) <= {"", "NotFound"}
    for table, column in (("proposal", "id"), ("proposal_change", "proposal_id")):
        assert ask_one(f"SELECT count(*) FROM {table} WHERE {column} = :id", id=draft.id) == 0


def test_more_visits_than_there_are_connections_are_all_answered(town):
    token = session_of(Role.OFFICER)
    start = Barrier(MANY)

    def visit(_: int) -> str:
        start.wait()
        with acting(lambda: who_is_it(token)):
            try:
                see_proposal(uuid4())
            except AssetMapError as error:
                return type(error).__name__
        return ""

    with ThreadPoolExecutor(MANY) as threads:
        assert set(threads.map(visit, range(MANY))) == {"NotFound"}
