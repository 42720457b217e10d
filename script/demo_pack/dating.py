"""How sure the pack is of each asset: since when, when last confirmed, and who says so."""

import random
from datetime import date, timedelta

import story
from assets import Asset, Link

TODAY = date(2026, 11, 22)
YEAR = 365

CONFIRMED_BY = {
    "venues": ("the people who run it", "a council officer"),
    "groups": ("the group itself", "a community connector"),
    "services": ("the group that runs it", "a council officer"),
    "skill_offers": ("the group itself",),
}
# Out of a hundred background assets: never confirmed, and confirmed over a year ago.
NEVER, STALE = 12, 16
# Out of a hundred links, one end only has said so: the first, and the second.
FROM_ONLY, TO_ONLY = 14, 9


def date_assets(assets: list[Asset]) -> None:
    """Fills in the dates in place, the same each run."""
    for asset in assets:
        dice = _dice(asset.ref)
        asset.valid_from = asset.valid_from or _since(dice)
        asset.last_confirmed = _confirmed(asset, dice)
        if asset.last_confirmed:
            asset.confirmed_by = dice.choice(CONFIRMED_BY[asset.table])


def date_links(links: list[Link], assets: list[Asset]) -> None:
    """Who says so and until when, for each link; the story's are known from both ends."""
    closed = {a.ref: a.valid_to for a in assets if a.valid_to}
    for link in links:
        by_hand = link.from_ref in _STORY and link.to_ref in _STORY
        link.said_by = "both" if by_hand else _said_by(_dice(f"{vars(link)}"))
        ends = story.LINK_ENDS.get((link.from_ref, link.to_ref), "")
        link.valid_to = ends or closed.get(link.from_ref, "")


_STORY = {row[0] for row in (*story.VENUES, *story.GROUPS, *story.SERVICES, *story.SKILLS)}


def _confirmed(asset: Asset, dice: random.Random) -> str:
    if asset.valid_to:
        return "2024-05-14"
    if asset.ref in story.NEVER_CONFIRMED:
        return ""
    if asset.ref in story.STALE:
        return story.STALE[asset.ref]
    throw = 100 if asset.ref in _STORY else dice.randrange(100)
    if throw < NEVER:
        return ""
    days = dice.randint(YEAR + 5, 2 * YEAR) if throw < NEVER + STALE else dice.randint(9, YEAR - 20)
    return (TODAY - timedelta(days=days)).isoformat()


def _since(dice: random.Random) -> str:
    year = dice.randint(1998, 2023)
    return dice.choice(("", str(year), str(year), f"{year}-{dice.randint(1, 12):02}-01"))


def _said_by(dice: random.Random) -> str:
    throw = dice.randrange(100)
    if throw < FROM_ONLY:
        return "from"
    return "to" if throw < FROM_ONLY + TO_ONLY else "both"


def _dice(key: str) -> random.Random:
    return random.Random(f"dates {key}")  # noqa: S311 - the same dates each run
