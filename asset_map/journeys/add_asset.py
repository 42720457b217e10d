"""Anybody: adds a group, a place or a service. It is kept, and on the map once it was looked at.

Everything that is wrong is told at once. What looks like something on the map already is asked
about first; sent twice it is one.
"""

from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from asset_map.db import contributions, session
from asset_map.domain.contributions import AGREED, Consent, Kind
from asset_map.domain.people import Person
from asset_map.domain.rights import Action, may
from asset_map.journeys import add_looked, add_problems, send_in
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.add_looked import NAMED, Looked
from asset_map.journeys.add_problems import NONE, Form


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


@asks(Action.CONTRIBUTE)
def add(id: UUID, form: Form, *, sent_here: bool = False) -> Added:
    """Keep what a form says, or tell everything that is wrong with it.

    ``id`` comes with the form. ``sent_here``: whoever asks sent something with it before. Raises
    BadInput for too much at once.
    """
    person = acting_person()
    with session.transaction() as connection:
        looked = add_looked.look(connection, form, person)
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
    typed = [form[field] for field in NAMED if form.get(field) and form.get(f"{field}_id") == NONE]
    return f"Not on the map, as typed: {'; '.join(typed)}." if typed else ""
