"""What happens if something is cut: who is in reach now, and what closing one thing changes."""

from asset_map.app import ask, closure, frame, parts, reach, staff, widgets, wording
from asset_map.domain.places import AreaKind

KINDS = (AreaKind.AUTHORITY, AreaKind.NEIGHBOURHOOD, AreaKind.WARD)


def show() -> None:
    """Draw the page: the figures for everybody, the closure for staff."""
    with frame.page(wording.CUT_TITLE):
        frame.title(wording.CUT_TITLE, wording.CUT_LEAD)
        if staff.is_staff():
            _weigh()
        else:
            parts.draw(parts.notice(wording.WEIGH_STAFF_TITLE, wording.WEIGH_STAFF_ONLY))
        _gaps()


def _weigh() -> None:
    staff_here = parts.para(wording.STAFF_HERE, "am-meta")
    parts.draw(parts.heading(wording.WEIGH_TITLE) + staff_here)
    choices = {str(choice.id): wording.choice(choice) for choice in ask.pick_asset()}
    asset_id = widgets.pick(wording.WEIGH_PICK, "id", choices, nothing=wording.WEIGH_PICK_NONE)
    asset_id = asset_id or widgets.said("id")
    if asset_id:
        closure.draw(ask.weigh_closure(asset_id))


def _gaps() -> None:
    parts.draw(parts.heading(wording.GAPS_TITLE) + parts.para(wording.GAPS_LEAD))
    areas = [area for kind in KINDS for area in ask.list_areas(kind)]
    named = {area.code: wording.area(area) for area in areas}
    code = widgets.pick(wording.GAPS_AREA, "area", named)
    reach.draw(ask.see_gaps(area=code or None))
