"""What stewards decide on: the queue, one of it, and taking it in as a part of something."""

from uuid import UUID

from asset_map.app import (
    addresses,
    form_fields,
    links_wording,
    obstacle_wording,
    parts,
    review,
    review_queue,
)
from asset_map.app import review_wording as words
from asset_map.domain.contributions import OPEN, Kind, Problem
from asset_map.domain.errors import AssetMapError, BadInput, NotAllowed
from asset_map.journeys import review_contribution, see_review
from asset_map.journeys.public_words import WrongWords
from asset_map.journeys.see_review import Compared, Looked
from asset_map.web.refusals import status_of
from asset_map.web.telling import Answer, Asked, Form, Go, Page

STYLES = ("/look/review.css",)
CONFLICT = 409
WORDS = ("title", "words")
"""Fields of the form to accept: what everybody is to read."""


def queue(asked: Asked) -> Answer:
    """Show what waits."""
    ward, kind = asked.query.get("ward", ""), asked.query.get("kind", "")
    found = see_review.queue(ward, Kind(kind) if kind in list(Kind) else None)
    shown = sum(map(len, found.groups))
    none = words.NONE_SUCH if found.counts else words.NONE
    more = words.MORE.format(shown=see_review.AT_ONCE, more=found.more) if found.more > 0 else ""
    body = (
        parts.para(words.LEAD)
        + review_queue.counted(found)
        + (parts.para(more) if more else "")
        + (review_queue.asked(found, ward, kind) if found.counts else "")
        + (review_queue.waiting(found) if shown else parts.para(none))
        + parts.heading(words.ELSE)
        + parts.bullets(
            [
                parts.link(addresses.TWINS, words.TWINS),
                parts.link(review.at("stale"), words.STALE),
                parts.link(review.at("links"), links_wording.ONE_SIDED),
                parts.link(addresses.OBSTACLES, obstacle_wording.ALL),
            ]
        )
    )
    return Page(words.TITLE, body, styles=STYLES)


def show(asked: Asked) -> Answer:
    """Show one of it, and the ways to decide."""
    return _page(asked, see_review.look(_id(asked)))


def take(asked: Asked) -> Answer:
    """Decide. Where that cannot be, the page says why, and keeps what was typed."""
    id = _id(asked)
    try:
        _decide(id, asked.sent())
    except NotAllowed:
        if asked.form is None or asked.form.genuine:
            raise
        return _page(asked, see_review.look(id), _refused())
    except AssetMapError as error:
        return _page(asked, see_review.look(id), error)
    return Go(review.at(id))


def _decide(id: UUID, form: Form) -> None:
    version = version_of(form)
    if form.one("do") == "accept":
        words_of = {name: form.one(name) for name in WORDS if name in form.values}
        review_contribution.accept(id, version, _others(form), words_of)
    elif form.one("do") == "ask":
        review_contribution.ask(id, version, form.one("question"))
    elif form.one("do") == "decline":
        review_contribution.decline(id, version, form.one("reason"))
    else:
        raise BadInput("Nobody said what to do with it.")


def _page(asked: Asked, looked: Looked, error: AssetMapError | None = None) -> Page:
    one = looked.one
    sent = asked.form.typed() if asked.form else {}
    problems = _problems(error, sent)
    body = (
        f"<p>{parts.link(addresses.REVIEW, words.BACK)}</p>"
        + form_fields.summary(problems, () if problems or error is None else (str(error),))
        + review.standing(looked, looked.days)
        + review.sender(looked)
        + review.difference(looked)
        + review.typed(looked)
        + review.public(looked)
        + review.how_read(looked.read)
        + review.alike(looked)
        + review.besides(looked)
        + review.talk(looked.turns)
        + review.decide(
            looked, asked.tie, sent, problems, takes=one.kind in review_contribution.TAKES
        )
    )
    title = review.title(one, looked.about, looked.proposal)
    return Page(title, body, status=_status(error), styles=STYLES)


