"""The front page: five doors, a search, and what is on the map so far."""

from collections import Counter

from asset_map.app import (
    addresses,
    ask,
    find_ask,
    frame,
    offer_wording,
    parts,
    wording,
)
from asset_map.app import front_wording as words
from asset_map.app.pages import find_help
from asset_map.domain.places import AreaKind


def show() -> None:
    """Draw the front page."""
    with frame.page(words.NAV):
        frame.title(words.TITLE, words.LEAD)
        find_ask.elsewhere(find_help.show)
        parts.draw(
            parts.heading(words.DOORS_TITLE)
            + parts.doors(
                [
                    (addresses.near(), words.DOOR_NEAR, words.DOOR_NEAR_TEXT, ""),
                    (addresses.OFFER, offer_wording.TITLE, offer_wording.DOOR_TEXT, ""),
                    (addresses.GAPS, words.DOOR_GAPS, words.DOOR_GAPS_TEXT, ""),
                    (addresses.cut(), words.DOOR_CUT, words.DOOR_CUT_TEXT, ""),
                    (addresses.ADD, words.DOOR_ADD, words.DOOR_ADD_TEXT, ""),
                ]
            )
        )
        _areas()
        _holds()


def _areas() -> None:
    areas = ask.list_areas()
    if any(area.kind in (AreaKind.WARD, AreaKind.NEIGHBOURHOOD) for area in areas):
        parts.draw(parts.heading(wording.BROWSE_TITLE) + parts.areas(areas))


def _holds() -> None:
    counts = Counter(choice.kind for choice in ask.pick_asset())
    figures = [(f"{counts[kind]:,}", wording.KINDS_MANY[kind], "") for kind in wording.KIND_ORDER]
    body = parts.figures(figures) if counts else parts.para(words.NOTHING_LOADED)
    parts.draw(parts.heading(words.HOLDS_TITLE) + body + parts.para(wording.HOLDS_NOTE, "am-meta"))
