"""The form to find what is near without script: sent by POST, so that no address has the place."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from asset_map.app import addresses, find_place, find_said, parts
from asset_map.app import find_wording as find
from asset_map.app import plain_wording as words
from asset_map.app.find_asked import LONGEST_TEXT, YES, FindAsked
from asset_map.domain.needs import Need

SOON = "soon"
"""The name of the button for today and tomorrow, near by."""

NOTHING = FindAsked()


def html(asked: FindAsked, needs: Sequence[Need], *, full: bool = True, refused: str = "") -> str:
    """Return the form with what is asked now. Not ``full``: only where, and the two buttons.

    ``refused``: why the place was not taken, as HTML; the field is named after it, and has the
    focus.
    """
    more = _needs(asked, needs) + _more(asked) if full else ""
    why = f'<div id="am-place-refused">{refused}</div>' if refused else ""
    wrong = ' aria-invalid="true" autofocus' if refused else ""
    described = "am-place-refused am-place-hint" if refused else "am-place-hint"
    return (
        f'<form method="post" action="{addresses.FIND}" role="search">'
        f'<label for="am-place">{escape(find_place.label())}</label>'
        f'<small id="am-place-hint">{escape(find.PLACE_HINT)}</small>{why}'
        f'<input id="am-place" name="place" type="text" maxlength="{LONGEST_TEXT}" required '
        f'autocomplete="postal-code" aria-describedby="{described}"{wrong} '
        f'value="{escape(asked.place)}">{more}'
        f'<button type="submit">{escape(find.GO)}</button>'
        f'<button class="am-second" type="submit" name="{SOON}" value="{YES}">'
        f"{escape(find.SOON)}</button></form>"
    )


def choices(found: Iterable[tuple[str, str]], asked: FindAsked) -> str:
    """Return what a place may mean, one button each: a label, and the words that mean it alone."""
    said = [(name, value) for name, value in asked.whole() if name != "place"]
    return "".join(
        f'<form method="post" action="{addresses.FIND}">{_hidden([("place", place), *said])}'
        f'<button class="am-second" type="submit">{escape(label)}</button></form>'
        for label, place in found
    )


def short() -> str:
    """Return the form as other pages have it: only where, under its heading."""
    return parts.heading(words.AREA_SEARCH) + html(NOTHING, (), full=False)


def _needs(asked: FindAsked, needs: Sequence[Need]) -> str:
    if not needs:
        return ""
    labels = {need.id: need.label for need in needs}
    groups = "".join(
        f"<fieldset><legend>{escape(group)}</legend>"
        f'<div class="am-ticks">{"".join(_need(one, labels[one], asked) for one in ids)}</div>'
        "</fieldset>"
        for group, ids in find_said.grouped(labels).items()
    )
    opened = " open" if asked.needs else ""
    return f"<details{opened}><summary>{escape(find.NEEDS)}</summary>{groups}</details>"


def _need(need: str, label: str, asked: FindAsked) -> str:
    return _tick("need", need, label, on=need in asked.needs)


def _more(asked: FindAsked) -> str:
    far = {
        f"{minutes * find_said.METRES_A_MINUTE}": find.MINUTES.format(minutes=minutes)
        for minutes in find.FAR_MINUTES
    }
    now = f"{asked.far_m:g}" if asked.far_m else ""
    if now and now not in far and asked.far_m:
        far[now] = find_said.far_words(asked.far_m)
    narrowed = asked.times or asked.free or asked.step_free or asked.words
    return (
        _select("far", find.FAR, far, find.FAR_ANY, now)
        + f"<details{' open' if narrowed else ''}><summary>{escape(find.MORE)}</summary>"
        + _select("when", find.WHEN, find.WHENS, find.WHEN_ANY, asked.times)
        + _tick("free", YES, find.FREE, on=asked.free)
        + _tick("step_free", YES, find.STEP_FREE, on=asked.step_free)
        + f'<label for="am-words">{escape(find.WORDS)}</label>'
        f'<input id="am-words" name="words" type="text" maxlength="{LONGEST_TEXT}" '
        f'autocomplete="off" value="{escape(asked.words)}">'
        + _hidden((("language", asked.language), ("kind", asked.kind.value if asked.kind else "")))
        + "</details>"
    )


def _select(name: str, label: str, options: Mapping[str, str], nothing: str, now: str) -> str:
    listed = "".join(
        f'<option value="{escape(value)}"{" selected" if value == now else ""}>{escape(text)}'
        "</option>"
        for value, text in {"": nothing, **options}.items()
    )
    return (
        f'<label for="am-{name}">{escape(label)}</label>'
        f'<select id="am-{name}" name="{name}">{listed}</select>'
    )


def _tick(name: str, value: str, label: str, *, on: bool) -> str:
    checked = " checked" if on else ""
    return (
        f'<label class="am-tick"><input type="checkbox" name="{name}" value="{escape(value)}"'
        f"{checked}>{escape(label)}</label>"
    )


def _hidden(fields: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in fields
        if value
    )
