"""An officer: proposals from TOML files, as they are passed on between people."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from asset_map.db import session
from asset_map.db.things import read_things
from asset_map.domain.days import uk_today
from asset_map.domain.errors import BadInput
from asset_map.domain.proposals import Proposal
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.journeys.asset_names import AssetNames
from asset_map.journeys.toml_proposal import MOST_BYTES, proposal_of


@asks(Action.WEIGH_CLOSURE)
def read_proposal_files(paths: Sequence[Path], *, at: date | None = None) -> list[Proposal]:
    """Return what files propose, one proposal each, none of them kept.

    Names are those of the day ``at``. Raises BadInput with sentences that name the file and the
    change; whether the changes can be made is looked at when they are weighed.
    """
    contents = [(_content(path), path.name) for path in paths]
    with session.reading() as connection:
        names = AssetNames(read_things(connection, at or uk_today()).values())
    return [proposal_of(content, name, names) for content, name in contents]


def _content(path: Path) -> str:
    try:
        if not path.is_file():
            raise BadInput(f"There is no file {path}.", "Give the path of a TOML file.")
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"{path.name} is too large for a proposal.", "Give at most a megabyte.")
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(f"{path.name} is not text in UTF-8.", "Save it as TOML in UTF-8.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name cannot be"
        raise BadInput(f"{path.name} cannot be read: {why}.", "Give the path of a file.") from None
