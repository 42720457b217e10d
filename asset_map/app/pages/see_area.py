"""A ward or a neighbourhood: what it has, what people there need, and where the gaps are."""

from datetime import date

from asset_map.app import area_wording, ask, frame, parts, widgets, wording


def show() -> None:
    """Draw the page for the area in the address."""
    with frame.page(area_wording.NAV, wording.UNKNOWN_PLACE_NEXT):
        picture = ask.describe_area(widgets.said("code") or widgets.said("name"))
        frame.name(picture.area.name)
        frame.title(picture.area.name, above=wording.boundaries(picture.area))
        needs = {need.id: need.label for need in picture.needs}
        parts.draw(parts.cards(picture.hits[:20], needs, date.today()))
