"""What a TOML file proposes. Every problem in it is told, and then nothing is taken from it."""

import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from asset_map.domain.assets import AssetKind
from asset_map.domain.errors import BadInput
from asset_map.domain.places import normal_postcode
from asset_map.domain.proposals import Change, ChangeKind, Proposal, UserCount
from asset_map.journeys import toml_values as values
from asset_map.journeys.asset_names import AssetNames, NotOne
from asset_map.journeys.proposal_facts import MOST_TOLD, few, sound_facts
from asset_map.journeys.toml_values import Wrong

MOST_BYTES = 1_000_000
MOST_ROWS = 500
"""Changes, or user counts, in one file."""
MOST_DOTS = 200
"""In one line: more than any sentence has. Names within names, of a thousand dots, take minutes."""

FROM = "from"
FACTS: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    "title": ("title", values.text),
    "directorate": ("directorate", values.text),
    "reference": ("reference", values.text),
    "summary": ("summary", values.lines),
    FROM: ("from_day", values.day),
    "saving": ("saving", values.number),
    "decision_date": ("decision_date", values.day),
    "decision_body": ("decision_body", values.text),
    "budget_round": ("budget_round", values.text),
    "review_date": ("review_date", values.day),
    "lead_officer": ("lead_officer", values.text),
}
"""What each key of a file is called in a proposal, and what it holds."""

KEYS: Mapping[ChangeKind, frozenset[str]] = {
    ChangeKind.CLOSE: frozenset(),
    ChangeKind.REDUCE: frozenset({"share"}),
    ChangeKind.MOVE: frozenset({"to", "postcode"}),
    ChangeKind.PAUSE: frozenset({"until"}),
    ChangeKind.OPEN: frozenset({"needs", "at", "capacity"}),
    ChangeKind.HAND_OVER: frozenset({"to"}),
    ChangeKind.END_FUNDING: frozenset({"by"}),
    ChangeKind.END_POST: frozenset(),
    ChangeKind.REMOVE_CONDITION: frozenset({"condition"}),
}
"""The keys that a change of each kind may have, beside its kind and ``from``."""

KINDS = [kind.value for kind in ChangeKind]
NEXT = "Nothing was taken from the file; mend it and try again."


@dataclass
class _Reading:
    """A file while it is read: its name, what assets are called, and what is wrong so far."""

    name: str
    assets: AssetNames
    wrong: list[str] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """Tell whether more is wrong than anybody reads."""
        return len(self.wrong) > MOST_TOLD

    def note(self, where: str, said: str) -> None:
        self.wrong.append(f"{self.name}{where}: {said}.")


def proposal_of(content: str, name: str, assets: AssetNames) -> Proposal:
    """Return what the text of a file proposes; ``name`` is what the file is called.

    Raises BadInput with one sentence for each problem, which names the file and the change.
    """
    reading = _Reading(name, assets)
    said = _toml(content, name)
    unknown = said.keys() - FACTS.keys() - {"change", "users"}
    for key in sorted(unknown):
        reading.note("", _unknown(key, [*FACTS, "change", "users"]))
    facts = _facts(reading, said)
    changes = [
        _change(reading, f", change {number}", table)
        for number, table in enumerate(_tables(reading, said, "change"), 1)
        if not reading.full
    ]
    counts = [
        _count(reading, f", user count {number}", table)
        for number, table in enumerate(_tables(reading, said, "users"), 1)
        if not reading.full
    ]
    if reading.wrong:
        raise BadInput(few(reading.wrong), NEXT)
    return Proposal(
        changes=tuple(filter(None, changes)), user_counts=tuple(filter(None, counts)), **facts
    )


def _toml(content: str, name: str) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        raise BadInput(f"{name} is too large for a proposal.", "Give at most a megabyte.")
    if any(line.count(".") > MOST_DOTS for line in content.splitlines()):
        raise BadInput(f"{name} has a line with more than {MOST_DOTS} dots.", NEXT)
    try:
        return tomllib.loads(content)
    except RecursionError:
        raise BadInput(f"{name} is not TOML: it is nested too deeply.", NEXT) from None
    except ValueError as error:
        raise BadInput(f"{name} is not TOML: {str(error)[:200]}.", NEXT) from None


def _unknown(key: str, known: Collection[str]) -> str:
    near = get_close_matches(key, list(known), n=1)
    return f"there is no key {key[:80]!r}" + (f"; perhaps {near[0]}" if near else "")


