"""One asset as a plain page, and the QR code that leads there."""

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from asset_map.app import about_asset, add_wording, addresses, care, parts, poster, qr, wording
from asset_map.app import plain_wording as words
from asset_map.domain.errors import NotFound
from asset_map.journeys.see_asset import AssetPicture, see_asset
from asset_map.settings import get_settings
from asset_map.web import public_page
from asset_map.web.remembered import Made


async def asset_page(request: Request) -> Response:
    """Answer with the page of an asset; an old id leads on to the one that took its place."""
    wanted = request.path_params["id"]
    make = public_page.plainly(lambda: _made(wanted), words.NOT_FOUND, words.NOT_FOUND_ASSET)
    return await public_page.pages.answer(request, f"asset {wanted}", make)


async def asset_qr(request: Request) -> Response:
    """Answer with the QR code of an asset's page."""
    wanted = request.path_params["id"]
    make = public_page.plainly(lambda: _code(wanted), words.NOT_FOUND, words.NOT_FOUND_ASSET)
    return await public_page.pages.answer(request, f"asset-qr {wanted}", make)


async def asset_poster(request: Request) -> Response:
    """Answer with a poster of an asset, to print."""
    wanted = request.path_params["id"]
    make = public_page.plainly(lambda: _poster(wanted), words.NOT_FOUND)
    return await public_page.pages.answer(request, f"asset-poster {wanted}", make)


def _made(wanted: str) -> Made:
    picture = _seen(wanted)
    at = addresses.plain_asset(picture.asset.id)
    if str(picture.asset.id) != wanted:
        return Made(b"", status=301, headers={"Location": at})
    asset, known = picture.asset, public_page.needs()
    needs = {need.id: need.label for need in known}
    private = any(need.sensitive for need in known if need.id in asset.needs)
    body = "".join(
        [
            care.leave_link() if private else "",
            about_asset.top(picture),
            about_asset.facts(picture, needs),
            about_asset.hangs(picture.links),
            about_asset.provenance(picture),
            _carried(picture),
        ]
    )
    address = get_settings().reached_at + at
    return public_page.page(
        asset.name,
        body,
        lead=asset.description,
        above=wording.KINDS[asset.kind],
        at=address,
        tab=wording.ASSET_NAV if private else "",
    )


def _carried(picture: AssetPicture) -> str:
    at = addresses.plain_asset(picture.asset.id)
    with_map = addresses.with_query("/asset", id=str(picture.asset.id))
    return (
        f'<section class="am-unprinted">{parts.heading(words.CARRY)}'
        f"{qr.piece(at)}"
        f"<p>{parts.link(with_map, words.ON_THE_MAP)} "
        f"<small>{words.ON_THE_MAP_NOTE}</small></p>{_to_poster(picture)}</section>"
    )


def _to_poster(picture: AssetPicture) -> str:
    if about_asset.gone(picture):
        return ""
    at = addresses.plain_asset(picture.asset.id, "/poster")
    return f"<p>{parts.link(at, add_wording.POSTER)}</p>"


def _poster(wanted: str) -> Made:
    picture = _seen(wanted)
    asset, at = picture.asset, addresses.plain_asset(picture.asset.id)
    if about_asset.gone(picture):
        raise NotFound(add_wording.POSTER_GONE)
    address = get_settings().reached_at + at
    back = parts.link(at, add_wording.POSTER_BACK.format(name=asset.name))
    body = (
        f'<div class="am-unprinted">{parts.para(add_wording.POSTER_PRINT)}<p>{back}</p></div>'
        + poster.html(picture, address)
    )
    private = any(need.sensitive for need in public_page.needs() if need.id in asset.needs)
    tab = wording.ASSET_NAV if private else ""
    title = asset.name
    return public_page.page(title, body, at=address, headed=True, css="am-for-paper", tab=tab)


def _code(wanted: str) -> Made:
    at = addresses.plain_asset(_seen(wanted).asset.id)
    return Made(qr.svg(get_settings().reached_at + at), media_type="image/svg+xml")


def _seen(wanted: str) -> AssetPicture:
    try:
        UUID(wanted)
    except ValueError:
        raise NotFound(words.NOT_FOUND_ASSET) from None
    return see_asset(wanted)
