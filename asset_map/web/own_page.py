"""What somebody keeps, with what is to be done about it, and what they sent in."""

from html import escape
from uuid import UUID

from asset_map.app import (
    addresses,
    erase_wording,
    form_fields,
    links_wording,
    obstacle_wording,
    own_wording,
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
from asset_map.journeys import keep_asset, say_all_right, see_own, stop_reminders
from asset_map.journeys.see_own import Kept, Own
from asset_map.web import entry_form, own_sent_page, still_right_page
from asset_map.web.telling import Answer, Asked, Go, Page

SAID = {
    "withdrawn": skills_wording.SAID["withdrawn"],
    "right": words.STILL_SAID,
    "all-right": own_wording.SAID_ALL,
    "taken-back": own_wording.TAKEN_BACK,
    "reminded": own_wording.SAID_REMINDED,
    "not-reminded": own_wording.SAID_NOT_REMINDED,
    "given-up": words.GIVEN_UP,
}

LINKED = frozenset({AssetKind.GROUP, AssetKind.VENUE, AssetKind.SERVICE})


def show(asked: Asked) -> Answer:
    """Show what whoever asks keeps, and what they sent in."""
    if not may(asked.person.role, Action.ADD_OWN):
        sign_in = f"<p>{parts.link(addresses.SIGN_IN, sign_in_words.SIGN_IN)}</p>"
        return Page(words.OWN, parts.para(words.OWN_SIGN_IN) + sign_in)
    own = see_own.see_own(_page(asked, "kept"), _page(asked, "sent"))
    said = SAID.get(asked.query.get("said", ""), "")
    body = (
        (parts.status(said) if said else "")
        + _due(asked, own)
        + _kept(asked, own)
        + own_sent_page.sent(asked, own)
        + _reminded(asked, own)
        + parts.heading(own_wording.ACCOUNT)
        + f"<p>{parts.link(addresses.ERASE, erase_wording.LINK)}</p>"
    )
    return Page(words.OWN, body)


def take_all_right(asked: Asked) -> Answer:
    """Write that all that was shown as due is still right."""
    say_all_right.say_all_right(still_right_page.shown(asked))
    return Go(addresses.with_query(addresses.OWN, said="all-right"))


def take_reminders(asked: Asked) -> Answer:
    """Remind whoever asks, or no more."""
    wanted = asked.sent().one("wanted") == "yes"
    stop_reminders.want_reminders(wanted=wanted)
    return Go(addresses.with_query(addresses.OWN, said="reminded" if wanted else "not-reminded"))


def take_right(asked: Asked) -> Answer:
    """Write that an entry is still right."""
    asked.sent()
    keep_asset.say_still_right(asked.path["id"])
    return Go(addresses.with_query(addresses.OWN, said="right"))


def show_give_up(asked: Asked) -> Answer:
    """Ask once more before somebody keeps an entry no more."""
    asset = keep_asset.look_at_kept(_id(asked))
    body = (
        parts.para(words.GIVE_UP_TEXT)
        + form_fields.form("", asked.tie + form_fields.button(words.GIVE_UP))
        + entry_form.back(asset)
    )
    return Page(words.GIVE_UP_SURE.format(name=asset.name), body)


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


def _page(asked: Asked, of: str) -> int:
    typed = asked.query.get(of, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1


def _due(asked: Asked, own: Own) -> str:
    """Return the list of what is due, and the button that keeps all of it; one has its own."""
    if len(own.due) < 2:
        return ""
    listed = still_right_page.all_right(f"{addresses.OWN}/all-right", asked, own.due)
    return parts.heading(own_wording.DUE) + parts.para(own_wording.DUE_TEXT) + listed


def _reminded(asked: Asked, own: Own) -> str:
    if not own.kept and own.reminded:
        return ""
    said = own_wording.REMINDED if own.reminded else own_wording.NOT_REMINDED
    label = own_wording.REMIND_NOT if own.reminded else own_wording.REMIND_AGAIN
    wanted = form_fields.hidden("wanted", "" if own.reminded else "yes")
    button = form_fields.button(label, css="am-button")
    form = form_fields.form(f"{addresses.OWN}/reminders", asked.tie + wanted + button)
    return parts.heading(own_wording.REMINDERS) + parts.para(said) + form


def _kept(asked: Asked, own: Own) -> str:
    add = f"<p>{parts.link(addresses.ADD, words.OWN_ADD)}</p>"
    if not own.kept:
        return parts.notice(words.OWN_NONE, words.OWN_NONE_NEXT) + add
    pages = own_sent_page.pages(own.kept_page, "kept")
    return "".join(_one(asked, one, own) for one in own.kept) + pages + add


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
