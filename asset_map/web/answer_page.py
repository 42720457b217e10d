"""The link in a mail by which whoever sent something answers a steward's question."""

from asset_map.app import add_form, addresses, form_fields, parts, review_wording
from asset_map.app import answer_wording as words
from asset_map.domain.contributions import Contribution, Kind, Problem
from asset_map.journeys import answer_question, while_typing
from asset_map.journeys.answer_question import Question, Reply
from asset_map.web.telling import Answer, Asked, Form, Page


def show(asked: Asked) -> Answer:
    """Show the question, what was sent, and the ways to go on."""
    question = answer_question.look_at_question(asked.path["token"])
    return _page(asked, question) if question.open else _done(question)


def take(asked: Asked) -> Answer:
    """Keep the answer, or take back what was sent."""
    token = asked.path["token"]
    question = answer_question.look_at_question(token)
    if asked.form is not None and not asked.form.genuine and question.open:
        return _page(asked, question, (Problem("words", *_OPEN_TOO_LONG),), status=403)
    form = asked.sent()
    if form.one("do") == "back":
        answer_question.take_back(token)
    else:
        problems = answer_question.answer(token, _reply(question.one, form))
        if problems:
            return _page(asked, question, problems, status=400)
    return _done(answer_question.look_at_question(token))


_OPEN_TOO_LONG = ("This page was open for too long.", "Look it through and send it again.")


def _reply(one: Contribution, form: Form) -> Reply:
    if one.kind is not Kind.ADD:
        return Reply(form.one("words"), form.typed())
    # What is not ticked is not sent, and means that it was unticked.
    typed = {name: "" for name in ("needs", "covers", "masked")} | form.typed()
    return Reply(form.one("words"), typed, form.one("contact_own") == "yes")


def _page(
    asked: Asked,
    question: Question,
    problems: tuple[Problem, ...] = (),
    status: int = 200,
) -> Page:
    typed = asked.form.typed() if asked.form else {}
    fields = _fields(question.one, typed, problems)
    # The forms go to the address of this page, which is nowhere repeated.
    answer = (
        asked.tie
        + form_fields.hidden("do", "answer")
        + form_fields.area(
            "words",
            words.ANSWER,
            typed.get("words", ""),
            hint=words.ANSWER_HINT,
            problems=problems,
            longest=2000,
        )
        + fields
        + form_fields.button(words.SEND)
    )
    back = (
        asked.tie
        + form_fields.hidden("do", "back")
        + parts.para(words.BACK_TEXT)
        + form_fields.button(words.BACK, css="am-second-button")
    )
    body = (
        form_fields.summary(problems)
        + parts.para(words.ASKED)
        + f"<blockquote>{parts.para(question.words)}</blockquote>"
        + form_fields.form("", answer)
        + parts.heading(words.BACK_TITLE)
        + form_fields.form("", back)
    )
    return Page(words.TITLE, body, status=status, styles=("/look/review.css",))


def _fields(one: Contribution, typed: dict[str, str], problems: tuple[Problem, ...]) -> str:
    """Return the fields of what was sent, as far as they may be changed here."""
    said = {name: str(text) for name, text in one.said.items()}
    if one.kind is Kind.ADD and one.asset_kind is not None:
        own = {"contact_own": "yes"} if one.consent.contact else {}
        shown = typed or said | own
        body = add_form.fields(
            one.asset_kind, shown, problems, offered=while_typing.offered(), links=False
        )
    elif one.kind is Kind.CHANGE:
        body = "".join(
            form_fields.area(
                name, review_wording.field(name), (typed or said).get(name, ""), rows=2
            )
            for name in said
        )
    else:
        return ""
    head = parts.heading(words.CHANGE) + parts.para(words.CHANGE_TEXT)
    return f'<div class="am-change">{head}{body}</div>'


def _done(question: Question) -> Page:
    said = parts.para(words.STATES[question.one.state.value])
    return Page(words.DONE, said + f"<p>{parts.link(addresses.FRONT, words.TO_THE_MAP)}</p>")
