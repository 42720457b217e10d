"""Mends letters that were broken on their way through wrong encodings, where that is certain."""

import unicodedata

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from ftfy import fix_encoding

IN_DOUBT = {"Mn", "Mc", "Me", "Cc", "Cn", "Co", "Cs", "So", "Sk"}
"""Kinds of characters that no mending gives where it is right: marks, controls, unknown ones."""


def mended(rows: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Return rows of text with their broken letters mended, and in how many cells they were."""
    columns, count = {}, 0
    for at, name in enumerate(rows.columns):
        if name[:1] == "_":
            continue
        texts = rows.iloc[:, at]
        strange = _strange(texts)
        right = {text: whole for text in strange.unique() if (whole := _mended(text)) != text}
        broken = strange[strange.isin(list(right))]
        if len(broken):
            columns[at] = texts.where(~texts.index.isin(broken.index), texts.map(right))
            count += len(broken)
    return _with(rows, columns), count


def _strange(texts: pd.Series) -> pd.Series:
    """Return the texts that have letters beyond plain English."""
    plain = pc.string_is_ascii(pa.array(texts, pa.large_string()))
    if pc.all(plain).as_py() in (True, None):
        return texts[:0]
    return texts[~plain.to_numpy(zero_copy_only=False)]


def _with(rows: pd.DataFrame, columns: dict[int, pd.Series]) -> pd.DataFrame:
    if not columns:
        return rows
    parts = [columns.get(at, rows.iloc[:, at]) for at in range(rows.shape[1])]
    return pd.concat(parts, axis=1).set_axis(rows.columns, axis=1)


def _mended(text: str) -> str:
    return _through_a_mac(text) or _by_ftfy(text) or text


def _through_a_mac(text: str) -> str | None:
    """Undo UTF-8 read as Windows-1252, saved by an old Mac, and read as Windows-1252 again.

    That the whole text comes out as UTF-8 is no chance: two letters with accents never do so.
    """
    try:
        once = text.encode("cp1252").decode("mac_roman")
        return once.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


def _by_ftfy(text: str) -> str | None:
    fixed = fix_encoding(text)
    new = set(fixed) - set(text)
    return None if any(unicodedata.category(sign) in IN_DOUBT for sign in new) else fixed
