"""What somebody keeps, with what is to be done about it, and what they sent in."""

from html import escape
from uuid import UUID

from asset_map.app import (
    addresses,
    form_fields,
    links_wording,
    obstacle_wording,
    parts,
    skills_wording,
    wording,
)
from asset_map.app import change_wording as words
from asset_map.app import sign_in_wording as sign_in_words
from asset_map.domain import breaks
from asset_map.domain.assets import AssetKind
from asset_map.domain.errors import BadInput
from asset_map.domain.rights import Action, may
from asset_map.journeys import keep_asset, see_own
from asset_map.journeys.see_own import Kept, Own, SentIn
from asset_map.web import entry_form
from asset_map.web.telling import Answer, Asked, Go, Page

SAID = {
    "withdrawn": skills_wording.SAID["withdrawn"],
    "right": words.STILL_SAID,
    "given-up": words.GIVEN_UP,
}

LINKED = frozenset({AssetKind.GROUP, AssetKind.VENUE, AssetKind.SERVICE})


def show(asked: Asked) -> Answer:
    """Show what whoever asks keeps, and what they sent in."""
    if not may(asked.person.role, Action.ADD_OWN):
        sign_in = f"<p>{parts.link(addresses.SIGN_IN, sign_in_words.SIGN_IN)}</p>"
        return Page(words.OWN, parts.para(words.OWN_SIGN_IN) + sign_in)
    own = see_own.see_own()
    said = SAID.get(asked.query.get("said", ""), "")
    body = (parts.status(said) if said else "") + _kept(asked, own) + _sent(own)
    return Page(words.OWN, body)


def take_right(asked: Asked) -> Answer:
    """Write that an entry is still right."""
    asked.sent()
    keep_asset.say_still_right(asked.path["id"])
    return Go(addresses.with_query(addresses.OWN, said="right"))


def show_give_up(asked: Asked) -> Answer:
    """Ask once more before somebody keeps an entry no more."""
    found = next((one for one in see_own.see_own().kept if str(one.asset.id) == _id(asked)), None)
    if found is None:
        return Go(addresses.OWN)
    body = (
        parts.para(words.GIVE_UP_TEXT)
        + form_fields.form("", asked.tie + form_fields.button(words.GIVE_UP))
        + entry_form.back(found.asset)
    )
    return Page(words.GIVE_UP_SURE.format(name=found.asset.name), body)


def take_give_up(asked: Asked) -> Answer:
    """Let whoever asks keep an entry no more."""
    asked.sent()
    keep_asset.give_up(_id(asked))
    return Go(addresses.with_query(addresses.OWN, said="given-up"))


def show_keepers(asked: Asked) -> Answer:
    """Show a steward who keeps an entry: since when and how, no address."""
    found = keep_asset.see_keepers(_id(asked))
    title = words.KEEPERS.format(name=found.asset.name)
    if not found.keepers:
        return Page(title, parts.para(words.KEEPERS_NONE) + entry_form.back(found.asset))
    listed = "".join(
        f"<li>{parts.para(words.KEEPER.format(day=wording.day(since), how=how))}"
        + form_fields.form(
            "",
            asked.tie
            + form_fields.hidden("account", str(account))
            + form_fields.button(words.KEEPER_END, css="am-button"),
        )
        + "</li>"
        for account, since, how in found.keepers
    )
    body = parts.para(words.KEEPERS_LEAD) + f'<ol class="am-versions">{listed}</ol>'
    return Page(title, body + entry_form.back(found.asset))


def take_keepers(asked: Asked) -> Answer:
    """Let an account keep an entry no more."""
    try:
        account = UUID(asked.sent().one("account"))
    except ValueError:
        raise BadInput(words.KEEPER_NOT_CHOSEN) from None
    asset = keep_asset.end_keeping(_id(asked), account)
    return Go(addresses.plain_asset(asset.id, "/keepers"))


def _id(asked: Asked) -> str:
    return asked.path["id"]


def _kept(asked: Asked, own: Own) -> str:
    add = f"<p>{parts.link(addresses.ADD, words.OWN_ADD)}</p>"
    if not own.kept:
        return parts.notice(words.OWN_NONE, words.OWN_NONE_NEXT) + add
    return "".join(_one(asked, one, own) for one in own.kept) + add


