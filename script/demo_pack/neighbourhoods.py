"""Two estates as people speak of them, sketched by hand; they follow no ward border."""

from dataclasses import dataclass

import shapely

DRAWN_ON = "2026-11-22"
DRAWN_BY = "rough outline made for the demonstration, for local people to redraw"


@dataclass(frozen=True)
class Neighbourhood:
    """An estate: its outline in metres of EPSG:27700."""

    code: str
    name: str
    outline: shapely.Polygon


# West and south of the nature reserve, from the school in the middle outwards.
WRENS_NEST = Neighbourhood(
    "wrens-nest",
    "Wrens Nest",
    shapely.Polygon(
        [
            (392800, 291780),
            (392830, 291960),
            (393060, 292110),
            (393330, 292400),
            (393450, 292430),
            (393600, 292300),
            (393585, 292020),
            (393580, 291780),
            (393560, 291560),
            (393550, 291450),
            (393380, 291330),
            (393150, 291390),
            (392960, 291560),
        ]
    ),
)

# From the park in the south to the borough's edge in the north, east of the reserve.
PRIORY = Neighbourhood(
    "priory",
    "Priory",
    shapely.Polygon(
        [
            (393950, 292290),
            (394080, 292290),
            (394420, 292080),
            (394500, 291800),
            (394580, 291350),
            (394560, 291060),
            (394260, 290960),
            (393980, 290900),
            (393740, 291000),
            (393600, 291180),
            (393600, 291330),
            (393740, 291430),
            (393860, 291500),
            (393900, 291700),
            (393960, 291950),
        ]
    ),
)

ALL = (WRENS_NEST, PRIORY)
