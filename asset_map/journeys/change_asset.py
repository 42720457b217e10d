"""Anybody: says what is different about an asset by now; some of it is live if its keeper says so.

What was typed is compared with what the sender saw, and laid over what the map says when it is
taken in: fields that the sender left alone stay as they are by then.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import contributed, contributions, keepers, kept, session
from asset_map.domain.assets import Asset, AssetKind
from asset_map.domain.contributions import (
    Consent,
    Contribution,
    Difference,
    Kind,
    Problem,
    goes_live,
)
from asset_map.domain.errors import BadInput
from asset_map.domain.people import Person
from asset_map.domain.rights import Action, may
from asset_map.journeys import go_live, send_in, take_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.go_live import OwnWord
from asset_map.journeys.see_asset import find_asset, see_asset
from asset_map.journeys.send_in import Sent, Wanted
from asset_map.journeys.typed_of import PLACE, TYPED_SCHEMES, same, touched, typed_of
from etl.breaks import FIELDS as BREAK
from etl.contributed import changed, fields_of

WITH_THE_PLACE = frozenset(
    {
        *("address", "postcode", "latitude", "longitude"),
        *("step_free", "size_people", "hours_free", "asks_when"),
    }
)
"""Fields that are told to nobody but its keepers and stewards where the place stays hidden."""

REAL_PEOPLE = "people"
"""The field that counts real people, who are shown to others only as they may be."""

GROUPS = (PLACE, {"asks_for", "asks_when"}, {"valid_from", "valid_to"}, frozenset(BREAK))
"""Fields that are right or wrong together."""

WHY = "closed_because"
"""What a closing says beside the day."""


@dataclass(frozen=True)
class ToChange:
    """An asset as somebody may change it. ``typed``: the texts of its form, without those that are
    hidden from them; ``waiting``: how many changes wait, for its keepers and stewards alone."""

    asset: Asset
    typed: dict[str, str]
    hidden: frozenset[str]
    keeps: bool
    waiting: int


@dataclass(frozen=True)
class Change:
    """What somebody changes. ``seen``: the texts that stood in the form; ``typed``: those that were
    sent. ``id`` comes with the form. ``problems``: what is wrong with it as far as is known."""

    id: UUID
    asset_id: str
    seen: Mapping[str, str]
    typed: Mapping[str, str]
    consent: Consent
    note: str = ""
    email: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Outcome(go_live.Outcome):
    """What became of a change. ``moved_on``: what the map says otherwise by now than the sender
    saw, which stands in the way. Nothing at all: nothing was changed."""

    moved_on: tuple[Difference, ...] = ()


NOTHING = Outcome()
"""Nothing was changed, and nothing said."""


@asks(Action.CONTRIBUTE)
def look_at(asset_id: str) -> ToChange:
    """Return an asset as whoever asks may see and change it."""
    person = acting_person()
    picture = see_asset(asset_id)
    asset = picture.asset
    with session.reading() as connection:
        keeps = keepers.keeps(connection, person.account_id, asset.id)
        all_of_it = keeps or is_steward(person)
        typed = typed_of(asset.kind, contributed.said_now(connection, asset.id))
        waiting = len(kept.waiting(connection, asset.id)) if all_of_it else 0
    hidden = frozenset() if all_of_it else _hidden(asset.kind, exact=picture.exact)
    shown = {field: "" if field in hidden else text for field, text in typed.items()}
    empty = {field for field in hidden if not typed.get(field)}
    return ToChange(asset, shown, hidden - empty if picture.exact else hidden, keeps, waiting)


@asks(Action.CONTRIBUTE)
def send_change(change: Change) -> Outcome:
    """Keep a change; what a keeper may say alone is on the map at once."""
    person = acting_person()
    known = look_at(change.asset_id)
    asset = known.asset
    seen = {field: text for field, text in change.seen.items() if field not in known.hidden}
    said = touched(asset.kind, seen, change.typed)
    with session.transaction() as connection:
        now = typed_of(asset.kind, contributed.said_now(connection, asset.id))
        # Of what is hidden nobody is told, either, that they guessed it.
        said = {
            field: text
            for field, text in said.items()
            if field in known.hidden or not same(field, text, now[field])
        }
        before = contributions.of_id(connection, change.id)
        if not said and not change.note:
            return _again(before) if before else NOTHING
        if before is not None and (before.said, before.note) == (said, change.note):
            return _again(before)
        moved = tuple(one for one in _differences(now, seen, said) if one.moved_on)
        if moved:
            return Outcome(moved_on=moved)
        contact_is_own = change.consent.contact
        problems = _problems(connection, asset, now, said, known.hidden, own=contact_is_own)
        if change.problems or problems:
            return Outcome(problems=(*change.problems, *problems))
        wanted = Wanted(
            id=change.id,
            kind=Kind.CHANGE,
            said=dict(said),
            consent=change.consent,
            asset_kind=asset.kind,
            about=asset.id,
            before={field: seen[field] for field in said if field in seen},
            note=change.note,
            email=change.email,
        )
        sent = send_in.keep(connection, wanted, person)
    own = known.keeps and goes_live(frozenset(said), by_keeper=True)
    return Outcome.of(sent, OWN if own else None)


def _is_trusted(connection: Connection, one: Contribution) -> bool:
    """Tell whether a contribution needs no review: its sender keeps the asset, and may say that."""
    about = asset_about(connection, one)
    by_keeper = about is not None and keepers.keeps(connection, one.by_account, about.id)
    if one.note:
        return False
    return (one.kind is Kind.CLOSE and by_keeper) or (
        one.kind is Kind.CHANGE and goes_live(frozenset(one.said), by_keeper=by_keeper)
    )


def differences(connection: Connection, one: Contribution) -> tuple[Difference, ...]:
    """Return what a change or a closing would change, field by field, as typed texts.

    It is for stewards: the place of what is hidden is in it.
    """
    asset = asset_about(connection, one)
    if asset is None or one.kind not in (Kind.CHANGE, Kind.CLOSE):
        return ()
    content = contributed.said_now(connection, asset.id)
    now = typed_of(asset.kind, content) | {WHY: str(content.get(WHY) or "")}
    return _differences(now, one.before, one.said)


def take(connection: Connection, load_id: UUID, one: Contribution) -> UUID:
    """Put a change or a closing on the map; return the asset. A note alone changes nothing.

    Raises BadInput where the asset is gone, or what was typed cannot be with what the map says now.
    """
    asset = asset_about(connection, one)
    if asset is None:
        raise BadInput("What this is about is not on the map any more.", "Decline it, or ask.")
    said = {field: str(text) for field, text in one.said.items() if field in fields_of(asset.kind)}
    content = contributed.said_now(connection, asset.id)
    now = typed_of(asset.kind, content)
    typed = as_it_would_be(now, said)
    read = take_in.read_typed(connection, asset.kind, typed, contact_is_own=one.consent.contact)
    wrong = _of_touched(read.problems, said, whole=bool(read.content))
    if wrong:
        raise BadInput(f"This cannot be taken in as it is: {wrong[0]}", "Ask, or decline it.")
    after = _with_what_no_form_asks(content, read.content, said)
    differ = changed(asset.kind, content, after, said) | _ended(content, one.said)
    if differ:
        take_in.take_in_change(connection, load_id, asset.id, asset.kind, differ)
    return asset.id


OWN = OwnWord(_is_trusted, take)


def as_it_would_be(now: Mapping[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of the form with what was typed: the sender's own fields over what is there.

    A new postcode leaves the position behind that was known of the old one.
    """
    then = {**now, **{field: text for field, text in said.items() if field in now}}
    if "postcode" in said and not {"latitude", "longitude"} & said.keys():
        then |= {"latitude": "", "longitude": ""}
    return then


