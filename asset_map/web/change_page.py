"""The form of an entry, filled with what is on the map; and the one for what is wrong with it."""

import json
from collections.abc import Mapping
from html import escape
from uuid import UUID

from asset_map.app import add_form, addresses, form_fields, parts
from asset_map.app import change_wording as words
from asset_map.domain.contributions import Consent, Difference, Problem
from asset_map.domain.errors import AssetMapError, BadInput
from asset_map.domain.links_stated import Way
from asset_map.journeys import change_asset, see_links, while_typing
from asset_map.journeys.change_asset import Change, ToChange
from asset_map.journeys.see_links import Line
from asset_map.journeys.while_typing import Offered
from asset_map.web import entry_form
from asset_map.web.telling import Answer, Asked, Form, Go, Page, plain

TICKED = ("needs", "covers", "masked")
"""Fields of which nothing is sent where no box is ticked."""


def show(asked: Asked) -> Answer:
    """Show the form as things are now."""
    known = change_asset.look_at(asked.path["id"])
    if str(known.asset.id) != asked.path["id"]:
        return Go(addresses.plain_asset(known.asset.id, "/change"))
    return _page(asked, known, known.typed, known.typed)


def take(asked: Asked) -> Answer:
    """Send what was changed and go on, or show the form again with what stands in the way."""
    form = asked.form or Form({}, genuine=False)
    known = change_asset.look_at(asked.path["id"])
    offered = while_typing.offered()
    seen, id = _seen(form), entry_form.id_of(form)
    typed = _typed(form, seen, offered)
    if entry_form.trapped(form):
        return entry_form.told(known.asset.id, "waits")
    if not form.genuine:
        return _page(asked, known, typed, seen, id=id, said=(words.OLD_FORM,))
    contact = form.one("contact_own") == "yes"
    change = Change(
        id=id,
        asset_id=asked.path["id"],
        seen=seen,
        typed=typed,
        consent=Consent(words.CONSENT, contact=contact),
        note=form.one("note"),
        email=form.one("sender"),
    )
    try:
        outcome = change_asset.send_change(change)
    except AssetMapError as error:
        status = 422 if isinstance(error, BadInput) else 503
        return _page(asked, known, typed, seen, id=id, said=(str(error),), status=status)
    if outcome.sent is not None:
        return entry_form.went_on(known.asset.id, outcome)
    if outcome.moved_on:
        # From here on the sender has seen what it says now.
        seen = seen | {one.field: one.now for one in outcome.moved_on}
        return _page(asked, known, typed, seen, id=id, moved=outcome.moved_on)
    said = () if outcome.problems else (words.NOTHING,)
    return _page(asked, known, typed, seen, id=id, said=said, problems=outcome.problems)


def _page(
    asked: Asked,
    known: ToChange,
    typed: Mapping[str, str],
    seen: Mapping[str, str],
    *,
    id: UUID | None = None,
    said: tuple[str, ...] = (),
    problems: tuple[Problem, ...] = (),
    moved: tuple[Difference, ...] = (),
    status: int | None = None,
) -> Page:
    form = asked.form or Form({}, genuine=False)
    drawn = add_form.fields(
        known.asset.kind,
        {**typed, "contact_own": form.one("contact_own")},
        problems,
        offered=while_typing.offered(),
        links=False,
    )
    close = addresses.plain_asset(known.asset.id, "/close")
    note = form_fields.area("note", words.NOTE, form.one("note"), hint=words.NOTE_HINT, rows=3)
    body = (
        form_fields.summary(problems, said)
        + _moved(moved)
        + parts.para(words.CHANGE_LEAD)
        + parts.para(words.CHANGE_BY_KEEPER if known.keeps else words.CHANGE_BY_OTHERS)
        + f"<p>{parts.link(close, words.CLOSE_OR_BREAK)}</p>"
        + _waits(known)
        + _hidden(known)
        + _hangs(known)
        + form_fields.form(
            "",
            entry_form.begun(asked, id)
            + form_fields.hidden("seen", json.dumps(dict(seen), ensure_ascii=False))
            + drawn
            + ("" if known.keeps else note)
            + entry_form.sender(asked.person, form.one("sender"), problems)
            + parts.para(words.AGREE)
            + form_fields.button(words.SEND_CHANGE),
        )
        + (_in_words(known) if known.keeps else "")
        + entry_form.back(known.asset)
    )
    shown_again = 422 if said or problems or moved else 200
    title = words.CHANGE.format(name=known.asset.name)
    return Page(title, body, status=status or shown_again)


def _hangs(known: ToChange) -> str:
    """Return the halls and groups that it hangs on, each with the way to say that it moved."""
    links = see_links.see_links(str(known.asset.id))
    ways = [way for way in links.ways if way.id in words.HANGS_MOVED]
    if not ways:
        return ""
    listed: list[str] = []
    for way in ways:
        found = [
            one
            for one in links.lines
            if one.told.type is way.type and one.told.from_id == known.asset.id
        ]
        listed += [_moved_on_from(known, way, one) for one in found]
        if not found:
            say = parts.link(_to_links(known, way), words.HANGS_SAY)
            listed.append(f"{escape(words.HANGS_NONE[way.id])} {say}")
    return (
        parts.heading(words.HANGS, anchor="hangs")
        + parts.para(words.HANGS_TEXT)
        + parts.bullets(listed)
    )