def _problems(error: AssetMapError | None, sent: dict[str, str]) -> tuple[Problem, ...]:
    """Return what is wrong with the words that were typed, beside them."""
    if isinstance(error, WrongWords):
        return error.problems
    field = {"ask": "question", "decline": "reason"}.get(sent.get("do", ""))
    if field is None or type(error) is not BadInput:
        return ()
    return (Problem(field, error.sentence, error.next_step),)


def _status(error: AssetMapError | None) -> int:
    if error is None:
        return 200
    meanwhile = isinstance(error, review_contribution.DecidedMeanwhile)
    return CONFLICT if meanwhile else status_of(error)


def _refused() -> NotAllowed:
    return NotAllowed(
        "This page was open for too long, or cookies are not allowed: nothing was decided.",
        "What you typed is still there: press the button again.",
    )


def _id(asked: Asked, name: str = "id") -> UUID:
    return UUID(str(asked.path[name]))


def _others(form: Form) -> list[UUID]:
    try:
        return [UUID(one) for one in form.one("others").split(",") if one]
    except ValueError:
        raise BadInput("Nobody said what was looked at.", "Open the page anew.") from None


def version_of(form: Form) -> int:
    """Return which version whoever decides saw. Raises BadInput where the form does not say."""
    try:
        return int(form.one("version"))
    except ValueError:
        raise BadInput("Nobody said what was looked at.", "Open the page anew.") from None


# --- A part of something --------------------------------------------------------------------------


def show_part(asked: Asked) -> Answer:
    """Show what was sent beside what it may be a part of, to choose field by field."""
    return _part(asked)


def take_part(asked: Asked) -> Answer:
    """Take it in as a part of something."""
    id, asset_id = _id(asked), _id(asked, "asset_id")
    try:
        form = asked.sent()
        chosen = [
            name.removeprefix("take-")
            for name in form.values
            if name.startswith("take-") and form.one(name) == "sent"
        ]
        review_contribution.accept_into(id, version_of(form), asset_id, chosen)
    except review_contribution.DecidedMeanwhile as error:
        return _page(asked, see_review.look(id), error)
    except AssetMapError as error:
        if isinstance(error, NotAllowed) and asked.form is not None and asked.form.genuine:
            raise
        return _part(asked, error)
    return Go(review.at(id))


def _part(asked: Asked, error: AssetMapError | None = None) -> Answer:
    looked, asset, sides = see_review.compare(_id(asked), _id(asked, "asset_id"))
    if looked.one.state not in OPEN:
        return Go(review.at(looked.one.id))
    name = asset.name
    equal = [words.field(one.side.name) for one in sides if not one.side.differs]
    body = (
        f"<p>{parts.link(review.at(looked.one.id), words.PART_NOT)}</p>"
        + form_fields.summary((), (str(error),) if error else ())
        + parts.para(words.PART_TEXT.format(name=name))
        + (parts.para(words.PART_SAME.format(fields=", ".join(equal))) if equal else "")
        + form_fields.form(
            "",
            asked.tie
            + form_fields.hidden("version", str(looked.one.version))
            + "".join(_choice(one) for one in sides if one.side.differs and one.sent)
            + _belongs(looked)
            + form_fields.button(words.PART.format(name=name)),
        )
    )
    sent = str(looked.one.said.get("name") or "")
    return Page(
        words.PART_TITLE.format(sent=sent, name=name), body, status=_status(error), styles=STYLES
    )


def _belongs(looked: Looked) -> str:
    """Return the question whether the sender keeps it from now on, where they want to."""
    if not looked.one.said.get(review_contribution.BELONGS) or looked.one.consent.on_behalf:
        return ""
    options = {"map": words.BELONGS_NO, "sent": words.BELONGS_YES}
    return form_fields.radios("take-belongs", words.BELONGS, options, "map")


def _choice(one: Compared) -> str:
    options = {
        "map": words.ON_MAP.format(text=one.on_map or words.EMPTY),
        "sent": words.AS_SENT.format(text=one.sent),
    }
    chosen = "sent" if one.side.only_other else "map"
    name = one.side.name
    return form_fields.radios(f"take-{name}", words.field(name), options, chosen)
