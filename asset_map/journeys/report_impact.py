"""Anybody, of proposals that open to them: a report to attach to a decision paper, as one zip."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Unpack
from uuid import UUID

from sqlalchemy import Connection

from asset_map import snapshots
from asset_map.analysis.impact import Impact
from asset_map.db import proposal_notes, session
from asset_map.db import proposals as kept_proposals
from asset_map.domain.errors import BadInput
from asset_map.domain.proposals import Answer, Proposal, State
from asset_map.domain.rights import Action, may
from asset_map.journeys.acting import acting_person, asks
from asset_map.journeys.expectations import expect_of_reported
from asset_map.journeys.impact_as_data import of_impact
from asset_map.journeys.paper import paper_of
from asset_map.journeys.paper_matter import Matter, gather
from asset_map.journeys.proposal_as_toml import as_toml
from asset_map.journeys.replay_file import NAME as REPLAY
from asset_map.journeys.replay_file import replay_text
from asset_map.journeys.see_impact import weighed
from asset_map.journeys.see_proposal import handed_on, may_open
from asset_map.journeys.weigh_proposals import Terms
from asset_map.report.pack import to_zip
from asset_map.settings import get_settings

IMPACT = "impact.json"
MOST_PROPOSALS = 20
LONGEST_NAME = 60


@dataclass(frozen=True)
class Pack:
    """A report: the ``bytes`` of a zip, what the file is to be called, the checksum of its figures,
    and the hash of its inputs, None where they are not kept."""

    name: str
    bytes: bytes
    checksum: str
    snapshot: str | None


@asks(Action.BROWSE)
def report_proposals(
    proposal_ids: tuple[UUID, ...], *, at: date | None = None, closed_since: date | None = None
) -> Pack:
    """Return the report on proposals, as things stand on the day ``at``.

    ``closed_since``: count what closed after that day beside them. Inputs are kept, and what is
    expected of each proposal, where an officer asks. Raises NotFound for a proposal that does not
    open to whoever asks, and BadInput for changes that cannot be made.
    """
    ids = tuple(dict.fromkeys(proposal_ids))
    if not ids:
        raise BadInput("No proposal is named.", "Choose one, then ask for its report.")
    if len(ids) > MOST_PROPOSALS:
        raise BadInput(f"A report is on at most {MOST_PROPOSALS} proposals.", "Choose fewer.")
    with session.reading() as connection:
        found = [may_open(connection, proposal_id) for proposal_id in ids]
        answers = [proposal_notes.answers_of(connection, proposal_id) for proposal_id in ids]
        matter = _matter(connection, found, answers, at=at, closed_since=closed_since)
    if matter.snapshot:
        with session.transaction() as connection:
            expect_of_reported(connection, matter.impact)
    return _pack(matter)


@asks(Action.WEIGH_CLOSURE)
def report_files(proposals: Sequence[Proposal], **terms: Unpack[Terms]) -> Pack:
    """Return the report on proposals that are not kept in the database, such as those of files;
    asked as ``weigh_proposals`` is."""
    with session.reading() as connection:
        matter = _matter(connection, proposals, [], **terms)
    return _pack(matter)


def _matter(
    connection: Connection,
    found: Sequence[Proposal],
    answers: Sequence[Mapping[str, Answer]],
    **terms: Unpack[Terms],
) -> Matter:
    seen = weighed(connection, found, **terms)
    snapshot = _kept(seen.impact)
    return gather(
        connection,
        seen.impact,
        seen.alternatives,
        answers=answers,
        **_published(connection, found),
        made=datetime.now(UTC),
        data=of_impact(seen.impact, seen.alternatives, snapshot=snapshot),
        snapshot=snapshot,
    )


def _kept(impact: Impact) -> str | None:
    """Keep the inputs, where whoever asks may weigh: what anybody may ask for fills no disk."""
    if not may(acting_person().role, Action.WEIGH_CLOSURE):
        return None
    return snapshots.keep(impact.situation, get_settings().home)


def _published(
    connection: Connection, found: Sequence[Proposal]
) -> dict[str, tuple[Proposal, ...]]:
    """Return published answers to some proposals, and other published ones. Never a draft: a report
    goes from hand to hand."""
    ids = {one.id for one in found if one.id is not None}
    known = [
        one
        for one in kept_proposals.listed(connection, None)
        if one.state is not State.DRAFT and one.id not in ids
    ]
    return {
        "counter": tuple(one for one in known if one.answers_id in ids),
        "others": tuple(
            one for one in known if one.answers_id not in ids and one.state is State.PUBLISHED
        ),
    }


def _pack(matter: Matter) -> Pack:
    checksum = str(matter.data["checksum"])
    return Pack(
        name=f"{_slug(matter)}-{matter.at.isoformat()}-{checksum[:8]}.zip",
        bytes=to_zip(paper_of(matter), _more(matter)),
        checksum=checksum,
        snapshot=matter.snapshot,
    )


def _more(matter: Matter) -> dict[str, bytes]:
    """Return the files for machines: the figures, how to make them again, and the proposals."""
    told = json.dumps(matter.data, ensure_ascii=False, allow_nan=False, indent=1)
    files = {IMPACT: f"{told}\n".encode()}
    if matter.snapshot:
        files[REPLAY] = replay_text(matter.impact, matter.data).encode()
    for number, one in enumerate(matter.proposed, 1):
        files[f"proposals/proposal-{number}.toml"] = as_toml(handed_on(one)).encode()
    return files


def _slug(matter: Matter) -> str:
    """Return what a file is called, in letters that every system and every header takes."""
    told = matter.proposed
    words = told[0].title if len(told) == 1 else f"{len(told)} proposals together"
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:LONGEST_NAME].strip("-")
    return f"impact-{plain}" if plain else "impact"
