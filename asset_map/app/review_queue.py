"""What waits for a steward, as HTML: how much, only some of it, and each as a line."""

from collections.abc import Mapping
from html import escape
from uuid import UUID

from asset_map.app import addresses, form_fields, parts
from asset_map.app import review_wording as words
from asset_map.app.review import at, title, told_apart
from asset_map.domain.contributions import OPEN, Kind, State
from asset_map.journeys.see_review import InQueue, Queue


def counted(queue: Queue) -> str:
    """Return how much waits, and how much for long."""
    by_state = {
        state: sum(n for (one, _), n in queue.counts.items() if one is state) for state in OPEN
    }
    sentence = words.COUNT.format(
        waiting=words.plural(words.WAIT, by_state[State.WAITING]), asked=by_state[State.ASKED]
    )
    long = f" {words.plural(words.LONG, queue.long)}." if queue.long else ""
    return parts.para(sentence + long, "am-status")


def asked(queue: Queue, ward: str, kind: str) -> str:
    """Return the form that shows only some of it."""
    counts = {one: sum(n for (_, other), n in queue.counts.items() if other is one) for one in Kind}
    kinds = {one.value: f"{words.KINDS[one]} ({n})" for one, n in counts.items() if n}
    body = form_fields.choice("ward", words.WARD, {"": words.ALL, **queue.wards}, ward)
    body += form_fields.choice("kind", words.KIND, {"": words.ALL, **kinds}, kind)
    return (
        f'<form class="am-form am-filter" method="get" action="{addresses.REVIEW}" '
        f'aria-label="{escape(words.SHOW)}">{body}{form_fields.button(words.FILTER)}</form>'
    )


def waiting(queue: Queue) -> str:
    """Return what waits, together what is about one thing."""
    listed = [waits for group in queue.groups for waits in group]
    titles = told_apart([title(waits.one, waits.about) for waits in listed])
    lines = {waits.one.id: _line(waits, text) for waits, text in zip(listed, titles, strict=True)}
    return parts.bullets((_group(group, lines) for group in queue.groups), "am-queue")


def _group(group: tuple[InQueue, ...], lines: Mapping[UUID, str]) -> str:
    if len(group) == 1:
        return lines[group[0].one.id]
    name = group[0].about.name or words.NOTHING_NAMED
    head = parts.heading(words.SEVERAL.format(n=len(group), name=name), 2)
    return head + parts.bullets((lines[one.one.id] for one in group), "am-queue-of-one")


def _line(waits: InQueue, name: str) -> str:
    one = waits.one
    marks = [words.LONG_MARK] * waits.long + [words.ASKED_MARK] * (one.state is State.ASKED)
    ward = words.IN_WARD.format(ward=waits.about.ward_name) if waits.about.ward_name else ""
    fields = ", ".join(map(words.field, one.said)) if one.kind is Kind.CHANGE else ""
    told = ", ".join(part for part in (words.since(waits.days), ward) if part)
    told = f"{fields}; {told}" if fields else told
    marked = "".join(f' <strong class="am-mark">{escape(mark)}</strong>' for mark in marks)
    to = parts.link(at(one.id), name)
    return f"{to}<br><small>{escape(told)}</small>{marked}"
