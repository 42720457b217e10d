"""An officer: works an impact out again, from the inputs that were kept, or says what has changed.

Where the inputs are gone it is worked out with what is known today of the same day.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from asset_map.analysis.impact import Impact
from asset_map.analysis.weigh import Weighing, weigh
from asset_map.db import session
from asset_map.db.things import read_things
from asset_map.domain.days import uk_today
from asset_map.domain.errors import AssetMapError, BadInput
from asset_map.domain.rights import Action
from asset_map.domain.things import Thing
from asset_map.journeys.acting import asks
from asset_map.journeys.impact_as_data import of_impact
from asset_map.journeys.replay_file import Replay, read_replay
from asset_map.journeys.replay_file import replay_text as replay_text
from asset_map.journeys.replay_in_words import by_need, since_then, with_kept_inputs, with_today
from asset_map.journeys.weigh_proposals import weigh_proposals
from asset_map.settings import get_settings
from asset_map.snapshots import bring_back


@dataclass(frozen=True)
class Replayed:
    """What working an impact out again gave. ``same``: the very figures; ``lines``: that in words,
    and what has changed; ``impact_data``: the result, as ``impact_as_data`` gives it."""

    same: bool
    lines: tuple[str, ...]
    impact_data: dict[str, Any]


@asks(Action.WEIGH_CLOSURE)
def replay_impact(path: Path | str) -> Replayed:
    """Work out again what a file tells of: the ``replay.json`` of a report, the report's zip, or
    what ``asset-map impact --format json`` printed. Raises BadInput for any other file."""
    then = read_replay(Path(path))
    try:
        situation = bring_back(then.snapshot, get_settings().home)
    except BadInput as gone:
        return _with_today(then, gone)
    try:
        impact = weigh(situation, then.proposals, Weighing(situation, then.settings))
    except (KeyError, ValueError, BadInput) as error:
        raise BadInput(
            "What the file says was proposed cannot be made with the inputs that were kept.",
            "Take the file as the report held it.",
        ) from error
    data = of_impact(impact, snapshot=then.snapshot)
    same = data["checksum"] == then.checksum
    lines = with_kept_inputs(then, same=same)
    return Replayed(same, (*lines, *([] if same else by_need(then, impact))), data)


def _with_today(then: Replay, gone: BadInput) -> Replayed:
    """Weigh the same proposals with what is known today of the same day."""
    try:
        impact = weigh_proposals(
            then.proposals,
            at=then.at,
            closed_since=then.closed_since,
            standard_m=then.settings.standard_m,
            straight_line=then.settings.detour == 1,
        )
    except AssetMapError as error:
        raise BadInput(
            f"{gone.sentence} With what is known today it cannot be worked out either: "
            f"{error.sentence}",
            gone.next_step,
        ) from error
    data = of_impact(impact)
    same = data["checksum"] == then.checksum
    lines = [*with_today(then, gone.sentence, same=same)]
    if not same:
        lines += [*by_need(then, impact), *since_then(then, impact, _things_today(impact))]
    return Replayed(same, tuple(lines), data)


def _things_today(impact: Impact) -> dict[UUID, Thing]:
    today = max(uk_today(), impact.situation.at)
    with session.reading() as connection:
        return read_things(connection, today)
