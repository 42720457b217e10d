"""An asset in short, as an impact speaks of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from asset_map.domain.assets import AssetKind


@dataclass(frozen=True)
class Thing:
    """An asset in short.

    ``post``: a group that is one post. ``closed``: the day it closed, where it has; ``to_come``: it
    is not there yet. ``xy``: its place in grid metres, where it has one that may be shown.
    ``keeper``: who manages or provides it, "" where nobody is known to. ``type``: of a group or a
    venue, as its source calls it; ``source``: the id of the source that tells most of it;
    ``needs``: what it meets, wherever it is found.
    """

    id: UUID
    kind: AssetKind
    name: str
    post: bool = False
    demo: bool = False
    masked: bool = False
    last_confirmed: date | None = None
    closed: date | None = None
    to_come: bool = False
    xy: tuple[float, float] | None = None
    keeper: str = ""
    type: str = ""
    source: str = ""
    needs: tuple[str, ...] = ()
