"""The one button by which somebody says that an entry is open again, or back early from a break."""

from asset_map.app import addresses, form_fields, parts, wording
from asset_map.app import change_wording as words
from asset_map.domain.contributions import Consent
from asset_map.domain.days import uk_today
from asset_map.journeys import change_asset, open_again
from asset_map.journeys.change_asset import ToChange
from asset_map.journeys.open_again import Again
from asset_map.web import entry_form
from asset_map.web.telling import Answer, Asked, Form, Go, Page


def show(asked: Asked) -> Answer:
    """Ask whether it is open again."""
    known = change_asset.look_at(asked.path["id"])
    if str(known.asset.id) != asked.path["id"]:
        return Go(addresses.plain_asset(known.asset.id, "/again"))
    return _page(asked, known)


def take(asked: Asked) -> Answer:
    """Keep it and go on to whether all of it is still right."""
    known = change_asset.look_at(asked.path["id"])

    def keep(form: Form) -> Answer:
        again = Again(
            id=entry_form.id_of(form),
            asset_id=asked.path["id"],
            consent=Consent(words.CONSENT),
            email=form.one("sender"),
        )
        outcome = open_again.open_again(again)
        if outcome.sent is None:
            said = tuple(map(str, outcome.problems))
            return _page(asked, change_asset.look_at(asked.path["id"]), said=said)
        if outcome.live:
            return entry_form.told(known.asset.id, "again")
        return entry_form.went_on(known.asset.id, outcome)

    def once_more(why: str) -> Page:
        return _page(asked, known, said=(why,))

    return entry_form.taken(asked, keep, once_more, entry_form.told(known.asset.id, "waits"))


def _page(asked: Asked, known: ToChange, *, said: tuple[str, ...] = ()) -> Page:
    asset, form = known.asset, asked.form or Form({}, genuine=False)
    if not open_again.ended_by(known):
        return Page(words.AGAIN_NOT.format(name=asset.name), entry_form.back(asset))
    closed = asset.closed(uk_today())
    until = asset.away.until if asset.away else None
    change = parts.link(addresses.plain_asset(asset.id, "/change"), words.AGAIN_CHANGED)
    body = (
        form_fields.summary((), said)
        + parts.para(
            words.AGAIN_ENDED if closed else words.AGAIN_BREAK.format(day=wording.day(until))
        )
        + parts.para(words.AGAIN_LEAD)
        + parts.para(words.AGAIN_BY_KEEPER if known.keeps else words.CHANGE_BY_OTHERS)
        + form_fields.form(
            "",
            entry_form.begun(asked, entry_form.id_of(form))
            + entry_form.sender(asked.person, form.one("sender"))
            + form_fields.button(words.SEND_AGAIN if closed else words.SEND_BACK),
        )
        + f"<p>{change}</p>"
        + entry_form.back(asset)
    )
    return Page(words.AGAIN.format(name=asset.name), body, status=422 if said else 200)
