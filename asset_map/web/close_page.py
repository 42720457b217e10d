"""The form by which somebody says that an entry ended, or will, or that it takes a break."""

from collections.abc import Mapping

from asset_map.app import addresses, form_fields, parts, wording
from asset_map.app import change_wording as words
from asset_map.domain.contributions import Consent, Problem
from asset_map.domain.days import uk_today
from asset_map.journeys import change_asset, close_asset, take_break
from asset_map.journeys.change_asset import Outcome, ToChange
from asset_map.journeys.close_asset import LONGEST, SAID, Closing
from asset_map.web import entry_form
from asset_map.web.telling import Answer, Asked, Form, Go, Page

ENDS, BREAK = "ends", "break"
"""What may be said in this form."""


def show(asked: Asked) -> Answer:
    """Ask what happens, when and why."""
    known = change_asset.look_at(asked.path["id"])
    if str(known.asset.id) != asked.path["id"]:
        return Go(addresses.plain_asset(known.asset.id, "/close"))
    return _page(asked, known)


def take(asked: Asked) -> Answer:
    """Keep it and go on, or show the form again with what is wrong."""
    known = change_asset.look_at(asked.path["id"])

    def keep(form: Form) -> Answer:
        outcome = _break(asked, form) if form.one("what") == BREAK else _end(asked, form)
        if outcome.sent is not None:
            return entry_form.went_on(known.asset.id, outcome)
        said = () if outcome.problems else (words.CLOSE_NOTHING,)
        return _page(asked, known, said=said, problems=outcome.problems)

    def again(why: str) -> Page:
        return _page(asked, known, said=(why,))

    return entry_form.taken(asked, keep, again, entry_form.told(known.asset.id, "waits"))


def _end(asked: Asked, form: Form) -> Outcome:
    return close_asset.close(
        Closing(
            id=entry_form.id_of(form),
            asset_id=asked.path["id"],
            when=form.one("valid_to"),
            why=form.one("why"),
            words=form.one("words"),
            consent=Consent(words.CONSENT),
            email=form.one("sender"),
        )
    )


def _break(asked: Asked, form: Form) -> Outcome:
    return take_break.take_break(
        take_break.Said(
            id=entry_form.id_of(form),
            asset_id=asked.path["id"],
            begins=form.one("break_from"),
            back=form.one("break_until"),
            why=form.one("break_why"),
            consent=Consent(words.CONSENT),
            email=form.one("sender"),
        )
    )


def _page(
    asked: Asked,
    known: ToChange,
    *,
    said: tuple[str, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> Page:
    form = asked.form or Form({}, genuine=False)
    typed = form.typed() if asked.form else _begun(asked, known)
    what = BREAK if typed.get("what") == BREAK else ENDS
    fields = (
        form_fields.radios("what", words.CLOSE_WHAT, words.CLOSE_WHATS, what)
        + f'<div class="am-if-ends">{_of_an_end(typed, problems)}</div>'
        + f'<div class="am-if-break">{_of_a_break(typed, problems)}</div>'
    )
    body = (
        form_fields.summary(problems, said)
        + parts.para(words.CLOSE_LEAD)
        + parts.para(words.CLOSE_BY_KEEPER if known.keeps else words.CHANGE_BY_OTHERS)
        + form_fields.form(
            "",
            entry_form.begun(asked, entry_form.id_of(form))
            + fields
            + entry_form.sender(asked.person, form.one("sender"), problems)
            + parts.para(words.AGREE)
            + form_fields.button(words.SEND_CLOSE),
        )
        + entry_form.back(known.asset)
    )
    status = 422 if said or problems else 200
    return Page(words.CLOSE.format(name=known.asset.name), body, status=status)


def _begun(asked: Asked, known: ToChange) -> dict[str, str]:
    """Return what stands in the form at first: a break that is not over, as it is known."""
    away = known.asset.away
    if away is None or away.over(uk_today()):
        return {"what": asked.query.get("what", "")}
    return {
        "what": BREAK,
        "break_from": wording.day(away.since),
        "break_until": wording.day(away.until),
        "break_why": away.why,
    }


def _of_an_end(typed: Mapping[str, str], problems: tuple[Problem, ...]) -> str:
    return (
        form_fields.line(
            "valid_to",
            words.CLOSE_WHEN,
            typed.get("valid_to", ""),
            hint=words.CLOSE_WHEN_HINT,
            problems=problems,
            required=True,
        )
        + form_fields.radios(
            "why",
            words.CLOSE_WHY,
            {reason.value: label for reason, label in SAID.items()},
            typed.get("why", ""),
            problems=problems,
            required=True,
        )
        + form_fields.area(
            "words",
            words.CLOSE_MORE,
            typed.get("words", ""),
            hint=words.CLOSE_MORE_HINT,
            problems=problems,
            rows=2,
            longest=LONGEST,
        )
    )


def _of_a_break(typed: Mapping[str, str], problems: tuple[Problem, ...]) -> str:
    return (
        form_fields.line(
            "break_from",
            words.BREAK_FROM,
            typed.get("break_from", ""),
            hint=words.BREAK_FROM_HINT,
            problems=problems,
        )
        + form_fields.line(
            "break_until",
            words.BREAK_UNTIL,
            typed.get("break_until", ""),
            hint=words.BREAK_UNTIL_HINT,
            problems=problems,
            required=True,
        )
        + form_fields.area(
            "break_why",
            words.BREAK_WHY,
            typed.get("break_why", ""),
            hint=words.BREAK_WHY_HINT,
            problems=problems,
            rows=2,
            longest=LONGEST,
        )
    )
