"""A community development officer: an empty workbook to write their own lists into."""

from pathlib import Path

from asset_map.domain.errors import BadInput, Failure
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.settings import CHECKOUT

TEMPLATE = CHECKOUT / "data" / "templates" / "own-lists.xlsx"


@asks(Action.BROWSE)
def copy_template(to: Path) -> Path:
    """Write the empty workbook to a file that is not there yet; return its path."""
    if to.is_dir():
        to = to / TEMPLATE.name
    if to.suffix.lower() != TEMPLATE.suffix:
        raise BadInput(f"{to.name} is no name of a workbook.", f"Call it {to.stem}.xlsx.")
    try:
        with to.open("xb") as file:
            file.write(TEMPLATE.read_bytes())
    except FileExistsError as error:
        raise BadInput(f"{to} is there already.", "Choose another name.") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BadInput(f"There is no folder {to.parent}.", "Make it first.") from error
    except PermissionError as error:
        raise Failure(f"Nothing may be written to {to.parent}.", "Choose another place.") from error
    return to
