"""The page on which a group adds itself, and the pieces that its script asks for.

Everything works without script. What was typed survives whatever goes wrong.
"""

import json
import time
from functools import lru_cache
from html import escape
from uuid import UUID, uuid4

from asset_map.app import add_agreed, add_form, addresses, form_fields, parts
from asset_map.app import add_wording as words
from asset_map.app.add_form import Typed
from asset_map.domain.errors import AssetMapError, BadInput
from asset_map.domain.places import name_key
from asset_map.journeys import add_asset, see_sent, while_typing
from asset_map.journeys.add_looked import Looked
from asset_map.journeys.like_typed import SHORTEST, is_clear
from asset_map.journeys.tell_where import tell_where
from asset_map.journeys.while_typing import Offered
from asset_map.web import forms, sent_here
from asset_map.web.sent_page import LIKE
from asset_map.web.telling import Answer, Asked, File, Form, Go, Page

SENT = "/add/sent"
REMEMBERED_SECONDS = 30

BACK_KEEPS = {"Cache-Control": "private, no-cache"}
"""The browser may keep the form for its way back: then what was typed is still in it."""

_NOTHING = Looked((), {})


def show(asked: Asked) -> Answer:
    """Show the form: empty, or begun like what this visit sent before."""
    typed = {"kind": asked.query.get("kind", "")}
    if LIKE in asked.query:
        id = _id(asked.query[LIKE])
        typed |= see_sent.begin_like(id, sent_here=sent_here.was(asked.tie, id))
    return _page(asked, typed, _NOTHING, headers=BACK_KEEPS)


def take(asked: Asked) -> Answer:
    """Keep what was sent and go on, or show the form again with everything that is wrong."""
    form = _given(asked)
    typed, id = _typed(form), _id(form.one("id"))
    if form.one(add_agreed.TRAP):
        return Go(f"{SENT}/{uuid4()}")
    if not form.genuine:
        return _page(asked, typed, _NOTHING, id=id, said=(words.OLD_FORM,), status=422)
    try:
        added = add_asset.add(id, typed, sent_here=sent_here.was(asked.tie, id))
    except AssetMapError as error:
        said = (str(error),)
        status = 422 if isinstance(error, BadInput) else 503
        return _page(asked, typed, _NOTHING, id=id, said=said, status=status)
    if added.other:
        return _page(asked, typed, added.looked, said=(words.SENT_OTHER,), status=422)
    if added.id is None:
        return _page(asked, typed, added.looked, id=id, status=422)
    if not added.again:
        sent_here.note(asked.tie, added.id)
    return Go(f"{SENT}/{added.id}")


def like(asked: Asked) -> Answer:
    """Answer the script with what may be the same thing, on the map already."""
    return _piece(add_form.alike(while_typing.see_alike(_asked_for(asked))))


def meant(asked: Asked) -> Answer:
    """Answer the script with what the typed name of a hall or a group may mean."""
    typed = _asked_for(asked)
    field = "run_by" if typed.get("field") == "run_by" else "venue"
    name = typed.get("name", "")
    found = while_typing.see_meant(field, name, typed.get("postcode", ""))
    chosen = str(found[0].id) if is_clear(found, name) else ""
    if not found and len(name_key(name)) < SHORTEST:
        return _piece("")
    return _piece(add_form.one_of(f"{field}_id", words.VENUE_WHICH, found, chosen))


def where(asked: Asked) -> Answer:
    """Answer the script with where a postcode or a pin is: words, latitude, longitude."""
    typed = _asked_for(asked)
    try:
        found = tell_where(
            typed.get("postcode", ""), typed.get("latitude", ""), typed.get("longitude", "")
        )
    except BadInput as error:
        told: dict[str, object] = {"words": str(error)}
    else:
        told = {"words": found.words, "latitude": found.latitude, "longitude": found.longitude}
    return File(json.dumps(told).encode(), "application/json")


def when(asked: Asked) -> Answer:
    """Answer the script with how times were understood."""
    return _piece(escape(_read(_asked_for(asked).get("hours", ""))))


def _page(
    asked: Asked,
    typed: Typed,
    looked: Looked,
    *,
    id: UUID | None = None,
    said: tuple[str, ...] = (),
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Page:
    """Return the page with the form. A ``looked`` with problems has them said twice: at the top,
    and at each field."""
    problems = looked.problems
    drawn = add_form.fields(
        None,
        typed,
        problems,
        offered=_offered(looked),
        hours_read=_read(typed.get("hours", "")) if status != 200 else "",
        like=_liked(typed, looked),
    )
    hidden = asked.tie + form_fields.hidden("id", str(id or uuid4()))
    rest = add_agreed.agreed(typed, problems, asked.person)
    body = (
        form_fields.summary(problems, said)
        + parts.para(words.LEAD)
        + _draft()
        + form_fields.form(addresses.ADD, hidden + drawn + rest, id="am-add")
        + f'<p id="am-offline" class="am-notice" role="alert" hidden>{escape(words.OFFLINE)}</p>'
    )
    return Page(
        words.TITLE,
        body,
        status=status,
        scripts=add_form.SCRIPTS,
        styles=add_form.STYLES,
        headers=headers or {},
    )


def _draft() -> str:
    """Return what the script shows where it filled in what was typed before."""
    return (
        f'<div id="am-draft" class="am-notice" role="status" hidden>{parts.para(words.DRAFT)}'
        f'<p><button type="button">{escape(words.DRAFT_DROP)}</button></p></div>'
    )


def _liked(typed: Typed, looked: Looked) -> str:
    problem = next((one for one in looked.problems if one.field == "none_of"), None)
    error = parts.para(str(problem), "am-field-error") if problem else ""
    return error + add_form.alike(looked.alike, typed.get("none_of", ""))


def _offered(looked: Looked) -> Offered:
    offered = _remembered(int(time.monotonic() / REMEMBERED_SECONDS))
    found = looked.meant or {}
    return Offered(offered.needs, offered.areas, found.get("venue", ()), found.get("run_by", ()))


@lru_cache(maxsize=1)
def _remembered(_moment: int) -> Offered:
    return while_typing.offered()


def _read(hours: str) -> str:
    if not hours.strip():
        return ""
    times = while_typing.read_times(hours)
    return words.hours_read(times)


def _given(asked: Asked) -> Form:
    return asked.form or Form({}, genuine=False)


def _typed(form: Form) -> dict[str, str]:
    """Return what was typed; each field once, ticks in one."""
    left_out = {forms.FIELD, "id", add_agreed.TRAP}
    return {name: said for name, said in form.typed().items() if name not in left_out}


def _asked_for(asked: Asked) -> dict[str, str]:
    """Return what a script asks about: sent as a form, so that no address and no log holds it."""
    if asked.form is not None:
        return _typed(asked.form)
    return dict(asked.query)


def _id(text: str) -> UUID:
    """Return the id that came with a form; another one where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def _piece(html: str) -> File:
    return File(html.encode("utf-8", "replace"), "text/html; charset=utf-8")
