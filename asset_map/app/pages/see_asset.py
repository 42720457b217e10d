"""One asset: what it is, what it hangs on and what hangs on it, and where that is known from."""

import streamlit as st

from asset_map.app import about_asset, addresses, ask, frame, maps, parts, who, widgets, wording
from asset_map.domain.rights import Action


def show() -> None:
    """Draw the page for the asset in the address."""
    with frame.page(wording.ASSET_NAV, wording.UNKNOWN_ASSET_NEXT, _search):
        asset_id = widgets.said("id")
        if not asset_id:
            frame.title(wording.ASSET_NAV)
            parts.draw(parts.notice(wording.ASSET_NONE, wording.ASSET_NONE_NEXT))
            _search()
            return
        picture = ask.see_asset(asset_id)
        asset = picture.asset
        frame.name(asset.name)
        frame.title(asset.name, asset.description, above=wording.KINDS[asset.kind])
        about, beside = st.columns([3, 2], gap="large")
        with about:
            if picture.asked_for:
                parts.draw(parts.notice(wording.LED_ON, ""))
            parts.draw(about_asset.top(picture))
            parts.draw(about_asset.facts(picture, {n.id: n.label for n in ask.list_needs()}))
            parts.draw(about_asset.hangs(picture.links))
            if who.may(Action.WEIGH_CLOSURE) and not (asset.withdrawn or asset.closed(picture.at)):
                address = addresses.cut(asset_id=asset.id)
                parts.draw(f"<p>{parts.link(address, wording.WHAT_IF, 'am-button')}</p>")
            parts.draw(about_asset.provenance(picture))
        with beside:
            if picture.latitude is not None and picture.longitude is not None:
                here = (picture.latitude, picture.longitude, asset.name)
                maps.of_place(asset.name, here, demo=frame.demo_mark())


def _search() -> None:
    parts.draw(parts.search(wording.PLACE_LABEL, wording.PLACE_HINT, wording.FRONT_SEARCH_GO))
