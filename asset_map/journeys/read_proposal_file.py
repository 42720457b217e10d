"""An officer: proposals from TOML files, as they are passed on between people."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from asset_map.domain.proposals import Proposal
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks


@asks(Action.WEIGH_CLOSURE)
def read_proposal_files(paths: Sequence[Path], *, at: date | None = None) -> list[Proposal]:
    """Return what files propose, one proposal each, none of them kept.

    Raises BadInput in one sentence that names the file and the change.
    """
    raise NotImplementedError
