"""An officer: a quick try of what closing or reducing something would change; nothing is kept."""

from collections.abc import Sequence
from datetime import date

from asset_map.db import session
from asset_map.domain.errors import BadInput
from asset_map.domain.proposals import Change, ChangeKind, Proposal
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.see_asset import find_asset
from asset_map.journeys.see_impact import SeenImpact, weighed

TITLE = "What if"


@asks(Action.WEIGH_CLOSURE)
def one_off(close: Sequence[str] = (), reduce: Sequence[tuple[str, float]] = ()) -> Proposal:
    """Return a proposal that closes some assets, and takes shares (0 to 1) of others away.

    Each is given by its id; an old id leads on. Raises BadInput or NotFound for what is none, and
    BadInput where nothing is given at all.
    """
    if not close and not reduce:
        raise BadInput(
            "Nothing is given that would change.",
            "Give a file of a proposal, --close ID or --reduce ID=SHARE.",
        )
    with session.reading() as connection:
        changes = [
            *(Change(ChangeKind.CLOSE, find_asset(connection, one).id) for one in close),
            *(
                Change(ChangeKind.REDUCE, find_asset(connection, one).id, share=share)
                for one, share in reduce
            ),
        ]
    return Proposal(title=TITLE, directorate="", changes=tuple(changes))


@asks(Action.WEIGH_CLOSURE)
def see_one_off(asset_id: str, *, at: date | None = None) -> SeenImpact:
    """Return what closing one asset would change, with what could take its place."""
    proposal = one_off([asset_id])
    with session.reading() as connection:
        return weighed(connection, [proposal], at=at)
