"""Whether an entry is still right: by the link in a reminder, and for stewards the list of all."""

from html import escape

from asset_map.app import about_asset, addresses, form_fields, parts, wording
from asset_map.app import still_right_wording as words
from asset_map.domain.assets import Asset
from asset_map.domain.freshness import ToReview
from asset_map.domain.places import AreaKind
from asset_map.journeys import remind
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
    labels = {need.id: need.label for need in list_needs()}
    # The form goes to the address of this page, which is nowhere repeated.
    body = (
        parts.para(words.TEXT)
        + form_fields.form("", asked.tie + form_fields.button(words.GO))
        + f"<p>{parts.link(addresses.plain_asset(asset.id, '/change'), words.CHANGED)}</p>"
        + parts.heading(asset.name)
        + about_asset.facts(see_asset(str(asset.id)), labels)
    )
    return Page(words.TITLE, body)


def take(asked: Asked) -> Answer:
    """Keep it."""
    asked.sent()
    return _done(remind.keep_by_link(asked.path["token"]))


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
