"""Anybody: tells what gets in a group's way; once a steward took it in, everybody reads it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import obstacles, proposals, session
from asset_map.domain.assets import Asset
from asset_map.domain.contributions import Consent, Contribution, Kind, Problem
from asset_map.domain.obstacles import LONGEST, NOT_KNOWN, Obstacle, Theme, directorates
from asset_map.domain.proposals import State
from asset_map.domain.rights import Action
from asset_map.journeys import said_in_public, send_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.change_asset import asset_about
from asset_map.journeys.said_in_public import Outcome
from asset_map.journeys.see_asset import find_asset
from asset_map.journeys.send_in import Wanted

CONSENT = "told that everybody can read it once a steward took it in, who may shorten it"


@dataclass(frozen=True)
class Told:
    """What somebody tells. ``named``: the group agrees that its name stands with it; ``id`` comes
    with the form; ``email`` is empty where they signed in."""

    id: UUID
    asset_id: str
    theme: str
    words: str
    directorate: str = NOT_KNOWN
    named: bool = False
    email: str = ""


@dataclass(frozen=True)
class ToTell:
    """Of what somebody may tell what gets in its way, and who could remove that."""

    asset: Asset
    directorates: tuple[str, ...]


@asks(Action.CONTRIBUTE)
def look_at(asset_id: str) -> ToTell:
    """Return in whose way it is, and which directorates are offered."""
    with session.reading() as connection:
        return ToTell(find_asset(connection, asset_id), known_directorates(connection))


@asks(Action.CONTRIBUTE)
def tell(told: Told) -> Outcome:
    """Keep what gets in somebody's way, or tell everything that is wrong with it."""
    person = acting_person()
    with session.transaction() as connection:
        asset = find_asset(connection, told.asset_id)
        said, problems = _sound(told, known_directorates(connection))
        problems += send_in.of_address(person, told.email)
        if problems:
            return Outcome(problems=problems)
        wanted = Wanted(
            id=told.id,
            kind=Kind.OBSTACLE,
            said=said,
            consent=Consent(CONSENT),
            asset_kind=asset.kind,
            about=asset.id,
            email=told.email,
        )
        return Outcome(send_in.keep(connection, wanted, person))


def take(connection: Connection, _load_id: UUID, one: Contribution) -> None:
    """Let everybody read what a steward took in; whose way it is in, only where that was agreed."""
    asset = asset_about(connection, one) if one.said.get("named") else None
    said = one.said
    obstacles.add(
        connection,
        Obstacle(
            id=one.id,
            asset_id=asset.id if asset else None,
            theme=Theme(said["theme"]),
            words=said["words"],
            directorate=said["directorate"],
            since=one.confirmed or one.sent,
        ),
    )


def known_directorates(connection: Connection) -> tuple[str, ...]:
    """Return who could remove an obstacle. Of drafts nobody is told, nor whose they are."""
    found = proposals.listed(connection, None)
    return directorates(one.directorate for one in found if one.state is not State.DRAFT)


def _sound(told: Told, known: tuple[str, ...]) -> tuple[dict[str, str], tuple[Problem, ...]]:
    problems: list[Problem] = []
    if told.theme not in list(Theme):
        problems.append(Problem("theme", "Say what it is about.", "Choose one."))
    words, wrong = said_in_public.worded("words", told.words, LONGEST, "Say what gets in the way.")
    problems += wrong
    if told.directorate not in (NOT_KNOWN, *known):
        problems.append(Problem("directorate", "That is not on the list.", "Choose one of it."))
    said = {"theme": told.theme, "words": words, "directorate": told.directorate}
    return said | ({"named": "yes"} if told.named else {}), tuple(problems)