def _facts(reading: _Reading, said: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, (called, read) in FACTS.items():
        if key not in said:
            if key in ("title", "directorate"):
                reading.note("", f"there is no {key}")
            continue
        try:
            found |= sound_facts({called: read(said[key])})
        except Wrong as wrong:
            reading.note("", f"{key} {wrong}")
        except BadInput as wrong:
            reading.note("", f"{key}: {wrong.sentence.rstrip('.')}")
    return found


def _tables(reading: _Reading, said: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    tables = said.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        reading.note("", f"{key} is to be tables, each under [[{key}]] in two brackets")
        return []
    if len(tables) > MOST_ROWS:
        reading.note("", f"it has {len(tables):,} of [[{key}]], and at most {MOST_ROWS} are taken")
        return []
    return tables


def _change(reading: _Reading, where: str, table: Mapping[str, Any]) -> Change | None:
    kinds = [kind for kind in KINDS if kind in table]
    if len(kinds) != 1:
        reading.note(
            where,
            f"it has {' and '.join(kinds)}; make a change of each"
            if kinds
            else f"it does not say what is done; begin it with one of {', '.join(KINDS)}",
        )
        return None
    kind = ChangeKind(kinds[0])
    allowed = KEYS[kind] | {kind.value, FROM}
    for key in sorted(table.keys() - allowed):
        belongs = [other.value for other in ChangeKind if key in KEYS[other]]
        reading.note(
            where,
            f"{key} goes with {' or '.join(belongs)}, not with {kind}"
            if belongs
            else _unknown(key, sorted(allowed)),
        )
    facts: dict[str, Any] = {}
    for key in (one for one in table if one in allowed):
        try:
            facts |= _fact(reading, kind, key, table[key])
        except Wrong as wrong:
            reading.note(f"{where} ({kind})", f"{key} {wrong}")
        except NotOne as wrong:
            reading.note(f"{where} ({kind})", str(wrong))
    if "other_id" in facts and "postcode" in facts:
        reading.note(f"{where} ({kind})", "it has to and postcode; give one of them")
    return Change(kind, **facts)


def _fact(reading: _Reading, kind: ChangeKind, key: str, value: Any) -> dict[str, Any]:
    """Return what a key of a change says, as the fields of a change."""
    if key == kind.value:
        if kind is ChangeKind.OPEN:
            return {"name": values.text(value)}
        return {"asset_id": reading.assets.find(values.text(value))}
    if key in ("to", "at", "by"):
        return _other(reading.assets, kind, values.text(value))
    called, read = _READ[key]
    return {called: read(value)}


def _other(assets: AssetNames, kind: ChangeKind, said: str) -> dict[str, Any]:
    """Return the place, the group or the funder that a change names."""
    if kind in (ChangeKind.MOVE, ChangeKind.OPEN):
        if code := normal_postcode(said):
            return {"postcode": code}
        return {"other_id": assets.find(said, (AssetKind.VENUE,))}
    return {"other_id": assets.find(said, (AssetKind.GROUP,))}


_READ: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    FROM: ("from_day", values.day),
    "share": ("share", values.number),
    "postcode": ("postcode", values.postcode),
    "until": ("until", values.day),
    "needs": ("needs", values.texts),
    "capacity": ("capacity", values.number),
    "condition": ("condition", values.text),
}


def _count(reading: _Reading, where: str, table: Mapping[str, Any]) -> UserCount | None:
    for key in sorted(table.keys() - _COUNTS.keys()):
        reading.note(where, _unknown(key, _COUNTS.keys()))
    missing = [key for key in _COUNTS if key not in table]
    if missing:
        reading.note(where, f"there is no {' and no '.join(missing)}")
        return None
    found: dict[str, Any] = {}
    for key, read in _COUNTS.items():
        try:
            found[key] = read(table[key])
            if key == "asset":
                found = {"asset_id": reading.assets.find(found.pop(key))}
        except Wrong as wrong:
            reading.note(where, f"{key} {wrong}")
        except NotOne as wrong:
            reading.note(where, str(wrong))
    return None if reading.wrong else UserCount(**found)


_COUNTS: Mapping[str, Callable[[Any], Any]] = {
    "asset": values.text,
    "count": values.whole,
    "period": values.text,
    "source": values.text,
    "as_of": values.day,
}
