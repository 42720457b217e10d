"""Somebody has themselves erased: told first what goes and what stays, then asked for their
address once more."""

from asset_map.app import addresses, form_fields, parts, telling_wording
from asset_map.app import erase_wording as words
from asset_map.app import sign_in_wording as sign_in_words
from asset_map.domain.errors import BadInput
from asset_map.domain.rights import Action, may
from asset_map.journeys import erase_person
from asset_map.web.refusals import status_of
from asset_map.web.telling import Answer, Asked, Page


def show(asked: Asked) -> Answer:
    """Tell what goes and what stays."""
    if not may(asked.person.role, Action.ADD_OWN):
        sign_in = f"<p>{parts.link(addresses.SIGN_IN, sign_in_words.SIGN_IN)}</p>"
        return Page(words.TITLE, parts.para(words.SIGN_IN) + sign_in)
    return _page(asked)


def take(asked: Asked) -> Answer:
    """Erase whoever asks."""
    try:
        erased = erase_person.erase_own(asked.sent().one("email"))
    except BadInput as error:
        return _page(asked, error)
    public = "".join(
        parts.para(words.STILL_PUBLIC.format(name=name, source=source))
        for _, name, source in erased.still_public
    )
    way_on = f"<p>{parts.link(addresses.FRONT, telling_wording.BACK_TO_MAP)}</p>"
    return Page(words.DONE, parts.para(words.DONE_TEXT) + public + way_on)


def _page(asked: Asked, error: BadInput | None = None) -> Page:
    body = (
        form_fields.summary((), (str(error),) if error else ())
        + parts.para(words.TEXT)
        + parts.heading(words.GOES)
        + parts.bullets(words.GOING)
        + parts.heading(words.STAYS)
        + parts.bullets(words.STAYING)
        + form_fields.form(
            "",
            asked.tie
            + form_fields.line("email", words.EMAIL, type="email", required=True)
            + form_fields.button(words.GO),
        )
        + f"<p>{parts.link(addresses.OWN, words.NOT)}</p>"
    )
    return Page(words.TITLE, body, status=status_of(error) if error else 200)
