"""Changes of one proposal that cannot both be made, or say the same twice."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from uuid import UUID

from asset_map.domain.proposals import ENDS, Change, ChangeKind
from asset_map.domain.things import Thing

DOES = {
    ChangeKind.CLOSE: "closes",
    ChangeKind.REDUCE: "reduces",
    ChangeKind.MOVE: "moves",
    ChangeKind.PAUSE: "pauses",
    ChangeKind.HAND_OVER: "hands over",
    ChangeKind.END_FUNDING: "ends the funding of",
    ChangeKind.END_POST: "ends",
    ChangeKind.REMOVE_CONDITION: "removes a condition of",
}
ONCE = ENDS | {ChangeKind.REDUCE, ChangeKind.MOVE, ChangeKind.HAND_OVER}
"""What is done to an asset once in a proposal, or not at all."""

LEADS = frozenset({ChangeKind.MOVE, ChangeKind.OPEN, ChangeKind.HAND_OVER})
"""The kinds whose other asset has to be there afterwards, and where it was."""

Said = tuple[int, str]
"""The number of the later of two changes, from 1 on, and what is wrong with it."""


def contradictions(changes: Sequence[Change], things: Mapping[UUID, Thing]) -> list[Said]:
    """Return the changes that do not go with an earlier one, or lead to what another takes away."""
    numbered = list(enumerate(changes, 1))
    by_asset: dict[UUID | None, list[tuple[int, Change]]] = {}
    for number, change in numbered:
        by_asset.setdefault(change.asset_id, []).append((number, change))
    found = [
        (later, said)
        for together in by_asset.values()
        for (first, one), (later, other) in combinations(together, 2)
        for said in _of_two(first, one, other)
    ]
    for number, change in numbered:
        if change.kind in LEADS and change.other_id is not None:
            found += [
                (number, said)
                for first, other in by_asset.get(change.other_id, ())
                for said in _of_aim(first, other, change.other_id, things)
            ]
    return found


def _of_two(first: int, one: Change, other: Change) -> Iterator[str]:
    """Tell why a change does not go with an earlier one of the same asset."""
    kinds = {one.kind, other.kind}
    if _same(one, other):
        yield f"change {first} says the same already"
    elif one.asset_id is None:
        return
    elif len(kinds) == 1 and one.kind in ONCE:
        yield f"change {first} {DOES[one.kind]} it already; say once what becomes of it"
    elif kinds & ENDS and ChangeKind.END_FUNDING not in kinds:
        yield f"it contradicts change {first}, which {DOES[one.kind]} {_it(one)}"
    elif kinds == {ChangeKind.END_FUNDING} and None in (one.other_id, other.other_id):
        yield f"it contradicts change {first}: one of them ends all of its funding"


def _it(change: Change) -> str:
    return "the post" if change.kind is ChangeKind.END_POST else "it"


def _same(one: Change, other: Change) -> bool:
    return _core(one) == _core(other)


def _core(change: Change) -> tuple[object, ...]:
    """Return what a change is, whatever its dates and figures."""
    words = change.condition.strip().casefold()
    name = change.name.strip().casefold()
    share = change.share if change.kind is ChangeKind.REDUCE else None
    return (change.kind, change.asset_id, change.other_id, change.postcode, name, words, share)


def _of_aim(first: int, other: Change, aim: UUID, things: Mapping[UUID, Thing]) -> Iterator[str]:
    """Tell why a change cannot lead to an asset that another changes."""
    if other.kind in ENDS or other.kind is ChangeKind.MOVE:
        name = things[aim].name if aim in things else "what it leads to"
        yield f"it leads to {name}, which change {first} {DOES[other.kind]}"