def _one(asked: Asked, one: Kept, own: Own) -> str:
    asset = one.asset
    ways = [
        parts.link(addresses.plain_asset(asset.id, ending), label)
        for ending, label in (
            ("/change", words.OWN_CHANGE),
            ("/close", words.OWN_CLOSE),
            ("/poster", words.OWN_POSTER),
            ("/history", words.OWN_HISTORY),
            ("/obstacle", obstacle_wording.TELL_LINK),
            *((("/skills", skills_wording.SEE),) if asset.kind is AssetKind.GROUP else ()),
            *((("/links", links_wording.SEE),) if asset.kind in LINKED else ()),
            ("/give-up", words.GIVE_UP),
        )
    ]
    name = f'<h2><a href="{addresses.plain_asset(asset.id)}">{escape(asset.name)}</a></h2>'
    right = words.STILL_RIGHT_OF.format(name=asset.name)
    button = (
        f'<button type="submit" class="am-main-button" aria-label="{escape(right)}">'
        f"{escape(words.STILL_RIGHT)}</button>"
    )
    action = addresses.plain_asset(asset.id, "/right")
    return (
        f'<section class="am-kept">{name}'
        f"{parts.para(parts.freshness(asset, own.today, advise=False) + '.')}"
        f"{_look(one, own)}{_waits(one)}{_again(asked, one, own)}"
        f"{form_fields.form(action, asked.tie + button)}{_withdraw(asked, one)}"
        f"{parts.bullets(ways, 'am-nav')}</section>"
    )


def _again(asked: Asked, one: Kept, own: Own) -> str:
    """Return that it is closed, or on a break, with the button that says it is not any more."""
    away, closed = one.asset.away, one.asset.closed(own.today)
    said = words.OWN_CLOSED if closed else breaks.in_words(away, own.today)
    if not closed and not (away and away.on(own.today)):
        return parts.para(f"{said}.") if said else ""
    label = words.SEND_AGAIN if closed else words.SEND_BACK
    button = (
        f'<button type="submit" aria-label="{escape(f"{one.asset.name}: {label}")}">'
        f"{escape(label)}</button>"
    )
    action = addresses.plain_asset(one.asset.id, "/again")
    return parts.para(f"{said}.") + form_fields.form(action, entry_form.begun(asked) + button)


def _withdraw(asked: Asked, one: Kept) -> str:
    """Return the button that takes skills back; nothing for what is not offered by people."""
    if one.asset.kind is not AssetKind.SKILL_OFFER:
        return ""
    label = f"{skills_wording.WITHDRAW} {one.asset.name}"
    button = (
        f'<button type="submit" aria-label="{escape(label)}">'
        f"{escape(skills_wording.WITHDRAW)}</button>"
    )
    return form_fields.form(addresses.plain_asset(one.asset.id, "/withdraw"), asked.tie + button)


def _look(one: Kept, own: Own) -> str:
    if one.asset.closed(own.today):
        return ""
    if one.look is None or one.look <= own.today:
        return parts.para(words.LOOK_NOW)
    return parts.para(words.LOOK_BY.format(day=wording.day(one.look)))


def _waits(one: Kept) -> str:
    if not one.waiting:
        return ""
    many = words.OWN_WAITS_MANY.format(count=one.waiting)
    return parts.para(words.OWN_WAITS_ONE if one.waiting == 1 else many)


def _sent(own: Own) -> str:
    title = parts.heading(words.SENT_TITLE)
    if not own.sent:
        return title + parts.para(words.SENT_NONE)
    rows = [[escape(wording.moment(one.sent)), _what(one), _state(one)] for one in own.sent]
    return title + parts.table(words.SENT_TITLE, words.SENT_COLUMNS, rows)


def _what(one: SentIn) -> str:
    name = escape(one.name or words.NAMELESS)
    if one.asset_id:
        name = f'<a href="{addresses.plain_asset(one.asset_id)}">{name}</a>'
    return escape(words.KINDS[one.kind], quote=False).format(name=name)


def _state(one: SentIn) -> str:
    said = escape(words.STATES[one.state])
    return f"{said}: {escape(one.reason)}" if one.reason else said