def _moved_on_from(known: ToChange, way: Way, one: Line) -> str:
    """Return a link in words, and the way to say what took its place; a list ends its own."""
    if one.told.by_people:
        way_on = parts.link(_to_links(known, way, one), words.HANGS_MOVED[way.id])
    else:
        label = words.HANGS_LIST.format(source=one.told.source)
        way_on = parts.link(_to_links(known, way), label)
    return f"{escape(one.sentence)} {way_on}"


def _to_links(known: ToChange, way: Way, instead: Line | None = None) -> str:
    """Return the address of the form of links, filled with what is to be said."""
    at = addresses.plain_asset(known.asset.id, "/links")
    left = str(instead.told.id) if instead else ""
    return addresses.with_query(at, way=way.id, instead=left)


def _in_words(known: ToChange) -> str:
    """Return the way to say what has no field, for those who have no note beside the fields."""
    address = addresses.plain_asset(known.asset.id, "/wrong")
    return f"<p>{parts.link(address, words.NO_FIELD)}</p>"


def _seen(form: Form) -> dict[str, str]:
    """Return what stood in the form; nothing where it is none of ours."""
    try:
        seen = json.loads(form.one("seen") or "{}")
    except (ValueError, RecursionError):
        return {}
    if not isinstance(seen, dict):
        return {}
    # What is written in it as a number of a sign is one by now.
    return {plain(name): plain(str(text)) for name, text in seen.items()}


def _typed(form: Form, seen: Mapping[str, str], offered: Offered) -> dict[str, str]:
    """Return what was typed, and of lists to tick also what stood there and is not offered."""
    typed = {name: text.replace("\r\n", "\n") for name, text in form.typed().items()}
    for name in TICKED:
        typed.setdefault(name, "")
    known = {"needs": offered.needs, "covers": offered.areas}
    for name, options in known.items():
        beside = [one for one in add_form.several(seen.get(name, "")) if one not in options]
        typed[name] = "; ".join([*add_form.several(typed[name]), *beside])
    return typed


def _moved(moved: tuple[Difference, ...]) -> str:
    if not moved:
        return ""
    listed = parts.bullets(
        escape(
            words.MOVED_FIELD.format(
                field=words.field(one.field),
                now=one.now or words.EMPTY,
                seen=one.seen or words.EMPTY,
            )
        )
        for one in moved
    )
    return (
        '<div class="am-errors" role="alert" tabindex="-1" id="errors" autofocus>'
        f"<h2>{escape(words.MOVED)}</h2>{listed}{parts.para(words.MOVED_NEXT)}</div>"
    )


def _waits(known: ToChange) -> str:
    if not known.waiting:
        return ""
    many = words.WAITS_MANY.format(count=known.waiting)
    return parts.notice(words.WAITS, words.WAITS_ONE if known.waiting == 1 else many)


def _hidden(known: ToChange) -> str:
    if not known.hidden:
        return ""
    fields = ", ".join(sorted(words.field(name).lower() for name in known.hidden))
    return parts.notice(words.HIDDEN, words.HIDDEN_TEXT.format(fields=fields))


def show_wrong(asked: Asked) -> Answer:
    """Ask what is wrong, in one's own words."""
    return _wrong_page(asked, change_asset.look_at(asked.path["id"]))


def take_wrong(asked: Asked) -> Answer:
    """Keep what is wrong for the stewards."""
    known = change_asset.look_at(asked.path["id"])

    def keep(form: Form) -> Answer:
        if not form.one("note"):
            return _wrong_page(asked, known, problems=(Problem("note", words.WRONG_NONE),))
        change = Change(
            id=entry_form.id_of(form),
            asset_id=asked.path["id"],
            seen={},
            typed={},
            consent=Consent(words.WRONG_CONSENT),
            note=form.one("note"),
            email=form.one("sender"),
        )
        return entry_form.went_on(known.asset.id, change_asset.send_change(change))

    def again(why: str) -> Page:
        return _wrong_page(asked, known, said=(why,))

    return entry_form.taken(asked, keep, again, entry_form.told(known.asset.id, "waits"))


def _wrong_page(
    asked: Asked,
    known: ToChange,
    *,
    said: tuple[str, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> Page:
    form = asked.form or Form({}, genuine=False)
    asset = known.asset
    fields = (
        entry_form.begun(asked, entry_form.id_of(form))
        + form_fields.area(
            "note",
            words.WRONG_FIELD,
            form.one("note"),
            hint=words.WRONG_HINT,
            problems=problems,
            longest=2000,
            required=True,
        )
        + entry_form.sender(asked.person, form.one("sender"))
        + form_fields.button(words.SEND_WRONG)
    )
    change = parts.link(addresses.plain_asset(asset.id, "/change"), words.WRONG_OR)
    body = (
        form_fields.summary(problems, said)
        + parts.para(words.WRONG_LEAD)
        + form_fields.form("", fields)
        + f"<p>{change}</p>"
        + entry_form.back(asset)
    )
    status = 422 if said or problems else 200
    return Page(words.WRONG.format(name=asset.name), body, status=status)
