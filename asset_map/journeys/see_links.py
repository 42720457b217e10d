"""Whoever looks: the links of an asset, each by itself, with who says so."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from asset_map.db import keepers, session, told_links
from asset_map.db.told_links import Told
from asset_map.domain.assets import IN_WORDS, Asset
from asset_map.domain.days import uk_today
from asset_map.domain.links_stated import Way, ways_of
from asset_map.domain.people import Person
from asset_map.domain.rights import Action, may
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.see_asset import find_asset

MOST_LISTED = 200


@dataclass(frozen=True)
class Line:
    """A link as whoever asks may see and change it."""

    told: Told
    may_end: bool
    may_confirm: bool

    @property
    def sentence(self) -> str:
        """Return it in words."""
        return sentence(self.told)


@dataclass(frozen=True)
class Links:
    """The links of an asset. ``ways``: what may be said of it; ``live``: whoever asks keeps it."""

    asset: Asset
    lines: tuple[Line, ...]
    ways: tuple[Way, ...]
    live: bool


def sentence(told: Told) -> str:
    """Return a link in words."""
    return f"{told.from_name} {IN_WORDS[told.type]} {told.to_name}."


@asks(Action.BROWSE)
def see_links(asset_id: str) -> Links:
    """Return the links of an asset, each by itself, with who says so."""
    person = acting_person()
    with session.reading() as connection:
        asset = find_asset(connection, asset_id)
        kept = keepers.kept_by(connection, person.account_id)
        found = told_links.of_asset(connection, asset.id, uk_today())
    lines = tuple(line_of(one, person, kept) for one in found)
    return Links(asset, lines, ways_of(asset.kind), asset.id in kept)


@asks(Action.REVIEW)
def see_one_sided() -> tuple[Line, ...]:
    """Return links that people stated and that only one side says, for stewards to confirm."""
    person = acting_person()
    with session.reading() as connection:
        kept = keepers.kept_by(connection, person.account_id)
        found = told_links.one_sided(connection, MOST_LISTED)
    return tuple(line_of(one, person, kept) for one in found)


def line_of(told: Told, person: Person, kept: Collection[UUID]) -> Line:
    """Return a link as somebody may see and change it who keeps these assets."""
    steward = may(person.role, Action.REVIEW)
    keeps = told.from_id in kept or told.to_id in kept
    return Line(
        told,
        may_end=told.by_people and (steward or keeps),
        may_confirm=told.by_people and told.silent is not None and (steward or told.silent in kept),
    )
