"""What people type into a form, read as a row of their own list is, with the same sentences.

Whoever types gets every problem at once, by field; whatever is doubtful but may be right is told as
well, and stops nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson
import pandas as pd
from sqlalchemy import Connection

from asset_map.db.merge import PLACE
from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Problem
from etl.breaks import FIELDS as BREAK
from etl.checks import AIMLESS, NOWHERE, checked
from etl.classify import classified
from etl.contents import contents
from etl.extent import Extent
from etl.locate import ashore, located
from etl.privacy import CONTACTS, guarded
from etl.source import Column, Issue, Sheet
from etl.sources.own_list import COLUMNS, JOINS, make_assets
from etl.steps import cleaned, matched
from etl.targets import NOT_SAID

NOT_ASKED = {"ref", "last_confirmed", "confirmed_by", "correspondence"}
"""Columns of a list that no form asks for: the product itself knows them."""

LISTS = ("needs", "languages", "asks", "covers", "sessions", "identifiers")
"""Contents that are empty lists where they are emptied, not missing."""

FILLS: dict[str, tuple[str, ...]] = {
    "name": ("name", "name_key"),
    "needs": ("needs", "classified_by"),
    "hours": ("hours_text", "sessions"),
    "asks_for": ("asks",),
    "asks_when": ("asks",),
    "charity_number": ("identifiers",),
    "company_number": ("identifiers",),
    "uprn": ("identifiers",),
    "valid_from": ("valid_from", "valid_from_precision"),
    "valid_to": ("valid_to", "valid_to_precision"),
    **dict.fromkeys(BREAK, BREAK),
    **dict.fromkeys(("address", "postcode", "latitude", "longitude", "covers", "masked"), PLACE),
}
"""What a field fills in the content of a record, where that is not simply its own name."""


@dataclass(frozen=True)
class Read:
    """What was typed, as the content of a record; ``problems`` stop it, ``doubts`` are told."""

    content: dict[str, Any]
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...]


def fields_of(kind: AssetKind) -> dict[str, Column]:
    """Return the fields that may be typed of a kind of asset, by name. Links are told apart."""
    links = {link.value for link in JOINS[kind]}
    return {
        column.headers[0]: column
        for column in COLUMNS[kind]
        if column.headers[0] not in NOT_ASKED | links
    }


def read(
    connection: Connection,
    kind: AssetKind,
    said: Mapping[str, str],
    extent: Extent,
    *,
    contact_is_own: bool = False,
) -> Read:
    """Read what was typed of an asset, by field. Fields that nobody typed are empty.

    Each field is judged however wrong the others are: what would set a row of a list aside is let
    off, and the rest read again. ``contact_is_own``: the sender says that the contact is the
    group's, for everybody to see; else one that may be a private person's is a problem.
    """
    fields, typed = fields_of(kind), dict(said)
    rows, issues = _rows(connection, kind, fields, typed, extent, contact_is_own)
    content = {} if rows.empty else orjson.loads(contents(rows, NOT_SAID)[0])
    found, stopped = issues, _stopped_by(issues, typed)
    while stopped:
        fields |= {name: _optional(fields[name]) for name in stopped}
        typed |= dict.fromkeys(stopped, "")
        _, issues = _rows(connection, kind, fields, typed, extent, contact_is_own)
        found, stopped = found + issues, _stopped_by(issues, typed)
    return _told(content, found)


def changed(
    kind: AssetKind, before: Mapping[str, Any], after: Mapping[str, Any], fields: Iterable[str]
) -> dict[str, Any]:
    """Return what a change says: of the fields that were typed anew, what differs by content.

    What was emptied is None, or an empty list. A place, and a break, is said whole or not at all.
    """
    names = {name for field in fields for name in FILLS.get(field, (_content_name(kind, field),))}
    differ = {name for name in names if before.get(name) != after.get(name)}
    for whole in (PLACE, BREAK):
        if differ & set(whole):
            differ |= {name for name in whole if name in after or name in before}
    return {name: after.get(name, [] if name in LISTS else None) for name in sorted(differ)}


def _content_name(kind: AssetKind, field: str) -> str:
    return fields_of(kind)[field].field


def _rows(
    connection: Connection,
    kind: AssetKind,
    fields: Mapping[str, Column],
    said: Mapping[str, str],
    extent: Extent,
    contact_is_own: bool,
) -> tuple[pd.DataFrame, list[Issue]]:
    """Read what was typed as a row of a list, and what is wrong with it; no row where it stops."""
    rows, issues = _cleaned(fields, said)
    if rows.empty:
        return rows, issues
    made = make_assets(rows.assign(kind=kind.value, key=""))["asset"]
    made, doubts, outside = located(connection, made)
    issues += doubts
    if bool(outside.any()) or not _inside(made, extent):
        field = "latitude" if said.get("latitude") and not outside.any() else "postcode"
        issues.append(_issue(field, OUTSIDE, "Check it. This map ends there."))
    made, at_sea = ashore(connection, made)
    issues += at_sea
    if made.empty:
        return made, issues
    made = classified(connection, made)
    contacts = {name: made[name] for name in CONTACTS if name in made and contact_is_own}
    made, private = guarded(made.drop(columns=list(contacts)))
    made, more = checked(connection, made.assign(**contacts))
    return made, [*issues, *(_for_sender(one) for one in private), *more]


def _stopped_by(issues: Iterable[Issue], said: Mapping[str, str]) -> set[str]:
    """Return the fields for which a row would be set aside: the spot rather than the postcode."""
    stopped = {_field(one.column) for one in issues if one.row_set_aside}
    if stopped & set(WHERE):
        spot = {name for name in WHERE if name != "postcode" and said.get(name)}
        stopped = (stopped - set(WHERE)) | (spot or {"postcode"})
    return stopped


def _optional(column: Column) -> Column:
    return replace(column, required=False, strict=False)


def _cleaned(
    fields: Mapping[str, Column], said: Mapping[str, str]
) -> tuple[pd.DataFrame, list[Issue]]:
    typed = {name: str(said.get(name) or "") for name in fields}
    batch = pd.DataFrame([typed], dtype="str").assign(_file="", _line=1, _fault="")
    sheet = Sheet(tuple(fields.values()), make_assets)
    return cleaned(batch, sheet, matched(sheet, list(typed), ""), 0)


def _inside(rows: pd.DataFrame, extent: Extent) -> bool:
    placed = rows[rows["geometry"].notna()]
    return placed.empty or bool(extent.keeps(placed).all())


WHERE = ("postcode", "latitude", "longitude")
"""Fields that say where it is, to the point."""

OUTSIDE = "That place is outside the area of this map."

FOLLOWS = {NOWHERE: WHERE, AIMLESS: ("asks_for",)}
"""What is wrong only because something else is, and the fields of that: it is not told then."""

DOUBTS = ("is no area that is loaded", "was terminated", "is no language")
"""What may be right all the same: it is told, and stops nothing."""


def _told(content: dict[str, Any], issues: list[Issue]) -> Read:
    problems = [issue for issue in issues if not any(doubt in issue.problem for doubt in DOUBTS)]
    wrong = {_field(one.column) for one in problems if one.problem not in FOLLOWS}
    problems = [one for one in problems if not wrong & set(FOLLOWS.get(one.problem, ()))]
    doubts = [issue for issue in issues if any(doubt in issue.problem for doubt in DOUBTS)]
    return Read(content, _problems(problems), _problems(doubts))


_PLAINER = {"The value could not be read.": "We cannot read this."}
"""What a form says in place of what a report on a file says."""


def _problems(issues: list[Issue]) -> tuple[Problem, ...]:
    found = (
        Problem(_field(one.column), _PLAINER.get(one.problem, one.problem), one.remedy)
        for one in issues
    )
    return tuple(dict.fromkeys(found))


def _field(column: str) -> str:
    """Return the field of a form that an issue is about."""
    return {
        "Postcode": "postcode",
        "latitude, longitude": "latitude",
        "position": "latitude",
        "hours_text": "hours",
    }.get(column, column)


_MAY_BE_PRIVATE = {
    "url": "This page may be a private person's.",
    "email": "This e-mail address may be a private person's.",
    "phone": "This phone number may be a private person's.",
}


def _for_sender(issue: Issue) -> Issue:
    """Return an issue in words for whoever can still put it right: nothing is left out yet."""
    if issue.column not in CONTACTS:
        problem = issue.problem.replace(" was left out, because it ", " stands in here, and ")
        remedy = "Take it out. If it is the group's own, put it below, as the contact."
        return replace(issue, problem=problem, remedy=remedy)
    remedy = "If it is the group's own, tick the box below the contact; else leave it empty."
    return replace(issue, problem=_MAY_BE_PRIVATE[issue.column], remedy=remedy)


def _issue(column: str, problem: str, remedy: str) -> Issue:
    return Issue("", 1, column, "", problem, remedy)
