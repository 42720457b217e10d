"""Anybody: says what they think of a published proposal; a steward looks at it before it is shown.

Of drafts nobody is told: to whoever answers, one is as if it did not exist.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import keepers, proposal_comments, proposals, session
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Consent, Contribution, Kind
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.people import Person
from asset_map.domain.proposals import Comment, Proposal, State
from asset_map.domain.rights import Action
from asset_map.journeys import said_in_public, send_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.said_in_public import Outcome
from asset_map.journeys.see_proposal import NEXT, SHUT, handed_on, known_id
from asset_map.journeys.send_in import Wanted

LONGEST = 2000
CONSENT = "told that everybody can read it once a steward took it in, who may shorten it"
KEEPS = "keeps its entry"
ONLY_SAYS = "has not shown that they may speak for it"


@dataclass(frozen=True)
class Said:
    """What somebody says of a proposal. ``group``: the name of the group that says so, "" for
    somebody alone; ``chosen``: its id, where several have that name. ``id`` comes with the form."""

    id: UUID
    proposal_id: str
    words: str
    group: str = ""
    chosen: str = ""
    email: str = ""


@asks(Action.CONTRIBUTE)
def look_at(proposal_id: str) -> Proposal:
    """Return a proposal that is published. Raises NotFound for a draft, also to its author."""
    with session.reading() as connection:
        return handed_on(published(connection, proposal_id))


@asks(Action.CONTRIBUTE)
def answer(said: Said) -> Outcome:
    """Keep what somebody says, or tell everything that is wrong with it."""
    person = acting_person()
    with session.transaction() as connection:
        of = still_open(connection, said.proposal_id)
        words, wrong = said_in_public.worded(
            "words", said.words, LONGEST, "Say what you think of it."
        )
        meant = said_in_public.meant(connection, "group", AssetKind.GROUP, said.group, said.chosen)
        problems = [*wrong, *([meant.problem] if meant.problem else [])]
        problems += send_in.of_address(person, said.email)
        if problems:
            unclear = {"group": meant.of} if meant.of else {}
            return Outcome(problems=tuple(problems), meant=unclear)
        wanted = Wanted(
            id=said.id,
            kind=Kind.ANSWER,
            said={"words": words} | _speaking_for(connection, person, meant.id),
            consent=Consent(CONSENT),
            about=of.id,
            email=said.email,
        )
        return Outcome(send_in.keep(connection, wanted, person))


def take(connection: Connection, _load_id: UUID, one: Contribution) -> None:
    """Show on the proposal's page what a steward took in."""
    of = of_contribution(connection, one)
    said = one.said
    group = said.get("group")
    proposal_comments.add(
        connection,
        Comment(
            id=one.id,
            proposal_id=known_id(str(of.id)),
            words=said["words"],
            asset_id=UUID(group) if group else None,
            since=one.confirmed or one.sent,
        ),
    )


def published(connection: Connection, proposal_id: str) -> Proposal:
    """Return a proposal that is no draft; else raise NotFound as for one that does not exist."""
    found = proposals.open_to(connection, known_id(proposal_id), None)
    if found is None or found.state is State.DRAFT:
        raise NotFound(SHUT, NEXT)
    return found


def still_open(connection: Connection, proposal_id: str) -> Proposal:
    """Return a published proposal. Raises BadInput where it was decided."""
    found = published(connection, proposal_id)
    if found.state is not State.PUBLISHED:
        raise BadInput(
            "This proposal was decided: it is not answered any more.",
            "Its page says what was decided.",
        )
    return found


def of_contribution(connection: Connection, one: Contribution) -> Proposal:
    """Return the proposal that something was sent in about. Raises BadInput where it is gone."""
    try:
        return published(connection, str(one.about))
    except NotFound:
        raise BadInput("The proposal that this is about is gone.", "Decline it.") from None


def _speaking_for(connection: Connection, person: Person, group: UUID | None) -> dict[str, str]:
    """Return which group is spoken for, and whether whoever does so keeps its entry."""
    if group is None:
        return {}
    keeps = keepers.keeps(connection, person.account_id, group)
    return {"group": str(group), "whoever_sends_it": KEEPS if keeps else ONLY_SAYS}
