"""The front page: five doors, a search, and what is on the map so far."""

from collections import Counter

from asset_map.app import addresses, ask, find_ask, frame, offer_wording, parts, wording
from asset_map.app.pages import find_help
from asset_map.domain.places import AreaKind


def show() -> None:
    """Draw the front page."""
    with frame.page(wording.FRONT_NAV):
        frame.title(wording.FRONT_TITLE, wording.FRONT_LEAD)
        find_ask.elsewhere(find_help.show)
        parts.draw(
            parts.heading(wording.DOORS_TITLE)
            + parts.doors(
                [
                    (addresses.near(), wording.DOOR_NEAR, wording.DOOR_NEAR_TEXT, ""),
                    (addresses.OFFER, offer_wording.TITLE, offer_wording.DOOR_TEXT, ""),
                    (addresses.GAPS, wording.DOOR_GAPS, wording.DOOR_GAPS_TEXT, ""),
                    (addresses.cut(), wording.DOOR_CUT, wording.DOOR_CUT_TEXT, ""),
                    (addresses.ADD, wording.DOOR_ADD, wording.DOOR_ADD_TEXT, wording.TO_COME),
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
    body = parts.figures(figures) if counts else parts.para(wording.NOTHING_LOADED)
    parts.draw(
        parts.heading(wording.HOLDS_TITLE) + body + parts.para(wording.HOLDS_NOTE, "am-meta")
    )
