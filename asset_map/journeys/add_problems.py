"""What is wrong with a form to add something, beyond what reading its fields tells."""

from collections.abc import Iterator, Mapping

import pandas as pd

from asset_map.domain.assets import AssetKind
from asset_map.domain.contributions import Problem
from asset_map.domain.days import uk_today
from asset_map.domain.people import Person
from asset_map.domain.rights import Action, may
from asset_map.journeys.send_in import of_address
from etl.cleaning.dates import uk_date

KINDS = (AssetKind.GROUP, AssetKind.VENUE, AssetKind.SERVICE)
"""What may be added: skills offered come with their group."""

LONGEST = {"name": 200, "description": 2000, "hours": 500, "behalf_how": 500}
"""Signs that fit into a field; into all others ``LONGEST_OTHER``."""
LONGEST_OTHER = 200
TICKED = frozenset({"needs", "covers", "none_of"})
"""Fields in which one ticks, and does not type."""
LONGEST_TICKED = 4000

NONE = "none"
"""Chosen where a typed name of a hall or a group means none of those on the map."""

ON_BEHALF = {
    "behalf_of": "Say on whose behalf you send it: the group, or a role in it.",
    "behalf_how": "Say how they agreed that it becomes public.",
    "behalf_when": "Say on which day they agreed.",
}
"""What whoever sends it for somebody else has to say, and the sentence where they do not."""

Form = Mapping[str, str]

NO_KIND = Problem("kind", "Choose what it is.")
NO_NAME = Problem("name", "Say what it is called.")
NO_PLACE = Problem("postcode", "Say where it is: a hall, a postcode, or an area that it covers.")
NO_CONSENT = Problem(
    "consent", "It can only be on the map if it may be public.", "Tick the box, if you agree."
)


def kind_of(form: Form) -> AssetKind | None:
    """Return what is to be added; None where nobody chose."""
    return next((kind for kind in KINDS if kind.value == form.get("kind")), None)


def of_what(form: Form) -> Iterator[Problem]:
    """Yield what is wrong with what it is, its place and its length."""
    if kind_of(form) is None:
        yield NO_KIND
    if not form.get("name"):
        yield NO_NAME
    if not any(form.get(name) for name in _placing(form)):
        yield NO_PLACE
    elif bool(form.get("latitude")) != bool(form.get("longitude")):
        yield Problem("latitude", "A spot needs both numbers, latitude and longitude.")
    for name, typed in form.items():
        most = LONGEST_TICKED if name in TICKED else LONGEST.get(name, LONGEST_OTHER)
        if len(typed) > most:
            yield Problem(name, f"This is too long: {most:,} signs fit.", "Make it shorter.")


def of_sender(form: Form, person: Person) -> Iterator[Problem]:
    """Yield what is wrong with the consent, and with who sends it."""
    if form.get("consent") != "yes":
        yield NO_CONSENT
    if may(person.role, Action.REVIEW) and on_behalf(form):
        for name, missing in ON_BEHALF.items():
            if not form.get(name):
                yield Problem(name, missing)
        if form.get("behalf_when") and not _is_past(form["behalf_when"]):
            yield Problem("behalf_when", "That is no day up to today.", "Such as 12 November 2026.")
    yield from of_address(person, form.get("sender", ""))


def on_behalf(form: Form) -> bool:
    """Tell whether it is sent for somebody else."""
    return any(form.get(name) for name in ON_BEHALF)


def _is_past(typed: str) -> bool:
    """Tell whether a text is a day, a month or a year that has begun."""
    read = str(uk_date(pd.Series([typed], dtype="str")).iloc[0])
    return read[:4].isdigit() and read <= uk_today().isoformat()[: len(read)]


def _placing(form: Form) -> tuple[str, ...]:
    """Return the fields of which one has to say where it is. Who is called needs no place."""
    hall = () if form.get("venue_id") == NONE else ("venue",)
    ways = {AssetKind.VENUE: (), AssetKind.SERVICE: (*hall, "how")}
    kind = kind_of(form) or AssetKind.GROUP
    return ("postcode", "latitude", "covers", *ways.get(kind, hall))
