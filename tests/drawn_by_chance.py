"""Situations and changes drawn by chance, for what has to hold of any."""

import math

from hypothesis import strategies as st
from situations import NEEDS, PEOPLE, change, coming, situation

HALLS = ("A Hall", "B Hall", "C Hall")
CLUBS = ("P Club", "Q Club")
SERVICES = ("Lunch", "Supper", "Tea")
EVERY = (*HALLS, *CLUBS, *SERVICES)
SIDES = ("", "from", "to")
SPOTS = st.integers(0, 10).map(lambda step: 250 * step)
OTHER_LINKS = ("provided_by", "managed_by", "funded_by", "staffed_by", "supports")
ROOM = st.sampled_from(["", "10", "25"])


@st.composite
def situations(draw, *, known=False):
    """Homes along a road with halls, clubs and services, and links between them by anybody's word.

    ``known``: everybody has a figure of people.
    """
    stands = {hall: draw(SPOTS) for hall in HALLS}
    rows, tied = [], []
    for asset in EVERY:
        needs = draw(st.lists(st.sampled_from(NEEDS), unique=True, max_size=2))
        room, lately = draw(ROOM), draw(st.sampled_from(["", "yes"]))
        halls = draw(st.lists(st.sampled_from(HALLS), unique=True, max_size=2))
        halls = [] if asset in HALLS else halls
        own = stands.get(asset) if asset in HALLS else draw(SPOTS)
        places = [(hall, stands[hall]) for hall in halls] or [("", own)]
        for need in needs:
            rows += [f"{asset} | {need} | {hall} | {x} | {room} | {lately}" for hall, x in places]
        for hall in halls:
            kind = "delivered_at" if asset in SERVICES else "meets_at"
            tied.append(f"{asset} | {kind} | {hall} | {draw(st.sampled_from(SIDES))}")
    ends = st.tuples(
        st.sampled_from(EVERY),
        st.sampled_from(OTHER_LINKS),
        st.sampled_from(EVERY),
        st.sampled_from(SIDES),
    ).filter(lambda link: link[0] != link[2])
    tied += [" | ".join(link) for link in draw(st.lists(ends, max_size=6))]
    figures = st.integers(0, 50).map(lambda people: people / 7)
    figures = figures if known else st.one_of(figures, st.just(math.nan))
    count = len(PEOPLE)
    comes = draw(st.lists(st.sampled_from(["West", "East"]), unique=True, max_size=2))
    return situation(
        "\n".join(["asset | need | venue | x | capacity | confirmed", *rows]),
        "\n".join(["who | hangs | on | said_by", *dict.fromkeys(tied)]),
        remote=[coming("Parcels", areas=comes, capacity=20.0)] if comes else [],
        people=draw(st.lists(figures, min_size=count, max_size=count)),
        own=draw(st.lists(st.booleans(), min_size=count, max_size=count)),
        **{name.replace(" ", "_"): {"x": stands[name]} if name in stands else {} for name in EVERY},
    )


closures = st.lists(
    st.builds(change, st.sampled_from(["close", "pause", "end_post"]), st.sampled_from(EVERY)),
    max_size=3,
)


@st.composite
def changes(draw):
    """Changes of any kind; no asset is moved twice."""
    found = draw(closures)
    moved = draw(st.lists(st.sampled_from(EVERY), unique=True, max_size=2))
    for asset in moved:
        hall = draw(st.sampled_from([None, *(hall for hall in HALLS if hall != asset)]))
        found.append(change("move", asset, **({"to": hall} if hall else {"x": draw(SPOTS)})))
    for asset in draw(st.lists(st.sampled_from(EVERY), max_size=2)):
        found.append(change("reduce", asset, share=draw(st.sampled_from([0.1, 0.3, 0.5]))))
    for asset in draw(st.lists(st.sampled_from(SERVICES + HALLS), max_size=2)):
        found.append(change("hand_over", asset, to=draw(st.sampled_from(CLUBS))))
    for asset in draw(st.lists(st.sampled_from(EVERY), max_size=1)):
        found.append(change("end_funding", asset))
    for name in draw(st.lists(st.sampled_from(["Soup", "Bread"]), unique=True, max_size=1)):
        hall = draw(st.sampled_from([None, *HALLS]))
        place = {"to": hall} if hall else {"x": draw(SPOTS)}
        found.append(change("open", name=name, needs=NEEDS[:1], **place))
    return found
