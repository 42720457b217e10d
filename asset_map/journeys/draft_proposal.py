"""An officer: drafts a proposal, which opens to them alone until they say otherwise."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import proposals, session
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.proposals import Change, Proposal, State, UserCount
from asset_map.domain.rights import Action
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.asset_names import AssetNames
from asset_map.journeys.check_proposal import ground_of, ground_on, look_through, refuse
from asset_map.journeys.own_proposal import author, own
from asset_map.journeys.proposal_facts import day, sound_facts, words
from asset_map.journeys.see_proposal import found_by, handed_to
from asset_map.journeys.toml_proposal import proposal_of

MOST_CHANGES = 500
"""In one proposal: more than any set that people could discuss."""


@asks(Action.DRAFT_PROPOSAL)
def draft_proposal(title: str, directorate: str) -> Proposal:
    """Begin a draft without changes. Raises BadInput where title or directorate are missing."""
    facts = sound_facts({"title": title, "directorate": directorate})
    return _kept(Proposal(changes=(), **facts))


@asks(Action.DRAFT_PROPOSAL)
def draft_from(proposal_id: UUID | str) -> Proposal:
    """Begin a draft of one's own with what stands in a proposal that opens to whoever asks."""
    person = acting_person()
    with session.reading() as connection:
        found = handed_to(person, found_by(connection, proposal_id, person))
    return _kept(replace(found, answers_id=None, demo=False))


@asks(Action.DRAFT_PROPOSAL)
def keep_file(content: str, name: str) -> Proposal:
    """Make a draft of the text of a TOML file; ``name`` is what the file is called.

    Raises BadInput naming the file and the change, and where a change cannot be made as things
    stand today; then nothing is kept.
    """
    with session.reading() as connection:
        ground = ground_on(connection, uk_today())
        read = proposal_of(content, name, AssetNames(ground.things.values()))
        found, problems = look_through(connection, ground, read)
    refuse(problems)
    return _kept(found)


@asks(Action.DRAFT_PROPOSAL)
def change_proposal(proposal_id: UUID | str, *, seen: int | None = None, **facts: Any) -> Proposal:
    """Change what is said of a draft: title, directorate, reference, summary, from_day, saving,
    decision_date, decision_body, budget_round, review_date, lead_officer.

    ``seen``: the version that was looked at; it is refused where there is another by now.
    """
    sound = sound_facts(facts)
    return _changed(proposal_id, seen, lambda now: replace(now, **sound))


@asks(Action.DRAFT_PROPOSAL)
def add_change(proposal_id: UUID | str, change: Change, *, seen: int | None = None) -> Proposal:
    """Add a change to a draft, after the others.

    Raises BadInput where it cannot be made as things stand today, or contradicts an earlier one.
    """
    with own(proposal_id, seen=seen) as (connection, found):
        number = len(found.changes) + 1
        if number > MOST_CHANGES:
            raise BadInput(
                f"A proposal holds at most {MOST_CHANGES} changes.", "Begin another one for these."
            )
        wanted = replace(found, changes=(*found.changes, _in_plain_words(change)))
        ground = ground_of(connection, uk_today(), wanted)
        longer, problems = look_through(connection, ground, wanted)
        # What was added before may have closed meanwhile: that does not stop what comes after it.
        refuse([problem for problem in problems if problem.number == number])
        return _now(connection, replace(found, changes=(*found.changes, longer.changes[-1])))


@asks(Action.DRAFT_PROPOSAL)
def remove_change(proposal_id: UUID | str, number: int, *, seen: int | None = None) -> Proposal:
    """Take the change of a number, from 1 on, out of a draft."""
    return _changed(
        proposal_id,
        seen,
        lambda now: replace(now, changes=_without(now.changes, number, "change")),
    )


@asks(Action.DRAFT_PROPOSAL)
def add_user_count(
    proposal_id: UUID | str, count: UserCount, *, seen: int | None = None
) -> Proposal:
    """Add how many people use an asset, with who counted them, to a draft."""
    with own(proposal_id, seen=seen) as (connection, found):
        if len(found.user_counts) >= MOST_CHANGES:
            raise BadInput(
                f"A proposal holds at most {MOST_CHANGES} user counts.", "Take some out first."
            )
        sound = _sound_count(count)
        alone = replace(found, changes=(), user_counts=(sound,))
        ground = ground_of(connection, uk_today(), alone)
        led_on, problems = look_through(connection, ground, alone)
        refuse(problems)
        return _now(
            connection, replace(found, user_counts=(*found.user_counts, *led_on.user_counts))
        )


@asks(Action.DRAFT_PROPOSAL)
def remove_user_count(proposal_id: UUID | str, number: int, *, seen: int | None = None) -> Proposal:
    """Take the user count of a number, from 1 on, out of a draft."""
    return _changed(
        proposal_id,
        seen,
        lambda now: replace(now, user_counts=_without(now.user_counts, number, "user count")),
    )


@asks(Action.DRAFT_PROPOSAL)
def delete_draft(proposal_id: UUID | str) -> None:
    """Delete a draft with all that hangs on it. What is published is not deleted."""
    with own(proposal_id) as (connection, found):
        proposals.delete(connection, _id(found))


def _changed(
    proposal_id: UUID | str, seen: int | None, how: Callable[[Proposal], Proposal]
) -> Proposal:
    with own(proposal_id, seen=seen) as (connection, found):
        return _now(connection, how(found))


def _now(connection: Connection, changed: Proposal) -> Proposal:
    """Keep a proposal, which is held, as it was changed; return it as it is kept."""
    proposals.keep_changed(connection, _id(changed), changed)
    return found_by(connection, _id(changed), acting_person())


def _in_plain_words(change: Change) -> Change:
    """Return a change with its words as they are kept, and no place but that of its postcode."""
    return replace(
        change,
        xy=None,
        name=words(change.name, "name"),
        condition=words(change.condition, "condition"),
        postcode=words(change.postcode, "postcode", 20),
    )


def _sound_count(count: UserCount) -> UserCount:
    day(count.as_of, "day of the count")
    return replace(
        count, period=words(count.period, "period"), source=words(count.source, "source")
    )


def _kept(proposal: Proposal) -> Proposal:
    """Keep a new draft of whoever acts."""
    person, account_id = author()
    own_draft = replace(
        proposal, id=None, state=State.DRAFT, author_id=account_id, author_role=person.role.value
    )
    with session.transaction() as connection:
        made = proposals.insert_proposal(connection, own_draft)
        return found_by(connection, made, person)


def _id(proposal: Proposal) -> UUID:
    if proposal.id is None:
        raise NotFound("A proposal that was never kept cannot be changed.")
    return proposal.id


def _without(rows: tuple[Any, ...], number: int, what: str) -> tuple[Any, ...]:
    if not 1 <= number <= len(rows):
        raise BadInput(
            f"There is no {what} {number}.",
            f"It has {len(rows)}; look at the proposal again." if rows else "It has none.",
        )
    return rows[: number - 1] + rows[number:]
