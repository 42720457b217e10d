"""The links that an impact follows, as a picture that says the same as the list."""

from asset_map.journeys.behind_impact import Impact, ended
from asset_map.report.links_drawing import links_svg


def draw_links(impact: Impact) -> str:
    """Return the links from what is ended to all that stops or loses something, as an SVG."""
    return links_svg(impact.after.knock_on, ended(impact))
