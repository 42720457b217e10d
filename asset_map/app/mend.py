"""Words that become public, or are so already, as a steward sees them: marked, and to be mended."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from uuid import UUID

from asset_map.app import addresses, form_fields, parts
from asset_map.app import mend_wording as words
from asset_map.app.form_fields import Problems
from asset_map.journeys.public_words import Public


def to_mend(
    public: Iterable[Public], typed: Mapping[str, str], problems: Problems, *, now: bool = False
) -> str:
    """Return words as everybody will read them, what of it may lead to a person, and boxes to mend
    them. ``typed``: what was typed in these before; ``now``: everybody reads them already."""
    return "".join(_one(one, typed.get(one.field), problems, now=now) for one in public)


def as_read(public: Iterable[Public]) -> str:
    """Return words as everybody reads them, marked."""
    return "".join(f"<blockquote>{_marked(one)}</blockquote>" for one in public if one.words)


def links(id: UUID | str | None, said: str) -> str:
    """Return the ways of a steward to mend what everybody reads, or to take it down."""
    if id is None:
        return ""
    short = said if len(said) <= 60 else f"{said[:60].rstrip()}…"
    ways = (
        (addresses.mend_words(id), words.MEND_LINK),
        (f"{addresses.mend_words(id)}#down", words.DOWN_LINK),
    )
    return '<p class="am-steward">{}</p>'.format(
        " · ".join(
            f'<a href="{escape(to)}" target="_self" '
            f'aria-label="{escape(words.LINK_OF.format(what=what, words=short))}">'
            f"{escape(what)}</a>"
            for to, what in ways
        )
    )


def _one(one: Public, typed: str | None, problems: Problems, *, now: bool) -> str:
    as_read = (words.AS_READ_NOW if now else words.AS_READ).format(field=words.FIELDS[one.field])
    label = (words.LABELS_NOW if now else words.LABELS)[one.field]
    text = one.words if typed is None else typed
    box = form_fields.line if one.field == "title" else form_fields.area
    longest = max(one.longest, len(one.words))
    return (
        (parts.para(as_read) + f"<blockquote>{_marked(one)}</blockquote>" if one.words else "")
        + _warned(one)
        + box(one.field, label, text, hint=words.HINT, problems=problems, longest=longest)
    )


def _warned(one: Public) -> str:
    said = [
        words.NAMES.format(names="; ".join(one.names)) if one.names else "",
        words.CONTACTS.format(contacts="; ".join(one.contacts)) if one.contacts else "",
        words.LEFT_OUT if one.left_out else "",
    ]
    listed = [escape(text) for text in said if text]
    if not listed:
        return parts.para(words.LOOK, "am-hint") if one.words else ""
    return f'<div class="am-look">{parts.bullets(listed)}</div>'


def _marked(one: Public) -> str:
    """Return words with what may lead to a person marked."""
    hits = sorted({*one.names, *one.contacts}, key=len, reverse=True)
    if not hits:
        return _lines(one.words)
    pieces = re.split(rf"(?<!\w)({'|'.join(map(re.escape, hits))})(?!\w)", one.words)
    return "".join(
        f"<mark>{escape(piece)}</mark>" if place % 2 else _lines(piece)
        for place, piece in enumerate(pieces)
    )


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
