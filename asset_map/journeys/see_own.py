"""Somebody signed in: what they keep, how fresh it is, what waits there, and what they sent in."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from asset_map.db import assets, kept, own, reminders, session
from asset_map.db.own import KeptRow, SentRow
from asset_map.domain.assets import Asset
from asset_map.domain.contributions import OPEN, Kind, State
from asset_map.domain.days import uk_today
from asset_map.domain.freshness import Overdue, review_date
from asset_map.domain.rights import Action
from asset_map.domain.tokens import hashed
from asset_map.journeys.acting import acting_person, asks

ON_A_PAGE = 25


@dataclass(frozen=True)
class Kept:
    """An asset that somebody keeps. ``waiting``: how many changes by anybody wait there; ``look``:
    the day by which to look at it again, None where nobody ever confirmed it."""

    asset: Asset
    waiting: int
    look: date | None


@dataclass(frozen=True)
class SentIn:
    """What somebody sent in. ``name``: of what it is about or would add; ``asset_id`` leads there,
    if it is on the map, ``proposal_id`` to the proposal that it answers. ``question``: what a
    steward asked, and waits for; ``open``: it may still be taken back."""

    id: UUID
    kind: Kind
    name: str
    asset_id: UUID | None
    proposal_id: UUID | None
    state: State
    sent: datetime
    reason: str
    question: str
    open: bool


@dataclass(frozen=True)
class Page:
    """Which page of how many is shown, from 1 on."""

    number: int
    of: int


@dataclass(frozen=True)
class Own:
    """What is somebody's own, at ``today``: a page of what they keep and one of what they sent in.
    ``due``: all that they should look at again; ``reminded``: whether they are by mail."""

    kept: tuple[Kept, ...]
    sent: tuple[SentIn, ...]
    today: date
    due: tuple[Overdue, ...] = ()
    kept_page: Page = Page(1, 1)
    sent_page: Page = Page(1, 1)
    reminded: bool = False


@asks(Action.ADD_OWN)
def see_own(kept_page: int = 1, sent_page: int = 1) -> Own:
    """Return what whoever asks keeps, by name, and what they sent in, the newest first; also what
    came from their address before they had an account. Of a page that is not there, the nearest."""
    person = acting_person()
    today = uk_today()
    if person.account_id is None:
        return Own((), (), today)
    account, sender = person.account_id, hashed(person.email)
    with session.reading() as connection:
        rows = own.kept(connection, account, today)
        page = _page(kept_page, len(rows))
        ids = [row.id for row in rows][_first(page) :][:ON_A_PAGE]
        found = assets.by_ids(connection, ids)
        waiting = kept.count_waiting(connection, ids)
        sent = _page(sent_page, own.count_sent(connection, account, sender))
        listed = own.sent(connection, account, sender, ON_A_PAGE, _first(sent))
        reminded = reminders.wanted(connection, account)
    theirs = frozenset(row.id for row in rows)
    return Own(
        kept=tuple(_kept(found[id], waiting.get(id, 0)) for id in ids if id in found),
        sent=tuple(_sent(row, theirs) for row in listed),
        today=today,
        due=tuple(
            Overdue(row.id, row.name, row.last_confirmed) for row in rows if _due(row, today)
        ),
        kept_page=page,
        sent_page=sent,
        reminded=reminded,
    )


def _page(wanted: int, count: int) -> Page:
    of = max(1, -(-count // ON_A_PAGE))
    return Page(min(max(wanted, 1), of), of)


def _first(page: Page) -> int:
    return (page.number - 1) * ON_A_PAGE


def _kept(asset: Asset, waiting: int) -> Kept:
    return Kept(asset, waiting, review_date(asset.kind, asset.provenance.last_confirmed))


def _due(row: KeptRow, today: date) -> bool:
    look = review_date(row.kind, row.last_confirmed)
    return not row.ended and (look is None or look <= today)


def _sent(row: SentRow, kept: frozenset[UUID]) -> SentIn:
    shown = not row.hidden or row.asset_id in kept
    return SentIn(
        id=row.id,
        kind=row.kind,
        name=row.asset_name or row.title or row.said_name,
        asset_id=row.asset_id if shown else None,
        proposal_id=row.proposal_id,
        state=row.state,
        sent=row.sent,
        reason=row.reason,
        question=row.question,
        open=row.state in OPEN or row.state is State.HELD,
    )
