"""Anybody: adds a group, a place or a service. It is kept, and on the map once it was looked at.

Everything that is wrong is told at once. What looks like something on the map already is asked
about first; sent twice it is one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from sqlalchemy import Connection

from asset_map.analysis.assumptions import DETOUR_FACTOR
from asset_map.db import (
    alike,
    areas,
    assets,
    contributions,
    deeds,
    keepers,
    likely,
    people,
    postcodes,
    reference,
    session,
)
from asset_map.db.grid import to_grid
from asset_map.domain.assets import AssetKind, LinkType, Session
from asset_map.domain.contributions import Consent, Contribution, Kind, Problem, State
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput
from asset_map.domain.hours import sessions_in_words
from asset_map.domain.people import Person, Role
from asset_map.domain.places import (
    GREAT_BRITAIN_DEGREES,
    Area,
    AreaKind,
    Point,
    normal_postcode,
)
from asset_map.domain.rights import Action, may
from asset_map.journeys import add_problems, like_typed, send_in, take_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.add_problems import NONE, Form
from asset_map.journeys.like_typed import Alike
from asset_map.journeys.take_in import Stated
from asset_map.settings import get_settings
from etl.cleaning.sessions import sessions_of_text
from etl.contributed import fields_of

__all__ = ["Added", "Alike", "Looked", "Offered", "SentPicture"]

MINUTES = 10
"""What is no farther on foot is told of as near."""

ADDED_IT = "added it"
"""How somebody came to keep what they added."""

LINKS: dict[AssetKind, dict[str, LinkType]] = {
    AssetKind.GROUP: {"venue": LinkType.MEETS_AT},
    AssetKind.SERVICE: {"venue": LinkType.DELIVERED_AT, "run_by": LinkType.PROVIDED_BY},
}
"""The fields that name something on the map, and the link that each states."""

_MEANT = {"venue": AssetKind.VENUE, "run_by": AssetKind.GROUP}
_WHAT = {"venue": "place", "run_by": "group"}
_INSTEAD = {
    "venue": (
        "Check how it is spelt. If it is not on this map, leave this empty and write it under "
        "Building and street."
    ),
    "run_by": "Check how it is spelt, or leave this empty.",
}


@dataclass(frozen=True)
class Offered:
    """What a form offers to choose from: ``needs`` and ``areas`` by id or code, in words; what a
    typed name of a hall or of a group may mean."""

    needs: Mapping[str, str]
    areas: Mapping[str, str]
    venues: tuple[Alike, ...] = ()
    groups: tuple[Alike, ...] = ()


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


@dataclass(frozen=True)
class Added:
    """What became of a form: kept under ``id``, or looked at and not kept, with what is wrong.

    ``again``: it was kept before. ``other``: something else was sent from the same form before, and
    this was not kept yet.
    """

    id: UUID | None
    looked: Looked
    again: bool = False
    other: bool = False


@dataclass(frozen=True)
class SentPicture:
    """What whoever sent something sees of it: never anybody else.

    ``share``: how many groups and services are in the same hall; ``near``: how many others within
    ten minutes' walk; None where it has no place, or one that is hidden.
    """

    name: str
    state: State
    hours: str
    times: str
    share: int | None = None
    near: int | None = None


@asks(Action.CONTRIBUTE)
def offered() -> Offered:
    """Return what a form to add or change something offers: needs, and areas of the authority."""
    authority = get_settings().authority
    kinds = (AreaKind.AUTHORITY, AreaKind.NEIGHBOURHOOD, AreaKind.WARD)
    with session.reading() as connection:
        needs = {need.id: need.label for need in reference.needs(connection)}
        found = [area for kind in kinds for area in areas.listed(connection, kind, authority)]
    return Offered(needs, {area.code: _area_in_words(area) for area in found})


@asks(Action.CONTRIBUTE)
def add(id: UUID, form: Form, *, sent_here: bool = False) -> Added:
    """Keep what a form says, or tell everything that is wrong with it.

    ``id`` comes with the form. ``sent_here``: whoever asks sent something with it before. Raises
    BadInput for too much at once.
    """
    person = acting_person()
    with session.transaction() as connection:
        looked = _looked(connection, form, person)
        if looked.problems:
            return Added(None, looked)
        wanted = _wanted(id, form, looked, person)
        known = contributions.of_id(connection, id)
        if known is not None and known.said != wanted.said:
            if sent_here:
                return Added(None, looked, other=True)
            # An id that was guessed leads to nothing of somebody else's.
            wanted = replace(wanted, id=uuid4())
        sent = send_in.keep(connection, wanted, person)
    return Added(sent.id, looked, again=sent.again)


@asks(Action.CONTRIBUTE)
def see_alike(form: Form) -> tuple[Alike, ...]:
    """Return what may be the same thing as what is being typed, on the map already."""
    with session.reading() as connection:
        return _alike(connection, form)


@asks(Action.CONTRIBUTE)
def see_meant(field: str, name: str, postcode: str = "") -> tuple[Alike, ...]:
    """Return what the typed name of a hall (``venue``) or of a group (``run_by``) may mean."""
    with session.reading() as connection:
        point = _point(connection, {"postcode": postcode})
        return like_typed.called(connection, _MEANT[field], name, point)


@asks(Action.CONTRIBUTE)
def read_times(hours: str) -> str:
    """Return weekly times as they were understood, in words; empty where they were not."""
    found = sessions_of_text(hours) if hours.strip() else None
    told = tuple(Session(one["byday"], one["opens_at"], one["closes_at"]) for one in found or ())
    return sessions_in_words(told) if told else ""


@asks(Action.CONTRIBUTE)
def see_sent(id: UUID, *, sent_here: bool) -> SentPicture | None:
    """Return what was sent, to whoever sent it alone: from this visit, or with their account."""
    person = acting_person()
    with session.reading() as connection:
        one = contributions.of_id(connection, id)
        if one is None or one.kind is not Kind.ADD:
            return None
        by_account = person.account_id is not None and one.by_account == person.account_id
        if not (sent_here or by_account):
            return None
        share, near = _counted(connection, one)
    hours = str(one.said.get("hours", ""))
    return SentPicture(one.said["name"], one.state, hours, read_times(hours), share, near)


def take(
    connection: Connection, load_id: UUID, one: Contribution, others: Sequence[UUID] = ()
) -> UUID:
    """Put what was sent in on the map, within a decision; return its id.

    Whoever belongs to it keeps it from then on. ``others``: assets that are much like it, of which
    whoever decides says that they are something else. Raises BadInput where it cannot be read any
    more.
    """
    if one.asset_kind is None:
        raise BadInput("Nobody says what it is: a group, a place or a service.")
    read = take_in.read_typed(
        connection, one.asset_kind, one.said, contact_is_own=one.consent.contact
    )
    if read.problems:
        raise BadInput(str(read.problems[0]), "Ask the sender to put it right.")
    apart = likely.records_of(connection, others)
    links = _links(connection, one)
    asset_id = take_in.take_in_new(connection, load_id, one, read.content, links, apart)
    if one.said.get("belongs") and one.confirmed is not None and not one.consent.on_behalf:
        _keep_from_now(connection, one, asset_id)
    return asset_id


def _looked(connection: Connection, form: Form, person: Person) -> Looked:
    kind = add_problems.kind_of(form)
    said, meant, unclear = _linked(connection, kind, form)
    signed_in = person.role is not Role.VISITOR
    steward = may(person.role, Action.REVIEW)
    problems = [*add_problems.of_what(form), *unclear, *_not_hidden(connection, form, said)]
    if kind is not None:
        said |= {name: form[name] for name in fields_of(kind) if form.get(name)}
        own = form.get("contact_own") == "yes"
        found = take_in.read_typed(connection, kind, said, contact_is_own=own)
        told = {one.field for one in problems}
        problems += [one for one in found.problems if one.field not in told]
    problems += add_problems.of_sender(form, signed_in=signed_in, steward=steward)
    if form.get("belongs") == "yes":
        said["belongs"] = "yes"
    like = _alike(connection, form)
    passed = _ids(form.get("none_of", ""))
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


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Return problems in the order of the page, each once."""
    order = {name: place for place, name in enumerate(_ORDER)}
    return sorted(dict.fromkeys(problems), key=lambda one: order.get(one.field, len(order)))


