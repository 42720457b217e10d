"""Texts of several columns as one."""

from collections.abc import Iterable

import pandas as pd

from asset_map.domain.places import name_key


def joined(parts: Iterable[object], sign: str = ", ") -> str:
    """Join texts, each once; what is missing or empty is left out."""
    texts = (str(part) for part in parts if pd.notna(part))
    return sign.join(dict.fromkeys(text for text in texts if text))


def key_of(names: pd.Series, postcodes: pd.Series) -> pd.Series:
    """Return what stands for the key of a list that has none: the folded name and the postcode."""
    return names.map(name_key) + "|" + postcodes.fillna("")
