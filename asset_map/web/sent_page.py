"""The page after something was added: what happens next, and the letter if its address was wrong.

Whoever sent it sees what it was; nobody else sees whether it is.
"""

from html import escape
from uuid import UUID

from asset_map.app import add_form, addresses, form_fields, parts
from asset_map.app import add_wording as words
from asset_map.app.form_fields import Problems
from asset_map.domain.contributions import State
from asset_map.domain.errors import BadInput
from asset_map.journeys import see_sent
from asset_map.journeys.see_sent import SentPicture
from asset_map.journeys.send_elsewhere import send_elsewhere
from asset_map.web import sent_here
from asset_map.web.entry_form import status
from asset_map.web.telling import Answer, Asked, Go, Page

LIKE = "like"
"""What the address of a new form names that is to begin like one that was sent."""


def show(asked: Asked) -> Answer:
    """Say what happens next."""
    return _page(asked, again=asked.query.get("again") == "yes")


def take(asked: Asked) -> Answer:
    """Have the letter sent to another address."""
    form, id = asked.sent(), _id(asked)
    here = sent_here.was(asked.tie, id)
    try:
        problems = send_elsewhere(id, form.one("sender"), sent_here=here)
    except BadInput as error:
        return _page(asked, said=str(error))
    if problems:
        return _page(asked, problems=problems, typed=form.one("sender"))
    return Go(addresses.with_query(f"{addresses.ADD}/sent/{id}", again="yes"))


def _page(
    asked: Asked,
    *,
    problems: Problems = (),
    typed: str = "",
    said: str = "",
    again: bool = False,
) -> Page:
    id = _id(asked)
    seen = see_sent.see_sent(id, sent_here=sent_here.was(asked.tie, id))
    title = words.SENT_NAMED.format(name=seen.name) if seen else words.SENT
    held = seen is not None and seen.state is State.HELD
    another = addresses.with_query(addresses.ADD, **{LIKE: str(id)})
    ways = [
        parts.link(another, words.ADD_LIKE) if seen else "",
        parts.link(addresses.ADD, words.ADD_MORE),
        parts.link(addresses.FRONT, words.TO_THE_MAP),
    ]
    body = (
        form_fields.summary(problems, (said,) if said else ())
        + (status(words.SENT_AGAIN) if again and held else "")
        + f'<div data-sent="yes">{_next(seen)}</div>'
        + (_elsewhere(asked, problems, typed) if held else "")
        + _around(seen)
        + parts.bullets(way for way in ways if way)
    )
    wrong = 422 if problems or said else 200
    return Page(title, body, wrong, scripts=("/look/add.js",), styles=add_form.STYLES)


def _id(asked: Asked) -> UUID:
    return UUID(str(asked.path["id"]))


def _next(seen: SentPicture | None) -> str:
    if seen is None:
        steps = [escape(step) for step in words.ALL_STEPS]
    else:
        held = (words.TO_CONFIRM,) if seen.state is State.HELD else ()
        steps = [escape(step) for step in (*held, words.LOOKED_AT, words.TOLD)]
    listed = "".join(f"<li>{step}</li>" for step in steps)
    times = parts.para(words.hours_read(seen.times)) if seen and seen.hours else ""
    return f"{times}{parts.heading(words.NEXT)}<ol>{listed}</ol>"


def _elsewhere(asked: Asked, problems: Problems, typed: str) -> str:
    """Return the form by which the letter goes to another address."""
    line = form_fields.line(
        "sender",
        words.ELSEWHERE_ADDRESS,
        typed,
        problems=problems,
        type="email",
        autocomplete="email",
        longest=254,
    )
    form = form_fields.form("", asked.tie + line + form_fields.button(words.ELSEWHERE_SEND))
    opened = " open" if problems else ""
    return (
        f"<details{opened}><summary>{escape(words.ELSEWHERE)}</summary>"
        f"{parts.para(words.ELSEWHERE_TEXT)}{form}</details>"
    )


def _around(seen: SentPicture | None) -> str:
    if seen is None:
        return ""
    told = [
        words.SHARE.format(count=_others(seen.share)) if seen.share else "",
        words.NEARBY.format(count=_others(seen.near)) if seen.near else "",
    ]
    listed = [escape(one) for one in told if one]
    return parts.heading(words.AROUND) + parts.bullets(listed) if listed else ""


def _others(count: int) -> str:
    one, many = words.OTHERS
    return one if count == 1 else many.format(count=f"{count:,}")
