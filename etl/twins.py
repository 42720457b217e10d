"""The same thing told twice: finds twins of what was loaded, and maps them to one asset.

What a person decided of a pair comes before what the machine holds of it, in every later load.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection

from asset_map.analysis import matching
from asset_map.analysis.matching import Edge, Verdict
from asset_map.db import twins
from asset_map.db.twins import Member
from asset_map.domain.numbers import counted

JOINED = "the same thing as another entry"
APART = "a thing of its own again"


@dataclass(frozen=True)
class Matched:
    """What the records of a load turned out to be: how many share an asset, and pairs alike."""

    joined: int = 0
    alike: int = 0

    def notes(self) -> tuple[str, ...]:
        """Tell it in words; nothing where there is nothing to tell."""
        joined = (
            "1 entry is the same thing as another and is shown with it, once"
            if self.joined == 1
            else f"{self.joined:,} entries are the same thing as others and are shown once"
        )
        alike = (
            f"{counted(self.alike, 'pair')} may be the same thing, for a person to decide: "
            f"asset-map twins list"
        )
        told = [words for count, words in ((self.joined, joined), (self.alike, alike)) if count]
        return ("; ".join(told) + ".",) if told else ()


def match(connection: Connection) -> Matched:
    """Match the records of a load that are new or changed with all others, within the load."""
    if not twins.note_loaded(connection):
        return Matched()
    hold_anew(connection)
    regroup(connection)
    return Matched(*twins.told_of_fresh(connection))


def hold_anew(connection: Connection) -> None:
    """Compare the fresh records with all others, and keep what is found of them alone."""
    twins.forget(connection)
    hold(connection)


def hold(connection: Connection) -> None:
    """Compare the fresh records with all others, and keep what is found besides what is held."""
    twins.keep(connection, matching.twins(twins.to_compare(connection, matching.FARTHEST_M)))


def regroup(connection: Connection) -> None:
    """Map the records that hang together with fresh ones to the assets that they now speak of."""
    members = {member.id: member for member in twins.concerned(connection)}
    if not members:
        return
    held = twins.held_of_concerned(connection)
    edges: list[Edge] = [(a, b, Verdict(verdict), score) for a, b, verdict, score in held]
    edges += _of_one_home(members.values())
    rank = {key: (-one.rank, one.first_seen, key) for key, one in members.items()}
    stands_for = matching.joined(rank, edges, _doubted(members))
    told = {stands_for[key] for key, one in members.items() if one.in_force}
    # What no source tells of any more goes with what it was when one did, wherever that is by now.
    of_home = {members[key].home: chief for key, chief in stands_for.items()}
    chiefs = {
        key: chief if chief in told else of_home.get(members[key].last_told_as, chief)
        for key, chief in stands_for.items()
    }
    moves = [
        (key, members[chief].home, APART if chief == key else JOINED)
        for key, chief in chiefs.items()
        if chief in told and members[chief].home != members[key].asset_id
    ]
    if moves:
        twins.move(connection, pd.DataFrame(moves, columns=["record_id", "asset_id", "reason"]))


def _of_one_home(members: Iterable[Member]) -> Iterator[Edge]:
    """Yield pairs of records that spoke of one asset from the start, as a correction does."""
    first: dict[str, str] = {}
    for member in members:
        known = first.setdefault(member.home, member.id)
        if known != member.id:
            yield known, member.id, Verdict.SAME, 1.0


def _doubted(members: Mapping[str, Member]) -> Callable[[str, str], bool]:
    """Tell of two records whether they may well be two, whatever is held of a third."""

    def doubted(a: str, b: str) -> bool:
        one, other = members[a], members[b]
        return one.source == other.source or matching.conflict(one.identifiers, other.identifiers)

    return doubted
