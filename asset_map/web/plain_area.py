"""A ward or neighbourhood as a plain page, with its sheet for a noticeboard, its QR code, its
files."""

import time
from collections.abc import Awaitable, Callable
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from asset_map.app import addresses, area_wording, parts, plain_area, plain_sheet, qr
from asset_map.app import plain_wording as words
from asset_map.domain.errors import NotFound
from asset_map.domain.places import Area, name_key
from asset_map.journeys.describe_area import describe_area, list_areas
from asset_map.journeys.list_noticeboard import list_noticeboard
from asset_map.journeys.save_found import Form, save_found
from asset_map.journeys.see_around import see_around
from asset_map.journeys.see_gaps import Gaps, see_gaps
from asset_map.journeys.see_strengths import see_strengths
from asset_map.settings import get_settings
from asset_map.web import public_page
from asset_map.web.plain_find import file_of
from asset_map.web.remembered import Made

NAMES_REMEMBERED_SECONDS = 60
LONGEST = 100
"""No name or code of an area is longer, in signs."""


async def area_page(request: Request) -> Response:
    """Answer with the page of an area, by its code or its name with hyphens."""
    return await _answered(request, "area", _page)


async def area_sheet(request: Request) -> Response:
    """Answer with the sheet for a noticeboard."""
    return await _answered(request, "area-list", _sheet)


async def area_qr(request: Request) -> Response:
    """Answer with the QR code of an area's page."""
    return await _answered(request, "area-qr", _code)


def file_of_area(form: Form) -> Callable[[Request], Awaitable[Response]]:
    """Return what answers with what the page of an area lists, as a file."""

    async def answered(request: Request) -> Response:
        return await _answered(request, f"area-{form.value}", lambda wanted: _file(wanted, form))

    return answered


async def _answered(request: Request, what: str, make: Callable[[str], Made]) -> Response:
    wanted = str(request.path_params["area"])[:LONGEST]
    made = public_page.plainly(lambda: make(wanted), words.NOT_FOUND)
    return await public_page.pages.answer(request, f"{what} {wanted}", made)


def _page(wanted: str) -> Made:
    picture = describe_area(wanted)
    at = addresses.plain_area(word_of(picture.area))
    code = picture.area.code
    body = plain_area.html(picture, see_around(code), see_strengths(code), _gaps(code), at)
    return public_page.page(
        picture.area.name,
        body,
        above=area_wording.boundaries(picture.area),
        at=get_settings().reached_at + at,
    )


def _sheet(wanted: str) -> Made:
    sheet = list_noticeboard(wanted, fits=plain_sheet.fits)
    at = addresses.plain_area(word_of(sheet.area))
    address = get_settings().reached_at + at
    back = parts.link(at, words.LIST_BACK.format(area=sheet.area.name))
    body = (
        f'<div class="am-unprinted">{parts.para(words.LIST_PRINT)}<p>{back}</p></div>'
        + plain_sheet.html(sheet, address)
    )
    title = words.LIST_TITLE.format(area=sheet.area.name)
    return public_page.page(title, body, at=f"{address}/list", headed=True, css="am-for-paper")


def _code(wanted: str) -> Made:
    at = addresses.plain_area(word_of(describe_area(wanted).area))
    return Made(qr.svg(get_settings().reached_at + at), media_type="image/svg+xml")


def _file(wanted: str, form: Form) -> Made:
    picture = describe_area(wanted)
    title = words.AREA_TITLE.format(area=picture.area.name)
    hits = plain_area.in_order(picture.hits)
    pages_at = f"{get_settings().reached_at}/asset/"
    return file_of(save_found(hits, form, title=title, pages_at=pages_at))


def _gaps(code: str) -> Gaps | None:
    try:
        return see_gaps(area=code)
    except NotFound:
        return None


def word_of(area: Area) -> str:
    """Return what an area's address calls it: its name with hyphens, where that means it alone."""
    return _words(int(time.monotonic() / NAMES_REMEMBERED_SECONDS)).get(area.code, area.code)


@lru_cache(maxsize=1)
def _words(_moment: int) -> dict[str, str]:
    listed = list_areas()
    slugs = [name_key(area.name).replace(" ", "-") for area in listed]
    return {
        area.code: slug
        for area, slug in zip(listed, slugs, strict=True)
        if slug and slugs.count(slug) == 1
    }
