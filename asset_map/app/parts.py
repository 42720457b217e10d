"""Pieces of pages as HTML. Whatever comes from data passes through ``html.escape`` here, once."""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from asset_map.app import addresses, asset_wording, wording
from asset_map.domain.assets import Asset, AssetKind, LinkedAsset
from asset_map.domain.freshness import lapsed
from asset_map.domain.places import Area
from asset_map.journeys.hits import Hit

Needs = Mapping[str, str]
"""Labels of needs by id."""


def draw(html: str) -> None:
    """Put a piece on the page, if there is one."""
    if html:
        st.html(html)


def link(address: str, text: str, css: str = "", *, here: bool = False) -> str:
    """Return a link. ``address`` is ours, or one that ``addresses.safe`` let through."""
    named = (f' class="{css}"' if css else "") + (' aria-current="page"' if here else "")
    return f'<a href="{escape(address)}" target="_self"{named}>{escape(text)}</a>'


def para(text: str, css: str = "") -> str:
    """Return a paragraph of plain text."""
    named = f' class="{css}"' if css else ""
    return f"<p{named}>{escape(text)}</p>"


def heading(text: str, level: int = 2, anchor: str = "") -> str:
    """Return a heading; one with an anchor can be reached by a link and takes the focus."""
    named = f' id="{anchor}" tabindex="-1"' if anchor else ""
    return f"<h{level}{named}>{escape(text)}</h{level}>"


def notice(title: str, text: str, more: str = "", css: str = "") -> str:
    """Return a box with a title and a sentence; ``more`` is HTML that was made here."""
    return (
        f'<div class="am-notice {css}" role="status"><p class="am-notice-title">{escape(title)}</p>'
        f"{para(text) if text else ''}{more}</div>"
    )


def status(text: str) -> str:
    """Return a line that screen readers say when it changes, and on a phone a way to the map."""
    to_map = f'<a class="am-to-map" href="#map">{escape(wording.MAP_SKIP)}</a>'
    return f'<p class="am-status" role="status">{escape(text)}</p>{to_map}'


def figures(found: Iterable[tuple[str, str, str]]) -> str:
    """Return a row of figures: the number, what it counts, and a note on it."""
    return '<ul class="am-figures">{}</ul>'.format(
        "".join(
            f"<li><strong>{escape(number)}</strong> <span>{escape(what)}</span>"
            f"{f'<small>{escape(note)}</small>' if note else ''}</li>"
            for number, what, note in found
        )
    )


def facts(found: Iterable[tuple[str, str]]) -> str:
    """Return facts with their names. The facts are HTML that was made here."""
    return '<dl class="am-facts">{}</dl>'.format(
        "".join(f"<div><dt>{escape(name)}</dt><dd>{fact}</dd></div>" for name, fact in found)
    )


def bullets(items: Iterable[str], css: str = "am-list") -> str:
    """Return a list. The items are HTML that was made here."""
    return f'<ul class="{css}">{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def tags(labels: Iterable[str]) -> str:
    """Return short labels in a row."""
    return bullets((escape(label) for label in labels), "am-tags")


def details(summary: str, html: str) -> str:
    """Return something that opens. ``html`` was made here."""
    return f"<details><summary>{escape(summary)}</summary>{html}</details>"