_ORDER = (
    *("kind", "name", "none_of", "description", "needs", "venue", "venue_id", "postcode"),
    *("address", "latitude", "longitude", "covers", "masked", "run_by", "hours", "who_for"),
    *("cost", "url", "email", "phone", "group_type", "venue_type", "step_free", "size_people"),
    *("hours_free", "how", "languages", "asks_for", "asks_when", "valid_from", "valid_to"),
    *("behalf_of", "behalf_how", "behalf_when", "consent", "sender"),
)


def _linked(
    connection: Connection, kind: AssetKind | None, form: Form
) -> tuple[dict[str, str], dict[str, tuple[Alike, ...]], list[Problem]]:
    """Return the links that a form states, by id; what names may mean, and what is not clear."""
    said: dict[str, str] = {}
    meant: dict[str, tuple[Alike, ...]] = {}
    problems: list[Problem] = []
    for field, link in LINKS.get(kind, {}).items() if kind else ():
        name, chosen = form.get(field, ""), _ids(form.get(f"{field}_id", ""))
        if not name:
            continue
        found = like_typed.called(connection, _MEANT[field], name, _point(connection, form))
        of_them = [one for one in found if one.id in chosen]
        clear = like_typed.is_clear(found, name)
        none = _none(form, field)
        if found and (none or not clear):
            meant[field] = found
        if none:
            continue
        if of_them or clear:
            said[link.value] = str((of_them or found)[0].id)
        elif found:
            problems.append(
                Problem(field, "It may be one of these on the map.", "Choose one, or none of them.")
            )
        else:
            problems.append(
                Problem(
                    field,
                    f"We know of no {_WHAT[field]} called that.",
                    _INSTEAD[field],
                )
            )
    return said, meant, problems


