"""Anybody: what was said of an asset, when and by whom; a steward: brings an earlier version back.

Whose word it is, is told as a list's title, or that it was the group itself or a resident: never as
a person. Contacts, places that stay hidden and numbers of people are told as hidden details.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection

from asset_map.db import contributed, contributions, deeds, derive, history, session
from asset_map.db.history import Said
from asset_map.domain.assets import Asset, AssetKind
from asset_map.domain.contributions import SOURCE
from asset_map.domain.errors import BadInput
from asset_map.domain.rights import Action, may
from asset_map.journeys import take_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.change_asset import REAL_PEOPLE, WHY
from asset_map.journeys.see_asset import find_asset, see_asset
from asset_map.journeys.typed_of import same, typed_of
from etl.contributed import LISTS
from etl.privacy import CONTACTS

NEVER_TOLD = frozenset({*CONTACTS, REAL_PEOPLE, "masked"})
"""Fields whose former values are told to nobody: perhaps they were taken back for a reason."""

NOT_BROUGHT_BACK = ("last_confirmed", "confirmed_by", "identifiers", "name_key", "classified_by")
"""Contents that a version brought back leaves as they are, where it lacks them."""


@dataclass(frozen=True)
class Step:
    """What became of a field, as typed texts."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """Something that was said. ``whose``: the list that says so, empty for people; ``first``: of
    this record, so that nothing stood there before; ``hidden``: a hidden detail changed as well;
    ``confirmed``: it was said to be still right. ``ended``: when it was taken back,
    where nothing took its place."""

    record_id: UUID
    number: int
    since: datetime
    whose: str
    first: bool
    steps: tuple[Step, ...]
    hidden: bool
    confirmed: bool
    in_force: bool
    ended: datetime | None


@dataclass(frozen=True)
class History:
    """What was said of an asset, the newest first."""

    asset: Asset
    versions: tuple[Version, ...]
    may_restore: bool


@asks(Action.BROWSE)
def see_history(asset_id: str) -> History:
    """Return every version of an asset in public words."""
    picture = see_asset(asset_id)
    asset = picture.asset
    with session.reading() as connection:
        said = history.said_of(connection, asset.id)
    tells = picture.exact and not asset.masked
    found = [one for _, of_one in _by_record(said) for one in _versions(asset.kind, of_one, tells)]
    found.sort(key=lambda one: (one.since, one.number), reverse=True)
    return History(asset, tuple(found), may(acting_person().role, Action.REVIEW))


@asks(Action.REVIEW)
def restore(asset_id: str, record_id: UUID, version: int) -> bool:
    """Let the map say again what a version said: as what people say, which comes before lists.

    Returns whether that changed anything. It makes a further version; to undo it, bring the one
    before back. A place that is hidden stays so.
    """
    with session.transaction() as connection:
        load_id = take_in.begin(connection)
        asset = find_asset(connection, asset_id)
        said = history.said_of(connection, asset.id)
        back = next((v for v in said if (v.record_id, v.version) == (record_id, version)), None)
        if back is None:
            raise BadInput("There is no such version.", "Look at the history again.")
        now = contributed.said_now(connection, asset.id)
        own_record = _own_record(connection, asset)
        own = next((v for v in said if v.record_id == own_record and v.until is None), None)
        before = own.version if own else 0
        content = _brought_back(back, own, now)
        kind = asset.kind.value
        number = contributed.write(connection, load_id, own_record, kind, content, asset.id)
        if number == before:
            return False
        derive.refresh_assets(connection)
        derive.refresh_places(connection)
        detail = {"record": record_id, "version": version}
        deeds.note(connection, acting_person(), "restored", "asset", asset.id, detail)
        if back.contribution:
            role = acting_person().role
            contributions.note_turn(connection, back.contribution, role, "restored")
        return True


def _own_record(connection: Connection, asset: Asset) -> UUID:
    known = contributed.own_record(connection, asset.id)
    return known[0] if known else uuid4()


def _brought_back(back: Said, own: Said | None, now: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content by which people say what a version said."""
    content = dict(back.content)
    known = back.known
    if back.source_id != SOURCE:
        content = {name: of for name, of in content.items() if name not in NOT_BROUGHT_BACK[:2]}
        for name in now.keys() - content.keys() - set(NOT_BROUGHT_BACK) - {"known"}:
            content[name] = [] if name in LISTS else None
        known = own.known if own else dict(now)
    for name in ("masked", "correspondence"):
        if now.get(name):
            content[name] = True
    return content | ({"known": known} if known is not None else {})


def _by_record(said: Iterable[Said]) -> Iterable[tuple[UUID, list[Said]]]:
    for record_id, of_one in groupby(said, key=lambda one: one.record_id):
        yield record_id, list(of_one)


def _versions(kind: AssetKind, said: list[Said], tells: bool) -> Iterable[Version]:
    for at, one in enumerate(said):
        earlier = said[at - 1] if at else None
        before = _texts(kind, earlier.known, earlier.content) if earlier else None
        if before is None and one.known is not None:
            before = _texts(kind, one.known, {})
        after = _texts(kind, one.known, one.content)
        steps = tuple(
            Step(field, (before or {}).get(field, ""), text)
            for field, text in after.items()
            if before is not None and not same(field, before.get(field, ""), text)
        )
        shown = tells and not any(_kept_hidden(of) for of in (earlier, one) if of)
        told = tuple(step for step in steps if shown and step.field not in NEVER_TOLD)
        hidden = len(told) < len(steps) or (before is not None and _place_moved(earlier, one))
        new = at == 0 and one.known is None
        again = one.content.get("last_confirmed")
        confirmed = again is not None and (
            earlier is None or again != earlier.content.get("last_confirmed")
        )
        yield Version(
            record_id=one.record_id,
            number=one.version,
            since=one.since,
            whose="" if one.source_id == SOURCE else one.source,
            first=new,
            steps=told,
            hidden=hidden,
            confirmed=confirmed and not new,
            in_force=one.until is None,
            ended=one.until if at == len(said) - 1 else None,
        )


def _texts(
    kind: AssetKind, known: Mapping[str, Any] | None, content: Mapping[str, Any]
) -> dict[str, str]:
    everything = {**(known or {}), **content}
    return typed_of(kind, everything) | {WHY: str(everything.get(WHY) or "")}


def _kept_hidden(one: Said) -> bool:
    """Tell whether the place was hidden by then: it stays so, whatever was said afterwards."""
    said = {**(one.known or {}), **one.content}
    return bool(said.get("masked") or said.get("correspondence"))


def _place_moved(earlier: Said | None, one: Said) -> bool:
    """Tell whether a position changed that no field of a form shows."""
    if earlier is None:
        return False
    was, now = earlier.content, one.content
    if now.get("located_by") == "coordinates":
        return False
    return any(was.get(name) != now.get(name) for name in ("easting", "northing"))
