"""What the forms about one entry have in common: ids, who sends it, and what comes next."""

from collections.abc import Callable
from dataclasses import replace
from html import escape
from uuid import UUID, uuid4

from asset_map.app import add_agreed, addresses, form_fields, parts
from asset_map.app import change_wording as words
from asset_map.app.form_fields import Problems
from asset_map.domain.assets import Asset
from asset_map.domain.errors import AssetMapError, Failure
from asset_map.domain.people import Person, Role
from asset_map.journeys.go_live import Outcome
from asset_map.journeys.see_asset import see_asset
from asset_map.web.refusals import status_of
from asset_map.web.telling import Answer, Asked, Form, Go, Page


def id_of(form: Form) -> UUID:
    """Return the id that came with a form; another one where it is none."""
    try:
        return UUID(form.one("id"))
    except ValueError:
        return uuid4()


def begun(asked: Asked, id: UUID | None = None) -> str:
    """Return the hidden fields that every form begins with."""
    return asked.tie + form_fields.hidden("id", str(id or uuid4()))


def sender(person: Person, typed: str, problems: Problems = ()) -> str:
    """Return the line for the sender's own address, where nobody signed in, and the trap."""
    if person.role is not Role.VISITOR:
        return add_agreed.trap()
    line = form_fields.line(
        "sender",
        words.SENDER,
        typed,
        hint=words.SENDER_HINT,
        problems=problems,
        type="email",
        autocomplete="email",
        longest=254,
        required=True,
    )
    return line + add_agreed.trap()


def trapped(form: Form) -> bool:
    """Tell whether a robot filled what nobody sees."""
    return bool(form.one(add_agreed.TRAP))


def taken(
    asked: Asked, keep: Callable[[Form], Answer], again: Callable[[str], Page], robot: Answer
) -> Answer:
    """Keep what a form sends and go on; where it cannot be kept, show the page ``again`` with why,
    and with what was typed. ``robot``: what is answered to whoever fills what nobody sees."""
    form = asked.form or Form({}, genuine=False)
    if trapped(form):
        return robot
    if not form.genuine:
        return again(words.OLD_FORM)
    try:
        return keep(form)
    except AssetMapError as error:
        page = again(str(error))
        return replace(page, status=status_of(error)) if isinstance(error, Failure) else page


def back(asset: Asset) -> str:
    """Return the way back to an entry's page."""
    address = addresses.plain_asset(asset.id)
    return f"<p>{parts.link(address, words.BACK_TO.format(name=asset.name))}</p>"


def status(text: str) -> str:
    """Return a line that says what was done, and that screen readers say."""
    return f'<p class="am-status" role="status">{escape(text)}</p>'


def went_on(asset_id: UUID | str, outcome: Outcome) -> Go:
    """Go on to what comes next after something was sent."""
    return told(asset_id, what_next(outcome))


def what_next(outcome: Outcome) -> str:
    """Return in one word what comes next: a key of the words that tell of it."""
    if outcome.sent is not None and outcome.sent.to_confirm:
        return "held"
    if outcome.live:
        return "live"
    return "later" if outcome.goes_live else "waits"


def told(asset_id: UUID | str, what: str) -> Go:
    """Go on to the page that says what comes next."""
    return Go(addresses.with_query(addresses.plain_asset(asset_id, "/told"), what=what))


def tell(asked: Asked) -> Answer:
    """Say what comes next."""
    asset = see_asset(asked.path["id"]).asset
    what = asked.query.get("what", "")
    what = what if what in words.TOLD else "waits"
    change = parts.link(addresses.plain_asset(asset.id, "/change"), words.LOOK_THROUGH)
    more = f"<p>{change}</p>" if what == "again" else ""
    return Page(words.TOLD[what], parts.para(words.TOLD_TEXT[what]) + more + back(asset))
