"""A steward: accepts what was sent in, asks its sender something, or declines it with a reason.

Whatever is decided is kept whole or not at all, with what it leads to and the letter that tells of
it; of two who decide at once the second is told what the first did.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import assets, contributions, derive, letters, session
from asset_map.domain.assets import LinkType
from asset_map.domain.contributions import Contribution, Kind, State
from asset_map.domain.errors import BadInput
from asset_map.domain.rights import Action
from asset_map.journeys import (
    answer_proposal,
    change_asset,
    claim_asset,
    counter_proposal,
    public_words,
    state_link,
    take_added,
    take_in,
    tell_obstacle,
)
from asset_map.journeys import letter_words as words
from asset_map.journeys.acting import asks
from asset_map.journeys.deciding import (
    Decided,
    DecidedMeanwhile,
    note,
    on_the_map_now,
    open_one,
    refuse_own,
    settle,
    worded,
)
from asset_map.journeys.names_now import asset_now
from asset_map.journeys.side_by_side import fields_in
from asset_map.journeys.take_in import Stated

__all__ = [
    "BELONGS",
    "TAKES",
    "Decided",
    "DecidedMeanwhile",
    "accept",
    "accept_into",
    "ask",
    "decline",
]

Take = Callable[[Connection, UUID, Contribution], UUID | None]
"""Puts what was accepted on the map, within the transaction of the decision: given the id that
leads back to it, and the contribution, with the words that everybody will read. Returns the asset
that it became or changed, if any."""


TAKES: dict[Kind, Take] = {
    Kind.ADD: take_added.take,
    Kind.CHANGE: change_asset.take,
    Kind.CLOSE: change_asset.take,
    Kind.CLAIM: claim_asset.take,
    Kind.LINK: state_link.take,
    Kind.OBSTACLE: tell_obstacle.take,
    Kind.ANSWER: answer_proposal.take,
    Kind.COUNTER: counter_proposal.take,
}
"""What accepting does, by the kind of contribution."""


BELONGS = "belongs"
"""The field by which a sender says that they belong to it, and want to keep it right."""


@asks(Action.REVIEW)
def accept(
    id: UUID,
    version: int,
    others: Sequence[UUID] = (),
    words: Mapping[str, str] | None = None,
) -> Decided:
    """Take a contribution in as what it is. ``version``: as whoever decides saw it; ``others``:
    assets that are much like what is added, of which they say that they are something else;
    ``words``: what everybody is to read, by field, where that is not what was sent.

    Raises DecidedMeanwhile where somebody else was quicker, NotAllowed for a steward's own where
    there is another one, WrongWords, and Failure while a load goes on for long.
    """
    with session.transaction() as connection:
        load_id = take_in.begin(connection)
        one = _to_decide(connection, id, version)
        take = TAKES.get(one.kind)
        if take is None:
            raise BadInput("Nobody has said yet what accepting this does.", "It stays here.")
        about = on_the_map_now(connection, one)
        if one.kind is Kind.ADD:
            added = take_added.take(connection, load_id, about, others)
            return settle(connection, one, State.ACCEPTED, added)
        about = public_words.as_published(connection, about, words or {})
        return settle(connection, one, State.ACCEPTED, take(connection, load_id, about))


def _to_decide(connection: Connection, id: UUID, version: int) -> Contribution:
    """Return a contribution that whoever acts may decide on, held until the transaction ends."""
    one = open_one(connection, id, version)
    refuse_own(connection, one)
    return one


@asks(Action.REVIEW)
def accept_into(id: UUID, version: int, asset_id: UUID, chosen: Iterable[str]) -> Decided:
    """Take what was added in as a part of an asset that is on the map already.

    ``chosen``: the fields (names of ``side_by_side``) and links that are taken from what was sent;
    in all others the map stays as it is. ``belongs``: let the sender keep it from now on.
    """
    chosen = frozenset(chosen)
    with session.transaction() as connection:
        load_id = take_in.begin(connection)
        one = _to_decide(connection, id, version)
        if one.kind is not Kind.ADD:
            raise BadInput("Only what adds something can be a part of something else.")
        fields = fields_in(chosen)
        said = {field: text for field, text in one.said.items() if field in fields}
        part = on_the_map_now(connection, replace(one, kind=Kind.CHANGE, about=asset_id, said=said))
        asset = assets.by_id(connection, part.about) if part.about else None
        if asset is None or asset.kind is not one.asset_kind:
            raise BadInput("That is not on the map any more, or is something else.", "Look again.")
        change_asset.take(connection, load_id, part)
        _with_links(connection, load_id, one, asset.id, chosen)
        if BELONGS in chosen and one.said.get(BELONGS) and not one.consent.on_behalf:
            claim_asset.begin_keeping(connection, one, asset.id, claim_asset.BY_STEWARD)
        return settle(connection, one, State.MERGED, asset.id)


def _with_links(
    connection: Connection, load_id: UUID, one: Contribution, asset_id: UUID, chosen: Iterable[str]
) -> None:
    """State the links that were chosen of what was sent, as of the hall that it is in."""
    links = []
    for link in LinkType:
        if link.value in chosen and link.value in one.said:
            now = asset_now(connection, UUID(str(one.said[link.value])))
            if now is None:
                raise BadInput("The place or group that it names is not on the map any more.")
            links.append(Stated(link, now.id))
    if links:
        take_in.state_links(connection, load_id, asset_id, links)
        derive.refresh_places(connection)


@asks(Action.REVIEW)
def ask(id: UUID, version: int, question: str) -> Decided:
    """Ask the sender something: a letter with the question, and a link to answer by."""
    said = worded(question, "Write what you want to know.")
    with session.transaction() as connection:
        one = open_one(connection, id, version)
        if contributions.address_of(connection, one.id) is None:
            raise BadInput("There is nobody to ask any more: the address is gone.")
        contributions.move_on(connection, one.id, one.version, state=State.ASKED.value)
        note(connection, one, "asked", said)
        letters.note(connection, words.ASKED, one.id)
    return Decided(one.id, State.ASKED)


@asks(Action.REVIEW)
def decline(id: UUID, version: int, reason: str) -> Decided:
    """Decline a contribution; its sender is told the reason."""
    said = worded(reason, "Write the reason: the sender is told it.")
    with session.transaction() as connection:
        one = _to_decide(connection, id, version)
        return settle(connection, one, State.DECLINED, None, said)
