"""Finding what is near without script: a form, its answer, and the files of what it shows.

A form is sent by POST, and the exact place kept for the visit alone; the answer then has an address
that can be opened again and gone back to, and that tells nothing private.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from asset_map.app import (
    addresses,
    care,
    find_asked,
    find_form,
    find_place,
    find_results,
    find_said,
    find_wording,
    parts,
    plain_found,
    visits,
)
from asset_map.app import plain_wording as words
from asset_map.app.find_asked import FindAsked
from asset_map.domain.errors import BadInput
from asset_map.domain.needs import Need
from asset_map.domain.places import PlaceKind
from asset_map.domain.seeking import Times
from asset_map.journeys.count_unmet import count_nothing_found
from asset_map.journeys.find_near import Near, find_near
from asset_map.journeys.plan_visits import plan_visits
from asset_map.journeys.save_found import Form, SavedFile, save_found
from asset_map.settings import get_settings
from asset_map.web import forms, public_page, visit
from asset_map.web.refusals import status_of
from asset_map.web.remembered import Made, at_once

MOST_FIELDS = 60

PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow"}
"""What is found hangs on who asks."""


async def ask(request: Request) -> Response:
    """Show the form; with what an address asks, what was found."""
    token = visit.of(request.cookies)
    query = request.query_params
    return await _answered(request, lambda: _page_of(find_asked.read(query, token), token))


async def asked(request: Request) -> Response:
    """Take the form: keep the place for the visit, and go on to the answer.

    A browser that keeps no cookie is given the answer at once.
    """
    fields = await _fields(request)
    if isinstance(fields, Made):
        return at_once(request, fields)
    has_visit = visit.of(request.cookies) is not None
    try:
        wanted = await run_in_threadpool(_wanted, fields)
        if has_visit and wanted.place:
            there = await run_in_threadpool(_kept, wanted, visit.token(request))
            return RedirectResponse(there, status_code=303, headers=PRIVATE)
    except BadInput as error:
        refusal = error
        return await _answered(request, lambda: _refused(refusal, FindAsked()))
    return await _answered(request, lambda: _page_of(wanted))


async def save(request: Request) -> Response:
    """Answer with what the find page shows for the same address, as a file."""
    token, query = visit.of(request.cookies), request.query_params
    form = Form(request.url.path.rpartition(".")[2])
    make = public_page.plainly(lambda: _file(query, token, form), words.NOT_DONE)
    return at_once(request, replace(await run_in_threadpool(make), kept=False))


async def _answered(request: Request, make: public_page.Make) -> Response:
    made = await run_in_threadpool(public_page.plainly(make, words.FIND_TITLE))
    page = at_once(request, replace(made, headers={**made.headers, **PRIVATE}, kept=False))
    visit.begin(request, page)
    return page


async def _fields(request: Request) -> dict[str, list[str]] | Made:
    def refused(sentence: str) -> Made:
        return public_page.refused(BadInput(sentence, words.TRY_AGAIN), words.FIND_TITLE)

    try:
        body = await forms.body_of(request)
        return parse_qs(body.decode("utf-8"), max_num_fields=MOST_FIELDS)
    except BadInput:
        return refused(words.TOO_LONG)
    except ValueError:
        return refused(words.NO_FORM)


def _wanted(fields: dict[str, list[str]]) -> FindAsked:
    wanted = find_asked.read(fields, None)
    if fields.get(find_form.SOON):
        wanted = replace(wanted, far_m=float(find_wording.SOON_FAR), times=Times.SOON.value)
    return replace(wanted, search="", forgotten=False)


def _kept(wanted: FindAsked, token: str) -> str:
    return wanted.keep(token).address(addresses.FIND)


@dataclass(frozen=True)
class _Known:
    """The needs, in their order and by their labels."""

    needs: tuple[Need, ...]
    labels: dict[str, str]


def _known() -> _Known:
    needs = public_page.needs()
    return _Known(needs, {need.id: need.label for need in needs})


def _leave(wanted: FindAsked, known: _Known) -> str:
    """Return the link that leaves at once, where what is looked for is nobody else's business."""
    private = any(need.sensitive and need.id in wanted.needs for need in known.needs)
    return care.leave_link() if private else ""


