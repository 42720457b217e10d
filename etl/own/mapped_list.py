"""The source that a mapping describes: a list's own columns, sheets and words, read as ours."""

import re
from functools import partial
from typing import Any

import pandas as pd

from asset_map.domain.errors import BadInput
from asset_map.domain.places import name_key
from etl.cleaning.values import expects, plain_text
from etl.own.mapping import JOINS_BY, KINDS, Mapping, TableSaid, constant_of, fields_of, our_needs
from etl.own.tables import OwnTables, Table, table_name
from etl.source import Cleaner, Column, Licence, Rows, Source
from etl.sources.own_list import LINK, make_assets, make_links


def source_of(mapping: Mapping) -> Source:
    """Return the source that a mapping describes. Its refs are its own, whatever others have."""
    said = mapping.tables()
    if not said:
        raise BadInput(
            f"The mapping {mapping.id} names no table.", f"It needs one of [{'], ['.join(KINDS)}]."
        )
    tables = tuple(_table(name, table) for name, table in said.items())
    never = tuple(header for table in said.values() for header in table.personal)
    return Source(
        id=f"own-list:{mapping.id}",
        title=mapping.title,
        publisher=mapping.publisher,
        licence=Licence(mapping.licence.name, mapping.licence.url, mapping.licence.open),
        gives="asset",
        reader=OwnTables(tables, tuple(dict.fromkeys(never))),
        sheets=tuple(table.sheet for table in tables),
        hint="The files of the list that the mapping describes.",
    )


def needs_of(words: dict[str, list[str]]) -> Cleaner:
    """Return a cleaner that reads a list's own words for needs, several in a cell or one.

    A word that nobody knows stays as it is, to be told of; a cell of nothing else cannot be read.
    """
    known = {word: [need] for word, need in our_needs().items()}
    known |= {name_key(word): needs for word, needs in words.items()}

    def read(text: str) -> list[str] | None:
        parts = [text] if name_key(text) in known else re.split(r"[;,|/\n]", text)
        if not any(name_key(part) in known for part in parts):
            return None
        found = [known.get(name_key(part), [part.strip()]) for part in parts if part.strip()]
        return list(dict.fromkeys(need for needs in found for need in needs))

    @expects("Add the word to needs_words in the mapping, with one of our needs.")
    def clean(texts: pd.Series) -> pd.Series:
        return texts.map(read, na_action="ignore")

    return clean


def _table(name: str, said: TableSaid) -> Table:
    kind = KINDS[name]
    constants = {
        column.field: constant_of(column, said.constants[field])
        for field, column in fields_of(name).items()
        if field in said.constants
    }
    names = tuple(name_key(table_name(sheet)) for sheet in said.sheet)
    make = partial(_make, kind=kind, constants=constants)
    return Table(kind, names, tuple(_columns(name, said)), make)


def _columns(name: str, said: TableSaid) -> list[Column]:
    columns = []
    for field, column in fields_of(name).items():
        for at, header in enumerate(said.headers.get(field, [])):
            columns.append(
                Column(
                    (re.escape(header.strip()),),
                    column.field if at == 0 else f"{column.field} {at + 1}",
                    needs_of(said.needs_words) if field == "needs" else column.clean,
                    required=column.required and at == 0,
                    strict=column.strict,
                )
            )
            if field == "needs":  # Words that are no need of ours may still tell what it is for.
                columns.append(Column((re.escape(header.strip()),), "words", plain_text))
    return columns


def _make(rows: pd.DataFrame, *, kind: str, constants: dict[str, Any]) -> Rows:
    """Put together what stands in several columns, and fill in what holds for every row."""
    for field, between in JOINS_BY.items():
        parts = [name for name in rows.columns if re.fullmatch(rf"{field}( \d+)?", name)]
        if len(parts) > 1:
            joined = rows[parts].apply(lambda row, by=between: by.join(row.dropna()), axis=1)
            rows = rows.drop(columns=parts).assign(**{field: joined.replace("", pd.NA)})
    rows = rows.assign(**{field: [value] * len(rows) for field, value in constants.items()})
    if kind != LINK:
        return make_assets(rows)
    return make_links(rows if "detail" in rows else rows.assign(detail=""))
