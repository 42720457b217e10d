"""The form by which somebody says that an entry ended, or will."""

from asset_map.app import addresses, form_fields, parts
from asset_map.app import change_wording as words
from asset_map.domain.contributions import Consent, Problem
from asset_map.journeys import change_asset, close_asset
from asset_map.journeys.change_asset import ToChange
from asset_map.journeys.close_asset import LONGEST, SAID, Closing
from asset_map.web import entry_form
from asset_map.web.telling import Answer, Asked, Form, Go, Page


def show(asked: Asked) -> Answer:
    """Ask when and why."""
    known = change_asset.look_at(asked.path["id"])
    if str(known.asset.id) != asked.path["id"]:
        return Go(addresses.plain_asset(known.asset.id, "/close"))
    return _page(asked, known)


def take(asked: Asked) -> Answer:
    """Keep it and go on, or show the form again with what is wrong."""
    known = change_asset.look_at(asked.path["id"])

    def keep(form: Form) -> Answer:
        closing = Closing(
            id=entry_form.id_of(form),
            asset_id=asked.path["id"],
            when=form.one("valid_to"),
            why=form.one("why"),
            words=form.one("words"),
            consent=Consent(words.CONSENT),
            email=form.one("sender"),
        )
        outcome = close_asset.close(closing)
        if outcome.sent is not None:
            return entry_form.went_on(known.asset.id, outcome)
        said = () if outcome.problems else (words.CLOSE_NOTHING,)
        return _page(asked, known, said=said, problems=outcome.problems)

    def again(why: str) -> Page:
        return _page(asked, known, said=(why,))

    return entry_form.taken(asked, keep, again, entry_form.told(known.asset.id, "waits"))


def _page(
    asked: Asked,
    known: ToChange,
    *,
    said: tuple[str, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> Page:
    form = asked.form or Form({}, genuine=False)
    fields = (
        form_fields.line(
            "valid_to",
            words.CLOSE_WHEN,
            form.one("valid_to"),
            hint=words.CLOSE_WHEN_HINT,
            problems=problems,
            required=True,
        )
        + form_fields.radios(
            "why",
            words.CLOSE_WHY,
            {reason.value: label for reason, label in SAID.items()},
            form.one("why"),
            problems=problems,
        )
        + form_fields.area(
            "words",
            words.CLOSE_MORE,
            form.one("words"),
            hint=words.CLOSE_MORE_HINT,
            problems=problems,
            rows=2,
            longest=LONGEST,
        )
    )
    instead = addresses.plain_asset(known.asset.id, "/change")
    body = (
        form_fields.summary(problems, said)
        + parts.para(words.CLOSE_LEAD)
        + f"<p>{parts.link(instead, words.CLOSE_BREAK)}</p>"
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
