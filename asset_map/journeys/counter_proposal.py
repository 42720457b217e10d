"""Anybody: answers a published proposal by one of their own, which a steward takes in or not.

What was sent holds each change as a line of its own: ``hand_over_1`` and ``move_2`` name the asset
and where it goes, ``reduce_3`` the asset, whose ``share_3`` is taken away.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import proposals, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Consent, Contribution, Kind, Problem
from asset_map.domain.days import uk_today
from asset_map.domain.links_followed import Hold
from asset_map.domain.obstacles import COMMUNITY
from asset_map.domain.proposals import Change, ChangeKind, Proposal, State
from asset_map.domain.rights import Action
from asset_map.journeys import said_in_public, send_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.answer_proposal import CONSENT, of_contribution, published, still_open
from asset_map.journeys.changes_in_words import change_in_words
from asset_map.journeys.check_proposal import Ground, ground_of, look_through, refuse
from asset_map.journeys.like_typed import Alike
from asset_map.journeys.said_in_public import Outcome
from asset_map.journeys.see_proposal import handed_on
from asset_map.journeys.send_in import Wanted

AUTHOR = "the community"
LONGEST_TITLE = 200
LONGEST = 2000
MOST = 12
"""So many things are offered to be changed otherwise: those that the proposal changes first."""

OFFERED = (ChangeKind.HAND_OVER, ChangeKind.MOVE, ChangeKind.REDUCE)
_GOES_TO = {
    ChangeKind.HAND_OVER: AssetKind.GROUP,
    ChangeKind.MOVE: AssetKind.VENUE,
}


@dataclass(frozen=True)
class Touched:
    """Something that may be changed otherwise. ``proposed``: what the proposal says of it, in
    words; "" for what only hangs on that."""

    id: UUID
    name: str
    proposed: str


@dataclass(frozen=True)
class ToCounter:
    """A published proposal, and what of it may be done otherwise."""

    proposal: Proposal
    touched: tuple[Touched, ...]


@dataclass(frozen=True)
class Instead:
    """What is to become of something instead, as it was typed. ``kind``: "" for nothing else;
    ``to``: the name of the group or place, ``chosen`` its id where several have that name;
    ``share``: how much of it would go, per cent."""

    kind: str = ""
    to: str = ""
    chosen: str = ""
    share: str = ""


@dataclass(frozen=True)
class Counter:
    """An answer by other changes. ``instead``: by the id of what is changed; ``id`` comes with the
    form."""

    id: UUID
    proposal_id: str
    title: str
    words: str
    instead: Mapping[UUID, Instead] = field(default_factory=dict)
    email: str = ""


@asks(Action.CONTRIBUTE)
def look_at(proposal_id: str) -> ToCounter:
    """Return a published proposal and what may be done otherwise. Raises NotFound for a draft."""
    with session.reading() as connection:
        found = published(connection, proposal_id)
        ground = ground_of(connection, uk_today(), found)
        return ToCounter(handed_on(found), tuple(_touched(ground, found)))


@asks(Action.CONTRIBUTE)
def counter(sent: Counter) -> Outcome:
    """Keep an answer by other changes, or tell everything that is wrong with it."""
    person = acting_person()
    with session.transaction() as connection:
        of = still_open(connection, sent.proposal_id)
        ground = ground_of(connection, uk_today(), of)
        title, problems = said_in_public.worded(
            "title", sent.title, LONGEST_TITLE, "Give it a name.", lines=False
        )
        words, wrong = said_in_public.worded("words", sent.words, LONGEST, "")
        changes, wrong_changes, meant = _read(connection, _touched(ground, of), sent.instead)
        if not changes and not wrong_changes and not words:
            problems += (Problem("words", "Say what you would do instead, or choose a change."),)
        problems += wrong + wrong_changes
        problems += _impossible(connection, _proposal(of, title, words, changes))
        problems += send_in.of_address(person, sent.email)
        if problems:
            return Outcome(problems=problems, meant=meant)
        wanted = Wanted(
            id=sent.id,
            kind=Kind.COUNTER,
            said={"title": title, "words": words} | _as_said(changes),
            consent=Consent(CONSENT),
            about=of.id,
            email=sent.email,
        )
        return Outcome(send_in.keep(connection, wanted, person))


def take(connection: Connection, _load_id: UUID, one: Contribution) -> None:
    """Publish what a steward took in, as the community's answer to the proposal.

    Raises BadInput where its changes cannot be made any more.
    """
    of = of_contribution(connection, one)
    said = one.said
    made = _proposal(of, said["title"], said["words"], changes_of(said))
    sound, problems = look_through(connection, ground_of(connection, uk_today(), made), made)
    refuse(problems)
    proposals.insert_proposal(connection, replace(sound, id=one.id))


def changes_of(said: Mapping[str, str]) -> tuple[Change, ...]:
    """Return the changes that were sent, in their order."""
    found: dict[int, Change] = {}
    for key, text in said.items():
        name, _, number = key.rpartition("_")
        if name not in [kind.value for kind in OFFERED]:
            continue
        kind = ChangeKind(name)
        asset_id, *other = [UUID(part.strip()) for part in text.split(",")]
        share = float(said[f"share_{number}"]) if kind is ChangeKind.REDUCE else None
        found[int(number)] = Change(
            kind, asset_id, share=share, other_id=other[0] if other else None
        )
    return tuple(found[number] for number in sorted(found))


def _as_said(changes: Sequence[Change]) -> dict[str, str]:
    said = {}
    for number, one in enumerate(changes, 1):
        ids = (str(id) for id in (one.asset_id, one.other_id) if id is not None)
        said[f"{one.kind.value}_{number}"] = ", ".join(ids)
        if one.share is not None:
            said[f"share_{number}"] = f"{one.share:g}"
    return said


def _touched(ground: Ground, of: Proposal) -> Iterator[Touched]:
    """Yield what a proposal changes, and what is found there; nothing that has to stay hidden."""
    told: dict[UUID, str] = {}
    shown = {id for id, thing in ground.things.items() if not thing.masked}
    for change in of.changes:
        if change.asset_id in shown:
            told.setdefault(change.asset_id, change_in_words(change, ground.things, of.from_day))
    for link in sorted(ground.links, key=lambda link: (link.hangs.name, link.hangs.id)):
        if link.hold is Hold.PLACE and told.get(link.on.id) and link.hangs.id in shown:
            told.setdefault(link.hangs.id, "")
    for id, said in list(told.items())[:MOST]:
        yield Touched(id, ground.things[id].name, said)


def _read(
    connection: Connection, touched: Iterator[Touched], instead: Mapping[UUID, Instead]
) -> tuple[tuple[Change, ...], tuple[Problem, ...], dict[str, tuple[Alike, ...]]]:
    """Return the changes as they were chosen, what is wrong with them, and what names may mean."""
    changes: list[Change] = []
    problems: list[Problem] = []
    meant: dict[str, tuple[Alike, ...]] = {}
    for one in touched:
        typed = instead.get(one.id, Instead())
        if typed.kind not in [kind.value for kind in OFFERED]:
            continue
        kind = ChangeKind(typed.kind)
        if kind is ChangeKind.REDUCE:
            share = _share(typed.share)
            if share is None:
                problems.append(_no_share(one))
            else:
                changes.append(Change(kind, one.id, share=share))
            continue
        at = f"to_{one.id}"
        found = said_in_public.meant(connection, at, _GOES_TO[kind], typed.to, typed.chosen)
        meant |= {at: found.of} if found.of else {}
        if found.id is not None:
            changes.append(Change(kind, one.id, other_id=found.id))
        else:
            problems.append(found.problem or _nowhere(one, kind))
    return tuple(changes), tuple(problems), meant


def _nowhere(one: Touched, kind: ChangeKind) -> Problem:
    what = "group takes" if kind is ChangeKind.HAND_OVER else "place it goes to, for"
    return Problem(f"to_{one.id}", f"Say which {what} {one.name}.")


def _no_share(one: Touched) -> Problem:
    said = f"Say how much of {one.name} would go, from 1 to 99 per cent."
    return Problem(f"share_{one.id}", said, "Such as 30.")


def _share(typed: str) -> float | None:
    text = typed.strip().removesuffix("%").strip()
    return int(text) / 100 if text.isascii() and text.isdigit() and 1 <= int(text) <= 99 else None


def _proposal(of: Proposal, title: str, words: str, changes: tuple[Change, ...]) -> Proposal:
    return Proposal(
        title=title,
        directorate=COMMUNITY,
        changes=changes,
        state=State.PUBLISHED,
        summary=words,
        from_day=of.from_day,
        answers_id=of.id,
        author_role=AUTHOR,
    )


def _impossible(connection: Connection, made: Proposal) -> tuple[Problem, ...]:
    """Return what cannot be as things stand today, one sentence for each change, beside it."""
    _, problems = look_through(connection, ground_of(connection, uk_today(), made), made)
    found: dict[str, Problem] = {}
    for one in problems:
        asset_id = made.changes[one.number - 1].asset_id if one.number else None
        field = f"do_{asset_id}" if asset_id else "words"
        found.setdefault(field, Problem(field, one.sentence))
    return tuple(found.values())
