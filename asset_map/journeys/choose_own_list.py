"""An operator who brings a list of their own: which of its columns means what, and whose it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from asset_map.domain.errors import BadInput
from asset_map.domain.rights import Action
from asset_map.journeys.acting import asks
from asset_map.settings import Settings
from etl.files import checked
from etl.formats.mended import is_mended
from etl.formats.tables import Tables
from etl.own.guess import Guess, guessed, is_published
from etl.own.mapped_list import source_of
from etl.own.mapping import Mapping, mapping_of, read_mapping
from etl.source import Source
from etl.sources.own_list import OWN_LIST, called


@dataclass(frozen=True)
class OwnList:
    """What a person says of their list. ``mapping``: a TOML file that tells of its columns;
    ``name``: which list it is, among several; ``accept_guess``: what is guessed is right.
    """

    mapping: Path | None = None
    name: str | None = None
    accept_guess: bool = False

    @property
    def is_said(self) -> bool:
        """Tell whether anything is said that only an own list can have."""
        return self != OwnList()


class GuessNeeded(BadInput):
    """The columns are not the published ones: a person has to confirm what is guessed of them."""

    def __init__(self, guess: Guess) -> None:
        self.guess = guess
        super().__init__(
            "The meaning of the columns is only guessed, so nothing was loaded.",
            "If the guess is right, add --accept-guess; else save it, correct it, and give the "
            "file with --mapping FILE.",
        )


@asks(Action.LOAD_DATA)
def own_list(files: Sequence[Path], said: OwnList, settings: Settings) -> Source:
    """Return the source that reads a list. Raises GuessNeeded where a person has to look first."""
    if said.mapping:
        return source_of(_asked_for(read_mapping(said.mapping), said, settings))
    plain = called(_slug(said.name)) if said.name else OWN_LIST
    limit = settings.max_file_mb * 1_000_000
    paths = [checked(path, limit) for path in files]
    if any(map(is_mended, paths)) or is_published(paths, Tables(), limit):
        return plain
    guess = guessed(paths, Tables(), limit, _slug(said.name or paths[0].stem))
    if not guess.tables:
        return plain  # Which then tells what is missing.
    if not said.accept_guess:
        raise GuessNeeded(guess)
    return source_of(mapping_of(guess.toml(), "The guess"))


def _asked_for(mapping: Mapping, said: OwnList, settings: Settings) -> Mapping:
    """Refuse the mapping of another list, and the list of an area that the map is not for."""
    if said.name and _slug(said.name) != mapping.id:
        raise BadInput(
            f"The mapping is of the list {mapping.id}, not of {_slug(said.name)}.",
            "Leave the name out, or give the mapping of that list.",
        )
    covered = {settings.authority, *(settings.extent or "").split(",")}
    if mapping.authority and "GB" not in covered and mapping.authority not in covered:
        raise BadInput(
            f"The list {mapping.id} is of {mapping.authority}, and this map of "
            f"{settings.authority}.",
            "Correct authority in the mapping, or set ASSET_MAP_AUTHORITY or ASSET_MAP_EXTENT.",
        )
    return mapping


def _slug(name: str) -> str:
    slug = "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:60].strip("-")
    if not slug:
        raise BadInput(f"A list cannot be called {name!r}.", "Use letters and digits.")
    return slug
