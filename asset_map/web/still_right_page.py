"""Whether entries are still right: by the links in a reminder, and for stewards the list of all."""

from collections.abc import Sequence
from html import escape
from uuid import UUID

from asset_map.app import about_asset, addresses, form_fields, parts, wording
from asset_map.app import still_right_wording as words
from asset_map.domain.assets import Asset
from asset_map.domain.errors import NotFound
from asset_map.domain.freshness import Overdue, ToReview
from asset_map.domain.places import AreaKind
from asset_map.journeys import remind, say_all_right, stop_reminders
from asset_map.journeys.list_areas import list_areas
from asset_map.journeys.list_needs import list_needs
from asset_map.journeys.see_asset import see_asset
from asset_map.web.telling import Answer, Asked, Go, Page

STALE = f"{addresses.REVIEW}/stale"
MOST = 200


def offer(asked: Asked) -> Answer:
    """Show what the map says, and the button that keeps it. Opening it changes nothing: mail
    scanners open links."""
    asset = remind.look_at_reminded(asked.path["token"])
    # The form goes to the address of this page, which is nowhere repeated.
    body = (
        parts.para(words.TEXT)
        + form_fields.form("", asked.tie + form_fields.button(words.GO))
        + f"<p>{parts.link(addresses.plain_asset(asset.id, '/change'), words.CHANGED)}</p>"
        + parts.heading(asset.name)
        + _facts(asset)
    )
    return Page(words.TITLE, body)


def take(asked: Asked) -> Answer:
    """Keep it."""
    asked.sent()
    return _done(remind.keep_by_link(asked.path["token"]))


def offer_all(asked: Asked) -> Answer:
    """Show what is due, and the button that keeps all of it. Opening it changes nothing."""
    due = say_all_right.look_at_all_reminded(asked.path["token"])
    if not due:
        way = f"<p>{parts.link(addresses.OWN, words.TO_OWN)}</p>"
        return Page(words.ALL_NONE, parts.para(words.ALL_NONE_TEXT) + way)
    return Page(words.ALL_TITLE, parts.para(words.ALL_TEXT) + all_right("", asked, due))


def take_all(asked: Asked) -> Answer:
    """Keep all that was shown."""
    say_all_right.keep_all_by_link(asked.path["token"], shown(asked))
    way = f"<p>{parts.link(addresses.OWN, words.TO_OWN)}</p>"
    return Page(words.DONE, parts.para(words.ALL_DONE_TEXT) + way)


def all_right(action: str, asked: Asked, due: Sequence[Overdue]) -> str:
    """Return the list of what is due, and the form that says of all of it that it is right."""
    listed = parts.bullets((_due(one) for one in due), "am-list")
    # In one field: a form of ours has not as many as somebody may keep entries.
    ids = form_fields.hidden("shown", " ".join(str(one.id) for one in due))
    button = form_fields.button(words.ALL_GO.format(count=len(due)))
    return listed + form_fields.form(action, asked.tie + ids + button)


def shown(asked: Asked) -> list[UUID]:
    """Return what a form says that it showed."""
    try:
        return [UUID(one) for one in asked.sent().one("shown").split()]
    except ValueError:
        return []


def offer_stop(asked: Asked) -> Answer:
    """Ask once more before somebody is reminded no more: mail scanners open links."""
    if not stop_reminders.look_at_stopping(asked.path["token"]):
        return Page(words.STOPPED, parts.para(words.STOPPED_TEXT))
    form = form_fields.form("", asked.tie + form_fields.button(words.STOP_GO))
    return Page(words.STOP_TITLE, parts.para(words.STOP_TEXT) + form)


def take_stop(asked: Asked) -> Answer:
    """Remind somebody no more. Mail programs press this for their readers, from no page of ours
    (RFC 8058): who has the link may, and it does nothing else."""
    if asked.form is None or asked.form.one("List-Unsubscribe") != "One-Click":
        asked.sent()
    stop_reminders.stop_by_link(asked.path["token"])
    return Page(words.STOPPED, parts.para(words.STOPPED_TEXT))


def stale(asked: Asked) -> Answer:
    """Show stewards what goes stale next, by ward."""
    ward = asked.query.get("ward", "")
    found = remind.see_stale(ward)
    said = words.SAID if asked.query.get("said") else ""
    body = (
        f"<p>{parts.link(addresses.REVIEW, words.BACK)}</p>"
        + (parts.status(said) if said else "")
        + parts.para(words.STALE_LEAD)
        + _choose(ward)
        + (parts.para(words.STALE_FIRST.format(count=MOST)) if len(found) == MOST else "")
        + (_table(asked, found, ward) if found else parts.para(words.STALE_NONE))
    )
    return Page(words.STALE, body)


def take_checked(asked: Asked) -> Answer:
    """Write that a steward checked an entry."""
    form = asked.sent()
    remind.say_checked(form.one("asset"))
    return Go(addresses.with_query(STALE, ward=form.one("ward"), said="checked"))


def _due(one: Overdue) -> str:
    said = (
        wording.CONFIRMED_ON.format(day=wording.day(one.last_confirmed))
        if one.last_confirmed
        else wording.NEVER_CONFIRMED
    )
    name = parts.link(addresses.plain_asset(one.id), one.name)
    return f"{name}: {escape(said[:1].lower() + said[1:])}"


def _facts(asset: Asset) -> str:
    """Return what the map says; nothing of what is so rare that it is told of nowhere."""
    labels = {need.id: need.label for need in list_needs()}
    try:
        return about_asset.facts(see_asset(str(asset.id)), labels)
    except NotFound:
        return ""


def _done(asset: Asset) -> Page:
    see = parts.link(addresses.plain_asset(asset.id), words.SEE)
    return Page(words.DONE, parts.para(words.DONE_TEXT.format(name=asset.name)) + f"<p>{see}</p>")


def _choose(ward: str) -> str:
    wards = {"": words.ALL_WARDS} | {one.code: one.name for one in list_areas(AreaKind.WARD)}
    chosen = form_fields.choice("ward", words.WARD, wards, ward)
    return (
        f'<form class="am-form" method="get" action="{STALE}">{chosen}'
        f"{form_fields.button(words.SHOW)}</form>"
    )


def _table(asked: Asked, found: list[ToReview], ward: str) -> str:
    rows = [
        [
            parts.link(addresses.plain_asset(one.id), one.name),
            escape(one.ward),
            escape(wording.day(one.last_confirmed)),
            escape(wording.day(one.review)),
            escape(words.KEPT.format(sent=one.sent) if one.kept else words.NOT_KEPT),
            _checked(asked, one, ward),
        ]
        for one in found
    ]
    return parts.table(words.TABLE, words.COLUMNS, rows)


def _checked(asked: Asked, one: ToReview, ward: str) -> str:
    label = escape(words.CHECKED_OF.format(name=one.name))
    button = f'<button type="submit" aria-label="{label}">{escape(words.CHECKED)}</button>'
    hidden = form_fields.hidden("asset", str(one.id)) + form_fields.hidden("ward", ward)
    return form_fields.form(STALE, asked.tie + hidden + button)