def asset_about(connection: Connection, one: Contribution) -> Asset | None:
    """Return the asset that a contribution is about by now; None where there is none."""
    if one.about is None:
        return None
    try:
        return find_asset(connection, str(one.about), for_anybody=False)
    except BadInput:
        return None


def is_steward(person: Person) -> bool:
    """Tell whether somebody sees all of every asset."""
    return may(person.role, Action.REVIEW)


def _hidden(kind: AssetKind, *, exact: bool) -> frozenset[str]:
    fields = frozenset() if exact else WITH_THE_PLACE
    return frozenset(fields_of(kind)) & (fields | {REAL_PEOPLE})


def _differences(
    now: Mapping[str, str], seen: Mapping[str, str], said: Mapping[str, str]
) -> tuple[Difference, ...]:
    found = []
    for field, text in as_it_would_be(now, said).items():
        if same(field, text, now[field]):
            continue
        saw = seen.get(field, now[field])  # What somebody was not shown cannot have moved on.
        found.append(
            Difference(field, now[field], now[field] if same(field, saw, now[field]) else saw, text)
        )
    return tuple(found)


def _problems(
    connection: Connection,
    asset: Asset,
    now: Mapping[str, str],
    said: Mapping[str, str],
    hidden: Iterable[str],
    *,
    own: bool,
) -> tuple[Problem, ...]:
    """Return what is wrong with the fields that were typed.

    Whether it fits a place that the sender may not know is left to stewards: the answer would tell.
    Nor are they asked for what is hidden from them: the map knows it.
    """
    typed = as_it_would_be(now, said)
    unseen = WITH_THE_PLACE & set(hidden) - said.keys()
    typed |= dict.fromkeys(unseen, "")
    read = take_in.read_typed(connection, asset.kind, typed, contact_is_own=own)
    found = [one for one in read.problems if one.field not in unseen]
    return _of_touched(found, said, whole=bool(read.content))


def _of_touched(
    problems: Iterable[Problem], said: Mapping[str, str], *, whole: bool
) -> tuple[Problem, ...]:
    """Return the problems of fields that were typed; of others only where nothing holds at all."""
    fields = set(said)
    for together in GROUPS:
        if fields & together:
            fields |= together
    own = tuple(one for one in problems if one.field in fields)
    return own if own or whole else tuple(problems)


def _with_what_no_form_asks(
    now: Mapping[str, Any], read: Mapping[str, Any], said: Mapping[str, str]
) -> dict[str, Any]:
    """Return what was read with what a form cannot say, as it is now."""
    after = dict(read)
    registers = now.get("identifiers") or {}
    others = {name: text for name, text in registers.items() if name not in TYPED_SCHEMES}
    if others:
        after["identifiers"] = others | (after.get("identifiers") or {})
    if "asks_when" not in said:
        times = {ask["skill"]: ask.get("times", "") for ask in now.get("asks") or []}
        if after.get("asks"):
            after["asks"] = [
                ask | {"times": times.get(ask["skill"], ask["times"])} for ask in after["asks"]
            ]
    if "needs" in said and not said["needs"]:
        after |= {"needs": [], "classified_by": "stated"}
    if now.get("correspondence"):
        after["correspondence"] = True
        after.pop("address", None)
    return after


def _ended(now: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Return why it closed, which stands in no form of an asset; what is open again has no why."""
    if said.get(WHY):
        return {WHY: str(said[WHY])}
    reopened = "valid_to" in said and not said["valid_to"]
    return {WHY: None} if reopened and now.get(WHY) else {}


def _again(before: Contribution) -> Outcome:
    return Outcome.of(Sent(before.id, before.state, again=True), None)
