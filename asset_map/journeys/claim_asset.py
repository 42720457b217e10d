"""Anybody: says "this is us", and keeps the entry once the contact on record agrees, or a steward.

Where an e-mail address is on record for everybody to see, a letter goes there: whoever reads that
mailbox speaks for the asset. It is written once the claimer's own address is confirmed, so that
nobody can have letters sent to others in a name that is not theirs.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import assets, claims, contributions, deeds, keepers, letters, people, session
from asset_map.domain.addresses import email_address
from asset_map.domain.assets import Asset
from asset_map.domain.contributions import OPEN, Consent, Contribution, Kind, Problem, State
from asset_map.domain.errors import BadInput
from asset_map.domain.people import Person, Role
from asset_map.domain.rights import Action
from asset_map.domain.tokens import hashed
from asset_map.journeys import letter_words as words
from asset_map.journeys import send_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.change_asset import asset_about
from asset_map.journeys.see_asset import find_asset
from asset_map.journeys.send_in import Sent, Wanted

CLAIM_LIVES = words.CLAIM_LIVES
BY_CONTACT, BY_STEWARD = "contact on record", "a steward"
LONGEST = 500


@dataclass(frozen=True)
class Claim:
    """What somebody claims. ``who``: what they are to it, in their words, which whoever decides
    reads. ``id`` comes with the form; ``email`` is empty where they signed in."""

    id: UUID
    asset_id: str
    who: str
    email: str = ""


@dataclass(frozen=True)
class ToClaim:
    """An asset that may be claimed. ``has_contact``: an e-mail address is on record for everybody
    to see; ``keeps``: whoever asks keeps it already."""

    asset: Asset
    has_contact: bool
    keeps: bool


@dataclass(frozen=True)
class Claimed:
    """What became of a claim: ``sent``, unless there are ``problems``, by field. ``by_contact``: a
    letter goes to the address on record; ``one_letter``: that is the claimer's own."""

    sent: Sent | None = None
    by_contact: bool = False
    one_letter: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Opened:
    """A claim as whoever reads the mailbox on record sees it."""

    asset: Asset
    who: str
    state: State

    @property
    def decided(self) -> bool:
        """Tell whether it was answered before."""
        return self.state not in OPEN and self.state is not State.HELD


@asks(Action.CONTRIBUTE)
def look_at(asset_id: str) -> ToClaim:
    """Return an asset as it may be claimed."""
    person = acting_person()
    with session.reading() as connection:
        asset = find_asset(connection, asset_id)
        keeps = keepers.keeps(connection, person.account_id, asset.id)
        return ToClaim(asset, bool(contact_of(connection, asset)), keeps)


@asks(Action.CONTRIBUTE)
def claim(wanted: Claim) -> Claimed:
    """Keep a claim, or tell all that is wrong with it. Raises BadInput where they keep it already,
    or send too much at once."""
    person = acting_person()
    who = " ".join(wanted.who.split())
    problems = (*_of_who(who), *send_in.of_address(person, wanted.email))
    if problems:
        return Claimed(problems=problems)
    with session.transaction() as connection:
        asset = find_asset(connection, wanted.asset_id)
        if keepers.keeps(connection, person.account_id, asset.id):
            raise BadInput("You keep this already.", "You find it under What you keep.")
        contact = contact_of(connection, asset)
        visitor = person.role is Role.VISITOR
        own = email_address(wanted.email) if visitor else person.email
        one_letter = bool(contact) and own == contact
        before = _asked_before(connection, asset.id, person)
        if before is not None:
            return Claimed(before, bool(contact), one_letter)
        sent = send_in.keep(
            connection,
            Wanted(
                id=wanted.id,
                kind=Kind.CLAIM,
                said={"who": who},
                consent=Consent("to be asked whether they speak for it"),
                asset_kind=asset.kind,
                about=asset.id,
                email=wanted.email,
                # One mailbox: whoever opens the letter to it has confirmed both.
                letter=words.CLAIM if visitor and one_letter else words.CONFIRM,
            ),
            person,
        )
    write_to_contacts()
    return Claimed(sent, bool(contact), one_letter)


@asks(Action.CONTRIBUTE)
def write_to_contacts() -> int:
    """Note letters to the contacts on record of what is claimed, by addresses that are confirmed;
    return how many."""
    with session.transaction() as connection:
        found = claims.unwritten(connection)
        for id in found:
            letters.note(connection, words.CLAIM, id)
    return len(found)