def _page_of(wanted: FindAsked, token: str | None = None) -> Made:
    if not wanted.place:
        return _empty(wanted)
    known, now = _known(), datetime.now(UTC)
    try:
        near = _near(wanted)
    except BadInput as error:
        by_field = set(wanted.needs) <= set(known.labels) and not error.choices
        return _not_taken(error, wanted, known) if by_field else _refused(error, wanted)
    count_nothing_found(token, near, wanted.needs)
    change = f'<p class="am-unprinted"><a href="#change">{words.CHANGE}</a></p>'
    body = (
        _leave(wanted, known)
        + change
        + plain_found.html(near, wanted, known.labels, now, _visits(near, wanted, known, now))
        + plain_found.kept(wanted)
        + f'<div class="am-unprinted">{parts.heading(words.CHANGE, anchor="change")}'
        + f"{find_form.html(wanted, known.needs)}</div>"
    )
    title = find_wording.NEAR.format(place=find_results.place_words(near))
    return public_page.page(title, body, tab=words.FIND_TITLE, urgent=_urgent(wanted, token))


def _urgent(wanted: FindAsked, token: str | None) -> str:
    """Return who helps at once, and the same search for food."""
    if token is None:
        return care.line(addresses.near(need="food"))
    return care.line(_kept(FindAsked(place=wanted.place, needs=("food",)), token))


def _visits(near: Near, wanted: FindAsked, known: _Known, now: datetime) -> str:
    """Return several needs in the fewest visits, where there is one to plan."""
    if len(wanted.needs) < 2 or near.nothing_within:
        return ""
    plan = plan_visits(
        wanted.place, wanted.sought(), within_m=find_said.to_visit(wanted), at=now, found=near
    )
    return visits.section(plan, known.labels)


def _empty(wanted: FindAsked) -> Made:
    forgotten = (
        parts.notice(find_wording.FORGOTTEN, find_wording.FORGOTTEN_NEXT)
        if wanted.forgotten
        else ""
    )
    body = forgotten + find_form.html(wanted, _known().needs)
    urgent = care.line(addresses.near(need="food"))
    return public_page.page(words.FIND_TITLE, body, lead=words.FIND_LEAD, urgent=urgent)


def _not_taken(error: BadInput, wanted: FindAsked, known: _Known) -> Made:
    """Say by the field why its place was not taken."""
    step = find_place.next_step(error)
    said = parts.notice(error.sentence, step, css="am-problem")
    page = public_page.page(
        words.FIND_TITLE,
        find_form.html(wanted, known.needs, refused=said),
        urgent=care.line(addresses.near(need="food")),
    )
    return replace(page, status=status_of(error), kept=False)


def _refused(error: BadInput, wanted: FindAsked) -> Made:
    """Say what cannot be; offer what may have been meant, and the form with what was typed."""
    meant = [(choice.label, choice.words) for choice in getattr(error, "choices", ())]
    offered = (
        parts.heading(find_wording.PERHAPS_MEANT) + find_form.choices(meant, wanted)
        if meant
        else ""
    )
    form = find_form.html(wanted, _known().needs)
    return public_page.refused(error, words.FIND_TITLE, more=offered + form, offers=False)


def _near(wanted: FindAsked) -> Near:
    return find_near(
        wanted.place, wanted.sought(), within_m=wanted.far_m, limit=find_results.MOST_FOUND
    )


def _file(query: QueryParams, token: str | None, form: Form) -> Made:
    wanted = find_asked.read(query, token)
    if not wanted.place:
        raise BadInput(
            find_wording.FORGOTTEN if wanted.forgotten else find_wording.TYPE_PLACE,
            find_wording.FORGOTTEN_NEXT if wanted.forgotten else "",
        )
    near = _near(wanted)
    # A file's name stays behind on a phone that others use: it tells a ward, but no postcode.
    area = near.place.label if near.place.kind is PlaceKind.AREA else ""
    title = find_wording.NEAR.format(place=area) if area else words.FIND_TITLE
    shown = plain_found.laid_out(near, wanted, _known().labels, datetime.now(UTC)).hits
    pages_at = f"{get_settings().reached_at}/asset/"
    return file_of(save_found(shown, form, title=title, pages_at=pages_at), PRIVATE)


def file_of(saved: SavedFile, headers: dict[str, str] | None = None) -> Made:
    """Return a file to be saved under its name."""
    named = {"Content-Disposition": f'attachment; filename="{saved.name}"'}
    return Made(saved.content, media_type=saved.media_type, headers=named | (headers or {}))
