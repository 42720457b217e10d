"""The short TOML file that tells whose a list is and what its columns mean."""

import csv
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails
from rapidfuzz import process

from asset_map.db.reference import FOLDER
from asset_map.domain.errors import BadInput
from asset_map.domain.places import is_area_code, name_key
from etl.source import Column
from etl.sources.own_list import COLUMNS, NAMES

LARGEST_BYTES = 1_000_000
JOINS_BY = {"address": ", ", "description": " "}
"""Fields that several columns may fill together, and what then stands between their texts."""

KINDS = {name: kind for kind, name in NAMES.items()}
SIMILAR = 70
"""A word this like another one (0 to 100) is taken to be meant."""


def _several(value: object) -> object:
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not texts or not all(isinstance(t, str) and t for t in texts):
        raise ValueError('write it as text, such as "Post Code"')
    return texts


Texts = Annotated[list[str], BeforeValidator(_several)]
Strict = ConfigDict(extra="forbid", strict=True, frozen=True)


class LicenceSaid(BaseModel):
    """What may be done with the list. ``open``: whether it may be given on."""

    model_config = Strict
    name: str = Field(min_length=1)
    url: str = ""
    open: bool = False


class TableSaid(BaseModel):
    """What one table of the list means: besides these, each field and the header of its column."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)
    __pydantic_extra__: dict[str, Texts]
    sheet: Texts = []
    personal: list[str] = []
    constants: dict[str, str | bool | int | float] = {}
    needs_words: dict[str, Texts] = {}

    @property
    def headers(self) -> dict[str, list[str]]:
        """Return the headers by the field that they fill."""
        return self.__pydantic_extra__


class Mapping(BaseModel):
    """A list: whose it is, under which licence, and what its tables mean."""

    model_config = Strict
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)
    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    licence: LicenceSaid
    authority: str | None = None
    venues: TableSaid | None = None
    groups: TableSaid | None = None
    services: TableSaid | None = None
    skill_offers: TableSaid | None = None
    links: TableSaid | None = None

    @field_validator("authority")
    @classmethod
    def _is_a_code(cls, text: str | None) -> str | None:
        if text is not None and not is_area_code(text):
            raise ValueError("write a letter and eight digits, such as E08000027")
        return text

    @field_validator(*KINDS)
    @classmethod
    def _is_understood(cls, said: TableSaid | None, info: ValidationInfo) -> TableSaid | None:
        mistakes = mistakes_in(str(info.field_name), said) if said else []
        if mistakes:
            raise ValueError("; ".join(mistakes))
        return said

    def tables(self) -> dict[str, TableSaid]:
        """Return what is said of each table, by its name here (``venues``, ``groups`` ...)."""
        return {name: said for name in KINDS if (said := getattr(self, name)) is not None}


def read_mapping(path: Path) -> Mapping:
    """Read a mapping. Raises BadInput with each mistake and its place."""
    try:
        content = path.read_bytes()[: LARGEST_BYTES + 1]
        if len(content) > LARGEST_BYTES:
            raise BadInput(f"{path.name} is too large for a mapping.", "Name the TOML file.")
        return mapping_of(content.decode("utf-8-sig"), path.name)
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {path}.", "Check the name and the folder.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            f"{path.name} cannot be read as text.", "Save it as text in UTF-8."
        ) from error


def mapping_of(text: str, file: str) -> Mapping:
    """Read the text of a mapping; ``file``: what it is called in messages."""
    try:
        return Mapping.model_validate(_without_empty(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(
            f"{file} is not written as TOML has to be: {error}.", "See data/templates."
        ) from error
    except ValidationError as error:
        mistakes = [_sentence(one) for one in error.errors()]
        raise BadInput(f"{file}: {' '.join(mistakes)}", "See docs/how-to/own-lists.md.") from error


def fields_of(name: str) -> dict[str, Column]:
    """Return the fields that a table may fill, by what the mapping calls them."""
    return {column.headers[0]: column for column in COLUMNS[KINDS[name]]}


def mistakes_in(name: str, said: TableSaid) -> list[str]:
    """Return what is wrong with what is said of a table."""
    fields = fields_of(name)
    known = {field: column for field, column in fields.items() if field != "ref"}
    given = {*said.headers, *said.constants}
    mistakes = [_unknown(field, fields) for field in sorted(given - set(fields))]
    mistakes += [
        f"{field} has to be given"
        for field, column in known.items()
        if column.required and field not in given
    ]
    mistakes += [
        f"{field} is both a column and a constant"
        for field in said.headers
        if field in said.constants
    ]
    mistakes += [
        f"{field} takes one column"
        for field, headers in said.headers.items()
        if len(headers) > 1 and field in fields and field not in JOINS_BY
    ]
    mapped = {header.casefold() for headers in said.headers.values() for header in headers}
    mistakes += [
        f"{header!r} is both read and personal"
        for header in said.personal
        if header.casefold() in mapped
    ]
    return mistakes + _wrong_constants(said, fields) + _wrong_needs(said)


def _wrong_constants(said: TableSaid, fields: dict[str, Column]) -> list[str]:
    return [
        f"constants.{field} cannot be {value!r}: {fields[field].clean.expects}".rstrip(".")
        for field, value in said.constants.items()
        if field in fields and _is_missing(constant_of(fields[field], value))
    ]


def _wrong_needs(said: TableSaid) -> list[str]:
    ids = set(our_needs().values())
    return [
        f"needs_words.{word}: {_unknown(need, dict.fromkeys(ids))}"
        for word, needs in said.needs_words.items()
        for need in needs
        if need not in ids
    ]


@lru_cache
def our_needs() -> dict[str, str]:
    """Return the ids of our needs by what a list may call them: the id or the label, folded."""
    with (FOLDER / "needs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name_key(row[column]): row["id"] for row in rows for column in ("label", "id")}


def constant_of(column: Column, value: object) -> Any:
    """Return what holds for every row, read as the column is; missing where it cannot be."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return column.clean(pd.Series([text], dtype="str")).iloc[0]


def _is_missing(value: Any) -> bool:
    return not isinstance(value, list) and bool(pd.isna(value))


def _unknown(word: str, known: dict[str, Any]) -> str:
    near = process.extractOne(word, list(known), score_cutoff=SIMILAR)
    return f"{word!r} is not known" + (f"; did you mean {near[0]!r}?" if near else "")


def _without_empty(read: dict[str, Any]) -> dict[str, Any]:
    """Leave out fields that a template names and nobody filled in."""
    return {name: value for name, value in read.items() if value != ""}


def _sentence(error: ErrorDetails) -> str:
    place = [str(part) for part in error["loc"]]
    where = f"[{'.'.join(place[:-1])}] {place[-1]}" if len(place) > 1 else place[0]
    if place[0] in KINDS and len(place) == 1:
        where = f"[{place[0]}]"
    problem = _PROBLEMS.get(error["type"]) or error["msg"].removeprefix("Value error, ")
    return f"{where}: {problem[0].lower()}{problem[1:]}.".replace("?.", "?").replace("..", ".")


_PROBLEMS = {
    "missing": "it is missing",
    "extra_forbidden": "nothing is known by that name here",
    "string_type": "write it as text, in quotation marks",
    "bool_type": "write true or false",
    "string_too_short": "it is empty",
    "string_pattern_mismatch": "write small letters and digits, parted by hyphens",
}