def table(caption: str, columns: list[str], rows: Iterable[list[str]]) -> str:
    """Return a table that becomes one block a row on a phone. Cells are HTML that was made here."""
    head = "".join(f'<th scope="col" role="columnheader">{escape(name)}</th>' for name in columns)
    body = "".join(
        '<tr role="row">'
        + "".join(
            f"<{'th scope=row role=rowheader' if place == 0 else 'td role=cell'} "
            f'data-label="{escape(columns[place])}"><span>{cell}</span>'
            f"</{'th' if place == 0 else 'td'}>"
            for place, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<table class="am-table" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def wide_table(caption: str, columns: list[str], rows: Iterable[list[str]]) -> str:
    """Return a table that stays one on a phone, and is moved sideways in a frame of its own.

    Cells are HTML that was made here. The frame takes the focus, so that the arrow keys move it.
    """
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>'
        for row in rows
    )
    return (
        f'<div class="am-wide" role="region" aria-label="{escape(caption)}" tabindex="0">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def bar(share: float | None) -> str:
    """Return a bar that repeats a share which stands beside it in words."""
    if share is None:
        return ""
    width = f"{share * 100:.1f}%"
    return f'<span class="am-bar" aria-hidden="true"><span style="width:{width}"></span></span>'


def doors(found: Iterable[tuple[str, str, str, str]]) -> str:
    """Return the doors of the front page: address, name, what is behind it, and a mark."""
    return '<ul class="am-doors">{}</ul>'.format(
        "".join(
            f"<li><h3>{link(address, name)}</h3>{para(text)}"
            f"{f'<p class=am-mark>{escape(mark)}</p>' if mark else ''}</li>"
            for address, name, text, mark in found
        )
    )


def areas(found: Iterable[Area]) -> str:
    """Return areas to choose from, each kind under its heading."""
    listed = list(found)
    return "".join(
        heading(name, 3)
        + bullets((link(addresses.area(area.code), area.name) for area in some), "am-areas")
        for kind, name in wording.AREA_KINDS_MANY.items()
        if (some := [area for area in listed if area.kind == kind])
    )


def card(hit: Hit, body: str, level: int = 4) -> str:
    """Return the card of a hit: its name, of what kind it is and why it is shown, then ``body``,
    which is HTML that was made here. ``level`` is that of its heading."""
    asset = hit.asset
    return (
        f'<div class="am-card">'
        f"<h{level}>{link(addresses.asset(asset.id), asset.name)}</h{level}>"
        f'<p class="am-where"><span class="am-kind am-{asset.kind.value}">'
        f"{escape(wording.KINDS[asset.kind])}</span> {escape(hit.reason)}</p>{body}</div>"
    )


def freshness(asset: Asset, today: date, *, advise: bool = True) -> str:
    """Say when an asset was last confirmed, and by whom; advise who may want to go there."""
    source = asset.provenance
    advice = wording.CHECK_FIRST if advise else ""
    if source.last_confirmed is None:
        return wording.NEVER_CONFIRMED + advice
    day = wording.day(source.last_confirmed)
    said = (
        wording.CONFIRMED_BY.format(day=day, who=source.confirmed_by)
        if source.confirmed_by
        else wording.CONFIRMED_ON.format(day=day)
    )
    if source.confirmed_within_a_year(today):
        late = lapsed(asset.kind, source.last_confirmed, today)
        return f"{said}, {wording.NOBODY_LOOKED}{advice}" if late else said
    return f"{said}, {wording.OVER_A_YEAR}{advice}"


def links(found: Iterable[LinkedAsset]) -> str:
    """Return links as sentences, each leading to the other asset's page."""
    return bullets(_sentence(linked) for linked in found)


def _sentence(linked: LinkedAsset) -> str:
    before, after = asset_wording.link(linked)
    name = link(addresses.asset(linked.id), linked.name)
    return f"{escape(before)}{name}{escape(after)}"


def by_kind(counts: Mapping[AssetKind, int]) -> str:
    """Say how many there are of each kind."""
    return ", ".join(
        wording.kinds(counts[kind], kind) for kind in wording.KIND_ORDER if counts.get(kind)
    )


def contact(details: Mapping[str, Any]) -> list[str]:
    """Return the ways to get in touch, as links where a browser may follow them."""
    ways = []
    if url := details.get("url"):
        address = addresses.safe(url if "://" in url else f"https://{url}")
        ways.append(link(address, url) if address else escape(url))
    if email := details.get("email"):
        ways.append(link(f"mailto:{email}", email))
    if phone := details.get("phone"):
        ways.append(link("tel:" + "".join(c for c in phone if c in "+0123456789"), phone))
    return ways