def _not_hidden(connection: Connection, form: Form, said: Mapping[str, str]) -> list[Problem]:
    """Return that a place cannot be hidden in a hall that everybody sees."""
    halls = [said.get(link.value, "") for link in (LinkType.MEETS_AT, LinkType.DELIVERED_AT)]
    shown = (alike.shown_at(connection, id, uk_today()) for hall in halls for id in _ids(hall))
    if form.get("masked") != "yes" or not any(shown):
        return []
    return [
        Problem(
            "masked",
            "The hall that you named is on the map for everybody.",
            "To hide where it is, name no hall; else untick this.",
        )
    ]


def _alike(connection: Connection, form: Form) -> tuple[Alike, ...]:
    kind = add_problems.kind_of(form)
    point = _point(connection, form)
    return like_typed.same_thing(connection, kind, form.get("name", ""), point)


def _point(connection: Connection, said: Mapping[str, str]) -> Point | None:
    """Return where something is, as far as what was typed tells; None where it does not."""
    if spot := position(said.get("latitude", ""), said.get("longitude", "")):
        return Point(*to_grid(connection, *spot))
    code = normal_postcode(said.get("postcode", ""))
    found = postcodes.points_of(connection, [code]) if code else {}
    return Point(*found[code]) if code in found else None


def position(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Return a position in degrees, None where the texts are none in Great Britain."""
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None
    west, south, farthest_east, farthest_north = GREAT_BRITAIN_DEGREES
    inside = south <= north <= farthest_north and west <= east <= farthest_east
    return (north, east) if inside else None


def _wanted(id: UUID, form: Form, looked: Looked, person: Person) -> send_in.Wanted:
    behalf = may(person.role, Action.REVIEW) and add_problems.on_behalf(form)
    agreed = AGREED
    if behalf:
        of, how, when = (form[name] for name in add_problems.ON_BEHALF)
        agreed = f"On behalf of {of}, who agreed on {when}: {how}. {AGREED}"
    said = dict(looked.said)
    if behalf:
        said.pop("belongs", None)
    return send_in.Wanted(
        id=id,
        kind=Kind.ADD,
        said=said,
        consent=Consent(agreed, contact=form.get("contact_own") == "yes", on_behalf=behalf),
        asset_kind=add_problems.kind_of(form),
        note=_in_own_words(form),
        email=form.get("sender", ""),
    )


def _in_own_words(form: Form) -> str:
    """Return names that were typed and mean nothing on the map, for the stewards."""
    typed = [form[field] for field in _MEANT if form.get(field) and _none(form, field)]
    return f"Not on the map, as typed: {'; '.join(typed)}." if typed else ""


def _none(form: Form, field: str) -> bool:
    return form.get(f"{field}_id") == NONE


AGREED = (
    "I agree that this becomes public under the Open Government Licence v3.0: anybody may read it, "
    "copy it and use it for anything, if they say where it is from"
)
"""What a sender agrees to, as the form says it and as it is kept."""


def _links(connection: Connection, one: Contribution) -> list[Stated]:
    links = []
    for link in LinkType:
        for id in _ids(str(one.said.get(link.value, ""))):
            now = id if alike.kind_of(connection, id) else assets.led_on(connection, id)
            if now is None:
                raise BadInput(
                    "The place or group that it names is not on the map any more.",
                    "Ask the sender where it is.",
                )
            links.append(Stated(link, now))
    return links


def _keep_from_now(connection: Connection, one: Contribution, asset_id: UUID) -> None:
    """Let whoever sent it keep it, with an account that is made where they have none."""
    account_id, person = one.by_account, acting_person()
    if account_id is None:
        address = contributions.address_of(connection, one.id)
        if address is None:
            return
        known = people.account_of(connection, address)
        account = known or people.add(connection, address, Role.MEMBER, person.role.value)
        if account is None:
            return
        account_id = account.id
    if keepers.begin(connection, asset_id, account_id, ADDED_IT):
        deeds.note(connection, person, "keeper begun", "asset", asset_id, {"how": ADDED_IT})


def _counted(connection: Connection, one: Contribution) -> tuple[int | None, int | None]:
    """Count what is around; None where it is hidden, or has no place."""
    at, said = uk_today(), one.said
    stated = [said.get(link.value, "") for link in (LinkType.MEETS_AT, LinkType.DELIVERED_AT)]
    venue_id = next(iter(_ids(",".join(filter(None, stated)))), None)
    point = alike.shown_at(connection, venue_id, at) if venue_id else _point(connection, said)
    if said.get("masked") == "yes" or point is None:
        return None, None
    metres = MINUTES / 60 * get_settings().walking_kmh * 1000 / DETOUR_FACTOR
    share, near = alike.counted_around(
        connection, at, metres, point=point, venue_id=venue_id, besides=one.asset_id
    )
    return share if venue_id else None, near


def _ids(typed: str) -> list[UUID]:
    """Return the ids in a field, parted by commas or semicolons; what is none is left out."""
    found = []
    for text in typed.replace(";", ",").split(","):
        try:
            found.append(UUID(text.strip()))
        except ValueError:
            continue
    return found


def _area_in_words(area: Area) -> str:
    if area.kind is AreaKind.AUTHORITY:
        return f"All of {area.name}"
    return f"{area.name} ({area.kind.value})"