@asks(Action.CONTRIBUTE)
def open_claim(token: str) -> Opened:
    """Return what a link in a letter to the contact on record is about, and change nothing."""
    with session.reading() as connection:
        one, asset = _of_link(connection, token)
        return Opened(asset, str(one.said.get("who", "")), one.state)


@asks(Action.CONTRIBUTE)
def answer_claim(token: str, *, agreed: bool) -> Opened:
    """Let the claimer keep the asset, or not. Pressed twice, the first answer counts."""
    with session.transaction() as connection:
        one, asset = _of_link(connection, token, hold=True)
        if one.state not in OPEN and one.state is not State.HELD:
            return Opened(asset, "", one.state)
        if letters.use(connection, hashed(token), words.CLAIM) is None:
            raise words.too_old(CLAIM_LIVES, "Whoever asked may ask again.")
        state = State.ACCEPTED if agreed else State.DECLINED
        if agreed:
            one = begin_keeping(connection, one, asset.id, BY_CONTACT)
            letters.note(connection, words.CLAIMED, one.id)
        else:
            letters.note(connection, words.CLAIM_REFUSED, one.id)
        contributions.move_on(
            connection,
            one.id,
            one.version,
            state=state.value,
            decided=datetime.now(UTC),
            decided_by=BY_CONTACT,
            asset_id=asset.id,
            confirmed=one.confirmed or datetime.now(UTC),
            by_account=one.by_account,
        )
        done = "accepted" if agreed else "declined"
        contributions.note_turn(connection, one.id, BY_CONTACT, done)
        contact = Person(Role.VISITOR)
        deeds.note(connection, contact, f"claim {done}", "asset", asset.id, {"by": BY_CONTACT})
        return Opened(asset, "", state)


def take(connection: Connection, _load_id: UUID, one: Contribution) -> UUID:
    """Let the claimer keep the asset, as a steward decided; return the asset."""
    asset = asset_about(connection, one)
    if asset is None:
        raise BadInput("What this is about is not on the map any more.", "Decline it.")
    begun = begin_keeping(connection, one, asset.id, BY_STEWARD)
    claims.note_account(connection, one.id, begun.by_account)
    return asset.id


def begin_keeping(
    connection: Connection, one: Contribution, asset_id: UUID, how: str
) -> Contribution:
    """Let whoever sent something keep an asset; they get an account where they have none."""
    account_id = one.by_account or _account_for(connection, one.id)
    if keepers.begin(connection, asset_id, account_id, how):
        deeds.note(connection, acting_person(), "keeper begun", "asset", asset_id, {"how": how})
    return replace(one, by_account=account_id)


def contact_of(connection: Connection, asset: Asset) -> str:
    """Return the e-mail address on record, as addresses are compared; empty where there is none.

    Only what is on the asset's own page counts: it is public anyway.
    """
    on_record = str(assets.details(connection, asset).get("email") or "")
    try:
        return email_address(on_record) if on_record else ""
    except BadInput:
        return ""


def _of_who(who: str) -> tuple[Problem, ...]:
    if not who:
        return (Problem("who", "Say in a few words who you are to it, such as its secretary."),)
    if len(who) > LONGEST:
        return (Problem("who", f"This is too long: {LONGEST} signs fit.", "Make it shorter."),)
    return ()


def _asked_before(connection: Connection, asset_id: UUID, person: Person) -> Sent | None:
    """Return the claim of the same member that is still open: nobody is written to twice.

    Visitors are told nothing of what an address claimed before.
    """
    if person.account_id is None:
        return None
    for one in contributions.about(connection, asset_id, OPEN):
        if one.kind is Kind.CLAIM and one.by_account == person.account_id:
            return Sent(one.id, one.state, again=True)
    return None


def _account_for(connection: Connection, id: UUID) -> UUID:
    address = contributions.address_of(connection, id)
    if address is None:
        raise BadInput("There is nobody to keep it: the address is gone.", "Decline it.")
    added = people.add(connection, address, Role.MEMBER, "claim")
    known = added or people.account_of(connection, address)
    if known is None:  # Ended in this very moment.
        raise BadInput("The account of whoever claims it was ended.", "Decline it.")
    return known.id


def _of_link(
    connection: Connection, token: str, *, hold: bool = False
) -> tuple[Contribution, Asset]:
    """Return the claim that a link is about, also where it was used. Raises BadInput otherwise."""
    opened = letters.known(connection, hashed(token), words.CLAIM)
    one = contributions.of_id(connection, opened.about, hold=hold) if opened else None
    asset = asset_about(connection, one) if one else None
    if one is None or asset is None:
        raise words.too_old(CLAIM_LIVES, "Whoever asked may ask again.")
    return one, asset
