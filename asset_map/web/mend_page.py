"""Where stewards mend words that everybody reads, or take them down."""

from uuid import UUID

from asset_map.app import addresses, form_fields, mend, parts, review
from asset_map.app import mend_wording as words
from asset_map.app import review_wording as review_words
from asset_map.domain.contributions import Problem
from asset_map.domain.errors import AssetMapError, BadInput, NotAllowed
from asset_map.journeys import mend_words, see_review
from asset_map.journeys.deciding import DecidedMeanwhile
from asset_map.journeys.public_words import WrongWords
from asset_map.journeys.see_review import Looked, Own
from asset_map.web.refusals import status_of
from asset_map.web.review_page import version_of
from asset_map.web.telling import Answer, Asked, Form, Go, Page

STYLES = ("/look/review.css",)
CONFLICT = 409


def show(asked: Asked) -> Answer:
    """Show what everybody reads, and the two ways to change that."""
    return _page(asked)


def take(asked: Asked) -> Answer:
    """Mend it or take it down; where that cannot be, say why, and keep what was typed."""
    id = _id(asked)
    try:
        _do(id, asked.sent())
    except AssetMapError as error:
        if isinstance(error, NotAllowed) and asked.form is not None and asked.form.genuine:
            raise
        return _page(asked, error)
    return Go(review.at(id))


def _do(id: UUID, form: Form) -> None:
    version = version_of(form)
    if form.one("do") == "mend":
        mend_words.mend(id, version, {name: form.one(name) for name in form.values})
    elif form.one("do") == "down":
        sure = form.one("sure") == "yes"
        mend_words.take_down(id, version, form.one("reason"), confirmed=sure)
    else:
        raise BadInput("Nobody said what to do with it.")


def _page(asked: Asked, error: AssetMapError | None = None) -> Answer:
    id = _id(asked)
    looked = see_review.look(id)
    if not looked.published:
        return Go(review.at(id))
    typed = asked.form.typed() if asked.form else {}
    problems = _problems(error, typed)
    name = review.title(looked.one, looked.about, looked.proposal)
    body = (
        f"<p>{parts.link(review.at(id), review_words.BACK_TO_ONE)}</p>"
        + form_fields.summary(problems, () if problems or error is None else (str(error),))
        + parts.heading(words.SENT)
        + parts.facts(
            (review_words.field(one.field), _sent(looked, one.field)) for one in looked.public
        )
        + parts.heading(words.MEND)
        + _mend(asked, looked, typed, problems)
        + parts.heading(words.DOWN, anchor="down")
        + _down(asked, looked, typed, problems)
    )
    return Page(words.MEND_TITLE.format(title=name), body, status=_status(error), styles=STYLES)


def _sent(looked: Looked, field: str) -> str:
    return review.text(looked.one.said.get(field))


def _mend(
    asked: Asked, looked: Looked, typed: dict[str, str], problems: tuple[Problem, ...]
) -> str:
    if looked.own is Own.ANOTHER_DECIDES:
        return mend.as_read(looked.public) + parts.para(words.OWN_NOT_MEND)
    before = typed if typed.get("do") == "mend" else {}
    return form_fields.form(
        addresses.mend_words(looked.one.id),
        _seen(asked, looked, "mend")
        + mend.to_mend(looked.public, before, problems, now=True)
        + form_fields.button(words.MEND_GO),
    )


def _down(
    asked: Asked, looked: Looked, typed: dict[str, str], problems: tuple[Problem, ...]
) -> str:
    more = words.DOWN_MORE.get(looked.one.kind, "")
    return form_fields.form(
        addresses.mend_words(looked.one.id),
        _seen(asked, looked, "down")
        + parts.para(words.DOWN_TEXT.format(more=more))
        + form_fields.area(
            "reason",
            words.WHY,
            typed.get("reason", ""),
            hint=words.WHY_HINT,
            problems=problems,
            rows=3,
            longest=2000,
            required=True,
        )
        + form_fields.tick("sure", words.SURE, problems=problems)
        + form_fields.button(words.DOWN_GO, css="am-second-button"),
    )


def _seen(asked: Asked, looked: Looked, do: str) -> str:
    version = form_fields.hidden("version", str(looked.one.version))
    return asked.tie + version + form_fields.hidden("do", do)


def _problems(error: AssetMapError | None, typed: dict[str, str]) -> tuple[Problem, ...]:
    """Return what is wrong with what was typed, beside it."""
    if isinstance(error, WrongWords):
        return error.problems
    if type(error) is not BadInput or typed.get("do") != "down":
        return ()
    field = "sure" if typed.get("reason") else "reason"
    return (Problem(field, error.sentence, error.next_step),)


def _status(error: AssetMapError | None) -> int:
    if error is None:
        return 200
    return CONFLICT if isinstance(error, DecidedMeanwhile) else status_of(error)


def _id(asked: Asked) -> UUID:
    return UUID(str(asked.path["id"]))
