"""One asset: what it is, how to get there, what it hangs on, and where that is known from."""

import streamlit as st

from asset_map.app import (
    about_asset,
    addresses,
    ask,
    asset_wording,
    care,
    find_ask,
    frame,
    maps,
    on_foot,
    parts,
    qr,
    who,
    widgets,
    wording,
)
from asset_map.app import change_wording as change_words
from asset_map.app import plain_wording as plain_words
from asset_map.app.pages import find_help
from asset_map.domain.needs import Need
from asset_map.domain.rights import Action
from asset_map.journeys.change_asset import look_at
from asset_map.journeys.see_asset import AssetPicture


def show() -> None:
    """Draw the page for the asset in the address."""
    with frame.page(wording.ASSET_NAV, asset_wording.UNKNOWN_ASSET_NEXT, _search):
        asset_id = widgets.said("id")
        if not asset_id:
            frame.title(wording.ASSET_NAV)
            parts.draw(parts.notice(asset_wording.ASSET_NONE, asset_wording.ASSET_NONE_NEXT))
            _search()
            return
        picture = ask.see_asset(asset_id)
        asset = picture.asset
        needs = ask.list_needs()
        private = any(need.sensitive for need in needs if need.id in asset.needs)
        # What a browser lists in its history tells nobody who looks at it what was sought.
        frame.name(wording.ASSET_NAV if private else asset.name)
        if private:
            care.leave()
        frame.title(asset.name, asset.description, above=wording.KINDS[asset.kind])
        about, beside = st.columns([3, 2], gap="large")
        with about:
            _about(picture, needs)
        with beside:
            _beside(picture)


def _about(picture: AssetPicture, needs: tuple[Need, ...]) -> None:
    if picture.asked_for:
        parts.draw(parts.notice(asset_wording.LED_ON, ""))
    parts.draw(about_asset.top(picture) + _waits(picture))
    parts.draw(about_asset.facts(picture, {need.id: need.label for need in needs}))
    gone = about_asset.gone(picture)
    if not gone:
        on_foot.draw(picture)
    parts.draw(about_asset.hangs(picture.links))
    if who.may(Action.WEIGH_CLOSURE) and not gone:
        address = addresses.cut(asset_id=picture.asset.id)
        parts.draw(f"<p>{parts.link(address, asset_wording.WHAT_IF, 'am-button')}</p>")
    parts.draw(about_asset.provenance(picture))


def _waits(picture: AssetPicture) -> str:
    """Tell those who keep it, and stewards, that a change waits; nobody else."""
    if not who.may(Action.ADD_OWN):
        return ""
    waiting = look_at(str(picture.asset.id)).waiting
    if not waiting:
        return ""
    many = change_words.WAITS_MANY.format(count=waiting)
    return parts.notice(change_words.WAITS, change_words.WAITS_ONE if waiting == 1 else many)


def _beside(picture: AssetPicture) -> None:
    name = picture.asset.name
    if picture.exact and picture.latitude is not None and picture.longitude is not None:
        here = (picture.latitude, picture.longitude, name)
        maps.of_place(name, here, demo=frame.demo_mark())
    elif not picture.exact:
        ward = next((one for one in picture.areas), None)
        outline = ask.draw_area(ward.code) if ward else None
        if ward and outline:
            maps.show(ward.name, (), demo=frame.demo_mark(), outline=outline, height=300)
    plain = addresses.plain_asset(picture.asset.id)
    parts.draw(parts.heading(plain_words.CARRY) + qr.piece(plain))


def _search() -> None:
    find_ask.elsewhere(find_help.show)
