"""The fields of a group, a place or a service, as a form has them: to add one, or to change it.

Where nobody said yet what it is, the fields of all kinds are there, and the style of the page hides
those that the choice at the top leaves out: that needs no script.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape

from asset_map.app import add_wording as words
from asset_map.app import form_fields, parts, wording
from asset_map.app.form_fields import Problems
from asset_map.domain.assets import AssetKind
from asset_map.journeys.add_problems import LONGEST, LONGEST_OTHER, NONE
from asset_map.journeys.like_typed import Alike
from asset_map.journeys.while_typing import Offered

SCRIPTS = ("/files/leaflet/leaflet.js", "/look/add.js")
STYLES = ("/files/leaflet/leaflet.css", "/look/add.css")
"""What a page with these fields asks for: the pin on a map, and what is told while one types."""

GROUP, VENUE, SERVICE = AssetKind.GROUP, AssetKind.VENUE, AssetKind.SERVICE
SKILL = AssetKind.SKILL_OFFER
PLACED = frozenset({GROUP, VENUE, SERVICE})

Typed = Mapping[str, str]


def fields(
    kind: AssetKind | None,
    typed: Typed,
    problems: Problems = (),
    *,
    offered: Offered,
    hours_read: str = "",
    links: bool = True,
    like: str = "",
) -> str:
    """Return the fields of an asset, with what was typed and what is wrong.

    ``kind`` None: nobody said yet, and it is asked first. ``typed``: by the names of the columns of
    ``data/templates``; several in one are parted by semicolons. ``hours_read``: how the times were
    understood. ``links``: ask for the hall it is in, and who runs it. ``like``: what looks like the
    same thing, as HTML that was made here.
    """
    one = _Fields(kind, typed, problems)
    return (
        _about(one, offered, like)
        + _where(one, offered, links=links)
        + _when(one, hours_read)
        + _contact(one)
        + _more(one)
    )


def one_of(name: str, legend: str, found: Iterable[Alike], value: str = "") -> str:
    """Return the things that a typed name may mean, to choose one or none of them."""
    options = {str(one.id): _told(one) for one in found}
    if not options:
        sure = form_fields.tick(name, words.NOT_HERE_SURE, ticked=value == NONE, value=NONE)
        return parts.para(words.NOT_HERE, "am-hint") + sure
    return form_fields.radios(name, legend, options | {NONE: words.VENUE_NONE}, value)


def alike(found: Iterable[Alike], ticked: str = "") -> str:
    """Return what looks like the same thing, with links to it and the tick that it is none of
    them; empty where there is nothing."""
    found = tuple(found)
    if not found:
        return ""
    listed = parts.bullets(
        f"{parts.link(f'/asset/{one.id}', one.name)} <small>{escape(_sort(one))}</small><br>"
        f"{parts.link(f'/asset/{one.id}/change', words.LIKE_CHANGE)}"
        for one in found
    )
    ids = ",".join(sorted(str(one.id) for one in found))
    return (
        f'<div class="am-notice"><p class="am-notice-title">{escape(words.LIKE)}</p>'
        f"{parts.para(words.LIKE_TEXT)}{listed}"
        f'<label class="am-tick"><input id="{form_fields.anchor("none_of")}" name="none_of" '
        f'type="checkbox" value="{ids}"{" checked" if ticked == ids else ""}> '
        f"<span>{escape(words.NONE_OF)}</span></label></div>"
    )


def several(typed: str) -> list[str]:
    """Return what was ticked in one question: parted by semicolons or commas."""
    return [one.strip() for one in re.split("[;,]", typed) if one.strip()]


class _Fields:
    """Draws fields with what was typed in them, for the kinds that have them."""

    def __init__(self, kind: AssetKind | None, typed: Typed, problems: Problems) -> None:
        self.kind, self.typed, self.problems = kind, typed, problems

    def of(self, name: str) -> str:
        return self.typed.get(name, "")

    def only(self, kinds: Iterable[AssetKind], html: str) -> str:
        """Return some fields where the kind is one of those that have them."""
        kinds = frozenset(kinds)
        if self.kind is not None:
            return html if self.kind in kinds else ""
        if kinds >= PLACED:
            return html
        css = " ".join(f"am-only-{kind.value}" for kind in AssetKind if kind in kinds)
        return f'<div class="am-only {css}">{html}</div>' if css != "am-only-skill_offer" else ""

    def line(self, name: str, label: str, hint: str = "", **more: str | bool) -> str:
        longest = LONGEST.get(name, LONGEST_OTHER)
        return form_fields.line(
            name,
            label,
            self.of(name),
            hint=hint,
            problems=self.problems,
            longest=longest,
            **more,  # type: ignore[arg-type]
        )

    def area(self, name: str, label: str, hint: str, rows: int) -> str:
        return form_fields.area(
            name,
            label,
            self.of(name),
            hint=hint,
            problems=self.problems,
            rows=rows,
            longest=LONGEST.get(name, LONGEST_OTHER),
        )

    def ticks(self, name: str, legend: str, options: Mapping[str, str], hint: str = "") -> str:
        chosen = several(self.of(name))
        problems = self.problems
        return form_fields.ticks(name, legend, options, chosen, hint=hint, problems=problems)

    def wrong(self, *names: str) -> bool:
        """Tell whether anything is typed in some fields, or wrong with them."""
        return any(self.of(name) or form_fields.of(name, self.problems) for name in names)


def _about(one: _Fields, offered: Offered, like: str) -> str:
    asked = (
        form_fields.radios(
            "kind",
            words.KIND,
            {kind.value: label for kind, label in words.KINDS.items()},
            one.of("kind"),
            problems=one.problems,
            required=True,
        )
        if one.kind is None
        else ""
    )
    skills = one.line("skill", words.SKILL) + one.line("people", words.PEOPLE, words.PEOPLE_HINT)
    return (
        asked
        + one.line("name", words.NAME, words.NAME_HINT, required=True)
        + f'<div id="am-like" aria-live="polite">{like}</div>'
        + one.area("description", words.DESCRIPTION, words.DESCRIPTION_HINT, 3)
        + one.only({SKILL}, skills)
        + one.ticks("needs", words.NEEDS, offered.needs, words.NEEDS_HINT)
    )


def _where(one: _Fields, offered: Offered, *, links: bool) -> str:
    halls = _chosen(one, "venue", words.VENUE, words.VENUE_HINT, offered.venues)
    groups = _chosen(one, "run_by", words.RUN_BY, words.RUN_BY_HINT, offered.groups)
    return (
        parts.heading(words.WHERE)
        + parts.para(words.WHERE_TEXT)
        + (one.only({GROUP, SERVICE}, halls) if links else "")
        + one.line("postcode", words.POSTCODE, words.POSTCODE_HINT, autocomplete="off")
        + one.line("address", words.ADDRESS)
        + _pin(one)
        + _covers(one, offered)
        + form_fields.tick(
            "masked",
            words.MASKED,
            ticked=one.of("masked") == "yes",
            hint=words.MASKED_TEXT,
            problems=one.problems,
        )
        + (one.only({SERVICE}, groups) if links else "")
    )


def _chosen(one: _Fields, name: str, label: str, hint: str, found: tuple[Alike, ...]) -> str:
    """Return the line for the name of something on the map, and below it what it may mean."""
    chosen = one.of(f"{name}_id")
    asked = found or chosen == NONE or form_fields.of(name, one.problems)
    which = one_of(f"{name}_id", words.VENUE_WHICH, found, chosen) if asked else ""
    return (
        one.line(name, label, hint)
        + f'<div id="am-{name.replace("_", "-")}-which" aria-live="polite">{which}</div>'
    )


def _pin(one: _Fields) -> str:
    """Return the map with the pin, which the script of the page opens, and the two numbers."""
    moves = "".join(
        f'<button type="button" data-move="{way}">{escape(label)}</button>'
        for way, label in words.PIN_MOVES.items()
    )
    numbers = one.line("latitude", words.LATITUDE) + one.line("longitude", words.LONGITUDE)
    opened = " open" if form_fields.of("latitude", one.problems) else ""
    return (
        '<p id="am-where" class="am-hint" role="status"></p>'
        f'<div id="am-pin" class="am-pin-box" data-name="{escape(words.PIN_NAME)}" '
        f'data-map="{escape(words.PIN_MAP)}" hidden>'
        f"{parts.heading(words.PIN_TITLE, 3)}{parts.para(words.PIN_TEXT)}"
        f'<div id="am-pin-map"></div><p class="am-pin-moves">{moves}'
        f'<button type="button" data-move="back">{escape(words.PIN_BACK)}</button></p></div>'
        f"<details{opened}><summary>{escape(words.POSITION)}</summary>{numbers}</details>"
    )


def _covers(one: _Fields, offered: Offered) -> str:
    if not offered.areas:
        return ""
    opened = " open" if one.wrong("covers") else ""
    asked = one.ticks("covers", words.COVERS, offered.areas)
    return f"<details{opened}><summary>{escape(words.COVERS_OPEN)}</summary>{asked}</details>"


def _when(one: _Fields, hours_read: str) -> str:
    who = one.line("who_for", words.WHO_FOR, words.WHO_FOR_HINT)
    cost = one.line("cost", words.COST, words.COST_HINT)
    return (
        parts.heading(words.WHEN)
        + one.area("hours", words.HOURS, words.HOURS_HINT, 2)
        + f'<p id="am-when" class="am-hint" role="status">{escape(hours_read)}</p>'
        + one.only({SERVICE}, who + cost)
    )


def _contact(one: _Fields) -> str:
    return (
        parts.heading(words.CONTACT)
        + parts.para(words.CONTACT_TEXT)
        + one.line("url", words.URL, type="url")
        + one.line("email", words.EMAIL, type="email")
        + one.line("phone", words.PHONE, type="tel")
        + form_fields.tick("contact_own", words.CONTACT_OWN, ticked=one.of("contact_own") == "yes")
    )


def _more(one: _Fields) -> str:
    step_free = form_fields.choice(
        "step_free",
        words.STEP_FREE,
        words.STEP_FREES,
        one.of("step_free"),
        problems=one.problems,
    )
    building = (
        one.line("venue_type", words.VENUE_TYPE)
        + step_free
        + one.line("size_people", words.SIZE_PEOPLE)
        + one.line("hours_free", words.HOURS_FREE)
    )
    asked = (
        one.line("languages", words.LANGUAGES, words.LANGUAGES_HINT)
        + one.line("asks_for", words.ASKS_FOR, words.ASKS_FOR_HINT)
        + one.line("asks_when", words.ASKS_WHEN)
    )
    days = one.line("valid_from", words.VALID_FROM, words.DATE_HINT) + one.line(
        "valid_to", words.VALID_TO, words.DATE_HINT
    )
    body = (
        one.only({GROUP}, one.line("group_type", words.GROUP_TYPE))
        + one.only({VENUE}, building)
        + one.only({SERVICE}, one.line("how", words.HOW, words.HOW_HINT))
        + one.only(PLACED, asked)
        + days
    )
    return (
        f"<details{' open' if one.wrong(*MORE) else ''}>"
        f"<summary>{escape(words.MORE)}</summary>{body}</details>"
    )


MORE = (
    *("group_type", "venue_type", "step_free", "size_people", "hours_free", "how", "languages"),
    *("asks_for", "asks_when", "valid_from", "valid_to"),
)
"""Fields that most leave empty: they open where anything stands in them."""


def _told(one: Alike) -> str:
    return f"{one.name} ({one.where})" if one.where else one.name


def _sort(one: Alike) -> str:
    kind = wording.KINDS[one.kind]
    return words.LIKE_IN.format(kind=kind, ward=one.ward) if one.ward else kind
