"""The map itself: takes in, after a load, what keepers said while it was under way."""

from collections.abc import Mapping

from asset_map.db import kept, session
from asset_map.domain.contributions import Kind
from asset_map.domain.rights import Action
from asset_map.journeys import change_asset, state_link, state_skills
from asset_map.journeys.acting import asks
from asset_map.journeys.go_live import OwnWord, take_live

OWN: Mapping[Kind, OwnWord] = {
    Kind.ADD: state_skills.OWN,
    Kind.CHANGE: change_asset.OWN,
    Kind.CLOSE: change_asset.OWN,
    Kind.LINK: state_link.OWN,
}
"""What a keeper may say alone, by the kind of contribution."""


@asks(Action.CONTRIBUTE)
def take_waiting_live() -> int:
    """Take in what keepers sent while a load was under way; return how much that was."""
    with session.reading() as connection:
        found = kept.sent_by_keepers(connection)
    return sum(take_live(id, OWN[kind], wait=False) for id, kind in found)
