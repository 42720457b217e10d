"""The proposals of the demonstration: kept as published ones, and marked as demonstration.

Reads and writes within the transaction in which the demonstration's assets are loaded.
"""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from asset_map.db import proposals
from asset_map.db.things import read_things
from asset_map.domain.assets import stable_id
from asset_map.domain.days import uk_today
from asset_map.domain.proposals import Proposal, State
from asset_map.journeys.asset_names import AssetNames
from asset_map.journeys.toml_proposal import proposal_of

ANSWER = "answer-to-"
"""How a file begins that answers another one, whose name follows."""

AUTHOR = "the demonstration"


def keep_demo_proposals(connection: Connection, folder: Path) -> int:
    """Keep what the files of a folder propose, under ids that stay; return how many there are.

    What is kept already as it is in its file stays untouched.
    """
    names = AssetNames(read_things(connection, uk_today()).values())
    # An answer comes after what it answers.
    files = sorted(folder.glob("*.toml"), key=lambda file: (file.stem.startswith(ANSWER), file))
    for file in files:
        said = proposal_of(file.read_text(encoding="utf-8"), file.name, names)
        _keep(connection, demo_id(file.stem), _as_demo(said, file.stem))
    return len(files)


def demo_id(name: str) -> UUID:
    """Return the id of the proposal in a file, by its name without the ending."""
    return stable_id("demo", "proposal", name)


def _as_demo(said: Proposal, name: str) -> Proposal:
    answered = name.removeprefix(ANSWER)
    return replace(
        said,
        id=demo_id(name),
        state=State.PUBLISHED,
        author_role=AUTHOR,
        demo=True,
        answers_id=None if answered == name else demo_id(answered),
    )


def _keep(connection: Connection, proposal_id: UUID, wanted: Proposal) -> None:
    held = proposals.open_to(connection, proposal_id, None)
    if held is not None:
        as_said = replace(held, state=State.PUBLISHED, changed=None, published=None, version=1)
        if as_said == wanted:
            return
        proposals.delete(connection, proposal_id)
    proposals.insert_proposal(connection, wanted)
