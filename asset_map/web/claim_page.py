"""“This is us”: the form of a claim, and the page on which the contact on record answers it."""

from html import escape

from asset_map.app import addresses, form_fields, parts
from asset_map.app import change_wording as words
from asset_map.app.form_fields import Problems
from asset_map.domain.contributions import State
from asset_map.journeys import claim_asset
from asset_map.journeys.claim_asset import Claim, Claimed, Opened, ToClaim
from asset_map.web import entry_form
from asset_map.web.telling import Answer, Asked, Form, Go, Page


def show(asked: Asked) -> Answer:
    """Ask who it is that claims an entry."""
    known = claim_asset.look_at(asked.path["id"])
    if str(known.asset.id) != asked.path["id"]:
        return Go(addresses.plain_asset(known.asset.id, "/claim"))
    return _page(asked, known)


def take(asked: Asked) -> Answer:
    """Keep a claim and say who is asked now."""
    known = claim_asset.look_at(asked.path["id"])

    def keep(form: Form) -> Answer:
        wanted = Claim(
            id=entry_form.id_of(form),
            asset_id=asked.path["id"],
            who=form.one("who"),
            email=form.one("sender"),
        )
        claimed = claim_asset.claim(wanted)
        if claimed.problems:
            return _page(asked, known, problems=claimed.problems)
        return entry_form.told(known.asset.id, _next(claimed))

    def again(why: str) -> Page:
        return _page(asked, known, said=why)

    return entry_form.taken(asked, keep, again, entry_form.told(known.asset.id, "steward"))


def open_letter(asked: Asked) -> Answer:
    """Show the contact on record who asks for what. It changes nothing: scanners open links."""
    opened = claim_asset.open_claim(asked.path["token"])
    if opened.decided:
        return _answered(opened)
    lead = words.AGREED_ONE if opened.state is State.HELD else words.AGREED_LEAD
    entry = parts.link(addresses.plain_asset(opened.asset.id), opened.asset.name)
    yes = form_fields.button(words.AGREED_YES, name="answer", value="yes")
    no = form_fields.button(words.AGREED_NO, name="answer", value="no", css="am-button")
    body = (
        parts.para(lead)
        + parts.para(words.AGREED_WHO.format(who=opened.who))
        + parts.para(words.AGREED_WHAT)
        + f"<p>{entry}</p>"
        + form_fields.form("", asked.tie + f'<p class="am-ways">{yes} {no}</p>')
    )
    return Page(words.AGREED.format(name=opened.asset.name), body)


def answer_letter(asked: Asked) -> Answer:
    """Take the answer of the contact on record."""
    agreed = asked.sent().one("answer") == "yes"
    return _answered(claim_asset.answer_claim(asked.path["token"], agreed=agreed))


def _page(asked: Asked, known: ToClaim, *, problems: Problems = (), said: str = "") -> Page:
    form = asked.form or Form({}, genuine=False)
    title = words.CLAIM.format(name=known.asset.name)
    if known.keeps:
        own = f"<p>{parts.link(addresses.OWN, words.OWN)}</p>"
        return Page(title, parts.para(words.CLAIM_KEPT) + own + entry_form.back(known.asset))
    fields = (
        entry_form.begun(asked, entry_form.id_of(form))
        + form_fields.line(
            "who",
            words.CLAIM_WHO,
            form.one("who"),
            hint=words.CLAIM_WHO_HINT,
            problems=problems,
            longest=claim_asset.LONGEST,
            required=True,
        )
        + entry_form.sender(asked.person, form.one("sender"), problems)
        + form_fields.button(words.SEND_CLAIM)
    )
    body = (
        form_fields.summary(problems, (said,) if said else ())
        + parts.para(words.CLAIM_LEAD)
        + parts.para(words.CLAIM_BY_CONTACT if known.has_contact else words.CLAIM_BY_STEWARD)
        + form_fields.form("", fields)
        + entry_form.back(known.asset)
    )
    return Page(title, body, status=422 if problems or said else 200)


def _next(claimed: Claimed) -> str:
    if claimed.sent and claimed.sent.to_confirm:
        return "one" if claimed.one_letter else "first"
    return "contact" if claimed.by_contact else "steward"


def _answered(opened: Opened) -> Page:
    title = words.AGREED_DONE.get(opened.state, words.AGREED_OTHER)
    said = words.AGREED_TEXT.get(opened.state, "")
    entry = parts.link(addresses.plain_asset(opened.asset.id), opened.asset.name)
    return Page(title, (f"<p>{escape(said)}</p>" if said else "") + f"<p>{entry}</p>")
