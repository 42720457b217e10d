"""What a form to add something is found to be: all that is wrong with it, and what it would say."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import alike
from asset_map.domain.assets import AssetKind, LinkType
from asset_map.domain.contributions import Problem
from asset_map.domain.days import uk_today
from asset_map.domain.people import Person
from asset_map.journeys import add_problems, like_typed, take_in
from asset_map.journeys.add_problems import KINDS, NONE, Form
from asset_map.journeys.like_typed import Alike
from asset_map.journeys.where_typed import point_typed
from etl.contributed import fields_of

NAMED = {"venue": AssetKind.VENUE, "run_by": AssetKind.GROUP}
"""The fields that name something on the map, and what it is."""

LINKS: dict[AssetKind | None, dict[str, LinkType]] = {
    AssetKind.GROUP: {"venue": LinkType.MEETS_AT},
    AssetKind.SERVICE: {"venue": LinkType.DELIVERED_AT, "run_by": LinkType.PROVIDED_BY},
    AssetKind.VENUE: {},
}
"""Of these fields those that each kind has, and the link that each states."""

_INSTEAD = "Check how it is spelt. If it is right, tick that below it: a steward looks then."

_ORDER = (
    *("kind", "name", "none_of", "description", "needs", "venue", "venue_id", "postcode"),
    *("address", "latitude", "longitude", "covers", "masked", "run_by", "hours", "who_for"),
    *("cost", "url", "email", "phone", "group_type", "venue_type", "step_free", "size_people"),
    *("hours_free", "how", "languages", "asks_for", "asks_when", "valid_from", "valid_to"),
    *("behalf_of", "behalf_how", "behalf_when", "consent", "sender"),
)


@dataclass(frozen=True)
class Looked:
    """What a form was found to be: everything that is wrong, and ``said``, as it will be kept.

    ``alike``: what may be the same thing, on the map already. ``meant``: what the typed name of a
    hall (``venue``) or of a group (``run_by``) may mean, where it is not clear.
    """

    problems: tuple[Problem, ...]
    said: dict[str, str]
    alike: tuple[Alike, ...] = ()
    meant: Mapping[str, tuple[Alike, ...]] | None = None


def look(connection: Connection, form: Form, person: Person) -> Looked:
    """Look at all of a form, each field however wrong the others are."""
    said, meant, unclear = _named(connection, form)
    problems = [*add_problems.of_what(form), *unclear, *_not_hidden(connection, form, said)]
    told = {one.field for one in problems}
    typed, wrong = _typed(connection, form)
    said |= typed
    problems += [one for one in wrong if one.field not in told]
    problems += add_problems.of_sender(form, person)
    if form.get("belongs") == "yes":
        said["belongs"] = "yes"
    like = alike_of(connection, form)
    passed = like_typed.ids_in(form.get("none_of", ""))
    if like and not {one.id for one in like} <= set(passed):
        problems.append(
            Problem(
                "none_of",
                "It may be on the map already.",
                "Look at the list, and tick the box if it is none of them.",
            )
        )
    elif like:
        said["none_of"] = ",".join(sorted(str(one.id) for one in like))
    return Looked(tuple(_in_order(problems)), said, like, meant)


def alike_of(connection: Connection, form: Form) -> tuple[Alike, ...]:
    """Return what may be the same thing as a form tells of, on the map already."""
    kind = add_problems.kind_of(form)
    point = point_typed(connection, form)
    return like_typed.same_thing(connection, kind, form.get("name", ""), point)


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Return problems in the order of the page, each once."""
    order = {name: place for place, name in enumerate(_ORDER)}
    return sorted(dict.fromkeys(problems), key=lambda one: order.get(one.field, len(order)))


def _typed(connection: Connection, form: Form) -> tuple[dict[str, str], list[Problem]]:
    """Return the fields of the kind with what was typed, and what is wrong with them.

    Where nobody chose the kind yet, what is typed has to be right for any of them.
    """
    chosen = add_problems.kind_of(form)
    own = form.get("contact_own") == "yes"
    said: dict[str, str] = {}
    found: list[Problem] = []
    for kind in (chosen,) if chosen else KINDS:
        said = {name: form[name] for name in fields_of(kind) if form.get(name)}
        read = take_in.read_typed(connection, kind, said, contact_is_own=own)
        found += [one for one in read.problems if chosen or one.field in said]
    return said, found


def _named(
    connection: Connection, form: Form
) -> tuple[dict[str, str], dict[str, tuple[Alike, ...]], list[Problem]]:
    """Return the links that a form states, by id; what names may mean, and what is not clear."""
    said: dict[str, str] = {}
    offered: dict[str, tuple[Alike, ...]] = {}
    problems: list[Problem] = []
    point = point_typed(connection, form)
    for field, link in LINKS[add_problems.kind_of(form) or AssetKind.SERVICE].items():
        name, chosen = form.get(field, ""), form.get(f"{field}_id", "")
        if not name:
            continue
        meant = like_typed.meant(connection, NAMED[field], name, chosen=chosen, point=point)
        if meant.found and (chosen == NONE or not meant.clear):
            offered[field] = meant.found
        if chosen == NONE:
            continue
        if meant.id:
            said[link.value] = str(meant.id)
        elif meant.found:
            problems.append(like_typed.unclear(field, "Choose one, or none of them."))
        else:
            problems.append(like_typed.unknown(field, NAMED[field], _INSTEAD))
    return said, offered, problems


def _not_hidden(connection: Connection, form: Form, said: Mapping[str, str]) -> list[Problem]:
    """Return that a place cannot be hidden in a hall that everybody sees."""
    hall = hall_of(said)
    if form.get("masked") != "yes" or not hall:
        return []
    if not alike.shown_at(connection, hall, uk_today()):
        return []
    return [
        Problem(
            "masked",
            "The hall that you named is on the map for everybody.",
            "To hide where it is, name no hall; else untick this.",
        )
    ]


def hall_of(said: Mapping[str, str]) -> UUID | None:
    """Return the hall that something says it is in; None where it names none."""
    stated = (said.get(link.value, "") for link in (LinkType.MEETS_AT, LinkType.DELIVERED_AT))
    return next((id for text in stated for id in like_typed.ids_in(text)), None)
