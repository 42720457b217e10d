"""What somebody sent in: how far it is and what comes next, and the way to take it back."""

from html import escape
from uuid import UUID

from asset_map.app import addresses, form_fields, parts, wording
from asset_map.app import change_wording as kinds
from asset_map.app import own_wording as words
from asset_map.journeys import take_back
from asset_map.journeys.see_own import Own, SentIn
from asset_map.journeys.see_own import Page as Shown
from asset_map.web.telling import Answer, Asked, Go, Page


def sent(asked: Asked, own: Own) -> str:
    """Return what somebody sent in, as a table."""
    title = parts.heading(kinds.SENT_TITLE)
    if not own.sent:
        return title + parts.para(kinds.SENT_NONE)
    rows = [
        [escape(wording.moment(one.sent)), _what(one), _state(one), _next(asked, one)]
        for one in own.sent
    ]
    return title + parts.table(kinds.SENT_TITLE, words.COLUMNS, rows) + pages(own.sent_page, "sent")


def pages(shown: Shown, of: str) -> str:
    """Return which page is shown, and the ways to those beside it; nothing where there is one."""
    if shown.of == 1:
        return ""
    ways = [
        parts.link(addresses.with_query(addresses.OWN, **{of: str(number)}), label)
        for number, label in ((shown.number - 1, words.BEFORE), (shown.number + 1, words.AFTER))
        if 1 <= number <= shown.of
    ]
    here = escape(words.PAGES.format(number=shown.number, of=shown.of))
    return parts.bullets([here, *ways], "am-nav")


def show_take_back(asked: Asked) -> Answer:
    """Ask once more before somebody takes back what they sent in."""
    one = take_back.look_at_own(_id(asked))
    body = (
        parts.para(words.TAKE_BACK_TEXT)
        + form_fields.form("", asked.tie + form_fields.button(words.TAKE_BACK))
        + f"<p>{parts.link(addresses.OWN, words.BACK)}</p>"
    )
    name = str(one.said.get("name") or "")
    return Page(words.TAKE_BACK_SURE, (parts.heading(name) if name else "") + body)


def take_take_back(asked: Asked) -> Answer:
    """Take back what somebody sent in."""
    asked.sent()
    take_back.take_back_own(_id(asked))
    return Go(addresses.with_query(addresses.OWN, said="taken-back"))


def take_answer(asked: Asked) -> Answer:
    """Lead to the page on which a question is answered."""
    asked.sent()
    return Go(f"/answer/{take_back.open_question(_id(asked))}")


def _id(asked: Asked) -> UUID:
    return UUID(str(asked.path["id"]))


def _what(one: SentIn) -> str:
    name = escape(one.name or kinds.NAMELESS)
    if one.asset_id:
        name = f'<a href="{addresses.plain_asset(one.asset_id)}">{name}</a>'
    said = escape(kinds.KINDS[one.kind], quote=False).format(name=name)
    if one.proposal_id:
        return f'{said}: <a href="{escape(addresses.proposal(one.proposal_id))}">{name}</a>'
    return said


def _state(one: SentIn) -> str:
    said = escape(kinds.STATES[one.state])
    return f"{said}: {escape(one.reason)}" if one.reason else said


def _next(asked: Asked, one: SentIn) -> str:
    said = escape(words.NEXT[one.state])
    name = one.name or kinds.NAMELESS
    if one.question:
        label = escape(words.ANSWER_OF.format(name=name))
        button = f'<button type="submit" aria-label="{label}">{escape(words.ANSWER)}</button>'
        said += f"<br>{escape(words.QUESTION.format(words=one.question))}"
        said += form_fields.form(_of(one, "answer"), asked.tie + button)
    if one.open:
        label = escape(words.TAKE_BACK_OF.format(name=name))
        way = (
            f'<a href="{_of(one, "take-back")}" aria-label="{label}">{escape(words.TAKE_BACK)}</a>'
        )
        said += f"<br>{way}"
    return said


def _of(one: SentIn, ending: str) -> str:
    return f"{addresses.OWN}/{one.id}/{ending}"
