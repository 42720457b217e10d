"""What happens if something is cut: what closing one thing changes."""

from asset_map.app import addresses, ask, closure, frame, parts, who, widgets, wording
from asset_map.domain.rights import Action


def show() -> None:
    """Draw the page; what a closure would change is for officers."""
    with frame.page(wording.CUT_TITLE):
        frame.title(wording.CUT_TITLE, wording.CUT_LEAD)
        if who.may(Action.WEIGH_CLOSURE):
            _weigh()
        else:
            parts.draw(who.refused(Action.WEIGH_CLOSURE))
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
    link = parts.link(addresses.GAPS, wording.GAPS_NAV)
    parts.draw(
        parts.heading(wording.GAPS_MOVED) + parts.para(wording.GAPS_MOVED_TEXT) + f"<p>{link}</p>"
    )
