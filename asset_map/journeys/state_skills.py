"""A group: says how many of its people offer which skill where, and takes that back with one click.

No name of anybody enters: what looks like one is asked about. What the keepers of a group count is
on the map at once, as far as it may be shown (``db.disclosure``); what others say waits.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import pandas as pd
from sqlalchemy import Connection

from asset_map.db import (
    contributed,
    deeds,
    derive,
    disclosure,
    keepers,
    letters,
    session,
    terms,
)
from asset_map.db.disclosure import Offered
from asset_map.domain.assets import Asset, AssetKind, LinkType, SaidBy
from asset_map.domain.contributions import (
    AGREED,
    Consent,
    Contribution,
    Kind,
    Problem,
    own_count_goes_live,
)
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput, NotFound
from asset_map.domain.numbers import real_people_shown
from asset_map.domain.people import VISITOR
from asset_map.domain.people_named import looks_like_names
from asset_map.domain.places import name_key
from asset_map.domain.rights import Action, may
from asset_map.domain.terms import Skill
from asset_map.domain.tokens import hashed
from asset_map.journeys import go_live, send_in, take_added, take_in, while_typing
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.go_live import OwnWord
from asset_map.journeys.letter_words import WITHDRAW, WITHDRAW_LIVES, too_old
from asset_map.journeys.see_asset import find_asset
from asset_map.journeys.send_in import Wanted
from etl.privacy import without_private

MOST_PEOPLE = 100_000
LONGEST_SKILL, LONGEST_WHEN = 60, 200
ASK_TO_WITHDRAW = "Ask a steward of the map to take it out."
"""The next step where a link takes nothing back any more."""


@dataclass(frozen=True)
class Line:
    """One offer as whoever asks may see it: ``people`` in words, exact for keepers and stewards
    alone; ``areas`` by name; ``skill`` with what it helps with, where that is known."""

    id: UUID
    skill: str
    people: str
    areas: tuple[str, ...]
    when: str
    helps: Skill | None
    withheld: bool


@dataclass(frozen=True)
class Skills:
    """The skills that a group offers, and what a form to say more chooses from. ``keeps``: whoever
    asks keeps the group, or is a steward."""

    group: Asset
    offers: tuple[Line, ...]
    known: tuple[str, ...]
    areas: Mapping[str, str]
    keeps: bool
    live: bool


@dataclass(frozen=True)
class ToWithdraw:
    """Skills that a link in a letter takes back. ``line``: how many offer them and where, as long
    as whoever got the letter may know; ``group_id``: through which group, where it is known."""

    offer: Asset
    group_id: UUID | None
    line: Line | None


@dataclass(frozen=True)
class Count:
    """What somebody says. ``people`` as typed; ``no_names``: they were asked, and say that no names
    of people are in it. ``id`` comes with the form; ``email`` is empty where they signed in."""

    id: UUID
    group_id: str
    skill: str
    people: str
    area: str
    when: str = ""
    no_names: bool = False
    email: str = ""


@dataclass(frozen=True)
class Outcome(go_live.Outcome):
    """What became of it. ``ask_names``: whether to ask that no name of a person is in it."""

    ask_names: bool = False


@asks(Action.BROWSE)
def see_skills(group_id: str) -> Skills:
    """Return the skills that are offered through a group. Raises BadInput for what is no group."""
    person = acting_person()
    areas = while_typing.offered().areas
    with session.reading() as connection:
        group = _group(connection, group_id)
        live = keepers.keeps(connection, person.account_id, group.id)
        keeps = live or may(person.role, Action.REVIEW)
        found = disclosure.offered_through(connection, group.id, uk_today())
    listed = tuple(_line(one, areas, keeps) for one in found if keeps or not one.withheld)
    known = tuple(skill.name for skill in terms.skills().values())
    return Skills(group, listed, known, areas, keeps, live)


@asks(Action.CONTRIBUTE)
def state_skills(count: Count) -> Outcome:
    """Keep how many people offer a skill; from a keeper of the group it is on the map at once."""
    person = acting_person()
    areas = while_typing.offered().areas
    skill, when = terms.skill_named(count.skill), " ".join(count.when.split())
    with session.transaction() as connection:
        group = _group(connection, count.group_id)
        live = own_count_goes_live(by_keeper=keepers.keeps(connection, person.account_id, group.id))
        problems = _problems(count, skill, when, areas)
        named = [one for one in problems if one.field == "no_names"]
        if not problems and live:
            problems = _said_already(connection, group, skill, count.area)
        if problems:
            return Outcome(problems=tuple(problems), ask_names=bool(named) or count.no_names)
        wanted = Wanted(
            id=count.id,
            kind=Kind.ADD,
            said={
                "name": f"{skill[:1].upper()}{skill[1:]} volunteers of {group.name}",
                "skill": skill,
                "people": str(_whole(count.people)),
                "covers": count.area,
                LinkType.PROVIDED_BY.value: str(group.id),
            }
            | ({"description": f"When: {when}"} if when else {})
            | ({"belongs": "yes"} if live else {}),
            consent=Consent(AGREED),
            asset_kind=AssetKind.SKILL_OFFER,
            email=count.email,
        )
        sent = send_in.keep(connection, wanted, person)
    return Outcome.of(sent, OWN if live else None)


@asks(Action.ADD_OWN)
def withdraw_skills(offer_id: str) -> None:
    """Take an offer of skills back: it is in no output from now on. Raises NotFound for whoever
    keeps neither it nor its group, as for an offer that is not there."""
    person = acting_person()
    with session.transaction() as connection:
        take_in.begin(connection)
        offer = _offer(connection, offer_id)
        keeps = _keeps(connection, person.account_id, offer)
        if not keeps and not may(person.role, Action.REVIEW):
            raise NotFound("There are no such skills that you may take back.")
        _withdraw(connection, offer)
        deeds.note(connection, person, "skills withdrawn", "asset", offer.id)


@asks(Action.CONTRIBUTE)
def look_at_withdrawal(token: str) -> ToWithdraw:
    """Return the skills that a link in a letter takes back, and change nothing: mail scanners open
    links. Raises BadInput where the link is altered or too old."""
    areas = while_typing.offered().areas
    with session.reading() as connection:
        opened = letters.known(connection, hashed(token), WITHDRAW)
        if opened is None:
            raise too_old(WITHDRAW_LIVES, ASK_TO_WITHDRAW)
        offer = find_asset(connection, str(opened.about), for_anybody=False)
        group_id = next(iter(disclosure.groups_of(connection, offer.id)), None)
        found = disclosure.offered_through(connection, group_id, uk_today()) if group_id else []
        theirs = opened.account_id is None or _keeps(connection, opened.account_id, offer)
    lines = [_line(one, areas, keeps=True) for one in found if theirs and one.id == offer.id]
    return ToWithdraw(offer, group_id, next(iter(lines), None))


@asks(Action.CONTRIBUTE)
def withdraw_by_link(token: str) -> None:
    """Take skills back by a link in a letter, without an account. Pressed twice, it is the same.

    Raises BadInput for a link that is altered or too old, or of whoever keeps them no more.
    """
    with session.transaction() as connection:
        take_in.begin(connection)  # First, as everywhere: else two wait for each other.
        opened = letters.use(connection, hashed(token), WITHDRAW)
        if opened is None:
            if letters.known(connection, hashed(token), WITHDRAW) is None:
                raise too_old(WITHDRAW_LIVES, ASK_TO_WITHDRAW)
            return
        offer = find_asset(connection, str(opened.about), for_anybody=False)
        if opened.account_id and not _keeps(connection, opened.account_id, offer):
            raise too_old(WITHDRAW_LIVES, ASK_TO_WITHDRAW)
        _withdraw(connection, offer)
        deeds.note(connection, VISITOR, "skills withdrawn by mail", "asset", offer.id)


def _keeps(connection: Connection, account_id: UUID | None, offer: Asset) -> bool:
    """Tell whether an account keeps an offer, or its group."""
    of = [offer.id, *disclosure.groups_of(connection, offer.id)]
    return any(keepers.keeps(connection, account_id, id) for id in of)


def _withdraw(connection: Connection, offer: Asset) -> None:
    for record_id in disclosure.records_of(connection, offer.id):
        contributed.withdraw(connection, record_id)
    # What is withdrawn there is nothing to keep of; stewards have its history.
    for account_id in keepers.keepers_of(connection, offer.id):
        keepers.end(connection, offer.id, account_id)
    derive.refresh_assets(connection)
    derive.refresh_places(connection)


def _is_trusted(connection: Connection, one: Contribution) -> bool:
    """Tell whether who counted keeps the group that the skills are offered through."""
    if one.kind is not Kind.ADD or one.asset_kind is not AssetKind.SKILL_OFFER or one.note:
        return False
    group_id = UUID(str(one.said[LinkType.PROVIDED_BY.value]))
    keeps = keepers.keeps(connection, one.by_account, group_id)
    return own_count_goes_live(by_keeper=keeps)


def _take(connection: Connection, load_id: UUID, one: Contribution) -> UUID:
    offer_id = take_added.take(connection, load_id, one)
    _said_by_both(connection, load_id, one, offer_id)
    return offer_id


OWN = OwnWord(_is_trusted, _take)


def _said_by_both(connection: Connection, load_id: UUID, one: Contribution, offer_id: UUID) -> None:
    """What the group says of its own people, both sides say."""
    ends = (offer_id, UUID(str(one.said[LinkType.PROVIDED_BY.value])))
    link_id = take_in.link_id_of(ends[0], LinkType.PROVIDED_BY, ends[1])
    contributed.link(connection, load_id, link_id, ends, LinkType.PROVIDED_BY, SaidBy.BOTH)


def _line(one: Offered, areas: Mapping[str, str], keeps: bool) -> Line:
    exact = f"{one.people:,}"
    return Line(
        one.id,
        one.skill,
        exact if keeps else real_people_shown(one.people),
        tuple(areas.get(code, code) for code in one.areas),
        one.description,
        terms.skills().get(name_key(one.skill)),
        one.withheld,
    )


def _group(connection: Connection, id: str) -> Asset:
    asset = find_asset(connection, id)
    if asset.kind is not AssetKind.GROUP:
        raise BadInput("Skills are offered through a group.", "Open the page of the group.")
    return asset


def _offer(connection: Connection, id: str) -> Asset:
    asset = find_asset(connection, id, for_anybody=False)
    if asset.kind is not AssetKind.SKILL_OFFER:
        raise NotFound("There are no such skills that you may take back.")
    return asset


def _problems(count: Count, skill: str, when: str, areas: Mapping[str, str]) -> list[Problem]:
    found = []
    if not skill:
        found.append(Problem("skill", "Say which skill it is.", "One at a time."))
    people = _whole(count.people)
    if people is None or not 0 < people <= MOST_PEOPLE:
        found.append(Problem("people", "Say how many people offer it, as a whole number."))
    if count.area not in areas:
        found.append(Problem("area", "Choose where they offer it."))
    for field, text, longest in (("skill", skill, LONGEST_SKILL), ("when", when, LONGEST_WHEN)):
        if len(text) > longest:
            found.append(Problem(field, f"That is too long: at most {longest} characters."))
        if _private(text):
            found.append(
                Problem(field, "This may lead to one person.", "Leave out addresses and numbers.")
            )
    known = skill if name_key(skill) in terms.skills() else ""
    named = [text for text in (skill, when) if text != known and looks_like_names(text, _NO_NAMES)]
    if named and not count.no_names:
        found.append(
            Problem(
                "no_names",
                "That looks like names of people, which never go on the map.",
                "Take them out, or tick that there are none.",
            )
        )
    return found


_NO_NAMES = frozenset(
    word.casefold() for one in terms.languages().values() for word in one.name.split()
)


def _private(text: str) -> bool:
    return str(without_private(pd.Series([text], dtype="str")).iloc[0]) != text


def _whole(typed: str) -> int | None:
    text = typed.strip().replace(",", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _said_already(connection: Connection, group: Asset, skill: str, area: str) -> list[Problem]:
    found = disclosure.offered_through(connection, group.id, uk_today())
    same = [one for one in found if name_key(one.skill) == name_key(skill) and area in one.areas]
    if not same:
        return []
    return [Problem("skill", "It says so already.", "Change the number there, or withdraw it.")]
