"""The ways to the pages, at the head of each: a few for everybody, and those of one's own work."""

from collections.abc import Mapping
from html import escape

from asset_map.app import (
    addresses,
    change_wording,
    loads_wording,
    parts,
    standards_wording,
    telling_wording,
    twins_wording,
)
from asset_map.domain.people import Person
from asset_map.domain.rights import Action, may

Ways = Mapping[str, tuple[str, str]]
"""Addresses and what a link there says, by the title of the page."""

_OWN: tuple[tuple[Action, str, str, str], ...] = (
    (Action.ADD_OWN, change_wording.OWN, addresses.OWN, telling_wording.OWN_NAV),
    (
        Action.REVIEW,
        telling_wording.REVIEW_NAV,
        addresses.REVIEW,
        telling_wording.REVIEW_NAV,
    ),
    (Action.DECIDE_TWINS, twins_wording.TITLE, addresses.TWINS, twins_wording.NAV),
    (Action.SEE_LOADS, loads_wording.TITLE, addresses.LOADS, loads_wording.NAV),
    (Action.CHANGE_STANDARDS, standards_wording.TITLE, addresses.STANDARDS, standards_wording.NAV),
)


def navigation(everybodys: Ways, visiting: Person, here: str = "") -> str:
    """Return the ways that are everybody's, and those of whoever visits: where these are several
    they open from one word, so that they take one line of a telephone. ``here``: a page's title."""
    own = {
        title: (address, text)
        for action, title, address, text in _OWN
        if may(visiting.role, action)
    }
    links = _links(everybodys, here)
    if len(own) == 1:
        links += _links(own, here)
    elif own:
        css = ' class="am-here"' if here in own else ""
        links.append(
            f"<details{css}><summary>{escape(telling_wording.MORE_NAV)}</summary>"
            f"{parts.bullets(_links(own, here), 'am-nav')}</details>"
        )
    return (
        f'<nav aria-label="{escape(telling_wording.NAVIGATION)}">'
        f"{parts.bullets(links, 'am-nav')}</nav>"
    )


def _links(ways: Ways, here: str) -> list[str]:
    return [
        parts.link(address, text, here=title == here) for title, (address, text) in ways.items()
    ]
